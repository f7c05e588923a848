"""Spreadsheets are read as rows of text, and dangerous or broken ones are refused, quickly."""

import csv
import time
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.forms import HEAD, YES_NO, form, in_csv, read, spoilt, told, xls, xlsx
from voice.exchange import workbook
from voice.faults import FaultyError

SHEETS = {"survey": [HEAD, ("text", "think", "What do you think?")], "choices": YES_NO}
SHEET = "xl/worksheets/sheet1.xml"
ROW = '<row r="{0}"><c t="inlineStr"><is><t>{1}</t></is></c></row>'


def sheet_of(rows: str, head: str = "") -> str:
    return f"<?xml version='1.0'?>{head}<worksheet><sheetData>{rows}</sheetData></worksheet>"


def packed(path: Path, parts: dict[str, bytes | str], level: int = 9) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def refused(path: Path) -> str:
    begun = time.monotonic()
    with pytest.raises(FaultyError) as caught:
        workbook.read(path)
    assert time.monotonic() - begun < 10
    (fault,) = caught.value.faults
    assert fault.do
    return str(fault)


def test_the_three_formats_say_the_same(tmp_path: Path) -> None:
    files = (
        xlsx(tmp_path / "a.xlsx", SHEETS),
        xls(tmp_path / "a.xls", SHEETS),
        xls(tmp_path / "bare.xls", SHEETS, bare=True),
        in_csv(tmp_path / "a.csv", SHEETS),
        in_csv(tmp_path / "b.csv", SHEETS, ";"),
        in_csv(tmp_path / "c.csv", SHEETS, "\t"),
    )
    texts = {tuple(item.text for item in read(file)[1].items) for file in files}
    assert texts == {("What do you think?",)}


def test_what_a_file_is_called_does_not_matter(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "form.csv", SHEETS)
    assert [sheet.name for sheet in workbook.read(path).sheets] == ["survey", "choices"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"PK\x03\x04 and then nothing", "is broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000, "locked with a password, broken"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00\xff\xff", "locked with a password, broken"),
        (b"%PDF-1.7 \0\0\0\xff", "is not a spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", "is not a spreadsheet"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "is not a spreadsheet"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refused(tmp_path / "none.xlsx")
    assert "cannot be opened" in refused(tmp_path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET])
def test_half_an_xml_part_is_refused(tmp_path: Path, part: str) -> None:
    assert "is broken" in refused(spoilt(form(tmp_path, *SHEETS["survey"][1:]), part, "<a><b>"))


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    ods = packed(
        tmp_path / "form.ods", {"mimetype": "application/vnd.oasis", "content.xml": "<a/>"}
    )
    assert "is not a spreadsheet we can read" in refused(ods)


def test_a_zip_cut_in_half_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "form.xlsx", SHEETS)
    path.write_bytes(path.read_bytes()[:-400])
    assert "is broken" in refused(path)


def test_a_part_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets/></workbook>")
    path.write_bytes(path.read_bytes().replace(b"<sheets/>", b"<sheetz/>"))
    assert "is broken" in refused(path)


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    large = packed(tmp_path / "large.xlsx", {"xl/workbook.xml": b" " * 21_000_000})
    tight = packed(tmp_path / "tight.xlsx", {"xl/workbook.xml": b" " * 5_000_000})
    many = packed(tmp_path / "many.xlsx", {f"part{at}": "" for at in range(300)})
    assert "too large when it is unpacked" in refused(large)
    assert "packed so tightly" in refused(tight)
    assert "too large when it is unpacked" in refused(many)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "form.xlsx", {"xl/workbook.xml": b"<a>" + b" " * 5_000_000})
    raw = path.read_bytes()
    path.write_bytes(raw.replace((5_000_003).to_bytes(4, "little"), (50).to_bytes(4, "little")))
    assert "is broken" in refused(path)


def test_a_bomb_of_elements_is_refused(tmp_path: Path) -> None:
    cells = "".join(f"<c><v>{at * 7919 % 99991}</v></c>" for at in range(160_000))
    path = spoilt(xlsx(tmp_path / "form.xlsx", SHEETS), SHEET, sheet_of(f"<row>{cells}</row>"))
    assert "far more cells than a form can have" in refused(path)


def test_a_file_over_twenty_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(b"type,name\n" * 2_000_001)
    assert "larger than 20 MB" in refused(path)


