"""A sheet to draw on in inches from its top corner at the start of a line, as SVG or PNG bytes.

A line starts on the left; on a mirrored sheet, for words read from right to left, on the right.
Every byte follows from what was drawn: no clock, no name of a program, no global state of
matplotlib's pyplot.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal

import matplotlib as mpl
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D

from voice.publish import faces, pictures
from voice.publish.faces import Weight

Format = Literal["svg", "png"]
DPI = 200
POINTS = 72
LEADING = 1.22
"""A line's height as a multiple of its letters' size."""
TEXT = "#0B0C0C"

_SETTINGS: Any = {
    "svg.fonttype": "path",  # the page reads the same without our font on the machine
    "svg.hashsalt": "voice",
    "text.hinting": "none",  # letters as wide as they were measured
    "text.parse_math": False,
    "path.simplify": False,
}
_METADATA: dict[Format, dict[str, str | None]] = {
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "png": {"Software": None},
}


class Sheet:
    """What is drawn is kept until ``render``, because the height is only known at the end."""

    def __init__(self, width: float, margin: float = 0.0, mirrored: bool = False) -> None:
        self.width = width
        self.margin = margin
        self.mirrored = mirrored
        self.height = 0.0
        self._drawn: list[Callable[[Axes], object]] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        weight: Weight = 400,
        colour: str = TEXT,
    ) -> None:
        """One line whose letters stand on ``y`` and that starts at ``x``."""
        self._drawn.append(
            lambda axes: axes.text(
                self._left(x),
                y,
                text,
                fontproperties=faces.font(text, size, weight),
                color=colour,
                ha="right" if self.mirrored else "left",
                va="baseline",
            )
        )

    def lines(
        self,
        x: float,
        top: float,
        lines: list[str],
        size: float,
        weight: Weight = 400,
        colour: str = TEXT,
    ) -> float:
        """Several lines from ``top`` on; gives the y below the last."""
        step = line_height(size)
        for place, line in enumerate(lines):
            self.text(x, top + place * step + 0.9 * size / POINTS, line, size, weight, colour)
        return top + len(lines) * step

    def bar(self, x: float, middle: float, length: float, thick: float, colour: str) -> None:
        """A bar lying from ``x`` on. A length of 0 draws nothing."""
        left = self._left(x, length)
        self._drawn.append(
            lambda axes: axes.barh(
                middle, length, height=thick, left=left, color=colour, linewidth=0
            )
        )

    def upright(self, x: float, top: float, bottom: float, colour: str) -> None:
        """A thin line from top to bottom, centred on ``x``."""
        thick = 0.9 / POINTS
        line = Rectangle(
            (self._left(x) - thick / 2, top), thick, bottom - top, color=colour, linewidth=0
        )
        self._drawn.append(_adding(line))

    def picture(self, x: float, middle: float, side: float, name: str) -> None:
        """A picture in a square from ``x`` on, centred on ``middle``."""
        place = Affine2D().scale(side).translate(self._left(x, side), middle - side / 2)
        for shape in pictures.shapes(name):
            patch = PathPatch(
                shape.path.transformed(place),
                facecolor=shape.fill or "none",
                edgecolor=shape.stroke or "none",
                linewidth=shape.width * side * POINTS if shape.stroke else 0,
                capstyle="round",
                joinstyle="round",
            )
            self._drawn.append(_adding(patch))

    def _left(self, x: float, length: float = 0.0) -> float:
        """The left end of what lies from ``x`` on."""
        return self.width - x - length if self.mirrored else x

    def render(self, form: Format, title: str, description: str) -> bytes:
        """The sheet as a file. An SVG carries its title and description; a PNG carries nothing."""
        margin = self.margin
        right, bottom = self.width + margin, self.height + margin
        with _style():
            figure = Figure(figsize=(right + margin, bottom + margin), facecolor="#FFFFFF")
            FigureCanvasAgg(figure)
            axes = figure.add_axes((0, 0, 1, 1))
            for draw in self._drawn:
                draw(axes)
            axes.set(xlim=(-margin, right), ylim=(bottom, -margin))
            axes.axis("off")
            told = {"Title": title, "Description": description} if form == "svg" else {}
            target = io.BytesIO()
            figure.savefig(target, format=form, dpi=DPI, metadata=_METADATA[form] | told)
        return target.getvalue()


def _adding(patch: Patch) -> Callable[[Axes], object]:
    return lambda axes: axes.add_patch(patch)


def line_height(size: float) -> float:
    """Inches from one line to the next."""
    return LEADING * size / POINTS


@lru_cache(maxsize=4096)
def wide(text: str, size: float, weight: Weight = 400) -> float:
    """How wide a line of text is, in inches."""
    width, _, _ = TextToPath().get_text_width_height_descent(
        text, faces.font(text, size, weight), False
    )
    return float(width) / POINTS


def wrapped(text: str, width: float, size: float, weight: Weight = 400) -> list[str]:
    """The text in lines no wider than ``width``; a word longer than that stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and wide(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


@contextmanager
def _style() -> Iterator[None]:
    with style.context("afcharts.afcharts"), mpl.rc_context(_SETTINGS):
        yield
