"""Lines on their way into a paper as their page shows them: what to look at, whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from voice import quotes, words
from voice.analysis import phrases, spotting
from voice.analysis.policy import Policy
from voice.marking import Marking
from voice.quotes import IDEA_REASON, Looked
from voice.store import events, groups
from voice.store.boards import messages
from voice.store.db import Connection
from voice.store.quotes import INTO_ENGLISH, QuoteRecord
from voice.store.remarks import RemarkRecord
from voice.web.worker.marks import short_day
from voice.web.worker.questions import Questions

KINDS: dict[str, str] = {
    "message": "Messages to councillors",
    "card": "Said together",
    "remark": "Their own words",
    "idea": "Ideas",
    "moment": "Moments worth telling",
}
"""The sources, in the order in which they are looked at."""
AGREED_ON = frozenset({"message"})
"""The sources whose words are told as they came, or not at all."""
ABOUT: dict[str, str] = {
    "message": "The whole group agreed on these words: they are told as they are, or left out.",
    "card": "",
    "remark": "Somebody wrote it and said: yes, my words.",
    "idea": "",
    "moment": "Seen by a worker, or said by a carer.",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text; with a ``why`` where it is to be looked at."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line to look at."""

    quote: QuoteRecord
    question: str
    beside: str
    """The group and month, or the event it is of; who signed it."""
    pieces: tuple[Piece, ...]
    waits: str
    """Who or what it waits for: ``look``, ``open`` (for a look at it by itself, because something
    in it is marked), ``own`` (for somebody else's), ``gist``, ``tells``, or nothing."""

    @property
    def whys(self) -> list[Piece]:
        """What to look at and why, each once."""
        return list(dict.fromkeys(piece for piece in self.pieces if piece.why))

    @property
    def changed(self) -> bool:
        return self.quote.said != self.quote.words

    @property
    def in_english(self) -> bool:
        """Whether it says in English what came in another language."""
        return self.changed and self.quote.reason == INTO_ENGLISH

    @property
    def may_change(self) -> bool:
        """Whether it may say something else: not where a group agreed on its words."""
        return self.quote.source not in AGREED_ON


@dataclass(frozen=True, slots=True)
class Offer:
    """Something written that was read, and what its writer allows."""

    remark: RemarkRecord
    question: str
    leave: str


@dataclass(frozen=True, slots=True)
class Board:
    """Lines that are looked at together."""

    key: str
    title: str
    beside: str
    about: str
    lines: tuple[Line, ...]

    @property
    def to_look_at(self) -> int:
        """How many of them whoever looks may say “fine” to without opening them."""
        return sum(line.waits == "look" for line in self.lines)


def pieces(looked: Looked) -> tuple[Piece, ...]:
    """A text cut where there is something to look at."""
    said, at, found = looked.quote.said, 0, []
    for flag in looked.flags:
        found += [Piece(said[at : flag.start]), Piece(said[flag.start : flag.end], flag.why)]
        at = flag.end
    return tuple(piece for piece in (*found, Piece(said[at:])) if piece.text)


INSTEAD: dict[str, str] = {
    spotting.NAME: "[a name]",
    spotting.MAY_BE_NAME: "[a name]",
    spotting.PLACE: "[a place]",
    spotting.LOCAL: "[a place]",
    spotting.SCHOOL: "[a school]",
    spotting.DAY: "[a day]",
    phrases.PLACE: "[a place]",
    phrases.HOST: "[a grown-up]",
}
"""What stands for something that is taken out; three dots for all that is not here."""
TAKEN_OUT = "What could point at somebody was taken out."


def start_of(line: Line, *, without: bool) -> tuple[str, str]:
    """What stands in the boxes when a line is changed: what it may say, and why.

    ``without`` takes out all that is marked.
    """
    if line.waits == "gist":
        return "", line.quote.reason or IDEA_REASON
    if not without:
        return line.quote.said, line.quote.reason
    said = "".join(
        INSTEAD.get(piece.why, "[…]") if piece.why else piece.text for piece in line.pieces
    )
    return said, line.quote.reason or TAKEN_OUT


class Shown:
    """Makes boards of lines. Each event, group and question is looked up once."""

    def __init__(
        self, connection: Connection, policy: Policy, person: str, marking: Marking
    ) -> None:
        self._connection, self._policy, self._person = connection, policy, person
        self._marking = marking
        self._questions = Questions(connection)
        self._groups = {group.id: group.name for group in groups.all_groups(connection)}
        self._events: dict[str, str] = {}
        self._signed: dict[str, str] = {}

    def boards(self, found: Iterable[QuoteRecord]) -> list[Board]:
        """The lines by where they came from: what one group said on one board stands together."""
        known: dict[tuple[str, str, str], list[QuoteRecord]] = {}
        for quote in found:
            known.setdefault(_board_of(quote), []).append(quote)
        order = list(KINDS)
        keys = sorted(known, key=lambda key: (order.index(key[0]), self._day_of(key[1]), key))
        return [self._board(key, known[key], number) for number, key in enumerate(keys, 1)]

    def line(self, quote: QuoteRecord) -> Line:
        looked = quotes.looked(self._connection, quote, self._policy.n, self._marking)
        return Line(
            quote=quote,
            question=self._questions.text(quote.survey, quote.item) if quote.item else "",
            beside=self._beside(quote),
            pieces=pieces(looked),
            waits=_waits(looked, self._person),
        )

    def _board(self, key: tuple[str, str, str], found: list[QuoteRecord], number: int) -> Board:
        source, event, survey = key
        lines = sorted(map(self.line, found), key=lambda one: (one.question, one.quote.said))
        title = self._questions.title(survey) if source == "card" else KINDS[source]
        beside = self._told(event) if event else ""
        return Board(f"board-{number}", title, beside, ABOUT[source], tuple(lines))

    def _beside(self, quote: QuoteRecord) -> str:
        if quote.source == "card":
            return ""
        if quote.event:
            said = self._told(quote.event)
            signed = self._signature(quote) if quote.source == "message" else ""
            return f"{said}. Signed: {signed}" if signed else said
        group = self._groups.get(quote.group or "", "Outside groups")
        return f"{group}, {words.month_name(quote.month)}"

    def _told(self, event_id: str) -> str:
        """An event in a few words."""
        if event_id not in self._events:
            event = events.find(self._connection, event_id)
            told = f"{event.name}, {short_day(event.day)}" if event else event_id
            self._events[event_id] = told
        return self._events[event_id]

    def _day_of(self, event_id: str) -> str:
        event = events.find(self._connection, event_id) if event_id else None
        return event.day.isoformat() if event else ""

    def _signature(self, quote: QuoteRecord) -> str:
        """The group's own name under its message; empty for the usual one."""
        if quote.of not in self._signed and quote.event:
            found = messages(self._connection, quote.event)
            self._signed |= {one.id: one.signed for one in found}
        return self._signed.get(quote.of or "", "")


def _board_of(quote: QuoteRecord) -> tuple[str, str, str]:
    """What is looked at together: one event's cards of one survey; all others by their source."""
    if quote.source == "card":
        return quote.source, quote.event or "", quote.survey
    return quote.source, "", ""


def _waits(looked: Looked, person: str) -> str:
    quote = looked.quote
    if quote.left_out or quote.cleared:
        return ""
    if looked.needs_gist:
        return "gist"
    if looked.tells:
        return "tells"
    if quote.first == person:
        return "own"
    return "open" if looked.flags else "look"
