"""Who else has a draft open just now.

Kept in small files beside the database, because several processes answer the pages; each says a
name and when it was last there, and is forgotten a minute later. Nothing of it is kept for good.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

FOLDER = "at-work"
_AWAY, _FORGOTTEN = 30, 60
"""Seconds without a sign after which somebody has left, and is forgotten."""


def here(data: Path, draft: str, who: str, now: datetime) -> tuple[str, ...]:
    """Say that somebody has the draft open, and who else has."""
    folder = data / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / _name(draft, who)).write_text(
            json.dumps({"draft": draft, "who": who, "at": now.timestamp()}), encoding="utf-8"
        )
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


def _read(path: Path) -> dict[str, object]:
    """What a file says; nothing where it is just being written."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"at": 0.0}
    return found if isinstance(found, dict) else {}


def _name(draft: str, who: str) -> str:
    return hashlib.sha256(f"{draft}\n{who}".encode()).hexdigest()[:32] + ".json"
