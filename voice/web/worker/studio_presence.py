"""Who else has a draft open just now.

Kept in small files beside the database, because several processes answer the pages; each says a
name and when it was last there, and is forgotten a minute later: by the next who looks, or by the
process for long work. Nothing of it is kept for good.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from voice.jobs import AT_WORK

FOLDER = AT_WORK
_AWAY, _FORGOTTEN = 30, 60
"""Seconds without a sign after which somebody has left, and is forgotten."""


def here(data: Path, draft: str, who: str, now: datetime) -> tuple[str, ...]:
    """Say that somebody has the draft open, and who else has."""
    folder = data / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        said = {"draft": draft, "who": who, "at": now.timestamp()}
        _write(folder / _name(draft, who), json.dumps(said))
        return tuple(sorted(_others(folder, draft, who, now)))
    except OSError:
        return ()  # to know who else is here is a comfort; work goes on without it


def _others(folder: Path, draft: str, who: str, now: datetime) -> Iterator[str]:
    for path in folder.glob("*.json"):
        found = _read(path)
        at = found.get("at")
        away = now.timestamp() - at if isinstance(at, int | float) else None
        if away is None or away > _FORGOTTEN:
            path.unlink(missing_ok=True)
        elif found.get("draft") == draft and found.get("who") != who and away <= _AWAY:
            yield str(found.get("who"))


def _write(path: Path, text: str) -> None:
    """Whole or not at all: another process may be reading it."""
    fresh = path.with_suffix(f".{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)


def _read(path: Path) -> dict[str, object]:
    """What a file says; nothing of now where it cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"at": 0.0}
    return found if isinstance(found, dict) else {}


def _name(draft: str, who: str) -> str:
    return hashlib.sha256(f"{draft}\n{who}".encode()).hexdigest()[:32] + ".json"
