"""The Word file: real structure, read aloud as it is seen, nothing about anybody's machine."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.papers import TEMPLATE, a_paper
from voice.analysis.bars import Grid
from voice.faults import FaultyError
from voice.publish import blocks, template, word
from voice.publish.blocks import Figure, Heading, Numbered, Table, unbroken
from voice.publish.package import packed, parts_of


@cache
def written() -> bytes:
    return word.write(a_paper(), TEMPLATE)


@cache
def document() -> Any:
    return Document(io.BytesIO(written()))


def elements(tag: str) -> list[Any]:
    return list(document().element.body.iter(qn(tag)))


def style_of(paragraph: Any) -> str:
    return str(paragraph.style.name)


def test_headings_are_headings_and_say_what_the_paper_says() -> None:
    found = [p for p in document().paragraphs if style_of(p).startswith("Heading")]
    wanted = [block for block in a_paper().blocks if isinstance(block, Heading)]
    assert [(style_of(p), p.text) for p in found] == [
        (f"Heading {block.level}", block.text) for block in wanted
    ]


def test_numbers_are_words_own_and_count_as_the_page_does() -> None:
    """Counts the outline as Word does, from the levels in the file, and compares."""
    paper = a_paper()
    wanted = [
        number
        for block, number in zip(paper.blocks, blocks.numbers(paper.blocks), strict=True)
        if isinstance(block, Heading | Numbered) and number
    ]
    counts = [0, 0, 0]
    found = []
    for paragraph in document().paragraphs:
        level = level_of(paragraph)
        if level is None:
            continue
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        found.append(".".join(str(count) for count in counts[: level + 1]))
    assert found == wanted


def level_of(paragraph: Any) -> int | None:
    """The outline's level of a paragraph, from itself or its style; None without a number."""
    own = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
    numbering = own if own is not None else paragraph.style.element.pPr.numPr
    if numbering is None or numbering.numId.val != 1:
        return None
    return int(numbering.ilvl.val)


def test_no_number_is_typed_by_hand() -> None:
    texts = [p.text for p in document().paragraphs if level_of(p) is not None]
    assert not [text for text in texts if re.match(r"\d+(\.\d+)+\b", text)]


def test_every_table_has_a_header_row_a_title_and_a_description() -> None:
    tables = document().tables
    wanted = [block for block in a_paper().blocks if isinstance(block, Table)]
    assert len(tables) == len(wanted)
    for table, block in zip(tables, wanted, strict=True):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == block.title
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == block.description
        assert [[cell.text for cell in row.cells] for row in table.rows] == [
            [unbroken(cell) for cell in row] for row in (block.grid.header, *block.grid.rows)
        ]


def test_no_cell_is_merged_or_empty() -> None:
    assert not elements("w:gridSpan")
    assert not elements("w:vMerge")
    assert all(cell.text for table in document().tables for row in table.rows for cell in row.cells)


def test_every_picture_is_described() -> None:
    wanted = [block.finding.alt for block in a_paper().blocks if isinstance(block, Figure)]
    assert [picture.get("descr") for picture in elements("wp:docPr")] == wanted
    assert [picture.get("descr") for picture in elements("pic:cNvPr")] == wanted


def test_pictures_and_tables_are_as_wide_as_the_text() -> None:
    widths = {int(extent.get("cx")) for extent in elements("wp:extent")}
    assert widths == {word.TEXT_WIDTH * 635}
    for table in document().tables:
        columns = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(columns) == word.TEXT_WIDTH


def test_captions_count_by_themselves() -> None:
    fields = [field.get(qn("w:instr")) for field in elements("w:fldSimple")]
    paper = a_paper()
    figures = sum(isinstance(block, Figure) for block in paper.blocks)
    tables = sum(isinstance(block, Table) for block in paper.blocks)
    assert sum("SEQ Figure" in field for field in fields) == figures
    assert sum("SEQ Table" in field for field in fields) == tables


def test_nothing_is_torn_apart() -> None:
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption", "Caption detail"):
        assert document().styles[name].paragraph_format.keep_with_next
    first = document().tables[0]
    assert all(
        cell.paragraphs[0].paragraph_format.keep_with_next
        for row in first.rows[:-1]
        for cell in row.cells
    )
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in first.rows)


def test_title_language_and_day_are_those_of_the_paper() -> None:
    properties = document().core_properties
    assert properties.title == "Young people’s participation"
    assert properties.language == "en-GB"
    assert properties.author == properties.last_modified_by == "Example County Council"
    assert {properties.created.date(), properties.modified.date()} == {a_paper().meeting}
    language = document().styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"


