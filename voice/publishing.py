"""From a draft to an edition that never changes, and to what may be opened.

A survey of our own is opened from the database (docs/decisions/0021-surveys-of-our-own.md).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from voice import drafting, translating
from voice.drafting import there
from voice.faults import Fault, FaultyError
from voice.store import drafts, editions, publications, shelf
from voice.store.db import Connection, Database
from voice.store.drafts import DraftRecord
from voice.store.publications import Accepted, Publication
from voice.survey import bank, friendly
from voice.survey.check import check_together
from voice.survey.comparing import Doubt, changes
from voice.survey.draft_data import Data, id_from, item_of, items_of, place_of, tidy
from voice.survey.draft_faults import faults as faults_of
from voice.survey.draft_ids import with_final_ids
from voice.survey.draft_texts import moved
from voice.survey.editing import renamed
from voice.survey.friendly import Remark
from voice.survey.gate import gate
from voice.survey.identity import Meanings, doubts_beside, meanings
from voice.survey.load import FILE, faults_of_files, held, load
from voice.survey.model import Survey
from voice.survey.writing import clean

NEWER = "Somebody published another edition meanwhile."
BESIDE = "is not the same question as"
"""How a fault begins that one finds beside other surveys; one that gets another id has none."""
REASON_LETTERS = 400
_NUMBER = re.compile(r"^items\[\d+\] ")

Reasons = Mapping[tuple[str, str], str]
"""Why a warning is right where it stands, by its spot and rule."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who publishes, and on which day."""

    who: str
    day: date


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a survey, with what is known of how it came to be."""

    number: int
    """From one; the newest has the highest."""
    survey: Survey
    published: Publication | None
    """None where it came with a folder and was kept when it was first opened."""
    accepted: tuple[Accepted, ...]
    """Warnings that somebody found right where they stand."""


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
    survey: Survey | None = None
    """As it would be published; None while it is not whole."""
    base: Survey | None = None
    """The edition it goes on from."""
    reasons: Reasons = field(default_factory=dict)
    """The reasons given so far; where none is, that of the edition it goes on from."""

    @property
    def may_not(self) -> bool:
        """Whether something has to be mended first, whatever anybody says."""
        return bool(self.faults) or any(remark.level == "error" for remark in self.remarks)

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """Those that need a reason, one of each spot and rule."""
        found: dict[tuple[str, str], Remark] = {}
        for one in self.remarks:
            if one.level == "warning":
                found.setdefault((spot(one.place), one.rule), one)
        return tuple(found.values())


def spot(place: str) -> str:
    """A remark's place without the number of its question: the same wherever that is moved."""
    return _NUMBER.sub("", place)


def look(
    connection: Connection,
    id_: str,
    folder: Mapping[str, Survey],
    root: Path,
    today: date | None = None,
) -> Ready:
    """What is still to do before the draft may be published, all at once.

    ``folder`` holds the surveys of the folder ``root``. With a day, children have to hear back on
    that day or later. Raises ``FaultyError`` where the draft is
    not there.
    """
    record = there(connection, id_)
    known = _meanings(connection, record.survey, folder, root)
    data = with_final_ids(drafting.open_draft(connection, id_).data, known.taken)
    base = editions.find(connection, record.base) if record.base else None
    survey, _ = held(data)
    found = _faults(connection, record, data, folder, root, today)
    remarks = friendly.look(survey) if survey else ()
    given = _given(connection, record, base, survey)
    if survey is None:
        return Ready(tuple(found), (), (), remarks, survey, base, given)
    doubtful = doubts_beside(survey, known)
    changed = changes(base, survey) if base else ()
    apart = [f"“{one.item}”" for one in doubtful if one.another]
    found = [
        one
        for one in found
        if not (one.wrong.startswith(BESIDE) and one.place.partition(" ")[2] in apart)
    ]
    return Ready(tuple(found), doubtful, changed, remarks, survey, base, given)


def keep_reasons(database: Database, id_: str, reasons: Reasons) -> None:
    """Keep what was said so far of warnings, so that publishing can wait.

    Raises ``FaultyError`` where the draft is not there, and for reasons that are too long.
    """
    with database.writing() as connection:
        there(connection, id_)
        publications.keep_reasons(connection, id_, _tidied(reasons))


