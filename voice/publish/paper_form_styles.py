"""How a survey on paper looks in Word: letters, colours, frames, and the way it is read."""

from typing import Any

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from voice.publish import ooxml
from voice.publish.paper_form import PaperForm

FONT = "Lexend"
"""Word has it, or takes another in its place; no word is lost by that."""
INK, GREEN, SOFT = (
    RGBColor(0x1D, 0x2B, 0x3A),
    RGBColor(0x0B, 0x4F, 0x4A),
    RGBColor(0x3A, 0x4A, 0x5C),
)
SMALL, STRONG, QUIET, ONLY, BOXES, GAP = (
    "Paper small", "Paper strong", "Paper quiet", "Paper only if", "Paper boxes", "Paper gap",
)  # fmt: skip
TEXT = 18

_STYLES: tuple[tuple[str, float, bool, RGBColor, float, float], ...] = (
    ("Normal", TEXT, False, INK, 0, 4),
    ("Title", 32, True, GREEN, 0, 6),
    ("Heading 1", 22, True, GREEN, 14, 4),
    ("Heading 2", 21, True, INK, 22, 2),
    ("List Bullet", TEXT, False, INK, 2, 2),
    (SMALL, 13, False, SOFT, 0, 0),
    (STRONG, TEXT, True, INK, 6, 4),
    (QUIET, TEXT, False, SOFT, 0, 4),
    (ONLY, TEXT, False, GREEN, 20, 0),
    (BOXES, TEXT, False, INK, 4, 2),
    (GAP, 6, False, INK, 0, 0),
)
"""Name, size in points, bold, colour, white above and below."""


def prepare(document: Docx, form: PaperForm) -> None:
    """The page, its styles and its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(17)
    section.top_margin, section.bottom_margin = Mm(16), Mm(18)
    for name, size, bold, colour, above, below in _STYLES:
        known = name in document.styles
        style = document.styles[name] if known else _new(document, name)
        _letters(style, size, bold, colour)
        style.paragraph_format.space_before = Pt(above)
        style.paragraph_format.space_after = Pt(below)
    _without_line(document.styles["Title"])
    foot = section.footer.paragraphs[0]
    foot.style = SMALL
    foot.add_run(f"{form.title}   ")
    ooxml.field(foot, "PAGE", "1")
    foot.add_run(" / ")
    ooxml.field(foot, "NUMPAGES", "1")


def _new(document: Docx, name: str) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


def _letters(style: Any, size: float, bold: bool, colour: RGBColor) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.bold, style.font.italic, style.font.color.rgb = bold, False, colour
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), "Arial")
    for tag in ("w:szCs", "w:bCs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    _after(properties, "w:sz", ooxml.element("w:szCs", val=str(int(size * 2))))
    if bold:
        _after(properties, "w:b", OxmlElement("w:bCs"))


def _after(properties: Any, tag: str, new: Any) -> None:
    properties.find(qn(tag)).addnext(new)


def _without_line(title: Any) -> None:
    """Word's own title has a line below."""
    properties = title.element.get_or_add_pPr()
    for line in properties.findall(qn("w:pBdr")):
        properties.remove(line)


def frame(cell: _Cell) -> None:
    """A green frame round what is to be read."""
    _borders(cell, ("top", "left", "bottom", "right"), "24", "0B4F4A")
    white = OxmlElement("w:tcMar")
    for side in ("top", "left", "bottom", "right"):
        white.append(ooxml.element(f"w:{side}", w="200", type="dxa"))
    cell._tc.get_or_add_tcPr().append(white)


def line_below(cell: _Cell) -> None:
    """A line to write on."""
    _borders(cell, ("bottom",), "8", "1D2B3A")


def _borders(cell: _Cell, sides: tuple[str, ...], size: str, colour: str) -> None:
    borders = OxmlElement("w:tcBorders")
    for side in sides:
        line = ooxml.element(f"w:{side}", val="single", sz=size, space="0", color=colour)
        borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def turn_round(document: Docx) -> None:
    """Let everything be read from right to left."""
    body = document.element.body
    for paragraph in body.iter(qn("w:p")):
        properties = paragraph.get_or_add_pPr()
        first_after = ("w:ind", "w:spacing", "w:jc", "w:rPr", "w:contextualSpacing")
        _before(properties, OxmlElement("w:bidi"), first_after)
    for run in body.iter(qn("w:r")):
        run.get_or_add_rPr().append(OxmlElement("w:rtl"))
    for table in body.iter(qn("w:tbl")):
        _before(table.tblPr, OxmlElement("w:bidiVisual"), ("w:tblW", "w:jc", "w:tblLook"))


def _before(properties: Any, new: Any, tags: tuple[str, ...]) -> None:
    """Word reads these in one order only."""
    names = {qn(tag) for tag in tags}
    for place, child in enumerate(properties):
        if child.tag in names:
            properties.insert(place, new)
            return
    properties.append(new)
