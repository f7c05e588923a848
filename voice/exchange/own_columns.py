"""What our own questionnaires put into a spreadsheet form beside what the form itself has.

A form made by us is an ordinary one: other programs read it and pass over what is named here.
Read back, it gives the same questionnaire.

- Sheets ``survey`` and ``choices`` have the column ``OWN``: JSON of those fields of the item or
  option that other cells do not carry, named as in ``survey.toml``. A field in it counts, whatever
  another cell says. What is longer than ``PIECE`` goes on in ``voice_2``, ``voice_3`` …
- A rule that is not one plain comparison stands there as ``show_if``, and beside it, as
  ``relevant``, what the cell ``relevant`` says. It counts while the cell still says that.
- A part is a group: its name is the group's label.
- A text stands there too where its cell cannot carry it exactly, as ``carries`` tells.
- Sheet ``settings`` has ``SETTINGS_COLUMNS`` (``yes`` for what is so), and ``OWN`` for texts.
- Sheet ``WORDS`` has a row a translated text that has no column of its own.
- The choice ``DONT_KNOW_CHOICE`` is no option: it is there for the programs of others.
"""

import json
from collections.abc import Mapping
from typing import Any

from voice.exchange.xlsform_words import said

OWN = "voice"
PIECE = 30_000
"""Letters of JSON in one cell."""
PIECES = 20
"""Cells that one row's JSON can take."""
FIELDS = ("purpose", "audience", "feedback", "ages", "stall", "minutes", "ask_helped")
"""Fields of a questionnaire that have a column of their own in the settings."""
SETTINGS_COLUMNS = tuple(f"voice_{name}" for name in FIELDS)
WORDS = "voice_words"
WORDS_COLUMNS = ("language", "place", "text")
YES = "yes"
DONT_KNOW_CHOICE = "_dont-know"
TYPES = {
    "faces": "select_one",
    "choice": "select_one",
    "many": "select_multiple",
    "scale": "range",
    "words": "text",
    "ideas": "text",
    "info": "note",
}
"""Kind → type of a question. The two ``select`` types have the list's name behind them."""
_RESERVED_NAMES = frozenset({"data", "meta"})


def name_of(item_id: str) -> str:
    """The id as a form may have it: a name begins with a letter, or with ``_`` and the id."""
    plain = item_id[0].isalpha() and item_id not in _RESERVED_NAMES
    return item_id if plain else f"_{item_id}"


def part_name(number: int) -> str:
    """What the group of the n-th part is called: no question of ours can have that name."""
    return f"part_{number}"


def in_a_cell(text: str) -> str:
    """The text so that no form reads ``${`` in it as the name of a question."""
    return text.replace("${", "$ {")


def carries(text: str) -> bool:
    """Whether a cell carries the text so that it is read back exactly."""
    return said(text) == text == in_a_cell(text)


def pieces(fields: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a row that hold these fields; none where there are no fields."""
    if not fields:
        return {}
    text = json.dumps(fields, separators=(",", ":")).replace("$", "\\u0024")
    if len(text) > PIECE:
        # A cell is read without spaces at its ends.
        text = text.replace(" ", "\\u0020")
    parts = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    return {column_of(number): part for number, part in enumerate(parts, start=1)}


def column_of(number: int) -> str:
    """The column of the n-th piece, counted from one."""
    return OWN if number == 1 else f"{OWN}_{number}"


SECTION = "voice_section"
"""A column of questions for what begins a part without being a group."""
OWN_COLUMNS = tuple(column_of(number) for number in range(1, PIECES + 1))
