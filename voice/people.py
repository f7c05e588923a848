"""Who may come in: adding people, logging in and out, and who somebody is now.

Passwords are kept as argon2id hashes only. A log-in is a row in the database; the cookie holds a
random token and the row its digest, so a log-in ends where we say and a stolen table opens nothing.
Every act here leaves a line in the trail.
"""

import hashlib
import re
import secrets
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from voice.faults import BusyError, Fault, FaultyError, RefusedError
from voice.keys import Keys
from voice.store import people, sessions, trail
from voice.store.db import Connection, Database

ROLES = ("worker", "reviewer", "safeguarding", "analyst", "publisher", "admin")

HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
"""argon2id as RFC 9106 advises where memory is short: 64 MiB, three passes, four lanes; an eighth
of a second on two cores. Whoever logs in with older parameters is hashed again."""

TRIES = 5
LOCKED = timedelta(minutes=15)
LONGEST = timedelta(hours=10)
"""A log-in ends after a working day, however busy it was."""
SEEN_EVERY = timedelta(seconds=30)
"""How exactly we keep when somebody was last seen: not every page is worth a write."""

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
_GUESSED_FIRST = """
abc abcd abcdef admin administrator asdf asdfgh bluebird butterfly cambridge cambridgeshire
changeme charlie cheese chelsea children chocolate computer council county default dragon everton
family fluffy football friday hello holiday iloveyou internet january justus letmein liverpool
london login manchester master monday monkey october password participation peterborough pokemon
princess qwerty qwertyuiop rainbow safeguarding secret september starwars summer sunday sunshine
superman test tester tigger trustno voice voicesmatter wednesday welcome winter worker zxcvbnm
"""
OBVIOUS = frozenset(_GUESSED_FIRST.split())
"""Words that are guessed first. A password made of nothing else is refused."""
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,59}")
_FOR_LETTERS = str.maketrans("013457@$", "oleastas")
_IN_A_ROW = "01234567890123456789 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody at work: their name to log in with and what they may do."""

    id: str
    role: str


SHELL = Who("command-line", "admin")
"""Whoever may type commands on the server."""


@dataclass(frozen=True, slots=True)
class LogIn:
    """A log-in just begun. The token is for the cookie; it is kept nowhere else."""

    who: Who
    token: str = field(repr=False)


def add(
    database: Database,
    keys: Keys,
    name: str,
    role: str,
    password: str,
    now: datetime,
    by: Who = SHELL,
) -> Who:
    """Add somebody who may log in. Raises ``FaultyError`` with every fault of what was given."""
    name = plain_name(name)
    faults = [*_faults_of_name(name), *_faults_of_role(role), *password_faults(name, password)]
    if faults:
        raise FaultyError(faults)
    hashed = HASHER.hash(_plain(password))
    with database.writing() as connection:
        if people.find(connection, name):
            raise FaultyError([Fault("name", f"{name} is there already.", "Choose another.")])
        people.add(connection, name, role, hashed)
        _note(connection, keys, now, by, "person-added", f"{name} {role}")
    return Who(name, role)


def change_password(
    database: Database, keys: Keys, who: Who, old: str, new: str, now: datetime
) -> None:
    """Somebody changes their own password; every log-in of theirs ends.

    Raises ``FaultyError``. A wrong old password counts like a wrong log-in.
    """
    faults = password_faults(who.id, new, place="new")
    if faults:
        raise FaultyError(faults)
    proof = _prove(database, who.id, old)
    with database.writing() as connection:
        proved = _judge(connection, keys, proof, now)
    if proved is None:
        raise FaultyError([Fault("old", "is not right.", "Try again.")])
    _give_password(database, keys, who.id, new, now, who)


def set_password(
    database: Database, keys: Keys, name: str, new: str, now: datetime, by: Who = SHELL
) -> None:
    """Give somebody another password and end their lock and log-ins. Raises ``FaultyError``."""
    faults = password_faults(name, new)
    if faults:
        raise FaultyError(faults)
    _give_password(database, keys, name, new, now, by)


def change_role(
    database: Database, keys: Keys, name: str, role: str, now: datetime, by: Who = SHELL
) -> None:
    """Let somebody do other things from their next log-in on; those they have now end.

    Raises ``FaultyError``, and ``RefusedError`` where nobody would be left to look after people.
    """
    if faults := _faults_of_role(role):
        raise FaultyError(faults)
    with database.writing() as connection:
        record = _somebody(connection, name)
        if role != "admin":
            _keep_an_admin(connection, record)
        people.set_role(connection, name, role)
        sessions.end_all(connection, name)
        _note(connection, keys, now, by, "role-changed", f"{name} {role}")


