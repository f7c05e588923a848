"""What a page asks for: the files it names, and those they name in turn.

Read from the pages themselves, so that nothing has to be listed by hand and nothing is forgotten.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from posixpath import dirname, join, normpath

from voice.web.assets import Assets

_IN_CSS = re.compile(r"url\(\s*[\"']?([^\"')#?]+)")
_IN_JS = re.compile(r"""^\s*(?:import|export)\b[^"';=()]*["'](\.[^"']+)["']""", re.MULTILINE)
_REMARK = re.compile(r"/\*.*?\*/|(?<=\s)//[^\n]*", re.DOTALL)
_LATER = re.compile(r"""\bimport\(\s*["'](\.[^"']+)["']""")


@dataclass(frozen=True, slots=True, order=True)
class File:
    """One file of a pack or a shell. A tablet checks it by its digest."""

    url: str
    sha256: str
    bytes: int

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def a_file(url: str, content: bytes) -> File:
    return File(url, hashlib.sha256(content).hexdigest(), len(content))


def canonical(data: object) -> str:
    """The one JSON of something: sorted keys, no spaces."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(data: object) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def by_pages(assets: Assets, pages: Iterable[str]) -> list[File]:
    """The static files that pages of HTML can ask for, by address."""
    wanted = {name for page in pages for name in named_in(page, assets)}
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        found.add(name)
        wanted |= set(_named_by(name, assets)) - found
    return sorted(a_file(assets.url(name), assets.read(name)) for name in found)


def named_in(page: str, assets: Assets) -> set[str]:
    """The names of the static files in a page. Raises ``KeyError`` for one that is not there."""
    found = set(re.findall(rf"/static/{assets.digest}/([\w./-]+)", page))
    for name in found:
        assets.url(name)
    return found


def _named_by(name: str, assets: Assets) -> Iterator[str]:
    read = _READ.get(name.rpartition(".")[2])
    if read is None:
        return
    for relative in read(_REMARK.sub("", assets.read(name).decode())):
        found = normpath(join(dirname(name), relative))
        assets.url(found)
        yield found


def _by_sheet(text: str) -> list[str]:
    return [name for name in _IN_CSS.findall(text) if not name.startswith("data:")]


def _by_script(text: str) -> list[str]:
    return [*_IN_JS.findall(text), *_LATER.findall(text)]


_READ: dict[str, Callable[[str], list[str]]] = {"css": _by_sheet, "js": _by_script}
"""How a kind of file names others; the rest name none."""
