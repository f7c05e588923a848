"""Publishing a draft: all that stands between it and an edition, on one page."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import drafting, publishing, survey_load
from voice.drafting import Opened
from voice.faults import Fault, FaultyError
from voice.publishing import NEWER, Ready, Signature, spot
from voice.store import editions
from voice.store.db import Connection
from voice.survey import comparing, friendly
from voice.survey.friendly import Remark
from voice.survey.model import Survey
from voice.survey_load import GroupLoad
from voice.web.access import refuse
from voice.web.session import who
from voice.web.worker import studio_places, wording_subjects, wording_view
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.library import in_folder
from voice.web.worker.studio_places import Place, Told

pages = Blueprint("studio_publish", __name__, url_prefix="/studio/<draft>/publish")

KEPT = "Your reasons are kept with the draft. Nothing is published yet."


@dataclass(frozen=True, slots=True)
class Warned:
    """Warnings of one text, with the box for the reason."""

    name: str
    place: Place
    sentences: tuple[str, ...]
    reason: str
    wanted: bool
    """Whether it was left empty by somebody who wanted to publish."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """A question that was changed, with what was said of it on this page."""

    name: str
    doubt: comparing.Doubt
    chosen: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with the form; nothing on the first look."""

    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    wanted: bool = False
    """Whether it was meant to be published."""
    faults: tuple[Fault, ...] = ()
    """What kept it back that the page does not show anyway."""


@pages.get("")
def ask(draft: str) -> str:
    """What is still to do, and what will be published."""
    return _page(draft, Sent())


@pages.post("")
def publish(draft: str) -> ResponseReturnValue:
    """Publish, or keep the reasons for another day."""
    with desk().database.reading() as connection:
        ready, _ = _look(connection, draft)
    sent = _sent(ready)
    try:
        publishing.keep_reasons(desk().database, draft, sent.reasons)
    except FaultyError as error:
        return _page(draft, Sent(sent.reasons, sent.same, faults=error.faults)), 400
    if not sent.wanted:
        return _kept(draft)
    if _unsaid(ready, sent):
        return _page(draft, sent), 400
    return _publish(draft, ready, sent)


@pages.post("/go-on")
def go_on(draft: str) -> ResponseReturnValue:
    """Go on from the newest edition, having read what it changed."""
    drafting.go_on_from(desk().database, draft, request.form.get("edition", ""))
    flash("The draft goes on from the newest edition now.", "done")
    return redirect(url_for(".ask", draft=draft))


@pages.errorhandler(FaultyError)
def cannot(error: FaultyError) -> ResponseReturnValue:
    """A draft that is gone, or one that somebody has just published another edition beside."""
    said = " ".join(f"{one.wrong} {one.do}".strip() for one in error.faults)
    gone = any(one.place == "draft" for one in error.faults)
    return refuse(404 if gone else 409, "This cannot be done", said)


def _publish(draft: str, ready: Ready, sent: Sent) -> ResponseReturnValue:
    known = in_folder(desk().settings.surveys).surveys
    try:
        fingerprint = publishing.publish(
            desk().database,
            draft,
            request.form.get("version", 0, int),
            known,
            desk().settings.surveys,
            {one.item: sent.same.get(one.item) == "yes" for one in ready.doubts},
            sent.reasons,
            Signature(who().id, today()),
        )
    except FaultyError as error:
        return _page(draft, Sent(sent.reasons, sent.same, True, error.faults)), 400
    survey = _note(fingerprint)
    flash(f"“{survey.title}” is published. It can be opened from now on.", "done")
    return redirect(url_for("collections.survey", survey_id=survey.id))


def _note(fingerprint: str) -> Survey:
    """Lines of the trail: what was published, and each warning that was found right in it."""
    with desk().database.reading() as connection:
        survey = editions.find(connection, fingerprint)
        assert survey is not None  # noqa: S101 - it has just been kept, and is never taken away
        newest = publishing.editions_of(connection, survey.id)[-1]
    keep_note("survey-published", f"{survey.id} {newest.number}")
    for one in newest.accepted:
        keep_note("warning-accepted", f"{survey.id} {newest.number} {one.rule}")
    return survey


def _kept(draft: str) -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json":
        return {"said": KEPT}
    flash(KEPT, "done")
    return redirect(url_for(".ask", draft=draft))


# What was sent