def remove(database: Database, keys: Keys, name: str, now: datetime, by: Who = SHELL) -> None:
    """Remove somebody; their log-ins end at once. Raises as ``change_role``."""
    with database.writing() as connection:
        _keep_an_admin(connection, _somebody(connection, name))
        people.remove(connection, name)
        _note(connection, keys, now, by, "person-removed", name)


def log_in(
    database: Database, keys: Keys, name: str, password: str, now: datetime, leaving: str = ""
) -> LogIn | None:
    """Let somebody in, or none: unknown, wrong and locked out look the same and take as long.

    The token is always a new one; ``leaving`` is the one the browser brought, which ends.
    """
    proof = _prove(database, plain_name(name), password)
    token = secrets.token_urlsafe(32)
    with database.writing() as connection:
        who = _judge(connection, keys, proof, now)
        if who is None:
            return None
        sessions.sweep(connection, now - LONGEST)
        if leaving:
            sessions.end(connection, fingerprint(leaving))
        sessions.add(connection, fingerprint(token), who.id, now)
        _note(connection, keys, now, who, "logged-in")
    return LogIn(who, token)


def is_really(database: Database, keys: Keys, who: Who, password: str, now: datetime) -> bool:
    """Whether somebody logged in is still themselves: asked before an act that cannot be undone.

    A wrong password counts like a wrong log-in.
    """
    proof = _prove(database, who.id, password)
    with database.writing() as connection:
        return _judge(connection, keys, proof, now) is not None


def log_out(database: Database, keys: Keys, token: str, now: datetime) -> None:
    """End the log-in of a token on the server, whoever else still holds the cookie."""
    with database.writing() as connection:
        record = sessions.find(connection, fingerprint(token))
        if record is None:
            return
        sessions.end(connection, fingerprint(token))
        _note(connection, keys, now, Who(record.person, record.role), "logged-out")


def who_is(
    database: Database, token: str, now: datetime, idle: timedelta, seen: bool = True
) -> Who | None:
    """Whose token this is, unless it ended: unknown, idle too long, or a working day old.

    ``seen=False`` where a page asks by itself: that does not keep anybody logged in.
    """
    digest = fingerprint(token)
    with database.reading() as connection:
        record = sessions.find(connection, digest)
    if record is None:
        return None
    over = now - record.seen >= idle or now - record.began >= LONGEST
    # A full disk or a long write elsewhere must not keep anybody from reading a page.
    with suppress(BusyError):
        if over:
            with database.writing() as connection:
                sessions.end(connection, digest)
        elif seen and now - record.seen >= SEEN_EVERY:
            with database.writing() as connection:
                sessions.touch(connection, digest, now)
    return None if over else Who(record.person, record.role)


