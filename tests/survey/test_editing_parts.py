"""The name of a part stays where it is when the question that began it goes."""

from typing import Any

from tests.survey.operations import a_draft
from voice.survey.editing import Operation, apply


def parts(what: str, item: str, **given: Any) -> list[tuple[str, str | None]]:
    """Questions in order with the name of the part that each begins, after an operation.

    Before it, the first begins “Home”, the third “School” and the fourth “The end”.
    """
    data = a_draft()
    data["items"] = data["items"][:4]
    names = [one["id"] for one in data["items"]]
    for at, name in ((0, "Home"), (2, "School"), (3, "The end")):
        data["items"][at]["section"] = name
    done = apply(data, Operation(what, names[int(item)], given))
    assert not done.faults
    numbers = {name: str(at) for at, name in enumerate(names)}
    return [(numbers.get(one["id"], "new"), one.get("section")) for one in done.data["items"]]


def test_the_next_question_begins_the_part() -> None:
    moved = [("1", "Home"), ("0", None), ("2", "School"), ("3", "The end")]
    assert parts("move", "0", by=1) == moved
    assert parts("remove", "0") == [("1", "Home"), ("2", "School"), ("3", "The end")]


def test_a_part_of_one_question_goes_with_it() -> None:
    moved = [("0", "Home"), ("2", "School"), ("1", None), ("3", "The end")]
    assert parts("move", "2", by=-1) == moved
    assert parts("remove", "2") == [("0", "Home"), ("1", None), ("3", "The end")]
    assert parts("remove", "3")[-1] == ("2", "School")


def test_a_copy_begins_no_part_of_its_own() -> None:
    assert parts("copy", "0")[:2] == [("0", "Home"), ("new", None)]


def test_what_stays_where_it_is_keeps_its_part() -> None:
    assert parts("move", "0", by=-1)[0] == ("0", "Home")
