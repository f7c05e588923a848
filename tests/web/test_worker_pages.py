"""What is true of every page of the workers' door."""

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from tests import factories
from tests.quotes import a_line
from tests.web import entering
from tests.web.test_worker_papers_built import CUTOFF, MEETING, built
from tests.web.visiting import TODAY, Visit, close_period, text
from voice import collect
from voice.faults import BusyError, Fault, FaultyError, RefusedError
from voice.keys import Keys
from voice.people import ROLES
from voice.settings import Settings
from voice.store import attendance, boards, deliveries, quotes, remarks, set_asides, tablets
from voice.store.db import Database
from voice.store.releases import DamagedReleaseError
from voice.store.tablets import TabletRecord
from voice.web import access, allowed, headers, preview
from voice.web.worker import today

pytestmark = pytest.mark.usefixtures("quick_hashing")

NEVER_SAID = re.compile(
    r"\b(sync\w*|submissions?|submit\w*|respondents?|suppress\w*|users?|cases?|LAC|data ?base)\b",
    re.IGNORECASE,
)
"""Words we do not use to a worker."""
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
OTHERS = re.compile(r"(?:src|href|action)=\"(?:https?:)?//")
FILLED = {
    "event_id": "pond-dipping",
    "code": factories.CODE,
    "survey_id": "how-are-you",
    "release": "2019-P1",
    "meeting": MEETING.isoformat(),
    "name": "one-worker",
    "tablet_id": "hall-tablet",
    "quote_id": "a-line",
    "which": "second",
}
STANDING = "ZZXXWWVV"
ELSEWHERE = {"papers.file", "login.ask", "missing.ask_lost", "editions.compare"}
"""Pages that need a file, nobody logged in, an event that waits or two editions: each has its own
tests."""


@pytest.fixture
def council(door: Flask, database: Database, keyring: Keys, settings: Settings) -> Flask:
    """A door behind which every list has something in it."""
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY, place="Village hall", host="Ali")
        factories.an_event(connection, "next", TODAY + timedelta(days=9), name="Next")
        factories.an_event(connection, "forgotten", TODAY - timedelta(days=3), name="Forgotten")
        factories.an_event(connection, "past", TODAY - timedelta(days=20), status="went-ahead")
        attendance.put(connection, "pond-dipping", "signed-up", "all", 4)
        attendance.put(connection, "pond-dipping", "came", "girls", 3)
        factories.a_group(connection, "voices-matter", joins="just-us", overlaps=["just-us"])
        asked = factories.a_collection(connection, opens=TODAY)
        boards.open(connection, "pond-dipping", asked.survey, asked.edition)
        quotes.add(connection, a_line(id="a-line", words="We told Liam.", first="kim"))
        quotes.add(connection, a_line(words="We want more trips."))
        factories.a_collection(connection, event=None, name="Reviews", code=STANDING)
        set_asides.add(connection, "names an edition never published", "2019-11", b"{}")
        remarks.add(
            connection, [("say-more", "I like it.")], survey="how-are-you", group="just-us",
            month="2019-11", due=TODAY - timedelta(days=1),
        )  # fmt: skip
    collect.take_in(database, keyring, factories.CODE, factories.a_submission(), TODAY)
    add_tablet(database)
    close_period(database)
    built(database, settings, index_html=b"<p>", paper_docx=b"PK", charts__a_svg=b"<svg/>")
    return door


def add_tablet(database: Database) -> None:
    """A tablet that has the event's surveys."""
    tablet = TabletRecord(
        id="hall-tablet", kind="tablet", name="Tablet A", colour="blue", event=None, until=None,
        seen=TODAY, steps=0, ended=False,
    )  # fmt: skip
    with database.writing() as connection:
        tablets.add(connection, tablet, "0" * 64)
        deliveries.fetch(connection, tablet.id, "pond-dipping")


def pages(app: Flask, role: str) -> Iterator[tuple[str, TestResponse]]:
    """Every page a role may open."""
    client = entering.let_in(app, role)
    if role != "worker":
        entering.add_person(app, "worker")
    for rule in app.url_map.iter_rules():
        opens = rule.endpoint in allowed.OPEN or role in access.allowed(rule.endpoint)
        if not opens or "GET" not in (rule.methods or ()) or not set(rule.arguments) <= set(FILLED):
            continue
        if rule.endpoint in ELSEWHERE:
            continue
        with app.test_request_context():
            given = {name: FILLED[name] for name in rule.arguments}
            more = {"cutoff": CUTOFF} if rule.endpoint.startswith("papers.") else {}
            more |= {"code": STANDING} if rule.endpoint.startswith("slips.") else {}
            built = app.url_map.bind("localhost").build(rule.endpoint, given | more)
        yield built.removeprefix("http://localhost"), client.get(built)


WITH_A_FRAME = "/surveys/how-are-you/preview"
"""A page with a preview may have that one frame of ours and no other."""


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_whole_plain_and_safe(council: Flask, role: str) -> None:
    seen = 0
    for address, response in pages(council, role):
        assert response.status_code == 200, address
        told = dict(response.headers)
        if address == WITH_A_FRAME:
            assert told.pop("Content-Security-Policy") == preview.FRAMING, address
        for name, value in headers.HEADERS.items():
            assert told.get(name, value) == value, address
            assert name in response.headers, address
        assert response.headers["Cache-Control"] == "no-store", address
        if response.mimetype != "text/html":
            continue
        seen += 1
        check(address, response.text)
    assert seen >= 2


