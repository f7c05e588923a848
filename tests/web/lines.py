"""The lines for the paper on a page, and what may be done with them."""

from bs4 import BeautifulSoup, Tag

from tests.web.visiting import text
from voice.store import trail
from voice.store.db import Database
from voice.store.quotes import QuoteRecord


def lines_of(page: BeautifulSoup) -> list[str]:
    return [text(one) for one in page.select(".line__said")]


def line_of(page: BeautifulSoup, quote: QuoteRecord) -> Tag:
    found = page.select_one(f"[id='line-{quote.id}']")
    assert found is not None
    return found


def buttons(line: Tag) -> list[str]:
    """What may be done with a line, without its words."""
    acts = line.select(".line__act")
    return [text(act).partition(":")[0].strip() for act in acts]


def shown(*lines: QuoteRecord) -> dict[str, str]:
    """The prints of words that a page showed."""
    return {f"{line.id}-as-shown": line.print for line in lines}


def says(database: Database) -> list[str]:
    with database.reading() as connection:
        return [line.says for line in trail.lines(connection)]
