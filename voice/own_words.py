"""The lines of a paper: young people's own words, out of what two people cleared.

Nothing here reads a card, a message or a remark as it came: only what was cleared of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from voice import words
from voice.analysis import aloud, children, phrases
from voice.analysis.aloud import Asked, Line
from voice.analysis.periods import month_of, months
from voice.quotes import looked
from voice.store import attendance, boards, editions, events, groups, quotes, responses
from voice.store.db import Connection
from voice.store.events import EventRecord
from voice.store.quotes import QuoteRecord

Asking = Callable[[str, str], Asked | None]
"""What finds a question by questionnaire and item."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What young people said that a paper cannot tell yet."""

    waiting: int
    """Lines of events in its time that two people have not looked at."""
    silent: tuple[EventRecord, ...]
    """Events in its time to which few came, and of which no line that young people made is
    cleared; by day. A moment that a worker saw is not theirs."""


def missing(connection: Connection, cutoff: date, cutoffs: Sequence[date], n: int) -> Missing:
    """What to look at before the paper is built. Few means fewer than ``n`` young people."""
    waiting, silent = 0, []
    for event in _held(connection, cutoffs[-1] if cutoffs else None, cutoff):
        own = [one for one in quotes.of_event(connection, event.id) if not one.left_out]
        waiting += sum(not one.cleared for one in own)
        few = aloud.young_people(attendance.of(connection, event.id)) < n
        if few and not any(one.cleared and one.source != aloud.MOMENT for one in own):
            silent.append(event)
    return Missing(waiting, tuple(silent))


@dataclass(frozen=True, slots=True)
class Told:
    """The lines of one paper, and which quotes they are."""

    lines: tuple[Line, ...]
    quotes: tuple[str, ...]
    events: tuple[str, ...] = ()
    """The events at which they were said or seen. Of one alone, everybody there knows it."""
    later: int = 0
    """Moments that wait for a later paper: few were there, and nobody spoke anywhere else."""


def of_paper(
    connection: Connection, meeting: date, cutoff: date, cutoffs: Sequence[date], n: int
) -> Told:
    """What two people cleared up to the cut-off and no other paper has told; nothing else.

    ``cutoffs`` are those of the papers before, oldest first. Words and ideas with leave are told
    once ``n`` young people took part in the time they come from, and ``n`` answered the same
    questionnaire; until then they wait for a later paper. Ideas of harmless lists never wait.
    """
    at_all = [one for one in quotes.to_tell(connection, cutoff, meeting) if one.event]
    # How many came may have been put right since two people looked.
    cleared = [one for one in at_all if not looked(connection, one, n).tells]
    at_events = _hiding_where(connection, cleared, n)
    until = aloud.whole_months(cutoff)
    written = [one for one in quotes.to_tell(connection, until, meeting) if not one.event]
    free = [one for one in written if _is_harmless(connection, one)]
    with_leave = [one for one in written if one not in free]
    answered = _well_answered(connection, with_leave, until, n)
    signed = _signed_alone(connection, answered, cutoff, cutoffs, n)
    alone = answered if signed else []
    questions = cache(partial(asked, connection))
    told = (
        *_said_at_events(connection, at_events, questions),
        *(_line(one, questions) for one in free),
        *(_line(one, questions, signed=signed) for one in alone),
    )
    return Told(
        lines=told,
        quotes=tuple(one.id for one in (*at_events, *free, *alone)),
        events=tuple(dict.fromkeys(one.event for one in at_events if one.event)),
        later=len(at_all) - len(at_events),
    )


def _hiding_where(
    connection: Connection, found: Sequence[QuoteRecord], n: int
) -> Sequence[QuoteRecord]:
    """Without moments, where all comes from one event of fewer than ``n``.

    What was said there was said for others. A child who was only seen did not choose to be told.
    """
    where = {one.event for one in found if one.event}
    if len(where) != 1:
        return found
    few = aloud.young_people(attendance.of(connection, where.pop())) < n
    return [one for one in found if not (few and one.source == aloud.MOMENT)]