def publish(
    database: Database,
    id_: str,
    version: int,
    folder: Mapping[str, Survey],
    root: Path,
    same: Mapping[str, bool] | None = None,
    accepted: Reasons | None = None,
    signed: Signature | None = None,
) -> str:
    """Make this version of the draft an edition for ever. Gives its fingerprint; the draft is gone.

    ``same`` says of each doubt, by its item, whether it is still the same question; one that is
    not gets an id of its own. ``accepted`` gives a reason for each warning that ``look`` told, by
    its place (or spot) and rule; it is kept with the edition. ``signed`` is kept too. Raises
    ``FaultyError`` with everything that keeps it back.
    """
    reasons = _tidied({(spot(at), rule): why for (at, rule), why in (accepted or {}).items()})
    with database.writing() as connection:
        record = there(connection, id_)
        if record.version != version:
            raise FaultyError([Fault("draft", "Somebody changed it.", drafting.LOOK_AGAIN)])
        known = _meanings(connection, record.survey, folder, root)
        draft = tidy(drafting.open_draft(connection, id_).data)
        data = with_final_ids(draft, known.taken)
        unsuited = list(_unsuited(data, reasons))
        warned, before = list(_warned(data, reasons)), data
        data, unsaid = _answered(data, known, same or {})
        day = signed.day if signed else None
        faults = _faults(connection, record, data, folder, root, day)
        found = [*unsaid, *faults, *unsuited]
        if found:
            raise FaultyError(found)
        survey = Survey.model_validate(data)
        fingerprint = editions.publish(connection, survey)
        translating.carry(connection, id_, fingerprint, moved(draft, data))
        shelf.put(connection, survey.id, fingerprint)
        publications.accept(connection, fingerprint, _under_new_ids(warned, before, data))
        if signed is not None:
            publications.add(connection, fingerprint, signed.day, signed.who)
        drafts.remove(connection, id_)
        return fingerprint


def editions_of(connection: Connection, survey: str) -> list[Edition]:
    """Every edition of a survey, oldest first: what was asked can be read for ever."""
    return [
        Edition(
            number,
            one,
            publications.of(connection, one.fingerprint),
            publications.accepted_of(connection, one.fingerprint),
        )
        for number, one in enumerate(editions.of(connection, survey), start=1)
    ]


def openable(connection: Connection, folder: Mapping[str, Survey]) -> dict[str, Survey]:
    """The surveys that may be opened, by id: those of the folder, our own, none that is retired.

    Our own edition of a survey stands in place of the folder's. They come by their titles, as
    somebody looks for them.
    """
    retired = {one.survey for one in shelf.all_of_it(connection) if one.retired}
    found = {**folder, **shelf.surveys(connection)}
    by_title = sorted(found, key=lambda id_: (found[id_].title.casefold(), id_))
    return {id_: found[id_] for id_ in by_title if id_ not in retired}


def find(connection: Connection, id_: str, root: Path) -> Survey:
    """The survey that is opened under this id: our own edition, else that of the folder ``root``.

    Only its own folder is read. Raises ``FaultyError`` for one that is not there, is faulty or is
    retired.
    """
    if any(one.survey == id_ and one.retired for one in shelf.all_of_it(connection)):
        raise FaultyError([Fault(id_, "is retired.", "Bring it back, or choose another.")])
    ours = shelf.surveys(connection)
    if id_ in ours:
        return ours[id_]
    in_folders = {path.parent.name for path in root.glob(f"*/{FILE}")}
    if id_ not in in_folders:
        known = ", ".join(sorted({*in_folders, *ours}))
        raise FaultyError([Fault(id_, "is not a survey.", f"Choose one of: {known}.")])
    return load(root / id_)


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


def _meanings(
    connection: Connection, survey: str, folder: Mapping[str, Survey], root: Path
) -> Meanings:
    """What every item id means already. The folder's surveys are older than our own editions."""
    known = {id_: [one] for id_, one in folder.items()}
    for id_ in editions.surveys(connection):
        known[id_] = [*known.get(id_, []), *editions.of(connection, id_)]
    used = {**folder, **shelf.surveys(connection)}
    ready = bank.read(own if (own := root / "bank").is_dir() else bank.FOLDER)
    return meanings(survey, known, used, (one.item for one in ready.questions))


