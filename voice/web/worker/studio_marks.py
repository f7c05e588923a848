"""Remarks put together for a page: each text once with all its marks, and what is said first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from voice.survey.friendly_draft import Piece, Said

FIRST = 3
"""So many remarks are shown at once; errors always are."""


class Remarked(Protocol):
    """A remark as a page shows it."""

    @property
    def level(self) -> str: ...

    @property
    def said(self) -> Said: ...


R = TypeVar("R", bound=Remarked)


def texts(found: Iterable[Remarked]) -> list[tuple[Piece, ...]]:
    """Every text that has marks, once, with all of them."""
    marks: dict[str, set[int]] = {}
    for one in found:
        if one.said.pieces:
            marks.setdefault(_text(one.said), set()).update(_marked(one.said))
    return [tuple(_pieces(text, inside)) for text, inside in marks.items()]


@dataclass(frozen=True, slots=True)
class Shown(Generic[R]):
    """What is said at once, and what is folded."""

    first: tuple[R, ...]
    rest: tuple[R, ...]


def shown(found: Sequence[R]) -> Shown[R]:
    """``found``, the gravest first. What is about words already spoken of waits in the fold."""
    first: list[R] = []
    for one in found:
        if one.level == "error" or (len(first) < FIRST and not _spoken_of(one, first)):
            first.append(one)
    return Shown(tuple(first), tuple(one for one in found if one not in first))


def _spoken_of(one: Remarked, before: Iterable[Remarked]) -> bool:
    text, marked = _text(one.said), set(_marked(one.said))
    others = [set(_marked(said.said)) for said in before if _text(said.said) == text]
    # A whole sentence that is too long says nothing of one word in it.
    return any(2 * len(marked & other) > len(marked | other) for other in others)


def _text(said: Said) -> str:
    return "".join(piece.text for piece in said.pieces)


def _marked(said: Said) -> list[int]:
    """Which letters are marked."""
    flags = [piece.marked for piece in said.pieces for _ in piece.text]
    return [at for at, marked in enumerate(flags) if marked]


def _pieces(text: str, inside: set[int]) -> Iterable[Piece]:
    for marked, run in groupby(range(len(text)), key=inside.__contains__):
        yield Piece("".join(text[at] for at in run), marked)
