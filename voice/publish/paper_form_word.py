"""A survey on paper as a Word document: the words of the page, for those who want to change it.

Headings are headings, Word keeps a question on one page, and what is read from right to left is
set so.
"""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from voice.publish import ooxml
from voice.publish import paper_form_drawn as drawn
from voice.publish import paper_form_styles as styles
from voice.publish.package import packed, parts_of
from voice.publish.paper_form import Asked, PaperForm, Tick

BOX = "\u2610"
"""An empty box to tick."""
WIDTH = 176
"""Between the margins, in millimetres."""
LINE = 12.5
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def write(form: PaperForm) -> bytes:
    """The document. The same paper gives the same bytes."""
    document = Document()
    styles.prepare(document, form)
    _head(document, form)
    if form.way:
        _way(document, form)
    for asked in form.asked:
        _ask(document, form, asked)
    _end(document, form)
    if form.right_to_left:
        styles.turn_round(document)
    properties = document.core_properties
    properties.title, properties.language = form.title, form.language
    properties.author = properties.last_modified_by = form.council
    properties.created = properties.modified = _FIRST_DAY
    target = io.BytesIO()
    document.save(target)
    return packed(parts_of(target.getvalue()))


def _head(document: Docx, form: PaperForm) -> None:
    if form.proof:
        document.add_paragraph(form.proof, style=styles.ONLY)
    document.add_paragraph(form.council, style=styles.SMALL)
    document.add_paragraph(form.title, style="Title")
    document.add_paragraph(form.lead)
    cell = _card(document)
    _say(cell, form.before, "Heading 1", first=True)
    for fact in form.facts:
        _say(cell, fact.words, "List Bullet")
    _say(cell, form.empty, styles.STRONG)


def _way(document: Docx, form: PaperForm) -> None:
    way = form.way
    if way is None:
        return
    document.add_paragraph(style=styles.GAP)
    left, right = _row(document, (40, WIDTH - 40))
    _picture(left.paragraphs[0], drawn.square(way.address), 34, way.title)
    _say(right, way.title, styles.STRONG, first=True)
    _say(right, way.do)
    code = _say(right, way.code, styles.STRONG)
    code.paragraph_format.space_before = Pt(4)


def _ask(document: Docx, form: PaperForm, asked: Asked) -> None:
    start = len(document.element.body)
    if asked.section:
        document.add_heading(asked.section, 1)
    if asked.only_if:
        document.add_paragraph(asked.only_if, style=styles.ONLY)
    number = f"{asked.number}.  " if asked.number else ""
    heading = document.add_heading("", 2)
    if asked.picture:
        _picture(heading, drawn.picture(asked.picture), 14, "")
        heading.add_run("  ")
    heading.add_run(f"{number}{asked.text}")
    for words in filter(None, (asked.hint, asked.how)):
        document.add_paragraph(words, style=styles.QUIET)
    _KINDS[asked.kind](document, form, asked)
    if asked.leave:
        document.add_paragraph(asked.leave, style=styles.STRONG)
        _boxes(document, asked.leaves)
    _boxes(document, asked.beside)
    _keep_whole(document, start)


def _end(document: Docx, form: PaperForm) -> None:
    start = len(document.element.body)
    document.add_paragraph(style=styles.GAP)
    cell = _card(document)
    _say(cell, form.last, "Heading 1", first=True)
    _say(cell, form.hand_in, styles.STRONG)
    for words in form.tell:
        _say(cell, words)
    document.add_paragraph(style=styles.GAP)  # Word wants a paragraph below a last table
    _keep_whole(document, start)


# Kinds of question


def _nothing(document: Docx, form: PaperForm, asked: Asked) -> None:
    return None


def _ticks(document: Docx, form: PaperForm, asked: Asked) -> None:
    across = asked.across or (1 if asked.in_rows else 2)
    rows = list(_in_parts(asked.ticks, across))
    table = document.add_table(len(rows), across)
    _set_widths(table, [WIDTH / across] * across)
    for row, ticks in zip(table.rows, rows, strict=True):
        for cell, tick in zip(row.cells, ticks, strict=False):
            paragraph = cell.paragraphs[0]
            _box(paragraph)
            if tick.picture:
                _picture(paragraph, drawn.picture(tick.picture), 11, "")
                paragraph.add_run("  ")
            paragraph.add_run(tick.words)


