"""What a questionnaire says of itself before anybody may open it."""

import pytest

from tests import factories
from voice import paths
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
