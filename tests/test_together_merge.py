"""Two devices on one board at the same time: nothing that anybody typed is lost by the other."""

import uuid
from dataclasses import dataclass, field, replace
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete

from tests.factories import THURSDAY
from tests.speaking import ASKED, EVENT, TABLET, a_card, a_hall, end, send, words
from voice import together
from voice.boards import Card
from voice.card_merging import Base, read_bases
from voice.store.db import Database
from voice.store.schema_small_groups import card as card_table

Sent = tuple[Card, Base]


@pytest.fixture
def hall(database: Database) -> Database:
    return a_hall(database)


def post(hall: Database, *sent: Sent) -> list[Card]:
    cards, bases = [card for card, _ in sent], {card.id: base for card, base in sent}
    return together.merge(hall, TABLET, EVENT, ASKED.id, cards, THURSDAY, bases)


def made(hall: Database, *texts: str) -> list[Card]:
    """Cards that both devices have."""
    cards = [a_card(text) for text in texts]
    post(hall, *((card, Base(None)) for card in cards))
    return cards


def to(card: Card, text: str, **more: object) -> Sent:
    """A card with other words, as it is sent by a device that had it like this."""
    return replace(card, words=text, edit=card.edit + 1, **more), Base(card.words)  # type: ignore[arg-type]  # fields of a card


def test_cards_that_two_devices_join_crosswise_are_both_there(hall: Database) -> None:
    one, other = made(hall, "Trips", "Tea")
    first = [to(one, "Trips; Tea"), to(other, "")]
    second = [to(other, "Tea; Trips"), to(one, "")]
    for posts in ([first, second, first], [second, first]):
        for sent in posts:
            post(hall, *sent)
        assert words(hall) == ["Tea; Trips", "Trips; Tea"]


def test_other_words_for_the_same_card_stand_beside_it_once(hall: Database) -> None:
    (card,) = made(hall, "Trips")
    for text in ("Long trips", "Short trips") * 2:
        post(hall, to(card, text))
    assert words(hall) == ["Long trips", "Short trips"]


def test_words_beat_a_taking_away_in_any_order(hall: Database) -> None:
    (card,) = made(hall, "Trips")
    for number, order in enumerate(permutations([to(card, ""), to(card, "Long trips")])):
        with hall.writing() as connection:
            connection.execute(delete(card_table))
        post(hall, (card, Base(None)))
        for sent in order:
            post(hall, sent)
        assert words(hall) == ["Long trips"], number


def test_a_star_takes_no_words_away(hall: Database) -> None:
    (card,) = made(hall, "Trips")
    post(hall, to(card, "Long trips"))
    post(hall, (replace(card, starred=True, edit=3), Base("Trips")))
    (there,) = post(hall)
    assert (there.words, there.starred) == ("Long trips", True)


def test_a_post_whose_answer_was_lost_is_no_other_device(hall: Database) -> None:
    card = a_card("Trips")
    post(hall, (card, Base(None)))
    post(hall, (replace(card, words="", edit=2), Base(None, ("Trips",))))
    assert words(hall) == []
    post(hall, (card, Base(None, ("Trips",))))
    assert words(hall) == []


def test_a_device_that_does_not_tell_goes_by_the_count(hall: Database) -> None:
    (card,) = made(hall, "Trips")
    post(hall, to(card, "Long trips"))
    together.merge(hall, TABLET, EVENT, ASKED.id, [replace(card, words="", edit=2)], THURSDAY)
    assert words(hall) == ["Long trips"]
    together.merge(hall, TABLET, EVENT, ASKED.id, [replace(card, words="", edit=3)], THURSDAY)
    assert words(hall) == []


def test_what_cannot_be_read_of_a_base_is_none() -> None:
    good = {"id": "a", "was": " Trips ", "tried": ["b"]}
    odd: list[object] = [{"was": 7}, {"was": "x" * 201}, {"tried": 1}, {"tried": [1]}, {"id": []}]
    strange = [good | (one if isinstance(one, dict) else {}) for one in odd]
    assert read_bases([good]) == {"a": Base("Trips", ("b",))}
    assert read_bases([*strange, {"id": "b"}, 7, None]) == {}
    assert read_bases("x") == {}


# What a device is told after the event


@pytest.mark.parametrize("after", [0, 1])
def test_until_the_day_after_a_device_is_told_the_whole_board(hall: Database, after: int) -> None:
    here, gone, new = [a_card("Trips"), a_card(""), a_card("Tea")]
    send(hall, here, gone)
    for told in (send(hall, new, after=after), send(hall, after=after)):
        assert {card.id for card in told} == {here.id, gone.id, new.id}


@pytest.mark.parametrize("after", [2, 90])
def test_later_a_device_is_told_the_cards_alone_that_it_sent_itself(
    hall: Database, after: int
) -> None:
    send(hall, a_card("Trips"), a_card(""), replace(a_card("Pizza"), item="good"))
    new, gone = a_card("Tea"), a_card("")
    assert send(hall, after=after) == []
    assert {card.id for card in send(hall, new, gone, after=after)} == {new.id, gone.id}
    assert send(hall, after=after) == []
    assert words(hall) == ["Tea", "Trips"]


