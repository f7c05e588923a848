"""What a questionnaire lost or changed on its way in, cell by cell and in plain words."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was changed, left out, or still to be written, and why.

    ``row`` is the number the spreadsheet shows (1 is the row of headings), or None for a whole
    sheet. ``column`` is the letter with its heading, such as ``B “name”``; empty for a whole row.
    """

    sheet: str
    row: int | None
    column: str
    said: str
    """What stands there and why it cannot stay as it is."""
    did: str
    """What we did about it, or what a person still has to do."""
    of_names: bool = False
    """Whether it is about names only that nobody who answers or asks ever sees."""

    @property
    def where(self) -> str:
        """The place as a person would look for it: ``survey, row 4, column B “name”``."""
        row = f"row {self.row}" if self.row is not None else ""
        column = f"column {self.column}" if self.column else ""
        return ", ".join(part for part in (self.sheet, row, column) if part)

    def __str__(self) -> str:
        return f"{self.where}: {self.said} {self.did}".strip()

    def as_dict(self) -> dict[str, str | int | None]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "said": self.said,
            "did": self.did,
        }


@dataclass(frozen=True, slots=True)
class Imported:
    """A questionnaire read from somebody else's form.

    ``survey`` is data for ``Survey.model_validate``; where it does not pass, a note says what a
    person must still write. ``translations`` holds, by language as pages name it (``ar``), the
    texts by place as ``translation.texts`` names them. ``notes`` stand in order of sheet and row.
    """

    survey: dict[str, Any]
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    ours: bool = False
    """Whether we wrote the file: then its ids mean what they mean here."""
    blank: bool = False
    """Whether no question was found: then one stands there to be written over."""
