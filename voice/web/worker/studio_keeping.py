"""Keeping what was filled in on a page of the studio, and doing what a button says.

A form brings its fields and at most one button. What the fields change is kept first, as one step
with what the button does, so that no button loses what was typed.
"""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from voice import drafting
from voice.drafting import Applied, OthersChangedError
from voice.faults import Fault, FaultyError
from voice.store import drafts
from voice.store.db import Database
from voice.store.drafts import SpareRecord, StepRecord
from voice.survey import editing
from voice.survey.draft_data import Data, items_of, place_of
from voice.survey.editing import Operation
from voice.web.worker import studio_fields
from voice.web.worker.desk import desk, today

FIELD = "f:"
"""How the name of every field begins."""
ABOUT, ADD = "_about", "_add"
"""What may be open beside a question: what is said of the whole, and the kinds to add."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a form."""

    version: int
    at: str
    """What is open from now on."""
    said: str = ""
    faults: tuple[Fault, ...] = ()
    others: tuple[StepRecord, ...] = ()
    spare: SpareRecord | None = None
    """What was kept beside the draft, where somebody else changed the same."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the studio as it was sent."""

    version: int
    item: str
    at: str
    fields: tuple[tuple[str, str], ...]
    button: Operation | None


def read(form: MultiDict[str, str]) -> Form:
    """Read a form. Raises ``FaultyError`` where its button says nothing we know."""
    version = form.get("version", "")
    paths = dict.fromkeys(name for name in form if name.startswith(FIELD))
    return Form(
        int(version) if version.isdecimal() and len(version) < 10 else 0,
        form.get("item", ""),
        form.get("open") or form.get("at", ""),
        tuple((name.removeprefix(FIELD), form.getlist(name)[-1]) for name in paths),
        _button(form.get("op", "")),
    )


def _button(text: str) -> Operation | None:
    if not text:
        return None
    try:
        given = json.loads(text)
        named = Operation(str(given["what"]), str(given.get("item", "")), dict(given["given"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise FaultyError([Fault("op", "This button said nothing.", "Load the page.")]) from None
    if named.what in editing.MAKES_ONE and not named.given.get("named"):
        return Operation(named.what, named.item, {**named.given, "named": _new_id()})
    return named


def _new_id() -> str:
    return f"new-{uuid.uuid4().hex[:8]}"


def keep(draft: str, form: Form, who: str) -> Kept:
    """Keep what the form says. Raises ``FaultyError`` where the draft is not there any more."""
    database = desk().database
    record, base = _known(database, draft, form.version)
    steps, faults, made = _steps(base, form)
    kept = Kept(record.version, form.at, faults=faults)
    before = json.loads(record.data)
    try:
        if steps:
            kept = _done(_apply(database, draft, _together(form, steps), form, who), form, faults)
        if form.button and form.button.what in _OF_DRAFT:
            act, version = _OF_DRAFT[form.button.what], kept.version if steps else form.version
            kept = _done(act(database, draft, form.button.given, version, who), form, faults)
    except OthersChangedError as error:
        now, _ = _known(database, draft, 0)
        others = _of_others(error.others, who)
        return Kept(now.version, _at(before, now.data, form, ""), "", (), others, error.spare)
    except FaultyError as error:
        kept = Kept(record.version, form.at, faults=(*faults, *error.faults))
    now, _ = _known(database, draft, 0)
    return Kept(
        now.version,
        _at(before, now.data, form, made),
        kept.said,
        kept.faults,
        _of_others(kept.others, who),
    )


def _known(database: Database, draft: str, version: int) -> tuple[drafts.DraftRecord, Data]:
    """The draft, and how it stood when the page was made, as far back as that is kept."""
    with database.reading() as connection:
        record = drafting.there(connection, draft)
        step = drafts.step(connection, draft, version)
    return record, json.loads(step.data if step else record.data)


class _Steps:
    """Operations tried one after the other, each on the draft as the one before has left it."""

    def __init__(self, base: Data) -> None:
        self.data = base
        self.taken: list[Operation] = []
        self.faults: tuple[Fault, ...] = ()

    def try_(self, operation: Operation | None) -> None:
        """Take it along if it changes anything; where it cannot be done, remember why."""
        if operation is None:
            return
        done = editing.apply(self.data, operation)
        self.faults += done.faults
        if not done.faults and done.data != self.data:
            self.taken.append(operation)
            self.data = done.data


def _steps(base: Data, form: Form) -> tuple[list[Operation], tuple[Fault, ...], str]:
    """The operations that the form asks for, why others cannot be, and the id of what is made."""
    steps = _Steps(base)
    for path, value in form.fields:
        steps.try_(studio_fields.operation(steps.data, form.item, path, value))
    if form.button and form.button.what not in _OF_DRAFT:
        steps.try_(form.button)
    made = {item["id"] for item in items_of(steps.data)} - {item["id"] for item in items_of(base)}
    return steps.taken, steps.faults, next(iter(made), "")


def _together(form: Form, steps: list[Operation]) -> Operation:
    if len(steps) == 1:
        return steps[0]
    told = [{"what": one.what, "item": one.item, "given": dict(one.given)} for one in steps]
    return Operation("several", form.item, {"steps": told})


def _apply(database: Database, draft: str, operation: Operation, form: Form, who: str) -> Applied:
    return drafting.apply(database, draft, operation, form.version, who, today())


def _done(applied: Applied, form: Form, faults: tuple[Fault, ...]) -> Kept:
    return Kept(applied.version, form.at, applied.said, faults, applied.others)


def _of_others(steps: Iterable[StepRecord], who: str) -> tuple[StepRecord, ...]:
    return tuple(step for step in steps if step.who != who)


def _at(before: Data, now: str, form: Form, made: str) -> str:
    """What is open after it: what was made, what was open, or else its neighbour."""
    data: Data = json.loads(now)
    if made and place_of(data, made) >= 0:
        return made
    if form.at in (ABOUT, ADD) or place_of(data, form.at) >= 0:
        return form.at
    was, items = place_of(before, form.at), items_of(data)
    if not items:
        return ADD
    left: str = items[min(max(was, 0), len(items) - 1)]["id"]
    return left


# What buttons do to the draft as a whole


def _undo(database: Database, draft: str, _given: Any, version: int, who: str) -> Applied:
    return drafting.undo(database, draft, version, who, today())


def _redo(database: Database, draft: str, _given: Any, version: int, who: str) -> Applied:
    return drafting.redo(database, draft, version, who, today())


def _take(database: Database, draft: str, given: Any, version: int, who: str) -> Applied:
    return drafting.take_spare(database, draft, _number(given), version, who, today())


def _drop(database: Database, draft: str, given: Any, version: int, _who: str) -> Applied:
    drafting.drop_spare(database, draft, _number(given))
    return Applied(version, {}, "The draft stays as it is.")


def _number(given: Mapping[str, Any]) -> int:
    number = given.get("number")
    return number if isinstance(number, int) else 0


_OF_DRAFT: Mapping[str, Callable[[Database, str, Any, int, str], Applied]] = {
    "undo": _undo,
    "redo": _redo,
    "take-spare": _take,
    "drop-spare": _drop,
}
"""What a button may do beside ``editing.OPERATIONS``."""
