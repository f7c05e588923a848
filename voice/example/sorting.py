"""How the example council's team sorted what was written, and where two of them differ."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from voice import theming
from voice.store import codings, remarks
from voice.store.db import Connection, Database

FIRST, SECOND = "reviewer", "safeguarding"


def sort(database: Database, told: Mapping[str, Any], today: date) -> None:
    """Sort every text of the first list, and one text with each words of the second."""
    second = dict(told["second"])
    with database.writing() as connection:
        _write(connection, told["foreign"], today)
        for text in codings.texts(connection):
            if text.words in told["first"]:
                themes = told["first"][text.words]
                theming.keep_sorted(connection, text.id, FIRST, themes, today)
            if text.words in second:
                themes = second.pop(text.words)
                theming.keep_sorted(connection, text.id, SECOND, themes, today)


def _write(connection: Connection, told: Mapping[str, str], today: date) -> None:
    """A text that somebody read and put into English; it waits to be sorted."""
    given = {"survey": told["survey"], "month": told["month"], "leave": "words"}
    remarks.add(connection, [(told["item"], told["words"])], group=None, due=today, **given)
    for one in remarks.unread(connection, today):
        if one.words == told["words"]:
            remarks.mark_read(connection, one.id, FIRST)
            theming.keep_english(connection, one.id, told["english"])
