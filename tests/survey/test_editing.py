"""One operation each: what it does to a draft, what it says, and what it takes along."""

from typing import Any

import pytest

from tests.survey.operations import a_draft
from voice.survey.draft_data import Done, id_from, item_of, items_of, tidy
from voice.survey.draft_faults import faults
from voice.survey.draft_ids import with_final_ids
from voice.survey.editing import OPERATIONS, Operation, apply
from voice.survey.model import KINDS

WORDED: dict[str, dict[str, Any]] = {
    "many": {"options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]}
}


def do(what: str, item: str = "", data: dict[str, Any] | None = None, **given: Any) -> Done:
    done = apply(data or a_draft(), Operation(what, item, given))
    assert not done.faults, done.faults
    return done


def refused(what: str, item: str = "", **given: Any) -> str:
    done = apply(a_draft(), Operation(what, item, given))
    assert done.data == a_draft()
    (fault,) = done.faults
    return str(fault)


def ids(data: dict[str, Any]) -> list[str]:
    return [item["id"] for item in items_of(data)]


def item(done: Done, id_: str) -> dict[str, Any]:
    found = item_of(done.data, id_)
    assert found is not None
    return found


def test_the_draft_of_these_tests_has_no_fault() -> None:
    assert faults(a_draft()) == []


# Items


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_item_of_each_kind_needs_only_words(kind: str) -> None:
    done = do("add", kind=kind, text="How was the food?", named="food")
    new = item(done, "food")
    new.update(WORDED.get(kind, {}))
    assert faults(done.data) == []
    assert done.said.startswith(f"Added {KINDS[kind].plain_name}: “How was the food?”")


def test_a_new_item_without_words_is_a_draft_with_one_fault() -> None:
    done = do("add", kind="words", after="feeling")
    assert ids(done.data)[1] == "new-00000000"
    (fault,) = faults(done.data)
    assert str(fault).startswith("items[2] “new-00000000”: text: is empty. Write something")


def test_what_is_ready_is_taken_once() -> None:
    ready = {"id": "bank-1", "kind": "words", "text": "What next?"}
    done = do("add-ready", ready=ready)
    assert items_of(done.data)[-1] == ready
    again = apply(done.data, Operation("add-ready", "", {"ready": ready}))
    assert "is in this survey already" in str(again.faults[0])


def test_fields_are_set_and_taken_out() -> None:
    done = do("change", "came", field="versions.10-16.text", value="Cool?")
    assert item(done, "came")["versions"]["10-16"] == {"text": "Cool?"}
    done = do("change", "came", done.data, field="versions.10-16.text", value=None)
    assert list(item(done, "came")["versions"]) == ["0-9"]
    done = do("change", "why", field="measures.theme", value="school")
    assert (item(done, "why")["measures"], done.said) == (
        {"theme": "school"},
        "What it measures: “school”. At “Why?”.",
    )
    assert "measures" not in item(
        do("change", "why", done.data, field="measures.theme", value=None), "why"
    )


def test_words_lose_only_what_no_letter_is() -> None:
    done = do("change", "why", field="text", value="\x00Wh\u202ey\ud800?")
    assert item(done, "why")["text"] == "Why?"


def test_the_whole_is_named_and_said() -> None:
    done = do("set", field="title", value="The trip")
    assert (done.data["title"], done.said) == ("The trip", "The name: “The trip”.")
    assert do("set", field="stall", value=True).said == "Whether it is for a stall: yes."
    assert do("set", field="purpose", value="").said == "Why we ask: taken out."


@pytest.mark.parametrize(
    ("given", "order", "said"),
    [
        ({"by": -1}, ["came", "feeling", "ticks"], "“Did you like it?” moved up to place 1."),
        ({"by": 1}, ["feeling", "ticks", "came"], "“Did you like it?” moved down to place 3."),
        ({"to": 1}, ["came", "feeling", "ticks"], "moved up to place 1."),
        ({"to": 99}, ["feeling", "ticks", "why"], "moved down to place 5."),
        ({"by": 0}, ["feeling", "came", "ticks"], "stays where it is."),
    ],
)
def test_items_move(given: dict[str, int], order: list[str], said: str) -> None:
    done = do("move", "came", **given)
    assert ids(done.data)[:3] == order
    assert done.said.endswith(said)


def test_a_copy_stands_below_under_an_id_of_its_own() -> None:
    done = do("copy", "feeling")
    assert ids(done.data)[:2] == ["feeling", "new-00000000"]
    assert {**item(done, "new-00000000"), "id": "feeling"} == item(done, "feeling")


def test_rules_that_look_at_what_is_removed_go_and_are_told() -> None:
    done = do("remove", "came")
    assert done.said == (
        "Took out “Did you like it?”. “Why?” does not look at it any more. “What else?” does not "
        "look at it any more."
    )
    assert item(done, "why")["show_if"] == {"item": "feeling", "is": "sad"}
    assert item(done, "more")["show_if"] == {"not": {"item": "ticks", "includes": "food"}}
    assert faults(done.data) == []
    assert "show_if" not in item(do("remove", "feeling", done.data), "why")


def test_rules_may_be_kept_and_are_faults_then() -> None:
    done = do("remove", "came", keep_rules=True)
    assert done.said.endswith("“Why?” still looks at it. “What else?” still looks at it.")
    assert "points at “came”, which is no item here" in str(faults(done.data)[0])


def test_what_was_asked_before_goes_with_what_it_points_at() -> None:
    data = a_draft()
    data["items"].append({**data["items"][0], "id": "after", "before": "feeling"})
    assert "before" not in item(do("remove", "feeling", data), "after")


def test_another_kind_keeps_what_both_have() -> None:
    many = item(do("change-kind", "came", kind="many"), "came")
    assert [option["id"] for option in many["options"]] == ["yes", "partly", "no"]
    assert "collapse" not in many
    words = item(do("change-kind", "came", kind="words"), "came")
    assert sorted(words) == ["hint", "id", "kind", "text"]
    scale = do("change-kind", "why", kind="scale")
    assert faults(scale.data) == []
    assert item(scale, "why")["show_if"] == item_of(a_draft(), "why")["show_if"]  # type: ignore[index]


def test_another_question_takes_its_rules_along() -> None:
    done = do("new-id", "came", named="liked")
    assert faults(done.data) == []
    assert ids(done.data)[1] == "liked"
    assert "came" not in str(item(done, "why")["show_if"])


@pytest.mark.parametrize("what", sorted(set(OPERATIONS) - {"set", "add", "add-ready"}))
def test_nothing_is_done_to_what_is_not_there(what: str) -> None:
    given = {
        "change": {"field": "text", "value": "x"},
        "change-kind": {"kind": "words"},
        "new-id": {"named": "x"},
        "set-rule": {"rule": None},
        "change-option": {"option": "yes", "field": "text", "value": "x"},
        "move-option": {"option": "yes", "by": 1},
        "remove-option": {"option": "yes"},
        "set-faces": {"number": 3},
        "set-scale": {"proposal": 0},
    }.get(what, {})
    assert refused(what, "gone", **given)


@pytest.mark.parametrize(
    ("what", "item_", "given", "told"),
    [
        ("dance", "", {}, "nothing we can do"),
        ("change", "why", {"field": "text"}, "not filled in"),
        ("change", "why", {"field": "id", "value": "x"}, "is not something a question has"),
        ("change", "why", {"field": "options", "value": []}, "is not something a question has"),
        ("change", "why", {"field": "text.x", "value": "x"}, "cannot be set here"),
        ("change", "why", {"field": "text", "value": "x" * 1_000_001}, "would be too long"),
        ("set", "", {"field": "items", "value": []}, "is not something a survey says"),
        ("set", "", {"field": "id", "value": "x"}, "is not something a survey says"),
        ("add", "", {"kind": "riddle"}, "no kind of question"),
        ("add-ready", "", {"ready": 3}, "is no question"),
        ("copy", "why", {"named": "came"}, "is there already"),
        ("new-id", "why", {"named": "came"}, "is used already"),
        ("add-option", "why", {}, "cannot be added here"),
        ("add-option", "came", {"named": "yes"}, "is there already"),
        ("change-option", "came", {"option": "yes", "field": "id", "value": "x"}, "not something"),
        ("remove-option", "came", {"option": "gone"}, "not there any more"),
        ("set-faces", "feeling", {"number": 4}, "three or five"),
        ("set-faces", "came", {"number": 5}, "three or five"),
        ("set-scale", "ticks", {"proposal": 0}, "no such coarser scale"),
        ("set-rule", "why", {"rule": {"item": "more", "was_answered": True}}, "cannot look at"),
        ("set-rule", "why", {"rule": {"item": "came", "is": "gone"}}, "cannot look at this"),
        ("set-rule", "why", {"rule": {"item": "came", "includes": "no"}}, "cannot look at this"),
        ("set-rule", "why", {"rule": {"item": "came"}}, "was not chosen"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    what: str, item_: str, given: dict[str, Any], told: str
) -> None:
    assert told in refused(what, item_, **given)


# Answers


def test_a_new_answer_has_an_id_and_the_coarser_scale_follows() -> None:
    done = do("add-option", "came", text="Not at all", named="never")
    assert item(done, "came")["options"][-1] == {"id": "never", "text": "Not at all"}
    assert item(done, "came")["collapse"][0]["to"][1]["takes"] == ["no", "never"]
    assert faults(done.data) == []


def test_a_coarser_scale_of_the_teams_own_is_left_as_it_is() -> None:
    data = a_draft()
    data["items"][1]["collapse"][0]["to"][1]["text"] = "Not quite"
    done = do("add-option", "came", data, text="Not at all")
    assert item(done, "came")["collapse"] == data["items"][1]["collapse"]
    assert "takes “new-00000000” not at all" in str(faults(done.data))


def test_an_answer_keeps_its_id_whatever_it_says() -> None:
    done = do("change-option", "came", option="no", field="text", value="Not much")
    assert item(done, "came")["options"][2] == {"id": "no", "text": "Not much"}
    assert item(done, "came")["collapse"][0]["to"][1]["text"] == "Partly or not much"
    assert done.said == "Changed the answer “Not much”."


def test_answers_move_in_every_version() -> None:
    done = do("move-option", "came", option="yes", by=1)
    came = item(done, "came")
    assert [one["id"] for one in came["options"]] == ["partly", "yes", "no"]
    assert [one["id"] for one in came["versions"]["0-9"]["options"]] == ["partly", "yes"]
    assert faults(done.data) == []
    assert "stays where it is" in do("move-option", "came", option="yes", to=0).said


def test_an_answer_goes_with_all_that_speaks_of_it() -> None:
    done = do("remove-option", "feeling", option="sad")
    feeling = item(done, "feeling")
    assert "worry" not in feeling
    assert "sad" not in str(feeling.get("collapse"))
    assert item(done, "why")["show_if"] == {"item": "came", "is": "no"}
    assert "“Why?” does not look at it any more." in done.said
    assert "versions" in item(do("remove-option", "came", option="partly"), "came")


def test_faces_are_three_or_five_and_keep_their_words() -> None:
    data = do("add", kind="faces", text="How was it?", named="it").data
    data = do("change-option", "it", data, option="sad", field="text", value="Not good").data
    three = do("set-faces", "it", data, number=3)
    assert [(one["text"], one["score"]) for one in item(three, "it")["options"]] == [
        ("Not good", 1),
        ("OK", 2),
        ("Happy", 3),
    ]
    assert faults(three.data) == []
    five = do("set-faces", "it", three.data, number=5)
    assert [one["score"] for one in item(five, "it")["options"]] == [1, 2, 3, 4, 5]
    assert faults(five.data) == []


def test_a_coarser_scale_is_taken_from_what_is_proposed() -> None:
    done = do("set-scale", "came", proposal=1)
    assert [one["takes"] for one in item(done, "came")["collapse"][0]["to"]] == [
        ["yes", "partly"],
        ["no"],
    ]
    assert "the worst and the rest" in done.said


# Drafts themselves


def test_a_draft_gets_ids_where_it_has_none_or_has_one_twice() -> None:
    tidied = tidy({"items": [{"id": "a"}, {"id": "a"}, {"text": "x"}, 3, {"id": 4}], "n": 10**5000})
    assert [one["id"] for one in tidied["items"]] == [
        "a",
        "new-00000000",
        "new-00000001",
        "new-00000002",
    ]
    assert tidied["n"] == 10**15


@pytest.mark.parametrize(
    ("words", "taken", "id_"),
    [
        ("How was the café?", [], "how-was-the-cafe"),
        ("Don’t know", [], "dont-know-2"),
        ("Yes", ["yes", "yes-2"], "yes-3"),
        ("ሰላም", [], "question"),
        ("", ["question"], "question-2"),
        (
            "What do you think of the place where we all met?",
            [],
            "what-do-you-think-of-the-place-where",
        ),
    ],
)
def test_ids_are_made_of_words(words: str, taken: list[str], id_: str) -> None:
    assert id_from(words, taken) == id_


def test_final_ids_are_the_same_everywhere_in_a_draft() -> None:
    data = do("add", kind="choice", text="Is it far?", named="new-0000000a", after="feeling").data
    data = do("add-option", "new-0000000a", data, text="A bit", named="new-0000000b").data
    data = do("set-scale", "new-0000000a", data, proposal=0).data
    data = do("change", "new-0000000a", data, field="worry", value=["new-0000000b"]).data
    rule = {"any": [{"item": "new-0000000a", "is": "new-0000000b"}, {"item": "came", "is": "no"}]}
    data = do("set-rule", "why", data, rule=rule).data
    final = with_final_ids(data, {"is-it-far"})
    assert "new-" not in str(final)
    assert faults(final) == []
    assert ids(final)[1] == "is-it-far-2"
    assert items_of(final)[1]["worry"] == ["a-bit"]


def test_several_operations_are_one_and_all_are_done_or_none() -> None:
    move = {"what": "move", "item": "came", "given": {"by": 1}}
    text = {"what": "change", "item": "came", "given": {"field": "text", "value": "Was it?"}}
    done = do("several", "came", steps=[text, move])
    assert (ids(done.data)[2], item(done, "came")["text"]) == ("came", "Was it?")
    assert "Was it?" in done.said
    assert "moved down" in done.said
    assert refused("several", "came", steps=[text, {"what": "move", "item": "gone", "given": {}}])
    assert refused("several", "came", steps=[text, "move"])


def test_several_are_not_made_of_several() -> None:
    move = {"what": "move", "item": "came", "given": {"by": 1}}
    inner = {"what": "several", "item": "came", "given": {"steps": [move]}}
    assert "Too much at once" in refused("several", "came", steps=[inner])


@pytest.mark.parametrize("odd", [[], {}, [3], {"a": 1}])
def test_lists_and_tables_in_place_of_words_are_refused_or_kept_as_they_are(odd: object) -> None:
    found = items_of(a_draft())
    with_answers = next(one for one in found if one.get("options"))
    answer = with_answers["options"][0]["id"]
    for what, given in (
        ("change-option", {"option": answer, "field": odd, "value": "x"}),
        ("set-faces", {"number": odd}),
    ):
        for one in found:
            assert apply(a_draft(), Operation(what, one["id"], given)).faults
    ready = {"kind": odd, "text": "Is it?"}
    assert "Added a question" in do("add-ready", ready=ready).said
