"""Filling an empty database with the example council, through the same verbs as everybody."""

import secrets
import tomllib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

from voice import people, report
from voice.analysis import policy as policy_file
from voice.example import plans, sorting
from voice.example.gatherings import Gathering, hold
from voice.keys import Keys
from voice.settings import Settings
from voice.store import (
    collections,
    events,
    figures,
    groups,
    papers,
    population,
    releases,
    tallies,
    terms,
)
from voice.store.db import Database
from voice.store.terms import SeatRecord
from voice.survey import load

SEED = 20191120
LOGINS = "example-logins.txt"
MEETING, CUTOFF = date(2019, 11, 20), date(2019, 10, 31)
NOTICE = (
    "This paper is an example. The events in it, who came and the figures of others are as two"
    " published papers gave them. The words of young people in it were made up."
)
NO_PAPER, NO_PAPER_CUTOFF = date(2025, 11, 19), date(2025, 10, 31)
YEAR_MEETING, YEAR_CUTOFF = date(2026, 11, 18), date(2026, 10, 31)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Shown:
    """What a build made, in lines for a person and as data."""

    lines: tuple[str, ...]
    data: Mapping[str, Any] = field(default_factory=dict)


def is_empty(database: Database) -> bool:
    """Whether nobody has put a group in yet."""
    with database.reading() as connection:
        return not groups.all_groups(connection)


def build(database: Database, keys: Keys, settings: Settings, said: Say) -> Shown:
    """Fill an empty database and build both papers. Raises ``FaultyError`` when not empty."""
    held = Gathering(
        database,
        keys,
        policy_file.read(settings.policy, settings.service_signed),
        load.load_all(settings.surveys),
        Random(SEED),  # noqa: S311 - made-up answers must come out the same twice
        _read("said.toml"),
    )
    published, year = _read("published.toml"), _read("year.toml")
    said("July to November 2019, as published")
    _add_groups(database, published["groups"])
    for told in published["events"]:
        hold(held, told, invented=False)
    _add_figures(database, published["figures"])
    held.close_period("2019-10")
    _write_words(database, MEETING, {"notice": NOTICE})
    plans.write(database, "published", MEETING)
    _paper(database, settings, MEETING, CUTOFF, said)
    said("A made-up year, November 2025 to October 2026")
    _retire_plans(database)
    between = held.close_period("2025-10")
    before = _tables_made_with(database, between)
    _note_paper(database, NO_PAPER, NO_PAPER_CUTOFF, *before)
    plans.retire(database, NO_PAPER, NO_PAPER_CUTOFF)
    _add_groups(database, year["groups"])
    _hold_year(held, year, said)
    _add_terms(database, year)
    _add_population(database, year)
    _write_words(database, YEAR_MEETING, year["words"])
    plans.write(database, "year", YEAR_MEETING)
    sorting.sort(database, _read("themes.toml"), YEAR_CUTOFF)
    _paper(database, settings, YEAR_MEETING, YEAR_CUTOFF, said)
    _add_people(database, keys, settings, year["password_words"])
    return Shown(("The example council is ready.",), {"data": str(settings.data)})


def what_to_open(database: Database, settings: Settings, address: str) -> tuple[str, ...]:
    """The addresses and example logins, for whoever started the program."""
    with database.reading() as connection:
        ahead = events.coming(connection, date(2026, 11, 1))
        codes = [
            record.code
            for event in ahead
            if event.status == "open"
            for record in collections.of_event(connection, event.id)
        ]
    lines = [f"  A young person’s page  {address}/c/{code}" for code in codes]
    lines.append(f"  The workers’ page      {address}/work/")
    logins = settings.data / LOGINS
    if logins.is_file():
        told = logins.read_text(encoding="utf-8").split()
        lines += [
            f"  Log in as              {name}  with  {password}"
            for name, password in zip(told[::2], told[1::2], strict=True)
        ]
    for meeting in (MEETING, YEAR_MEETING):
        folder = settings.data / "papers" / meeting.isoformat()
        if folder.is_dir():
            lines.append(f"  A paper, ready to open {folder / 'paper.docx'}")
    return tuple(lines)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _add_groups(database: Database, told: list[dict[str, Any]]) -> None:
    with database.writing() as connection:
        for one in told:
            groups.add(
                connection,
                one["id"],
                one["name"],
                one["kind"],
                ages=one["ages"],
                joins=one.get("joins"),
                overlaps=one.get("overlaps", ()),
            )


