"""What was changed or left out when a draft came from a file, kept for as long as the draft.

In small files beside the database: a help while the draft is finished, not part of the survey. The
process for long work forgets them a minute after their draft.
"""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import asdict
from pathlib import Path

from voice.exchange.notes import Note
from voice.jobs import BROUGHT_IN

FOLDER = BROUGHT_IN
_NAME = re.compile(r"[0-9a-f-]{1,60}")


def keep(data: Path, draft: str, notes: Iterable[Note], drafts: Collection[str]) -> None:
    """Keep the notes of a draft, and forget those of drafts that are no more."""
    folder = data / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        _path(data, draft).write_text(json.dumps([asdict(one) for one in notes]), encoding="utf-8")
        for path in folder.glob("*.json"):
            if path.stem not in drafts:
                path.unlink(missing_ok=True)
    except OSError:
        return  # the draft is there, and says itself what is still to be written


def of(data: Path, draft: str) -> tuple[Note, ...] | None:
    """The notes of a draft; None where it did not come from a file."""
    if not _NAME.fullmatch(draft):
        return None
    try:
        found = json.loads(_path(data, draft).read_text(encoding="utf-8"))
        return tuple(Note(**one) for one in found)
    except (OSError, ValueError, TypeError):
        return None


def _path(data: Path, draft: str) -> Path:
    return data / FOLDER / f"{draft}.json"
