"""Drafts of surveys: started, changed step by step, undone, and never written over by another.

Every change is kept at once. It says which version of the draft it was made from. If somebody has
changed the draft since, both changes are put together where they touch different questions; where
they touch the same, the later one is kept whole as a spare, and people choose.
"""

import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from voice import translating
from voice.faults import Fault, FaultyError
from voice.store import drafts, editions
from voice.store.db import Connection, Database
from voice.store.drafts import DraftRecord, SpareRecord, StepRecord
from voice.survey import editing, merging, translation
from voice.survey.draft_data import Data, Done, as_text, id_from, short, tidy
from voice.survey.editing import Operation
from voice.survey.model import Survey
from voice.survey.writing import clean

LONGEST_TITLE = 400
LOOK_AGAIN = "Load the page again and look at what was done."


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft as a page shows it."""

    record: DraftRecord
    data: Data
    can_undo: bool
    can_redo: bool
    spares: tuple[SpareRecord, ...]
    """Versions that wait for somebody to take or drop them."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A draft after a change."""

    version: int
    data: Data
    said: str
    """What the change did, in a sentence."""
    others: tuple[StepRecord, ...] = ()
    """What others did since the version that the change was made from."""


class OthersChangedError(FaultyError):
    """Raised where somebody else changed the same meanwhile. Theirs stands in the draft, ours is
    kept beside it."""

    def __init__(self, spare: SpareRecord, others: Iterable[StepRecord]) -> None:
        self.spare = spare
        self.others = tuple(others)
        told = " ".join(f"{one.who}: {one.said}" for one in self.others)
        do = "Your change is kept beside it. Look at both and choose."
        super().__init__([Fault("", f"Somebody changed this too. {told}".strip(), do)])


# How a draft begins


def start_blank(
    database: Database, title: str, who: str, today: date, known: Collection[str] = ()
) -> DraftRecord:
    """A draft with nothing but its name. ``known`` are the ids of surveys in the folder."""
    return start_with(database, title, (), who, today, known)


def start_with(
    database: Database,
    title: str,
    items: Iterable[Mapping[str, Any]],
    who: str,
    today: date,
    known: Collection[str] = (),
) -> DraftRecord:
    """A draft with items that are ready, such as those chosen from the item bank."""
    empty = {"purpose": "", "audience": "", "feedback": "", "ages": "8-11", "minutes": 3}
    data = {**empty, "title": _title(title), "items": [dict(item) for item in items]}
    return start_from_data(database, data, who, today, known)


def start_copy(
    database: Database,
    survey: Survey,
    title: str,
    who: str,
    today: date,
    known: Collection[str] = (),
) -> DraftRecord:
    """A draft of another survey that begins as this one. Its questions stay the same questions."""
    data = {**_as_data(survey), "title": _title(title)}
    with database.writing() as connection:
        record = _start_new(connection, data, who, today, known)
        _carry_words(connection, survey, record)
        return record


def start_from_data(
    database: Database, data: Mapping[str, Any], who: str, today: date, known: Collection[str] = ()
) -> DraftRecord:
    """A draft of whatever was brought in, whole or not, as a survey of its own."""
    with database.writing() as connection:
        return _start_new(connection, data, who, today, known)


def start_edition(database: Database, survey: Survey, who: str, today: date) -> DraftRecord:
    """A draft of the next edition of this survey. Raises ``FaultyError`` where there is one."""
    with database.writing() as connection:
        if any(one.survey == survey.id for one in drafts.all_drafts(connection)):
            wrong = "There is a draft of this survey already."
            raise FaultyError([Fault("survey", wrong, "Go on with that one.")])
        base = editions.latest(connection, survey.id)
        record = _start(connection, tidy(_as_data(survey)), who, today, base)
        _carry_words(connection, survey, record)
        return record


def _start_new(
    connection: Connection,
    data: Mapping[str, Any],
    who: str,
    today: date,
    known: Collection[str],
) -> DraftRecord:
    """A draft of a survey that is nobody's yet, under an id made of its name."""
    draft = tidy(data)
    others = (one.survey for one in drafts.all_drafts(connection))
    taken = {*known, *editions.surveys(connection), *others}
    title = str(draft.get("title") or "")
    return _start(connection, {**draft, "id": id_from(title, taken, "survey")}, who, today)


def _carry_words(connection: Connection, survey: Survey, record: DraftRecord) -> None:
    """Give the draft the words of an edition in other languages."""
    places = {place: place for place in translation.texts(survey)}
    translating.carry(connection, survey.fingerprint, record.id, places)


