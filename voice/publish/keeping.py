"""Drawn charts kept on disk, so that a page is quick after a restart too.

A chart is found by the hash of its figures and words. Charts that an older program drew are thrown
away; whatever cannot be kept or read is drawn again.
"""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from voice.paths import STATIC

DRAWS = ("beside", "charts", "drawing", "faces", "pictures", "scheme", "themed")
"""The modules that decide how a chart looks."""
_PARTS = ("afcharts", "fonttools", "matplotlib")


def kept(folder: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """The file of that name as it was kept, else as ``make`` gives it."""
    own = folder / _drawing()
    with suppress(OSError):
        return (own / name).read_bytes()
    made = make()
    with suppress(OSError):
        _keep(own, name, made)
    return made


def _keep(own: Path, name: str, made: bytes) -> None:
    if not own.is_dir():
        own.mkdir(parents=True)
        for old in _others(own):
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.NamedTemporaryFile(dir=own, prefix=".", delete=False) as file:
        file.write(made)
    Path(file.name).replace(own / name)


def _others(own: Path) -> Iterator[Path]:
    named = re.compile(r"[0-9a-f]{16}")
    return (one for one in own.parent.iterdir() if one != own and named.fullmatch(one.name))


@cache
def _drawing() -> str:
    """What stands for this program's way of drawing: its modules, letters, pictures and parts."""
    here = Path(__file__).parent
    files = [here / f"{name}.py" for name in DRAWS]
    files += sorted((STATIC / "fonts").rglob("*.ttf")) + sorted((STATIC / "pictures").glob("*.svg"))
    digest = hashlib.sha256(" ".join(f"{part} {version(part)}" for part in _PARTS).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
