"""Our own words on children's pages, such as those on the buttons, and the same in other languages.

The English of each stands in ``translations/messages.pot``, which ``make words`` takes out of the
pages; what we ship in a language beside it, as ``translations/<language>.po``. Shipped words are a
proposal: a council's own people read and approve them before a child sees any.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from babel.support import Translations

from voice import paths

POT = "messages.pot"
_PAPER = "voice/publish/"
LONGEST = 1000
"""Letters of one text in another language."""
_NAMED = re.compile(r"%\((\w+)\)s")
_GAP = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
_COUNTED = range(1, 31)
"""The numbers whose plural form we show by example; minutes are never more."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text of ours to be said in another language."""

    place: str
    """What it is known by: it changes with its English."""
    english: str
    where: str
    """The file it stands in first."""
    numbers: tuple[int, ...] = ()
    """For which numbers it is, of one that depends on a number."""


def phrases(language: str) -> tuple[Phrase, ...]:
    """Every text of ours, in the order of the pages; counted ones once for each of its forms."""
    rule = get_plural(language.replace("-", "_"))
    return tuple(phrase for message in _english() for phrase in _phrases(message, rule.plural_expr))


@cache
def shipped(language: str) -> dict[str, str]:
    """What we ship in a language, by place. Empty where we ship nothing."""
    path = paths.LANGUAGES / f"{language.replace('-', '_')}.po"
    if not path.is_file():
        return {}
    said = {message.id: message.string for message in _messages(path)}
    found = {}
    for message in _english():
        forms = said.get(message.id) or ()
        for place, text in zip(
            _places(message), (forms,) if isinstance(forms, str) else forms, strict=False
        ):
            found[place] = text
    return found


def catalogue(language: str, said: Mapping[str, str]) -> Translations:
    """What flask-babel asks for words. What is not said stays English."""
    rule = get_plural(language.replace("-", "_"))
    known: dict[str | tuple[str, Any], str] = {}
    for message in _english():
        places = _places(message)
        if isinstance(message.id, str):
            if text := said.get(places[0]):
                known[message.id] = _spaced(message.id, text)
            continue
        numbered = _by_form(rule.plural_expr)
        last = max(numbered, default=0)
        for number in range(rule.num_plurals):
            shown = number if number in numbered else last
            if text := said.get(places[shown]):
                known[(message.id[0], number)] = text
    made = Translations()
    made._catalog = known  # its own way to be filled is to parse a compiled file
    made.plural = c2py(rule.plural_expr)  # type: ignore[assignment]  # whole numbers only
    return made


def _spaced(english: str, text: str) -> str:
    """The text with the blanks before and after it that the English has: “ and ”."""
    before, after = english[: -len(english.lstrip())], english[len(english.rstrip()) :]
    return f"{before}{text.strip()}{after}"


def wrong(phrase: Phrase, text: str) -> str:
    """Why a text cannot stand for a phrase; empty where it can.

    A gap is where a name or a number goes: ``%(host)s``, ``{n}``. Each must be there, and no
    other. For one number alone it may be said in words: “two minutes”.
    """
    if len(text) > LONGEST:
        return f"This has {len(text)} letters. {LONGEST} fit."
    wanted, found = _gaps(phrase.english), _gaps(text)
    optional = wanted if len(phrase.numbers) == 1 else set()
    if lost := sorted(wanted - found - optional):
        return f"{' and '.join(lost)} must stand in it as it is: a name or number goes there."
    if new := sorted(found - wanted):
        return f"{' and '.join(new)} does not stand in the English: take it out."
    try:
        text % dict.fromkeys(_NAMED.findall(phrase.english), "x")
    except (KeyError, ValueError, TypeError):
        return "A % by itself cannot be shown. Write the word, or %% for it."
    return ""


def _gaps(text: str) -> set[str]:
    return {found.group() for found in _GAP.finditer(text)}


@cache
def _english() -> tuple[Message, ...]:
    return tuple(_messages(paths.LANGUAGES / POT))


def _messages(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        catalog: Catalog = read_po(file)
    return iter([message for message in catalog if message.id])


def _places(message: Message) -> tuple[str, ...]:
    """A place for each form there can be: no language has more than six."""
    first = message.id if isinstance(message.id, str) else message.id[0]
    key = hashlib.sha256(first.encode()).hexdigest()[:16]
    return (key,) if isinstance(message.id, str) else tuple(f"{key}.{n}" for n in range(6))


def _phrases(message: Message, rule: str) -> Iterator[Phrase]:
    where = _where(message)
    places = _places(message)
    if isinstance(message.id, str):
        yield Phrase(places[0], message.id, where)
        return
    for form, numbers in sorted(_by_form(rule).items()):
        english = message.id[0] if numbers == (1,) else message.id[1]
        yield Phrase(places[form], english, where, numbers)


def _where(message: Message) -> str:
    """The file it stands in: a page on screen where it is on paper too."""
    files = [str(file) for file, _ in message.locations]
    return next((one for one in files if not one.startswith(_PAPER)), *files[:1] or [""])


@cache
def _by_form(rule: str) -> dict[int, tuple[int, ...]]:
    """The numbers of each plural form that we ever count to."""
    form = c2py(rule)
    found: dict[int, tuple[int, ...]] = {}
    for number in _COUNTED:
        found[form(number)] = (*found.get(form(number), ()), number)
    return found
