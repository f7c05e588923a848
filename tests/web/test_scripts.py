"""Scripts and style sheets are sent without comments and indents; nothing else is missing."""

import pytest

from voice.paths import STATIC
from voice.web import scripts
from voice.web.assets import Assets

OWN = sorted(path.name for path in STATIC.iterdir() if scripts.is_own(path.name))
SCRIPT = """/**
 * What it is for.
 */
import { one } from "./one.js"; // stays

/** @type {(url: string) => string} */
const two = (url) => `https://${url}/*`; /* stays */
  // goes
  const three = 3;
"""


def test_comments_go_and_what_looks_like_one_stays() -> None:
    assert scripts.bare(SCRIPT) == (
        'import { one } from "./one.js"; // stays\n'
        "const two = (url) => `https://${url}/*`; /* stays */\n"
        "const three = 3;\n"
    )


@pytest.mark.parametrize("name", OWN)
def test_no_line_of_a_text_is_taken_for_a_comment_or_loses_its_indent(name: str) -> None:
    """A text over several lines is the one place where a line could look like a comment."""
    text = (STATIC / name).read_text()
    inside = text.split("`")[1::2]
    assert not any("\n" in part and scripts.bare(f"{part}\n") != f"{part}\n" for part in inside)
    assert scripts.bare(scripts.bare(text)) == scripts.bare(text)


def test_a_style_sheet_loses_the_spaces_that_mean_nothing_and_no_other() -> None:
    sheet = """/* A sheet. */
.js :is(.one, .two) > p { margin: 0 calc(1rem - 2px); font: 1rem/1.3 "A B", serif; }
@media (min-width: 3em) {
  .one { color: red }
}
"""
    assert scripts.tight(sheet) == (
        '.js :is(.one,.two) > p{margin:0 calc(1rem - 2px);font:1rem/1.3 "A B",serif}'
        "@media (min-width:3em){.one{color:red}}"
    )


@pytest.mark.parametrize("name", [name for name in OWN if name.endswith(".css")])
def test_every_text_in_a_style_sheet_stays(name: str) -> None:
    sheet = scripts.bare((STATIC / name).read_text())
    assert scripts.tight(sheet).split('"')[1::2] == sheet.split('"')[1::2]


def test_a_licence_in_a_script_of_others_stays() -> None:
    (name,) = (path.name for path in STATIC.glob("*.min.js"))
    assert Assets(STATIC).read(name) == (STATIC / name).read_bytes()
