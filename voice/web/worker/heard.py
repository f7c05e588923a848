"""What the pages of “What we heard” share: the way from one to the other."""

from dataclasses import dataclass
from functools import lru_cache

from flask import current_app, request, url_for

from voice.analysis import opendata
from voice.analysis.holdings import Holdings
from voice.store import editions, releases
from voice.store.db import Connection
from voice.web.access import may

TABS: tuple[tuple[str, str], ...] = (
    ("What we heard", "releases.index"),
    ("Explore", "explore.index"),
    ("Voice on the theme", "voices.index"),
    ("Ten promises", "promises.index"),
    ("Members ask", "members.index"),
    ("Who is heard", "shares.index"),
    ("Themes", "themes.index"),
    ("For analysts", "analysts.index"),
)
"""Text and where it leads, in the order of how often somebody needs it."""

BESIDE: dict[str, str] = {
    "wanted": "explore",
    "not_shown": "releases",
    "population": "shares",
    "code_frame": "themes",
    "survey_files": "analysts",
}
"""Page families without an entry of their own, and the family they stand beside."""

FAMILIES = frozenset(endpoint.split(".")[0] for _, endpoint in TABS) | BESIDE.keys()
"""Every page family of “What we heard”."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry of the way through the pages."""

    text: str
    address: str
    here: bool


def tabs() -> list[Tab]:
    """The entries that are there and that whoever asks may open."""
    here = BESIDE.get(request.blueprint or "", request.blueprint)
    return [
        Tab(text, url_for(endpoint), endpoint.split(".")[0] == here)
        for text, endpoint in TABS
        if endpoint in current_app.view_functions and may(endpoint)
    ]


def holdings(connection: Connection) -> Holdings:
    """Everything that releases hold. Read anew only when a release was added."""
    return _held(tuple(releases.documents(connection)))


@lru_cache(maxsize=2)
def _held(documents: tuple[str, ...]) -> Holdings:
    return Holdings([opendata.read(document) for document in documents])


def title_of(connection: Connection, survey: str) -> str:
    """What a survey is called; its id where it was never asked here."""
    fingerprint = editions.latest(connection, survey)
    if fingerprint is None:
        return survey
    # An edition never changes, and reading one takes longer than the whole page.
    if fingerprint not in _TITLES:
        found = editions.find(connection, fingerprint)
        _TITLES[fingerprint] = found.title if found else survey
    return _TITLES[fingerprint]


_TITLES: dict[str, str] = {}
"""Fingerprint → title."""