def check(address: str, html: str) -> None:
    page = BeautifulSoup(html, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "en", address
    assert len(page.select("h1")) == 1, address
    assert page.title is not None
    assert text(page.title).endswith("– voice"), address
    assert page.select_one("main#main-content"), address
    assert not INLINE.search(html), (address, INLINE.search(html))
    assert not OTHERS.search(html), address
    assert all(not script.text for script in page.select("script")), address
    assert not NEVER_SAID.search(text(page.body)), (address, NEVER_SAID.search(text(page.body)))
    check_ids(address, page)
    check_forms(address, page)
    check_order(address, page)


def check_ids(address: str, page: BeautifulSoup) -> None:
    ids = [str(one["id"]) for one in page.select("[id]")]
    assert len(ids) == len(set(ids)), (address, sorted(one for one in ids if ids.count(one) > 1))
    for one in page.select("[aria-labelledby], [aria-describedby]"):
        named = f"{one.get('aria-labelledby', '')} {one.get('aria-describedby', '')}".split()
        assert set(named) <= set(ids), (address, named)


def check_forms(address: str, page: BeautifulSoup) -> None:
    for form in page.select("form[method=post]"):
        assert form.select_one("input[name=csrf_token]"), address
    labelled = {str(label["for"]) for label in page.select("label[for]")}
    for field in page.select("input:not([type=hidden]), select, textarea"):
        named = (
            field.find_parent("label") or field.get("aria-label") or field.get("aria-labelledby")
        )
        assert named or str(field.get("id")) in labelled, (address, field)
    for button in page.select("button"):
        assert text(button) or button.has_attr("aria-label"), address


def check_order(address: str, page: BeautifulSoup) -> None:
    """Headings go down one level at a time; every table has headers."""
    levels = [int(str(one.name)[1]) for one in page.select("main h1, main h2, main h3")]
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), (address, levels)
    for table in page.select("table"):
        assert table.select("th[scope=col]"), address


def test_a_page_has_one_main_button(council: Flask) -> None:
    many = {
        address: found
        for address, response in pages(council, "worker")
        if response.mimetype == "text/html"
        and len(found := entering.page(response).select("main .main")) > 1
    }
    assert many == {}


def test_the_bar_shows_the_doors_a_role_may_open_and_where_one_is(council: Flask) -> None:
    bars = {
        role: [
            text(one) for one in Visit(entering.let_in(council, role)).see("/").select("nav li a")
        ]
        for role in ("worker", "reviewer", "analyst")
    }
    assert bars["worker"][:4] == ["Today", "Events", "Surveys", "Tablets"]
    assert bars["worker"][4:6] == ["Words", "What we heard"]
    assert bars["reviewer"][:4] == ["Today", "To read", "Words", "What we heard"]
    assert bars["analyst"][:2] == ["Today", "What we heard"]
    here = Visit(entering.let_in(council, "worker", "two-worker")).see("/groups")
    assert text(here.select_one("nav [aria-current]")) == "Events"


def test_every_link_of_a_page_leads_somewhere_its_reader_may_go(council: Flask) -> None:
    for role in ROLES:
        found: set[str] = set()
        client = entering.let_in(council, role, f"{role}-walker")
        for path in ("/", "/heard", "/papers", "/events", "/surveys", "/tablets", "/to-read",
                     "/people"):  # fmt: skip
            page = entering.page(client.get(path))
            if page.h1 and "not open to you" not in text(page.h1):
                found |= {str(link["href"]) for link in page.select("a[href^='/']")}
        for address in sorted(found):
            response = client.get(address.removeprefix("/work") or "/")
            assert response.status_code in {200, 302, 303}, (role, address)
            response.close()


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (
            FaultyError([Fault("policy.toml: k", "is 2.", "Give 3.")]),
            400,
            "Tell whoever looks after the server.",
        ),
        (RefusedError("Not yet."), 409, "Not yet."),
        (BusyError("locked"), 503, "Nothing was changed."),
        (DamagedReleaseError("release 2019-P1 is not what was released"), 500, "Tell whoever"),
    ],
)
def test_what_goes_wrong_is_told_on_a_page(
    council: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, said: str
) -> None:
    def fails(*_: object) -> str:
        raise error

    monkeypatch.setattr(today, "_page", fails)
    council.config["PROPAGATE_EXCEPTIONS"] = None
    client = entering.let_in(council, "worker")
    response = client.get("/")
    assert response.status_code == status
    assert said in text(entering.page(response))
    check("/", response.text)
    for name in headers.HEADERS:
        assert name in response.headers
    assert ("Retry-After" in response.headers) is (status == 503)


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/events"), ("PUT", "/"), ("GET", "/nowhere")]
)
def test_an_address_that_is_none_is_told_on_a_page(council: Flask, method: str, path: str) -> None:
    client = entering.let_in(council, "worker")
    response = client.open(path, method=method)
    assert response.status_code in {400, 403, 404, 405}
    check(path, response.text)


def test_a_page_loads_nothing_but_our_own_style_and_script(council: Flask) -> None:
    page = Visit(entering.let_in(council, "worker")).see("/")
    loaded = [str(one.get("src") or one.get("href")) for one in page.select("script, head link")]
    assert len(loaded) == 7
    assert all(address.startswith("/static/") for address in loaded)
