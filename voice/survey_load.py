"""How many minutes each group was asked for this term, told before another survey is opened."""

from dataclasses import dataclass
from datetime import date

from voice.analysis import survey_load, terms
from voice.analysis.survey_load import Asked, Load
from voice.store import collections, groups
from voice.store.db import Connection
from voice.survey.model import Survey


@dataclass(frozen=True, slots=True)
class GroupLoad:
    """One group with what it was asked this term."""

    group: str
    name: str
    ages: str
    load: Load | None
    """None where it was asked nothing yet."""
    said: str
    """The same in a sentence."""


def of_groups(connection: Connection, today: date, on: date | None = None) -> list[GroupLoad]:
    """Every group, by name, in today's term or that of the day ``on``."""
    day = on or today
    first, last = terms.days_of(terms.term_of(day))
    asked = [
        Asked(one.group, one.day, one.survey, one.minutes)
        for one in collections.asked(connection, first, last)
    ]
    found = survey_load.loads(asked, day)
    return [
        GroupLoad(
            one.id,
            one.name,
            one.ages,
            found.get(one.id),
            survey_load.sentence(one.name, found.get(one.id), today),
        )
        for one in groups.all_groups(connection)
    ]


def of_group(
    connection: Connection, group: str, today: date, on: date | None = None
) -> GroupLoad | None:
    """One group; None where there is none of this id."""
    return next((one for one in of_groups(connection, today, on) if one.group == group), None)


def for_survey(connection: Connection, survey: Survey, today: date) -> list[GroupLoad]:
    """The groups that a survey may be meant for, by their ages."""
    every_age = any(item.versions for item in survey.items)
    return [
        one
        for one in of_groups(connection, today)
        if every_age or survey_load.suits(survey.ages, one.ages)
    ]
