"""A questionnaire as a file for another program, and what that program cannot carry."""

from dataclasses import dataclass

from voice.exchange.notes import Note


@dataclass(frozen=True, slots=True)
class Exported:
    """The bytes of a file, and what was left out or renamed in it, in plain words."""

    content: bytes
    notes: tuple[Note, ...] = ()


def in_one_line(text: str) -> str:
    """A text for a cell that may hold one line only."""
    return " ".join(text.split())