def test_a_large_old_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000_001))
    assert "old Excel file larger than 5 MB" in refused(path)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
def test_entities_and_outside_definitions_are_refused(tmp_path: Path, head: str) -> None:
    path = spoilt(xlsx(tmp_path / "form.xlsx", SHEETS), SHEET, sheet_of("", head))
    assert "holds instructions" in refused(path)


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/passwd", "xl\\..\\..\\evil"])
def test_parts_that_point_outside_are_refused(tmp_path: Path, name: str) -> None:
    path = spoilt(xlsx(tmp_path / "form.xlsx", SHEETS), name, "<a/>")
    assert "points outside" in refused(path)


def test_links_in_the_zip_are_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "form.xlsx", SHEETS)
    link = zipfile.ZipInfo("xl/worksheets/sheet9.xml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "points outside" in refused(path)


def test_a_link_on_disk_is_read_as_what_it_points_at(tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(xlsx(tmp_path / "form.xlsx", SHEETS))
    assert read(link)[1].items[0].id == "think"


def test_macros_and_links_to_other_files_are_passed_over_and_told(tmp_path: Path) -> None:
    path = spoilt(form(tmp_path, ("text", "a", "A")), "xl/vbaProject.bin", b"\0")
    path = spoilt(path, "xl/externalLinks/externalLink1.xml", "<a/>")
    imported, _ = read(path)
    assert "holds macros (small programs). We did not run" in told(imported)
    assert "links to other files" in told(imported)
    assert imported.notes[0].sheet == "form.xlsx"


def test_a_sheet_that_declares_a_million_rows_is_cut(tmp_path: Path) -> None:
    rows = "".join(ROW.format(at + 1, text) for at, text in enumerate(("type", "text")))
    declared = '<worksheet><dimension ref="A1:XFD1048576"/><sheetData>'
    sheet = f"{declared}{rows}{ROW.format(1_048_576, 'text')}</sheetData></worksheet>"
    book = workbook.read(spoilt(xlsx(tmp_path / "form.xlsx", SHEETS), SHEET, sheet))
    assert [row.number for row in book.sheets[0].rows] == [1, 2]
    assert "We did not read the rest." in str(book.notes[0])


def test_twenty_empty_rows_end_a_sheet_and_nineteen_do_not(tmp_path: Path) -> None:
    for empty, kept in ((19, 3), (20, 2)):
        rows = [HEAD, ("text", "a", "A"), *[()] * empty, ("text", "b", "B")]
        book = workbook.read(xlsx(tmp_path / "form.xlsx", {"survey": rows}))
        assert len(book.sheets[0].rows) == kept
        assert bool(book.notes) == (kept == 2)


def test_rows_after_the_five_thousandth_are_left_and_told(tmp_path: Path) -> None:
    path = in_csv(tmp_path / "form.csv", {"survey": [HEAD, *[("text", "a", "A")] * 5001]})
    book = workbook.read(path)
    assert book.sheets[0].rows[-1].number == 5000
    assert "after row 5000, where we stop" in str(book.notes[0])


def test_columns_after_the_two_hundredth_are_left(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "form.xlsx", {"survey": [["type", *[str(at) for at in range(300)]]]})
    assert max(workbook.read(path).sheets[0].rows[0].cells) == 200


def test_formulas_count_for_what_came_of_them(tmp_path: Path) -> None:
    cells = '<c t="str"><f>A1</f><v>text</v></c><c><f>B1</f></c><c t="e"><v>#REF!</v></c>'
    sheet = sheet_of(ROW.format(1, "type") + f"<row>{cells}</row>")
    book = workbook.read(spoilt(xlsx(tmp_path / "form.xlsx", SHEETS), SHEET, sheet))
    assert book.sheets[0].rows[1].cells == {1: "text"}
    assert [note.column for note in book.notes] == ["B", "C"]
    assert "does not hold what comes out" in str(book.notes[0])


def test_dates_are_written_out_and_told(tmp_path: Path) -> None:
    path = form(tmp_path, ("text", "a", date(2019, 11, 20)))
    imported, survey = read(path)
    assert survey.items[0].text == "2019-11-20"
    assert "Spreadsheets make dates of what was typed" in told(imported)


def test_numbers_and_yes_are_read_as_a_person_reads_them(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "form.xlsx", {"survey": [["type", 3, 3.0, 2.5, True, -1]]})
    cells = workbook.read(path).sheets[0].rows[0].cells
    assert list(cells.values()) == ["type", "3", "3", "2.5", "TRUE", "-1"]


def test_old_workbooks_have_numbers_and_other_letters(tmp_path: Path) -> None:
    path = xls(tmp_path / "form.xls", {"survey": [HEAD, ("text", 7, "كيف حالك؟ Größe")]})
    (item,) = read(path)[1].items
    assert (item.id, item.text) == ("7", "كيف حالك؟ Größe")


def test_joined_cells_are_told(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(form(tmp_path, ("text", "a", "A")))
    book["survey"].merge_cells("A3:C3")
    book.save(tmp_path / "joined.xlsx")
    assert "Some cells are joined" in told(read(tmp_path / "joined.xlsx")[0])


def test_broken_styles_and_properties_do_not_matter(tmp_path: Path) -> None:
    path = spoilt(form(tmp_path, ("text", "a", "A")), "xl/styles.xml", "<styleSheet><cellXfs>")
    path = spoilt(path, "docProps/core.xml", "not xml")
    assert read(path)[1].items[0].id == "a"


def test_a_workbook_without_links_finds_its_sheets_by_number(tmp_path: Path) -> None:
    path = spoilt(form(tmp_path, ("text", "a", "A")), "xl/_rels/workbook.xml.rels", None)
    assert read(path)[1].items[0].id == "a"


@pytest.mark.parametrize(
    ("encoding", "text", "label"),
    [
        ("utf-8-sig", "type,name,label\ntext,a,Größe", "Größe"),
        ("utf-16", "type,name,label\ntext,a,كيف", "كيف"),
        ("latin-1", "type;name;label\r\ntext;a;Größe", "Größe"),
        ("utf-8", 'survey\n,type,name,label\n,text,a,"two\nlines"', "two\nlines"),
        ("utf-8", "\n\nsurvey;;;\n;type;name;label\n\n;text;a;x,y", "x,y"),
    ],
)
def test_text_files_in_any_spelling(tmp_path: Path, encoding: str, text: str, label: str) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(text.encode(encoding))
    imported, survey = read(path)
    assert survey.items[0].text == label
    assert ("not UTF-8" in told(imported)) is (encoding == "latin-1")


def test_one_cell_of_a_hundred_thousand_letters_is_cut(tmp_path: Path) -> None:
    path = in_csv(tmp_path / "form.csv", {"survey": [HEAD, ("text", "a" * 10**5, "b " * 50_000)]})
    (item,) = read(path)[1].items
    assert len(item.text) <= 400


def test_a_cell_of_a_million_letters_is_no_cell(tmp_path: Path) -> None:
    path = in_csv(tmp_path / "form.csv", {"survey": [HEAD, ("text", "a", "b" * 10**6)]})
    before = csv.field_size_limit()
    with pytest.raises(FaultyError):
        read(path)
    assert csv.field_size_limit() == before


def test_nothing_is_written_beside_the_file(tmp_path: Path) -> None:
    path = form(tmp_path, ("text", "a", "A"))
    before = path.read_bytes()
    read(path)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == before


def test_a_sheet_may_begin_far_below_another(tmp_path: Path) -> None:
    sheets = {"survey": [HEAD, *[("select_one yn", "a", "A?")] * 900], "choices": YES_NO}
    _, survey = read(in_csv(tmp_path / "form.csv", sheets))
    assert [option.id for option in survey.items[-1].choices] == ["yes", "no"]


def test_text_of_more_than_five_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(b"type," * 1_000_001)
    assert "text of more than 5 MB" in refused(path)


def test_a_line_of_a_million_cells_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(b"type,name,label" + b"," * 1_000_000 + b"\ntext,a,A?" + b",x" * 1_000_000)
    assert read(path)[1].items[0].id == "a"


def test_marks_that_never_close_are_read_in_time(tmp_path: Path) -> None:
    rows = [("text", f"q{at}", f"{at} " + "**a __b " * 120) for at in range(1000)]
    begun = time.monotonic()
    _, survey = read(in_csv(tmp_path / "form.csv", {"survey": [HEAD, *rows]}))
    assert len(survey.items) == 1000
    assert time.monotonic() - begun < 10
