"""The ten promises on one page: heard of, and kept. As last told, or as one year told them."""

from flask import Blueprint, Response, abort, render_template, request

from voice.analysis import periods, promises
from voice.analysis.findings import Finding
from voice.publish import charts
from voice.web.worker import heard
from voice.web.worker.desk import desk

pages = Blueprint("promises", __name__, url_prefix="/heard/promises")
LATEST = "latest"


@pages.get("")
def index() -> str:
    """The board: sentences, chart and table; years to choose from where any tells it."""
    boards = _boards()
    chosen = request.args.get("of", next(iter(boards), LATEST))
    if boards and chosen not in boards:
        abort(404)
    return render_template(
        "worker/promises.html", board=boards.get(chosen), chosen=chosen, choices=tuple(boards)
    )


@pages.get("/<of>/chart.svg")
def drawing(of: str) -> Response:
    """The chart of the board, as it stands on the page."""
    board = _boards().get(of) or abort(404)
    kept_in, narrow = desk().settings.data / "charts", "narrow" in request.args
    drawn = charts.draw(board, "svg", titled=False, kept_in=kept_in, narrow=narrow)
    return Response(drawn, mimetype="image/svg+xml")


def _boards() -> dict[str, Finding]:
    """The board as last told, and by year, newest first; only those that tell enough."""
    with desk().database.reading() as connection:
        released = heard.holdings(connection).releases
    years = [one for one in reversed(released) if periods.is_year(one.id)]
    by_name = {LATEST: released} | {one.id: (one,) for one in years}
    boards = {name: promises.board(own) for name, own in by_name.items()}
    return {name: board for name, board in boards.items() if board}