def _given(
    connection: Connection, record: DraftRecord, base: Survey | None, survey: Survey | None
) -> dict[tuple[str, str], str]:
    """The reasons for this draft, and of the edition before for the same words."""
    before = publications.accepted_of(connection, record.base or "")
    same = {item.id for item in survey.items if item in base.items} if base and survey else set()
    now = (
        {(spot(one.place), one.rule, one.wrong) for one in friendly.look(survey)} if survey else ()
    )
    given = {
        (one.place, one.rule): one.reason
        for one in before
        if (one.place, one.rule, one.wrong) in now
        and one.place.partition("”")[0].removeprefix("“") in same
    }
    return given | publications.reasons(connection, record.id)


def _tidied(reasons: Reasons) -> dict[tuple[str, str], str]:
    """The reasons that say something. Raises ``FaultyError`` for those that are too long."""
    said = {at: " ".join(clean(reason).split()) for at, reason in reasons.items()}
    long = [at for at, reason in said.items() if len(reason) > REASON_LETTERS]
    if long:
        do = f"{REASON_LETTERS} letters fit."
        raise FaultyError([Fault(place, "The reason is too long.", do) for place, _rule in long])
    return {at: reason for at, reason in said.items() if reason}


def _warned(data: Data, reasons: Reasons) -> Iterator[Accepted]:
    """Every warning with the reason that was given for it."""
    survey, _ = held(data)
    for remark in friendly.look(survey) if survey else ():
        reason = reasons.get((spot(remark.place), remark.rule), "")
        if remark.level == "warning" and reason:
            yield Accepted(spot(remark.place), remark.rule, remark.wrong, reason)


def _under_new_ids(warned: list[Accepted], before: Data, after: Data) -> list[Accepted]:
    """The same warnings where questions got other ids, because they are other questions now."""
    names = {
        f"“{one['id']}”": f"“{now['id']}”"
        for one, now in zip(items_of(before), items_of(after), strict=True)
    }
    told = []
    for one in warned:
        name, colon, inside = one.place.partition(": ")
        told.append(replace(one, place=f"{names.get(name, name)}{colon}{inside}"))
    return told


def _unsuited(data: Data, reasons: Reasons) -> Iterator[Fault]:
    """What does not suit children, and warnings that nobody has given a reason for."""
    survey, _ = held(data)
    for remark in friendly.look(survey) if survey else ():
        reason = reasons.get((spot(remark.place), remark.rule), "")
        if remark.level == "error" or (remark.level == "warning" and not reason):
            or_reason = " Or say why it is right here." if remark.level == "warning" else ""
            yield Fault(remark.place, remark.wrong, remark.do + or_reason)


def _answered(data: Data, known: Meanings, same: Mapping[str, bool]) -> tuple[Data, list[Fault]]:
    """The draft with other ids for other questions, and the doubts nobody has answered."""
    survey, _ = held(data)
    names: dict[str, str] = {}
    faults: list[Fault] = []
    if survey is None:
        return data, faults
    for doubt in doubts_beside(survey, known):
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
            names[doubt.item] = id_from(words, {*known.taken, *ids, *names.values()})
    return renamed(data, names), faults


def _faults(
    connection: Connection,
    record: DraftRecord,
    data: Data,
    folder: Mapping[str, Survey],
    root: Path,
    today: date | None,
) -> list[Fault]:
    """Everything that keeps a draft back, but for doubts."""
    found = faults_of(data)
    survey, _ = held(data)
    if survey is None:
        return [*found, *gate(_outline(data), today)]
    found += faults_of_files(survey, root / survey.id)
    found += gate(survey, today)
    found += _faults_beside_others(survey, {**folder, **shelf.surveys(connection)})
    found += _faults_of_edition(connection, record, survey)
    return found


def _outline(data: Data) -> Survey:
    """As much of a draft that is not whole as the gate looks at; what is empty is told anyway."""
    told = {"title": "", "purpose": "", "audience": "", "feedback": "today"}
    for name in told:
        text = data.get(name)
        if isinstance(text, str) and text.strip():
            told[name] = text
    return Survey.model_construct(None, **told)


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