def _faces(document: Docx, form: PaperForm, asked: Asked) -> None:
    if form.plain:
        return _ticks(document, form, asked)
    number = len(asked.ticks)
    for cell, tick in zip(_row(document, [WIDTH / number] * number), asked.ticks, strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        if tick.picture:
            _picture(cell.paragraphs[0], drawn.picture(tick.picture), min(36, 140 / number), "")
        for words in (tick.words, BOX):
            _say(cell, words).alignment = WD_ALIGN_PARAGRAPH.CENTER
    return None


def _scale(document: Docx, form: PaperForm, asked: Asked) -> None:
    number = len(asked.ticks)
    table = document.add_table(1, number, style="Table Grid")
    _set_widths(table, [WIDTH / number] * number)
    table.rows[0].height, table.rows[0].height_rule = Mm(14), WD_ROW_HEIGHT_RULE.EXACTLY
    for cell, tick in zip(table.rows[0].cells, asked.ticks, strict=True):
        cell.paragraphs[0].add_run(tick.words)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(style=styles.GAP)
    left, right = _row(document, (WIDTH / 2, WIDTH / 2))
    left.paragraphs[0].add_run(f"0  {asked.low}")
    right.paragraphs[0].add_run(f"10  {asked.high}")
    far = WD_ALIGN_PARAGRAPH.LEFT if form.right_to_left else WD_ALIGN_PARAGRAPH.RIGHT
    right.paragraphs[0].alignment = far


def _lines(document: Docx, form: PaperForm, asked: Asked) -> None:
    table = document.add_table(asked.lines, 1)
    _set_widths(table, [WIDTH])
    for row in table.rows:
        row.height, row.height_rule = Mm(LINE), WD_ROW_HEIGHT_RULE.EXACTLY
        styles.line_below(row.cells[0])


def _list(document: Docx, form: PaperForm, asked: Asked) -> None:
    table = document.add_table(asked.lines, 2)
    _set_widths(table, [12, WIDTH - 12])
    for number, row in enumerate(table.rows, 1):
        row.height, row.height_rule = Mm(LINE), WD_ROW_HEIGHT_RULE.EXACTLY
        row.cells[0].paragraphs[0].add_run(str(number))
        styles.line_below(row.cells[1])


_KINDS: dict[str, Callable[[Docx, PaperForm, Asked], None]] = {
    "faces": _faces,
    "choice": _ticks,
    "many": _ticks,
    "scale": _scale,
    "words": _lines,
    "ideas": _list,
    "info": _nothing,
}


# Parts


def _card(document: Docx) -> _Cell:
    """A frame for what is to be read."""
    table = document.add_table(1, 1)
    _set_widths(table, [WIDTH])
    styles.frame(table.rows[0].cells[0])
    cell: _Cell = table.rows[0].cells[0]
    return cell


def _row(document: Docx, widths: Any) -> list[_Cell]:
    table = document.add_table(1, len(widths))
    _set_widths(table, widths)
    return list(table.rows[0].cells)


def _set_widths(table: Table, widths: Any) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        ooxml.whole_row(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _boxes(document: Docx, words: tuple[str, ...]) -> None:
    if not words:
        return
    paragraph = document.add_paragraph(style=styles.BOXES)
    for place, said in enumerate(words):
        _box(paragraph)
        paragraph.add_run(said.replace(" ", "\u00a0"))
        if place < len(words) - 1:
            paragraph.add_run("     ")


def _box(paragraph: Paragraph) -> None:
    run = paragraph.add_run(BOX)
    run.font.size = Pt(26)
    run.font.name = "Segoe UI Symbol"
    paragraph.add_run("\u00a0\u00a0")


def _say(cell: _Cell, words: str, style: str | None = None, *, first: bool = False) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    if style:
        paragraph.style = style
    run = paragraph.add_run(words)
    if words == BOX:
        run.font.size, run.font.name = Pt(26), "Segoe UI Symbol"
        run.font.color.rgb = RGBColor(0x1D, 0x2B, 0x3A)
    return paragraph


def _picture(paragraph: Paragraph, png: bytes, side: float, said: str) -> None:
    """A picture; where nothing is said of it, it is decoration beside words that say it all."""
    inline = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(side))._inline
    ooxml.describe_picture(inline, said or "Picture", said)


def _in_parts(ticks: tuple[Tick, ...], number: int) -> Iterator[tuple[Tick, ...]]:
    return (ticks[at : at + number] for at in range(0, len(ticks), number))


def _keep_whole(document: Docx, start: int) -> None:
    """Word keeps a question on one page: all its lines stay with the next, but for the last."""
    elements = [one for one in document.element.body[start:] if one.tag.endswith(("}p", "}tbl"))]
    for element in elements[:-1]:
        for paragraph in element.iter(f"{ooxml.WORDS}p"):
            Paragraph(paragraph, document).paragraph_format.keep_with_next = True
