"""The style sheet keeps the promises of docs/look.md: contrast, sizes, durations, likeness."""

import re
from pathlib import Path

import pytest

from voice import paths

SHEET = (paths.STATIC / "child.css").read_text()
PAGE = (Path(__file__).parents[2] / "docs" / "look.md").read_text()
THEMES = ("day", "night", "plain")


def colours(theme: str) -> dict[str, str]:
    """The variables of a theme; night and plain stand on top of day."""
    found: dict[str, str] = {}
    for selector in ("html", *((f".{theme}",) if theme != "day" else ())):
        block = re.search(rf"^{re.escape(selector)} {{(.*?)}}", SHEET, re.S | re.M)
        assert block, selector
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block[1]))
    return found


def brightness(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * letter for letter in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


WORDS_ON = [
    ("ink", "paper"),
    ("soft", "paper"),
    ("ink", "card"),
    ("ink", "chosen"),
    ("ink", "plain"),
    ("ink", "pond"),
    ("on-main", "main"),
    ("on-clay", "clay"),
    ("on-tick", "tick"),
]
EDGES_ON = [("line", "paper"), ("line", "pond"), ("ring", "paper"), ("focus", "paper")]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("words", "ground"), WORDS_ON)
def test_words_can_be_read(theme: str, words: str, ground: str) -> None:
    found = colours(theme)
    assert contrast(found[words], found[ground]) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES_ON)
def test_edges_can_be_seen(theme: str, edge: str, ground: str) -> None:
    found = colours(theme)
    assert contrast(found[edge], found[ground]) >= 3


def test_the_edge_of_a_card_can_be_seen_at_night() -> None:
    edge = re.search(r"\.night \.card { border-color: (#\w+)", SHEET)
    assert edge
    assert contrast(edge[1], colours("night")["paper"]) >= 3


def test_the_page_about_the_look_names_the_colours_we_use() -> None:
    for line, name in (("paper", "paper"), ("ink", "ink"), ("main", "main"), ("chosen", "chosen")):
        row = next(row for row in PAGE.splitlines() if row.startswith("|") and line in row[:30])
        assert re.findall(r"#[0-9a-f]{6}", row) == [colours(theme)[name] for theme in THEMES]


def test_every_answer_has_one_ground_and_one_movement() -> None:
    grounds = re.findall(r"\.card {[^}]*\bbackground: ([^;]+);", SHEET)
    assert set(grounds) == {"var(--card)", "var(--chosen)"}
    assert not re.search(r"(nth-child|first|last)[^{]*\.card ?{", SHEET)
    assert SHEET.count("@keyframes ripple") == 1


def test_movements_take_the_time_we_say() -> None:
    assert re.search(r"\.js \.screen {[^}]*arrive \.16s", SHEET)
    assert re.search(r"\.tapped { animation: ripple \.35s", SHEET)
    ends = []
    for block in re.findall(r"\.folds [^{]*{([^}]*)}", SHEET):
        for times in re.findall(r"animation: \w+ ([^;]+);", block):
            ends.append(sum(float(time) for time in re.findall(r"([\d.]+)s", times)))
    assert max(ends) == pytest.approx(0.6)
    assert "translateY(3px)" in SHEET


def test_nothing_comes_from_elsewhere() -> None:
    for address in re.findall(r"url\(([^)]+)\)", SHEET):
        assert (paths.STATIC / address).is_file()


def test_every_letter_of_our_own_words_is_in_a_shipped_font() -> None:
    ranges = re.findall(r"unicode-range: ([^;]+);", SHEET)
    known = {n for line in ranges for part in line.split(",") for n in _numbers(part)}
    for template in sorted((paths.TEMPLATES / "child").rglob("*.html")):
        assert {ord(letter) for letter in template.read_text()} - {10} <= known, template


def _numbers(part: str) -> range:
    first, _, last = part.strip().removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)
