"""The rules of a whole questionnaire, and of several together."""

from typing import Any

import pytest

from tests.survey.drafts import (
    Data,
    a_survey,
    choice,
    collapse,
    faults,
    info,
    options,
    three,
    words,
)
from voice.faults import Fault
from voice.survey.check import (
    BUDGETS,
    STALL_BUDGET,
    check_item,
    check_together,
    screens,
    taps,
)


def test_an_item_id_is_used_once() -> None:
    assert faults(choice(), choice()) == [
        f"items[{n}] “came-before”: The id is used 2 times in this questionnaire. "
        "Give each item an id of its own."
        for n in (1, 2)
    ]


def test_something_must_be_asked() -> None:
    assert "items: Nothing is asked. Add at least one question." in faults(info())


@pytest.mark.parametrize(("ages", "budget"), [*BUDGETS.items()])
def test_screens_fit_the_age(ages: str, budget: int) -> None:
    items = [choice(id=f"q-{n}") for n in range(budget)]
    assert faults(*items, ages=ages) == []
    told = faults(*items, info(), ages=ages)
    assert len(told) == 1
    assert f"There are {budget + 1} screens; for {ages} there may be {budget}." in told[0]


def test_a_stall_has_a_minute() -> None:
    items = [choice(id=f"q-{n}") for n in range(STALL_BUDGET)]
    assert faults(*items, stall=True) == []
    assert "at a stall there may be 3" in faults(*items, info(), stall=True)[0]


def test_who_helped_is_no_screen_of_its_own() -> None:
    assert screens(a_survey(info(), choice(), ask_helped=True)) == 2


def test_three_taps_lead_to_the_first_question() -> None:
    assert taps(a_survey(choice(), ask_helped=True)) == 2
    assert taps(a_survey(info(), choice(), info(id="more"))) == 3
    assert faults(info(), choice()) == []
    assert faults(info(), info(id="more"), choice()) == [
        "items: There are 4 taps before the first question; there may be 3. Put less to read first."
    ]


def test_all_faults_are_told_at_once_and_in_order() -> None:
    told = faults(
        choice(id="helped", worry=["maybe"]),
        three(collapse=[], show_if={"item": "nothing", "is": "yes"}),
    )
    assert [line.split(": ")[1] for line in told] == ["id", "worry", "collapse", "show_if"]


def test_one_item_can_be_checked_by_itself() -> None:
    item = a_survey(choice(worry=["maybe"])).items[0]
    assert check_item(item, 7) == [
        Fault("items[7] “came-before”: worry", "“maybe” is no option of this item.",
              "Use the ids of the item's options.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        choice(options=options("yes", "no", "maybe"), collapse=[]),
        choice(options=options("yes", "no", scored=True)),
        choice(sensitivity="service"),
        choice(measures={"theme": "home"}),
        choice(id="came-before", kind="many"),
    ],
)
def test_one_id_is_one_thread_in_all_questionnaires(other: Data) -> None:
    told = check_together([a_survey(choice()), a_survey(other, id="another")])
    assert [fault.place for fault in told] == ["another: items[1] “came-before”"]


def test_a_thread_may_change_its_words() -> None:
    other = choice(text="Ever been here?", hint="At all?", worry=["no"], picture="home")
    assert check_together([a_survey(choice()), a_survey(other, id="another")]) == []


def asked_again(**changes: Any) -> list[Data]:
    return [three(id="then"), three(id="now", before="then", **changes)]


def test_what_was_asked_before_may_be_asked_again() -> None:
    assert faults(*asked_again(text="And now?", hint="After the walk.")) == []


@pytest.mark.parametrize(
    ("items", "wrong"),
    [
        ([three(before="nothing")], "points at “nothing”, which is no item here."),
        ([three(before="came-before")], "points at itself."),
        (asked_again()[::-1], "points at “then”, which comes later."),
        (asked_again(kind="many", collapse=[]), "whose kind, options, class or collapse maps"),
        (asked_again(options=options("yes", "no"), collapse=[]), "whose kind, options, class"),
        (asked_again(sensitivity="service"), "whose kind, options, class"),
        (asked_again(collapse=[collapse(("yes", "partly"), ("no",))]), "or collapse maps differ"),
        (
            [words(id="then"), words(id="now", before="then"), choice()],
            "has no use where the kind is “write”: nothing can be counted.",
        ),
    ],
)
def test_before_points_at_the_same_question_asked_earlier(items: list[Data], wrong: str) -> None:
    (told,) = [line for line in faults(*items) if ": before: " in line]
    assert wrong in told
