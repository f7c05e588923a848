"""Words on their way into a paper: put forward, checked by two different people, told.

Whatever comes from a card, a message, something written or a moment that was seen is a line here,
and no paper tells a line that two people have not cleared. Changing what it says takes both looks
back; leaving it out can be undone; nothing is lost while a look is missing.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from voice.analysis import aloud, gist, phrases
from voice.analysis.periods import month_of
from voice.analysis.phrases import Flag
from voice.faults import Fault, FaultyError, RefusedError
from voice.marking import NOTHING_MORE, Marking
from voice.store import attendance, boards, editions, events, quotes, remarks
from voice.store.db import Connection, Database, within
from voice.store.events import EventRecord
from voice.store.quotes import SOURCES, QuoteRecord
from voice.store.remarks import RemarkRecord
from voice.survey.writing import clean, is_latin

LONGEST, LONGEST_REASON = 600, 400
"""Letters of a line and of a reason."""
OVER = "went-ahead"
OF_GROUPS = frozenset({"card", "message"})
"""What a group said, so that nobody in it should speak of themselves."""
_SOURCE_OF_LEAVE = {"words": "remark", "idea": "idea"}
AGREED = (
    "The group agreed on these words. Clear them as they are, or leave them out and ask the group "
    "again."
)
IDEA_REASON = "Only the idea, as the writer wished."


@dataclass(frozen=True, slots=True)
class Waiting:
    """Every line, by what it waits for."""

    first: tuple[QuoteRecord, ...]
    """For somebody's look."""
    second: tuple[QuoteRecord, ...]
    """For the look of somebody else."""
    cleared: tuple[QuoteRecord, ...]
    left_out: tuple[QuoteRecord, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One line with what a person should look at in it."""

    quote: QuoteRecord
    flags: tuple[Flag, ...]
    """Of what it says, whoever it may tell of; and what shows which small event it is of."""
    tells: tuple[Flag, ...]
    """Those of them that must be gone before it is told: in a moment, what shows its small event
    or who was there."""
    needs_gist: bool
    """Whether its words may not be told, only what they mean, and nobody has written that yet."""


class OtherWordsError(FaultyError):
    """Raised where somebody looked at words that the line does not say any more."""


# What is put forward


def forward_event(connection: Connection, event_id: str) -> int:
    """Make lines of all that a group said at an event that is over. Gives how many are new.

    Doing it again changes nothing, unless the group's words have changed meanwhile: other words
    are looked at anew, and a card that was taken away is no line any more.
    """
    event = events.find(connection, event_id)
    if event is None or event.status != OVER:
        return 0
    said = _said_at(connection, event)
    known = {one.of: one for one in quotes.of_event(connection, event_id) if one.of}
    for of in known.keys() - said.keys():
        quotes.drop(connection, known[of].id)
    for of, line in said.items():
        _put(connection, line, known.get(of))
    return len(said.keys() - known.keys())


def put_forward(connection: Connection, remark_id: str) -> QuoteRecord:
    """Make a line of what somebody wrote, as far as they allow it. Doing it again changes nothing.

    Raises ``FaultyError`` where the writer showed it to the team only, and before it was read.
    """
    remark = remarks.find(connection, remark_id)
    if remark is None:
        raise _faulty("read", "is not there.", "Load the page again.")
    if not quotes.was_read(connection, remark_id):
        raise _faulty("read", "has not been read yet.", "Read it first.")
    found = quotes.find_of(connection, remark_id)
    if found is not None:
        return found
    new = _line(
        source=_source_of(connection, remark),
        of=remark.id,
        group=remark.group,
        month=remark.month,
        survey=remark.survey,
        item=remark.item,
        words=remark.words,
    )
    if remark.translation:
        new = new.in_english(remark.translation)
    quotes.add(connection, new)
    return new


def moment(database: Database, event_id: str, words: str, *, least: int) -> QuoteRecord:
    """Keep a moment worth telling of an event: something a worker saw or a carer said.

    Raises ``FaultyError`` at ``moment`` where it would show which event it was, or who, and fewer
    than ``least`` young people came or nobody counted: then other words are needed.
    """
    with database.writing() as connection:
        return keep_moment(connection, event_id, words, least=least)


def keep_moment(connection: Connection, event_id: str, words: str, *, least: int) -> QuoteRecord:
    """The same as ``moment``, in a transaction that is open."""
    event = events.find(connection, event_id)
    if event is None or event.status == "cancelled":
        wrong = "was cancelled." if event else "is not there."
        raise _faulty("moment", f"cannot be kept: the event {wrong}", "Choose another.")
    said = clean(words)
    faults = moment_faults(event, _came(connection, event_id), said, least)
    if faults:
        raise FaultyError(faults)
    new = _at(event, "moment", None, said)
    quotes.add(connection, new)
    return new


def moment_faults(event: EventRecord, came: int, words: str, least: int) -> list[Fault]:
    """What stands against keeping these words as a moment of an event to which so many young
    people came."""
    faults = _too_long("moment", words, LONGEST)
    if not words:
        faults.append(Fault("moment", "is missing.", "Write what was seen or said."))
    return [*faults, *_telling_faults("moment", words, _tells(event, came, words, least))]


# What people do with a line


def check(
    database: Database, quote_id: str, person_id: str, shown: str, *, least: int
) -> QuoteRecord:
    """Say that a line may be told as it stands: the first look, or the second by somebody else.

    ``shown`` is the ``print`` of the words this person saw. Looking at a line that is cleared in
    these words changes nothing. Raises ``OtherWordsError`` where it says something else meanwhile,
    and ``FaultyError`` for a second look by the same person, a line that was left out, and one
    whose words must be changed first.
    """
    with database.writing() as connection:
        quote = _quote(connection, quote_id)
        if shown != quote.print:
            wrong = "was changed meanwhile, so that was no look at it."
            raise OtherWordsError([Fault("line", wrong, "Look at the words as they are now.")])
        if quote.cleared:
            return quote
        faults = [*_faults_of_look(quote, person_id), *_faults_of_words(connection, quote, least)]
        if faults:
            raise FaultyError(faults)
        first, second = quote.first or person_id, person_id if quote.first else None
        return _keep(connection, replace(quote, first=first, second=second))


def say(database: Database, quote_id: str, said: str, reason: str, *, least: int) -> QuoteRecord:
    """Change what a paper may tell, and say why. Both looks are taken back. Raises ``FaultyError``,
    and ``RefusedError`` for words that a group agreed on.

    Giving back the words as they came needs no reason.
    """
    words, why = clean(said), clean(reason)
    with database.writing() as connection:
        quote = _quote(connection, quote_id)
        if quote.source == aloud.MESSAGE and words != quote.words:
            raise RefusedError(AGREED)
        new = replace(quote, said=words, reason=why, first=None, second=None)
        faults = [*_too_long("said", words, LONGEST), *_too_long("reason", why, LONGEST_REASON)]
        if not words:
            faults.append(Fault("said", "is missing.", "Write it, or leave the line out."))
        elif words != quote.words and not why:
            faults.append(Fault("reason", "is missing.", "Say why in a few words."))
        faults = faults or _faults_of_words(connection, new, least)
        if faults:
            raise FaultyError(faults)
        same = (words, why) == (quote.said, quote.reason)
        return quote if same else _keep(connection, new)


def leave_out(database: Database, quote_id: str) -> QuoteRecord:
    """Decide that a line is not told. Its looks stay, so that putting it back loses nothing."""
    with database.writing() as connection:
        return _keep(connection, replace(_quote(connection, quote_id), left_out=True))


def put_back(database: Database, quote_id: str) -> QuoteRecord:
    """Undo leaving out. It waits to be looked at anew."""
    with database.writing() as connection:
        quote = _quote(connection, quote_id)
        if not quote.left_out:
            return quote
        return _keep(connection, replace(quote, left_out=False, first=None, second=None))


def waiting(at: Database | Connection, sources: Iterable[str] = SOURCES) -> Waiting:
    """Every line that came from these sources, by what it waits for."""
    with within(at) as connection:
        found = quotes.all_of(connection, sources)
    kept = [one for one in found if not one.left_out]
    return Waiting(
        first=tuple(one for one in kept if one.first is None),
        second=tuple(one for one in kept if one.first and one.second is None),
        cleared=tuple(one for one in kept if one.cleared),
        left_out=tuple(one for one in found if one.left_out),
    )


def looked(
    connection: Connection, quote: QuoteRecord, least: int, marking: Marking = NOTHING_MORE
) -> Looked:
    """A line with what to look at in what it says."""
    shows = _shows(connection, quote, least)
    return Looked(
        quote,
        phrases.both(shows, marking.flags(quote.said, group=quote.source in OF_GROUPS)),
        _tells_of(connection, quote, least),
        needs_gist=_needs_gist(connection, quote),
    )


def may_be_told(connection: Connection, survey: str, item: str, leave: str) -> str:
    """As what something written may be put forward: ``remark``, ``idea``, or nothing."""
    if editions.harmless(connection, survey, item):
        return "idea"
    return _SOURCE_OF_LEAVE.get(leave, "")


def _source_of(connection: Connection, remark: RemarkRecord) -> str:
    source = may_be_told(connection, remark.survey, remark.item, remark.leave)
    if not source:
        wrong = "was shown to the team only."
        raise _faulty("read", wrong, "It can never stand in a paper, not even as an idea.")
    return source


def _said_at(connection: Connection, event: EventRecord) -> dict[str, QuoteRecord]:
    """What a group said, by the id of the card or message."""
    found: dict[str, QuoteRecord] = {}
    for board in boards.of_event(connection, event.id):
        for card in boards.cards(connection, event.id, board.survey):
            if card.words:
                line = _at(event, "card", card.id, card.words)
                found[card.id] = replace(line, survey=card.survey, item=card.item)
    for message in boards.messages(connection, event.id):
        found[message.id] = _at(event, "message", message.id, message.words)
    return found


def _at(event: EventRecord, source: str, of: str | None, words: str) -> QuoteRecord:
    new = _line(source=source, of=of, group=event.group, month=month_of(event.day), words=words)
    return replace(new, event=event.id)


def _line(
    *,
    source: str,
    of: str | None,
    group: str | None,
    month: str,
    words: str,
    survey: str = "",
    item: str = "",
) -> QuoteRecord:
    """A line nobody has looked at yet."""
    return QuoteRecord(
        id=str(uuid.uuid4()),
        source=source,
        of=of,
        event=None,
        group=group,
        month=month,
        survey=survey,
        item=item,
        words=words,
        said=words,
        reason="",
        first=None,
        second=None,
        left_out=False,
    )


def _put(connection: Connection, line: QuoteRecord, known: QuoteRecord | None) -> None:
    """Keep what was said: as a new line, or where its words or its column changed."""
    if known is None:
        quotes.add(connection, line)
    elif known.words != line.words:
        quotes.change(connection, replace(known, item=line.item).with_words(line.words))
    elif known.item != line.item:
        quotes.change(connection, replace(known, item=line.item))


def _faults_of_look(quote: QuoteRecord, person_id: str) -> list[Fault]:
    if quote.left_out:
        return [Fault("line", "was left out.", "Put it back first.")]
    if quote.first == person_id:
        wrong = "has had your look already."
        return [Fault("line", wrong, "Somebody else takes the second one. Nothing is lost.")]
    return []


def _faults_of_words(connection: Connection, quote: QuoteRecord, least: int) -> list[Fault]:
    """Why a line may not be told as it stands, whoever looks."""
    if _needs_gist(connection, quote):
        wrong = "may not be the writer’s own words."
        return [Fault("said", wrong, "Say in other words what they mean.")]
    if quote.source == aloud.MESSAGE and quote.said != quote.words:
        return [Fault("said", "is not what the group agreed on.", "Leave it out.")]
    if quote.source in quotes.WRITTEN and not is_latin(quote.said):
        return [Fault("said", "is not in English.", "Put it into English: that is what is told.")]
    return _telling_faults("said", quote.said, _tells_of(connection, quote, least))


def _telling_faults(place: str, words: str, tells: tuple[Flag, ...]) -> list[Fault]:
    if not tells:
        return []
    told = ", ".join(dict.fromkeys(f"“{words[flag.start : flag.end]}”" for flag in tells))
    wrong = f"points at somebody, because few came: {told}."
    return [Fault(place, wrong, "Leave that out.")]


def _needs_gist(connection: Connection, quote: QuoteRecord) -> bool:
    """Whether the own words of somebody who allows the idea only stand there, or some of them."""
    if quote.source != "idea" or editions.harmless(connection, quote.survey, quote.item):
        return False
    remark = remarks.find(connection, quote.of or "")
    english = remark.translation if remark else ""
    return any(gist.holds(one, quote.said) for one in (quote.words, english) if one)


def _tells_of(connection: Connection, quote: QuoteRecord, least: int) -> tuple[Flag, ...]:
    """What must be gone from a line before it is told."""
    return _shows(connection, quote, least) if quote.source == aloud.MOMENT else ()


def _shows(connection: Connection, quote: QuoteRecord, least: int) -> tuple[Flag, ...]:
    """What in a line shows which small event it is of."""
    event = events.find(connection, quote.event) if quote.event else None
    return _tells(event, _came(connection, event.id), quote.said, least) if event else ()


def _tells(event: EventRecord, came: int, words: str, least: int) -> tuple[Flag, ...]:
    """What shows which event it was, or who was there; nothing where enough young people came."""
    if came >= least:
        return ()
    return phrases.check_small(words, event.place, event.name, event.host)


def _came(connection: Connection, event_id: str) -> int:
    """How many young people came, at the least; none where nobody counted."""
    return aloud.young_people(attendance.of(connection, event_id))


def _too_long(place: str, words: str, most: int) -> list[Fault]:
    if len(words) <= most:
        return []
    return [Fault(place, f"has {len(words)} letters.", f"Write at most {most}.")]


def _keep(connection: Connection, quote: QuoteRecord) -> QuoteRecord:
    quotes.change(connection, quote)
    return quote


def _quote(connection: Connection, id_: str) -> QuoteRecord:
    quote = quotes.find(connection, id_)
    if quote is None:
        raise _faulty("line", "is there no more.", "Load the page again.")
    return quote


def _faulty(place: str, wrong: str, do: str) -> FaultyError:
    return FaultyError([Fault(place, wrong, do)])
