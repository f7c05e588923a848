"""Explore: one question or several, as stored releases tell them. Nothing else is offered.

Everything stands in the address, so that a link to a table can be shared. Nothing is counted
here: a page, a picture and a sheet read what a close has kept.
"""

from dataclasses import asdict, dataclass

from flask import Blueprint, Response, abort, render_template, request

from voice.analysis.findings import Finding
from voice.analysis.holdings import EVERY, Choice, Holdings, Option, Told
from voice.publish import charts, sheets
from voice.publish.drawing import Format
from voice.web.worker import heard
from voice.web.worker.desk import desk, keep_note

pages = Blueprint("explore", __name__, url_prefix="/heard/explore")

TYPES: dict[Format, str] = {"svg": "image/svg+xml", "png": "image/png"}
_LONGEST = 100
"""Of a file's name: the trail takes no longer one."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What whoever asks has chosen, and all they may choose instead."""

    choice: Choice
    surveys: tuple[Option, ...]
    questions: tuple[Option, ...]
    periods: tuple[Option, ...]
    breakdowns: tuple[Option, ...]
    told: tuple[Told, ...]
    crossing: bool
    """Whether one release is looked at, which may be wanted split two ways."""
    unknown: bool
    """Whether the address names only questions that no release tells of."""

    @property
    def beside(self) -> tuple[Option, ...]:
        """The questions that may be put beside the first one chosen."""
        first = self.choice.items[0]
        return tuple(one for one in self.questions if one.value != first)

    @property
    def address(self) -> dict[str, object]:
        """The choice as it stands in an address."""
        given = asdict(self.choice)
        return {"question": given.pop("items")} | given


@pages.get("")
def index() -> str:
    """Choose, and read what may be said. The address says what is chosen."""
    chosen = _chosen()
    return render_template("worker/explore.html", chosen=chosen)


@pages.get("/chart.svg")
def drawing() -> Response:
    """The chart of a table as it stands on the page; with ``alone``, to travel by itself."""
    return _chart("svg")


@pages.get("/chart.png")
def picture() -> Response:
    """The same chart for a document."""
    return _chart("png")


@pages.get("/figures.csv")
def figures() -> Response:
    """The figures of one table as a sheet."""
    finding, title = _asked_for()
    body = sheets.write([finding], lambda _: title)
    return _file(body, "text/csv; charset=utf-8", f"{finding.name[:_LONGEST]}.csv")


def _chart(form: Format) -> Response:
    finding, _title = _asked_for()
    alone = "alone" in request.args
    narrow = "narrow" in request.args
    kept_in = desk().settings.data / "charts"
    drawn = charts.draw(finding, form, titled=alone, kept_in=kept_in, narrow=narrow)
    if drawn is None:
        abort(404)
    if not alone:
        return Response(drawn, mimetype=TYPES[form])
    return _file(drawn, TYPES[form], f"{finding.name[:_LONGEST]}.{form}")


def _file(body: str | bytes, kind: str, name: str) -> Response:
    """Something to keep. Downloads stand in the trail, so this GET writes one line."""
    keep_note("export-downloaded", name)
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked_for() -> tuple[Finding, str]:
    """The one finding that an address means, and the title of its survey."""
    with desk().database.reading() as connection:
        holdings = heard.holdings(connection)
        choice = _choice(holdings)
        title = heard.title_of(connection, choice.survey)
    found = [finding for told in holdings.told(choice) for finding in told.findings]
    name = request.args.get("name")
    return next((one for one in found if name in {None, one.name}), None) or abort(404), title


def _choice(holdings: Holdings) -> Choice:
    args = request.args
    return holdings.choose(
        args.get("survey", ""),
        args.getlist("question"),
        args.get("period", ""),
        args.get("by", ""),
    )


def _unknown(holdings: Holdings) -> bool:
    """A question of another survey is known: it is what a change of the survey sends along."""
    asked = set(filter(None, request.args.getlist("question")))
    every = (one.value for survey in holdings.surveys for one in holdings.questions(survey))
    return bool(asked) and asked.isdisjoint(every)


def _chosen() -> Chosen | None:
    with desk().database.reading() as connection:
        holdings = heard.holdings(connection)
        choice = _choice(holdings)
        titles = [Option(one, heard.title_of(connection, one)) for one in holdings.surveys]
    if not choice.survey:
        return None
    return Chosen(
        choice=choice,
        surveys=tuple(sorted(titles, key=lambda one: one.text)),
        questions=holdings.questions(choice.survey),
        periods=holdings.periods(choice.survey, choice.items),
        breakdowns=holdings.breakdowns(choice.survey, choice.items, choice.period),
        told=holdings.told(choice),
        crossing=choice.period != EVERY,
        unknown=_unknown(holdings),
    )
