"""Whatever stands in the cells, the form is read and its survey is well formed."""

import contextlib
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.forms import in_csv, read
from voice.exchange import workbook
from voice.faults import FaultyError

WORDS = [
    *("type", "name", "label", "hint", "relevant", "appearance", "parameters", "constraint"),
    *("list_name", "label::Arabic (ar)", "label::French", "media::image", "form_title", "form_id"),
    *("voice", "voice_2", "voice_ages", "voice_minutes", "default_language", "::", "jr:", "label:"),
    *("select_one a", "select_multiple b or_other", "rank a", "text", "integer", "range", "note"),
    *("begin group", "end group", "begin repeat", "acknowledge", "start", "deviceid", "calculate"),
    *(
        "a",
        "b",
        "yes",
        "no",
        "1",
        "0",
        "-3",
        "faces",
        "label",
        "start=0 end=10",
        ". >= 1 and . <= 5",
    ),
    *("${a} = 'yes'", "selected(${b}, 'a')", "not(${a} != '')", "${1} > 0", "home.png", "ar"),
    *('{"kind": "words"}', '{"id": "a", "kind": "choice"}', '{"show_if": 1}', "12+", "French (fr)"),
    *("id", "skipped", "don't know", "مرحبا", "\u202e", "x" * 500, "_dont-know", "English"),
]
CELL = st.one_of(st.sampled_from(WORDS), st.none(), st.text(max_size=30))
HEADS = {
    "survey": ["type", "name", "label"],
    "choices": ["list_name", "name", "label"],
    "settings": ["form_title", "form_id", "voice_ages"],
    "voice_words": ["language", "place", "text"],
}


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """The sheets of a form, some with their own headings, with any cells."""
    made = {}
    for name, head in HEADS.items():
        more = draw(st.lists(CELL, max_size=4))
        first = draw(st.sampled_from([[*head, *more], more]))
        rows = draw(st.lists(st.lists(CELL, max_size=7), max_size=8))
        made[name] = [[cell or "" for cell in row] for row in [first, *rows]]
    return made


@settings(max_examples=80, deadline=None)
@given(sheets(), st.sampled_from(",;\t"))
def test_any_cells_at_all(made: dict[str, list[list[str]]], delimiter: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = in_csv(Path(folder) / "form.csv", made, delimiter)
        try:
            imported, survey = read(path)
        except FaultyError:
            return
    assert survey.items
    assert all(note.said and note.did for note in imported.notes)


BEGINNINGS = [
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x09\x08\x10\x00",
    b"\xff\xfe",
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=3000))
def test_any_bytes_at_all(begins: bytes, rest: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form"
        path.write_bytes(begins + rest)
        with contextlib.suppress(FaultyError):
            workbook.read(path)
