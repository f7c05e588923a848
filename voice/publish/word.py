"""The paper as a Word document: the council's template, real styles, real numbering.

What a screen reader needs is in it: heading styles, header rows, descriptions of pictures and
tables, title and language. The same paper gives the same bytes.
"""

import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Emu, Pt, Twips
from docx.text.paragraph import Paragraph as Written

from voice.analysis.bars import Grid
from voice.faults import Fault, FaultyError
from voice.publish import blocks, charts, ooxml
from voice.publish.blocks import Block, Paper
from voice.publish.drawing import wide
from voice.publish.package import packed, parts_of

STYLES: tuple[str, ...] = (
    "Title",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Heading 4",
    "Normal",
    "Numbered paragraph",
    "List Bullet",
    "Quote",
    "Said",
    "Signed",
    "Front line",
    "Caption",
    "Caption detail",
    "Chart",
    "End",
    "Table text",
    "Figures table",
    "Strong",
)
"""What a template must have."""
TEXT_WIDTH = 9070
"""Between the margins, in twentieths of a point."""
PAGE = 14_230
"""Between its upper and lower margin, in twentieths of a point."""
WHOLE = PAGE // 3
"""Tables at most so high stay on one page."""
LINE, ROW, CAPTION = 290, 110, 900
"""The height of a line in a table, of the white of a row, and of a caption of two lines."""
TABLE_LETTERS, GUTTER = 11.0, 200
"""The size of letters in a table in points; between two columns, in twentieths of a point."""
TEXT = (blocks.Paragraph, blocks.Numbered, blocks.Bullets)
"""What needs white above it below a table, and stays with the chart it speaks of."""


def write(paper: Paper, template: Path) -> bytes:
    """The paper as a .docx. Raises ``FaultyError`` where the template lacks a style."""
    document = _opened(template)
    document.add_paragraph(paper.title, style="Title")
    numbers = blocks.numbers(paper.blocks)
    before: Block | None = None
    for place, block in enumerate(paper.blocks):
        first = len(document.paragraphs)
        RENDERERS[type(block)](document, block, numbers[place])
        if isinstance(block, blocks.Figure):
            _with_table(document, paper.blocks[place + 1 : place + 2])
        if isinstance(block, TEXT):
            _fit_in(document.paragraphs[first:], before, paper.blocks[place + 1 : place + 2])
        before = block
    if isinstance(before, blocks.Table):
        document.add_paragraph(style="End")  # Word wants a paragraph below a last table
    _describe(document, paper)
    target = io.BytesIO()
    document.save(target)
    return packed(parts_of(target.getvalue()))


def _fit_in(own: Sequence[Written], before: Block | None, after: Sequence[Block]) -> None:
    """White below a table, which has none of its own; and a text stays with its chart."""
    if isinstance(before, blocks.Table | blocks.Front):
        own[0].paragraph_format.space_before = Pt(12)
    if after and isinstance(after[0], blocks.Figure):
        own[-1].paragraph_format.keep_with_next = True


def _with_table(document: Docx, after: Sequence[Block]) -> None:
    """A chart stays with its table where both, and what is said of them, fit on one page."""
    if not after or not isinstance(after[0], blocks.Table):
        return
    table, chart = _height(after[0].grid), Emu(document.inline_shapes[-1].height)
    if table <= WHOLE and 2 * CAPTION + table + chart.twips <= PAGE * 3 // 4:
        document.paragraphs[-1].paragraph_format.keep_with_next = True


def _opened(template: Path) -> Docx:
    try:
        document = Document(str(template))
    except (OSError, KeyError, ValueError, PackageNotFoundError) as error:
        raise FaultyError([Fault(template.name, f"cannot be opened: {error}.")]) from error
    missing = [name for name in STYLES if name not in document.styles]
    if missing:
        raise FaultyError(
            Fault(template.name, f"has no style “{name}”.", "Add the style in Word.")
            for name in missing
        )
    return document


def _describe(document: Docx, paper: Paper) -> None:
    day = datetime.combine(paper.meeting, time(), UTC)
    properties = document.core_properties
    properties.title, properties.language = paper.title, "en-GB"
    properties.author = properties.last_modified_by = paper.council
    properties.created = properties.modified = day
    properties.revision = 1


def _heading(document: Docx, block: blocks.Heading, number: str) -> None:
    paragraph = document.add_paragraph(block.text, style=f"Heading {block.level}")
    if block.level <= blocks.NUMBERED_HEADINGS and not number:
        ooxml.no_number(paragraph)
    paragraph.paragraph_format.page_break_before = True if block.new_page else None


def _numbered(document: Docx, block: blocks.Numbered, number: str) -> None:
    paragraph = _with_lead(document, block.lead, block.text, "Numbered paragraph")
    ooxml.number(paragraph, number.count("."))


def _plain(document: Docx, block: blocks.Paragraph, number: str) -> None:
    _with_lead(document, block.lead, block.text, "Normal")


