from datetime import date, timedelta

import pytest

from tests import factories
from tests.web.visiting import TODAY, Visit, box, close_period, days, faults, text
from voice.store import jobs, papers
from voice.store.db import Database
from voice.store.jobs import JobRecord

pytestmark = pytest.mark.usefixtures("quick_hashing")

MEETING, CUTOFF = date(2019, 12, 12), date(2019, 11, 8)
PAPER = f"/papers/{MEETING}"
WORDS = f"{PAPER}/words?cutoff={CUTOFF}"


def queued(database: Database) -> list[JobRecord]:
    with database.reading() as connection:
        return jobs.latest(connection)


# Periods


def test_before_anything_is_closed_the_last_month_over_can_be(worker: Visit) -> None:
    page = worker.see("/periods")
    assert "Nothing is closed yet. October 2019 is over and can be closed." in text(page)
    offered = [one["value"] for one in worker.see("/periods/close").select("[name=month]")]
    assert offered == ["2019-10"]


def test_months_are_offered_from_the_first_event_on_newest_first(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=date(2019, 7, 30), status="went-ahead")
    offered = [one["value"] for one in worker.see("/periods/close").select("[name=month]")]
    assert offered == ["2019-10", "2019-09", "2019-08", "2019-07"]
    assert not worker.see("/periods/close").select("[name=month][checked]")


def test_one_month_alone_is_chosen_already(worker: Visit) -> None:
    assert len(worker.see("/periods/close").select("[name=month][checked]")) == 1


def test_before_closing_what_is_not_settled_is_a_link_away(
    worker: Visit, database: Database
) -> None:
    assert "See to this first" not in text(worker.see("/periods/close").main)
    with database.writing() as connection:
        factories.an_event(connection, "talk", date(2019, 9, 30), status="went-ahead", counted=2)
        factories.an_event(connection, "film", date(2019, 9, 28), name="Film")
        factories.an_event(connection, "swim", date(2019, 10, 1), name="Swim", status="open")
        factories.an_event(connection, "next", date(2019, 11, 3), name="Next")
    found = worker.see("/periods/close").select_one("[aria-labelledby=first]")
    assert [text(head) for head in found.select("h3")] == ["September 2019", "October 2019"]
    film, swim = found.select("li")
    assert text(film).startswith("Film, 28 September 2019 : nobody has said whether it took place.")
    assert text(swim) == "Swim, 1 October 2019 : still open. Close it first."
    assert [str(link["href"])[-12:] for link in found.select("a")] == [
        "/events/film",
        "/events/swim",
    ]


def test_closed_months_are_offered_no_more(worker: Visit, database: Database) -> None:
    close_period(database)
    page = worker.see("/periods")
    assert "Every month that is over is closed." in text(page)
    assert "September to October 2019 3 November 2019" in text(page.select_one("table"))
    assert not worker.see("/periods/close").select("[name=month]")


@pytest.mark.parametrize("month", ["", "2019-11", "2019-12", "2018-01", "soon"])
def test_only_a_month_that_is_offered_can_be_closed(
    worker: Visit, database: Database, month: str
) -> None:
    page = worker.refused("/periods/close", month=month)
    assert faults(page) == ["Choose a month."]
    assert queued(database) == []


def test_closing_is_queued_once_and_its_page_says_how_far_it_is(
    worker: Visit, database: Database
) -> None:
    page = worker.sent("/periods/close", month="2019-10")
    worker.sent("/periods/close", month="2019-10")
    [job] = queued(database)
    assert (job.kind, job.parameters) == ("close-period", {"month": "2019-10"})
    assert (job.who, job.role) == ("one-worker", "worker")
    assert "It waits for its turn." in text(page)
    assert page.select_one("progress")["value"] == "0"


# Long work


def begun(database: Database) -> JobRecord:
    with database.writing() as connection:
        job = jobs.claim(connection)
        assert job is not None
        jobs.progress(connection, job.id, 40, "Counting the answers.")
    return job


def test_the_page_asks_how_far_it_is(worker: Visit, database: Database) -> None:
    worker.sent("/periods/close", month="2019-10")
    job = begun(database)
    page = worker.see(f"/work-in-hand/{job.id}")
    assert "Being made Counting the answers." in text(page)
    address = str(page.select_one("[data-work]")["data-work"]).removeprefix("/work")
    told = {"progress": 40, "said": "Counting the answers.", "ended": False}
    assert worker.client.get(address).json == told


def test_without_a_script_the_page_can_be_read_again(worker: Visit, database: Database) -> None:
    page = worker.sent("/periods/close", month="2019-10")
    [job] = queued(database)
    again = page.find("a", string="Look again")
    assert str(again["href"]).endswith(f"/work-in-hand/{job.id}")


def test_when_it_is_done_the_page_leads_to_what_was_made(worker: Visit, database: Database) -> None:
    worker.sent("/periods/close", month="2019-10")
    job = begun(database)
    with database.writing() as connection:
        jobs.finish(connection, job.id, "The period is closed.", {"release": "2019-P1"})
    page = worker.see(f"/work-in-hand/{job.id}")
    assert "The period is closed." in text(page)
    assert page.select_one("a.main")["href"].endswith("/heard/2019-P1")
    assert worker.client.get(f"/work-in-hand/{job.id}/progress.json").json["ended"] is True


def test_when_it_failed_the_page_says_why(worker: Visit, database: Database) -> None:
    worker.sent("/periods/close", month="2019-10")
    job = begun(database)
    with database.writing() as connection:
        jobs.fail(connection, job.id, "Pond dipping is still open. Close the event first.", {})
    page = worker.see(f"/work-in-hand/{job.id}")
    assert "Pond dipping is still open." in text(page.select_one(".card--talk"))
    assert text(page.main).lower().count("did not work") == 1
    assert page.select_one("a.main")["href"].endswith("/periods")


