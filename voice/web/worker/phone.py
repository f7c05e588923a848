"""An event on a worker's own phone, to the end of its day: a PIN, counters, and no answers."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import enrolling, tablets
from voice.faults import FaultyError
from voice.store.events import EventRecord
from voice.web.session import who
from voice.web.tablet_forms import PhoneForm
from voice.web.worker import codes, firm
from voice.web.worker.desk import desk, keep_note
from voice.web.worker.events import find_event
from voice.words import moment

pages = Blueprint("phone", __name__, url_prefix="/today/<event_id>/phone")

NAME, COLOUR = "Phone of {}", "grey"
LONGEST = 40


@pages.get("")
def ask(event_id: str) -> str:
    """Say what the phone will show, and ask for a PIN."""
    return _page(firm.ahead(find_event(event_id)), PhoneForm())


@pages.post("")
def invite(event_id: str) -> ResponseReturnValue:
    """Show the way in, once: for this phone as a link, for another as a code."""
    event, form = firm.ahead(find_event(event_id)), PhoneForm()
    if not form.validate():
        return _page(event, form), 400
    here, name = desk(), NAME.format(who().id)[:LONGEST]
    try:
        secret = tablets.invite(
            here.database, here.keys, name, COLOUR, form.pin.data, here.now(), event=event_id
        )
    except FaultyError as error:
        form.tell(error)
        return _page(event, form), 400
    keep_note("phone-invited", event_id)
    return render_template(
        "worker/phone-code.html",
        event=event,
        given=codes.invitation(secret),
        leaves=_leaves(event),
        back_to=url_for("today.show_event", event_id=event_id),
    )


def _leaves(event: EventRecord) -> str:
    """When the phone is no longer at the event, in words."""
    until = moment(enrolling.leaves(event.day, desk().now()))
    return f"Set up now, it leaves the event by itself on {until}."


def _page(event: EventRecord, form: PhoneForm) -> str:
    return render_template(
        "worker/tablet-new.html",
        form=form,
        kicker=event.name,
        title="This event on my phone",
        told=(
            "Your phone counts who comes and says what tablets still hold, even without a network.",
            "It shows no answers.",
            _leaves(event),
        ),
        button="Go on",
        back_to=url_for("today.show_event", event_id=event.id),
        can_keep=codes.can_keep(),
    )
