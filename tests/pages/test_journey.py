"""The main job from a tap to a committee paper: one worker, one child, one paper, for real."""

import re
import subprocess
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import APIRequestContext, Browser, expect
from werkzeug.serving import make_server

from tests.pages import desk
from tests.pages.desk import PHONE, Desk
from tests.pages.tablet import Tablet
from voice import jobs, keys, paths
from voice import settings as settings_module
from voice.analysis.policy import Policy
from voice.settings import Settings
from voice.store import db, migrate
from voice.store.db import Database
from voice.survey import load
from voice.web import apps

pytestmark = [
    pytest.mark.browser,
    pytest.mark.office,
]

EVENT_DAY, AFTERWARDS, MEETING = date(2026, 10, 29), date(2026, 11, 9), date(2026, 11, 20)
TABLET = {"width": 820, "height": 1180}
SURVEY = load.load(paths.SURVEYS / "how-are-you")
THE_CHILD = {"feeling-now": "happy", "home-feeling": "happy", "listened-to": "yes"}
OTHERS = (
    {"feeling-now": "ok", "home-feeling": "happy", "listened-to": "sometimes"},
    {"feeling-now": "happy", "home-feeling": "ok", "listened-to": "yes"},
)
WORDS = "I would like to see my brother more often."


@dataclass
class Council:
    """A new installation, served, whose day moves only when told."""

    settings: Settings
    database: Database
    day: date = EVENT_DAY
    url: str = ""

    def work(self) -> None:
        """What the process for long work does until nothing waits."""
        worker = jobs.Worker(
            database=self.database,
            settings=self.settings,
            keys=keys.read(self.settings.keys),
            clock=lambda: datetime.combine(self.day, datetime.min.time(), UTC).replace(hour=12),
            stop=lambda: False,
            kinds=jobs.KINDS,
        )
        worker.begin()
        while worker.turn():
            pass


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Council]:
    settings = settings_module.read(
        {"VOICE_DATA": str(tmp_path / "instance"), "VOICE_KEYS": str(tmp_path / "keys")}
    )
    settings.data.mkdir()
    keys.make(settings.keys, EVENT_DAY)
    database = db.connect(settings.database)
    migrate.upgrade(database)
    here = Council(settings, database)
    app = apps.create_app(settings, lambda: here.day)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here.url = f"http://127.0.0.1:{server.port}"
    yield here
    server.shutdown()
    server.server_close()
    database.close()


def answer(tablets: APIRequestContext, address: str, **answers: str) -> None:
    """Another tablet hands in a record, over the same door."""
    record = {"id": str(uuid.uuid4()), "edition": SURVEY.fingerprint, "answers": answers}
    response = tablets.post(f"{address}/responses", data=record)
    assert response.status == 201, response.text()


def prepare(worker: Desk) -> None:
    """A group and an event for today, added on the phone."""
    worker.press("Add a group").fill("Name", "Just Us").fill(
        "What kind of group", "half-term group"
    )
    worker.press("Add the group").go("/").press("Add an event")
    worker.fill("What it is called", "Pond dipping").fill("Place", "Country park")
    worker.fill("District", "Fenland").fill("Who young people can turn to on the day", "Ali")
    worker.press("Add the event").press("Go to the day")


def open_survey(worker: Desk) -> str:
    """Open a survey and read its code from the screen."""
    worker.press("Open a survey")
    worker.page.get_by_label("How are you?").check()
    worker.press("Open it").press("Show the code")
    code = "".join(worker.page.locator(".code li").all_inner_texts())
    worker.follow("Back")
    return code


def child_answers(browser: Browser, council: Council, code: str) -> None:
    """A child taps through all six questions on a tablet."""
    context = browser.new_context(viewport=TABLET)
    tablet = Tablet(context.new_page(), f"{council.url}/c/{code}").start().begin()
    for _ in range(20):
        if tablet.here == "finish":
            break
        item = tablet.screen.get_attribute("data-item") or ""
        if item in THE_CHILD:
            tablet.tap(THE_CHILD[item])
        elif tablet.kind == "words":
            tablet.write(WORDS)
        tablet.go("on")
    tablet.finish()
    context.close()