def _start(
    connection: Connection, data: Data, who: str, today: date, base: str | None = None
) -> DraftRecord:
    title = short(str(data.get("title") or ""), LONGEST_TITLE)
    record = DraftRecord(
        str(uuid.uuid4()), str(data["id"]), title, as_text(data), 1, today, who, base
    )
    drafts.add(connection, record, "Started.")
    return record


def _as_data(survey: Survey) -> Data:
    data: Data = survey.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return data


def _title(title: str) -> str:
    words = " ".join(clean(title).split())
    if not words:
        raise FaultyError([Fault("title", "has no words.", "Give the survey a name.")])
    if len(words) > LONGEST_TITLE:
        do = f"{LONGEST_TITLE} letters fit."
        raise FaultyError([Fault("title", f"has {len(words)} letters.", do)])
    return words


# How it is looked at


def all_drafts(connection: Connection) -> list[DraftRecord]:
    """Every draft, the one changed last first."""
    return drafts.all_drafts(connection)


def open_draft(connection: Connection, id_: str) -> Opened:
    """A draft to work on. Raises ``FaultyError`` where it is not there any more."""
    record = there(connection, id_)
    step = drafts.step(connection, id_, record.version)
    spares = tuple(drafts.spares(connection, id_))
    undo, redo = (_is_kept(connection, id_, way) for way in (_back(step), _forward(step)))
    return Opened(record, json.loads(record.data), undo, redo, spares)


def done_since(connection: Connection, id_: str, version: int) -> tuple[StepRecord, ...]:
    """What was done since a version, oldest first: so that each worker sees the other."""
    return tuple(drafts.steps_since(connection, id_, version))


def there(connection: Connection, id_: str) -> DraftRecord:
    """The draft. Raises ``FaultyError`` where it was published or thrown away."""
    record = drafts.find(connection, id_)
    if record is None:
        wrong = "This draft is not there any more."
        raise FaultyError([Fault("draft", wrong, "It was published or thrown away.")])
    return record


# How it changes


def apply(
    database: Database, id_: str, operation: Operation, version: int, who: str, today: date
) -> Applied:
    """Do one operation that was made from this version of the draft, and keep it.

    Doing again what is done changes nothing, if the operation names what it makes. Raises
    ``FaultyError`` for what cannot be done, and ``OthersChangedError`` where somebody else changed
    the same meanwhile.
    """
    with database.writing() as connection:
        record = there(connection, id_)
        named = _named(operation)
        if record.version == version:
            done = _done(json.loads(record.data), named)
            return _advance(connection, record, done, who, today)
        result = _merge(connection, record, named, version, who, today)
    if isinstance(result, OthersChangedError):
        raise result
    return result


def _merge(
    connection: Connection,
    record: DraftRecord,
    operation: Operation,
    version: int,
    who: str,
    today: date,
) -> Applied | OthersChangedError:
    """The change put together with what others did since, or kept as a spare."""
    now: Data = json.loads(record.data)
    base = drafts.step(connection, record.id, version)
    others = tuple(drafts.steps_since(connection, record.id, version))
    if base is None:
        mine = _done(now, operation)
        kept = drafts.keep_spare(
            connection, record.id, record.version, as_text(mine.data), mine.said, who
        )
        return OthersChangedError(kept, ())
    before: Data = json.loads(base.data)
    mine = _done(before, operation)
    own, theirs = merging.touched(before, mine.data), merging.touched(before, now)
    if merging.alike(mine.data, now, own):
        return Applied(record.version, now, mine.said, others)
    both = editing.apply(now, operation)
    reach = own | merging.touched(now, both.data) | {("item", operation.item)}
    if both.faults or reach & theirs:
        text = as_text(mine.data)
        kept = drafts.keep_spare(connection, record.id, version, text, mine.said, who)
        return OthersChangedError(kept, others)
    return replace(_advance(connection, record, both, who, today), others=others)


def undo(database: Database, id_: str, version: int, who: str, today: date) -> Applied:
    """Take back the last step. Raises ``FaultyError`` where there is none, or the draft is at
    another version than the page that asks."""
    with database.writing() as connection:
        record, step = _at(connection, id_, version)
        before = drafts.step(connection, id_, step.back) if step.back else None
        if before is None:
            raise FaultyError([Fault("undo", "There is nothing to undo.")])
        done = Done(json.loads(before.data), f"Undone: {_plainly(step.said)}")
        return _advance(connection, record, done, who, today, (before.back, version))


