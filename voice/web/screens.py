"""What the child's page is made of: how each age sees it, and the words each age band reads."""

import json
import re
import uuid
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l

from voice import words
from voice.survey.model import (
    AGE_BANDS,
    HELPED,
    IDEA_LETTERS,
    IDEAS_LIMIT,
    WORDS_LIMIT,
    Base,
    Faces,
    Option,
    Survey,
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a questionnaire written for an age looks and sounds."""

    theme: str
    font: str
    talk: str
    """What the button to a person is called."""
    idle: int
    """Seconds without a tap until we ask whether somebody is still there."""
    child: bool = True
    """Whether we say “the tablet” and “a grown-up” to them."""
    pictures: bool = True
    one_by_one: bool = False
    """Whether the next line for an idea comes only when one is written."""

    @property
    def away(self) -> str:
        """How long that and the time to answer are together, in words."""
        return _AWAY[self.idle]


_LEXEND = "fonts/lexend-5.3.0-basic.woff2"
_ATKINSON = "fonts/atkinson-hyperlegible-next-5.3.0-basic.woff2"
_GROWN_UP, _SOMEONE = _l("Talk to a grown-up"), _l("Talk to someone")

PHONE = ("phone", "child", "rules", "record", "idle", "send")
"""The scripts of a page as it comes from the server, its entry first."""
PACKED = (
    *("packed", "child", "rules", "record", "idle", "seal"),
    *("envelopes", "deliver", "send", "about", "database"),
)
"""The scripts of a page of a pack, its entry first."""
WARNING = 30
"""Seconds in which a tap says “I am still here”."""
BRISK, PATIENT = 90, 240
"""Seconds without a tap until we ask: the longer where there are pictures, or a helper."""
_AWAY = {BRISK: _l("two minutes"), PATIENT: _l("four and a half minutes")}
LOOKS: dict[str, Look] = {
    "5-7": Look("day", _LEXEND, _GROWN_UP, PATIENT, one_by_one=True),
    "8-11": Look("day", _LEXEND, _GROWN_UP, PATIENT),
    "12+": Look("night", _ATKINSON, _SOMEONE, BRISK, child=False),
    "care-leavers": Look("plain", _ATKINSON, _SOMEONE, BRISK, child=False, pictures=False),
}
PLAIN_LOOK = LOOKS["8-11"]
"""For pages that belong to no questionnaire."""
_YOUNGEST, _MIDDLE, _OLDEST = AGE_BANDS
_EVERY_BAND = {_YOUNGEST: _l("9 or under"), _MIDDLE: _l("10 to 16"), _OLDEST: _l("17 or over")}
BANDS: dict[str, dict[str, str]] = {
    "5-7": _EVERY_BAND,
    "8-11": _EVERY_BAND,
    "12+": {_MIDDLE: _l("16 or under"), _OLDEST: _l("17 or over")},
    "care-leavers": {_MIDDLE: _l("16"), _OLDEST: _l("17 or over")},
}
"""The age bands a questionnaire asks for, by whom it is written for. Small children's are for
everyone at an event; nobody is offered a band that cannot be theirs."""
HELPED_NAMES: dict[str, str] = dict(
    zip(HELPED, (_l("By myself"), _l("Together with somebody")), strict=True)
)
FACES: dict[int, tuple[str, ...]] = {
    3: ("face-1", "face-3", "face-5"),
    5: ("face-1", "face-2", "face-3", "face-4", "face-5"),
}
"""The pebbles of a scale whose questionnaire names none."""

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
LETTERS_OF_WORDS, LETTERS_OF_IDEA = WORDS_LIMIT, IDEA_LETTERS
IDEAS = range(1, IDEAS_LIMIT + 1)


def look(survey: Survey) -> Look:
    """How a questionnaire looks: one that shows pictures gives more time than its age alone."""
    usual = LOOKS[survey.ages]
    shows = usual.pictures and any(_pictured(item) for item in survey.items)
    return replace(usual, idle=PATIENT) if shows else usual


def _pictured(item: Base) -> bool:
    drawn = isinstance(item, Faces) or item.picture is not None
    return drawn or any(choice.picture for choice in item.choices)


def fresh_id() -> str:
    """The id of one record, as a page without JavaScript sends it."""
    return str(uuid.uuid4())


def unbroken(words: str) -> str:
    """Words whose hyphens never end a line: “grown-ups” stays whole. Nothing else changes."""
    return _HYPHEN.sub("-\u2060", str(words))


def own_name(language: str) -> str:
    """What a language calls itself, for those who look for it: العربية."""
    return words.own_name(language)


def direction(language: str) -> str:
    """``ltr`` or ``rtl``."""
    return words.direction(language)


def rule(item: Base) -> str | None:
    """The item's ``show_if`` as JSON for the page; none where it has none."""
    if item.show_if is None:
        return None
    return item.show_if.model_dump_json(by_alias=True, exclude_none=True)


def versions(item: Base, option: Option | None = None) -> str | None:
    """Other words by age band, as JSON, of the item or of one of its options; none where none."""
    words = {band: _words(item, band, option) for band in item.versions}
    usual = (option or item).text
    other = {band: unbroken(text) for band, text in words.items() if text and text != usual}
    return json.dumps(other) if other else None


def absent(item: Base, option: Option) -> str | None:
    """The bands that are not shown an option, as JSON; none where all are."""
    bands = [
        band
        for band, version in item.versions.items()
        if version.options and option.id not in {shown.id for shown in version.options}
    ]
    return json.dumps(bands) if bands else None


def _words(item: Base, band: str, option: Option | None) -> str | None:
    version = item.versions[band]
    if option is None:
        return version.text
    return next((shown.text for shown in version.options if shown.id == option.id), None)