def pdf_text(word: Path) -> str:
    """What the Word file says when LibreOffice has opened it."""
    home = f"-env:UserInstallation=file://{word.parent / 'office'}"
    asked = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(word.parent)]
    done = subprocess.run(
        [*asked, str(word)], capture_output=True, text=True, timeout=120, check=True
    )
    assert "repair" not in (done.stdout + done.stderr).lower()
    pdf = word.with_suffix(".pdf")
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return bare(text.stdout.decode())


def bare(text: str) -> str:
    """Letters and figures only: line ends, hyphens and columns fall differently on paper."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def test_from_a_tap_to_a_committee_paper(
    browser: Browser, council: Council, tmp_path: Path
) -> None:
    desk.add_people(council.database, council.settings, ("worker",), "one")
    worker = Desk(browser, council.url, PHONE).log_in("worker-one")
    prepare(worker)
    code = open_survey(worker)
    number = worker.page.locator("[data-number]")
    expect(number).to_have_text("0")

    # A child answers on a tablet, and the worker's phone knows by itself.
    child_answers(browser, council, code)
    expect(number).to_have_text("1", timeout=12_000)

    # Others answer until there are enough to say anything at all.
    least = Policy().n
    tablets = browser.new_context().request
    for place in range(least + 1):
        answer(tablets, f"{council.url}/c/{code}", **OTHERS[place % 2])
    worker.page.reload()
    expect(number).to_have_text(str(least + 2))

    # The event ends.
    worker.press("One more: 10 to 16").press("We’re done")
    worker.fill("How many came", str(least + 2))
    worker.fill("Anything to note", "A newt was found and let go.")
    worker.press("Close the event")
    assert f"{least + 2} answers are kept." in worker.says

    # The month is over; the period closes.
    council.day = AFTERWARDS
    worker.go("/periods").press("Close a period").press("Close the period")
    assert worker.title == "Closing the period"
    council.work()
    worker.page.reload()
    assert "The period is closed." in worker.says
    worker.press("Read what may be said")
    assert worker.title == "October 2026"
    assert "How do you feel right now?" in worker.says
    assert WORDS not in worker.says
    assert worker.faults() == []

    # The paper is built.
    worker.go("/papers").press("A paper for the committee")
    for label, day in (("Meeting", MEETING), ("Cut-off", AFTERWARDS)):
        boxes = worker.page.get_by_role("group", name=label)
        for box, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            boxes.get_by_label(box).fill(str(part))
    worker.press("Go on").follow("Write the words of the paper")
    worker.fill("Impact", "Because young people asked for it, there is a second pond session.")
    worker.press("Keep the words").press("Build the paper")
    assert worker.title == "Building the paper"
    council.work()
    worker.page.reload()
    worker.press("Open the paper")
    assert worker.faults() == []

    # The Word file opens in an office program and says what the page says.
    with worker.page.expect_download() as download:
        worker.follow("Word file")
    word = tmp_path / "paper.docx"
    download.value.save_as(word)
    worker.press("Read the paper")
    told = BeautifulSoup(worker.page.content(), "html.parser")
    on_paper = pdf_text(word)
    lines = [
        line.get_text(" ") for line in told.select("main p, main li, main h1, main h2, main h3")
    ]
    missing = [line for line in lines if bare(line) not in on_paper]
    assert missing == []
    said = " ".join(lines)
    assert "Pond dipping" in said
    assert "A newt was found and let go." in said
    assert "there is a second pond session" in said
    assert "How do you feel right now?" in worker.page.locator("body").inner_text()
    assert WORDS not in worker.page.locator("body").inner_text()
    assert worker.faults() == []
    assert worker.wrong == []
    assert worker.strangers() == set()
    worker.context.close()
