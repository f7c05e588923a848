"""What we heard: what may be said of each closed period and year, and what is not, and why."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template

from voice.analysis import findings, opendata, periods, withheld
from voice.analysis.findings import Finding
from voice.analysis.holdings import Holdings, Option, name_of, reasons, silences
from voice.analysis.safe import Release
from voice.store import releases
from voice.store.db import Connection
from voice.web.worker import heard
from voice.web.worker.desk import desk, keep_note

pages = Blueprint("releases", __name__, url_prefix="/heard")


@dataclass(frozen=True, slots=True)
class Question:
    """One question and everything that may be said about it."""

    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One survey and its questions, each with the newest period that shows something of it."""

    survey: str
    title: str
    questions: tuple[tuple[Option, str], ...]


@pages.get("")
def index() -> str:
    """What was asked, to be read at once, and the closed periods and years, newest first."""
    with desk().database.reading() as connection:
        found = heard.holdings(connection)
        asked = [_asked(connection, found, survey) for survey in found.surveys]
    return render_template(
        "worker/releases.html",
        releases=[(release, name_of(release)) for release in reversed(found.releases)],
        asked=[one for one in asked if one.questions],
    )


@pages.get("/<release>")
def show(release: str) -> str:
    """Tables and sentences of one release."""
    found = _find(release)
    return render_template(
        "worker/release.html",
        release=found,
        period=name_of(found),
        is_year=periods.is_year(found.id),
        questions=_questions(found),
        withheld=_withheld(found),
    )


@pages.get("/<release>/not-shown")
def not_shown(release: str) -> str:
    """Everything that is not shown, question by question: why, and what would bring it back."""
    with desk().database.reading() as connection:
        every = heard.holdings(connection).releases
        found = next((one for one in every if one.id == release), None) or abort(404)
        silent = [(one, heard.title_of(connection, one.survey)) for one in silences(found)]
    return render_template(
        "worker/not-shown.html",
        release=found,
        period=name_of(found),
        reasons=reasons(found),
        silent=silent,
        others=[(one, name_of(one)) for one in reversed(every) if one.not_shown],
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


def _asked(connection: Connection, found: Holdings, survey: str) -> Asked:
    shown = [
        (question, period)
        for question in found.questions(survey)
        if (period := found.latest(survey, question.value))
    ]
    return Asked(survey, heard.title_of(connection, survey), tuple(shown))


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
