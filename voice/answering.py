"""What is answered to members: all that was told of a theme, and the facts behind ten questions.

Only what a release holds, what a paper told and what was counted of events is gathered here.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from voice import happened, planning, theming, told_themes, unheard, words
from voice.analysis import aloud
from voice.analysis.activity import Event
from voice.analysis.members import Facts
from voice.analysis.periods import first_day, last_day, month_of
from voice.analysis.plans import Forward
from voice.analysis.policy import Policy
from voice.analysis.safe import Release
from voice.analysis.shares import EVERYBODY
from voice.analysis.voices import Known, Measured, Named, Spoken
from voice.store import editions, papers, population, quotes, releases
from voice.store.db import Connection
from voice.store.papers import PaperRecord
from voice.store.releases import PeriodRecord

IMPACT, ASSURANCE = "impact", "assurance"
"""The sections of a paper in which a worker writes what came of it, and of safeguarding."""
LEAST_HEARD = 2
"""So many sentences say who is furthest below their share."""


def known(connection: Connection, before: date, told: Sequence[Release], policy: Policy) -> Known:
    """All that papers of earlier meetings than that day's told, with these releases."""
    return Known(
        releases=tuple(told),
        measured=measured(connection),
        spoken=_spoken(connection, before),
        named=_named(connection, papers.before(connection, before), policy),
        plans=planning.read_before(connection, before),
    )


def facts(connection: Connection, policy: Policy, today: date) -> Facts:
    """The facts of the last closed period, and the words of the last paper read by a committee."""
    every = releases.all_periods(connection)
    period = every[-1] if every else None
    paper = next(iter(reversed(papers.before(connection, today + timedelta(days=1)))), None)
    own = papers.words_of(connection, paper.meeting) if paper else {}
    in_care, least_heard = shares(connection, policy, today)
    return Facts(
        releases=tuple(releases.all_releases(connection)),
        measured=measured(connection),
        when=_when(period),
        events=_own_events(connection, period, policy, today),
        k=policy.k,
        population=in_care,
        unheard=least_heard,
        messages=_messages(connection, paper),
        impact=own.get(IMPACT, ""),
        plan=_plan(connection, paper, today),
        assurance=_assurance(paper, own.get(ASSURANCE, "")),
    )


def measured(connection: Connection) -> tuple[Measured, ...]:
    """Every question that was ever published, in the words of its last edition, as it is asked."""
    found: dict[tuple[str, str], Measured] = {}
    for survey in editions.surveys(connection):
        for edition in reversed(editions.of(connection, survey)):
            for item in edition.items:
                about = item.measures
                one = Measured(
                    survey, item.id, item.text, about.theme, about.promise, about.priority
                )
                found.setdefault(one.key, one)
    return tuple(found.values())


def titles(connection: Connection) -> dict[str, str]:
    """What each questionnaire was last called, by id."""
    found = {survey: editions.of(connection, survey) for survey in editions.surveys(connection)}
    return {survey: known[-1].title for survey, known in found.items() if known}


def shares(
    connection: Connection, policy: Policy, today: date
) -> tuple[tuple[str, int] | None, tuple[str, ...]]:
    """How many are in care, with the year it was counted in, and who is least heard for that."""
    counted = population.years(connection)
    year = max((one for one in counted if one <= today.year), default=None)
    if year is None:
        return None, ()
    of = next(iter(unheard.years(connection)), None)
    told = unheard.of_year(connection, of, policy).told if of else None
    found = (told.fewer or told.sentences[:1]) if told else ()
    return (str(year), counted[year][EVERYBODY]), found[:LEAST_HEARD]


def _spoken(connection: Connection, before: date) -> tuple[Spoken, ...]:
    """The lines to a question that papers of earlier meetings told, and that still may be told."""
    return tuple(
        Spoken(one.said, one.survey, one.item, one.told, one.source != aloud.IDEA)
        for one in quotes.all_of(connection)
        if one.cleared and one.item and one.told is not None and one.told < before
    )


def _named(
    connection: Connection, built: Sequence[PaperRecord], policy: Policy
) -> tuple[Named, ...]:
    """The themes of free text that papers named, and still may."""
    ids = {one.name: one.id for one in theming.current(connection).themes}
    cutoffs = [paper.cutoff for paper in built]
    return tuple(
        Named(
            ids[one.name],
            f"Young people wrote about {one.name[0].lower()}{one.name[1:]}.",
            f"Paper of {words.long_day(paper.meeting)}",
        )
        for place, paper in enumerate(built)
        for one in told_themes.of_paper(connection, paper.cutoff, cutoffs[:place], policy, ())
    )


def _own_events(
    connection: Connection, period: PeriodRecord | None, policy: Policy, today: date
) -> tuple[Event, ...]:
    """The service's own events of a period; before the first one is closed, all up to today."""
    after = first_day(period.first) - timedelta(days=1) if period else date.min
    until = last_day(period.last) if period else today
    found = happened.between(connection, after, until, policy.n)
    return tuple(event for event in found if not event.partner)


def _when(period: PeriodRecord | None) -> str:
    if period is None:
        return "until now"
    months = words.months_name(period.first, period.last)
    return f"in {months}" if period.first == period.last else f"from {months}"


def _messages(connection: Connection, paper: PaperRecord | None) -> tuple[str, ...]:
    """What groups said to councillors in the last paper."""
    if paper is None:
        return ()
    found = quotes.all_of(connection, [aloud.MESSAGE])
    return tuple(one.said for one in found if one.cleared and one.told == paper.meeting)


def _assurance(paper: PaperRecord | None, written: str) -> str:
    """What a paper said of safeguarding, with its day: later periods may have closed since."""
    said = written.strip()
    return f"The paper of {words.long_day(paper.meeting)} said: {said}" if paper and said else ""


def _plan(connection: Connection, paper: PaperRecord | None, today: date) -> Forward:
    """The plan as the last paper told it, without what is over."""
    if paper is None:
        return Forward()
    told = planning.forward(connection, paper.meeting, paper.cutoff, today)
    ahead = tuple(line for line in told.coming if line.month >= month_of(today))
    return Forward(coming=ahead)
