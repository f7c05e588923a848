"""The bar above every page: the doors a role may open, and which one stands open."""

from dataclasses import dataclass

from flask import request, url_for

from voice.web.access import may
from voice.web.worker import heard


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the bar."""

    text: str
    address: str
    here: bool


STUDIO = frozenset(
    f"studio{part}"
    for part in ("", "_start", "_import", "_bank", "_preview", "_paper", "_words", "_publish")
) | {"typing_in"}
"""Page families of a survey in the making."""

_ENTRIES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("Today", "today.show", frozenset({"today", "missing", "phone", "together"})),
    ("Events", "events.index", frozenset({"events", "counting", "groups", "terms"})),
    (
        "Surveys",
        "collections.index",
        frozenset({"collections", "editions", "slips", "set_asides", "survey_words", "our_words"})
        | STUDIO,
    ),
    ("Tablets", "tablets.index", frozenset({"tablets", "saved", "sheets"})),
    ("To read", "remarks.queue", frozenset({"remarks"})),
    ("Words", "quotes.index", frozenset({"quotes", "marking"})),
    ("What we heard", "releases.index", heard.FAMILIES | {"periods"}),
    ("Plan", "plans.index", frozenset({"plans"})),
    ("Papers", "papers.index", frozenset({"papers"})),
    ("People", "people.index", frozenset({"people"})),
    ("Trail", "trail.index", frozenset({"trail"})),
)
"""Text, where it leads, and the page families it stands for."""


def menu() -> list[Entry]:
    """The entries that whoever asks may open."""
    return [
        Entry(text, url_for(endpoint), request.blueprint in families)
        for text, endpoint, families in _ENTRIES
        if may(endpoint)
    ]
