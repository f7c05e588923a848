"""Commands about tablets: which there are, one that is lost, one that is none of ours any more."""

import click

from voice import opening, tablets
from voice.cli.installation import Installation, today
from voice.cli.speech import Said, answers
from voice.faults import Fault, FaultyError
from voice.words import long_day


@click.group()
def tablet() -> None:
    """Tablets that may send envelopes."""


@tablet.command("list")
@answers
def list_tablets() -> Said:
    """Say which tablets there are and when each was last heard from."""
    found = tablets.all_tablets(Installation.here().database)
    lines = [f"{one.name} ({_kind(one)}): {_seen(one)}" for one in found]
    return Said(
        lines or ["No tablet is set up yet."],
        {
            "tablets": [
                {
                    "id": one.id,
                    "name": one.name,
                    "kind": one.kind,
                    "seen": one.seen.isoformat() if one.seen else None,
                }
                for one in found
            ]
        },
    )


@tablet.command("lost")
@click.argument("name")
@click.option("--event", "event_id", required=True, help="The event that waits for it.")
@click.option("--why", required=True, help="What happened, in a sentence without names.")
@answers
def declare_lost(name: str, event_id: str, why: str) -> Said:
    """Declare that nothing more comes from a tablet. The event does not wait for it."""
    here = Installation.here()
    held = tablets.deliveries(here.database, event_id)
    id_ = _one([(one.tablet, one.name) for one in held if not one.settled], name)
    tablets.lost(here.database, id_, event_id, why, today())
    here.note("tablet-lost", f"{id_} {event_id}")
    complete = event_id in opening.complete_events(here.database, here.policy, today())
    if complete:
        here.note("event-completed", event_id)
    said = "The event is complete." if complete else "The event waits for others, or is open."
    return Said([f"{name} is declared lost. {said}"], {"tablet": id_, "complete": complete})


@tablet.command("end")
@click.argument("name")
@answers
def end_tablet(name: str) -> Said:
    """Take a tablet off the list: it can send and fetch nothing any more."""
    here = Installation.here()
    id_ = _one([(one.id, one.name) for one in tablets.all_tablets(here.database)], name)
    tablets.end(here.database, id_)
    here.note("tablet-ended", id_)
    return Said([f"{name} is off the list."], {"tablet": id_})


def _kind(one: tablets.Tablet) -> str:
    return f"a phone at {one.event}" if one.event else tablets.COLOURS[one.colour].name.lower()


def _seen(one: tablets.Tablet) -> str:
    return f"last heard from on {long_day(one.seen)}" if one.seen else "never heard from"


def _one(known: list[tuple[str, str]], wanted: str) -> str:
    """The id of the one tablet with this name or id. Raises ``FaultyError``."""
    found = [id_ for id_, name in known if wanted.lower() in (id_, name.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        do = f"Give one of their ids: {', '.join(found)}."
        raise FaultyError([Fault(wanted, f"is the name of {len(found)} tablets.", do)])
    names = ", ".join(sorted({name for _, name in known})) or "none"
    raise FaultyError([Fault(wanted, "is no tablet that could be meant.", f"There are: {names}.")])
