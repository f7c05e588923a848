"""Small spreadsheet forms for the tests, as .xlsx, .xls and .csv, good and spoilt."""

import csv
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from voice.exchange import xlsform_in
from voice.exchange.notes import Imported
from voice.survey.model import Survey

Cell = Any
Rows = Sequence[Sequence[Cell]]

HEAD = ("type", "name", "label")
YES_NO: Rows = (("list_name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No"))


def xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def form(path: Path, *rows: Sequence[Cell], head: Sequence[str] = HEAD, **sheets: Rows) -> Path:
    """A form with these rows of questions below its headings, and a yes-no list."""
    return xlsx(path / "form.xlsx", {"survey": [head, *rows], "choices": YES_NO, **sheets})


def read(path: Path) -> tuple[Imported, Survey]:
    """The form as it was read, and its survey, which has to be well formed."""
    imported = xlsform_in.read(path)
    return imported, Survey.model_validate(imported.survey)


def told(imported: Imported) -> str:
    """All notes, one a line."""
    return "\n".join(str(note) for note in imported.notes)


def spoilt(path: Path, part: str, content: bytes | str | None) -> Path:
    """The workbook with one part exchanged, or taken out."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.pop(part, None)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        if content is not None:
            archive.writestr(part, content)
    return path


def in_csv(path: Path, sheets: Mapping[str, Rows], delimiter: str = ",") -> Path:
    """The sheets under each other, names in the first column."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    for name, rows in sheets.items():
        writer.writerow([name])
        writer.writerows(["", *row] for row in rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


_BOF, _EOF, _SHEET, _LABEL, _NUMBER = 0x0809, 0x000A, 0x0085, 0x0204, 0x0203


def xls(path: Path, sheets: Mapping[str, Rows], bare: bool = False) -> Path:
    """Excel's old format: a stream of records, in the container it comes in unless ``bare``."""
    bodies = [_old_sheet(rows) for rows in sheets.values()]
    start = _record(_BOF, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    names = [_name(name) for name in sheets]
    at = len(start) + sum(4 + 6 + len(name) for name in names) + 4
    bounds = b""
    for name, body in zip(names, bodies, strict=True):
        bounds += _record(_SHEET, struct.pack("<IH", at, 0) + name)
        at += len(body)
    stream = start + bounds + _record(_EOF, b"") + b"".join(bodies)
    path.write_bytes(stream if bare else _container(stream))
    return path


def _old_sheet(rows: Rows) -> bytes:
    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, (int, float)):
                cells += _record(_NUMBER, place + struct.pack("<d", value))
            elif value is not None:
                text = str(value).encode("utf-16-le")
                said = struct.pack("<HB", len(str(value)), 1) + text
                cells += _record(_LABEL, place + said)
    head = _record(_BOF, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    return head + cells + _record(_EOF, b"")


def _name(name: str) -> bytes:
    return struct.pack("<BB", len(name), 0) + name.encode("latin-1")


def _record(number: int, data: bytes) -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def _container(stream: bytes) -> bytes:
    """The smallest file system Excel's old files are: a table of blocks, a folder, the stream."""
    size = 512
    stream = stream.ljust(max(4096, -(-len(stream) // size) * size), b"\0")
    blocks = len(stream) // size
    tables = -(-(blocks + 2) // 127)
    first = tables + 1
    chain = [*[0xFFFFFFFD] * tables, 0xFFFFFFFE, *range(first + 1, first + blocks), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * size, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    entries += _entry("Workbook", 2, first, len(stream))
    return header + table + entries.ljust(size, b"\0") + stream


def _entry(name: str, kind: int, start: int, length: int, child: int = 0xFFFFFFFF) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    entry += struct.pack("<III", none, none, child) + bytes(36)
    return entry + struct.pack("<III", start, length, 0)
