"""Charts can be read in print without colour and by every eye: contrast as the Government
Analysis Function asks, computed and not believed."""

from collections.abc import Callable
from itertools import combinations

import pytest
from afcharts.af_colours import get_af_colours

from voice.publish import drawing, scheme

Colour = tuple[float, float, float]
TOUCHING = 3.0
LETTERS = 4.5
COMPARED = (scheme.OTHERS, scheme.LAST)

# For linear light: F. Viénot, H. Brettel and J. D. Mollon, Color Research and Application 24
# (1999); the third from G. M. Machado, M. M. Oliveira and L. A. F. Fernandes (2009).
EYES: dict[str, tuple[Colour, Colour, Colour]] = {
    "no red": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "no green": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> Colour:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def luminance(light: Colour) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: Colour, other: Colour) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def seen_by(eye: str) -> Callable[[Colour], Colour]:
    def seen(light: Colour) -> Colour:
        red, green, blue = (
            min(1.0, max(0.0, sum(part * given for part, given in zip(line, light, strict=True))))
            for line in EYES[eye]
        )
        return red, green, blue

    return seen


@pytest.mark.parametrize("colour", [scheme.BAR, scheme.LAST, scheme.OTHERS])
@pytest.mark.parametrize("ground", [scheme.GROUND, scheme.TRACK])
def test_bars_stand_out_from_paper_and_track(colour: str, ground: str) -> None:
    assert contrast(linear(colour), linear(ground)) >= TOUCHING


def test_bars_that_are_compared_stand_out_from_each_other() -> None:
    assert contrast(*map(linear, COMPARED)) >= TOUCHING


@pytest.mark.parametrize("colour", [drawing.TEXT, scheme.QUIET])
@pytest.mark.parametrize("ground", [scheme.GROUND, scheme.TRACK])
def test_letters_stand_out(colour: str, ground: str) -> None:
    assert contrast(linear(colour), linear(ground)) >= LETTERS


@pytest.mark.parametrize("eye", EYES)
def test_every_eye_tells_bars_apart_and_from_the_paper(eye: str) -> None:
    seen = seen_by(eye)
    for one, other in combinations((*COMPARED, scheme.GROUND), 2):
        assert contrast(seen(linear(one)), seen(linear(other))) >= TOUCHING


def test_grey_print_tells_bars_apart_from_each_other_and_from_their_track() -> None:
    greys = [luminance(linear(colour)) for colour in (*COMPARED, scheme.TRACK)]
    lightness = [116 * grey ** (1 / 3) - 16 for grey in greys]
    assert all(abs(one - other) >= 30 for one, other in combinations(lightness, 2))


def test_colours_are_the_analysis_functions() -> None:
    assert {scheme.BAR, *COMPARED} <= {*get_af_colours("sequential"), *get_af_colours("duo")}


def test_bars_do_not_touch() -> None:
    assert all(one.row > scheme.THICK for one in scheme.SCHEMES.values())
