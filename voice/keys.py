"""The keys of an installation: one file each, mode 600, in a folder apart from the data."""

import os
import secrets
import stat
from dataclasses import dataclass, fields
from pathlib import Path

from voice.faults import Fault, FaultyError

_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Secret bytes, 32 each. Never printed, never in the data folder."""

    receipts: bytes
    """Turns a tablet's record id into the code its receipt is kept under."""
    trail: bytes
    """Chains the audit trail, so that a changed line shows."""
    cookie: bytes
    """Signs the worker's cookie and form tokens."""


def make(folder: Path) -> None:
    """Make every key that is not there yet. Never replaces one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for field in fields(Keys):
        path = folder / f"{field.name}.key"
        if path.exists():
            continue
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))


def read(folder: Path) -> Keys:
    """Read the keys. Raises ``FaultyError`` for each file missing, damaged or open to others."""
    faults: list[Fault] = []
    found: dict[str, bytes] = {}
    for field in fields(Keys):
        path = folder / f"{field.name}.key"
        if not path.is_file():
            faults.append(Fault(str(path), "is not there.", "Run voice init, or restore it."))
            continue
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            faults.append(Fault(str(path), "can be read by others.", f"Run chmod 600 {path}."))
        found[field.name] = path.read_bytes()
        if len(found[field.name]) != _BYTES:
            faults.append(Fault(str(path), "is damaged.", "Restore it from the escrow copy."))
    if faults:
        raise FaultyError(faults)
    return Keys(**found)
