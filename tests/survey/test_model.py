"""Kinds read raw answers; an edition is named by what it says."""

import pytest
from pydantic import TypeAdapter, ValidationError

from tests import factories
from voice.survey.model import (
    DONT_KNOW,
    IDEA_LETTERS,
    IDEAS_LIMIT,
    KINDS,
    NONE_TICKED,
    RESERVED,
    SKIPPED,
    WORDS_LIMIT,
    WRITTEN,
    Answer,
    Item,
    Rule,
    Survey,
    UnknownAnswerError,
    read_definition,
)


def item_of(tiny: dict[str, Survey], kind: str) -> Item:
    """The item of that kind in the tiny questionnaire of the kind's name."""
    return next(item for item in tiny[kind].items if item.kind == kind)


GOOD: list[tuple[str, object, Answer]] = [
    ("faces", "happy", Answer(options=("happy",))),
    ("faces", None, Answer(options=(SKIPPED,))),
    ("choice", "no", Answer(options=("no",))),
    ("choice", DONT_KNOW, Answer(options=(DONT_KNOW,))),
    ("many", ["music", "home"], Answer(options=("home", "music"))),
    ("many", ["home", "home"], Answer(options=("home",))),
    ("many", [], Answer(options=(NONE_TICKED,))),
    ("scale", "0", Answer(options=("0",))),
    ("scale", "10", Answer(options=("10",))),
    ("words", " Hello \x00there\n", Answer(options=(WRITTEN,), words=("Hello there",))),
    ("words", "   ", Answer(options=(SKIPPED,))),
    ("words", "é" * WORDS_LIMIT, Answer(options=(WRITTEN,), words=("é" * WORDS_LIMIT,))),
    ("ideas", [" pizza\n night", ""], Answer(options=(WRITTEN,), words=("pizza night",))),
    ("ideas", ["", " "], Answer(options=(SKIPPED,))),
    ("ideas", ["a"] * IDEAS_LIMIT + [" "], Answer(options=(WRITTEN,), words=("a",) * IDEAS_LIMIT)),
    ("info", None, Answer(options=(SKIPPED,))),
]
UNKNOWN: list[tuple[str, object]] = [
    ("faces", "very-happy"),
    ("faces", DONT_KNOW),
    ("faces", SKIPPED),
    ("faces", 3),
    ("faces", ["happy"]),
    ("choice", True),
    ("many", "home"),
    ("many", ["home", "meh"]),
    ("many", [["home"]]),
    ("many", {"home": 1}),
    ("scale", 7),
    ("scale", "11"),
    ("scale", "07"),
    ("words", ["Hello"]),
    ("words", "é" * (WORDS_LIMIT + 1)),
    ("ideas", "pizza"),
    ("ideas", ["pizza", 1]),
    ("ideas", ["a"] * (IDEAS_LIMIT + 1)),
    ("ideas", ["a" * (IDEA_LETTERS + 1)]),
    ("info", "read"),
]


@pytest.mark.parametrize(("kind", "raw", "answer"), GOOD)
def test_a_kind_reads_its_answers(
    tiny: dict[str, Survey], kind: str, raw: object, answer: Answer
) -> None:
    assert item_of(tiny, kind).read(raw) == answer


@pytest.mark.parametrize(("kind", "raw"), UNKNOWN)
def test_a_kind_refuses_what_it_cannot_have_without_repeating_it(
    tiny: dict[str, Survey], kind: str, raw: object
) -> None:
    item = item_of(tiny, kind)
    with pytest.raises(UnknownAnswerError) as refused:
        item.read(raw)
    assert str(refused.value).replace(item.id, "").count("home") == 0


def test_every_kind_has_a_tiny_questionnaire_and_is_read_here(tiny: dict[str, Survey]) -> None:
    assert set(KINDS) <= set(tiny)
    assert {kind for kind, _, _ in GOOD} == {kind for kind, _ in UNKNOWN} == set(KINDS)


def test_what_is_not_an_answer_does_not_count_in_n() -> None:
    counted = {option for option in RESERVED if Answer(options=(option,)).answered}
    assert counted == {WRITTEN, NONE_TICKED}
    assert Answer(options=("home", "music")).answered


def test_stored_options_are_the_choices_and_the_absences(tiny: dict[str, Survey]) -> None:
    assert item_of(tiny, "faces").stored_options == ("sad", "ok", "happy", *RESERVED)
    assert item_of(tiny, "info").stored_options == ()


def test_what_is_written_has_nothing_to_be_stored_beside_answers(tiny: dict[str, Survey]) -> None:
    for survey in tiny.values():
        for item in survey.items:
            assert item.counts is (item.asks and not item.writes)
            assert bool(item.stored_options) is item.counts


def test_an_edition_reads_back_from_its_definition(
    shipped: dict[str, Survey], tiny: dict[str, Survey]
) -> None:
    for survey in (*shipped.values(), *tiny.values()):
        again = read_definition(survey.definition)
        assert again == survey
        assert again.fingerprint == survey.fingerprint


def test_a_changed_word_makes_another_edition(tiny: dict[str, Survey]) -> None:
    survey = tiny["faces"]
    changed = survey.model_copy(update={"title": "Another title"})
    assert changed.fingerprint != survey.fingerprint


def test_blank_around_a_text_makes_no_other_edition(tiny: dict[str, Survey]) -> None:
    data = tiny["words"].model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data["title"] = f"  {data['title']}\n"
    assert Survey.model_validate(data).fingerprint == tiny["words"].fingerprint


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"item": "a"},
        {"is": "yes"},
        {"item": "a", "is": "yes", "is_not": "no"},
        {"item": "a", "all": [{"item": "b", "is": "yes"}]},
        {"all": []},
        {"any": []},
        {"all": [{"item": "a", "is": "yes"}], "any": [{"item": "a", "is": "no"}]},
    ],
)
def test_a_rule_has_one_shape(rule: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Rule).validate_python(rule)


def test_a_part_goes_on_until_the_next_one_begins() -> None:
    items = [{"id": name, "kind": "words", "text": "And?"} for name in ("a", "b", "c", "d")]
    items[1]["section"], items[3]["section"] = "Your home", "Your friends"
    survey = factories.a_survey(items=items)
    assert survey.sections == {"b": "Your home", "c": "Your home", "d": "Your friends"}


def test_an_item_is_found_by_its_id(tiny: dict[str, Survey]) -> None:
    assert tiny["info"].item("food-idea").kind == "words"
    with pytest.raises(KeyError):
        tiny["info"].item("nothing")
