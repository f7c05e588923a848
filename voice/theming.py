"""Themes of what young people wrote: the code frame, who sorted what, and what they agreed on.

A program may suggest a theme; a person decides. Whoever sorts a text does not see what somebody
else decided of it before they have sorted it themselves.
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from voice import paths
from voice.faults import Fault, FaultyError
from voice.store import codings, frames, quotes, remarks
from voice.store.codings import AGREED, CodingRecord, TextRecord
from voice.store.db import Connection, Database
from voice.store.frames import FrameRecord, ThemeRecord
from voice.survey.writing import clean

SHIPPED = paths.REPORTS / "themes.toml"
LONGEST_NAME, LONGEST_MEANING, LONGEST_KEYWORD, LONGEST_ENGLISH = 60, 300, 40, 4000
MOST_KEYWORDS, MOST_THEMES = 40, 30
"""A board of more piles than this nobody finds their way round."""
_KEYWORD = re.compile(r"[\w’'-]+( [\w’'-]+)*")


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that several people sorted, and not alike."""

    text: TextRecord
    by: tuple[CodingRecord, ...]


# The frame


def current(connection: Connection) -> FrameRecord:
    """The themes in force: before anything was sorted or changed, those that are shipped."""
    return frames.latest(connection) or FrameRecord(1, shipped())


