"""The keys of an installation: one file each, mode 600, in a folder apart from the data.

Three are secret bytes, made once. Sealing keys are renewed: tablets seal for the newest, and the
older ones stay as long as envelopes for them may come.
"""

import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from voice import sealing
from voice.faults import Fault, FaultyError, RefusedError

MONTHS_KEPT = 13
"""How long a sealing key must have been followed by a newer one before it is dropped. A tablet
may bring its envelopes twelve months after an event, and takes its key with it before that."""
SECRETS = ("receipts", "trail", "cookie")
_BYTES = 32
_AS_THE_SERVICE = "Run it as the user the service runs as: sudo -u voice …"
_SEALING = re.compile(rf"sealing-({sealing.KEY_ID.pattern})\.pem")

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Secret bytes, 32 each, and sealing keys. Never printed, never in the data folder."""

    receipts: bytes
    """Turns a tablet's record id into the code its receipt is kept under."""
    trail: bytes
    """Chains the audit trail, so that a changed line shows."""
    cookie: bytes
    """Signs the worker's cookie and form tokens."""
    sealing: Mapping[str, RSAPrivateKey] = field(default_factory=dict, compare=False)
    """Open what tablets sealed, by the id of the key."""

    @property
    def current(self) -> tuple[str, RSAPrivateKey]:
        """The key that tablets seal for from now on, and its id. Raises ``FaultyError``."""
        if not self.sealing:
            raise FaultyError([Fault("the sealing key", "is not there.", "Run voice init.")])
        newest = max(self.sealing)
        return newest, self.sealing[newest]


@dataclass(frozen=True, slots=True)
class SealingKey:
    """A sealing key as it is told to a person."""

    id: str
    current: bool
    """Tablets seal for this one."""
    needed: str
    """The last month in which a tablet may bring something for it; empty for the current one."""


