"""The ten promises on one page: heard of, and kept. As last told, or as one year told them."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, render_template, request

from voice.analysis import bars, periods, promises
from voice.analysis.findings import Finding
from voice.analysis.safe import Release
from voice.publish import charts
from voice.web.worker import heard
from voice.web.worker.desk import desk

pages = Blueprint("promises", __name__, url_prefix="/heard/promises")
LATEST = "latest"


@pages.get("")
def index() -> str:
    """The board: sentences, chart and table; years to choose from where any tells it."""
    boards, silent = _boards()
    chosen = request.args.get("of", next(iter(boards), LATEST))
    if boards and chosen not in boards:
        abort(404)
    return render_template(
        "worker/promises.html",
        board=boards.get(chosen),
        chosen=chosen,
        choices=tuple(boards),
        silent=silent.get(chosen),
    )


@pages.get("/<of>/chart.svg")
def drawing(of: str) -> Response:
    """The chart of the board, as it stands on the page."""
    board = _boards()[0].get(of) or abort(404)
    kept_in, narrow = desk().settings.data / "charts", "narrow" in request.args
    drawn = charts.draw(board, "svg", titled=False, kept_in=kept_in, narrow=narrow)
    return Response(drawn, mimetype="image/svg+xml")


def _boards() -> tuple[dict[str, Finding], dict[str, str]]:
    """The board as last told, and by year, newest first; only those that tell enough.

    Beside them, where a promise is not shown, the last release, which says why.
    """
    with desk().database.reading() as connection:
        released = heard.holdings(connection).releases
    years = [one for one in reversed(released) if periods.is_year(one.id)]
    by_name = {LATEST: released} | {one.id: (one,) for one in years}
    boards = {name: promises.board(own) for name, own in by_name.items()}
    told = {name: board for name, board in boards.items() if board}
    gaps = (name for name, board in told.items() if _has_gaps(board))
    return told, {name: _last(by_name[name]).id for name in gaps}


def _has_gaps(board: Finding) -> bool:
    return any(bars.NOT_SHOWN in row for row in board.table.rows)


def _last(released: Sequence[Release]) -> Release:
    """The last period; a year where there is no period."""
    own = [one for one in released if not periods.is_year(one.id)]
    return (own or released)[-1]
