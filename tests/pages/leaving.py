"""Pages that are left at any moment, as the app leads away from a child's page by itself.

What a test asks of a page in that very moment gets no answer from it.
"""

from typing import Any

from playwright.sync_api import Error, Page

NETWORK = "dispatchEvent(new Event('online'))"
"""The browser says that there is a network again."""
LEFT = "Execution context was destroyed"
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


def _only_left(error: Error) -> None:
    if LEFT not in error.message:
        raise error
