"""Pages that are left at any moment, as the app leads away from a child's page by itself.

What a test asks of a page in that very moment gets no answer from it.
"""

from typing import Any

from playwright.sync_api import Error, Page

NETWORK = "dispatchEvent(new Event('online'))"
"""The browser says that there is a network again."""
LEFT = "Execution context was destroyed"
ELSEWHERE = "interrupted by another navigation"
PLACES = 5
"""More places than any page leads to, one after the other."""


def look(page: Page, script: str, argument: object = None) -> Any:
    """What a script finds that only looks; asked again where the page was left meanwhile."""
    for _ in range(PLACES):
        try:
            return page.evaluate(script, argument)
        except Error as error:
            _only_left(error)
    raise AssertionError(f"{page.url} never stays")


def tell(page: Page, sign: str) -> None:
    """Let a page hear something. One that is left at that looks by itself where it came to."""
    try:
        page.evaluate(sign)
    except Error as error:
        _only_left(error)


def go(page: Page, address: str) -> None:
    """Open an address, also where the page was just on its way somewhere by itself."""
    for _ in range(PLACES):
        try:
            page.goto(address)
        except Error as error:
            if ELSEWHERE not in error.message:
                raise
        else:
            return
    raise AssertionError(f"{page.url} never lets go")


def _only_left(error: Error) -> None:
    if LEFT not in error.message:
        raise error
