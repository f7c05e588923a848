"""Charts in Arabic, Farsi and Tigrinya: every letter has a shape, joins, and stands where it is
read."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath
from PIL import Image

from tests.charting import ARABIC, FACES, FARSI, TIGRINYA, a_chart, a_fact, before_and_after
from tests.charting import some_bars as bars_of
from voice.analysis.bars import Chart, Panel
from voice.publish import charts, faces, scheme
from voice.publish.drawing import wide
from voice.publish.faces import Weight

OTHERS = ("Ystafell ŵyl", "Bardzo szczęśliwy", "Fericit și liniștit")
LAST_RESORT = "LastResort"
"""The face of boxes."""
WEIGHTS: tuple[Weight, ...] = (400, 600)
PUNCTUATION = "7 of 12, 58% (£3.50) – “yes”, ‘no’… ؟ ، ؛ ፣ ። ፧"


def shapes(text: str) -> list[tuple[str, float]]:
    """The glyphs a text is drawn with, from left to right, and where each stands."""
    names = faces.font(text, 20).get_family()
    files = [font_manager.findfont(FontProperties(family=[name])) for name in names]
    glyphs, _, _ = TextToPath().get_glyphs_with_font(font_manager.get_font(files), text)
    return [(str(glyph), float(x)) for glyph, x, *_ in glyphs]


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("text", [*ARABIC, *FARSI, *TIGRINYA, *OTHERS, PUNCTUATION])
def test_every_letter_of_an_offered_language_is_in_our_faces(text: str, weight: Weight) -> None:
    assert faces.font(text, 11, weight).get_family() != ["DejaVu Sans"]
    maps = [TTFont(file).getBestCmap() for file in faces.files(weight)]
    drawn = [letter for letter in text if letter not in faces.WITHOUT_SHAPE]
    assert all(any(ord(letter) in one for one in maps) for letter in drawn)


@pytest.mark.parametrize("text", [*ARABIC, *FARSI, *TIGRINYA])
def test_no_box_stands_for_a_letter(text: str) -> None:
    assert not any(glyph.startswith(LAST_RESORT) for glyph, _ in shapes(text))


def test_a_letter_that_no_face_has_is_a_box() -> None:
    assert all(glyph.startswith(LAST_RESORT) for glyph, _ in shapes("தமிழ்"))


def test_arabic_letters_join() -> None:
    apart = sum(wide(letter, 20) for letter in "سعيد")
    assert wide("سعيد", 20) < 0.9 * apart
    alone = {shapes(letter)[0][0] for letter in "سعيد"}
    assert len(alone & {glyph for glyph, _ in shapes("سعيد")}) <= 1


def test_a_farsi_word_parted_by_a_sign_without_shape_does_not_join_there() -> None:
    parted, joined = shapes("می\u200cشوم"), shapes("میشوم")
    assert [glyph for glyph, _ in parted] != [glyph for glyph, _ in joined]


def test_arabic_runs_from_right_to_left_and_its_numbers_do_not() -> None:
    drawn = shapes("سعيد 12")
    assert [glyph for glyph, _ in drawn][:2] == [shapes(digit)[0][0] for digit in "12"]
    assert drawn[-1][0] == shapes("سع")[-1][0]
    assert drawn[-1][1] > drawn[0][1]


@pytest.mark.parametrize(("words", "turned"), [(ARABIC, True), (FARSI, True), (TIGRINYA, False)])
def test_only_what_is_read_from_right_to_left_is_turned(
    words: tuple[str, ...], turned: bool
) -> None:
    assert faces.right_to_left(words) is turned
    assert not faces.right_to_left(FACES)


def dark_columns(chart: Chart) -> tuple[int, int, int]:
    """First and last column with the bars' colour, and the picture's width."""
    png = charts.draw(a_fact(chart), "png", titled=False) or b""
    with Image.open(io.BytesIO(png)) as picture:
        pixels = picture.convert("RGB")
        colour = tuple(int(scheme.BAR[place : place + 2], 16) for place in (1, 3, 5))
        found = [
            x
            for x in range(pixels.width)
            if any(pixels.getpixel((x, y)) == colour for y in range(0, pixels.height, 4))
        ]
        return found[0], found[-1], pixels.width


def test_a_chart_read_from_right_to_left_is_the_mirror_of_one_read_from_left() -> None:
    counts = (5, 6, 5, 24, 0)
    left, right, width = dark_columns(a_chart("bars", Panel("", bars_of(FACES, counts))))
    assert left < width / 3
    assert right < width * 0.8
    left, right, width = dark_columns(a_chart("bars", Panel("", bars_of(ARABIC, counts))))
    assert right > width * 2 / 3
    assert left > width * 0.2


@pytest.mark.parametrize("words", [ARABIC, FARSI, TIGRINYA, OTHERS])
def test_charts_of_other_scripts_are_drawn_the_same_each_time(words: tuple[str, ...]) -> None:
    chart = before_and_after([*words, *FACES][:5])
    first = charts.draw(a_fact(chart), "svg", titled=True)
    charts._draw.cache_clear()
    assert charts.draw(a_fact(chart), "svg", titled=True) == first


@pytest.mark.parametrize("script", ["noto-sans-arabic", "noto-sans-ethiopic"])
def test_each_face_for_charts_has_its_licence_beside_it(script: str) -> None:
    (licence,) = Path(faces.FONTS / "charts").glob(f"{script}-*.LICENSE.txt")
    assert "SIL Open Font License" in licence.read_text()
    assert script in (faces.FONTS / "README.md").read_text()
