"""The lists of answers of a form, each made once and used wherever a question names it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from voice.exchange import own_columns, xlsform_own
from voice.exchange.xlsform_form import Data, Form
from voice.exchange.xlsform_sheets import Line, Table
from voice.exchange.xlsform_words import MOST as MOST_LETTERS
from voice.exchange.xlsform_words import Ids, id_from, is_id
from voice.survey.check_item import RESERVED_OPTIONS
from voice.survey.writing import plain

MOST = 12
"""Answers a child can be shown to one question."""
_DONT_KNOW = frozenset(
    {"dont know", "don't know", "i don't know", "i dont know", "do not know", "not sure"}
)
_RATHER_NOT = frozenset(
    {
        "prefer not to say",
        "i prefer not to say",
        "rather not say",
        "i'd rather not say",
        "prefer not to answer",
    }
)
ELSE: Data = {"id": "something-else", "text": "Something else"}


@dataclass(frozen=True, slots=True)
class Answers:
    """One list as our options, and what its names became."""

    options: tuple[Data, ...] = ()
    by_name: dict[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    dont_know: bool = False
    lines: tuple[Line, ...] = ()
    """The row of each option, in the same order."""

    def with_else(self) -> "Answers":
        """The list with “Something else” at its end, where it does not have it."""
        taken = {option["id"] for option in self.options}
        texts = {plain(option["text"]) for option in self.options}
        if {"something-else", "other"} & taken or texts & {"something else", "other"}:
            return self
        kept = self.options[: MOST - 1]
        names = {name: id_ for name, id_ in self.by_name.items() if id_ in {o["id"] for o in kept}}
        return replace(self, options=(*kept, ELSE), by_name=names | {"other": ELSE["id"]})


class Lists:
    """Every list of the choices sheet, by name."""

    def __init__(self, form: Form, table: Table | None) -> None:
        self._form = form
        self._lines: dict[str, list[Line]] = {}
        self._made: dict[str, Answers] = {}
        for line in table.lines if table else ():
            self._take(line)

    def _take(self, line: Line) -> None:
        name = line.get("list_name")
        if not name:
            said = "This answer stands in no list."
            self._form.notes.gather("no list", line.note("list_name", said, "We left it out."))
            return
        self._lines.setdefault(name.split()[0] if name.split() else name, []).append(line)

    def get(self, name: str) -> Answers | None:
        """The list of that name, whatever its capitals; None where there is none."""
        if name not in self._lines:
            same = [known for known in self._lines if known.lower() == name.lower()]
            if not same:
                return None
            name = same[0]
        if name not in self._made:
            self._made[name] = self._make(self._lines[name])
        return self._made[name]

    def _make(self, lines: list[Line]) -> Answers:
        kept, gone, dont_know = self._without_absences(lines)
        if len(kept) > MOST:
            said = f"The list has {len(kept)} answers. A child can be shown {MOST} at most."
            did = f"We took the first {MOST} and left the others out. Choose which matter."
            self._form.notes.add(kept[MOST].note("name", said, did))
            gone |= {line.get("name") for line in kept[MOST:]}
            kept = kept[:MOST]
        ids, by_name = Ids(RESERVED_OPTIONS), dict[str, str]()
        options: list[Data] = []
        for number, line in enumerate(kept, start=1):
            option = self._option(line, number, ids)
            if line.get("name") in by_name:
                said = f"The name “{line.get('name')[:60]}” stands twice in this list."
                did = "Rules that look at it mean the first."
                self._form.notes.add(line.note("name", said, did))
            by_name.setdefault(line.get("name"), option["id"])
            options.append(option)
        return Answers(tuple(options), by_name, frozenset(gone), dont_know, tuple(kept))

    def _option(self, line: Line, number: int, ids: Ids) -> Data:
        name = line.get("name")
        text = self._form.text(line, "label")
        option: Data = {"id": "", "text": text or name[:MOST_LETTERS] or f"Answer {number}"}
        if not text and not self._form.ours:
            said = "This answer has no words."
            did = f"We wrote “{option['text'][:60]}”. Write what a child should read."
            self._form.notes.add(line.note("label", said, did))
        if picture := self._form.picture(line):
            option["picture"] = picture
        own = xlsform_own.option(line)
        if self._form.ours:
            option.pop("picture", None)
        option |= own
        option["id"] = self._id(line, own.get("id"), option["text"], number, ids)
        return option

    def _id(self, line: Line, kept: object, text: str, number: int, ids: Ids) -> str:
        name = line.get("name")
        kept = kept or (name if self._form.ours else "")
        if isinstance(kept, str) and is_id(kept) and ids.take(kept):
            return kept
        made = ids.new(id_from(name) or id_from(text), f"answer-{number}")
        self._form.respelled(line, name, made)
        return made

    def _without_absences(self, lines: list[Line]) -> tuple[list[Line], set[str], bool]:
        """The rows without “don't know” and “rather not say”, where two answers are left."""
        if self._form.ours:
            kept = [line for line in lines if line.get("name") != own_columns.DONT_KNOW_CHOICE]
            return kept, set(), False
        unknown = [line for line in lines if self._means(line, _DONT_KNOW)]
        unsaid = [line for line in lines if self._means(line, _RATHER_NOT)]
        kept = [line for line in lines if line not in unknown and line not in unsaid]
        if len(kept) < 2 or len(kept) == len(lines):
            return list(lines), set(), False
        for line in unknown:
            said = "“I don't know” is no answer like the others."
            did = "We made it our own “I don't know”, which is counted apart."
            self._form.notes.add(line.note("label", said, did))
        for line in unsaid:
            did = "Left out of the list: it is on every screen by itself."
            self._form.notes.add(line.note("label", "“I'd rather not say” stands here.", did))
        return kept, {line.get("name") for line in (*unknown, *unsaid)}, bool(unknown)

    def _means(self, line: Line, texts: frozenset[str]) -> bool:
        return plain(line.get("label")).rstrip(".") in texts


def numbered(names: Iterable[float]) -> Answers:
    """Numbers to choose from, scored where they are whole."""
    options: list[Data] = []
    by_name: dict[str, str] = {}
    for number in names:
        shown = str(int(number)) if number == int(number) else f"{number:g}"
        option: Data = {"id": id_from(shown), "text": shown}
        if number == int(number):
            option["score"] = int(number)
        options.append(option)
        by_name[shown] = option["id"]
    return Answers(tuple(options), by_name)