def redo(database: Database, id_: str, version: int, who: str, today: date) -> Applied:
    """Do again what was undone last. Raises ``FaultyError`` as ``undo`` does."""
    with database.writing() as connection:
        record, step = _at(connection, id_, version)
        after = drafts.step(connection, id_, step.forward) if step.forward else None
        if after is None:
            raise FaultyError([Fault("redo", "There is nothing to do again.")])
        done = Done(json.loads(after.data), after.said)
        return _advance(connection, record, done, who, today, (version, after.forward))


def take_spare(
    database: Database, id_: str, number: int, version: int, who: str, today: date
) -> Applied:
    """Put a spare into the draft, in place of what stands there. It can be undone."""
    with database.writing() as connection:
        record, _ = _at(connection, id_, version)
        spare = _spare(connection, id_, number)
        base = drafts.step(connection, id_, spare.base)
        before, theirs = json.loads(base.data if base else record.data), json.loads(spare.data)
        data = merging.taken_over(json.loads(record.data), theirs, merging.touched(before, theirs))
        drafts.drop_spare(connection, id_, number)
        done = Done(tidy(data), f"Taken from {spare.who}: {spare.said}")
        return _advance(connection, record, done, who, today)


def drop_spare(database: Database, id_: str, number: int) -> None:
    """Leave the draft as it is and forget the spare."""
    with database.writing() as connection:
        _spare(connection, id_, number)
        drafts.drop_spare(connection, id_, number)


def go_on_from(database: Database, id_: str, edition: str) -> None:
    """Say that the draft goes on from this edition, having looked at what it changed."""
    with database.writing() as connection:
        record = there(connection, id_)
        if editions.latest(connection, record.survey) != edition:
            raise FaultyError([Fault("edition", "is not the newest.", LOOK_AGAIN)])
        drafts.rebase(connection, id_, edition)


def throw_away(database: Database, id_: str) -> None:
    """Forget a draft with every step of it."""
    with database.writing() as connection:
        drafts.remove(connection, there(connection, id_).id)


def _advance(
    connection: Connection,
    record: DraftRecord,
    done: Done,
    who: str,
    today: date,
    ways: tuple[int | None, int | None] | None = None,
) -> Applied:
    """The step from here; ``ways`` are where undo and redo lead from it, if not to the last."""
    back, forward = ways or (record.version, None)
    new = replace(
        record,
        title=short(str(done.data.get("title") or ""), LONGEST_TITLE),
        data=as_text(done.data),
        version=record.version + 1,
        changed=today,
        who=who,
    )
    step = StepRecord(record.id, new.version, new.data, done.said, who, back, forward)
    if not drafts.advance(connection, new, step):
        raise FaultyError([Fault("draft", "Somebody changed it at this moment.", LOOK_AGAIN)])
    return Applied(new.version, done.data, done.said)


def _done(data: Data, operation: Operation) -> Done:
    done = editing.apply(data, operation)
    if done.faults:
        raise FaultyError(done.faults)
    return done


def _named(operation: Operation) -> Operation:
    """The operation with an id for what it makes, drawn here, so that two never make the same."""
    if operation.what not in editing.MAKES_ONE or operation.given.get("named"):
        return operation
    drawn = f"new-{uuid.uuid4().hex[:8]}"
    return replace(operation, given={**operation.given, "named": drawn})


def _at(connection: Connection, id_: str, version: int) -> tuple[DraftRecord, StepRecord]:
    """The draft and its last step, at this version."""
    record = there(connection, id_)
    step = drafts.step(connection, id_, version)
    if record.version != version or step is None:
        raise FaultyError([Fault("draft", "Somebody changed it meanwhile.", LOOK_AGAIN)])
    return record, step


def _spare(connection: Connection, id_: str, number: int) -> SpareRecord:
    for one in drafts.spares(connection, id_):
        if one.number == number:
            return one
    raise FaultyError([Fault("spare", "is not there any more.", "Load the page again.")])


def _is_kept(connection: Connection, id_: str, number: int | None) -> bool:
    return number is not None and drafts.step(connection, id_, number) is not None


def _back(step: StepRecord | None) -> int | None:
    return step.back if step else None


def _forward(step: StepRecord | None) -> int | None:
    return step.forward if step else None


def _plainly(said: str) -> str:
    """What was done, without what was said around it when it was undone or done before."""
    return said.removeprefix("Undone: ")
