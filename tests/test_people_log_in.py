import re
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from tests.staff import (
    BETTER,
    GOOD,
    IDLE,
    MINUTE,
    NOON,
    enter,
    entered,
    is_in,
    lines,
    staffed,
)
from voice import people
from voice.keys import Keys
from voice.people import Who
from voice.store import db
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")


@pytest.fixture
def peopled(database: Database, keyring: Keys) -> Database:
    return staffed(database, keyring)


# Logging in


def test_the_right_password_lets_somebody_in(peopled: Database, keyring: Keys) -> None:
    log_in = enter(peopled, keyring, " Sam.Green ")
    assert log_in is not None
    assert log_in.who == Who("sam.green", "worker")
    assert people.who_is(peopled, log_in.token, NOON, IDLE) == log_in.who
    assert lines(peopled)[-1] == ("sam.green", "worker", "logged-in", "")


@pytest.mark.parametrize(
    ("name", "password"),
    [("sam.green", "no"), ("nobody", GOOD), ("", ""), ("sam.green", ""), ("sam.green", GOOD + "x")],
)
def test_anything_else_lets_nobody_in(
    peopled: Database, keyring: Keys, name: str, password: str
) -> None:
    assert enter(peopled, keyring, name, password) is None


def test_a_password_longer_than_any_is_refused_unhashed_to_its_end(
    peopled: Database, keyring: Keys
) -> None:
    assert enter(peopled, keyring, password=GOOD + "x" * 5_000_000) is None