@cache
def shipped(path: Path = SHIPPED) -> tuple[ThemeRecord, ...]:
    """The first version. Raises ``FaultyError`` where the file is faulty."""
    try:
        told: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["theme"]
        themes = [
            ThemeRecord(one["id"], one["name"], one["meaning"], tuple(one["keywords"]))
            for one in told
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        wrong = f"cannot be read ({type(error).__name__})."
        raise FaultyError([Fault(path.name, wrong, "Put the file back as it came.")]) from error
    twice = len(themes) - len({one.id for one in themes})
    faults = [fault for one in themes for fault in _faults(one, ())]
    if twice or faults:
        first = faults[:1] or [Fault("id", "is there twice.", "Give each theme an id of its own.")]
        raise FaultyError([Fault(path.name, f"{first[0].place} {first[0].wrong}", first[0].do)])
    return tuple(themes)


def add(database: Database, name: str, meaning: str, keywords: str, today: date) -> FrameRecord:
    """A new version with one more theme, at the end. Raises ``FaultyError``."""
    with database.writing() as connection:
        frame = _kept(connection, today)
        if len(frame.themes) >= MOST_THEMES:
            wrong = f"cannot be added: there are {MOST_THEMES} themes."
            raise FaultyError([Fault("name", wrong, "Take one away first.")])
        new = _theme(_free_id(connection, name), name, meaning, keywords, frame.themes)
        return frames.add(connection, (*frame.themes, new), today)


def change(
    database: Database, id_: str, name: str, meaning: str, keywords: str, today: date
) -> FrameRecord:
    """A new version in which a theme is called or explained otherwise. Raises ``FaultyError``.

    What was sorted under it stays under it: a theme that means something else is a new theme.
    """
    with database.writing() as connection:
        frame = _kept(connection, today)
        others = [one for one in frame.themes if one.id != _in_force(frame, id_).id]
        new = _theme(id_, name, meaning, keywords, others)
        if new in frame.themes:
            return frame
        themes = [new if one.id == id_ else one for one in frame.themes]
        return frames.add(connection, themes, today)


def retire(database: Database, id_: str, today: date) -> FrameRecord:
    """A new version without a theme. What was sorted under it stays readable. ``FaultyError``."""
    with database.writing() as connection:
        frame = _kept(connection, today)
        gone = _in_force(frame, id_)
        if len(frame.themes) == 1:
            raise FaultyError([Fault("name", "is the only theme.", "Add another one first.")])
        return frames.add(connection, [one for one in frame.themes if one != gone], today)


def bring_back(database: Database, id_: str, today: date) -> FrameRecord:
    """A new version with a theme that was taken away, at the end. Raises ``FaultyError``."""
    with database.writing() as connection:
        frame = _kept(connection, today)
        back = frames.ever(connection).get(id_)
        if back is None or frame.find(id_):
            raise FaultyError([Fault("name", "was not taken away.", "Load the page again.")])
        faults = _faults(back, frame.themes)
        if faults:
            raise FaultyError(faults)
        return frames.add(connection, (*frame.themes, back), today)


def retired(connection: Connection) -> tuple[ThemeRecord, ...]:
    """Themes that were taken away, by name."""
    frame = current(connection)
    gone = [one for one in frames.ever(connection).values() if not frame.find(one.id)]
    return tuple(sorted(gone, key=lambda one: one.name.casefold()))


# Sorting


def sort(
    database: Database, remark_id: str, coder: str, themes: Collection[str], today: date
) -> None:
    """Keep under which themes somebody puts a text; none at all is a decision too.

    Doing it again changes the decision. Raises ``FaultyError`` for a text that is not there or was
    not read, a theme that is not offered, and where those who sorted it have agreed already.
    """
    with database.writing() as connection:
        keep_sorted(connection, remark_id, coder, themes, today)


def keep_sorted(
    connection: Connection, remark_id: str, coder: str, themes: Collection[str], today: date
) -> None:
    """The same as ``sort``, in a transaction that is open."""
    frame = _kept(connection, today)
    _check(connection, remark_id, coder, themes, frame)
    codings.put(connection, remark_id, coder, themes, frame.version)


def take_back(database: Database, remark_id: str, coder: str) -> None:
    """Undo somebody's decision of a text: it waits to be sorted by them again."""
    with database.writing() as connection:
        _check(connection, remark_id, coder, (), current(connection))
        codings.forget(connection, remark_id, coder)


def agree(
    database: Database, remark_id: str, person: str, themes: Collection[str], today: date
) -> None:
    """Keep what those who sorted a text differently agreed on. What each said stays beside it.

    Raises ``FaultyError`` unless at least two have sorted it and ``person`` is one of them.
    """
    with database.writing() as connection:
        frame = _kept(connection, today)
        coders = {one.coder for one in codings.of(connection, remark_id)} - {AGREED}
        if len(coders) < 2 or person not in coders:
            wrong = "is for two people who have both sorted it."
            raise FaultyError([Fault("text", wrong, "Sort it first.")])
        _check_themes(themes, frame)
        codings.put(connection, remark_id, AGREED, themes, frame.version)


def differences(connection: Connection, person: str) -> list[Difference]:
    """Texts that ``person`` and somebody else sorted differently, and have not agreed on."""
    texts = {one.id: one for one in codings.texts(connection)}
    found = []
    for remark_id, by in by_text(codings.all_of(connection), current(connection)).items():
        coders = {one.coder for one in by}
        unlike = len({one.themes for one in by}) > 1
        if unlike and person in coders and AGREED not in coders and remark_id in texts:
            found.append(Difference(texts[remark_id], tuple(by)))
    return found


def by_text(found: Iterable[CodingRecord], frame: FrameRecord) -> dict[str, list[CodingRecord]]:
    """What was decided, by text, as far as its themes are offered now.

    A text that somebody put under themes that were all taken away waits to be sorted by them again.
    """
    offered = {one.id for one in frame.themes}
    texts: dict[str, list[CodingRecord]] = {}
    for one in found:
        if offered & one.themes or not one.themes:
            now = replace(one, themes=one.themes & offered)
            texts.setdefault(one.remark, []).append(now)
    return texts


def decided(by: Sequence[CodingRecord]) -> frozenset[str] | None:
    """The themes that stand for a text: what was agreed, or what all who sorted it said alike.

    None where it was not sorted, or sorted differently and not agreed on yet.
    """
    agreed = [one.themes for one in by if one.coder == AGREED]
    said = set(agreed or (one.themes for one in by))
    return said.pop() if len(said) == 1 else None


# In English


def put_into_english(database: Database, remark_id: str, english: str) -> None:
    """Keep what a text says in English; empty takes it away. Raises ``FaultyError``."""
    with database.writing() as connection:
        keep_english(connection, remark_id, english)


def keep_english(connection: Connection, remark_id: str, english: str) -> bool:
    """The same as ``put_into_english``, in a transaction that is open. Whether it is another.

    A line that was put forward of it says the English from now on, unless somebody has written
    something else there; whoever looked at it looks again.
    """
    words = clean(english)
    if len(words) > LONGEST_ENGLISH:
        wrong = f"has {len(words)} letters."
        raise FaultyError([Fault("english", wrong, f"Write at most {LONGEST_ENGLISH}.")])
    remark = remarks.find(connection, remark_id)
    if remark is None:
        raise FaultyError([Fault("text", "is not there.", "Load the page again.")])
    if words == remark.translation:
        return False
    remarks.put_translation(connection, remark_id, words)
    line = quotes.find_of(connection, remark_id)
    if line is not None and line.said in {line.words, remark.translation}:
        quotes.change(connection, line.in_english(words))
    return True


# What stands against it


def _kept(connection: Connection, today: date) -> FrameRecord:
    """The version in force, kept now if it never was."""
    return frames.latest(connection) or frames.add(connection, shipped(), today)


def _in_force(frame: FrameRecord, id_: str) -> ThemeRecord:
    found = frame.find(id_)
    if found is None:
        raise FaultyError([Fault("name", "is no theme any more.", "Load the page again.")])
    return found


def _check(
    connection: Connection, remark_id: str, coder: str, themes: Collection[str], frame: FrameRecord
) -> None:
    if remarks.find(connection, remark_id) is None or not quotes.was_read(connection, remark_id):
        raise FaultyError([Fault("text", "is not there to be sorted.", "Load the page again.")])
    if coder == AGREED:
        wrong = "cannot be kept under this name."
        raise FaultyError([Fault("text", wrong, "Use a log-in with another name.")])
    if any(one.coder == AGREED for one in codings.of(connection, remark_id)):
        wrong = "has been agreed on by those who sorted it."
        raise FaultyError([Fault("text", wrong, "Go on with the next one.")])
    _check_themes(themes, frame)


def _check_themes(themes: Collection[str], frame: FrameRecord) -> None:
    if any(frame.find(one) is None for one in themes):
        wrong = "are not all offered any more."
        raise FaultyError([Fault("themes", wrong, "Load the page again.")])


def _theme(
    id_: str, name: str, meaning: str, keywords: str, others: Sequence[ThemeRecord]
) -> ThemeRecord:
    words = (clean(one) for one in re.split(r"[,;\n]", keywords))
    kept = tuple(dict.fromkeys(" ".join(one.split()) for one in words if one))
    new = ThemeRecord(id_, " ".join(clean(name).split()), clean(meaning), kept)
    faults = _faults(new, others)
    if faults:
        raise FaultyError(faults)
    return new


def _faults(new: ThemeRecord, others: Sequence[ThemeRecord]) -> list[Fault]:
    faults = []
    if not new.name:
        faults.append(Fault("name", "is missing.", "Say in a few words what it is."))
    if new.name.casefold() in {one.name.casefold() for one in others}:
        faults.append(Fault("name", "is that of another theme.", "Choose another."))
    for place, text, most in (
        ("name", new.name, LONGEST_NAME),
        ("meaning", new.meaning, LONGEST_MEANING),
    ):
        if len(text) > most:
            faults.append(Fault(place, f"has {len(text)} letters.", f"Write at most {most}."))
    odd = [one for one in new.keywords if not _is_keyword(one)]
    if odd:
        wrong = f"has something that is no word: “{odd[0][:LONGEST_KEYWORD]}”."
        faults.append(Fault("keywords", wrong, "Write words, with commas between them."))
    if len(new.keywords) > MOST_KEYWORDS:
        faults.append(Fault("keywords", "are too many.", f"Keep the {MOST_KEYWORDS} best."))
    return faults


def _is_keyword(word: str) -> bool:
    return len(word) <= LONGEST_KEYWORD and _KEYWORD.fullmatch(word) is not None


def _free_id(connection: Connection, name: str) -> str:
    """An id made of the name that no theme of any version ever had."""
    taken = {*frames.ever(connection), *(one.id for one in shipped())}
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    first = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40].strip("-") or "theme"
    return next(
        id_ for id_ in (first, *(f"{first}-{n}" for n in range(2, 999))) if id_ not in taken
    )


def with_english(text: TextRecord) -> TextRecord:
    """The text as a program can compare it: in English where somebody put it into English."""
    return replace(text, words=text.translation or text.words)