def _add_terms(database: Database, told: dict[str, Any]) -> None:
    with database.writing() as connection:
        for one in told["terms"]:
            numbers = [one.get(name) for name in ("members", "new", "left")]
            terms.put(connection, one["group"], one["term"], *numbers)
        for one in told["seats"]:
            terms.add_seat(connection, SeatRecord(str(uuid.uuid4()), **one))


def _add_population(database: Database, told: dict[str, Any]) -> None:
    """Whom the council looks after, and who of them came, as the service writes them down."""
    with database.writing() as connection:
        for one in told["population"]:
            numbers = {("all", "all"): one["all"]} | _numbers(one)
            population.put(connection, one["year"], numbers, YEAR_CUTOFF)
        for one in told["service"]:
            tallies.put(connection, one["time"], _numbers(one))


def _numbers(told: dict[str, Any]) -> dict[tuple[str, str], int]:
    """By axis and value; what stands beside them is none."""
    axes = {axis: values for axis, values in told.items() if isinstance(values, dict)}
    return {(axis, value): n for axis, values in axes.items() for value, n in values.items()}


def _add_figures(database: Database, told: dict[str, Any]) -> None:
    with database.writing() as connection:
        for month, measures in told["months"].items():
            for measure, number in measures.items():
                figures.put(connection, told["source"], month, measure, number)
        for month, apps in told["subjects"].items():
            for app, subjects in apps.items():
                for subject, number in subjects.items():
                    figures.put_subject(connection, told["source"], month, app, subject, number)


def _retire_plans(database: Database) -> None:
    """What was only planned when the published papers end is not replayed further."""
    with database.writing() as connection:
        for event in events.undecided(connection, NO_PAPER_CUTOFF):
            events.change(connection, event.id, status="cancelled", why="Not part of this example.")


def _note_paper(database: Database, meeting: date, cutoff: date, *told: str) -> None:
    """A paper that was not made here, so that the next one begins after its cut-off."""
    with database.writing() as connection:
        papers.note(connection, meeting, cutoff, dict.fromkeys(told, ""))


def _tables_made_with(database: Database, period: str) -> list[str]:
    """The files a paper would have told a period in, and the years that it completed."""
    with database.reading() as connection:
        made = [period, *(year.id for year in releases.made_with(connection, period))]
    return [f"tables-{release}.json" for release in made]


def _paper(database: Database, settings: Settings, meeting: date, cutoff: date, said: Say) -> None:
    said(f"The paper for the meeting of {meeting.isoformat()}")
    out = settings.data / "papers" / meeting.isoformat()
    report.build(database, settings, meeting, cutoff, out, meeting, lambda *_: None)


def _hold_year(held: Gathering, year: dict[str, Any], said: Say) -> None:
    stands = [held.open_standing(one) for one in year["standing"]]
    waiting = sorted(year["events"], key=lambda one: one["day"])
    for month in year["closes"]:
        for told in [one for one in waiting if f"{one['day']:%Y-%m}" <= month]:
            hold(held, told, invented=True)
            waiting.remove(told)
        for stand in stands:
            held.answer_standing(stand, until=month)
        said(f"Closing {month}")
        held.close_period(month)
    for told in waiting:
        hold(held, told, invented=True)


def _write_words(database: Database, meeting: date, words: Mapping[str, str]) -> None:
    with database.writing() as connection:
        for section, text in words.items():
            papers.put_words(connection, meeting, section, text)


def _add_people(database: Database, keys: Keys, settings: Settings, words: list[str]) -> None:
    """One example login a role that the pages need, each with a password of its own."""
    told = [(role, "-".join(secrets.choice(words) for _ in range(5))) for role in people.ROLES]
    for role, password in told:
        people.add(database, keys, role, role, password, datetime.now(UTC))
    path = settings.data / LOGINS
    path.touch(mode=0o600)
    path.write_text("".join(f"{name} {password}\n" for name, password in told), encoding="utf-8")
