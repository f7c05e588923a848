"""A paper's folder: every file of it, checksums beside them, put in place all at once."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from voice.faults import Fault, FaultyError

SUMS = "SHA256SUMS"


def checksums(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file, by name in order."""
    return {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}


def put(files: Mapping[str, bytes], out: Path) -> dict[str, str]:
    """Write the files and ``SHA256SUMS`` to ``out``; gives the sums.

    A paper that stands there already is replaced in one step; nobody sees half of one. Raises
    ``FaultyError`` where something else stands there, and then touches nothing.
    """
    if out.exists() and not _may_be_replaced(out):
        raise FaultyError(
            [Fault(str(out), "holds other things.", "Give an empty folder or an earlier paper's.")]
        )
    sums = checksums(files)
    listed = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, content in (*files.items(), (SUMS, listed.encode())):
            file = made / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        _change_places(made, out)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return sums


def _may_be_replaced(out: Path) -> bool:
    return out.is_dir() and ((out / SUMS).is_file() or not any(out.iterdir()))


def _change_places(made: Path, out: Path) -> None:
    """``made`` becomes ``out``; what stood there goes, once the new one stands."""
    made.chmod(0o755)
    for folder in _folders(made):
        folder.chmod(0o755)
    if out.exists():
        old = made.with_name(f"{made.name}-old")
        out.rename(old)
        made.rename(out)
        shutil.rmtree(old)
    else:
        made.rename(out)


def _folders(root: Path) -> Iterator[Path]:
    return (Path(folder) for folder, _, _ in os.walk(root))