def _is_harmless(connection: Connection, quote: QuoteRecord) -> bool:
    return quote.source == aloud.IDEA and editions.harmless(connection, quote.survey, quote.item)


def _well_answered(
    connection: Connection, found: Sequence[QuoteRecord], until: date, n: int
) -> list[QuoteRecord]:
    """Those to whose questionnaire at least ``n`` answers came in since its first line that waits.

    The question stands above the line; so those who were asked it are all who may have written it.
    """
    since: dict[str, str] = {}
    for one in found:
        since[one.survey] = min(one.month, since.get(one.survey, one.month))
    enough = {
        survey
        for survey, first in since.items()
        if responses.came_in(connection, months(first, month_of(until))).get(survey, 0) >= n
    }
    return [one for one in found if one.survey in enough]


def _said_at_events(
    connection: Connection, cleared: Sequence[QuoteRecord], asked: Asking
) -> Iterator[Line]:
    """Messages with their signature, cards with their star, moments. None tells its event."""
    for event_id in dict.fromkeys(one.event for one in cleared if one.event):
        signed = _signatures(connection, event_id)
        starred = {
            card.id: card.starred
            for board in boards.of_event(connection, event_id)
            for card in boards.cards(connection, event_id, board.survey)
        }
        for one in cleared:
            if one.event == event_id:
                of = one.of or ""
                yield _line(one, asked, signed.get(of, ""), starred.get(of, False))


def _signatures(connection: Connection, event_id: str) -> dict[str, str]:
    """Who stands under each message of an event: young people of a season, or the group's name."""
    event = events.find(connection, event_id)
    if event is None:
        return {}
    usual = f"{aloud.USUAL}, {words.season(event.day)}"
    ours = {group.name for group in groups.all_groups(connection)}
    return {
        one.id: one.signed if one.signed in ours or _harmless(one.signed, event) else usual
        for one in boards.messages(connection, event_id)
    }


def _harmless(name: str, event: EventRecord) -> bool:
    """Whether a name that a group gave itself may be that of nobody and of no place."""
    flags = phrases.check(name) + phrases.check_small(name, event.place, event.name, event.host)
    return name != "" and not flags


def _signed_alone(
    connection: Connection,
    found: Sequence[QuoteRecord],
    cutoff: date,
    cutoffs: Sequence[date],
    n: int,
) -> str:
    """Who stands under words with leave: all seasons in which at least ``n`` took part, and those
    in which older words were written. Empty while too few took part for that to hide one."""
    pool = aloud.pool(cutoffs, cutoff, n, partial(took_part, connection))
    if pool is None or not found:
        return ""
    held = _held(connection, pool.after, pool.until)
    written = [date.fromisoformat(f"{one.month}-01") for one in found]
    first = min([*written, *(event.day for event in held)])
    return f"a young person, {words.seasons(first, pool.until)}"


def took_part(connection: Connection, after: date | None, until: date) -> int:
    """So many different young people came to anything in that time, at the least."""
    largest: dict[str, int] = {}
    for event in _held(connection, after, until):
        came = aloud.young_people(attendance.of(connection, event.id))
        largest[event.group] = max(came, largest.get(event.group, 0))
    overlaps = {group.id: group.overlaps for group in groups.all_groups(connection)}
    return children.apart(largest, overlaps)


def _held(connection: Connection, after: date | None, until: date) -> list[EventRecord]:
    found = events.between(connection, after or date.min, until)
    return [event for event in found if event.status == "went-ahead"]


def _line(quote: QuoteRecord, asked: Asking, signed: str = "", starred: bool = False) -> Line:
    question = asked(quote.survey, quote.item) if quote.item else None
    return Line(quote.said, quote.source, question, signed, starred)


def asked(connection: Connection, survey: str, item: str) -> Asked | None:
    """A question in the words of the last edition that asks it."""
    for edition in reversed(editions.of(connection, survey)):
        for place, one in enumerate(edition.items):
            if one.id == item:
                return Asked(survey, place, one.text)
    return None
