"""What a questionnaire says of itself before anybody may open it."""

from datetime import date

import pytest

from tests import factories
from voice import paths
from voice.survey.friendly import look
from voice.survey.gate import gate
from voice.survey.load import load_all


def told(**changes: str) -> list[str]:
    return [fault.place for fault in gate(factories.a_survey(**changes))]


@pytest.mark.parametrize(
    "feedback",
    [
        "We tell you at the next group.",
        "By 3 May.",
        "Within three months.",
        "We write to you before Christmas.",
        "On Thursday we show you.",
    ],
)
def test_a_time_is_named(feedback: str) -> None:
    assert told(feedback=feedback) == []


@pytest.mark.parametrize("feedback", ["We may tell you.", "You will hear from us.", "Soon."])
def test_no_time_is_named(feedback: str) -> None:
    assert told(feedback=feedback) == ["feedback"]


@pytest.mark.parametrize(
    "feedback",
    ["Never, on 5 December 2001.", "You will never hear in May.", "We won’t tell you today."],
)
def test_never_is_no_time(feedback: str) -> None:
    assert told(feedback=feedback) == ["feedback"]
    assert told(feedback="We never say who told us. We tell you in June.") == []


@pytest.mark.parametrize(
    ("feedback", "over"),
    [
        ("On 5 December 2001.", True),
        ("On 19/11/2019 we tell you.", True),
        ("By December 3rd, 2018.", True),
        ("In October 2019.", True),
        ("In November 2019.", False),
        ("On 20 November 2019.", False),
        ("We asked in 2018 and tell you in 2020.", False),
        ("On 5 December.", False),
        ("On 31 February 2020.", False),
        ("On 45/13/2001, or today.", False),
    ],
)
def test_the_day_when_children_hear_back_is_still_to_come(feedback: str, over: bool) -> None:
    survey = factories.a_survey(feedback=feedback)
    found = [fault.wrong for fault in gate(survey, date(2019, 11, 20))]
    assert found == (["names a day that is over."] if over else [])
    assert gate(survey) == []


@pytest.mark.parametrize(
    ("purpose", "found"),
    [
        ("You get a £10 voucher if you say nice things about us.", True),
        ("Everybody who answers gets sweets.", True),
        ("We’ll give you a present.", True),
        ("Answer and win a prize!", True),
        ("There is a badge for everybody who answers.", True),
        ("There is a raffle.", True),
        ("You do not get a prize for it.", False),
        ("We want to know if you get presents on your birthday.", False),
        ("The council has £500 for the garden.", False),
        ("We want to know which prizes you like.", False),
    ],
)
def test_nothing_is_promised_for_an_answer(purpose: str, found: bool) -> None:
    for name in ("title", "purpose", "audience"):
        assert told(**{name: purpose}) == ([name] if found else [])


@pytest.mark.parametrize(
    ("audience", "found"),
    [
        ("Your carer and your school will read what you say.", True),
        ("The team reads it. Your social worker, too.", True),
        ("Those who lead social workers read what we find.", False),
        ("The team reads it. Your carer never does.", False),
    ],
)
def test_who_knows_a_child_is_no_reader_without_a_reason(audience: str, found: bool) -> None:
    remarks = [one for one in look(factories.a_survey(audience=audience)) if one.rule == "readers"]
    assert [(one.place, one.level) for one in remarks] == ([("audience", "warning")] * found)


def test_what_is_read_before_yes_is_held_against_the_rules_of_questions() -> None:
    survey = factories.a_survey(purpose="Tell us your name.", feedback="Of course, today.")
    found = {(one.place, one.rule) for one in look(survey)}
    assert {("purpose", "identifying"), ("feedback", "leading")} <= found


@pytest.mark.parametrize("audience", ["Everyone", "nobody.", "Anybody!"])
def test_nobody_in_particular_reads_it(audience: str) -> None:
    assert told(audience=audience) == ["audience"]


@pytest.mark.parametrize("words", ["TBC", "to be confirmed", "We ask …", "[why]", "xxx", "Why??"])
def test_what_is_not_said_yet_is_found_wherever_it_stands(words: str) -> None:
    for name in ("title", "purpose", "audience"):
        assert told(**{name: words}) == [name]


def test_every_shipped_survey_may_be_published() -> None:
    faults = [fault for survey in load_all(paths.SURVEYS).values() for fault in gate(survey)]
    assert faults == []
