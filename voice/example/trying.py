"""An event on the very day on which somebody tries the example, so that a tablet finds a pack."""

from datetime import date

from voice import collect, publishing, together
from voice.example.council import LOGINS
from voice.settings import Settings
from voice.store import events, groups, releases
from voice.store.db import Database
from voice.survey import load

EVENT, NAME = "try-it-out", "Try it out"
GROUP = "fun-days"
SURVEYS = ("how-are-you", "our-promise-to-you")
TOGETHER = "four-questions"
NOTE = "Made up, so that there is something to try on this day."


def try_it_out(database: Database, settings: Settings, today: date) -> bool:
    """Hold an event today with two surveys and a board, once in an example; whether it was.

    It is marked as invented. It is not held in a month that the example's papers have counted, nor
    in an installation that is none of the example's.
    """
    if not (settings.data / LOGINS).is_file():
        return False
    with database.writing() as connection:
        counted = releases.last_closed_month(connection) or ""
        cannot = events.find(connection, EVENT) or not groups.find(connection, GROUP)
        if cannot or f"{today:%Y-%m}" <= counted:
            return False
        events.add(connection, EVENT, GROUP, NAME, today, note=NOTE, invented=True)
    with database.reading() as connection:
        known = publishing.openable(connection, load.load_all(settings.surveys))
    for survey in (known[id_] for id_ in SURVEYS if id_ in known):
        collect.open_collection(database, survey, EVENT, today)
    if TOGETHER in known:
        together.open_board(database, known[TOGETHER], EVENT, today)
    return True
