"""The panels of one question in the studio: what each shows, and how it reads for a child."""

import copy
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template

from tests.survey.operations import a_draft
from tests.web.visiting import TODAY, Visit, text
from voice import drafting
from voice.store.db import Database
from voice.survey import draft_faults
from voice.survey.beginnings import beginning
from voice.survey.draft_data import Data, item_of, tidy
from voice.survey.model import KINDS
from voice.web.worker import studio_panels
from voice.web.worker.studio_fields import operation

pytestmark = pytest.mark.usefixtures("quick_hashing")

EXTRA: dict[str, Data] = {
    "worded": {"easy": "Good?", "hint": "Any answer.", "picture": "home", "section": "Home"},
    "aged": {"versions": {"0-9": {"text": "Nice?"}, "17+": {"text": "Fair?", "options": []}}},
    "measuring": {"measures": {"promise": "safe", "theme": "home"}, "before": "feeling"},
    "odd": {"picture": "not-there", "worry": "x", "versions": 3, "measures": [], "collapse": "x",
            "show_if": {"all": [{"item": "gone", "is": "x"}, {"not": {"item": "came"}}]}},
}  # fmt: skip


def with_one(item: Data) -> Data:
    data = copy.deepcopy(a_draft())
    data["items"].append({"id": "q", "text": "Was it good?", **item})
    return tidy(data)


