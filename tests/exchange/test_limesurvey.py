"""Our questionnaires as LimeSurvey's structure file: codes it takes, and nothing that runs."""

import csv
import io
import re

import pytest
from hypothesis import given, settings

from tests.survey.drafts import a_survey, choice, faces, info, many, scale, three, words
from tests.survey.surveys_by_chance import surveys
from voice import paths
from voice.exchange import limesurvey
from voice.exchange.safe_cells import STARTS_FORMULA
from voice.survey.load import load_all
from voice.survey.model import Survey

SHIPPED = load_all(paths.SURVEYS)


def rows(survey: Survey) -> list[dict[str, str]]:
    text = limesurvey.write(survey).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), dialect="excel-tab"))


def of(survey: Survey, *classes: str) -> list[tuple[str, str]]:
    return [(row["name"], row["text"]) for row in rows(survey) if row["class"] in classes]


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_survey_has_a_question_for_each_item(name: str) -> None:
    assert limesurvey.write(SHIPPED[name]).content.startswith(b"\xef\xbb\xbf")
    assert len(of(SHIPPED[name], "Q")) == len(SHIPPED[name].items)


@settings(max_examples=40, deadline=None)
@given(surveys())
def test_codes_of_any_survey_are_such_as_limesurvey_takes(survey: Survey) -> None:
    made = rows(survey)
    questions = [row["name"] for row in made if row["class"] == "Q"]
    assert len(set(questions)) == len(questions) == len(survey.items)
    assert all(re.fullmatch("[a-z][a-z0-9]{0,19}", name) for name in questions)
    below: dict[str, list[str]] = {}
    for row in made:
        if row["class"] == "Q":
            last = row["name"]
        elif row["class"] in {"A", "SQ"}:
            below.setdefault(last, []).append(row["name"])
    for codes in below.values():
        assert len({code.lower() for code in codes}) == len(codes)
        assert all(re.fullmatch("[A-Za-z0-9]{1,5}", code) for code in codes)
    cells = [cell for row in made for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(tuple(STARTS_FORMULA))]
    assert not [cell for cell in cells if re.search(r"\{\S", cell)]


def test_each_kind_has_its_type_and_nobody_must_answer() -> None:
    ideas = words(id="ideas", kind="ideas")
    survey = a_survey(faces(), choice(), many(), scale(), words(), ideas, info())
    made = [row for row in rows(survey) if row["class"] == "Q"]
    assert [row["type/scale"] for row in made] == ["L", "L", "M", "L", "T", "Q", "X"]
    assert {row["mandatory"] for row in made} == {"N"}


def test_each_part_is_a_group_by_its_name() -> None:
    items = [choice(), many(section="Your friends"), words(section="W" * 120), info()]
    survey = a_survey(*items)
    groups = [(row["name"], row["text"]) for row in rows(survey) if row["class"] == "G"]
    assert groups == [(survey.title, ""), ("Your friends", ""), ("W" * 99 + "…", "W" * 120)]
    assert of(a_survey(choice(section="Home")), "G") == [("Home", "")]


def test_rules_name_the_codes() -> None:
    yes = {"item": "came-before", "is": "yes"}
    rule = {
        "any": [
            {"all": [{"not": yes}, {"item": "liked", "includes": "games"}]},
            {"item": "liked", "was_answered": False},
            {"item": "tell-us", "was_answered": True},
            {"item": "came-before", "is_not": "no"},
        ]
    }
    survey = a_survey(choice(), many(), words(), words(id="more", show_if=rule))
    (row,) = [row for row in rows(survey) if row["name"] == "more"]
    assert row["relevance"] == (
        '((!((camebefore.NAOK == "yes")) and (liked_games.NAOK == "Y"))'
        " or (count(that.liked.NAOK) == 0) or (strlen(tellus.NAOK) > 0)"
        ' or (camebefore.NAOK != "no"))'
    )


def test_what_became_of_ids_is_told() -> None:
    survey = a_survey(three(picture="star", dont_know=True))
    notes = [str(note) for note in limesurvey.write(survey).notes]
    assert notes == [
        (
            "“came-before”: LimeSurvey takes codes of 20 letters and figures without hyphens. "
            "It is called “camebefore” there."
        ),
        (
            "“came-before”: LimeSurvey takes answer codes of 5 letters and figures. "
            "There, A1 is “yes”, A2 is “partly” and A3 is “no”."
        ),
        "“came-before”: LimeSurvey has no place for the picture and coarser scales. Left out.",
    ]
    assert of(survey, "A")[-1] == ("DK", "I don’t know")


def test_no_answers_are_dated_and_no_address_is_kept() -> None:
    told = dict(of(a_survey(choice()), "S"))
    assert (told["anonymized"], told["ipaddr"], told["datestamp"]) == ("Y", "N", "N")
    assert dict(of(a_survey(choice()), "SL"))["surveyls_endtext"] == "Never."
