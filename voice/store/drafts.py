"""Drafts of surveys: how each stands now, every step it came by, and spare versions.

A step's number is the draft's version after it. Steps are only added: one that was undone is
still there to be done again.
"""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select, update

from voice.store import translations
from voice.store.db import Connection, is_text
from voice.store.schema_drafts import draft, draft_spare, draft_step

STEPS = 200
"""Steps kept of one draft: so far it can be undone, and so old may a page be that changes it."""

HIGHEST = 2**31 - 1
"""The highest number the database holds."""


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A draft as it stands."""

    id: str
    survey: str
    title: str
    data: str
    version: int
    changed: date
    who: str
    """Who changed it last."""
    base: str | None
    """The edition it goes on from; None for a survey that was never published."""


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step: how the draft stood after it, and where undoing and doing again lead from there."""

    draft: str
    number: int
    data: str
    said: str
    who: str
    back: int | None
    forward: int | None


@dataclass(frozen=True, slots=True)
class SpareRecord:
    """A version that could not be put together with what somebody else did: kept until dropped."""

    draft: str
    number: int
    base: int
    """The version it was made from."""
    data: str
    said: str
    who: str


_DRAFT = tuple(draft.c[name] for name in DraftRecord.__dataclass_fields__)
_STEP = tuple(draft_step.c[name] for name in StepRecord.__dataclass_fields__)
_ASIDE = tuple(draft_spare.c[name] for name in SpareRecord.__dataclass_fields__)


def add(connection: Connection, record: DraftRecord, said: str) -> None:
    """Keep a new draft with its first step."""
    connection.execute(insert(draft), asdict(record))
    step = StepRecord(record.id, record.version, record.data, said, record.who, None, None)
    connection.execute(insert(draft_step), asdict(step))


def find(connection: Connection, id_: str) -> DraftRecord | None:
    if not is_text(id_):
        return None
    row = connection.execute(select(*_DRAFT).where(draft.c.id == id_)).one_or_none()
    return None if row is None else DraftRecord(*row)


def all_drafts(connection: Connection) -> list[DraftRecord]:
    """Every draft, the one changed last first."""
    rows = (DraftRecord(*row) for row in connection.execute(select(*_DRAFT)))
    by_name = sorted(rows, key=lambda one: (one.title.casefold(), one.id))
    return sorted(by_name, key=lambda one: one.changed, reverse=True)


def advance(connection: Connection, record: DraftRecord, step: StepRecord) -> bool:
    """Make the step that leads to this record. False where the draft is not at the version before
    any more; nothing is changed then."""
    chosen = (draft.c.id == record.id) & (draft.c.version == record.version - 1)
    row = asdict(record)
    row.pop("id")
    if not connection.execute(update(draft).where(chosen).values(row)).rowcount:
        return False
    connection.execute(insert(draft_step), asdict(step))
    spare = select(draft_spare.c.base).where(draft_spare.c.draft == record.id)
    old = (draft_step.c.draft == record.id) & (draft_step.c.number <= record.version - STEPS)
    connection.execute(delete(draft_step).where(old & draft_step.c.number.not_in(spare)))
    return True


def step(connection: Connection, id_: str, number: int) -> StepRecord | None:
    """One step of a draft; None once it is too long ago."""
    if not 0 <= number <= HIGHEST:
        return None
    chosen = (draft_step.c.draft == id_) & (draft_step.c.number == number)
    row = connection.execute(select(*_STEP).where(chosen)).one_or_none()
    return None if row is None else StepRecord(*row)


def steps_since(connection: Connection, id_: str, number: int) -> list[StepRecord]:
    """The steps after a version, oldest first. Whatever the number is, the database is not asked
    for one it cannot hold."""
    number = max(0, min(number, HIGHEST))
    chosen = (draft_step.c.draft == id_) & (draft_step.c.number > number)
    rows = connection.execute(select(*_STEP).where(chosen).order_by(draft_step.c.number))
    return [StepRecord(*row) for row in rows]


def rebase(connection: Connection, id_: str, base: str | None) -> None:
    """Say which edition the draft goes on from."""
    connection.execute(update(draft).where(draft.c.id == id_).values(base=base))


def keep_spare(
    connection: Connection, id_: str, base: int, data: str, said: str, who: str
) -> SpareRecord:
    """Keep a spare version."""
    highest = select(func.max(draft_spare.c.number)).where(draft_spare.c.draft == id_)
    number = (connection.execute(highest).scalar() or 0) + 1
    record = SpareRecord(id_, number, base, data, said, who)
    connection.execute(insert(draft_spare), asdict(record))
    return record


def spares(connection: Connection, id_: str) -> list[SpareRecord]:
    """The spare versions, oldest first."""
    chosen = select(*_ASIDE).where(draft_spare.c.draft == id_).order_by(draft_spare.c.number)
    return [SpareRecord(*row) for row in connection.execute(chosen)]


def drop_spare(connection: Connection, id_: str, number: int) -> None:
    """Forget a spare version."""
    chosen = (draft_spare.c.draft == id_) & (draft_spare.c.number == number)
    connection.execute(delete(draft_spare).where(chosen))


def remove(connection: Connection, id_: str) -> None:
    """Forget a draft with its steps and spares, and its words in other languages."""
    translations.forget(connection, id_)
    connection.execute(delete(draft).where(draft.c.id == id_))
