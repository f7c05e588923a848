"""What could not be understood: why and in which month, never who and never the words.

The words stand in the reading queue, with all others (``remarks``).
"""

from collections import Counter

from flask import Blueprint, render_template

from voice.store import set_asides
from voice.web.worker.desk import desk, keep_note

pages = Blueprint("set_asides", __name__, url_prefix="/set-aside")


@pages.get("")
def index() -> str:
    """How many were set aside in each month for each reason."""
    with desk().database.reading() as connection:
        found = set_asides.all_set_aside(connection)
    if found:
        # Looking at what children sent stands in the trail, so this GET writes one line.
        keep_note("set-aside-seen", str(len(found)))
    lines = Counter((record.month, record.why) for record in found)
    return render_template("worker/set-asides.html", lines=sorted(lines.items(), reverse=True))
