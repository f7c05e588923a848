"""Tablets: setting one up, what each carries, taking one off the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import tablets
from voice.faults import FaultyError
from voice.store import events
from voice.store.events import EventRecord
from voice.tablets import COLOURS, Tablet
from voice.web.tablet_forms import SetUpForm
from voice.web.worker import codes, held
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.events import find_event
from voice.web.worker.held import Line
from voice.web.worker.marks import away
from voice.words import moment

pages = Blueprint("tablets", __name__, url_prefix="/tablets")


@pages.get("")
def index() -> str:
    """The list: what each tablet is called, when it was here last, what it carries; and phones
    that count at an event now."""
    known, carried = _known(), _carried()
    return render_template(
        "worker/tablets.html",
        tablets=[
            (one, COLOURS[one.colour].name, _seen(one), carried.get(one.id, ())) for one in known
        ],
        phones=[(one, find_event(str(one.event)), _until(one)) for one in _phones()],
        can_keep=codes.can_keep(),
    )


@pages.get("/new")
def new() -> str:
    """The empty form. The next free letter and colour are filled in."""
    known = _known()
    taken = {one.name for one in known}
    names = (f"Tablet {letter}" for letter in "ABCDEFGHJKLMNPRSTUVWXYZ")
    used = {one.colour for one in known}
    form = SetUpForm(
        data={
            "name": next((name for name in names if name not in taken), ""),
            "colour": next((colour for colour in COLOURS if colour not in used), "grey"),
        }
    )
    return _set_up_page(form)


@pages.post("/new")
def invite() -> ResponseReturnValue:
    """Show the code that sets it up, once: what it holds stands in no address and in no log."""
    form = SetUpForm()
    if not form.validate():
        return _set_up_page(form), 400
    here = desk()
    try:
        secret = tablets.invite(
            here.database, here.keys, form.name.data, form.colour.data, form.pin.data, here.now()
        )
    except FaultyError as error:
        form.tell(error)
        return _set_up_page(form), 400
    keep_note("tablet-invited")
    return render_template(
        "worker/tablet-code.html",
        name=form.name.data,
        colour=form.colour.data,
        back_to=url_for(".index"),
        given=codes.invitation(secret),
    )


@pages.get("/<tablet_id>")
def show(tablet_id: str) -> str:
    """One tablet: when it was here, what it carries, what is on it."""
    tablet = _find(tablet_id)
    return render_template(
        "worker/tablet.html",
        tablet=tablet,
        colour=COLOURS[tablet.colour].name,
        seen=_seen(tablet),
        carries=_carried().get(tablet.id, ()),
    )


@pages.get("/<tablet_id>/off")
def ask_end(tablet_id: str) -> str:
    """Say what taking it off the list means."""
    tablet = _find(tablet_id, _known() + _phones())
    if tablet.event:
        event = find_event(tablet.event)
        return render_template("worker/phone-off.html", phone=tablet, event=event)
    return render_template(
        "worker/tablet-off.html", tablet=tablet, carries=_carried().get(tablet.id, ())
    )


@pages.post("/<tablet_id>/off")
def end(tablet_id: str) -> ResponseReturnValue:
    """Take it off: it can send nothing and fetch nothing any more."""
    tablet = _find(tablet_id, _known() + _phones())
    tablets.end(desk().database, tablet.id)
    keep_note("tablet-ended", tablet.id)
    flash(f"{tablet.name} {'has left the event' if tablet.event else 'is off the list'}.", "done")
    return redirect(url_for(".index"))


@dataclass(frozen=True, slots=True)
class Carried:
    """An event whose surveys are on a tablet."""

    event: EventRecord
    line: Line

    @property
    def waits(self) -> bool:
        """Whether the event is done but for what tablets hold."""
        return held.is_waiting(self.event)


def _find(tablet_id: str, among: Sequence[Tablet] | None = None) -> Tablet:
    """One of these, or of the tablets."""
    known = _known() if among is None else among
    return next((one for one in known if one.id == tablet_id), None) or abort(404)


def _known() -> list[Tablet]:
    """The tablets on the list; phones of a day are not."""
    return [one for one in tablets.all_tablets(desk().database) if one.kind == "tablet"]


def _phones() -> list[Tablet]:
    """The phones that count at an event now."""
    found, now = tablets.all_tablets(desk().database), desk().now()
    return [one for one in found if one.event and one.until and one.until > now]


def _until(phone: Tablet) -> str:
    return moment(phone.until) if phone.until else ""


def _carried() -> dict[str, list[Carried]]:
    """What every tablet carries, by its id: events ahead, and those that wait for envelopes."""
    found: dict[str, list[Carried]] = {}
    with desk().database.reading() as connection:
        for event in [*events.waiting(connection), *events.coming(connection, today())]:
            for line in held.of_event(connection, event, today()):
                found.setdefault(line.id, []).append(Carried(event, line))
    return found


def _seen(tablet: Tablet) -> str:
    return away(tablet.seen, today()) if tablet.seen else "not yet"


def _same(name: str | None) -> Tablet | None:
    """The tablet on the list that has this name already."""
    wanted = " ".join((name or "").split()).lower()
    return next((one for one in _known() if one.name.lower() == wanted), None)


def _set_up_page(form: SetUpForm) -> str:
    return render_template(
        "worker/tablet-new.html",
        form=form,
        title="Set up a tablet",
        button="Show the code",
        back_to=url_for(".index"),
        can_keep=codes.can_keep(),
        same=_same(form.name.data) if form.name.errors else None,
    )
