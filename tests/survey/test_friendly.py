"""What does not suit children is said, with what to do; what does is left alone."""

import re
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.survey.drafts import a_survey, choice, words
from tests.survey.friendly_examples import BAD, GOOD, remarks, whole
from voice.survey.friendly import RULES, look, minutes, seconds
from voice.survey.friendly_lists import OFFICE_WORDS
from voice.survey.friendly_text import sentences
from voice.survey.model import Ages, Survey

IDS = [rule.id for rule in RULES]
GUIDE = Path(__file__).parents[2] / "docs" / "child-friendly.md"


@pytest.mark.parametrize("rule", IDS)
def test_the_good_example_of_a_rule_is_left_alone(rule: str) -> None:
    assert [str(remark) for remark in GOOD[rule]() if remark.rule == rule] == []


@pytest.mark.parametrize("rule", IDS)
def test_the_bad_example_of_a_rule_is_found(rule: str) -> None:
    found = [remark for remark in BAD[rule]() if remark.rule == rule]
    assert found
    for remark in found:
        assert remark.wrong.endswith(".")
        assert remark.do.endswith(".")


def test_no_shipped_questionnaire_has_an_error_or_a_warning(shipped: dict[str, Survey]) -> None:
    said = [(name, str(one)) for name, survey in shipped.items() for one in look(survey)]
    assert [(name, one) for name, one in said if not one.startswith("hint: ")] == []


def test_every_rule_stands_in_the_guide_with_something_good_and_something_bad() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### (.+?)\n(.*?)(?=^#|\Z)", guide, re.MULTILINE | re.DOTALL))
    assert list(sections) == [rule.title for rule in RULES]
    for rule in RULES:
        told = sections[rule.title]
        assert f"`{rule.id}`, {rule.level}" in told
        assert f"- Good: {rule.good}\n" in told
        assert f"- Bad: {rule.bad}\n" in told


def test_every_word_of_the_office_stands_in_the_guide_with_what_to_say() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", guide, re.MULTILINE))
    told = {word: plain for said, plain in rows.items() for word in said.split(", ")}
    for office in OFFICE_WORDS:
        assert told.get(office.word) == office.plain, office.word


def test_rules_have_names_of_their_own() -> None:
    assert len(set(IDS)) == len(IDS)
    assert len({rule.title for rule in RULES}) == len(RULES)


def test_what_is_said_of_the_whole_may_be_read_out_and_so_be_longer() -> None:
    def weighs(count: int) -> list[str]:
        survey = whole(1, ages="5-7", purpose=" ".join(["day"] * count))
        return [one.level for one in look(survey) if one.place == "purpose"]

    assert weighs(8) == []
    assert weighs(15) == ["hint"]
    assert weighs(16) == ["warning"]


def test_what_is_written_takes_longer_than_what_is_tapped() -> None:
    tapped, said = (whole(1).items[0], words())
    typed = whole(1).items[0].model_validate(choice())
    assert seconds(tapped, "5-7") > seconds(tapped, "12+")
    assert seconds(a_survey(said).items[0], "8-11") > 3 * seconds(typed, "8-11")
    assert minutes(whole(6)) > minutes(whole(3))


def test_minutes_that_are_far_too_many_are_a_hint() -> None:
    (remark,) = (one for one in look(whole(2, minutes=10)) if one.rule == "minutes")
    assert (remark.level, remark.place) == ("hint", "minutes")


def test_a_stall_has_the_time_of_somebody_who_walks_by() -> None:
    found = [one for one in look(whole(4, stall=True)) if one.rule == "screens"]
    assert [one.level for one in found] == ["error"]


def test_places_are_those_of_faults() -> None:
    found = look(whole(2, purpose="Because of your placement."))
    assert {one.place for one in found if one.rule == "office-word"} == {"purpose"}
    survey = Survey.model_validate(
        whole(2).model_dump() | {"items": [choice(text="Is your placement OK?")]}
    )
    (remark,) = (one for one in look(survey) if one.rule == "office-word")
    assert remark.place == "items[1] “came-before”: text"
    assert str(remark).startswith("warning: items[1] “came-before”: text: “placement” is a word")
    assert remark.as_dict()["marked"] == [[8, 17]]


def test_the_name_of_a_part_is_looked_at() -> None:
    assert [one.place for one in remarks(choice(section="Your placement"), "8-11")] == ["section"]


TEXTS = st.text(min_size=1, max_size=400).filter(lambda text: text.strip())


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, hint=TEXTS, ages=st.sampled_from(["5-7", "8-11", "12+", "care-leavers"]))
def test_whatever_is_typed_is_looked_at_and_marked_inside_what_was_typed(
    text: str, hint: str, ages: Ages
) -> None:
    item = choice(
        text=text, hint=hint, options=[{"id": "a", "text": text}, {"id": "b", "text": hint}]
    )
    said = {"text": text.strip(), "hint": hint.strip()}
    said |= {"options[1].text": text.strip(), "options[2].text": hint.strip()}
    for remark in remarks(item, ages, stall=len(text) % 2 == 0):
        for start, end in remark.marked:
            assert 0 <= start < end <= len(said[remark.place])


@given(TEXTS)
def test_sentences_stand_in_their_text_and_do_not_overlap(text: str) -> None:
    before = 0
    for start, end in sentences(text):
        assert before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        before = end


def test_no_text_makes_it_think_for_long() -> None:
    for text in ("a" * 400, "and or " * 57, "not " * 100, "your name " * 40, "don't you " * 40):
        item = words(text=text.strip())
        started = perf_counter()
        remarks(item, "5-7")
        assert perf_counter() - started < 0.5
