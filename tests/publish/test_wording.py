"""The paper's form is read whole, and every fault in it is named."""

from pathlib import Path
from typing import get_args

import pytest

from tests.papers import the_form
from voice.faults import FaultyError
from voice.paths import REPORTS
from voice.publish import sections, wording

SHIPPED = (REPORTS / "paper.toml").read_text(encoding="utf-8")


def faults_of(tmp_path: Path, text: str) -> str:
    path = tmp_path / "paper.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyError) as raised:
        wording.read(path)
    return str(raised.value)


def test_the_shipped_form_has_the_sections_of_a_committee_paper_in_their_order() -> None:
    form = the_form()
    assert [line.label for line in form.front] == [
        "To",
        "Meeting date",
        "From",
        "Electoral division(s)",
        "Purpose",
        "Recommendation",
    ]
    assert [line.label for line in form.contact] == ["Officer contact", "Member contact"]
    assert [one.heading for one in form.section if one.level == 1] == [
        "",
        "Summary",
        "Background",
        "Main issues",
        "Events of other organisations we supported",
        "What we planned last time",
        "Activities and work planned",
        "Participation Service",
        "Mind of My Own",
        "Conclusion",
        "Significant implications",
        "Source documents",
        "Mind of My Own month by month",
        "What members ask",
        "Answers period by period",
        "Answers by age band and other groupings",
        "What is not shown, and why",
    ]


def test_all_seven_implications_are_asked_for() -> None:
    assert sum(one.id.startswith("implications-") for one in the_form().section) == 7


def test_a_form_without_an_assurance_line_is_refused(tmp_path: Path) -> None:
    without = SHIPPED.replace('content = "assurance"', 'content = "words"')
    assert "no section with the assurance line" in faults_of(tmp_path, without)


def test_the_worker_is_told_both_sentences_an_assurance_may_be() -> None:
    (one,) = (one for one in the_form().editable if one.section == "assurance")
    assert "“Every safeguarding concern was acted on the same day.”" in one.hint
    assert "“At least one safeguarding concern was not acted on the same day.”" in one.hint


def test_every_content_a_form_may_name_is_written_by_a_function() -> None:
    assert set(get_args(wording.Content)) == set(sections.CONTENTS)


def test_what_a_worker_may_write_is_listed_with_what_stands_there() -> None:
    editable = {one.section: one for one in the_form().editable}
    assert editable["purpose"].label == "Purpose"
    assert editable["impact"].words == ""
    assert "Because young people said" in editable["impact"].hint
    assert "events" in editable
    assert "main-issues" not in editable


def test_an_unknown_place_in_braces_is_named(tmp_path: Path) -> None:
    told = faults_of(tmp_path, SHIPPED.replace("{span}", "{beginning}"))
    assert "background: {beginning} is not known" in told


def test_a_lone_brace_is_named(tmp_path: Path) -> None:
    assert "without its other half" in faults_of(tmp_path, SHIPPED.replace("{span}", "{span"))


def test_two_sections_of_one_name_are_named(tmp_path: Path) -> None:
    told = faults_of(tmp_path, SHIPPED.replace('id = "impact"', 'id = "heard"'))
    assert "heard: names two sections." in told


def test_unknown_keys_and_contents_are_all_named_at_once(tmp_path: Path) -> None:
    text = SHIPPED.replace('content = "summary"', 'content = "resume"')
    told = faults_of(tmp_path, f'colour = "red"\n{text}')
    assert "colour" in told
    assert "content" in told


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert "cannot be read" in faults_of(tmp_path, "template = ")
    with pytest.raises(FaultyError):
        wording.read(tmp_path / "none.toml")
