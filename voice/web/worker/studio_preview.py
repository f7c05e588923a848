"""As a child sees it: a draft, a survey that may be opened, and every edition there ever was."""

import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from voice.store import drafts, editions
from voice.store.drafts import DraftRecord
from voice.survey.model import AGE_BANDS, ID_FORM, Survey
from voice.survey.translation import ENGLISH
from voice.web import preview, preview_draft, preview_languages, screens
from voice.web.preview import DEVICES, Way
from voice.web.preview_languages import Spoken
from voice.web.worker.desk import desk
from voice.web.worker.library import library
from voice.web.worker.marks import AGES

NOW = "now"
"""In place of an edition: the one that may be opened today."""
_HOLD_FRAMES = frozenset(
    {"studio.edit", "studio.do", "studio_preview.show", "studio_preview.survey"}
)
_BANDS = dict(zip(AGE_BANDS, ("9 or under", "10 to 16", "17 or over"), strict=True))

pages = Blueprint("studio_preview", __name__)


@dataclass(frozen=True, slots=True)
class Pick:
    """One way to choose."""

    value: str
    words: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is previewed, in which ways, and which one first."""

    title: str
    source: str
    """Where the pages of the frame are."""
    way: Way
    languages: tuple[Pick, ...]
    bands: tuple[Pick, ...] = ()
    """Ages that read other words; empty where none do."""

    @property
    def address(self) -> str:
        """The page of the frame that is shown first."""
        return "/".join((self.source, self.way.ages, self.way.device, self.way.language))

    @property
    def looks(self) -> list[Pick]:
        return [Pick(ages, words) for ages, words in AGES.items()]

    @property
    def devices(self) -> list[Pick]:
        return [
            Pick(name, device.name, {"width": device.width, "height": device.height})
            for name, device in DEVICES.items()
        ]


@pages.get("/studio/<draft>/preview")
def show(draft: str) -> str:
    """A draft, tapped through as a child would."""
    with desk().database.reading() as connection:
        record = drafts.find(connection, draft) or abort(404)
    change = url_for("studio.edit", draft=draft)
    return render_template(
        "studio/preview.html", draft=record, seen=preview_of(record), change=change
    )


@pages.get("/studio/<draft>/preview/<ages>/<device>/<language>")
def frame(draft: str, ages: str, device: str, language: str) -> Response:
    """A draft as it stands, seen this way."""
    spoken = _of_draft(draft)
    return _framed(spoken, Way(ages, device, language))


@pages.get("/surveys/<survey_id>/preview")
def survey(survey_id: str) -> str:
    """A survey, tapped through as a child would: of today, or the edition that is asked for."""
    edition = request.args.get("edition") or NOW
    found = _edition(survey_id, edition)
    source = f"{url_for('.survey', survey_id=survey_id)}/{edition}"
    return render_template(
        "studio/preview-survey.html",
        survey=found,
        old=edition != NOW,
        openable=survey_id in library().surveys,
        seen=_seen(source, _of_edition(found)),
    )


@pages.get("/surveys/<survey_id>/preview/<edition>/<ages>/<device>/<language>")
def survey_frame(survey_id: str, edition: str, ages: str, device: str, language: str) -> Response:
    """An edition, seen this way."""
    found = _edition(survey_id, edition)
    return _framed(_of_edition(found), Way(ages, device, language))


@pages.app_template_global("preview_of")
def preview_of(record: DraftRecord) -> Seen:
    """What the preview of a draft offers to choose, for a page that has it in it."""
    return _seen(url_for("studio_preview.show", draft=record.id), _of_draft(record.id))


@pages.after_app_request
def _let_frame(response: Response) -> Response:
    """Pages with a preview in them may have a frame of ours."""
    framing = request.endpoint in _HOLD_FRAMES and response.mimetype == "text/html"
    if framing and "Content-Security-Policy" not in response.headers:
        response.headers["Content-Security-Policy"] = preview.FRAMING
    return response


def _of_draft(draft: str) -> Spoken:
    with desk().database.reading() as connection:
        record = drafts.find(connection, draft) or abort(404)
    survey = preview_draft.survey_of(json.loads(record.data))
    return preview_languages.of_survey(desk().database, draft, survey, _folder(survey.id))


def _of_edition(survey: Survey) -> Spoken:
    database, folder = desk().database, _folder(survey.id)
    return preview_languages.of_survey(database, survey.fingerprint, survey, folder)


def _edition(survey_id: str, edition: str) -> Survey:
    """The edition of that fingerprint, or what may be opened today."""
    if edition == NOW:
        return library().surveys.get(survey_id) or abort(404)
    with desk().database.reading() as connection:
        found = editions.find(connection, edition)
    return found if found is not None and found.id == survey_id else abort(404)


def _folder(survey_id: str) -> Path:
    """Where its words in other languages are; nowhere for what can be no folder's name."""
    return desk().settings.surveys / (survey_id if re.fullmatch(ID_FORM, survey_id) else "-")


def _seen(source: str, spoken: Spoken) -> Seen:
    """``source`` with the way that the address asks for, as a form without JavaScript does."""
    survey = spoken.offered[ENGLISH]
    way = Way(
        _asked("ages", survey.ages, screens.LOOKS),
        _asked("device", "tablet", DEVICES),
        _asked("language", ENGLISH, spoken.offered),
    )
    return Seen(
        title=f"“{survey.title}” as a child sees it",
        source=source,
        way=way,
        languages=tuple(Pick(name, words) for name, words in spoken.names().items()),
        bands=_bands() if preview.has_versions(survey) else (),
    )


def _asked(name: str, usual: str, known: Container[str]) -> str:
    asked = request.args.get(name, usual)
    return asked if asked in known else usual


def _bands() -> tuple[Pick, ...]:
    return (Pick("", "any age"), *(Pick(band, words) for band, words in _BANDS.items()))


def _framed(spoken: Spoken, way: Way) -> Response:
    if not way.there or way.language not in spoken.offered:
        abort(404)
    response = make_response(preview.draw(spoken.offered, way, desk().settings, desk().database))
    response.headers["Content-Security-Policy"] = preview.FRAMED
    return response
