"""The question bank: every question is ready, says where it comes from, and fits any other."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice import paths
from voice.faults import FaultyError
from voice.survey import bank, friendly
from voice.survey.bank import Question
from voice.survey.check import budget, check, check_together
from voice.survey.gate import gate
from voice.survey.load import held, load_all
from voice.survey.measures import PROMISES
from voice.survey.model import Survey

BANK = bank.read()
BY_ID = {one.item.id: one for one in BANK.questions}
EACH = pytest.mark.parametrize("id_", sorted(BY_ID))
AROUND = {
    "title": "Ours",
    "purpose": "We want to know.",
    "audience": "The participation team reads it.",
    "feedback": "We tell you at the next group.",
}
NEVER = ("swemwbs", "wemwbs", "sdq", "strengths and difficulties", "bright spots", "outcomes star")


def survey_of(questions: tuple[Question, ...], ages: str) -> Survey:
    """A survey of these questions, which says how long it takes."""
    data = {"id": "ours", **AROUND, "ages": ages, "items": [dict(one.data) for one in questions]}
    longest, _ = held({**data, "minutes": 20})
    assert longest
    minutes = max(1, math.ceil(friendly.minutes(longest)))
    survey, faults = held({**data, "minutes": minutes})
    assert survey, faults
    return survey


def red(survey: Survey) -> list[str]:
    """What would keep it back, but for warnings that the bank says are right where they stand."""
    kept = {(one.item.id, rule) for one in BANK.questions for rule in one.kept}
    return [
        str(remark)
        for remark in friendly.look(survey)
        if remark.level == "error"
        or (
            remark.level == "warning"
            and not any(f"“{id_}”" in remark.place and remark.rule == rule for id_, rule in kept)
        )
    ]


@EACH
def test_a_question_suits_everybody_it_is_for_and_fits_our_other_surveys(id_: str) -> None:
    one = BY_ID[id_]
    assert one.ages
    for ages in one.ages:
        survey = survey_of(BANK.chosen([id_]), ages)
        assert check(survey) == []
        assert red(survey) == []


@EACH
def test_a_warning_that_is_right_is_one_that_is_given(id_: str) -> None:
    one = BY_ID[id_]
    said = {
        remark.rule
        for ages in one.ages
        for remark in friendly.look_at(one.item, ages)
        if remark.level == "warning"
    }
    assert set(one.kept) == said


def test_an_id_means_one_thing_in_the_bank_and_in_every_survey() -> None:
    alone = [
        survey.model_copy(update={"id": f"bank-{id_}"})
        for id_, one in BY_ID.items()
        for survey in [survey_of(BANK.chosen([id_]), one.ages[0])]
    ]
    assert check_together([*load_all(paths.SURVEYS).values(), *alone]) == []


def test_what_a_shipped_survey_asks_stands_in_the_bank() -> None:
    asked = {item.id for one in load_all(paths.SURVEYS).values() for item in one.items if item.asks}
    assert asked <= set(BY_ID)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_handful_makes_a_survey_that_may_be_published(data: st.DataObject) -> None:
    ages = data.draw(st.sampled_from(["5-7", "8-11", "12+", "care-leavers"]))
    fit = [id_ for id_, one in BY_ID.items() if ages in one.ages]
    most = {"5-7": 5, "8-11": 8}.get(ages, 12)
    ids = data.draw(st.lists(st.sampled_from(fit), min_size=1, max_size=most, unique=True))
    chosen = BANK.chosen(ids)
    if len(chosen) > most:
        chosen = BANK.chosen(ids[: most // 2])
    survey = survey_of(chosen, ages)
    assert len(survey.items) <= budget(survey)
    assert (check(survey), gate(survey), red(survey)) == ([], [], [])


def test_each_theme_that_was_asked_for_is_there() -> None:
    assert [theme.id for theme in BANK.themes] == [
        *("feelings", "home", "people", "school", "health", "reviews", "heard", "moving-on"),
        *("event", "before-after", "promises", "charter", "pledge", "measures", "news", "adults"),
    ]
    kept = [one.item.measures.promise for one in BANK.questions if one.item.measures.promise]
    assert kept == list(PROMISES)
    assert len([id_ for id_ in BY_ID if id_.startswith("charter-")]) == 9


def test_the_official_questions_are_word_for_word_and_for_adults() -> None:
    (theme,) = (theme for theme in BANK.themes if theme.id == "measures")
    official = [one for one in theme.questions if one.item.id.startswith("ons-")]
    assert [one.item.text for one in official] == [
        "Overall, how satisfied are you with your life nowadays?",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "Overall, how happy did you feel yesterday?",
        (
            "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, "
            "how anxious did you feel yesterday?"
        ),
    ]
    assert {one.ages for one in official} == {("care-leavers",)}
    assert {one.source.licence.split(".")[0] for one in official} == {"Open Government Licence v3"}
    assert not any(one.ours for one in official)
    assert BY_ID["life-ladder"].ours


def test_nothing_stands_in_it_that_has_to_be_licensed() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in bank.FOLDER.glob("*.toml"))
    assert not any(name in text.casefold() for name in NEVER)
    assert all(one.source.licence and one.source.terms for one in BANK.questions)


def test_a_pair_comes_together() -> None:
    assert [one.item.id for one in BANK.chosen(["sure-now"])] == ["sure-when-came", "sure-now"]
    assert [one.item.id for one in BANK.chosen(["tell-us", "feeling-now", "nothing"])] == [
        "feeling-now",
        "tell-us",
    ]


def test_it_is_searched_by_words_of_questions_and_answers_and_by_age() -> None:
    found = BANK.found("ask DOCTOR")
    assert [one.item.id for theme in BANK.found("doctor see") for one in theme.questions] == [
        "health-doctor"
    ]
    assert not found
    assert "helps-when-sad" in {q.item.id for theme in BANK.found("music") for q in theme.questions}
    young = {one.item.id for theme in BANK.found("", "5-7") for one in theme.questions}
    assert "feeling-now" in young
    assert "ons-happy" not in young
    assert BANK.found("") == BANK.themes


# A bank of one's own

SOURCES = '[ours]\nname = "Ours"\nlicence = "MIT"\nterms = "None."\n'
ONE = (
    'title = "T"\n[[questions]]\nid = "a"\nkind = "words"\ntext = "What was good?"\n'
    'bank = { ages = ["8-11"] }\n'
)


def written(folder: Path, **files: str) -> Path:
    for name, text in {"sources": SOURCES, "answers": "", "one": ONE, **files}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> list[str]:
    with pytest.raises(FaultyError) as error:
        bank.read(folder)
    return [str(fault) for fault in error.value.faults]


def test_a_small_bank_is_read(tmp_path: Path) -> None:
    (theme,) = bank.read(written(tmp_path)).themes
    assert (theme.id, theme.title, theme.questions[0].source.name) == ("one", "T", "Ours")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"one": "title ="}, "bank/one.toml: the end of the file"),
        ({"one": 'title = "T"'}, "holds no questions"),
        ({"one": 'questions = ["a"]'}, "holds no questions"),
        ({"one": ONE.replace("8-11", "3-4")}, "questions[1] “a”: bank: is missing or faulty."),
        ({"one": ONE.replace("bank =", "# ")}, "questions[1] “a”: bank: is missing or faulty."),
        ({"one": ONE.replace("{ ages", '{ answers = "x", ages')}, "bank: is missing or faulty."),
        ({"one": ONE.replace("words", "nothing")}, "questions[1] “a”: items[1]"),
        ({"one": ONE.replace("text", 'before = "b"\ntext')}, "points at “b”"),
        ({"two": ONE}, "bank/two.toml: “a”: stands in bank/one.toml too."),
        ({"sources": '[ours]\nname = "Ours"'}, "bank/sources.toml: ours: is not a whole source."),
    ],
)
def test_what_is_wrong_with_a_bank_is_told_with_its_place(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    assert said in " ".join(told(written(tmp_path, **change)))


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    assert "bank/sources.toml" in " ".join(told(tmp_path))
