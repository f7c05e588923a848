"""Two closed periods and a year to read from: figures, breakdowns, words and what is not shown."""

from dataclasses import replace
from datetime import date

from tests.releases import FACES, HAPPY, YES_NO, a_release, a_row, a_table, by_age, some_ticks
from voice.analysis.safe import NotShown, Release, Safe, SafeRow
from voice.store import releases
from voice.store.db import Database
from voice.store.releases import PeriodRecord

SPLIT = "Split up like this, some of its numbers would be too small."
FEW = "Fewer than 10 answers so far."
BACK = "More answers can bring it back."
SPRING, AUTUMN, YEAR = "2026-P1", "2026-P2", "2026"
MONTHS = {SPRING: ("2026-03", "2026-04"), AUTUMN: ("2026-11", "2026-12")}


def gone(item: str, text: str, dimension: str | None, reason: str = SPLIT) -> NotShown:
    return NotShown("how-are-you", item, text, dimension, reason, BACK)


FEELING = "feeling-now", "How do you feel right now?"
HOME = "home", "How is it where you live?"


def spring() -> Release:
    tables = [a_table([a_row([5, 6, 9, 12, 6])], period=SPRING)]
    return a_release(tables, [gone(*HOME, None, FEW)], SPRING, MONTHS[SPRING])


def autumn() -> Release:
    tables: list[Safe] = [
        a_table([a_row([6, 5, 9, 14, 6])], period=AUTUMN),
        by_age({"0-9": (5, 15), "10-16": (6, 14)}, answers=HAPPY, period=AUTUMN, form="collapsed"),
        *(of_autumn(one) for one in some_ticks({"Friends": 20, "Pets": 12}, 31)),
        a_table(
            [a_row([12, 7, 5])], YES_NO, "told", "Were you told?", period=AUTUMN, kind="choice"
        ),
        a_table([SafeRow(None, "Everybody", 13)], FACES, *HOME, period=AUTUMN, form="n-only"),
    ]
    hidden = [
        *(gone(*FEELING, dimension) for dimension in ("group", "month")),
        gone(*HOME, None, "Some answers were given by few or by nearly all."),
    ]
    return a_release(tables, hidden, AUTUMN, MONTHS[AUTUMN], earlier=(SPRING,))


def of_autumn(table: Safe) -> Safe:
    """The same table of the autumn."""
    fields = {name: getattr(table, name) for name in ("kind", "multiple", "tick")}
    return a_table(table.rows, table.answers, table.item, table.text, period=AUTUMN, **fields)


def whole_year() -> Release:
    tables = [a_table([a_row([11, 11, 18, 26, 12])], period=YEAR)]
    return a_release(tables, (), YEAR, (*MONTHS[SPRING], *MONTHS[AUTUMN]), (SPRING, AUTUMN))


def release_all(database: Database) -> None:
    """Keep both periods and their year, as closes do."""
    table = {"what": "table", "name": "how-are-you/feeling-now by group", "rung": "not shown"}
    month = table | {"name": "how-are-you/feeling-now by month", "rung": "as-asked"}
    audit = {"what": "audit", "timed_out": False}
    log = (
        table | {"why": "alike"},
        month | {"why": ""},
        audit | {"findings": ["narrow"], "narrowest": 2, "solves": 17, "seconds": 0.4},
        {"what": "dropped", "name": month["name"], "why": "narrow"},
        audit | {"findings": [], "narrowest": 3, "solves": 12, "seconds": 0.2},
    )
    with database.writing() as connection:
        for release in (spring(), autumn()):
            months = release.months
            record = PeriodRecord(release.id, months[0], months[-1], date(2027, 1, 4))
            releases.add_period(connection, record)
            releases.add(connection, replace(release, log=log), "committee", record.closed)
        releases.add(connection, whole_year(), "committee", record.closed, period=AUTUMN)
