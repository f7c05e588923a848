"""A questionnaire as a child would see it, for those who make it. Nothing can be given in here.

It is drawn by the templates and scripts of the child's own page. The application that draws it
serves nothing; the page it draws may send nothing, says its policy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask import Flask
from jinja2 import StrictUndefined

from voice import paths
from voice.collect import OpenSurvey
from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database
from voice.survey.model import AGE_BANDS, Survey
from voice.survey.translation import ENGLISH
from voice.web import assets, headers, icons, screens, tongues
from voice.web.door import Door, page

SCRIPTS = ("preview", "preview-path", "child", "rules", "record", "idle")
"""The scripts of the page in the frame, its entry first."""
HOST = "Sam"
"""Whom the page names as the grown-up here."""

_SAME, _NONE = "'self'", "'none'"
FRAMED = (
    headers.POLICY.replace(f"frame-ancestors {_NONE}", f"frame-ancestors {_SAME}")
    .replace(f"connect-src {_SAME}", f"connect-src {_NONE}")
    .replace(f"form-action {_SAME}", f"form-action {_NONE}")
)
"""What the page in the frame may: be in a frame of ours, and send nothing anywhere.

It is in no sandbox. One that lets our scripts be of our origin keeps nothing in, as browsers warn;
in one that does not, our own files would be those of strangers to them.
"""
FRAMING = f"{headers.POLICY}; frame-src {_SAME}"
"""What a page may that has the frame in it."""


@dataclass(frozen=True, slots=True)
class Device:
    """What a child holds in its hands."""

    name: str
    width: int
    height: int
    own: bool
    """Whether it is a phone of their own: the page then says other things."""


DEVICES: Mapping[str, Device] = {
    "tablet": Device("Tablet", 820, 1180, own=False),
    "phone": Device("Own phone", 390, 844, own=True),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way of seeing a questionnaire."""

    ages: str
    """Whom it is shown as being for; that makes the look."""
    device: str = "tablet"
    language: str = ENGLISH

    @property
    def there(self) -> bool:
        """Whether there is such a way, but for its language."""
        return self.ages in screens.LOOKS and self.device in DEVICES


def has_versions(survey: Survey) -> bool:
    """Whether any age reads other words."""
    return any(set(item.versions) & set(AGE_BANDS) for item in survey.items)


def draw(
    offered: Mapping[str, Survey], way: Way, settings: Settings, database: Database | None = None
) -> str:
    """The child's page, seen this way. ``offered`` holds the questionnaire by language.

    Our own words in it are those of the database; without one, those we ship.
    """
    survey = offered[way.language].model_copy(update={"ages": way.ages})
    own = DEVICES[way.device].own
    found = OpenSurvey(survey, "", "", "open", None, HOST, None if own else "")
    around = {
        "packed": not own,
        "pack": {"event": "", "code": "", "key_id": "", "key": ""},
        "record_id": "",
        "languages": [each for each in offered if _begun(offered, each) or each == way.language],
        "once": False,
        "scripts": SCRIPTS,
    }
    with _painter(settings, database).app_context():
        return tongues.render("studio/preview-frame.html", way.language, page(found) | around)


def _begun(offered: Mapping[str, Survey], language: str) -> bool:
    """Whether anything of the questionnaire itself is said in a language."""
    return language == ENGLISH or offered[language] is not offered[ENGLISH]


@lru_cache(maxsize=8)
def _painter(settings: Settings, database: Database | None) -> Flask:
    """What draws the child's pages without being a door to anywhere."""
    app = Flask("voice.preview", template_folder=str(paths.TEMPLATES), static_folder=None)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    app.extensions["voice.door"] = Door(database, _NO_KEYS, settings, lambda: date.min)
    tongues.speak(app)
    icon, more = icons.of(settings)
    assets.serve(app, paths.STATIC, more)
    app.jinja_env.globals.update(icon=icon, settings=settings, screens=screens)
    return app


_NO_KEYS = Keys(receipts=b"", trail=b"", cookie=b"", sealing={})
