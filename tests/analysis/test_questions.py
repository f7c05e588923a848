"""What is counted of a questionnaire, over its editions."""

from typing import Any

import pytest

from tests import factories
from voice.analysis.questions import question_of, questions_of
from voice.survey.model import Survey


def editions(*items: list[dict[str, Any]]) -> list[Survey]:
    return [factories.a_survey(items=one) for one in items]


def test_free_texts_and_what_is_only_read_are_not_counted() -> None:
    info = {"id": "hello", "kind": "info", "text": "Hello."}
    ideas = {"id": "ideas", "kind": "ideas", "text": "Any ideas?"}
    survey = editions([info, factories.feeling(), factories.words(), ideas])
    assert [question.item for question in questions_of(survey)] == ["feeling-now"]


def test_a_question_is_told_as_it_was_asked() -> None:
    question = question_of(editions([factories.feeling()]), "feeling-now")
    assert (question.name, question.kind) == ("how-are-you/feeling-now", "faces")
    assert question.text == "How do you feel now?"
    assert next((a.id, a.score) for a in question.answers) == ("very-sad", 1)
    assert question.mean
    assert not question.multiple


def test_an_item_nobody_ever_asked_is_not_known() -> None:
    with pytest.raises(KeyError):
        question_of(editions([factories.feeling()]), "no-such")


def test_the_latest_words_count_and_the_options_of_all_editions() -> None:
    old = factories.listened()
    new = factories.listened(
        text="Do we listen?",
        options=[{"id": id_, "text": id_.upper()} for id_ in ("yes", "no", "never")],
    )
    question = question_of(editions([old], [new]), "listened")
    assert question.text == "Do we listen?"
    assert [(a.id, a.text) for a in question.answers] == [
        ("yes", "YES"),
        ("no", "NO"),
        ("never", "NEVER"),
        ("sometimes", "sometimes"),
    ]


def test_items_that_went_come_after_those_that_stayed() -> None:
    known = editions(
        [factories.listened(), factories.good()], [factories.feeling(), factories.good()]
    )
    assert [question.item for question in questions_of(known)] == [
        "feeling-now",
        "good",
        "listened",
    ]


COLLAPSE = [
    {
        "to": [
            {"id": "mostly", "text": "Mostly", "takes": ["yes", "sometimes"]},
            {"id": "not", "text": "Not", "takes": ["no"]},
        ]
    }
]


def test_coarser_scales_are_taken_over() -> None:
    question = question_of(editions([factories.listened(collapse=COLLAPSE)]), "listened")
    assert [[(a.text, takes) for a, takes in one] for one in question.collapses] == [
        [("Mostly", ("yes", "sometimes")), ("Not", ("no",))]
    ]


def test_a_coarser_scale_that_misses_an_old_option_is_not_used() -> None:
    old = factories.listened(options=[{"id": id_, "text": id_} for id_ in ("yes", "no", "hm")])
    new = factories.listened(collapse=COLLAPSE)
    assert question_of(editions([old], [new]), "listened").collapses == ()


def test_where_an_answer_was_taken_out_the_scale_that_still_had_it_is_used() -> None:
    old = factories.listened(collapse=COLLAPSE)
    fewer = [{"to": [{"id": "yes", "text": "Yes", "takes": ["yes"]}, COLLAPSE[0]["to"][1]]}]
    new = factories.listened(
        options=[{"id": id_, "text": id_} for id_ in ("yes", "no")], collapse=fewer
    )
    (scale,) = question_of(editions([old], [new]), "listened").collapses
    assert [(answer.text, takes) for answer, takes in scale] == [
        ("Mostly", ("yes", "sometimes")),
        ("Not", ("no",)),
    ]


def test_where_editions_differ_the_most_careful_counts() -> None:
    careful = factories.listened(worry=["no"])
    careless = factories.listened(sensitivity="service", worry=["sometimes"])
    for known in ([careful], [careless]), ([careless], [careful]):
        question = question_of(editions(*known), "listened")
        assert question.sensitivity == "personal"
        assert question.unsafe == {"no", "sometimes"}
    assert question_of(editions([careless]), "listened").sensitivity == "service"


def routed(**rule: Any) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    why = factories.good(id="why", show_if=rule)
    known = editions([factories.listened(), factories.feeling(), why])
    question = question_of(known, "why")
    return question.base, question.base_in, question.also_after


YES = {"item": "listened", "is": "yes"}
NO = {"item": "listened", "is": "no"}
SAD = {"item": "feeling-now", "is": "sad"}


def test_a_question_asked_of_all_has_no_base() -> None:
    question = question_of(editions([factories.good()]), "good")
    assert (question.base, question.base_in, question.also_after) == (None, (), ())


def test_one_answer_that_decides_is_the_base() -> None:
    assert routed(**NO) == ("listened", ("no",), ())


def test_any_of_several_answers_to_one_question() -> None:
    assert routed(any=[NO, YES]) == ("listened", ("no", "yes"), ())


def test_all_of_several_rules_name_every_question() -> None:
    assert routed(all=[NO, SAD]) == ("listened", ("no",), ("feeling-now",))


def test_any_of_several_questions_bounds_by_none() -> None:
    assert routed(any=[NO, SAD]) == ("listened", (), ("feeling-now",))


@pytest.mark.parametrize(
    "rule",
    [
        {"item": "listened", "is_not": "yes"},
        {"not": YES},
        {"item": "listened", "was_answered": False},
    ],
    ids=["is not", "not", "not answered"],
)
def test_rules_true_of_those_who_did_not_answer_bound_nothing(rule: dict[str, Any]) -> None:
    assert routed(**rule) == ("listened", (), ())


def test_a_rule_that_changed_between_editions_bounds_nothing() -> None:
    def why(**rule: Any) -> dict[str, Any]:
        return factories.good(id="why", **rule)

    first, second = why(show_if=NO), why(show_if=YES)
    for one, other in ((first, second), (first, why()), (why(), first)):
        known = editions([factories.listened(), one], [factories.listened(), other])
        question = question_of(known, "why")
        assert (question.base, question.base_in) == ("listened", ())


def test_a_question_knows_what_was_asked_before_the_activity() -> None:
    items = [factories.feeling(id="then"), factories.feeling(id="now", before="then")]
    survey = factories.a_survey(items=items)
    assert [question.before for question in questions_of([survey])] == [None, "then"]


def test_harmless_lists_are_never_counted() -> None:
    listed = {"id": "food", "kind": "ideas", "text": "What food?", "harmless": True}
    survey = factories.a_survey(items=[listed | {"sensitivity": "service"}, factories.good()])
    assert [question.item for question in questions_of([survey])] == ["good"]
