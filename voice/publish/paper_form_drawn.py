"""Our pictures and QR codes as PNG, for programs that show no SVG."""

import io
from functools import cache

import segno
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from voice.publish import pictures

SIDE = 2.0
"""Inches of a picture as it is drawn; Word makes it smaller."""
_DPI, _POINTS = 150, 72


@cache
def picture(name: str) -> bytes:
    """One of our pictures, with nothing behind it. The same picture gives the same bytes."""
    figure = Figure(figsize=(SIDE, SIDE), dpi=_DPI)
    figure.patch.set_alpha(0)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(0, 1), ylim=(1, 0))
    axes.axis("off")
    for shape in pictures.shapes(name):
        pen = shape.width * SIDE * _POINTS
        patch = PathPatch(
            shape.path,
            facecolor=shape.fill or "none",
            edgecolor=shape.stroke or "none",
            linewidth=pen if shape.stroke else 0,
            capstyle="round",
            joinstyle="round",
        )
        axes.add_patch(patch)
    target = io.BytesIO()
    FigureCanvasAgg(figure).print_figure(target, format="png", metadata={"Software": None})
    return target.getvalue()


def square(address: str) -> bytes:
    """An address as a QR code."""
    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        target, kind="png", scale=8, border=2, dark="#1d2b3a", light="#fff"
    )
    return target.getvalue()
