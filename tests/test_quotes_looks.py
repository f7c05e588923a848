"""Whatever people do in whatever order, a line is told only in words that two of them looked at."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.quotes import LEAST, find, keep, look, told
from voice import quotes
from voice.analysis.periods import last_day
from voice.faults import FaultyError
from voice.store import quotes as kept
from voice.store.db import Database

PEOPLE = ("ann", "bea", "cleo")
ACTS = some.lists(
    some.one_of(
        some.tuples(some.just("look"), some.sampled_from(PEOPLE)),
        some.tuples(some.just("say"), some.sampled_from(["We saw Liam.", "We saw a friend."])),
        some.tuples(some.sampled_from(["out", "back"]), some.just("")),
    ),
    max_size=12,
)


def act(database: Database, id_: str, what: str, which: str) -> None:
    if what == "look":
        look(database, id_, which)
    elif what == "say":
        quotes.say(database, id_, which, "A name.", least=LEAST)
    elif what == "out":
        quotes.leave_out(database, id_)
    else:
        quotes.put_back(database, id_)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ACTS)
def test_a_line_is_told_only_in_words_that_two_people_looked_at(
    database: Database, acts: list[tuple[str, str]]
) -> None:
    id_ = keep(database, words="We saw Liam.").id
    looked: set[str] = set()
    for what, which in acts:
        before = find(database, id_)
        with suppress(FaultyError):
            act(database, id_, what, which)
        now = find(database, id_)
        if (now.said, now.first) != (before.said, before.first) and now.first is None:
            looked.clear()
        if what == "look" and now != before:
            looked.add(which)
        assert {now.first, now.second} - {None} <= looked
        assert not now.cleared or len(looked) == 2
        assert told(database, last_day(now.month)) == ([now.said] if now.cleared else [])
    with database.writing() as connection:
        kept.drop(connection, id_)
