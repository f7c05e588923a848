"""From a draft to an edition that never changes, and from the folder and the shelf to what may be
opened.

A survey of the team's own making is opened from its newest edition in the database; no folder is
written (docs/decisions/0021-surveys-of-our-own.md).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from voice import drafting
from voice.drafting import there
from voice.faults import Fault, FaultyError
from voice.store import drafts, editions, shelf
from voice.store.db import Connection, Database
from voice.store.drafts import DraftRecord
from voice.survey import friendly
from voice.survey.check import check_together
from voice.survey.comparing import Doubt, changes, doubts
from voice.survey.draft_data import Data, id_from, item_of, place_of
from voice.survey.draft_faults import faults as faults_of
from voice.survey.draft_ids import with_final_ids
from voice.survey.editing import renamed
from voice.survey.friendly import Remark
from voice.survey.gate import gate
from voice.survey.load import faults_of_files, held
from voice.survey.model import Survey

NEWER = "Somebody published another edition meanwhile."


@dataclass(frozen=True, slots=True)
class Ready:
    """What stands between a draft and its edition."""

    faults: tuple[Fault, ...]
    """What must be mended first; empty when it may be published."""
    doubts: tuple[Doubt, ...]
    """Questions of which somebody must say whether they are still the same."""
    changes: tuple[str, ...]
    """What differs from the edition it goes on from, in sentences."""
    remarks: tuple[Remark, ...] = ()
    """What may not suit children: an error must be mended, a warning may be accepted."""


def look(connection: Connection, id_: str, folder: Mapping[str, Survey], root: Path) -> Ready:
    """What is still to do before the draft may be published, all at once.

    ``folder`` holds the surveys of the folder ``root``. Raises ``FaultyError`` where the draft is
    not there.
    """
    record = there(connection, id_)
    data = with_final_ids(_data(connection, record), _taken(connection, folder))
    base = editions.find(connection, record.base) if record.base else None
    survey, _ = held(data)
    found = _faults(connection, record, data, folder, root)
    remarks = friendly.look(survey) if survey else ()
    if survey is None or base is None:
        return Ready(tuple(found), (), (), remarks)
    return Ready(tuple(found), doubts(base, survey), changes(base, survey), remarks)


def publish(
    database: Database,
    id_: str,
    version: int,
    folder: Mapping[str, Survey],
    root: Path,
    same: Mapping[str, bool] | None = None,
    accepted: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """Make this version of the draft an edition for ever. Gives its fingerprint; the draft is gone.

    ``same`` says of each doubt, by its item, whether it is still the same question; one that is
    not gets an id of its own. ``accepted`` gives a reason for each warning that ``look`` told, by
    its place and rule. Raises ``FaultyError`` with everything that keeps it back.
    """
    with database.writing() as connection:
        record = there(connection, id_)
        if record.version != version:
            raise FaultyError([Fault("draft", "Somebody changed it.", drafting.LOOK_AGAIN)])
        taken = _taken(connection, folder)
        data = with_final_ids(_data(connection, record), taken)
        base = editions.find(connection, record.base) if record.base else None
        unsuited = list(_unsuited(data, accepted or {}))
        data, unsaid = _answered(data, base, same or {}, taken)
        found = [*unsaid, *_faults(connection, record, data, folder, root), *unsuited]
        if found:
            raise FaultyError(found)
        survey = Survey.model_validate(data)
        fingerprint = editions.publish(connection, survey)
        shelf.put(connection, survey.id, fingerprint)
        drafts.remove(connection, id_)
        return fingerprint


def openable(connection: Connection, folder: Mapping[str, Survey]) -> dict[str, Survey]:
    """The surveys that may be opened, by id: those of the folder, our own, none that is retired.

    Our own edition of a survey stands in place of the folder's.
    """
    retired = {one.survey for one in shelf.all_of_it(connection) if one.retired}
    found = {**folder, **shelf.surveys(connection)}
    return {id_: found[id_] for id_ in sorted(found) if id_ not in retired}


def retired(connection: Connection, folder: Mapping[str, Survey]) -> dict[str, Survey]:
    """The surveys that nobody opens any more, by id."""
    found = {**folder, **shelf.surveys(connection)}
    gone = [one.survey for one in shelf.all_of_it(connection) if one.retired]
    return {id_: found[id_] for id_ in gone if id_ in found}


def retire(database: Database, survey: str, folder: Mapping[str, Survey]) -> None:
    """Let nobody open this survey any more. What is open stays open; what was answered stays."""
    with database.writing() as connection:
        if survey not in openable(connection, folder):
            raise FaultyError([Fault("survey", "cannot be opened anyway.", "Load the page again.")])
        shelf.retire(connection, survey, retired=True)


def bring_back(database: Database, survey: str) -> None:
    """Let a retired survey be opened again."""
    with database.writing() as connection:
        shelf.retire(connection, survey, retired=False)


def _data(connection: Connection, record: DraftRecord) -> Data:
    return drafting.open_draft(connection, record.id).data


def _taken(connection: Connection, folder: Mapping[str, Survey]) -> frozenset[str]:
    """Every item id that means something already."""
    known = [*folder.values(), *shelf.surveys(connection).values()]
    for survey in editions.surveys(connection):
        known += editions.of(connection, survey)
    return frozenset(item.id for survey in known for item in survey.items)


def _unsuited(data: Data, accepted: Mapping[tuple[str, str], str]) -> Iterator[Fault]:
    """What does not suit children, and warnings that nobody has given a reason for."""
    survey, _ = held(data)
    for remark in friendly.look(survey) if survey else ():
        reason = accepted.get((remark.place, remark.rule), "").strip()
        if remark.level == "error" or (remark.level == "warning" and not reason):
            or_reason = " Or say why it is right here." if remark.level == "warning" else ""
            yield Fault(remark.place, remark.wrong, remark.do + or_reason)


def _answered(
    data: Data, base: Survey | None, same: Mapping[str, bool], taken: frozenset[str]
) -> tuple[Data, list[Fault]]:
    """The draft with other ids for other questions, and the doubts nobody has answered."""
    survey, _ = held(data)
    if base is None or survey is None:
        return data, []
    names: dict[str, str] = {}
    faults = []
    for doubt in doubts(base, survey):
        where = f"items[{place_of(data, doubt.item) + 1}] “{doubt.item}”"
        if doubt.item not in same:
            wrong = f"Is “{doubt.now}” still the same question as “{doubt.before}”?"
            faults.append(Fault(where, wrong, "Say yes or no."))
        elif same[doubt.item] and doubt.another:
            wrong = f"“{doubt.now}” is answered in another way, so old and new do not add up."
            faults.append(Fault(where, wrong, "Say that it is another question."))
        elif not same[doubt.item]:
            words = str((item_of(data, doubt.item) or {}).get("text") or "")
            ids = {item.id for item in survey.items}
            names[doubt.item] = id_from(words, {*taken, *ids, *names.values()})
    return renamed(data, names), faults


def _faults(
    connection: Connection,
    record: DraftRecord,
    data: Data,
    folder: Mapping[str, Survey],
    root: Path,
) -> list[Fault]:
    """Everything that keeps a draft back, but for doubts."""
    found = faults_of(data)
    survey, _ = held(data)
    if survey is None:
        return found
    found += faults_of_files(survey, root / survey.id)
    found += gate(survey)
    found += _faults_beside_others(survey, {**folder, **shelf.surveys(connection)})
    found += _faults_of_edition(connection, record, survey)
    return found


def _faults_beside_others(survey: Survey, known: Mapping[str, Survey]) -> Iterator[Fault]:
    """An id means one thing in every survey that may be opened."""
    others = [other for id_, other in known.items() if id_ != survey.id]
    for fault in check_together([*others, survey]):
        owner, _, where = fault.place.partition(": ")
        if owner == survey.id:
            yield replace(fault, place=where)


def _faults_of_edition(
    connection: Connection, record: DraftRecord, survey: Survey
) -> Iterator[Fault]:
    latest = editions.latest(connection, survey.id)
    if latest != record.base:
        yield Fault("edition", NEWER, "Look at what it changed, and go on from there.")
    elif latest == survey.fingerprint:
        yield Fault("edition", "Nothing has changed since the last edition.", "Change something.")
    elif editions.find(connection, survey.fingerprint) is not None:
        wrong = "It is word for word an earlier edition, which cannot become the newest."
        yield Fault("edition", wrong, "Change a word of it.")