def fingerprint(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def plain_name(name: str) -> str:
    """A name to log in with as it is kept: capitals and blanks round it do not matter."""
    return name.strip().lower()[:60]


def password_faults(name: str, password: str, place: str = "password") -> list[Fault]:
    """Everything that makes a password too easy to guess; none if it will do."""
    plain = _plain(password)
    return [
        Fault(place, wrong, do)
        for bad, wrong, do in (
            (
                len(plain) < SHORTEST_PASSWORD,
                f"is shorter than {SHORTEST_PASSWORD} letters.",
                "Three or four words do well.",
            ),
            (len(plain) > LONGEST_PASSWORD, f"is longer than {LONGEST_PASSWORD} letters.", ""),
            (_has_name(name, plain), "has the name in it.", "Leave the name out."),
            (_is_obvious(plain), "would be guessed at once.", "Choose words nobody expects."),
        )
        if bad
    ]


def _has_name(name: str, password: str) -> bool:
    said = plain_name(name)
    return len(said) > 2 and said in password.lower()


def _is_obvious(password: str) -> bool:
    """Few different letters, letters in a row, or nothing but words that are guessed first."""
    low = password.lower()
    if len(set(low)) < 5 or any(low in row or low[::-1] in row for row in _IN_A_ROW.split()):
        return True
    return _made_of_obvious(low) or _made_of_obvious(
        low.rstrip("0123456789!.?").translate(_FOR_LETTERS)
    )


def _made_of_obvious(low: str) -> bool:
    words = re.split(r"[\W\d_]+", low)
    return all(word in OBVIOUS or _twice_obvious(word) for word in words if len(word) > 2)


def _twice_obvious(word: str) -> bool:
    """Whether a run of letters is two such words: passwordpassword, helloworker."""
    return any(word[:cut] in OBVIOUS and word[cut:] in OBVIOUS for cut in range(3, len(word) - 2))


def _faults_of_name(name: str) -> list[Fault]:
    if _NAME.fullmatch(name) and name != SHELL.id:
        return []
    return [Fault("name", "is not a name to log in with.", "Use letters a-z, figures, . and -.")]


def _faults_of_role(role: str) -> list[Fault]:
    if role in ROLES:
        return []
    return [Fault("role", f"“{role}” is none we have.", f"Choose one of: {', '.join(ROLES)}.")]


@dataclass(frozen=True, slots=True, repr=False)
class _Proof:
    """What was found while no transaction was open, since a hash takes long."""

    name: str
    against: str | None
    """The hash the password was checked against; none where nobody has that name."""
    keep: str | None
    """The hash to keep from now on, if the password was right."""


def _prove(database: Database, name: str, password: str) -> _Proof:
    """Check a password. Costs one hash whether or not there is anybody of that name."""
    with database.reading() as connection:
        record = people.find(connection, name)
    hashed = record.password if record else None
    right = _is_right(hashed or _nobodys_hash(), password)
    keep = hashed if hashed and right else None
    if keep and HASHER.check_needs_rehash(keep):
        keep = HASHER.hash(_plain(password))
    return _Proof(name, hashed, keep)


def _judge(connection: Connection, keys: Keys, proof: _Proof, now: datetime) -> Who | None:
    """Count the try and say who may come in. Leaves one line of the trail where nobody may.

    Looks again: while we hashed, others may have tried, or changed the password.
    """
    record = people.find(connection, proof.name) if proof.against else None
    if record is None:
        # What was typed as a name may be a password typed in the wrong box: it is kept nowhere.
        _note(connection, keys, now, Who("", ""), "log-in-failed")
        return None
    who = Who(record.id, record.role)
    if record.locked_until and now < record.locked_until:
        _note(connection, keys, now, who, "log-in-locked")
        return None
    if proof.keep and record.password == proof.against:
        if record.tries or proof.keep != record.password:
            people.set_password(connection, record.id, proof.keep)
        return who
    tries = 1 if record.locked_until else record.tries + 1
    people.set_tries(connection, record.id, tries, now + LOCKED if tries >= TRIES else None)
    _note(connection, keys, now, who, "log-in-failed")
    return None


def _is_right(hashed: str, password: str) -> bool:
    try:
        return HASHER.verify(hashed, _plain(password)[: LONGEST_PASSWORD + 1])
    except (VerifyMismatchError, InvalidHashError):
        return False


def _nobodys_hash() -> str:
    """A hash no password has: to check one against it takes as long as against a real one."""
    cost = f"m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${'A' * 22}${'A' * 43}"


def _plain(password: str) -> str:
    """The same letters typed on another keyboard are the same password."""
    return unicodedata.normalize("NFKC", password)


def _give_password(
    database: Database, keys: Keys, name: str, new: str, now: datetime, by: Who
) -> None:
    hashed = HASHER.hash(_plain(new))
    with database.writing() as connection:
        _somebody(connection, name)
        people.set_password(connection, name, hashed)
        sessions.end_all(connection, name)
        _note(connection, keys, now, by, "password-changed", name)


def _somebody(connection: Connection, name: str) -> people.PersonRecord:
    record = people.find(connection, name)
    if record is None:
        raise FaultyError([Fault("name", f"{name} is nobody here.", "See the list of people.")])
    return record


def _keep_an_admin(connection: Connection, record: people.PersonRecord) -> None:
    if record.role == "admin" and people.with_role(connection, "admin") == 1:
        raise RefusedError(f"{record.id} is the only admin. Add another admin first.")


def _note(
    connection: Connection, keys: Keys, now: datetime, who: Who, what: str, about: str = ""
) -> None:
    trail.write(connection, keys.trail, now, who.id, who.role, what, about)
