"""The preview: what a child would see, in every way there is, and nothing that could be sent."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.web.visiting import Visit, text
from voice import drafting, paths
from voice.settings import Settings
from voice.store import editions
from voice.store.db import Database
from voice.survey import load, translation
from voice.survey.draft_data import tidy
from voice.web import headers, preview, preview_draft, preview_languages, screens
from voice.web.preview import Way

pytestmark = pytest.mark.usefixtures("quick_hashing")

DAY = factories.THURSDAY
YES_NO = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]
HEARD = {"id": "heard", "kind": "choice", "text": "Have you heard of it?", "options": YES_NO}
WHERE = {
    "id": "where",
    "kind": "words",
    "text": "Where did you hear of it?",
    "show_if": {"item": "heard", "is": "yes"},
}
SHIPPED = load.load_all(paths.SURVEYS)
POLICY = "Content-Security-Policy"


def a_draft(database: Database, *items: dict[str, Any], **more: Any) -> str:
    data = {"title": "The trip", "ages": "8-11", "minutes": 2, "items": list(items), **more}
    return drafting.start_from_data(database, data, "worker", DAY).id


@pytest.fixture
def draft(database: Database) -> str:
    return a_draft(database, HEARD, WHERE)


def seen(worker: Visit, draft: str, way: str = "8-11/tablet/en") -> BeautifulSoup:
    return worker.see(f"/studio/{draft}/preview/{way}")


def part(page: BeautifulSoup, name: str) -> str:
    return text(page.select_one(name))


# What is drawn


def test_a_draft_is_drawn_as_the_page_a_child_would_get(worker: Visit, draft: str) -> None:
    page = seen(worker, draft)
    assert "Have you heard of it?" in part(page, "#q-heard h1")
    assert part(page, "#assent h1") == "The trip"
    rule = page.select_one("#q-where")
    assert rule is not None
    assert rule["data-show-if"] == '{"item":"heard","is":"yes"}'
    assert page.select("#finish [data-go=finish]")


@pytest.mark.parametrize("survey", sorted(SHIPPED))
def test_every_shipped_survey_is_drawn_in_every_way(survey: str, settings: Settings) -> None:
    offered = {"en": SHIPPED[survey]}
    for ages, look in screens.LOOKS.items():
        for device in preview.DEVICES:
            page = preview.draw(offered, Way(ages, device), settings)
            assert f'class="{look.theme}"' in page
            for item in SHIPPED[survey].items:
                assert f'id="q-{item.id}"' in page


def test_a_tablet_is_handed_back_and_ones_own_phone_is_not(worker: Visit, draft: str) -> None:
    tablet = seen(worker, draft)
    phone = seen(worker, draft, "8-11/phone/en")
    assert "Give the tablet to Sam." in text(tablet)
    assert "You can close this page now." in text(phone)
    assert not tablet.select("a.exit")
    assert phone.select("a.exit")


@pytest.mark.parametrize(
    "way", ["3-4/tablet/en", "8-11/watch/en", "8-11/tablet/xx", "8-11/tablet/..%2Fen"]
)
def test_there_is_no_other_way_of_seeing(worker: Visit, draft: str, way: str) -> None:
    worker.see(f"/studio/{draft}/preview/{way}", 404)


@pytest.mark.parametrize("place", ["preview", "preview/8-11/tablet/en"])
def test_a_draft_that_is_gone_is_not_there(
    worker: Visit, database: Database, draft: str, place: str
) -> None:
    drafting.throw_away(database, draft)
    worker.see(f"/studio/{draft}/{place}", 404)


# What is not whole yet


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"kind": "faces", "text": "Hm?"}, "It needs two answers or more."),
        ({"kind": "words"}, "It has no words yet."),
        ({"kind": "words", "text": "  "}, "It has no words yet."),
        ({"kind": "choice", "text": "A?", "options": YES_NO[:1]}, "It needs two answers or more."),
        (
            {"kind": "choice", "text": "A?", "options": [YES_NO[0], {"id": "b", "text": ""}]},
            "Answer 2 has no words yet.",
        ),
        ({"kind": "scale", "text": "A?", "low": "Bad"}, "The words at 10 are missing."),
        ({"kind": "no such", "text": "A?"}, "Something in it is not right yet."),
        ({"kind": ["a"], "text": {"a": 1}}, "Something in it is not right yet."),
        ({}, "Something in it is not right yet."),
    ],
)
def test_a_question_that_is_not_whole_is_a_card_that_says_what_it_waits_for(
    worker: Visit, database: Database, item: dict[str, Any], said: str
) -> None:
    page = seen(worker, a_draft(database, HEARD, {"id": "half", **item}))
    card = part(page, "#q-half")
    assert "This question is not finished yet:" in card
    assert said in card
    assert not page.select("#q-half [name='q.half']")


def test_the_card_shows_what_is_written_already(worker: Visit, database: Database) -> None:
    half = {"id": "half", "kind": "choice", "text": "What <b>now</b>?", "options": YES_NO[:1]}
    card = part(seen(worker, a_draft(database, half)), "#q-half")
    assert "What <b>now</b>?" in card
    assert "Yes" in card


def test_what_nobody_has_said_yet_is_named_in_brackets(worker: Visit, database: Database) -> None:
    first = part(seen(worker, a_draft(database, HEARD, title="")), "#assent")
    for missing in ("no name yet", "Why we ask: not written", "Who reads it: not written"):
        assert missing in first


@pytest.mark.parametrize(
    "data", [{}, {"title": 3, "ages": [], "minutes": "x", "items": 4}, {"items": [{"id": "a b"}]}]
)
def test_any_draft_can_be_looked_at(settings: Settings, data: dict[str, Any]) -> None:
    survey = preview_draft.survey_of(tidy(data))
    assert "Finish" in preview.draw({"en": survey}, Way("8-11"), settings)


# Nothing is sent, and no one else frames it


def test_the_page_in_the_frame_may_send_nothing_and_be_framed_by_us_alone(
    worker: Visit, draft: str
) -> None:
    response = worker.client.get(f"/studio/{draft}/preview/8-11/tablet/en")
    said = dict(each.split(" ", 1) for each in response.headers[POLICY].split("; "))
    assert said["connect-src"] == said["form-action"] == "'none'"
    assert said["frame-ancestors"] == "'self'"
    assert said["script-src"] == said["style-src"] == "'self'"
    assert response.headers["Cache-Control"] == "no-store"
    page = BeautifulSoup(response.data, "html.parser")
    scripts = [str(one["src"]).rsplit("/", 1)[-1] for one in page.select("script[src]")]
    assert scripts == ["preview.js"]


def test_pages_with_the_frame_may_hold_ours_and_no_other_page_may(
    worker: Visit, draft: str
) -> None:
    for page in (f"/studio/{draft}/preview", "/surveys/stall/preview"):
        assert worker.client.get(page).headers[POLICY] == preview.FRAMING
    assert worker.client.get("/surveys").headers[POLICY] == headers.POLICY
    assert "frame-ancestors 'none'" in preview.FRAMING


def test_without_scripts_the_frame_is_there_too(worker: Visit, draft: str) -> None:
    frame = worker.see(f"/studio/{draft}/preview").select_one("noscript iframe")
    assert frame is not None
    assert str(frame["src"]).endswith("/preview/8-11/tablet/en")


def test_a_preview_holds_no_key_and_no_record(worker: Visit, draft: str) -> None:
    page = seen(worker, draft)
    form = page.select_one("form#survey")
    assert form is not None
    assert form["data-key"] == form["data-code"] == form["data-event"] == ""
    assert [str(field["value"]) for field in page.select("input[type=hidden]")] == [""]


# The page around it


def test_the_page_offers_each_way_and_the_one_it_is_written_for_first(
    worker: Visit, draft: str
) -> None:
    page = worker.see(f"/studio/{draft}/preview")
    chosen = {
        str(box["name"]): str(box.select_one("[selected]")["value"])  # type: ignore[index]
        for box in page.select("select")
        if box.select_one("[selected]")
    }
    assert chosen["ages"] == "8-11"
    assert chosen["device"] == "tablet"
    assert len(page.select("select[name=ages] option")) == len(screens.LOOKS)
    assert "Nothing you tap or type here is sent or kept." in text(page)
    assert text(page.select_one(".studio-tabs [aria-current]")) == "Preview"


def test_without_its_script_the_form_leads_to_the_way_that_is_wanted(
    worker: Visit, draft: str
) -> None:
    page = worker.see(f"/studio/{draft}/preview?ages=12%2B&device=phone&language=en")
    frame = page.select_one("noscript iframe")
    assert frame is not None
    assert unescape(str(frame["src"])).endswith("/12+/phone/en")
    frame = worker.see(f"/studio/{draft}/preview?ages=%00&device=phone").select_one("iframe")
    assert frame is not None
    assert str(frame["src"]).endswith("/8-11/phone/en"), "the rest as it would be"


def test_an_age_is_asked_for_only_where_ages_read_other_words(
    worker: Visit, database: Database, draft: str
) -> None:
    other = {**HEARD, "versions": {"0-9": {"text": "Do you know it?"}}}
    with_ages = worker.see(f"/studio/{a_draft(database, other)}/preview")
    assert len(with_ages.select("select[name=band] option")) == 4
    assert not worker.see(f"/studio/{draft}/preview").select("select[name=band]")


# Surveys that are published


def test_a_shipped_survey_is_seen_as_a_child_sees_it(worker: Visit) -> None:
    page = worker.see("/surveys/how-are-you/preview")
    assert SHIPPED["how-are-you"].title in part(page, "h1")
    frame = worker.see("/surveys/how-are-you/preview/now/5-7/tablet/en")
    assert len(frame.select("[data-item]")) == len(SHIPPED["how-are-you"].items)
    assert frame.select_one("html.day")


def test_every_edition_there_ever_was_can_be_seen(worker: Visit, database: Database) -> None:
    old = factories.a_survey(title="As it was then")
    with database.writing() as connection:
        edition = editions.publish(connection, old)
    page = worker.see(f"/surveys/{old.id}/preview?edition={edition}")
    assert "An earlier edition" in text(page)
    frame = worker.see(f"/surveys/{old.id}/preview/{edition}/8-11/tablet/en")
    assert "As it was then" in text(frame)
    worker.see(f"/surveys/stall/preview?edition={edition}", 404)
    worker.see(f"/surveys/{old.id}/preview/{'0' * 64}/8-11/tablet/en", 404)


def test_a_survey_that_is_not_there_has_no_preview(worker: Visit) -> None:
    for survey in ("no-such-survey", "..", "%00"):
        worker.see(f"/surveys/{survey}/preview", 404)
        worker.see(f"/surveys/{survey}/preview/now/8-11/tablet/en", 404)


def test_others_than_workers_see_surveys_but_no_drafts(reviewer: Visit, draft: str) -> None:
    reviewer.see("/surveys/stall/preview")
    reviewer.see(f"/studio/{draft}/preview", 403)
    reviewer.see(f"/studio/{draft}/preview/8-11/tablet/en", 403)


# Languages

ARABIC = """
[meta]
language = "ar"

