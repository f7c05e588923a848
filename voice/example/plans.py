"""What the example council plans, and what came of it, through the same verbs as everybody."""

import tomllib
from datetime import date
from pathlib import Path

from voice import planning
from voice.planning import Draft
from voice.store.db import Database

NOT_REPLAYED = "Not part of this example."
DECIDED = ("made", "outcome", "reason")


def write(database: Database, part: str, today: date) -> None:
    """Write down the lines of one part of the example, and what came of them by that day."""
    told = tomllib.loads((Path(__file__).parent / "plans.toml").read_text(encoding="utf-8"))
    for one in told[part]:
        draft = Draft(**{name: value for name, value in one.items() if name not in DECIDED})
        line = planning.add(database, draft, one["made"])
        if "outcome" in one:
            planning.decide(database, line.id, one["outcome"], one.get("reason", ""), today)


def retire(database: Database, meeting: date, cutoff: date) -> None:
    """Answer for every line at a paper that was not made here, so that none comes back."""
    with database.reading() as connection:
        board = planning.board(connection, meeting)
    for line in (*board.due, *board.ahead):
        planning.decide(database, line.id, "not-done", NOT_REPLAYED, meeting)
    with database.writing() as connection:
        told = planning.forward(connection, meeting, cutoff, meeting)
        planning.tell(connection, told, meeting)
