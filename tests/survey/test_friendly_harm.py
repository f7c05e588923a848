"""What no tablet asks: harm is an error, what is only theirs to tell a warning."""

import pytest

from tests import factories
from voice.survey.friendly import look

HARM = [
    "Do you want to kill yourself?",
    "Has a grown-up hit you?",
    "Do you self-harm?",
    "Has anyone ever touched you in a way you did not like?",
    "Who hurt you?",
    "Have you been abused?",
    "Did you ever wish to die?",
]
PRIVATE = ["Are you gay?", "Why are you so naughty?", "Have you ever taken drugs?"]
FINE = [
    "Do you feel safe where you live?",
    "Who helps you when you are sad?",
    "What did you cook?",
    "What touched your heart today?",
    "Did the ball hit the post?",
    "Are you happy?",
]


def levels(**changes: object) -> dict[str, str]:
    item = {"id": "asked", "kind": "choice", "text": "How was it?", **changes}
    item.setdefault("options", [{"id": "a", "text": "Good"}, {"id": "b", "text": "Bad"}])
    found = look(factories.a_survey(items=[item]))
    return {one.rule: one.level for one in found if one.place.startswith("items")}


@pytest.mark.parametrize("text", HARM)
def test_harm_is_told_to_a_person(text: str) -> None:
    assert levels(text=text)["harm"] == "error"


@pytest.mark.parametrize("text", PRIVATE)
def test_what_is_theirs_to_tell_needs_a_reason(text: str) -> None:
    assert levels(text=text)["private"] == "warning"


@pytest.mark.parametrize("text", FINE)
def test_plain_questions_are_let_be(text: str) -> None:
    assert {"harm", "private", "identifying"} & levels(text=text).keys() == set()


def test_answers_and_names_of_parts_are_read_too() -> None:
    options = [{"id": "a", "text": "I hurt myself"}, {"id": "b", "text": "Nothing"}]
    assert levels(options=options)["harm"] == "error"
    assert levels(section="Have you been hit?")["harm"] == "error"
    named = [{"id": "a", "text": "What is your name?"}, {"id": "b", "text": "Nothing"}]
    assert levels(options=named)["identifying"] == "error"


@pytest.mark.parametrize(
    "text",
    ["Your full name, please", "Which street is your house in?", "Write who you are",
     "What are your brothers' and sisters' names?"],
)  # fmt: skip
def test_who_somebody_is_may_not_be_asked_in_other_words_either(text: str) -> None:
    assert levels(text=text)["identifying"] == "error"