[words]
"title" = { english = "00000000", text = "الرحلة" }
"""


def test_a_language_is_shown_before_it_is_whole_and_says_what_is_missing(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ar.toml").write_text(ARABIC, encoding="utf-8")
    survey = factories.a_survey(title="The trip")
    spoken = preview_languages.of_survey(database, "draft", survey, tmp_path)
    missing = len(translation.texts(survey)) - 1
    assert spoken.names()["ar"] == f"\u2068العربية\u2069 – {missing} texts still in English"
    assert spoken.names()["en"] == "English"
    drawn = preview.draw(spoken.offered, Way("8-11", "tablet", "ar"), settings)
    page = BeautifulSoup(drawn, "html.parser")
    html = page.select_one("html")
    assert html is not None
    assert (html["lang"], html["dir"]) == ("ar", "rtl")
    assert part(page, "#assent h1") == "الرحلة"
    assert page.select("#languages [data-page$='/ar'][aria-current]")


def test_a_child_is_shown_no_language_in_which_nothing_of_the_survey_is_said(
    worker: Visit, draft: str
) -> None:
    assert not seen(worker, draft).select("#languages")
    arabic = seen(worker, draft, "8-11/tablet/ar")
    assert arabic.select("#languages [data-page]")
    assert part(arabic, "#finish h1") != "That was the last one.", "our own words are Arabic"
