"""The way through the pages of one draft."""

from dataclasses import dataclass

from flask import current_app, url_for

from voice.web.access import may

TABS: tuple[tuple[str, str], ...] = (
    ("Questions", "studio.edit"),
    ("Preview", "studio_preview.show"),
    ("Other languages", "studio_words.index"),
    ("On paper", "studio_paper.show"),
    ("Publish", "studio_publish.ask"),
)
"""Text and where it leads, in the order of making a survey."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry of the way through the pages."""

    text: str
    address: str
    here: bool


def tabs(draft: str, here: str) -> list[Tab]:
    """The entries that are there and that whoever asks may open. ``here`` is one's text."""
    return [
        Tab(text, url_for(endpoint, draft=draft), text == here)
        for text, endpoint in TABS
        if endpoint in current_app.view_functions and may(endpoint)
    ]
