"""All that leaves, to search for numbers: pages, what they link to, and what is packed in files."""

import io
import re
import zipfile
from collections.abc import Iterator

from bs4 import BeautifulSoup

from tests.web.visiting import Visit

MOST_PAGES = 400


def told_in(content: bytes) -> set[str]:
    """The numbers in some bytes, as written: 9250, 9,250 and 9 250 alike."""
    text = content.decode("utf-8", "ignore") + content.decode("utf-16-le", "ignore")
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[,\u2009\u202f\u00a0](?=\d{3})", "", text)))


def opened(content: bytes) -> Iterator[bytes]:
    """A file, and what is packed in it."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from opened(packed.read(name))


def pages(worker: Visit, *first: str) -> Iterator[tuple[str, bytes]]:
    """All that can be reached from these pages without changing anything."""
    waiting, seen = list(first), set(first)
    while waiting:
        path = waiting.pop()
        answer = worker.client.get(path)
        yield path, answer.data
        if answer.mimetype != "text/html":
            continue
        page = BeautifulSoup(answer.data, "html.parser")
        for one in page.select("a[href], img[src]"):
            link = str(one.get("href") or one.get("src"))
            path = link.removeprefix("/work").partition("#")[0]
            if link.startswith(("/work/heard", "/work/papers")) and path not in seen:
                assert len(seen) < MOST_PAGES
                seen.add(path)
                waiting.append(path)
