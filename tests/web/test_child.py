"""The child's door, as a browser without JavaScript and as a tablet's script meet it."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.web.child_door import DAY, Front, Opener
from voice import paths
from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database
from voice.survey import load
from voice.web import child, headers, screens

SHIPPED = load.load_all(paths.SURVEYS)
TINY = {
    folder.name: load.load(folder)
    for folder in sorted((Path(__file__).parent.parent / "surveys").iterdir())
}


# What a page is


@pytest.mark.parametrize("name", sorted(SHIPPED | TINY))
def test_every_questionnaire_is_one_form_of_labelled_fieldsets(opened: Opener, name: str) -> None:
    survey = (SHIPPED | TINY)[name]
    page = opened(survey).page()
    assert page.html
    assert page.html["lang"] == "en-GB"
    assert page.html["dir"] == "ltr"
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for item in survey.items:
        screen = page.select_one(f"#q-{item.id}")
        assert screen
        assert screen.h1
        assert screen.h1.get_text(strip=True) == screens.unbroken(item.text)
        if item.asks:
            assert screen.fieldset
            assert screen.fieldset.legend
            assert screen.select_one(f".pass input[value='{item.id}']")
    for field in page.select("input:not([type=hidden]), textarea"):
        named = field.find_parent("label") or field.get("aria-label") or field["aria-labelledby"]
        assert named
    assert len(page.select("form")) == 1


@pytest.mark.parametrize("name", sorted(TINY))
def test_every_option_of_every_kind_can_be_tapped(opened: Opener, name: str) -> None:
    page = opened(TINY[name]).page()
    for item in TINY[name].items:
        found = [
            tag["value"]
            for tag in page.select(
                f"#q-{item.id} [name='q.{item.id}']:is([type=radio], [type=checkbox])"
            )
        ]
        assert found == [option.id for option in item.choices] + ["_dont-know"] * item.dont_know


def test_nothing_is_chosen_beforehand(front: Front) -> None:
    assert not front.page().select("[checked], [selected]")


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_first_screen_says_what_a_child_must_know(opened: Opener, name: str) -> None:
    survey = SHIPPED[name]
    assent = opened(survey).page().select_one("#assent")
    assert assent
    said = " ".join(assent.text.split()).lower()
    for words in (survey.purpose, survey.audience, survey.feedback, "the participation manager"):
        assert words.lower() in said
    for promise in ("skip", "stop", "name", "guess", "person", "minutes|go away", "hurt|at risk"):
        assert re.search(promise, said), promise
    assert re.search("take (it|your answers) out|taken out|pulled out", said)


@pytest.mark.parametrize("ages", ["5-7", "8-11", "12+", "care-leavers"])
def test_the_first_screen_says_who_decides_what_is_shared(opened: Opener, ages: str) -> None:
    ideas = {"id": "next-time", "kind": "ideas", "text": "What shall we do?", "harmless": True}
    said = []
    for number, item in enumerate((factories.words(), ideas, factories.feeling())):
        code = factories.CODE[number:] + factories.CODE[:number]
        survey = factories.a_survey(id=f"shared-{number}", ages=ages, items=[item])
        assent = opened(survey, event=None, code=code).page(f"/c/{code}").select_one("#assent")
        assert assent
        said.append(" ".join(assent.text.split()))
    chosen, listed = re.compile("only if you say yes|You say who else may"), "Ideas go on a list"
    assert [bool(chosen.search(text)) for text in said] == [True, False, False]
    assert [listed in text for text in said] == [False, True, False]


def test_words_follow_the_age(opened: Opener) -> None:
    looks = {}
    for number, ages in enumerate(("5-7", "8-11", "12+", "care-leavers")):
        code = factories.CODE[number:] + factories.CODE[:number]
        survey = factories.a_survey(id=f"for-{number}", ages=ages, items=[factories.words()])
        page = opened(survey, event=None, code=code).page(f"/c/{code}")
        assert page.html
        assert page.form
        talk = page.select_one("header .talk")
        assert talk
        looks[ages] = (page.html["class"], talk.get_text(strip=True), page.form["data-idle"])
    grown_up = screens.unbroken("Talk to a grown-up")
    assert looks == {
        "5-7": (["day"], grown_up, "240"),
        "8-11": (["day"], grown_up, "240"),
        "12+": (["night"], "Talk to someone", "90"),
        "care-leavers": (["plain"], "Talk to someone", "90"),
    }


def test_pictures_give_more_time() -> None:
    times = {
        ages: screens.look(factories.a_survey(ages=ages)).away for ages in ("12+", "care-leavers")
    }
    assert times == {"12+": "four and a half minutes", "care-leavers": "two minutes"}
    pictured = factories.a_survey(ages="12+", items=[factories.words(picture="home")])
    assert screens.look(pictured).idle == 240


@pytest.mark.parametrize(
    ("name", "bands"),
    [
        ("stall", {"0-9": "9 or under", "10-16": "10 to 16", "17+": "17 or over"}),
        ("how-are-you", {"0-9": "9 or under", "10-16": "10 to 16", "17+": "17 or over"}),
        ("our-promise-to-you", {"10-16": "16 or under", "17+": "17 or over"}),
        ("care-leavers-check-in", {"10-16": "16", "17+": "17 or over"}),
    ],
)
def test_only_ages_that_can_be_are_offered(
    opened: Opener, name: str, bands: dict[str, str]
) -> None:
    stones = opened(SHIPPED[name]).page().select("#age .stone")
    assert {stone.input["value"]: stone.get_text(strip=True) for stone in stones} == bands


@pytest.mark.parametrize("ages", sorted(screens.LOOKS))
def test_a_link_on_ones_own_phone_speaks_of_no_tablet(opened: Opener, ages: str) -> None:
    front = opened(factories.a_survey(ages=ages), event=None)
    page = front.page()
    said = " ".join(page.text.split()) + front.page(f"{front.path}/thank-you").text
    assert "tablet" not in said.lower().replace("no number of a phone or tablet", "")
    assert "Next person" not in said
    assert "the grown-up" not in said
    talk = page.select_one("#talk")
    assert talk
    for words in ("Monday to Friday", "Now, day or night: Childline 0800 1111", "In danger: 999."):
        assert words in talk.text
    assert "You can close this page now." in said


@pytest.mark.parametrize("event", [None, "pond-dipping"])
def test_a_closed_link_tells_what_comes_next(opened: Opener, event: str | None) -> None:
    page = opened(today=DAY + timedelta(days=3), closes=DAY + timedelta(days=1), event=event).page()
    assert ("the grown-up" in page.text) is (event is not None)


@pytest.mark.parametrize("name", ["stall", "how-are-you"])
def test_what_small_children_read_first_is_short(opened: Opener, name: str) -> None:
    survey = SHIPPED[name]
    lines = [" ".join(line.text.split()) for line in opened(survey).page().select("#assent li")]
    tap_the_hand = "This tablet cannot come and help you. A person can. Tap the hand."
    longer = {survey.audience, survey.feedback, tap_the_hand}
    assert len(lines) <= {"5-7": 7, "8-11": 9}[survey.ages]
    for line in lines:
        assert len(line.split()) <= 12 or line in longer


def test_the_thank_you_page_claims_nothing(front: Front) -> None:
    page = front.page(f"{front.path}/thank-you")
    assert page.h1
    assert page.h1.text == "Thank you."
    said = " ".join(page.text.split())
    assert front.survey.feedback in said
    for claim in ("are in", "kept", "open them"):
        assert claim not in said
    assert not page.select("main .envelope")


def test_a_hyphen_never_ends_a_line() -> None:
    assert screens.unbroken("Do grown-ups - all - listen?") == "Do grown-\u2060ups - all - listen?"


def test_care_leavers_see_no_pictures(opened: Opener) -> None:
    page = opened(SHIPPED["care-leavers-check-in"]).page()
    assert not page.select("main img")


def test_the_host_of_the_event_is_named(opened: Opener, database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, host="Sam")
    page = opened().page()
    talk = page.select_one("#talk")
    assert talk
    assert "Take the tablet to Sam." in talk.text
    assert "0800 1111" in talk.text
    assert "999" in talk.text


def test_the_talk_page_is_reached_without_javascript_and_holds_nothing_to_send(
    front: Front,
) -> None:
    page = front.page()
    assert all(tag["href"] == "#talk" for tag in page.select("a.talk"))
    talk = page.select_one("#talk")
    assert talk
    assert not talk.find_parent("form")
    assert not talk.select("input, button, form")
    assert [tag["href"] for tag in talk.select("a")] == ["#top"]


def test_a_strip_stands_under_free_text_and_under_answers_that_may_be_a_worry(
    opened: Opener,
) -> None:
    page = opened(SHIPPED["how-are-you"]).page()
    strips = {str(tag["data-item"]): tag.select(".strip") for tag in page.select("[data-item]")}
    with_strip = {item for item, found in strips.items() if found}
    assert with_strip == {
        item.id for item in SHIPPED["how-are-you"].items if item.writes or item.worry
    }
    words = {" ".join(found[0].p.text.split()) for found in strips.values() if found}
    assert len(words) == 1
    worries = page.select("#q-home-feeling [data-worry]")
    assert [tag["value"] for tag in worries] == ["very-sad", "sad"]


def test_other_words_for_an_age_band_travel_with_the_page(opened: Opener) -> None:
    page = opened(TINY["versions"]).page()
    heading = page.select_one("#q-event-liked h1")
    assert heading
    assert json.loads(str(heading["data-versions"])) == {"0-9": "Did you like it here?"}
    hidden = [tag.input["value"] for tag in page.select("[data-absent]") if tag.input]
    assert hidden == ["not-much", "good"]


def test_rules_travel_as_json(opened: Opener) -> None:
    page = opened(TINY["rules"]).page()
    screen = page.select_one("#q-liked-before")
    assert screen
    assert json.loads(str(screen["data-show-if"])) == {
        "item": "came-before",
        "is": "yes",
    }


def test_the_name_of_a_part_stands_above_each_question_of_it(opened: Opener) -> None:
    survey = factories.a_survey(
        items=[
            factories.feeling(),
            factories.good(section="Your school"),
            factories.listened(),
            {"id": "bye", "kind": "info", "text": "Thank you.", "section": "The end"},
        ]
    )
    page = opened(survey).page()
    above = {item.id: page.select_one(f"#q-{item.id} .part") for item in survey.items}
    assert {id_: tag and tag.text for id_, tag in above.items()} == {
        "feeling-now": None,
        "good": "Your school",
        "listened": "Your school",
        "bye": "The end",
    }


def test_words_in_a_questionnaire_are_never_markup(opened: Opener) -> None:
    bad = "<script>alert(1)</script>\"' onmouseover=x {{ 7*7 }}"
    survey = factories.a_survey(
        title=bad,
        purpose=bad,
        audience=bad,
        feedback=bad,
        items=[
            factories.feeling(text=bad, hint=bad),
            factories.listened(options=[{"id": "a", "text": bad}, {"id": "b", "text": bad}]),
        ],
    )
    page = opened(survey).page()
    assert bad in page.text
    assert "49" not in page.text
    assert all(tag.get("src") for tag in page.select("script"))
    assert not [tag for tag in page.select("*") for name in tag.attrs if name.startswith("on")]


def test_a_page_has_no_inline_code_no_outside_address_and_no_stored_field(front: Front) -> None:
    for path in ("/", front.path, f"{front.path}/thank-you", "/c/XXXXXXXX", "/nowhere"):
        page = front.page(path)
        assert not page.select("style, [style], iframe, script:not([src])")
        assert not [tag for tag in page.select("*") for name in tag.attrs if name[:2] == "on"]
        for tag in page.select("[src], [href], [action]"):
            address = str(tag.get("src") or tag.get("href") or tag.get("action"))
            assert address.startswith(("/", "#"))
            assert not address.startswith("//")
        assert not page.select("form:not([autocomplete=off])")


# Every answer of the server


def test_headers_stand_on_every_status_and_no_cookie_ever(front: Front, settings: Settings) -> None:
    asked = [
        front.client.get("/"),
        front.client.get(front.path),
        front.client.get("/?code=bcdg hjmn"),
        front.client.get("/c/XXXXXXXX"),
        front.client.get("/static/none/none.css"),
        front.client.post("/health"),
        front.client.post(f"{front.path}/responses", data=b"{"),
        front.client.post(f"{front.path}/responses", data=b"x" * 300_000),
        front.client.get(f"{front.path}/survey.json"),
        front.client.get("/health"),
    ]
    assert {r.status_code for r in asked} == {200, 303, 400, 404, 405, 413}
    for response in asked:
        for name, value in headers.HEADERS.items():
            assert response.headers[name] == value
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"
    assert "unsafe" not in headers.POLICY


def test_files_are_kept_for_ever_under_an_address_that_changes_with_them(front: Front) -> None:
    page = front.page()
    addresses = [str(tag.get("href") or tag.get("src")) for tag in page.select("link, script, img")]
    for address in set(addresses):
        response = front.client.get(address)
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]
        response.close()
    with front.client.get("/static/child.css") as plain:
        assert plain.status_code == 200
        assert plain.headers["Cache-Control"] == "no-cache"
    with front.client.get("/static/0123456789ab/child.css") as old:
        assert old.status_code == 200
        assert old.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_text_is_sent_small(front: Front, coding: str) -> None:
    response = front.client.get(front.path, headers={"Accept-Encoding": coding})
    assert response.headers["Content-Encoding"] == coding
    assert len(response.data) < 8_000


@pytest.mark.parametrize("path", ["/", "/c/BCDGHJMN", "/c/BCDGHJMN/thank-you", "/c/XXXXXXXX"])
def test_history_and_task_switcher_show_a_neutral_name_and_icon(front: Front, path: str) -> None:
    page = front.page(path)
    assert page.title
    assert page.title.text == "Pebbles"
    icons = [str(tag["href"]) for tag in page.select("link[rel~=icon], link[rel=apple-touch-icon]")]
    assert [icon.rpartition("/app/")[2] for icon in icons] == ["icon.svg", "icon-apple-180.png"]


def test_a_council_puts_its_own_name_and_icon_outside(
    database: Database, keyring: Keys, settings: Settings, tmp_path: Path
) -> None:
    own = tmp_path / "ours.PNG"
    own.write_bytes((paths.STATIC / "app" / "icon-512.png").read_bytes() + b"ours")
    there = replace(settings, app_name="Llyn", app_icon=own)
    client = child.create_app(database, keyring, there, lambda: DAY).test_client()
    page = BeautifulSoup(client.get("/").text, "html.parser")
    assert page.title
    assert page.title.text == "Llyn"
    icon = page.select_one("link[rel~=icon]")
    assert icon
    with client.get(str(icon["href"])) as shown:
        assert shown.data == own.read_bytes()
        assert shown.mimetype == icon["type"] == "image/png"
        assert "immutable" in shown.headers["Cache-Control"]