def test_later_it_is_told_what_became_of_its_words_beside_a_card_that_is_there(
    hall: Database,
) -> None:
    (card, _) = made(hall, "Trips", "Pizza")
    end(hall)
    told = send(hall, replace(card, words="Long trips", edit=2), after=2)
    assert sorted(one.words for one in told) == ["Long trips", "Trips"]
    assert words(hall) == ["Long trips", "Pizza", "Trips"]


# Whatever two devices do


@dataclass
class Row:
    card: Card
    sent: int = 0
    was: str | None = None
    tried: tuple[str, ...] = ()


@dataclass
class Device:
    """A tablet with a board, as static/together.js and carry.js keep one."""

    rows: dict[str, Row] = field(default_factory=dict)

    @property
    def shown(self) -> list[Row]:
        return [row for row in self.rows.values() if row.card.words]

    def add(self, text: str) -> None:
        card = a_card(text)
        self.rows[card.id] = Row(card)

    def change(self, row: Row, **changes: object) -> None:
        row.card = replace(row.card, edit=row.card.edit + 1, **changes)  # type: ignore[arg-type]  # fields of a card

    def outgoing(self) -> list[Sent]:
        """What is posted now, and is known to be on its way from here on."""
        waits = [row for row in self.rows.values() if row.card.edit > row.sent]
        found = [(row.card, Base(row.was, row.tried)) for row in waits]
        for row in waits:
            row.tried = tuple(dict.fromkeys((*row.tried, row.card.words)))
        return found

    def hear(self, said: list[Card], posted: list[Sent]) -> None:
        went = {card.id: card for card, _ in posted}
        for card in said:
            row = self.rows.get(card.id)
            before = went.get(card.id)
            if row and row.card.edit > row.sent and (not before or before.edit != row.card.edit):
                if card.words in (row.was, *row.tried):
                    row.was, row.tried = card.words, ()
                    row.card = replace(row.card, edit=max(row.card.edit, card.edit + 1))
                continue
            self.rows[card.id] = Row(card, card.edit, card.words)


ACTS = ("add", "add", "reword", "join", "away", "star", "move", "post", "lost", "again", "late")


@given(
    steps=some.lists(
        some.tuples(some.booleans(), some.sampled_from(ACTS), some.integers(0, 9)), max_size=30
    )
)
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_two_devices_do_no_words_are_lost_and_both_end_alike(
    hall: Database, steps: list[tuple[bool, str, int]]
) -> None:
    with hall.writing() as connection:
        connection.execute(delete(card_table))
    play = Play(hall)
    for which, act, number in steps:
        play.step(int(which), act, number)
    for _ in range(2):
        for device in play.devices:
            play.deliver(device)
    assert play.typed - play.gone <= play.texts(post(hall))
    one, other = (
        {row.card.id: row.card for row in device.rows.values()} for device in play.devices
    )
    assert one == other


@dataclass
class Play:
    """Two devices, what was typed on them, and what a person there took away."""

    hall: Database
    devices: tuple[Device, Device] = field(default_factory=lambda: (Device(), Device()))
    typed: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    posts: list[list[Sent]] = field(default_factory=list)

    def step(self, which: int, act: str, number: int) -> None:
        device = self.devices[which]
        getattr(self, act)(device, number)

    def text(self) -> str:
        new = uuid.uuid4().hex[:8]
        self.typed.add(new)
        return new

    def texts(self, cards: list[Card]) -> set[str]:
        return {text for card in cards for text in card.words.split("; ")}

    def picked(self, device: Device, number: int) -> Row | None:
        return device.shown[number % len(device.shown)] if device.shown else None

    def add(self, device: Device, _: int) -> None:
        device.add(self.text())

    def reword(self, device: Device, number: int) -> None:
        if row := self.picked(device, number):
            self.gone |= set(row.card.words.split("; "))
            device.change(row, words=self.text())

    def join(self, device: Device, number: int) -> None:
        row, other = self.picked(device, number), self.picked(device, number + 1)
        if row and other and row is not other:
            joined = f"{row.card.words}; {other.card.words}"
            if len(joined) <= 200:
                device.change(row, words=joined)
                device.change(other, words="")

    def away(self, device: Device, number: int) -> None:
        if row := self.picked(device, number):
            self.gone |= set(row.card.words.split("; "))
            device.change(row, words="")

    def star(self, device: Device, number: int) -> None:
        if row := self.picked(device, number):
            device.change(row, starred=not row.card.starred)

    def move(self, device: Device, number: int) -> None:
        if row := self.picked(device, number):
            device.change(row, item="good" if row.card.item == "advice" else "advice")

    def post(self, device: Device, _: int) -> None:
        self.deliver(device)

    def deliver(self, device: Device) -> None:
        sent = device.outgoing()
        self.posts.append(sent)
        device.hear(post(self.hall, *sent), sent)

    def lost(self, device: Device, _: int) -> None:
        """It arrives, and the answer does not."""
        sent = device.outgoing()
        self.posts.append(sent)
        post(self.hall, *sent)

    def late(self, device: Device, _: int) -> None:
        """It is on its way for a long time, and may come after others."""
        self.posts.append(device.outgoing())

    def again(self, device: Device, number: int) -> None:
        if self.posts:
            post(self.hall, *self.posts[number % len(self.posts)])
