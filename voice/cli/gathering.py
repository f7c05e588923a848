"""Commands about groups, events and what is gathered there."""

import re
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from voice import collect, envelopes, publishing
from voice.cli.installation import Installation, today
from voice.cli.speech import Said, answers
from voice.faults import Fault, FaultyError
from voice.store import collections, events, groups
from voice.store.collections import CollectionRecord
from voice.survey import sheet
from voice.survey.model import Survey

DAY = click.DateTime(formats=["%Y-%m-%d"])
OUTCOMES = {
    "stored": "New: {}.",
    "already": "Here before: {}.",
    "conflict": "Sealed once more under an id that is here: {}. They are set aside.",
    "set-aside": "Cannot be counted: {}. They are set aside as they came.",
}
"""What became of envelopes, and how that is said."""
SAID_TOGETHER = {
    "cards": "Cards from Together: {}.",
    "messages": "Messages: {}.",
    "left": "Said together and not taken: {}. No board is open for it, or the event is long over.",
}
"""What became of cards and messages."""


def _an_id(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Ids stand in addresses and in the trail: no blanks, no capitals."""
    if re.fullmatch("[a-z0-9][a-z0-9-]{0,59}", value):
        return value
    raise click.BadParameter("use letters a-z, figures and hyphens, as in just-us-october")


@click.group()
def group() -> None:
    """Groups of young people who meet."""


@group.command("add")
@click.argument("group_id", callback=_an_id)
@click.option("--name", required=True)
@click.option("--kind", default="group", show_default=True)
@click.option("--ages", default="", help="As in 5-14.")
@click.option("--joins", help="The neighbour it may be reported together with.")
@click.option("--overlaps", multiple=True, help="A group with some of the same members.")
@answers
def add_group(
    group_id: str, name: str, kind: str, ages: str, joins: str | None, overlaps: tuple[str, ...]
) -> Said:
    """Add a group."""
    here = Installation.here()
    with here.database.writing() as connection:
        groups.add(
            connection, group_id, name, kind, ages=ages, joins=joins, overlaps=frozenset(overlaps)
        )
    here.note("group-added", group_id)
    return Said([f"Added the group {name}."], {"group": group_id})


@click.group()
def event() -> None:
    """Events: sessions, meetings, fun days."""


@event.command("add")
@click.argument("event_id", callback=_an_id)
@click.option("--group", "group_id", required=True)
@click.option("--name", required=True)
@click.option("--day", required=True, type=DAY)
@click.option("--place", default="")
@click.option("--district", default="")
@click.option("--host", default="", help="Who children can go to, by first name.")
@answers
def add_event(
    event_id: str, group_id: str, name: str, day: datetime, place: str, district: str, host: str
) -> Said:
    """Plan an event."""
    here = Installation.here()
    with here.database.writing() as connection:
        events.add(
            connection,
            event_id,
            group_id,
            name,
            day.date(),
            place=place,
            district=district,
            host=host,
        )
    here.note("event-added", event_id)
    return Said([f"Planned {name} on {day.date().isoformat()}."], {"event": event_id})


@click.group()
def collection() -> None:
    """A survey opened at an event, or standing open with a link."""


@collection.command("open")
@click.argument("survey_id")
@click.option("--event", "event_id", help="The event it is opened at.")
@click.option("--group", "group_id", help="For a standing link: whose it is.")
@click.option("--name", default="", help="For a standing link: what it is called.")
@click.option("--closes", type=DAY)
@answers
def open_collection(
    survey_id: str, event_id: str | None, group_id: str | None, name: str, closes: datetime | None
) -> Said:
    """Open a survey and say its code."""
    here = Installation.here()
    record = collect.open_collection(
        here.database,
        _survey(here, survey_id),
        event_id,
        today(),
        group=group_id,
        name=name,
        closes=closes.date() if closes else None,
    )
    here.note("collection-opened", record.code)
    return Said(
        [f"Open: /c/{record.code}"],
        {"collection": record.id, "code": record.code, "path": f"/c/{record.code}"},
    )


@collection.command("close")
@click.argument("code")
@answers
def close_collection(code: str) -> Said:
    """Close a survey to new starts. Answers already begun are still taken."""
    here = Installation.here()
    collect.close_collection(here.database, _of_code(here, code).id, today())
    here.note("collection-closed", code)
    return Said([f"Closed {code}."], {"code": code})


@click.group()
def responses() -> None:
    """Answers that came on paper, or in a file that a tablet saved."""


@responses.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code", required=True, help="The code of the opened survey they belong to.")
@click.option("--again", is_flag=True, help="Count rows, too, that came in before.")
@click.option("--skip", is_flag=True, help="Leave out rows that came in before.")
@answers
def import_responses(file: Path, code: str, again: bool, skip: bool) -> Said:
    """Take in a CSV file: all rows, or none with every fault named."""
    here = Installation.here()
    text = sheet.decode(file.read_bytes())
    opened = _of_code(here, code)
    brought = collect.import_sheet(
        here.database, here.keys, opened.id, text, today=today(), again=again, skip=skip
    )
    if brought.told:
        here.note("responses-imported", f"{code} {brought.counted}")
    lines = [f"Took in {brought.counted} answered surveys."]
    if brought.skipped:
        lines.append(f"Skipped {brought.skipped} that came in before.")
    return Said(lines, {"responses": brought.counted, "skipped": brought.skipped})


@responses.command("import-sealed")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@answers
def import_sealed(file: Path) -> Said:
    """Take in the envelopes that a tablet saved as a file. The same file twice is harmless."""
    here = Installation.here()
    text = file.read_bytes().decode(errors="replace")
    brought = envelopes.import_file(here.database, here.keys, text, today())
    outcomes, aloud = brought.outcomes, asdict(brought.together)
    number = sum(outcomes.values())
    here.note("envelopes-brought-in", str(number))
    said = [words.format(outcomes[key]) for key, words in OUTCOMES.items() if outcomes.get(key)]
    said += [words.format(aloud[key]) for key, words in SAID_TOGETHER.items() if aloud[key]]
    return Said(
        [f"Envelopes in the file: {number}.", *said],
        {key: outcomes.get(key, 0) for key in OUTCOMES} | aloud,
    )


def _survey(here: Installation, survey_id: str) -> Survey:
    """Of our own making, else of the folder."""
    with here.database.reading() as connection:
        return publishing.find(connection, survey_id, here.settings.surveys)


def _of_code(here: Installation, code: str) -> CollectionRecord:
    with here.database.reading() as connection:
        record = collections.by_code(connection, code)
    if record is None:
        raise FaultyError([Fault(code, "was never given out.", "Look the code up at its event.")])
    return record
