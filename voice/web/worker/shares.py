"""Who is heard, and who is not: those who came beside those the council looks after."""

from flask import Blueprint, Response, abort, render_template, request

from voice import unheard
from voice.analysis import coming
from voice.publish import charts
from voice.store import population
from voice.unheard import Heard
from voice.web.worker.desk import desk, policy

pages = Blueprint("shares", __name__, url_prefix="/heard/shares")


@pages.get("")
def index() -> str:
    """One year: sentences first, then chart and table, then what is not shown and why."""
    with desk().database.reading() as connection:
        years = unheard.years(connection)
        year = request.args.get("year", years[0] if years else None, type=int)
        if year is None:
            return render_template("worker/shares.html", heard=None)
        if year not in years:
            abort(404)
        heard = unheard.of_year(connection, year, policy())
        counted = population.of(connection, year)
    return render_template(
        "worker/shares.html",
        heard=heard,
        years=years,
        counted=bool(counted),
        by_group=coming.grid("Group", heard.groups, policy().n_pct),
        by_period=coming.grid("Period", heard.periods, policy().n_pct),
        coming=_coming(heard),
    )


@pages.get("/<year>/chart.svg")
def drawing(year: str) -> Response:
    """The year's chart, as it stands on the page."""
    with desk().database.reading() as connection:
        known = next((one for one in unheard.years(connection) if str(one) == year), None)
        heard = unheard.of_year(connection, known or abort(404), policy())
    narrow, kept_in = "narrow" in request.args, desk().settings.data / "charts"
    drawn = charts.draw(heard.told.fact, "svg", titled=False, kept_in=kept_in, narrow=narrow)
    return Response(drawn, mimetype="image/svg+xml") if drawn else abort(404)


def _coming(heard: Heard) -> list[str]:
    """Sign-ups beside attendance, in words."""
    if heard.everybody is None:
        return []
    told = [
        coming.sentence(heard.everybody),
        coming.least(heard.groups, policy().n_pct),
        heard.everybody.why,
    ]
    return [sentence for sentence in told if sentence]
