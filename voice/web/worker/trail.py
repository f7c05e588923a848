"""The trail: who did what and when, and whether a line was changed since."""

from flask import Blueprint, render_template, request

from voice.faults import Fault, FaultyError
from voice.store import trail
from voice.store.db import Connection
from voice.web.worker.desk import desk

pages = Blueprint("trail", __name__, url_prefix="/trail")

AT_ONCE = 100


@pages.get("")
def index() -> str:
    """The newest lines first, and the first fault if there is one."""
    before = request.args.get("before", type=int)
    with desk().database.reading() as connection:
        lines = trail.lines(connection, before, AT_ONCE)
        fault = _fault(connection)
        number = trail.count(connection)
    return render_template(
        "worker/trail.html",
        lines=lines,
        fault=fault,
        number=number,
        older=lines[-1].number if lines and lines[-1].number > 1 else None,
    )


def _fault(connection: Connection) -> Fault | None:
    here = desk()
    try:
        kept = trail.read_head(here.settings.keys)
    except FaultyError as error:
        return error.faults[0]
    return trail.verify(connection, here.keys.trail, kept)
