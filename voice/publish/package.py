"""Office packages as bytes that depend on their parts only: fixed order, no clock."""

import io
import zipfile
from collections.abc import Mapping

FIRST = ("[Content_Types].xml", "_rels/.rels")
"""Readers look for these two at the beginning."""
NO_TIME = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one package. The same parts give the same bytes."""
    target = io.BytesIO()
    order = sorted(parts, key=lambda name: (name not in FIRST, name))
    with zipfile.ZipFile(target, "w") as package:
        for name in order:
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, parts[name], compresslevel=9)
    return target.getvalue()


def parts_of(package: bytes) -> dict[str, bytes]:
    """What ``packed`` was given."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
