"""Packs: everything a tablet needs for one event, for good under one version.

A pack is a manifest and the files it names: a page for each questionnaire and language, made by the
template that serves the same page on line, and the static files these pages can ask for; also the
open questions of its boards, without a card. Nothing in it depends on the day or on who asks, and
nothing of any answer is in it. What is in a pack
makes its version, so a tablet that has the version has the pack.
"""

import json
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from voice import sealing
from voice.boards import Board, told
from voice.collect import OpenSurvey
from voice.keys import Keys
from voice.settings import Settings
from voice.survey import translation
from voice.survey.model import Survey
from voice.tablets import PackEvent
from voice.translating import Offered
from voice.web import door, needed, tongues
from voice.web.assets import Assets
from voice.web.door import Door

FORM = 1
"""The form of a manifest."""
_MOST = 32
"""Packs kept ready in a process: more events than two weeks have."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a tablet is told of an event."""

    id: str
    name: str
    day: str
    host: str
    group: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One questionnaire of an event in every language it is offered in, English first."""

    code: str
    edition: str
    told: str
    """A digest of all its words: what it is told apart by, since surveys are none too short."""
    languages: dict[str, Survey] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Key:
    """The public half of the key that envelopes are sealed with."""

    id: str
    jwk: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What a tablet fetches for an event."""

    version: str
    event: Event
    manifest: dict[str, Any]
    """As it is served; ``version`` is the digest of all the rest of it."""
    pages: dict[str, bytes]
    """Pages by their place in the pack: ``BCDGHJMN/en``."""

    @property
    def line(self) -> dict[str, Any]:
        """One line of the list of packs."""
        event = self.event
        known = {"id": event.id, "name": event.name, "day": event.day}
        return {"version": self.version, "event": known}


def asked(code: str, edition: str, found: Offered) -> Asked:
    """A questionnaire as a pack holds it, in every language it is offered in."""
    told: dict[str, object] = {
        name: each.model_dump(mode="json", by_alias=True) for name, each in found.surveys.items()
    }
    if found.ours:
        told |= {"ours": found.ours}
    return Asked(code, edition, needed.digest(told), found.surveys)


def of(coming: PackEvent, key: Key, here: Door, assets: Assets) -> Pack:
    """The pack of an event that comes."""
    event, settings = coming.event, here.settings
    told = Event(event.id, event.name, event.day.isoformat(), event.host, event.group_name)
    surveys = tuple(
        asked(
            collection.code, collection.edition, tongues.offered(survey, collection.edition, here)
        )
        for collection, survey in coming.collections
    )
    return make(told, surveys, key, settings, assets, coming.boards)


def key_of(keys: Keys) -> Key:
    """The key that packs made today name."""
    id_, private = keys.current
    return Key(id_, needed.canonical(sealing.public_jwk(private)))


@lru_cache(maxsize=_MOST)
def make(
    event: Event,
    surveys: tuple[Asked, ...],
    key: Key,
    settings: Settings,
    assets: Assets,
    boards: tuple[Board, ...] = (),
) -> Pack:
    """The pack of an event. Made once in a process; the same gives the same version anywhere."""
    pages = {
        f"{each.code}/{language}": _page(event, each, language, key).encode()
        for each in surveys
        for language in each.languages
    }
    manifest = {
        "pack": FORM,
        "event": asdict(event),
        "key": {"id": key.id, "jwk": json.loads(key.jwk)},
        "surveys": [_survey(each) for each in surveys],
        "together": told(boards),
        "files": _files(pages, assets),
    }
    version = needed.digest(manifest)
    return Pack(version, event, {"version": version, **manifest}, pages)


def _page(event: Event, each: Asked, language: str, key: Key) -> str:
    """A questionnaire's page as a pack holds it."""
    survey = each.languages[language]
    found = OpenSurvey(
        survey=survey,
        edition=each.edition,
        code=each.code,
        state="open",
        group_name=event.group,
        host=event.host,
        event_name=event.name,
    )
    around = {
        "record_id": "",
        "packed": True,
        "pack": {"event": event.id, "code": each.code, "key_id": key.id, "key": key.jwk},
        "languages": list(each.languages),
    }
    return tongues.render("child/survey.html", language, door.page(found) | around)


def _survey(each: Asked) -> dict[str, Any]:
    survey = each.languages[translation.ENGLISH]
    return {
        "code": each.code,
        "title": survey.title,
        "edition": each.edition,
        "minutes": survey.minutes,
        "ages": survey.ages,
        "pages": {language: f"{each.code}/{language}" for language in each.languages},
    }


def _files(pages: dict[str, bytes], assets: Assets) -> list[dict[str, object]]:
    own = [needed.a_file(place, content) for place, content in sorted(pages.items())]
    static = needed.by_pages(assets, (content.decode() for content in pages.values()))
    return [file.as_dict() for file in [*own, *static]]
