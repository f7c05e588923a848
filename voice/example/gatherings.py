"""Holding the example council's events: who came, what was asked, what was answered."""

import json
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from voice import collect, release
from voice.analysis.policy import Policy
from voice.example import invent, said, tablets
from voice.keys import Keys
from voice.store import attendance, events, remarks
from voice.store.collections import CollectionRecord
from voice.store.db import Database
from voice.survey.model import AGE_BANDS, HELPED, Survey

COUNTED = tuple(what for what in attendance.WHAT if what not in {"invited", "came"})
FIRST_MONTH, MONTHS = 2025 * 12 + 10, 12
"""November 2025, counted in months, and how many the made-up year has."""


@dataclass
class Gathering:
    """What every gathering needs: the verbs' arguments and one source of chance."""

    database: Database
    keys: Keys
    policy: Policy
    surveys: dict[str, Survey]
    random: Random
    said: dict[str, Any]
    """What young people say aloud, by event."""

    def open_standing(self, told: dict[str, Any]) -> tuple[CollectionRecord, dict[str, Any]]:
        """A link that stands open."""
        survey = self.surveys[told["survey"]]
        record = collect.open_collection(
            self.database,
            survey,
            None,
            told["opens"],
            group=told["group"],
            name=told["name"],
            channel="link",
        )
        return record, told

    def answer_standing(self, stand: tuple[CollectionRecord, dict[str, Any]], until: str) -> None:
        """What came in over a link up to a month, once."""
        record, told = stand
        due = [row for row in told["answered"] if row[0] <= until]
        told["answered"] = [row for row in told["answered"] if row[0] > until]
        for month, *numbers in due:
            day = date.fromisoformat(f"{month}-15")
            for band in _bands(numbers):
                self.answer(record, told["survey"], band, day)

    def answer(
        self,
        record: CollectionRecord,
        survey_id: str,
        band: str | None,
        day: date,
        given: dict[str, Any] | None = None,
    ) -> None:
        """One young person's answers, taken in as a tablet's post."""
        body = json.dumps(self.draw(record, survey_id, band, day, given)).encode()
        collect.take_in(self.database, self.keys, record.code, body, day)

    def draw(
        self,
        record: CollectionRecord,
        survey_id: str,
        band: str | None,
        day: date,
        given: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """The same as a record that nobody has sent yet."""
        survey = self.surveys[survey_id]
        drawn = given or invent.answers(survey, invent.Draw(self.random, band, _turn(day)))
        helped = self.random.choice(HELPED) if survey.ask_helped and given is None else None
        id_ = invent.submission_id(self.random)
        return {
            "id": id_,
            "edition": record.edition,
            "age_band": band,
            "helped": helped,
            "answers": drawn,
            "leave": invent.leave(survey, id_),
        }

    def close_period(self, month: str) -> str:
        """Read what was written, then close, on the first day after the month. Says its id."""
        with self.database.writing() as connection:
            read = remarks.unread(connection, date.max)
            for remark in read:
                remarks.mark_read(connection, remark.id, "reviewer")
        said.written(self.database, read, self.policy.n)
        day = _after(month)
        return release.close(self.database, self.policy, month, day, said=lambda _: None).id


def hold(held: Gathering, told: dict[str, Any], *, invented: bool) -> None:
    """Plan an event and, unless it is still ahead or was cancelled, hold and close it."""
    status = told.get("status", "went-ahead")
    event = told.get("id") or f"{told['day'].isoformat()}-{told['group']}"
    _plan(held.database, event, told, invented=invented, status=status)
    _note_attendance(held.database, event, told)
    if status not in {"went-ahead", "open"}:
        return
    for survey_id in told.get("surveys", [told["survey"]] if "survey" in told else []):
        _ask(held, event, survey_id, told)
    words = held.said.get(event, {})
    said.aloud(held.database, held.surveys, event, told["day"], words)
    if status == "went-ahead":
        collect.close_event(held.database, event, held.policy, told["day"])
        said.for_the_paper(held.database, event, words, held.policy.n)


def _plan(
    database: Database, event: str, told: dict[str, Any], *, invented: bool, status: str
) -> None:
    with database.writing() as connection:
        events.add(
            connection,
            event,
            told["group"],
            told["name"],
            told["day"],
            place=told.get("place", ""),
            place_safe=told.get("place_safe", False),
            district=told.get("district", ""),
            host=told.get("host", ""),
            status="planned" if status == "went-ahead" else status,
            why=told.get("why", ""),
            why_kind=told.get("why-kind"),
            notice=told.get("notice"),
            ages=told.get("ages", ""),
            note=told.get("note", ""),
            invented=invented,
        )


def _note_attendance(database: Database, event: str, told: dict[str, Any]) -> None:
    with database.writing() as connection:
        for what in COUNTED:
            for category, number in _categories(told.get(what, {})).items():
                attendance.put(connection, event, what, category, number)
        for category, number in _came(told).items():
            attendance.put(connection, event, "came", category, number)


def _categories(told: int | dict[str, int]) -> dict[str, int]:
    return {"all": told} if isinstance(told, int) else told


def _came(told: dict[str, Any]) -> dict[str, int]:
    """Who came: published totals as they are; made-up ones by age band, with their sum."""
    came = told.get("came", {})
    if isinstance(came, dict):
        return came
    more = ("households", "carers", "out-of-county")
    extra: dict[str, int] = {name: told[name] for name in more if name in told}
    by_band = {band: number for band, number in zip(AGE_BANDS, came, strict=True) if number}
    return {"all": sum(came) + extra.get("carers", 0), **by_band, **extra}


def _ask(held: Gathering, event: str, survey_id: str, told: dict[str, Any]) -> None:
    survey = held.surveys[survey_id]
    record = collect.open_collection(held.database, survey, event, told["day"])
    if "answers" in told:
        for given in told["answers"]:
            held.answer(record, survey_id, None, told["day"], given)
        return
    bands = _bands(told.get("answered", told["came"]))
    if "tablets" in told:
        drawn = [held.draw(record, survey_id, band, told["day"]) for band in bands]
        sealed = [one | {"code": record.code} for one in drawn]
        tablets.bring(held.database, held.keys, event, told["day"], told["tablets"], sealed)
        return
    for band in bands:
        held.answer(record, survey_id, band, told["day"])


def _bands(numbers: list[int]) -> list[str]:
    return [band for band, number in zip(AGE_BANDS, numbers, strict=True) for _ in range(number)]


def _turn(day: date) -> float:
    return min(1.0, max(0.0, (day.year * 12 + day.month - 1 - FIRST_MONTH) / (MONTHS - 1)))


def _after(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year + number // 12, number % 12 + 1, 1)
