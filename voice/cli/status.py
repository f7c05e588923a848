"""What is under way, and whether a backup can be made now."""

from collections.abc import Mapping, Sequence

import click

from voice import opening
from voice.cli.installation import Installation, today
from voice.cli.speech import REFUSED, Said, answers
from voice.opening import UnderWay
from voice.store.collections import CollectionRecord
from voice.store.events import EventRecord
from voice.words import long_day

GOOD = "Now is a good moment for a backup."
BAD = "No backup now: it would keep which answers came from which event, and in which order."
STANDING = "A backup tells in which order its answers of today came: see the guide."


@click.command()
@click.option("--backup", is_flag=True, help="Exit code 3 where now is no moment for a backup.")
@answers
def status(backup: bool) -> Said:
    """Say which events are open or wait for envelopes, and whether to make a backup now."""
    found = opening.under_way(Installation.here().database, today())
    lines = [
        *(f"Open: {_event(one)}" for one in found.open),
        *(f"Waits for envelopes: {_event(one)}" for one in found.waiting),
        *(f"Standing open: {one.survey}, {one.code}. {STANDING}" for one in found.standing),
        GOOD if found.quiet else BAD,
    ]
    return Said(lines, _data(found), REFUSED if backup and not found.quiet else 0)


def _event(one: EventRecord) -> str:
    return f"{one.name}, {long_day(one.day)} ({one.id})"


def _data(found: UnderWay) -> Mapping[str, object]:
    return {
        "backup": found.quiet,
        "open": _ids(found.open),
        "waiting": _ids(found.waiting),
        "standing": [one.code for one in found.standing],
    }


def _ids(found: Sequence[EventRecord | CollectionRecord]) -> list[str]:
    return [one.id for one in found]
