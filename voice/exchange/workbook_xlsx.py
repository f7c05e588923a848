"""Excel's workbooks (.xlsx, .xlsm): a zip of XML, read as a stream and never as a tree.

Only the parts with words and cells are opened. Styles are looked at for dates alone, and a broken
one is passed over: many programs write workbooks, and few write all of it well.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from voice.exchange.notes import Note
from voice.exchange.workbook_parts import Cells, Links, Strings, Styles, Target, Workbook
from voice.exchange.workbook_rows import LARGEST, NO_SPREADSHEET, Book, Sheet, refused, wanted

_MOST_PARTS = 200
_MOST_TIMES = 100
"""How many times larger than packed the whole may become. Real forms stay below 20."""
_MOST_ELEMENTS = 300_000
"""Cells, rows and texts of all parts. A form of a thousand rows has some sixty thousand."""
_SYMLINK = 0o120000
_CHUNK = 1 << 16
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, ParseError, EOFError, OSError),
    *(ValueError, LookupError, OverflowError),
    RuntimeError,  # zipfile, of parts that are encrypted or packed in a way it does not know
)
"""What reading a broken workbook raises, in zipfile, in the parser and in our own reading."""


def is_zip(raw: bytes) -> bool:
    return raw.startswith(b"PK")


def read(raw: bytes, name: str) -> Book:
    """The sheets of a workbook. Raises ``FaultyError`` where it is none, or a dangerous one."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _hold_sizes(archive, len(raw), name)
            return _Reader(archive, name).book()
    except DefusedXmlException:
        wrong = "holds instructions (a DTD or entities) that no form needs."
        raise refused(name, wrong) from None
    except _UNREADABLE:
        raise refused(name, "is broken or is not a spreadsheet we can read.") from None


def _hold_sizes(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    """Refuse bombs and names that point elsewhere, before anything is unpacked."""
    parts = archive.infolist()
    inflated = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or inflated > LARGEST:
        raise refused(name, "would become too large when it is unpacked (20 MB at most).")
    if inflated > _MOST_TIMES * max(packed, 1):
        raise refused(name, "is packed so tightly that no form can be in it.")
    for part in parts:
        steps = PurePosixPath(part.filename.replace("\\", "/"))
        linked = (part.external_attr >> 16) & 0o170000 == _SYMLINK
        if steps.is_absolute() or ".." in steps.parts or linked:
            raise refused(name, "holds a part that points outside the file.")


class _Reader:
    """Reads one archive, and counts what comes out of it."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._parts = {part.lower(): part for part in archive.namelist()}
        self._inflated = self._elements = 0

    def book(self) -> Book:
        workbook = Workbook()
        if not self._feed("xl/workbook.xml", workbook):
            raise refused(self._name, NO_SPREADSHEET)
        links, strings, styles = Links(), Strings(), Styles()
        self._feed("xl/_rels/workbook.xml.rels", links)
        self._feed("xl/sharedstrings.xml", strings)
        try:
            self._feed("xl/styles.xml", styles)
        except (ParseError, ValueError):
            styles = Styles()
        sheets: list[Sheet] = []
        notes = list(self._told())
        for at in wanted([title for title, _ in workbook.sheets]):
            title, link = workbook.sheets[at]
            cells = Cells(title, strings.found, styles.dates, workbook.from_1904)
            self._feed(_path(links.found.get(link), at + 1), cells)
            sheets.append(Sheet(title, tuple(cells.rows.kept)))
            notes += cells.notes()
        return Book(tuple(sheets), tuple(notes))

    def _feed(self, part: str, target: Target) -> bool:
        """Give a part to its reader; whether there is such a part."""
        known = self._parts.get(part.lower())
        if known is None:
            return False
        parser: Any = DefusedXMLParser(target=target, forbid_dtd=True)
        with self._archive.open(known) as source:
            while chunk := source.read(_CHUNK):
                self._inflated += len(chunk)
                if self._inflated > LARGEST:
                    raise refused(self._name, "becomes too large when it is unpacked.")
                before = target.elements
                parser.feed(chunk)
                self._elements += target.elements - before
                if self._elements > _MOST_ELEMENTS:
                    raise refused(self._name, "has far more cells than a form can have.")
                if target.done:
                    return True
        parser.close()
        return True

    def _told(self) -> Iterator[Note]:
        """What there is beside cells, and is never looked at."""
        for begins, said in (
            ("xl/vbaproject", "The file holds macros (small programs)."),
            ("xl/externallinks/", "The file holds links to other files."),
        ):
            if any(part.startswith(begins) for part in self._parts):
                yield Note(self._name, None, "", said, "We did not run or follow them.")


def _path(target: str | None, number: int) -> str:
    """Where a sheet is in the archive; by its number where the workbook does not say."""
    if not target:
        return f"xl/worksheets/sheet{number}.xml"
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
