"""How something is asked: one thing, fairly, and nothing that points at a child."""

import pytest

from tests.survey.drafts import choice, faces, info, many, words
from tests.survey.friendly_examples import asked, level, rules, whole
from voice.survey.friendly_rule import is_agreed_with


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Do you like school and/or your club?", True),
        ("Do you feel safe and happy?", True),
        ("Do you see your mum and dad?", False),
        ("Do we help you stay healthy, body and mind?", False),
        ("Did you come? Did you stay?", True),
        ("Is it OK here?", False),
    ],
)
def test_one_thing_is_asked_where_yes_is_an_answer(text: str, found: bool) -> None:
    assert ("two-questions" in rules(asked(text))) is found


def test_an_open_question_may_name_two_things() -> None:
    assert "two-questions" not in rules(words(text="What do you like about trips and games?"))
    assert "two-questions" in rules(words(text="What was good and why did you like it?"))
    assert "two-questions" not in rules(info(text="How are you? And your day?"))


def test_only_what_is_agreed_with_may_not_be_asked_the_other_way_round() -> None:
    assert "negative-question" in rules(asked("Is it not safe?"))
    assert "negative-question" in rules(faces(text="How is it when you don't sleep?"))
    assert "negative-question" not in rules(many(text="What is not so good?"))


def test_what_is_agreed_with_is_known_by_its_answers() -> None:
    def agreed(*texts: str) -> bool:
        answers = [{"id": f"o-{n}", "text": text} for n, text in enumerate(texts)]
        return is_agreed_with(whole(1).items[0].model_validate(choice(options=answers)))

    assert agreed("Yes", "No")
    assert agreed("I agree", "I don’t")
    assert not agreed("Apples", "Pears")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don't you love it here?", True),
        ("It is nice here, isn’t it?", True),
        ("Do you agree that we listen?", True),
        ("Children should be kind.", True),
        ("What should we do next?", False),
        ("What food should we have?", False),
        ("What was great about today?", True),
        ("Of course you are safe here?", True),
        ("Most young people like it. Do you?", True),
        ("How much do you agree?", False),
        ("How was it?", False),
    ],
)
def test_no_answer_is_led_to(text: str, found: bool) -> None:
    assert ("leading" in rules(words(text=text))) is found


def test_great_may_be_an_answer() -> None:
    answers = [{"id": "great", "text": "Great"}, {"id": "not", "text": "Not great"}]
    assert "leading" not in rules(choice(text="How was it?", options=answers))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Answer all and win a prize.", True),
        ("Good job!", True),
        ("You get a sticker at the end.", True),
        ("What prizes should we give?", False),
        ("There are no prizes.", False),
        ("What would be a fair price?", False),
    ],
)
def test_no_answer_is_rewarded(text: str, found: bool) -> None:
    assert ("reward" in rules(words(text=text))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You must say yes or no.", True),
        ("Answer every question.", True),
        ("Don’t skip this one.", True),
        ("You do not have to answer every question.", False),
        ("Nobody says you must.", False),
    ],
)
def test_nobody_is_told_to_answer(text: str, found: bool) -> None:
    assert level("must-answer", words(text=text)) == ("error" if found else None)


@pytest.mark.parametrize(
    "text",
    [
        "Tell us your name",
        "Write your full name and your address.",
        "What is your school?",
        "What’s your phone number?",
        "Which school do you go to?",
        "Where do you live?",
        "How old are you?",
        "Tell us your age.",
        "What town do you live in?",
        "Who is your social worker?",
        "Give the name of your foster carer, or tell us the name of your street.",
        "Your name",
        "Date of birth:",
    ],
)
def test_who_a_child_is_is_never_asked(text: str) -> None:
    assert level("identifying", words(text=text)) == "error"


def test_where_a_child_lives_may_be_chosen_from_a_few_answers_with_a_reason() -> None:
    assert level("identifying", choice(text="Where do you live?")) == "warning"
    assert level("identifying", choice(text="What is your name?")) == "error"


@pytest.mark.parametrize(
    "text",
    [
        "What is good about your school?",
        "What is your school like?",
        "How do you feel about where you live?",
        "Do you get on with your teacher?",
        "Would you give your school a star?",
        "What is your number one wish?",
        "Please do not write your name.",
        "Never tell us your address.",
        "What would you tell somebody who is coming into care?",
        "What is your name for this feeling?",
    ],
)
def test_a_question_about_school_or_home_asks_for_no_name(text: str) -> None:
    assert level("identifying", words(text=text)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What happened when you moved?", True),
        ("Tell us about a time you were sad.", True),
        ("Why were you taken into care?", True),
        ("What did your mum do?", True),
        ("When did you come into care?", True),
        ("Tell us who hurt you.", True),
        ("How did you feel when you came today?", False),
        ("Do we help you understand why you are in care?", False),
        ("You do not need to tell your story.", False),
        ("What was the best time today?", False),
    ],
)
def test_one_event_of_a_life_is_not_asked_about(text: str, found: bool) -> None:
    assert level("one-event", words(text=text)) == ("warning" if found else None)


def test_one_event_of_a_life_is_never_asked_about_in_public() -> None:
    item = words(text="What happened when you moved?")
    assert level("one-event", item, stall=True) == "error"
    ideas = item | {"kind": "ideas", "harmless": True, "sensitivity": "service"}
    assert level("one-event", ideas) == "error"