def _sent(ready: Ready) -> Sent:
    given = request.form
    reasons = {
        (spot(one.place), one.rule): given.get(_name(spot(one.place)), "").strip()
        for one in ready.warnings
    }
    same = {one.item: given.get(f"same-{one.item}", "") for one in ready.doubts if not one.another}
    return Sent(reasons, same, given.get("act") == "publish")


def _unsaid(ready: Ready, sent: Sent) -> bool:
    """Whether a reason or an answer is still wanted; the page says at which box."""
    return not all(sent.reasons.values()) or not all(sent.same.values())


def _name(at: str) -> str:
    """The name of the box for a reason: the same however questions are moved."""
    return f"why-{hashlib.sha256(at.encode()).hexdigest()[:12]}"


# The page


def _look(connection: Connection, draft: str) -> tuple[Ready, Opened]:
    opened = drafting.open_draft(connection, draft)
    root = desk().settings.surveys
    return publishing.look(connection, draft, in_folder(root).surveys, root, today()), opened


def _page(draft: str, sent: Sent) -> str:
    with desk().database.reading() as connection:
        ready, opened = _look(connection, draft)
        newer = _newer(connection, ready, opened)
        groups = _groups(connection, ready.survey)
        languages = wording_view.begun(connection, wording_subjects.of_draft(connection, draft))
    return render_template(
        "studio/publish.html",
        draft=opened.record,
        ready=ready,
        mend=_to_mend(ready, opened),
        kept_back=_kept_back(ready, sent),
        warned=_warned(ready, opened, sent),
        doubted=[_doubted(one, sent) for one in ready.doubts],
        hints=studio_places.together(_remarks(ready, opened, "hint")),
        newer=newer,
        languages=languages,
        groups=[one for one in groups if one.load],
        others=sum(one.load is None for one in groups),
        minutes=round(friendly.minutes(ready.survey)) or 1 if ready.survey else None,
        wanted=sent.wanted,
    )


def _kept_back(ready: Ready, sent: Sent) -> list[str]:
    """What kept it back and is no fault of the draft: somebody changed it meanwhile."""
    return [f"{one.wrong} {one.do}".strip() for one in sent.faults if one not in ready.faults]


def _to_mend(ready: Ready, opened: Opened) -> dict[Place, list[str]]:
    """Everything that has to be mended, in the order of the draft."""
    faults = [
        studio_places.told(one, opened.data, opened.record.id)
        for one in ready.faults
        if one.wrong != NEWER
    ]
    return studio_places.together([*faults, *_remarks(ready, opened, "error")])


def _remarks(ready: Ready, opened: Opened, level: friendly.Level) -> Iterator[Told]:
    for one in ready.remarks:
        if one.level == level:
            yield studio_places.told(one, opened.data, opened.record.id)


def _warned(ready: Ready, opened: Opened, sent: Sent) -> list[Warned]:
    """The warnings, those of one text together: whoever wrote it has one reason."""
    by_text: dict[str, list[Remark]] = {}
    for one in ready.warnings:
        by_text.setdefault(spot(one.place), []).append(one)
    return [_of_text(at, found, ready, opened, sent) for at, found in by_text.items()]


def _of_text(at: str, found: list[Remark], ready: Ready, opened: Opened, sent: Sent) -> Warned:
    known = [{**ready.reasons, **sent.reasons}.get((at, one.rule), "") for one in found]
    # A reason stands for all that is told of a text only if it was given for each of them.
    reason = known[0] if len(set(known)) == 1 else ""
    told = [studio_places.told(one, opened.data, opened.record.id) for one in found]
    sentences = tuple(one.sentence for one in told)
    return Warned(_name(at), told[0].place, sentences, reason, sent.wanted and not reason)


def _doubted(doubt: comparing.Doubt, sent: Sent) -> Doubted:
    chosen = sent.same.get(doubt.item, "")
    wanted = sent.wanted and not chosen and not doubt.another
    return Doubted(f"same-{doubt.item}", doubt, chosen, wanted)


def _newer(connection: Connection, ready: Ready, opened: Opened) -> dict[str, Any] | None:
    """What an edition that somebody published meanwhile has changed."""
    if not any(fault.wrong == NEWER for fault in ready.faults):
        return None
    fingerprint = editions.latest(connection, opened.record.survey)
    newest = editions.find(connection, fingerprint) if fingerprint else None
    if newest is None or fingerprint is None:
        return None
    changed = comparing.changes(ready.base, newest) if ready.base else ()
    return {"edition": fingerprint, "changes": changed}


def _groups(connection: Connection, survey: Survey | None) -> list[GroupLoad]:
    return survey_load.for_survey(connection, survey, today()) if survey else []
