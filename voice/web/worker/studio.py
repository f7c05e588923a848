"""The studio: surveys in the making, and the page on which one is made."""

from flask import (
    Blueprint,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from voice import drafting
from voice.faults import FaultyError
from voice.store import drafts
from voice.store.drafts import DraftRecord
from voice.web import session
from voice.web.access import refuse
from voice.web.worker import studio_keeping, studio_presence, studio_view
from voice.web.worker.desk import desk, keep_note
from voice.web.worker.studio_keeping import Kept

pages = Blueprint("studio", __name__, url_prefix="/studio")

CHANGED_TOO = (
    "Somebody else changed the same. Theirs stands in the draft, yours is kept beside it: "
    "look at both and choose."
)


@pages.get("")
def index() -> str:
    """Surveys that are being made."""
    with desk().database.reading() as connection:
        found = [studio_view.line(record) for record in drafting.all_drafts(connection)]
    return render_template("studio/index.html", drafts=found, start=url_for("studio_start.index"))


@pages.get("/<draft>")
def edit(draft: str) -> ResponseReturnValue:
    """The questions of a draft, and one of them open."""
    seen = _view(draft, request.args.get("at") or request.args.get("item", ""))
    if seen is None:
        return _gone()
    after = request.args.get("after", "")
    if _asks_quietly():
        return jsonify(
            version=seen.opened.record.version, at=seen.at, parts=studio_view.parts(seen, after)
        )
    given = studio_view.context(seen, after)
    return render_template("studio/edit.html", here=_here(draft), **given)


@pages.post("/<draft>/do")
def do(draft: str) -> ResponseReturnValue:
    """Keep what was filled in, and do what the button says."""
    try:
        kept = studio_keeping.keep(draft, studio_keeping.read(request.form), session.who().id)
    except FaultyError:
        if _view(draft, "") is None:
            return _gone()
        raise
    return _told(draft, kept) if _asks_quietly() else _back(draft, kept)


def _told(draft: str, kept: Kept) -> ResponseReturnValue:
    """What became of it, for the script of the page."""
    seen = _view(draft, kept.at)
    if seen is None:
        return _gone()
    return jsonify(
        version=seen.opened.record.version,
        at=seen.at,
        said=CHANGED_TOO if kept.spare else kept.said,
        faults=[fault.as_dict() for fault in kept.faults],
        others=[{"who": one.who, "said": one.said} for one in kept.others],
        spare=kept.spare.number if kept.spare else None,
        parts=studio_view.parts(seen),
    )


def _back(draft: str, kept: Kept) -> ResponseReturnValue:
    """What became of it, as the page read again."""
    if kept.spare:
        flash(CHANGED_TOO, "note")
    for fault in kept.faults:
        flash(f"{fault.wrong} {fault.do}".strip(), "note")
    for one in kept.others:
        flash(f"{one.who}: {one.said}", "note")
    if kept.said:
        flash(kept.said, "done")
    after = request.form.get("at") if kept.at == studio_keeping.ADD else None
    return redirect(url_for(".edit", draft=draft, at=kept.at, after=after), 303)


@pages.get("/<draft>/since")
def since(draft: str) -> ResponseReturnValue:
    """What others did since a version, who else is here, and the parts of the page that follow."""
    version = request.args.get("version", 0, int)
    with desk().database.reading() as connection:
        record = drafts.find(connection, draft)
        steps = drafting.done_since(connection, draft, version) if record else ()
    if record is None:
        return _gone()
    told = [{"who": one.who, "said": one.said} for one in steps if one.who != session.who().id]
    seen = _view(draft, request.args.get("at", "")) if record.version != version else None
    return jsonify(
        version=seen.opened.record.version if seen else version,
        at=seen.at if seen else None,
        others=told[-3:],
        here=_here(draft),
        token=generate_csrf(),
        parts=studio_view.parts(seen, request.args.get("after", "")) if seen else {},
    )


@pages.get("/<draft>/throw-away")
def ask_throw_away(draft: str) -> str:
    """Say what throwing it away means."""
    return render_template("studio/throw-away.html", draft=_find(draft))


@pages.post("/<draft>/throw-away")
def throw_away(draft: str) -> ResponseReturnValue:
    """Forget a draft with every step of it."""
    record = _find(draft)
    drafting.throw_away(desk().database, record.id)
    keep_note("draft-thrown-away", record.survey)
    flash(f"“{record.title}” was thrown away.", "done")
    return redirect(url_for(".index"), 303)


def _find(draft: str) -> DraftRecord:
    with desk().database.reading() as connection:
        return drafts.find(connection, draft) or abort(404)


def _view(draft: str, at: str) -> studio_view.View | None:
    """The draft as it stands; None where it is not there any more."""
    with desk().database.reading() as connection:
        if drafts.find(connection, draft) is None:
            return None
        return studio_view.view(connection, draft, at)


def _here(draft: str) -> tuple[str, ...]:
    """Who else has the draft open."""
    door = desk()
    return studio_presence.here(door.settings.data, draft, session.who().id, door.now())


def _asks_quietly() -> bool:
    """Whether the script of the page asks, and not somebody who wants a page."""
    return request.accept_mimetypes.best == "application/json"


def _gone() -> ResponseReturnValue:
    wrong = "This draft is not there any more"
    do = "It was published or thrown away. Look for it under Surveys."
    if _asks_quietly():
        return jsonify(gone=f"{wrong}. {do}"), 404
    return refuse(404, wrong, do)
