"""Words for states and numbers, the same on every page."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date, format_datetime
from flask import Flask

from voice import words
from voice.store import trail
from voice.store.events import EventRecord
from voice.store.trail import Line
from voice.survey.model import Survey


@dataclass(frozen=True, slots=True)
class Mark:
    """A state in words, and the name of its look."""

    mark: str
    text: str


_MARKS: dict[str, Mark] = {
    "planned": Mark("planned", "Planned"),
    "open": Mark("open", "Open now"),
    "went-ahead": Mark("went-ahead", "Went ahead"),
    "cancelled": Mark("cancelled", "Cancelled"),
    "not-yet": Mark("planned", "Not open yet"),
    "closed": Mark("closed", "Closed"),
    "queued": Mark("planned", "Waiting"),
    "running": Mark("open", "Being made"),
    "done": Mark("done", "Done"),
    "failed": Mark("failed", "Did not work"),
    "today": Mark("today", "Today"),
    "ready": Mark("ready", "Ready"),
    "waiting": Mark("waiting", "Done, envelopes to come"),
}
CHANNELS: dict[str, str] = {
    "code": "on tablets, by code",
    "link": "by link or QR code",
    "import": "on paper, typed in afterwards",
}
BY_SLIPS = "by one-time codes on paper"
"""The same where slips were printed, whatever it was before."""
AGES: dict[str, str] = {
    "5-7": "5 to 7",
    "8-11": "8 to 11",
    "12+": "12 and over",
    "care-leavers": "care leavers",
}
ROLES: dict[str, str] = {
    "worker": "Participation worker: events, surveys, papers",
    "reviewer": "Reviewer: reads what children wrote",
    "safeguarding": "Safeguarding lead: reads what children wrote, and acts",
    "analyst": "Analyst: reads what may be said",
    "publisher": "Publisher: reads and builds papers",
    "admin": "Administrator: people and the trail, no answers",
}


FILES: dict[str, str] = {
    "figures.csv": "The figures of the charts, as a sheet",
}


def file_name(name: str) -> str:
    """What a file of a paper is, in words where we have some."""
    return FILES.get(name, f"{name}: what may be said, as open data")


def moment(line: Line) -> str:
    """When a line of the trail was written. Reading children's words is kept by day alone."""
    if trail.WHATS[line.what].by_day:
        return format_date(line.at, "d MMM y", locale=words.ENGLISH)
    council = line.at.astimezone(words.COUNCIL_TIME)
    return format_datetime(council, "d MMM y, HH:mm", locale=words.ENGLISH)


def mark_of(state: str) -> Mark:
    """The mark of an event's, an opened survey's or a job's state."""
    return _MARKS[state]


def ages_of(survey: Survey) -> str:
    """Whom a survey is written for. One with versions of its words by age is for everybody."""
    return "any age" if any(item.versions for item in survey.items) else AGES[survey.ages]


def number_of(number: int, one: str, more: str) -> str:
    """``1 answer``, ``7 answers``."""
    return f"{number:,} {one if number == 1 else more}"


def short_day(day: date) -> str:
    """Thu 20 Nov 2019."""
    return format_date(day, "EEE d MMM y", locale=words.ENGLISH)


def away(day: date, today: date) -> str:
    """How far off a day is, as one says it."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def speak(app: Flask) -> None:
    """Give templates these words."""
    app.add_template_filter(words.long_day, "long_day")
    app.add_template_filter(words.week_day, "week_day")
    app.add_template_filter(words.month_name, "month_name")
    app.add_template_filter(short_day, "short_day")
    app.add_template_filter(file_name, "file_name")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(number_of, "number_of")
    app.add_template_filter(mark_of, "mark")
    app.add_template_filter(_event_mark, "event_state")
    app.add_template_filter(ages_of, "ages")
    app.add_template_filter(sentence, "sentence")
    app.jinja_env.globals["ROLES"] = ROLES


def sentence(words: str) -> str:
    """Words with a capital at their beginning; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def _event_mark(event: EventRecord) -> Mark:
    waits = event.status == "went-ahead" and event.counted is None
    return mark_of("waiting" if waits else event.status)
