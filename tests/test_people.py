from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type
from hypothesis import given
from hypothesis import strategies as st

from tests.staff import BETTER, GOOD, NOON, enter, entered, is_in, lines, staffed, stored_bytes
from voice import people
from voice.faults import FaultyError, RefusedError
from voice.keys import Keys
from voice.people import Who
from voice.store import people as store
from voice.store import trail
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")


@pytest.fixture
def peopled(database: Database, keyring: Keys) -> Database:
    return staffed(database, keyring)


# Adding


def test_a_name_is_kept_without_capitals_and_blanks(database: Database, keyring: Keys) -> None:
    assert people.add(database, keyring, " Sam.Green ", "worker", GOOD, NOON) == Who(
        "sam.green", "worker"
    )
    assert lines(database) == [("command-line", "admin", "person-added", "sam.green worker")]


def test_every_fault_of_a_person_is_told_at_once(database: Database, keyring: Keys) -> None:
    with pytest.raises(FaultyError) as raised:
        people.add(database, keyring, "sam green", "boss", "short", NOON)
    assert [fault.place for fault in raised.value.faults][:2] == ["name", "role"]
    assert "password" in {fault.place for fault in raised.value.faults}
    with database.reading() as connection:
        assert store.all_people(connection) == []


@pytest.mark.parametrize("name", ["", "s", "sam green", "-sam", "sám", "command-line", "a/b"])
def test_a_name_has_only_letters_figures_dots_and_hyphens(
    database: Database, keyring: Keys, name: str
) -> None:
    with pytest.raises(FaultyError, match="is not a name"):
        people.add(database, keyring, name, "worker", GOOD, NOON)


def test_the_same_name_is_not_added_twice(peopled: Database, keyring: Keys) -> None:
    with pytest.raises(FaultyError, match="is there already"):
        people.add(peopled, keyring, "SAM.GREEN", "admin", BETTER, NOON)


def test_every_role_may_be_given(database: Database, keyring: Keys) -> None:
    for role in people.ROLES:
        people.add(database, keyring, f"one-{role}", role, GOOD, NOON)
    with database.reading() as connection:
        assert {p.role for p in store.all_people(connection)} == set(people.ROLES)


# Passwords


@pytest.mark.parametrize("password", [GOOD, BETTER, "kettle-7-moss-owl", "ኣብ ገዛ ጽቡቕ እዩ ኩሉ"])
def test_a_few_unexpected_words_will_do(password: str) -> None:
    assert people.password_faults("sam.green", password) == []


@pytest.mark.parametrize(
    ("password", "wrong"),
    [
        ("kettle moss", "is shorter than 12"),
        ("k" * 6 + "moss" * 60, "is longer than 200"),
        ("my sam.green kettle", "has the name in it"),
        ("My SAM.GREEN kettle", "has the name in it"),
        ("password1234", "guessed at once"),
        ("Password-2026!", "guessed at once"),
        ("P455w0rd2026", "guessed at once"),
        ("passwordpassword", "guessed at once"),
        ("Cambridgeshire99", "guessed at once"),
        ("welcome to london 1", "guessed at once"),
        ("123456789012", "guessed at once"),
        ("07700900123456", "guessed at once"),
        ("aaaaaaaaaaaaaaa", "guessed at once"),
        ("qwertyuiopasdf", "guessed at once"),
        ("lkjihgfedcba", "guessed at once"),
    ],
)
def test_a_password_easy_to_guess_is_refused_with_its_reason(password: str, wrong: str) -> None:
    found = [str(fault) for fault in people.password_faults("sam.green", password)]
    assert any(wrong in fault for fault in found), found


@hypothesis.settings(max_examples=40)
@given(st.text(max_size=300), st.text(max_size=70))
def test_any_text_is_judged_without_an_error(password: str, name: str) -> None:
    people.password_faults(name, password)


def test_the_same_letters_from_another_keyboard_are_the_same_password(
    database: Database, keyring: Keys
) -> None:
    people.add(database, keyring, "sam", "worker", "caf\u00e9 lantern moss", NOON)
    assert enter(database, keyring, "sam", "cafe\u0301 lantern moss")


def test_hashes_are_argon2id_with_at_least_64_mebibytes(
    monkeypatch: pytest.MonkeyPatch, production_hasher: PasswordHasher
) -> None:
    monkeypatch.setattr(people, "HASHER", production_hasher)
    kept = extract_parameters(people.HASHER.hash(GOOD))
    assert (kept.type, kept.time_cost >= 3) == (Type.ID, True)
    assert kept.memory_cost >= 64 * 1024
    nobodys = extract_parameters(people._nobodys_hash())
    assert nobodys == kept


def test_no_password_token_or_typed_name_is_kept_anywhere(
    peopled: Database, keyring: Keys, tmp_path: Path
) -> None:
    token = entered(peopled, keyring)
    enter(peopled, keyring, "puddlename", "wrong-password-marker")
    enter(peopled, keyring, "sam.green", "wrong-password-marker")
    people.change_password(peopled, keyring, Who("kim", "admin"), GOOD, BETTER, NOON)
    kept = stored_bytes(peopled, tmp_path)
    for secret in (GOOD, BETTER, token, "puddlename", "wrong-password-marker"):
        assert secret.encode() not in kept
    assert people.fingerprint(token).encode() in kept