@pytest.mark.parametrize("name", ["sam.green", "nobody", "locked.out"])
def test_known_unknown_and_locked_cost_the_same_work(
    peopled: Database, keyring: Keys, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Time is not measured here; what takes the time is counted: one hash, one line, no more."""
    people.add(peopled, keyring, "locked.out", "worker", GOOD, NOON)
    for _ in range(people.TRIES):
        enter(peopled, keyring, "locked.out", "wrong")
    hashed: list[str] = []
    real = people._is_right

    def counted(against: str, password: str) -> bool:
        hashed.append(re.sub(r"\$[^$]*\$[^$]*$", "", against))
        return real(against, password)

    monkeypatch.setattr(people, "_is_right", counted)
    before = len(lines(peopled))
    assert enter(peopled, keyring, name, "wrong") is None
    assert hashed == ["$argon2id$v=19$m=8,t=1,p=1"]
    assert len(lines(peopled)) == before + 1


def test_a_failed_try_is_in_the_trail_without_what_was_typed(
    peopled: Database, keyring: Keys
) -> None:
    enter(peopled, keyring, "nobody", "wrong")
    enter(peopled, keyring, "sam.green", "wrong")
    assert lines(peopled, "log-in-failed") == [
        ("", "", "log-in-failed", ""),
        ("sam.green", "worker", "log-in-failed", ""),
    ]


# Locking


def test_five_wrong_tries_lock_an_account_for_a_quarter_of_an_hour(
    peopled: Database, keyring: Keys
) -> None:
    for _ in range(people.TRIES):
        assert enter(peopled, keyring, password="wrong") is None
    assert enter(peopled, keyring) is None
    assert enter(peopled, keyring, at=NOON + 14 * MINUTE) is None
    assert len(lines(peopled, "log-in-locked")) == 2
    assert enter(peopled, keyring, at=NOON + 15 * MINUTE)


def test_one_account_locked_leaves_the_others_open(peopled: Database, keyring: Keys) -> None:
    for _ in range(people.TRIES):
        enter(peopled, keyring, password="wrong")
    assert enter(peopled, keyring, "kim")


def test_a_right_password_forgives_the_wrong_ones_before(peopled: Database, keyring: Keys) -> None:
    for _ in range(3):
        for _ in range(people.TRIES - 1):
            enter(peopled, keyring, password="wrong")
        assert enter(peopled, keyring)


def test_after_a_lock_there_are_five_tries_again(peopled: Database, keyring: Keys) -> None:
    for _ in range(people.TRIES):
        enter(peopled, keyring, password="wrong")
    later = NOON + 15 * MINUTE
    for _ in range(people.TRIES - 1):
        enter(peopled, keyring, password="wrong", at=later)
    assert enter(peopled, keyring, at=later)


def test_tries_at_one_moment_are_all_counted(
    peopled: Database, keyring: Keys, tmp_path: Path
) -> None:
    """Guessing in parallel gains nothing: whoever is late finds the account locked."""
    patient = db.connect(f"sqlite:///{tmp_path / 'instance' / 'voice.db'}", wait=20)
    threads = [
        Thread(target=enter, args=(patient, keyring, "sam.green", f"wrong {n}")) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    patient.close()
    assert len(lines(peopled, "log-in-failed")) == people.TRIES
    assert len(lines(peopled, "log-in-locked")) == 3
    assert enter(peopled, keyring) is None


def test_a_password_changed_while_it_was_being_checked_lets_nobody_in(
    peopled: Database, keyring: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = people._is_right

    def slow(against: str, password: str) -> bool:
        monkeypatch.setattr(people, "_is_right", real)
        people.set_password(peopled, keyring, "sam.green", BETTER, NOON)
        return real(against, password)

    monkeypatch.setattr(people, "_is_right", slow)
    assert enter(peopled, keyring) is None


# Tokens


def test_every_log_in_has_a_new_token_of_256_bits(peopled: Database, keyring: Keys) -> None:
    tokens = {entered(peopled, keyring) for _ in range(4)}
    assert len(tokens) == 4
    assert all(len(token) == 43 for token in tokens)


def test_logging_in_again_ends_what_the_browser_brought(peopled: Database, keyring: Keys) -> None:
    old = entered(peopled, keyring)
    assert enter(peopled, keyring, leaving=old)
    assert not is_in(peopled, old)


def test_a_token_planted_by_somebody_else_is_never_taken_over(
    peopled: Database, keyring: Keys
) -> None:
    log_in = enter(peopled, keyring, leaving="planted-by-an-attacker")
    assert log_in is not None
    assert log_in.token != "planted-by-an-attacker"
    assert not is_in(peopled, "planted-by-an-attacker")


def test_what_the_database_holds_opens_nothing(peopled: Database, keyring: Keys) -> None:
    assert not is_in(peopled, people.fingerprint(entered(peopled, keyring)))


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "\u0661", "a" * 100_000])
def test_any_other_token_is_nobodys(peopled: Database, token: str) -> None:
    assert not is_in(peopled, token)


def test_logging_out_ends_it_on_the_server(peopled: Database, keyring: Keys) -> None:
    token, other = entered(peopled, keyring), entered(peopled, keyring)
    people.log_out(peopled, keyring, token, NOON)
    people.log_out(peopled, keyring, token, NOON)
    assert not is_in(peopled, token)
    assert is_in(peopled, other)
    assert lines(peopled, "logged-out") == [("sam.green", "worker", "logged-out", "")]


def test_idle_too_long_ends_it_for_good(peopled: Database, keyring: Keys) -> None:
    token = entered(peopled, keyring)
    assert is_in(peopled, token, NOON + 14 * MINUTE)
    assert is_in(peopled, token, NOON + 28 * MINUTE)
    assert not is_in(peopled, token, NOON + 43 * MINUTE)
    assert not is_in(peopled, token, NOON + 28 * MINUTE)


def test_a_page_that_asks_by_itself_keeps_nobody_logged_in(
    peopled: Database, keyring: Keys
) -> None:
    token = entered(peopled, keyring)
    for minutes in range(0, 15, 5):
        assert is_in(peopled, token, NOON + minutes * MINUTE, seen=False)
    assert not is_in(peopled, token, NOON + 15 * MINUTE, seen=False)


def test_a_working_day_ends_it_however_busy(peopled: Database, keyring: Keys) -> None:
    token = entered(peopled, keyring)
    at = NOON
    while at < NOON + people.LONGEST:
        assert is_in(peopled, token, at)
        at += 10 * MINUTE
    assert not is_in(peopled, token, at)


def test_being_seen_is_written_at_most_twice_a_minute(
    peopled: Database, keyring: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: list[datetime] = []
    monkeypatch.setattr(people.sessions, "touch", lambda *given: touched.append(given[-1]))
    token = entered(peopled, keyring)
    for seconds in (1, 10, 29, 30):
        is_in(peopled, token, NOON + timedelta(seconds=seconds))
    assert touched == [NOON + timedelta(seconds=30)]


def test_a_database_that_takes_no_writes_keeps_nobody_from_reading(
    peopled: Database, keyring: Keys
) -> None:
    token = entered(peopled, keyring)
    with peopled.writing():
        assert is_in(peopled, token, NOON + 10 * MINUTE)
        assert not is_in(peopled, token, NOON + 20 * MINUTE)


def test_log_ins_older_than_a_working_day_are_swept(peopled: Database, keyring: Keys) -> None:
    token = entered(peopled, keyring)
    entered(peopled, keyring, at=NOON + people.LONGEST)
    with peopled.reading() as connection:
        assert people.sessions.find(connection, people.fingerprint(token)) is None
