"""The pictures children chose from are drawn from our own SVG files."""

from pathlib import Path

import pytest

from voice.publish import pictures

ALL = sorted(file.stem for file in pictures.PICTURES.glob("*.svg"))


@pytest.mark.parametrize("name", ALL)
def test_every_picture_we_ship_can_be_drawn(name: str) -> None:
    shapes = pictures.shapes(name)
    assert shapes
    for shape in shapes:
        low, high = shape.path.get_extents().get_points()
        assert -0.1 < low.min() <= high.max() < 1.1


def test_there_are_faces_to_draw() -> None:
    assert {f"face-{number}" for number in range(1, 6)} <= set(ALL)


def test_a_picture_we_do_not_have_draws_nothing() -> None:
    assert pictures.shapes("not-there") == ()


def test_a_turned_ellipse_and_inherited_colours_are_understood(tmp_path: Path) -> None:
    (tmp_path / "odd.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20">'
        '<g fill="none" stroke="#123456" stroke-width="2">'
        '<ellipse cx="5" cy="10" rx="4" ry="2" transform="rotate(90 5 10)"/>'
        '<path d="M0 0L10 20" stroke="none" fill="#ABCDEF"/></g></svg>'
    )
    turned, filled = pictures.shapes("odd", tmp_path)
    low, high = turned.path.get_extents().get_points()
    assert (round(high[0] - low[0], 3), round(high[1] - low[1], 3)) == (0.2, 0.4)
    assert (turned.fill, turned.stroke, turned.width) == (None, "#123456", 0.1)
    assert (filled.fill, filled.stroke) == ("#ABCDEF", None)
