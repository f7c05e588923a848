"""How charts look: colours of the Government Analysis Function (afcharts), sizes, and what each
kind of chart does with them."""

from dataclasses import dataclass
from typing import Final, Literal

from afcharts.af_colours import get_af_colours

WIDTH = 6.3
"""Inches: the width of a page's text."""
NARROW = 3.4
"""The width of a phone's text: the same letters, so that nobody has to make them larger."""
BAR: Final[str] = get_af_colours("duo")[0]
LAST: Final[str] = get_af_colours("sequential")[0]
OTHERS: Final[str] = get_af_colours("sequential")[2]
"""Where bars are compared: the one the chart is about, and those it is compared with. One hue,
dark and light, so that they differ in grey print and for every eye."""
TRACK = "#E9EEF1"
QUIET = "#3D3D3D"
GROUND = "#FFFFFF"

TITLE, SUBTITLE, LABEL, VALUE, HEAD, GROUP = 15.0, 11.0, 11.0, 11.0, 11.5, 13.0
"""Sizes of letters, in points."""
THICK, PICTURE, GAP = 0.24, 0.36, 0.09
LEAST_ROW = 0.36
MOST_LABEL = 2.35
MOST_OF_WIDTH = 0.42
"""The most of a sheet's width that the words before bars may take."""
LEAST_BAR = 0.5
"""The least length of a bar of n of n; where it is less, panels stand below each other."""
SIDE_BY_SIDE = 3
"""The most panels beside each other; more stand in a second row."""
BETWEEN = 0.22
MARGIN = 0.2
"""White around a chart that travels alone."""


@dataclass(frozen=True)
class Scheme:
    """How one kind of chart looks."""

    compared: Literal["bar", "panel"] | None = None
    """Whether its last bar or its last panel is what the chart is about, and stands out."""
    label: float = 1.6
    """The most room for words beside several panels, in inches."""
    counted: bool = False
    """Whether a panel is a group of respondents, whose answers are counted above it."""
    across: int = SIDE_BY_SIDE
    """The most panels of this kind beside each other."""
    row: float = LEAST_ROW
    """The least from one bar to the next, in inches."""

    def colour(self, last_panel: bool, last_bar: bool) -> str:
        """The colour of one bar."""
        about = {"panel": last_panel, "bar": last_bar}
        if self.compared is None:
            return BAR
        return LAST if about[self.compared] else OTHERS


SCHEMES: dict[str, Scheme] = {
    "bars": Scheme(counted=True),
    "series": Scheme("bar"),
    "questions": Scheme(label=2.6),
    "before-after": Scheme("panel", label=2.0, counted=True, across=2),
    "shares": Scheme("bar", across=1, row=0.29),
    "promises": Scheme(label=2.6, across=2),
}
"""What is drawn as bars, by the chart's kind."""
