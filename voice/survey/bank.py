"""The question bank: questions that are ready to ask, by theme, each with its source and terms.

A folder of TOML files: ``sources.toml`` says where questions come from, ``answers.toml`` what
several of them share, every other file is a theme. A question is written as in ``survey.toml``,
with a table ``bank`` beside it. An id means the same here as in every questionnaire.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from voice import paths
from voice.faults import Fault, FaultyError
from voice.survey.load import held, tables
from voice.survey.model import Ages, Item, Text

FOLDER = paths.SURVEYS / "bank"
SOURCES, ANSWERS = "sources", "answers"
_AGES: tuple[Ages, ...] = get_args(Ages)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Strict):
    """Where questions come from, and on what terms they may be asked."""

    name: Text
    licence: Text
    terms: Text
    address: Text | None = None


class _Beside(_Strict):
    """What the bank says of a question beside the question itself."""

    ages: tuple[Ages, ...]
    answers: Text | None = None
    source: Text | None = None
    kept: dict[str, Text] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the bank."""

    item: Item
    data: Mapping[str, Any]
    """The same as a draft holds it."""
    source: Source
    ages: tuple[Ages, ...]
    """Whom it may be asked as it stands."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Rule of the check → why its warning is right here: official words, which may not change."""

    @property
    def ours(self) -> bool:
        """Whether its words may be changed."""
        return not self.kept and "word for word" not in self.source.terms


@dataclass(frozen=True, slots=True)
class Theme:
    """Questions about one part of a life, or of our work."""

    id: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """All of it, in the order in which it is shown."""

    themes: tuple[Theme, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question once."""
        return tuple(one for theme in self.themes for one in theme.questions)

    def chosen(self, ids: Iterable[str]) -> tuple[Question, ...]:
        """The questions of these ids in the bank's order, with those that they ask after again.

        An id that is none here is passed over.
        """
        wanted = set(ids)
        wanted |= {one.item.before or "" for one in self.questions if one.item.id in wanted}
        return tuple(one for one in self.questions if one.item.id in wanted)

    def found(self, words: str, ages: str = "") -> tuple[Theme, ...]:
        """The themes with only those questions that hold every word, and suit the ages if given."""
        said = words.casefold().split()
        kept = (
            replace(theme, questions=tuple(_matching(theme, said, ages))) for theme in self.themes
        )
        return tuple(theme for theme in kept if theme.questions)


def read(folder: Path = FOLDER) -> Bank:
    """The bank in a folder. Raises ``FaultyError`` with every fault of every file."""
    faults: list[Fault] = []
    sources = _sources(folder, faults)
    answers = _tables(folder / f"{ANSWERS}.toml", faults)
    themes = []
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in (SOURCES, ANSWERS):
            data = _tables(path, faults)
            order = data.get("order")
            themes.append((order if isinstance(order, int) else 0, path.stem, data))
    read_ = [
        Theme(
            name,
            str(data.get("title") or name),
            tuple(_questions(name, data, answers, sources, faults)),
        )
        for _, name, data in sorted(themes, key=lambda one: one[:2])
    ]
    found = Bank(tuple(read_))
    faults += _faults_between(found)
    if faults:
        raise FaultyError(faults)
    return found


def _matching(theme: Theme, said: list[str], ages: str) -> Iterator[Question]:
    for one in theme.questions:
        options = " ".join(option.text for option in one.item.choices)
        text = f"{theme.title} {one.item.text} {one.item.hint or ''} {options}".casefold()
        if all(word in text for word in said) and (not ages or ages in one.ages):
            yield one


def _tables(path: Path, faults: list[Fault]) -> dict[str, Any]:
    try:
        return tables(path)
    except FaultyError as error:
        faults += [_in(path.stem, fault) for fault in error.faults]
        return {}


def _in(name: str, fault: Fault, inside: str = "") -> Fault:
    place = ": ".join(part for part in (f"bank/{name}.toml", inside, fault.place) if part)
    return replace(fault, place=place)


def _sources(folder: Path, faults: list[Fault]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for name, data in _tables(folder / f"{SOURCES}.toml", faults).items():
        try:
            found[name] = Source.model_validate(data)
        except ValidationError:
            do = "Give it a name, a licence and terms."
            faults.append(_in(SOURCES, Fault(name, "is not a whole source.", do)))
    return found


def _questions(
    name: str,
    data: Mapping[str, Any],
    answers: Mapping[str, Any],
    sources: Mapping[str, Source],
    faults: list[Fault],
) -> Iterator[Question]:
    """The questions of one theme that are sound; what is wrong with the others goes to faults."""
    given = data.get("questions")
    rows = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
    if not rows:
        faults.append(_in(name, Fault("", "holds no questions.", "Write [[questions]].")))
    for number, row in enumerate(rows, start=1):
        where = f"questions[{number}] “{row.get('id')}”"
        try:
            beside = _Beside.model_validate(row.get("bank"))
            source = sources[beside.source or str(data.get("source", "ours"))]
            item = _whole(row, answers)
        except (ValidationError, KeyError):
            do = "Say its ages, and a source and answers that are there."
            faults.append(_in(name, Fault("bank", "is missing or faulty.", do), where))
            continue
        asked, wrong = _item(item, rows, answers)
        faults += [_in(name, fault, where) for fault in wrong]
        if asked is not None:
            yield Question(asked, item, source, beside.ages, beside.kept)


def _item(
    item: dict[str, Any], rows: list[dict[str, Any]], answers: Mapping[str, Any]
) -> tuple[Item | None, list[Fault]]:
    """The question held against every rule of a questionnaire, beside the one it asks again."""
    first = [row for row in rows if row.get("id") == item.get("before") != item.get("id")]
    try:
        before = [_whole(row, answers) for row in first]
    except KeyError:
        before = []
    survey, faults = held({**_AROUND, "items": [*before, item]})
    return (survey.items[-1] if survey and not faults else None), faults


def _whole(row: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The question with the answers it shares. Raises ``KeyError`` where they are not there."""
    own = {key: value for key, value in row.items() if key != "bank"}
    beside = row.get("bank")
    named = beside.get("answers") if isinstance(beside, dict) else None
    return {**answers[str(named)], **own} if named else own


_AROUND = {
    "id": "bank",
    "title": "Bank",
    "purpose": "We ask.",
    "audience": "We read it.",
    "feedback": "Tomorrow.",
    "ages": "12+",
    "minutes": 1,
}
"""A questionnaire for one question to stand in."""


def _faults_between(bank: Bank) -> Iterator[Fault]:
    """An id stands in the bank once."""
    seen: dict[str, str] = {}
    for theme in bank.themes:
        for one in theme.questions:
            if one.item.id in seen:
                wrong = f"stands in bank/{seen[one.item.id]}.toml too."
                do = "Give one of them another id."
                yield _in(theme.id, Fault(f"“{one.item.id}”", wrong, do))
            seen.setdefault(one.item.id, theme.id)