def make(folder: Path, today: date) -> None:
    """Make every key that is not there yet. Never replaces one. Raises ``FaultyError``."""
    with _told(folder, "cannot be made or looked into"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        missing = [name for name in SECRETS if not (folder / f"{name}.key").exists()]
    for name in missing:
        _write(folder / f"{name}.key", secrets.token_bytes(_BYTES))
    if not _sealing_files(folder):
        renew(folder, today)


def read(folder: Path) -> Keys:
    """Read the keys. Raises ``FaultyError`` for each file missing, damaged or open to others."""
    faults: list[Fault] = []
    secret = {name: _read(folder / f"{name}.key", _secret, faults) for name in SECRETS}
    opening = {
        id_: _read(path, _sealing_key, faults) for id_, path in _sealing_files(folder).items()
    }
    if faults:
        raise FaultyError(faults)
    return Keys(
        **{name: value for name, value in secret.items() if value},
        sealing={id_: key for id_, key in opening.items() if key},
    )


def files(folder: Path) -> list[Path]:
    """Every file of a key: what an escrow copy holds."""
    there = [folder / f"{name}.key" for name in SECRETS]
    return [*(path for path in there if path.exists()), *_sealing_files(folder).values()]


def sealing_keys(folder: Path) -> list[SealingKey]:
    """The sealing keys, the current one first."""
    ids = sorted(_sealing_files(folder), reverse=True)
    newer = ["", *ids][: len(ids)]
    return [
        SealingKey(id_, not follower, _later(follower, MONTHS_KEPT) if follower else "")
        for id_, follower in zip(ids, newer, strict=True)
    ]


def renew(folder: Path, today: date) -> str:
    """Make a sealing key that follows all others, and say its id. The others stay.

    Ids sort by age: a second key in one month has the name of the next. Raises ``FaultyError``.
    """
    with _told(folder, "cannot be looked into"):
        if not folder.is_dir():
            do = "Set VOICE_KEYS to the folder of the service’s keys, or run voice init."
            raise FaultyError([Fault(str(folder), "is not there.", do)])
    newest = max(_sealing_files(folder), default="")
    month = f"{today:%Y-%m}"
    if newest[:7] >= month:
        month = _later(newest, 1)
    key = sealing.new_key()
    id_ = sealing.id_of(key, date.fromisoformat(f"{month}-01"))
    _write(folder / f"sealing-{id_}.pem", sealing.to_file(key))
    return id_


def drop(folder: Path, id_: str, today: date, *, early: bool = False) -> None:
    """Delete a sealing key. What is still sealed for it can then be opened by nobody.

    Raises ``FaultyError`` for a key that is not there; ``RefusedError`` for the current one and,
    unless ``early`` says that it is meant, while a tablet may still bring something for it.
    """
    known = {key.id: key for key in sealing_keys(folder)}
    if id_ not in known:
        raise FaultyError([Fault(id_, "is not a sealing key here.", "See voice key list.")])
    if known[id_].current:
        raise RefusedError(f"{id_} is the current key: tablets seal for it. Renew it first.")
    if f"{today:%Y-%m}" <= known[id_].needed and not early:
        raise RefusedError(
            f"{id_} may be needed until the end of {known[id_].needed}: so long can a tablet "
            "bring envelopes that it opens. Drop it then."
        )
    path = _sealing_files(folder)[id_]
    with _told(path, "cannot be deleted"):
        path.unlink()


def _sealing_files(folder: Path) -> dict[str, Path]:
    """Where each sealing key lies, by its id, oldest first. Raises ``FaultyError``."""
    # Path.glob would pass over a folder that it may not read, as if no key were there.
    with _told(folder, "cannot be looked into"), suppress(FileNotFoundError):
        named = ((_SEALING.fullmatch(path.name), path) for path in sorted(folder.iterdir()))
        return {name[1]: path for name, path in named if name}
    return {}


def _read(path: Path, how: Callable[[Path], Kind], faults: list[Fault]) -> Kind | None:
    """What a file holds; None with a fault more where it cannot be used."""
    try:
        if not path.is_file():
            faults.append(Fault(str(path), "is not there.", "Run voice init, or restore it."))
            return None
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            faults.append(Fault(str(path), "can be read by others.", f"Run chmod 600 {path}."))
        return how(path)
    except ValueError:
        faults.append(Fault(str(path), "is damaged.", "Restore it from the escrow copy."))
    except OSError as error:
        faults.append(_not_ours(path, "cannot be read", error))
    return None


def _secret(path: Path) -> bytes:
    found = path.read_bytes()
    if len(found) != _BYTES:
        raise ValueError("has another length")
    return found


def _sealing_key(path: Path) -> RSAPrivateKey:
    key = sealing.from_file(path)
    if sealing.fingerprint(key) not in path.stem:
        raise ValueError("is another key than its name says")
    return key


def _later(month: str, months: int) -> str:
    """The month so many later; what stands behind the month is left away."""
    year, number = int(month[:4]), int(month[5:7]) - 1 + months
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def _write(path: Path, content: bytes) -> None:
    with _told(path, "cannot be written"):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            _hand_over(handle, path.parent)


def _hand_over(handle: int, folder: Path) -> None:
    """Give a file to whose folder it is in: made by root, the service could not read it."""
    owner = folder.stat()
    if owner.st_uid != os.geteuid():
        with suppress(PermissionError):  # only root can give away
            os.fchown(handle, owner.st_uid, owner.st_gid)


@contextmanager
def _told(path: Path, wrong: str) -> Iterator[None]:
    """Turn what the system refuses into a fault in words."""
    try:
        yield
    except OSError as error:
        raise FaultyError([_not_ours(path, wrong, error)]) from error


def _not_ours(path: Path, wrong: str, error: OSError) -> Fault:
    return Fault(str(path), f"{wrong} by this user: {error.strerror}.", _AS_THE_SERVICE)