def test_work_that_nobody_asked_for_has_no_page(worker: Visit) -> None:
    worker.see("/work-in-hand/nothing", 404)
    worker.see("/work-in-hand/nothing/progress.json", 404)


# Papers


def test_a_paper_is_for_a_meeting_and_has_a_cut_off(worker: Visit) -> None:
    page = worker.sent("/papers/new", **days(MEETING, "meeting"), **days(CUTOFF, "cutoff"))
    assert text(page.h1) == "12 December 2019"
    assert "up to 8 November 2019" in text(page)
    assert "Build the paper" in text(page)


@pytest.mark.parametrize(
    ("meeting", "cutoff", "told"),
    [
        (None, CUTOFF, "Enter the day of the meeting."),
        (MEETING, None, "Enter the last day the paper reports on."),
        (MEETING, MEETING + timedelta(days=1), "The cut-off is after the meeting."),
    ],
)
def test_a_slip_in_the_days_is_told(
    worker: Visit, meeting: date | None, cutoff: date | None, told: str
) -> None:
    given = days(meeting, "meeting") | days(cutoff, "cutoff")
    assert faults(worker.refused("/papers/new", **given))[0].startswith(told)


def test_before_its_cut_off_a_paper_waits(worker: Visit) -> None:
    page = worker.see(f"{PAPER}?cutoff={TODAY + timedelta(days=1)}")
    assert "It can be built from 21 November 2019 on." in text(page)
    assert not page.select("form[action$=build]")


def test_building_is_queued_for_the_one_who_does_it(worker: Visit, database: Database) -> None:
    page = worker.sent(f"{PAPER}/build", cutoff=CUTOFF.isoformat())
    assert text(page.h1) == "Building the paper"
    [job] = queued(database)
    again = worker.see("/papers").find("a", string="A paper: see how far it is")
    assert str(again["href"]).endswith(f"/work-in-hand/{job.id}")
    assert job.kind == "paper"
    assert job.parameters == {"meeting": MEETING.isoformat(), "cutoff": CUTOFF.isoformat()}


@pytest.mark.parametrize("path", ["/papers/soon", "/papers/2019-13-01", PAPER,
                                  f"{PAPER}?cutoff=soon", f"{PAPER}/words"])  # fmt: skip
def test_a_paper_without_its_days_is_no_page(worker: Visit, path: str) -> None:
    worker.see(path, 404)


# Words


def shown(page: object) -> dict[str, str]:
    """What the form of words would send if nothing were typed."""
    fields = page.select("main form textarea, main form input[type=hidden]")  # type: ignore[attr-defined]
    lists = page.select("main form select option[selected]")  # type: ignore[attr-defined]
    return {str(one.parent["name"]): str(one["value"]) for one in lists} | {
        str(one["name"]): box(page, str(one["name"]))  # type: ignore[arg-type]
        for one in fields
        if one["name"] != "csrf_token"
    }


def own(database: Database) -> dict[str, str]:
    with database.reading() as connection:
        return papers.words_of(connection, MEETING)


def test_each_section_shows_the_words_that_stand_there(worker: Visit) -> None:
    page = worker.see(WORDS)
    assert "The Sub-Committee receives a report" in box(page, "background")
    assert "{" not in box(page, "background")
    assert "Because young people said" in text(page)


def test_only_what_was_changed_is_kept(worker: Visit, database: Database) -> None:
    given = shown(worker.see(WORDS)) | {"impact": "Because they said so,\r\n\r\nwe did."}
    page = worker.sent(f"{PAPER}/words", **given, cutoff=CUTOFF.isoformat())
    assert own(database) == {"impact": "Because they said so,\n\nwe did."}
    assert "You wrote: Impact." in text(page)
    assert box(worker.see(WORDS), "impact") == "Because they said so,\n\nwe did."


def test_words_left_as_they_are_go_on_following_what_happens(
    worker: Visit, database: Database
) -> None:
    given = shown(worker.see(WORDS))
    with database.writing() as connection:
        factories.an_event(connection, day=CUTOFF, status="went-ahead")
    worker.sent(f"{PAPER}/words", **given, cutoff=CUTOFF.isoformat())
    assert own(database) == {}


def test_an_emptied_box_leaves_its_section_out(worker: Visit, database: Database) -> None:
    given = shown(worker.see(WORDS)) | {"background": "  "}
    worker.sent(f"{PAPER}/words", **given, cutoff=CUTOFF.isoformat())
    assert own(database) == {"background": ""}


def test_one_s_own_words_can_be_taken_back(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        papers.put_words(connection, MEETING, "background", "My own.")
        papers.put_words(connection, MEETING, "impact", "Kept.")
    given = shown(worker.see(WORDS))
    assert given["background"] == "My own."
    worker.sent(f"{PAPER}/words", **given, again=["background"], cutoff=CUTOFF.isoformat())
    assert own(database) == {"impact": "Kept."}


def test_words_too_long_are_given_back_and_nothing_is_kept(
    worker: Visit, database: Database
) -> None:
    long = "word " * 1000
    given = shown(worker.see(WORDS)) | {"impact": long, "conclusion": "Ends."}
    page = worker.refused(f"{PAPER}/words", **given, cutoff=CUTOFF.isoformat())
    assert faults(page) == ["Write at most 4000 letters."]
    assert box(page, "impact") == long.strip()
    assert box(page, "conclusion") == "Ends."
    assert own(database) == {}


# Files