def _with_lead(document: Docx, lead: str, text: str, style: str) -> Written:
    paragraph = document.add_paragraph(style=style)
    if lead:
        paragraph.add_run(lead, style="Strong")
        paragraph.add_run(" ")
    paragraph.add_run(text)
    return paragraph


def _bullets(document: Docx, block: blocks.Bullets, number: str) -> None:
    for item in block.items:
        document.add_paragraph(item, style="List Bullet")


def _quotation(document: Docx, block: blocks.Quotation, number: str) -> None:
    document.add_paragraph(block.text, style="Quote")
    document.add_paragraph(block.signed, style="Signed")


def _said(document: Docx, block: blocks.Said, number: str) -> None:
    for place, item in enumerate(block.items):
        paragraph = document.add_paragraph(style="Said")
        paragraph.add_run(item, style="Strong" if place < block.starred else None)


def _front(document: Docx, block: blocks.Front, number: str) -> None:
    for label, told in block.lines:
        paragraph = document.add_paragraph(style="Front line")
        paragraph.add_run(f"{label}:", style="Strong")
        paragraph.add_run("\t")
        for place, line in enumerate(told.splitlines()):
            run = paragraph.add_run()
            if place:
                run.add_break()
            run.add_text(line)


def _caption(document: Docx, word: str, number: str, title: str) -> None:
    """Figure 3: its title. The number is a field, so that Word can count again."""
    paragraph = document.add_paragraph(f"{word} ", style="Caption")
    ooxml.field(paragraph, f"SEQ {word} \\* ARABIC", number)
    paragraph.add_run(f": {title}")


def _table(document: Docx, block: blocks.Table, number: str) -> None:
    _caption(document, "Table", number, block.title)
    rows = (block.grid.header, *block.grid.rows)
    table = document.add_table(len(rows), len(block.grid.header), style="Figures table")
    table.autofit = False
    ooxml.describe_table(table, block.title, block.description)
    ooxml.header_row(table.rows[0])
    widths = column_widths(block.grid)
    whole = _height(block.grid) <= WHOLE
    for place, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        ooxml.whole_row(row)
        together = whole and place < len(rows) - 1
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Twips(width)
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table text"
            paragraph.add_run(blocks.unbroken(text))
            paragraph.paragraph_format.keep_with_next = True if together or not place else None
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)


def column_widths(grid: Grid) -> list[int]:
    """No word is broken. The first column names the rows and is served first; of the others the
    short ones get all they want and the long ones share what is left."""
    rows = [[blocks.unbroken(text) for text in row] for row in (grid.header, *grid.rows)]
    columns = list(zip(*rows, strict=True))
    widths = [max(map(_room, " ".join(column).split(" "))) for column in columns]
    wanted = [max(map(_room, column)) for column in columns]
    widths[0] = max(widths[0], min(wanted[0], TEXT_WIDTH * 2 // 5))
    lacking = [more - least for more, least in zip(wanted, widths, strict=True)]
    rest = sorted(range(1, len(columns)), key=lambda place: lacking[place])
    while rest:
        left = max(0, TEXT_WIDTH - sum(widths))
        roots = sum(lacking[place] ** 0.5 for place in rest) or 1
        place = rest.pop(0)
        widths[place] += min(lacking[place], int(left * lacking[place] ** 0.5 / roots))
    full = [width * TEXT_WIDTH // sum(widths) for width in widths]
    return [*full[:-1], TEXT_WIDTH - sum(full[:-1])]


def _height(grid: Grid) -> int:
    """About how high a table stands, in twentieths of a point."""
    widths = column_widths(grid)
    return sum(
        ROW + LINE * max(-(-_room(text) // width) for text, width in zip(row, widths, strict=True))
        for row in (grid.header, *grid.rows)
    )


def _room(text: str) -> int:
    """The width a text takes in a table on one line, in twentieths of a point."""
    return GUTTER + round(wide(text, TABLE_LETTERS, 600) * 1440)


def _figure(document: Docx, block: blocks.Figure, number: str) -> None:
    finding = block.finding
    picture = charts.draw(finding, "png", titled=False)
    if picture is None:
        raise TypeError(f"{finding.name} has no chart")
    _caption(document, "Figure", number, finding.title)
    document.add_paragraph(finding.subtitle, style="Caption detail")
    run = document.add_paragraph(style="Chart").add_run()
    inline = run.add_picture(io.BytesIO(picture), width=Twips(TEXT_WIDTH))._inline
    ooxml.describe_picture(inline, f"Figure {number}", finding.alt)


RENDERERS: dict[type[Block], Callable[[Docx, Any, str], None]] = {
    blocks.Heading: _heading,
    blocks.Paragraph: _plain,
    blocks.Numbered: _numbered,
    blocks.Bullets: _bullets,
    blocks.Quotation: _quotation,
    blocks.Said: _said,
    blocks.Front: _front,
    blocks.Table: _table,
    blocks.Figure: _figure,
}
"""How each kind of block is written."""