def test_older_hashes_are_made_anew_at_the_next_log_in(
    peopled: Database, keyring: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(people, "HASHER", stronger)
    assert enter(peopled, keyring, password="not this one at all") is None
    for _ in range(2):
        assert enter(peopled, keyring)
        with peopled.reading() as connection:
            record = store.find(connection, "sam.green")
        assert record is not None
        assert extract_parameters(record.password).memory_cost == 16


# Changes


def test_changing_a_password_ends_every_log_in(peopled: Database, keyring: Keys) -> None:
    tokens = [entered(peopled, keyring) for _ in range(2)]
    who = Who("sam.green", "worker")
    people.change_password(peopled, keyring, who, GOOD, BETTER, NOON)
    assert not any(is_in(peopled, token) for token in tokens)
    assert enter(peopled, keyring) is None
    assert enter(peopled, keyring, password=BETTER)
    assert lines(peopled, "password-changed") == [
        ("sam.green", "worker", "password-changed", "sam.green")
    ]


def test_a_new_password_needs_the_old_one_and_the_rules(peopled: Database, keyring: Keys) -> None:
    who = Who("sam.green", "worker")
    token = entered(peopled, keyring)
    with pytest.raises(FaultyError, match="old: is not right"):
        people.change_password(peopled, keyring, who, "wrong", BETTER, NOON)
    with pytest.raises(FaultyError, match="new: is shorter"):
        people.change_password(peopled, keyring, who, GOOD, "short", NOON)
    assert is_in(peopled, token)


def test_guessing_the_old_password_locks_like_logging_in(peopled: Database, keyring: Keys) -> None:
    for _ in range(people.TRIES):
        with pytest.raises(FaultyError):
            people.change_password(peopled, keyring, Who("sam.green", "worker"), "x", BETTER, NOON)
    with pytest.raises(FaultyError):
        people.change_password(peopled, keyring, Who("sam.green", "worker"), GOOD, BETTER, NOON)


def test_an_admin_gives_a_new_password_and_ends_a_lock(peopled: Database, keyring: Keys) -> None:
    token = entered(peopled, keyring)
    for _ in range(people.TRIES):
        enter(peopled, keyring, password="wrong")
    people.set_password(peopled, keyring, "sam.green", BETTER, NOON, Who("kim", "admin"))
    assert not is_in(peopled, token)
    assert enter(peopled, keyring, password=BETTER)
    with pytest.raises(FaultyError, match="is shorter"):
        people.set_password(peopled, keyring, "sam.green", "short", NOON)


def test_another_role_ends_every_log_in(peopled: Database, keyring: Keys) -> None:
    token = entered(peopled, keyring)
    people.change_role(peopled, keyring, "sam.green", "analyst", NOON, Who("kim", "admin"))
    assert not is_in(peopled, token)
    log_in = enter(peopled, keyring)
    assert log_in is not None
    assert log_in.who.role == "analyst"
    assert lines(peopled, "role-changed") == [("kim", "admin", "role-changed", "sam.green analyst")]
    with pytest.raises(FaultyError, match="is none we have"):
        people.change_role(peopled, keyring, "sam.green", "boss", NOON)


def test_somebody_removed_is_out_at_once_and_stays_in_the_trail(
    peopled: Database, keyring: Keys
) -> None:
    token = entered(peopled, keyring)
    people.remove(peopled, keyring, "sam.green", NOON, Who("kim", "admin"))
    assert not is_in(peopled, token)
    assert enter(peopled, keyring) is None
    assert lines(peopled)[-2] == ("kim", "admin", "person-removed", "sam.green")


def test_the_last_admin_stays(peopled: Database, keyring: Keys) -> None:
    with pytest.raises(RefusedError, match="only admin"):
        people.remove(peopled, keyring, "kim", NOON)
    with pytest.raises(RefusedError, match="only admin"):
        people.change_role(peopled, keyring, "kim", "worker", NOON)
    people.change_role(peopled, keyring, "kim", "admin", NOON)
    people.add(peopled, keyring, "alex", "admin", GOOD, NOON)
    people.remove(peopled, keyring, "kim", NOON)


@pytest.mark.parametrize(
    "act",
    [
        lambda d, k: people.remove(d, k, "nobody", NOON),
        lambda d, k: people.change_role(d, k, "nobody", "worker", NOON),
        lambda d, k: people.set_password(d, k, "nobody", BETTER, NOON),
    ],
)
def test_changing_nobody_is_a_fault(
    peopled: Database, keyring: Keys, act: Callable[[Database, Keys], None]
) -> None:
    before = lines(peopled)
    with pytest.raises(FaultyError, match="nobody here"):
        act(peopled, keyring)
    assert lines(peopled) == before


def test_all_of_it_leaves_a_whole_trail(peopled: Database, keyring: Keys) -> None:
    token = entered(peopled, keyring)
    enter(peopled, keyring, password="wrong")
    people.log_out(peopled, keyring, token, NOON)
    people.remove(peopled, keyring, "sam.green", NOON)
    with peopled.reading() as connection:
        assert trail.verify(connection, keyring.trail) is None
        assert trail.count(connection) == 6


def test_nothing_secret_is_printed(peopled: Database, keyring: Keys) -> None:
    log_in = enter(peopled, keyring)
    assert log_in is not None
    assert log_in.token not in repr(log_in)
    assert "argon2" not in repr(people._prove(peopled, "sam.green", GOOD))
