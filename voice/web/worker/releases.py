"""What we heard: what may be said of each closed period, and what is not shown and why."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template

from voice.analysis import findings, opendata, withheld
from voice.analysis.findings import Finding
from voice.analysis.safe import Release
from voice.store import releases
from voice.web.worker.desk import desk, keep_note

pages = Blueprint("releases", __name__, url_prefix="/heard")


@dataclass(frozen=True, slots=True)
class Question:
    """One question and everything that may be said about it."""

    text: str
    findings: tuple[Finding, ...]


@pages.get("")
def index() -> str:
    """The closed periods, newest first."""
    with desk().database.reading() as connection:
        found = releases.all_releases(connection)
    return render_template(
        "worker/releases.html",
        releases=[(release, findings.period_of(release)) for release in reversed(found)],
    )


@pages.get("/<release>")
def show(release: str) -> str:
    """Tables and sentences of one release."""
    found = _find(release)
    return render_template(
        "worker/release.html",
        release=found,
        period=findings.period_of(found),
        questions=_questions(found),
        withheld=_withheld(found),
    )


@pages.get("/<release>/tables.json")
def tables(release: str) -> Response:
    """The release as open data: every figure we may say, for anybody to check."""
    found = _find(release)
    # Downloads stand in the trail, so this GET writes one line.
    keep_note("export-downloaded", f"{found.id}/tables.json")
    response = Response(opendata.write(found), mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.id}-tables.json"'
    return response


def _find(release_id: str) -> Release:
    with desk().database.reading() as connection:
        return releases.find(connection, release_id) or abort(404)


def _questions(release: Release) -> list[Question]:
    """Findings by question, in the release's order."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings.of(release):
        found.setdefault((finding.survey, finding.item), []).append(finding)
    return [Question(told[0].question, tuple(told)) for told in found.values()]


def _withheld(release: Release) -> dict[str, list[str]]:
    """What is not shown and why → the questions of which just this is said."""
    found: dict[str, list[str]] = {}
    for line in withheld.of(release):
        questions = found.setdefault(line.told, [])
        if line.question not in questions:
            questions.append(line.question)
    return found
