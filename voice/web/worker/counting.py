"""Counting as one goes: a tap for each call, each sign-up, each reason for not coming."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice.store import attendance, groups
from voice.store.db import Connection
from voice.store.events import EventRecord
from voice.web.worker import firm, tallies
from voice.web.worker.desk import desk
from voice.web.worker.events import load

pages = Blueprint("counting", __name__, url_prefix="/events")

STEPS = {"1": attendance.add_one, "-1": attendance.take_one}
"""What a tap on +1 or −1 does."""
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Before the day", (*tallies.BEFORE, "signed-up", "cancelled-on-the-day")),
    *tallies.SECTIONS,
)
"""What is counted here, by heading; those who came are counted by age on the event's day."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is counted one by one."""

    name: str
    label: str
    number: int


@pages.get("/<event_id>/count")
def show(event_id: str) -> str:
    """Every number with a button for one more and one fewer."""
    with desk().database.reading() as connection:
        event = load(connection, event_id)
        counted = attendance.of(connection, event_id)
        names = _names(connection, event)
    parts = [
        (title, [_line(name, counted) for name in own if name in names]) for title, own in PARTS
    ]
    return render_template(
        "worker/counting.html",
        event=event,
        parts=[part for part in parts if part[1]],
        notice=firm.CORRECTING.get(event.status),
    )


@pages.post("/<event_id>/count")
def count(event_id: str) -> ResponseReturnValue:
    """One more or one fewer. The trail is told nothing: it would time a child."""
    name, step = request.form.get("category", ""), request.form.get("step", "")
    with desk().database.writing() as connection:
        event = load(connection, event_id)
        if step not in STEPS or name not in _names(connection, event):
            abort(400)
        STEPS[step](connection, event_id, *tallies.CELLS[name][0])
    return redirect(url_for(".show", event_id=event_id) + f"#{name}")


def _line(name: str, counted: tallies.Tallied) -> Line:
    cell, _label = tallies.CELLS[name]
    label = tallies.LABELS[name].removesuffix(", all")
    return Line(name, label, counted.get(cell, 0))


def _names(connection: Connection, event: EventRecord) -> frozenset[str]:
    group = groups.find(connection, event.group)
    partner = group is not None and group.kind == groups.PARTNER
    counted = attendance.of(connection, event.id)
    known = tallies.boxes(desk().settings.counted, counted, partner=partner)
    return frozenset(known) & {name for _title, names in PARTS for name in names}
