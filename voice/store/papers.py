"""Committee papers: what was made for which meeting, and the words workers wrote for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select

from voice.store.db import Connection
from voice.store.schema import paper, paper_words


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """A paper that was made: how far it looked, and its files with their SHA-256."""

    meeting: date
    cutoff: date
    files: dict[str, str]


def note(connection: Connection, meeting: date, cutoff: date, files: dict[str, str]) -> None:
    """Keep that this paper was made. Made again for the same meeting, it takes its place."""
    connection.execute(delete(paper).where(paper.c.meeting == meeting))
    row = {"meeting": meeting, "cutoff": cutoff, "sha256": files}
    connection.execute(insert(paper), row)


def before(connection: Connection, meeting: date) -> list[PaperRecord]:
    """The papers of earlier meetings, oldest first."""
    return _papers(connection, paper.c.meeting < meeting)


def all_papers(connection: Connection) -> list[PaperRecord]:
    """Every paper that was made, oldest meeting first."""
    return _papers(connection)


def put_words(connection: Connection, meeting: date, section: str, words: str) -> None:
    """Keep what a worker wrote for a section. Empty words leave the section out of the paper."""
    drop_words(connection, meeting, section)
    row = {"meeting": meeting, "section": section, "words": words.strip()}
    connection.execute(insert(paper_words), row)


def drop_words(connection: Connection, meeting: date, section: str) -> None:
    """Forget what was written for a section: the paper's own words stand again."""
    of_section = (paper_words.c.meeting == meeting, paper_words.c.section == section)
    connection.execute(delete(paper_words).where(*of_section))


def words_of(connection: Connection, meeting: date) -> dict[str, str]:
    """What workers wrote for a meeting's paper, by section."""
    chosen = select(paper_words.c.section, paper_words.c.words)
    rows = connection.execute(chosen.where(paper_words.c.meeting == meeting))
    return {row.section: str(row.words) for row in rows}


def _papers(connection: Connection, *conditions: ColumnElement[bool]) -> list[PaperRecord]:
    chosen = select(paper.c.meeting, paper.c.cutoff, paper.c.sha256)
    rows: Any = connection.execute(chosen.where(*conditions).order_by(paper.c.meeting))
    return [PaperRecord(meeting, cutoff, dict(files)) for meeting, cutoff, files in rows]
