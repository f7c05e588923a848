"""What can be told of the answers of an event, said before a questionnaire is opened there.

Only how many came in is looked at, which a worker sees anyway, and never what anybody answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from voice import words
from voice.analysis import periods
from voice.analysis.policy import Policy
from voice.faults import Fault, FaultyError
from voice.store import attendance, collections, events, papers, releases, responses
from voice.store.db import Connection, Database, within
from voice.store.events import EventRecord
from voice.survey.model import Survey

MOST_EXPECTED = 9_999
_A_SEASON = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many an event expects, and what came in so far of what the next paper may tell."""

    expected: int | None
    """Children expected: as somebody said, else as signed up, or those who came if there are more.
    None where nobody knows."""
    signed_up: bool
    """Whether that is how many signed up."""
    policy: Policy
    since: str | None
    """The first month that is not closed; None where nothing was ever counted."""
    came_in: Mapping[str, int]
    """Answers since then, by survey."""
    here: Mapping[str, int]
    """Those of them that came from this event."""
    later: str
    """What is collected towards where these are too few: a paper, else a season."""

    @property
    def small(self) -> bool:
        """Whether fewer are expected than private answers can be told of."""
        return self.expected is not None and 0 < self.expected < self.policy.n

    def with_these(self, survey: Survey) -> int:
        """How many answers there are once all have answered who are expected."""
        to_come = (self.expected or 0) - self.here.get(survey.id, 0)
        return self.came_in.get(survey.id, 0) + max(0, to_come)

    def check(self, survey: Survey, towards: bool) -> None:
        """Raise ``FaultyError`` at ``towards`` for private questions to a small group, unless they
        are meant for later."""
        if self.small and is_private(survey) and not towards:
            do = (
                f"What {self.expected} children answer is never told by itself: tick this if their "
                f"answers shall wait for others, or open the small group plan."
            )
            raise FaultyError([Fault("towards", "is not ticked.", do)])


def is_private(survey: Survey) -> bool:
    """Whether it counts answers about a child's own life."""
    return any(item.counts and item.sensitivity == "personal" for item in survey.items)


def at_event(
    at: Database | Connection,
    event: EventRecord,
    policy: Policy,
    today: date,
    expected: int | None = None,
) -> Outlook:
    """What can be told of an event's answers. ``expected`` is what somebody says just now, in place
    of what was said before."""
    with within(at) as connection:
        counted = attendance.of(connection, event.id)
        signed_up = counted.get(("signed-up", attendance.ALL))
        came = counted.get(("came", attendance.ALL), 0)
        said = event.expected if expected is None else expected
        known = signed_up if said is None else said
        closed = releases.last_closed_month(connection)
        months = responses.open_months(connection)
        return Outlook(
            expected=max(known or 0, came) if known is not None or came else None,
            signed_up=said is None and known is not None and known >= came,
            policy=policy,
            since=periods.after(closed) if closed else next(iter(months), None),
            came_in=responses.came_in(connection, months),
            here=_here(connection, event.id),
            later=_later(connection, event.day, today),
        )


def expect(database: Database, event_id: str, number: int) -> EventRecord:
    """Keep how many children are expected at an event. Raises ``FaultyError``."""
    if not 0 <= number <= MOST_EXPECTED:
        raise FaultyError([Fault("expected", "is too few or too many.", "Enter how many.")])
    with database.writing() as connection:
        return events.change(connection, event_id, expected=number)


def _here(connection: Connection, event_id: str) -> dict[str, int]:
    records = collections.of_event(connection, event_id)
    answered = collections.answered(connection, [record.id for record in records])
    return {record.survey: answered[record.id] for record in records}


def _later(connection: Connection, day: date, today: date) -> str:
    """The next meeting a paper was made for, else the season after the event's."""
    coming = [one.meeting for one in papers.all_papers(connection) if one.meeting > max(day, today)]
    if coming:
        return f"the paper of {words.long_day(min(coming))}"
    return words.season(day + _A_SEASON)