def drawn(door: Flask, data: Data, item: str = "q") -> BeautifulSoup:
    """All panels of a question."""
    faults = draft_faults.faults(data)
    with door.test_request_context("/"):
        given = studio_panels.context(data, item_of(data, item), faults, "a-draft")
        return BeautifulSoup(render_template("studio/panels.html", **given), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def said(soup: BeautifulSoup, selector: str) -> str:
    return " ".join(one(soup, selector).get_text(" ").split())


def controls(soup: BeautifulSoup) -> set[str]:
    return {str(found["name"]) for found in soup.select("[name^='f:']")}


@pytest.mark.parametrize("extra", EXTRA)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_panels_whatever_is_said_of_it(
    door: Flask, kind: str, extra: str
) -> None:
    soup = drawn(door, with_one({**(beginning(kind) or {}), **EXTRA[extra]}))
    for panel in (*studio_panels.PANELS[kind], *studio_panels.ALWAYS):
        one(soup, f"#panel-{panel}")
    ids = [str(found["id"]) for found in soup.select("[id]")]
    assert len(ids) == len(set(ids)), "each id once: parts are put in place by it"
    for label in soup.select("label[for]"):
        one(soup, f"[id='{label['for']}']")


def sent(soup: BeautifulSoup) -> dict[str, str]:
    """What a browser sends of the controls as they stand."""
    values: dict[str, str] = {}
    for control in soup.select("[name^='f:']"):
        name, kind = str(control["name"]), control.get("type")
        if control.name == "select":
            chosen = control.select_one("option[selected]") or one(control, "option")
            values[name] = str(chosen["value"])
        elif control.name == "textarea":
            values[name] = control.get_text().removeprefix("\n").replace("\n", "\r\n")
        elif kind not in {"checkbox", "radio"} or control.has_attr("checked"):
            values[name] = str(control.get("value", "")).replace("\n", "")
    return values


@pytest.mark.parametrize("extra", EXTRA)
@pytest.mark.parametrize("kind", KINDS)
def test_sending_a_question_as_it_stands_changes_nothing(
    door: Flask, kind: str, extra: str
) -> None:
    begun = {**(beginning(kind) or {}), "text": "Line\nand line", "hint": "One\ntwo"}
    data = with_one({**begun, **EXTRA[extra]})
    for name, value in sent(drawn(door, data)).items():
        assert operation(data, "q", name.removeprefix("f:"), value) is None, (name, value)


@pytest.mark.parametrize("item", ["feeling", "came", "ticks", "why", "more"])
def test_sending_a_rule_or_a_version_as_it_stands_changes_nothing(door: Flask, item: str) -> None:
    data = tidy(a_draft())
    for name, value in sent(drawn(door, data, item)).items():
        assert operation(data, item, name.removeprefix("f:"), value) is None, (name, value)


def test_a_closed_panel_says_what_is_chosen_in_it(door: Flask) -> None:
    soup = drawn(door, with_one({**(beginning("faces") or {}), **EXTRA["measuring"]}))
    assert said(soup, "#panel-measures summary").endswith("Being safe · Home")
    assert said(soup, "#panel-worry summary").endswith("None")
    assert "5 answers, then 3, then 2" in said(soup, "#panel-coarser summary")
    assert said(soup, "#panel-when summary").endswith("Always")
    soup = drawn(door, tidy(a_draft()), "why")
    assert "Only if “Did you like it?” is “No” or" in said(soup, "#panel-when summary")


def test_what_is_to_be_mended_stands_open_and_is_said_at_its_control(door: Flask) -> None:
    options = [{"id": letter, "text": letter} for letter in "abcd"]
    item = {"kind": "choice", "text": "", "options": options, "measures": {"theme": "x"}}
    soup = drawn(door, with_one(item))
    assert "to fill in" in said(soup, "#f-q-text-group")
    assert not one(soup, "#f-q-text-group").select(".govuk-error-message"), "calm, not red"
    item = {**item, "text": "Do you feel safe?", "sensitivity": "service"}
    soup = drawn(door, with_one(item))
    assert one(soup, "#panel-careful").has_attr("open")
    assert "about a young person’s own life" in said(soup, "#f-q-sensitivity-group")
    del item["sensitivity"]
    soup = drawn(door, with_one(item))
    assert "Choose which answers are told together" in said(soup, "#panel-coarser")
    assert "[[items" not in soup.get_text()


def test_answers_have_buttons_to_move_and_to_remove_them(door: Flask) -> None:
    soup = drawn(door, tidy(a_draft()), "came")
    row = one(soup, "#option-partly")
    labels = [button["aria-label"] for button in row.select("button[name=op]")]
    assert labels == ["Move up: Partly", "Move down: Partly", "Remove: Partly"]
    assert one(soup, "#option-up-yes").has_attr("aria-disabled")
    assert one(soup, "#option-down-no").has_attr("aria-disabled")
    assert {"f:options.no.text", "f:options.no.picture", "f:dont_know"} <= controls(soup)


def test_a_picture_is_chosen_from_all_there_are(door: Flask) -> None:
    soup = drawn(door, tidy(a_draft()), "came")
    names = {str(found["value"]) for found in soup.select("#f-came-options-yes-picture option")}
    assert {"", "home", "face-1", "promise-10"} <= names
    assert "art" not in names


def test_a_rule_is_chosen_from_lists_in_words(door: Flask) -> None:
    soup = drawn(door, tidy(a_draft()), "why")
    asked = [text_of.get_text() for text_of in soup.select("#f-why-rule-0-item option")]
    assert asked == ["1. How do you feel?", "2. Did you like it?", "3. What was good?"]
    chosen = one(soup, "#f-why-rule-0-says option[selected]")
    assert (chosen["value"], chosen.get_text()) == ("came|is|no", "is “No”")
    assert {"f:rule.1.item", "f:rule.1.says", "f:rule.join"} <= controls(soup)


def test_a_wrong_rule_is_told_with_buttons_that_mend_it(door: Flask) -> None:
    data = tidy(a_draft())
    data["items"][1]["show_if"] = {"item": "ticks", "includes": "food"}
    soup = drawn(door, data, "came")
    assert one(soup, "#panel-when").has_attr("open")
    trouble = said(soup, "#trouble-1")
    assert "This looks at “What was good?”, which comes later." in trouble
    assert "Ask this after “What was good?”" in trouble


def test_a_deep_rule_is_said_and_can_be_taken_out(door: Flask) -> None:
    data = tidy(a_draft())
    soup = drawn(door, data, "more")
    assert "f:rule.1.item" not in controls(soup)
    assert "it is not so that “What was good?” has ticked “Food”" in said(soup, "#condition-1")
    one(soup, "#condition-gone-1")


def test_the_first_question_has_nothing_to_look_at(door: Flask) -> None:
    soup = drawn(door, tidy(a_draft()), "feeling")
    assert "Nothing is asked before it" in said(soup, "#panel-when")


def test_a_promise_brings_the_priority_it_serves(door: Flask) -> None:
    data = with_one({"kind": "ideas", "measures": {"promise": "moves"}})
    soup = drawn(door, data)
    assert "Take “Stability and permanence”" in said(soup, "#measures-served")


def test_the_coarser_scale_is_proposed_and_shown(door: Flask) -> None:
    soup = drawn(door, with_one(beginning("faces") or {}))
    assert len(soup.select("#panel-coarser .panel__in > .steps .steps__one")) == 2
    assert "positive and the rest" in said(soup, "#panel-coarser summary")
    assert one(soup, "#way-take-1")["value"]
    six = [{"id": letter, "text": letter.upper()} for letter in "abcdef"]
    soup = drawn(door, with_one({"kind": "choice", "options": six}))
    assert one(soup, "#coarser-own").has_attr("open"), "nobody can propose: it is done by hand"


def test_what_was_asked_before_is_answered_alike(door: Flask) -> None:
    data = tidy(a_draft())
    data["items"].append({**data["items"][0], "id": "again"})
    soup = drawn(door, tidy(data), "again")
    assert [found["value"] for found in soup.select("#f-again-before option")] == ["", "feeling"]


def test_an_age_is_offered_answers(door: Flask) -> None:
    soup = drawn(door, tidy(a_draft()), "came")
    ticks = {
        str(found["name"]): found.has_attr("checked")
        for found in soup.select("input[type=checkbox][name^='f:versions.0-9.shown']")
    }
    assert ticks == {
        "f:versions.0-9.shown.yes": True,
        "f:versions.0-9.shown.partly": True,
        "f:versions.0-9.shown.no": False,
    }


# How it reads for a child


@pytest.fixture
def draft(database: Database) -> str:
    return drafting.start_from_data(database, a_draft(), "ada", TODAY).id


def look(worker: Visit, draft: str, **fields: str) -> dict[str, Any]:
    sent = {name.replace("__", ":"): value for name, value in fields.items()}
    answer = worker.send(f"/studio/{draft}/look", item="came", **sent)
    assert answer.status_code == 200, answer.text
    parts: dict[str, Any] = answer.json["parts"]  # type: ignore[index]
    return parts


def test_what_is_typed_is_looked_at_and_not_kept(
    worker: Visit, draft: str, database: Database
) -> None:
    parts = look(worker, draft, f__text="Did your placement go well?")
    soup = BeautifulSoup(parts["remarks"], "html.parser")
    assert one(soup, "mark").get_text() == "placement"
    assert "Say: home" in said(soup, "#remarks")
    assert "Better to change" in said(soup, "#remarks")
    assert "5 of 12 screens" in text(BeautifulSoup(parts["budget"], "html.parser"))
    with database.reading() as connection:
        assert drafting.open_draft(connection, draft).record.version == 1


def test_a_good_question_is_said_to_be_one(worker: Visit, draft: str) -> None:
    parts = look(worker, draft, f__text="Did you like it?")
    assert "Reads well for young people of 12 and over." in parts["remarks"]


def test_no_remark_speaks_of_a_file(worker: Visit, draft: str) -> None:
    parts = look(worker, draft, f__text="Do you feel safe at home?")
    assert "Tick “I don’t know” below the answers." in parts["remarks"]
    assert "dont_know" not in parts["remarks"]


def test_a_draft_that_is_gone_has_nothing_to_look_at(worker: Visit) -> None:
    answer = worker.send("/studio/gone/look")
    assert (answer.status_code, answer.json) == (404, {"parts": {}})
