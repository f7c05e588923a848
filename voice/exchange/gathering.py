"""Notes as they come up while a form is read: the same thing said once, for all its rows."""

from dataclasses import replace

from voice.exchange.notes import Note

_ROWS_NAMED = 8


class Notes:
    """Keeps notes and gives them in order of sheet and row."""

    def __init__(self) -> None:
        self._notes: list[Note] = []
        self._gathered: dict[tuple[str, str], tuple[Note, list[int]]] = {}

    def add(self, note: Note) -> None:
        self._notes.append(note)

    def gather(self, what: str, note: Note) -> None:
        """Say it once a sheet, at the first row, and name the other rows there."""
        _, rows = self._gathered.setdefault((note.sheet, what), (note, []))
        if note.row is not None and note.row not in rows[-1:]:
            rows.append(note.row)

    def all(self, sheets: list[str]) -> tuple[Note, ...]:
        """Every note, those about the whole file or a whole sheet before those of its rows."""
        order = {sheet: at for at, sheet in enumerate(sheets)}
        found = [*self._notes, *(_with_rows(*one) for one in self._gathered.values())]
        return tuple(
            sorted(
                dict.fromkeys(found),
                key=lambda note: (order.get(note.sheet, len(order)), note.row or 0, note.column),
            )
        )


def _with_rows(note: Note, rows: list[int]) -> Note:
    others = rows[1:]
    if not others:
        return note
    named = ", ".join(str(row) for row in others[:_ROWS_NAMED])
    more = f" and {len(others) - _ROWS_NAMED} more" if len(others) > _ROWS_NAMED else ""
    rest = f"row {named}" if len(others) == 1 else f"rows {named}{more}"
    return replace(note, said=f"{note.said} (Also in {rest}.)")
