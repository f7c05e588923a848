"""The letters of charts: our own face, and Noto's for Arabic and Ethiopic.

Matplotlib 3.11 shapes text itself (libraqm): Arabic letters join and lines run from right to left
as they should, so every text is given in the order in which it is read.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from matplotlib import font_manager
from matplotlib.font_manager import FontEntry, FontProperties

from voice.paths import STATIC

Weight = Literal[400, 600]
FONTS: Final[Path] = STATIC / "fonts"
_ORDER = ("atkinson-*", "charts/atkinson-*", "charts/noto-sans-arabic-*", "charts/noto-sans-eth*")
"""Where a letter is looked for, first our own face."""
_WITHOUT_OWN: dict[Weight, int] = {400: 400, 600: 700}
WITHOUT_SHAPE = "\u200c\u200d\u200e\u200f\u00a0"
"""Signs without a shape: they join letters, part them or turn a line."""


def font(text: str, size: float, weight: Weight = 400) -> FontProperties:
    """Our faces, or matplotlib's own for a text with a letter that none of ours has."""
    if not _ours(text, weight):
        return FontProperties(family="DejaVu Sans", size=size, weight=_WITHOUT_OWN[weight])
    return FontProperties(family=list(_families(weight)), size=size, weight=weight)


def right_to_left(texts: Iterable[str]) -> bool:
    """Whether most letters of these texts belong to a script read from right to left."""
    found = [unicodedata.bidirectional(letter) for text in texts for letter in text]
    return found.count("R") + found.count("AL") > found.count("L")


def files(weight: Weight) -> tuple[Path, ...]:
    """The files of one weight, in the order in which a letter is looked for."""
    return tuple(
        file for pattern in _ORDER for file in sorted(FONTS.glob(f"{pattern}-{weight}.ttf"))
    )


def _ours(text: str, weight: Weight) -> bool:
    return all(ord(letter) in _letters(weight) for letter in text if letter not in WITHOUT_SHAPE)


@cache
def _letters(weight: Weight) -> frozenset[int]:
    fonts: list[Any] = [font_manager.get_font(file) for file in files(weight)]
    return frozenset(code for one in fonts for code in one.get_charmap())


@cache
def _families(weight: Weight) -> tuple[str, ...]:
    """Our files under names of our own, so that no font of the machine can take their place."""
    names = []
    for file in files(weight):
        name = f"voice {file.stem}"
        font_manager.fontManager.ttflist.append(
            FontEntry(fname=str(file), name=name, weight=weight, size="scalable")
        )
        names.append(name)
    return tuple(names)