def test_body_text_is_twelve_points_left_aligned_and_upright() -> None:
    size = document().styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:sz')}")
    assert size.get(qn("w:val")) == "24"
    aligned = [e.get(qn("w:val")) for e in document().styles.element.iter(qn("w:jc"))]
    assert set(aligned) == {"left"}
    for tag in ("w:i", "w:u", "w:caps"):
        assert not elements(tag)


def test_pages_are_numbered_in_the_footer() -> None:
    footer = document().sections[0].footer._element
    fields = [field.get(qn("w:instr")).strip() for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_there_are_no_comments_changes_macros_charts_or_embedded_data() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        names = package.namelist()
    kinds = ("comment", "vba", "embeddings", "charts/", "customXml", "people", "thumbnail")
    assert not [name for name in names if any(kind in name for kind in kinds)]
    assert not elements("w:ins")
    assert not elements("w:del")


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert word.write(a_paper(), TEMPLATE) == written()


def test_no_clock_is_in_the_package() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_a_last_table_is_followed_by_a_paragraph() -> None:
    last = [child.tag for child in document().element.body][-2:]
    assert last == [qn("w:p"), qn("w:sectPr")]


def test_a_text_stays_with_the_chart_it_speaks_of() -> None:
    found = document().paragraphs
    captions = [n for n, p in enumerate(found) if p.text.startswith("Figure ")]
    assert captions
    assert all(found[n - 1].paragraph_format.keep_with_next for n in captions)


def test_a_chart_stays_with_its_table_where_both_fit_a_page() -> None:
    body = list(document().element.body)
    charts = [n for n, one in enumerate(body) if one.find(f".//{qn('w:drawing')}") is not None]
    assert charts
    for place in charts:
        kept = body[place].find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
        following = [one.tag for one in body[place + 1 : place + 3]]
        assert kept is (following == [qn("w:p"), qn("w:tbl")])


def test_of_a_table_longer_than_a_third_of_a_page_only_the_beginning_is_kept_together() -> None:
    long = " ".join(["why"] * 200)
    grid = Grid(("Questions", "Why"), (("One", long), ("Two", long), ("Three", long)))
    paper = replace(a_paper(), blocks=(Table("Not shown", "Why not.", grid),))
    (table,) = Document(io.BytesIO(word.write(paper, TEMPLATE))).tables
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert kept == [True, None, None, None]


def test_a_template_without_our_styles_is_refused_by_name(tmp_path: Path) -> None:
    bare = tmp_path / "bare.docx"
    Document().save(str(bare))
    with pytest.raises(FaultyError, match="has no style “Numbered paragraph”"):
        word.write(a_paper(), bare)


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    other.write_text("not a package")
    with pytest.raises(FaultyError, match="cannot be opened"):
        word.write(a_paper(), other)


def test_the_shipped_template_is_the_one_written_out() -> None:
    assert parts_of(TEMPLATE.read_bytes()) == template.parts()


def test_the_face_is_embedded_as_word_does_it() -> None:
    """Mixed with its key read backwards, as the standard has it; undone, it is the font again."""
    parts = parts_of(TEMPLATE.read_bytes())
    keys = re.findall(r'fontKey="\{([^}]+)\}"', parts["word/fontTable.xml"].decode())
    for key, weight in zip(keys, ("400", "600"), strict=True):
        mixed = parts[f"word/fonts/{weight}.odttf"]
        mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
        first = bytes(a ^ b for a, b in zip(mixed[:32], mask, strict=True))
        assert first.startswith(b"\x00\x01\x00\x00")


def test_a_package_is_its_parts() -> None:
    parts = {"word/document.xml": b"<a/>", "[Content_Types].xml": b"<b/>"}
    assert parts_of(packed(parts)) == parts
    assert list(parts_of(packed(parts))) == ["[Content_Types].xml", "word/document.xml"]


@pytest.mark.parametrize(
    ("grid", "fits"),
    [
        (Grid(("Answer", "Number"), (("Yes", "7 of 12"),)), lambda w: w[0] < w[1]),
        (Grid(("Q", "Why"), (("Short", "long " * 60),)), lambda w: w[1] > 4 * w[0]),
        (Grid(("A", "B"), (("long " * 60, "long " * 60),)), lambda w: w[0] * 3 <= w[1] * 2 + 3),
    ],
)
def test_columns_get_the_room_they_need(grid: Grid, fits: Callable[[list[int]], bool]) -> None:
    widths = word.column_widths(grid)
    assert sum(widths) == word.TEXT_WIDTH
    assert fits(widths)
