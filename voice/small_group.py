"""The plan for a small group: what leaves something of theirs, however few come.

A board to work on together, one message, and a few questions about the service. None of it asks
anything of a child that could only be told of many.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from voice import opening, together
from voice.boards import columns_of
from voice.store import boards, collections
from voice.store.db import Connection, Database
from voice.survey.model import Survey

BOARD = "four-questions"
"""The open questions that are worked on together, where there is a questionnaire of this id."""
ABOUT = "about-the-service"
"""The questions about the service."""


@dataclass(frozen=True, slots=True)
class SmallPlan:
    """What is opened. Our message comes with every board."""

    board: Survey
    about: Survey | None


def plan_of(surveys: Mapping[str, Survey]) -> SmallPlan | None:
    """The plan that these questionnaires allow; None where none of them has open questions."""
    with_questions = {id_: one for id_, one in surveys.items() if columns_of(one)}
    board = with_questions.get(BOARD) or next(iter(with_questions.values()), None)
    return SmallPlan(board, surveys.get(ABOUT)) if board else None


def is_open(connection: Connection, plan: SmallPlan, event_id: str, today: date) -> bool:
    """Whether all of it is open at an event already."""
    board = any(one.survey == plan.board.id for one in boards.of_event(connection, event_id))
    return board and not _missing(connection, plan, event_id, today)


def open_plan(database: Database, plan: SmallPlan, event_id: str, today: date) -> str | None:
    """Open what is not open yet at an event. Gives the code of the questions about the service,
    where they are opened by this. Raises ``FaultyError``."""
    together.open_board(database, plan.board, event_id, today)
    with database.reading() as connection:
        missing = _missing(connection, plan, event_id, today)
    if missing is None:
        return None
    return opening.open_collection(database, missing, event_id, today).code


def _missing(connection: Connection, plan: SmallPlan, event_id: str, today: date) -> Survey | None:
    """The questions about the service, unless they are open at the event."""
    asked = {
        record.survey
        for record in collections.of_event(connection, event_id)
        if record.state(today) != "closed"
    }
    return None if plan.about is None or plan.about.id in asked else plan.about
