"""Long work: how far a paper or the close of a period is, and where its outcome is."""

from flask import Blueprint, abort, render_template, url_for

from voice.store import jobs
from voice.store.db import Connection
from voice.store.jobs import JobRecord
from voice.web.worker.desk import desk
from voice.web.worker.marks import mark_of

pages = Blueprint("jobs", __name__, url_prefix="/work-in-hand")

TITLES: dict[str, str] = {
    "close-period": "Closing the period",
    "paper": "Building the paper",
}
BACK: dict[str, str] = {"close-period": "periods.index", "paper": "papers.index"}
OUTCOMES: dict[str, tuple[str, str, str]] = {
    "close-period": ("releases.show", "release", "Read what may be said"),
    "paper": ("papers.show", "meeting", "Open the paper"),
}
"""The page of what was made, what in the result names it, and the words of the link."""


@pages.get("/<job_id>")
def show(job_id: str) -> str:
    """How far it is. Without JavaScript, the page is read again by hand."""
    job = _find(job_id)
    _endpoint, _named, text = OUTCOMES[job.kind]
    return render_template(
        "worker/job.html",
        job=job,
        state=mark_of(job.state),
        title=TITLES[job.kind],
        outcome=_outcome(job),
        outcome_text=text,
        back_to=url_for(BACK[job.kind]),
    )


@pages.get("/<job_id>/progress.json")
def progress(job_id: str) -> dict[str, object]:
    """How far it is, for the page that asks by itself."""
    job = _find(job_id)
    return {"progress": job.progress, "said": job.said, "ended": job.over}


def _find(job_id: str) -> JobRecord:
    with desk().database.reading() as connection:
        return jobs.find(connection, job_id) or abort(404)


def _outcome(job: JobRecord) -> str:
    """The page of what was made; empty as long as it is not."""
    endpoint, named, _text = OUTCOMES[job.kind]
    if job.state != "done" or job.result is None:
        return ""
    return url_for(endpoint, **{named: job.result[named]})


def in_hand(connection: Connection, kind: str) -> list[JobRecord]:
    """Work of one kind that is not done yet, so that its page is found again."""
    return [job for job in jobs.latest(connection) if job.kind == kind and not job.over]
