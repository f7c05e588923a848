"""A paper as a list of blocks. Word file and web page are two renderings of the same list."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from voice.analysis.bars import Grid
from voice.analysis.facts import Fact
from voice.analysis.findings import Finding


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the first two levels carry a number unless they say otherwise."""

    level: int
    text: str
    numbered: bool = True
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A plain paragraph, perhaps with its first words in bold."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph that can be referred to: 2.1.3. Perhaps with its first words in bold."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that are somebody's own, large, with who says them below."""

    text: str
    signed: str


@dataclass(frozen=True, slots=True)
class Said:
    """Lines young people said, one below the other; the first ``starred`` ones stand out."""

    items: tuple[str, ...]
    starred: int = 0


@dataclass(frozen=True, slots=True)
class Front:
    """The lines at the top of a paper: To, Meeting date, From."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words with one header row, its title above it."""

    title: str
    description: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class Figure:
    """The chart of a finding or fact, its message and what it is of above it."""

    finding: Finding | Fact


_FIGURE = re.compile(r"\(?\d[\d,]* of \d[\d,]*\)?|\d+ in \d+")
NUMBERED_HEADINGS = 2
"""Headings of the third and fourth level name a group or a question and carry no number."""

Block = Heading | Paragraph | Numbered | Bullets | Quotation | Said | Front | Table | Figure


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper."""

    title: str
    council: str
    meeting: date
    blocks: tuple[Block, ...]

    @property
    def findings(self) -> tuple[Finding | Fact, ...]:
        """Those with a chart, in the order in which the paper shows them."""
        return tuple(block.finding for block in self.blocks if isinstance(block, Figure))


def unbroken(cell: str) -> str:
    """A cell of a table whose figures stay on one line: no break inside “(12 of 30)”."""
    return _FIGURE.sub(lambda found: found[0].replace(" ", "\u00a0"), cell)


def numbers(blocks: Sequence[Block]) -> tuple[str, ...]:
    """For each block the number before it, empty where it has none: 2, 2.1, 2.1.3.

    Word counts by itself; this is the same count for everybody else. A numbered paragraph stands
    one level below the last numbered heading. Tables and figures are counted through.
    """
    counting = _Counting()
    return tuple(_COUNTED.get(type(block), _Counting.nothing)(counting, block) for block in blocks)


class _Counting:
    """The counts so far."""

    def __init__(self) -> None:
        self.outline = [0] * 4
        self.depth = 0
        self.captions: Counter[type[object]] = Counter()

    def nothing(self, block: Block) -> str:
        return ""

    def heading(self, block: Heading) -> str:
        if not block.numbered or block.level > NUMBERED_HEADINGS:
            return ""
        self.depth = block.level
        return self._next(block.level - 1)

    def paragraph(self, block: Numbered) -> str:
        return self._next(self.depth)

    def caption(self, block: Table | Figure) -> str:
        self.captions[type(block)] += 1
        return str(self.captions[type(block)])

    def _next(self, place: int) -> str:
        self.outline[place] += 1
        self.outline[place + 1 :] = [0] * (3 - place)
        return ".".join(str(number) for number in self.outline[: place + 1])


_COUNTED: dict[type[object], Callable[[_Counting, Any], str]] = {
    Heading: _Counting.heading,
    Numbered: _Counting.paragraph,
    Table: _Counting.caption,
    Figure: _Counting.caption,
}
