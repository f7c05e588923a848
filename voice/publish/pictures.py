"""The pictures children chose from, drawn beside the bars: our own SVGs as shapes to paint.

Only what our drawings use is read: paths, ellipses and groups, filled or drawn with a round pen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from voice.paths import STATIC

PICTURES = STATIC / "pictures"
_CODES = {
    "moveTo": (Path.MOVETO,),
    "lineTo": (Path.LINETO,),
    "curveTo": (Path.CURVE4,) * 3,
    "qCurveTo": (Path.CURVE3,) * 2,
    "closePath": (Path.CLOSEPOLY,),
    "endPath": (),
}


@dataclass(frozen=True)
class Shape:
    """One shape within a square of side 1, its y growing downwards."""

    path: Path
    fill: str | None
    stroke: str | None
    width: float
    """The pen's width, as a part of the square's side."""


@cache
def shapes(picture: str, folder: File = PICTURES) -> tuple[Shape, ...]:
    """The shapes of a picture, first the undermost. None for a picture we do not have."""
    file = folder / f"{picture}.svg"
    if not file.is_file():
        return ()
    root = ElementTree.fromstring(file.read_text())  # noqa: S314 - drawings shipped with us
    left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    side = max(width, height)
    square = (
        Affine2D()
        .translate(-left - width / 2, -top - height / 2)
        .scale(1 / side)
        .translate(0.5, 0.5)
    )
    return tuple(_shapes(root, {}, square, side))


def _shapes(
    element: Element, inherited: Mapping[str, str], square: Affine2D, side: float
) -> Iterator[Shape]:
    pen = {**inherited, **element.attrib}
    path = DRAWN[_tag(element)](element)
    if path is not None:
        turned = _turn(element.get("transform", "")) + square
        fill, stroke = (pen.get(name, default) for name, default in _PAINT)
        yield Shape(
            path.transformed(turned),
            None if fill == "none" else fill,
            None if stroke == "none" else stroke,
            float(pen.get("stroke-width", "1")) / side,
        )
    for child in element:
        yield from _shapes(child, pen, square, side)


_PAINT = (("fill", "#000000"), ("stroke", "none"))


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _turn(transform: str) -> Affine2D:
    """``rotate(degrees x y)``, or nothing: the one transform that our drawings use."""
    if not transform:
        return Affine2D()
    degrees, x, y = (
        float(number) for number in transform.removeprefix("rotate(").rstrip(")").split()
    )
    return Affine2D().rotate_deg_around(x, y, degrees)


def _path(element: Element) -> Path:
    pen = RecordingPen()
    parse_path(element.attrib["d"], pen)
    points: list[Any] = []
    codes: list[Any] = []
    for verb, given in pen.value:
        codes += _CODES[verb]
        points += given or [(0.0, 0.0)] * len(_CODES[verb])
    return Path(points, codes)


def _ellipse(element: Element) -> Path:
    x, y, across, down = (float(element.attrib[name]) for name in ("cx", "cy", "rx", "ry"))
    return Path.unit_circle().transformed(Affine2D().scale(across, down).translate(x, y))


def _nothing(element: Element) -> None:
    return None


DRAWN = {"svg": _nothing, "g": _nothing, "path": _path, "ellipse": _ellipse}
