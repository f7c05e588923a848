"""The parts of WordprocessingML that python-docx has no word for."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Stands before the names of Word's elements."""
OUTLINE, NO_LIST = 1, 0
"""The template's numbered outline, and what switches numbering off."""


def number(paragraph: Paragraph, level: int, list_: int = OUTLINE) -> None:
    """Give the paragraph a number of the outline; a level counts from 0."""
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = list_


def no_number(paragraph: Paragraph) -> None:
    """Take the style's number away, and the room it kept."""
    number(paragraph, 0, NO_LIST)
    paragraph.paragraph_format.left_indent = 0
    paragraph.paragraph_format.first_line_indent = 0


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field that Word can count again, with what it shows until then."""
    simple = element("w:fldSimple", instr=f" {instruction} ")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def describe_picture(inline: Any, name: str, description: str) -> None:
    """What the picture shows, for those who do not see it; and no white around it."""
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    for properties in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
        properties.set("name", name)
        properties.set("descr", description)


def describe_table(table: Table, title: str, description: str) -> None:
    """Title and description of a table, read before its cells."""
    for tag, text in (("w:tblCaption", title), ("w:tblDescription", description)):
        table._tbl.tblPr.append(element(tag, val=text))


def header_row(row: _Row) -> None:
    """Mark the row as the table's header, repeated on each page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def whole_row(row: _Row) -> None:
    """Keep the row on one page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def element(tag: str, **attributes: str) -> Any:
    """An element of Word's with attributes of Word's."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
