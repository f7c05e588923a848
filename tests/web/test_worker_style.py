"""What the workers' pages are drawn with: ours alone, readable, free to use."""

import re

from voice import paths

SHEETS = sorted(paths.STATIC.glob("worker*.css"))
OURS = "".join(sheet.read_text() for sheet in SHEETS)
VENDORED = (paths.STATIC / "govuk-frontend-6.6.0.min.css").read_text()
SCRIPT = (paths.STATIC / "worker.js").read_text()


def colours() -> dict[str, str]:
    root = re.search(r":root \{(.*?)\}", OURS, re.DOTALL)
    assert root is not None
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", root[1]))


def light(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_no_crown_no_crest_and_no_typeface_of_the_government() -> None:
    for style in (OURS, VENDORED):
        assert "GDS Transport" not in style
        assert "crest" not in style
        assert not re.search(r"url\(\"?(https?:)?//|@import", style)
    assert "url(" not in VENDORED


def test_the_licence_stands_beside_what_we_took_over() -> None:
    licence = (paths.STATIC / "govuk-frontend-6.6.0.LICENSE.txt").read_text()
    assert "MIT License" in licence
    assert "Government Digital Service" in licence


def test_every_letter_file_of_the_style_is_there() -> None:
    named = re.findall(r'url\("([^"]+)"\)', OURS)
    assert len(named) == 6
    for name in named:
        assert (paths.STATIC / name).is_file(), name


def test_text_stands_out_from_every_ground_it_stands_on() -> None:
    has = colours()
    for ground in ("paper", "water", "slate", "clay", "sun"):
        assert contrast(has["ink"], has[ground]) >= 7, ground
    for ground in ("#ffffff", has["paper"]):
        assert contrast(has["quiet"], ground) >= 7
        assert contrast(has["reed"], ground) >= 7
    assert contrast("#ffffff", has["reed"]) >= 7
    assert contrast("#ffffff", has["ink"]) >= 7
    assert contrast(has["clay-edge"], "#ffffff") >= 3


def test_the_colours_are_the_same_in_both_style_sheets() -> None:
    has = colours()
    for name, ours in (("text", "ink"), ("link", "reed"), ("focus", "sun"), ("brand", "ink")):
        assert f"--govuk-{name}-colour: {has[ours]}" in VENDORED


def test_nothing_is_smaller_than_sixteen() -> None:
    sizes = [float(size) for size in re.findall(r"font-size: (\d+(?:\.\d+)?)px", OURS)]
    assert min(sizes) >= 16
    assert "font-size: 19px" in OURS
    vendored = [float(size) for size in re.findall(r"font-size:(\d*\.?\d+)rem", VENDORED)]
    assert min(vendored) >= 1


def test_the_script_keeps_nothing_and_asks_only_this_server() -> None:
    for kept in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "innerHTML"):
        assert kept not in SCRIPT
    assert not re.search(r"https?://", SCRIPT)
    taken_over = (paths.STATIC / "govuk-frontend-6.6.0.min.js").read_text()
    assert "sourceMappingURL" not in taken_over
