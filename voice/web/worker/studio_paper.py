"""A survey on paper: to look at, to print, as a PDF and for Word. Drafts come as a proof."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for

from voice import drafting, house_words, translating
from voice.publish import paper_form, paper_form_made, paper_form_page
from voice.publish.paper_form import PaperForm, Way
from voice.publish.paper_form_words import House
from voice.store import collections, drafts, editions
from voice.survey.model import AGE_BANDS, Base, Survey
from voice.survey.translation import ENGLISH
from voice.web import preview_draft, screens
from voice.web.worker import codes
from voice.web.worker.desk import desk, today
from voice.web.worker.library import library

FILES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The ending of a file, and what it is."""
BANDS = dict(zip(AGE_BANDS, ("9 or under", "10 to 16", "17 or over"), strict=True))

pages = Blueprint("studio_paper", __name__)


@dataclass(frozen=True, slots=True)
class Printed:
    """What goes on paper, in the language and for the ages that were asked for."""

    name: str
    """How its files are called."""
    surveys: Mapping[str, Survey]
    """In every language there is, English first."""
    source: str
    """The address of its page."""
    way: Way | None = None
    proof: bool = False
    left_out: tuple[str, ...] = ()
    """Questions that are not finished, as their words say them."""

    @property
    def survey(self) -> Survey:
        """The words that are asked for."""
        return self.surveys[self.language]

    @property
    def language(self) -> str:
        asked = request.args.get("language", ENGLISH)
        return asked if asked in self.surveys else ENGLISH

    @property
    def languages(self) -> dict[str, str]:
        """What each language calls itself."""
        return {name: screens.own_name(name) for name in self.surveys}

    @property
    def bands(self) -> dict[str, str]:
        """Ages that read other words; none where all read the same."""
        found = {band for item in self.surveys[ENGLISH].items for band in item.versions}
        known = {band: words for band, words in BANDS.items() if band in found}
        return {"": "any age"} | known if known else {}

    @property
    def band(self) -> str:
        asked = request.args.get("ages", "")
        return asked if asked in self.bands else ""

    def file(self, ending: str) -> str:
        """The address of a file of just this."""
        return f"{self.source}.{ending}?language={self.language}&ages={self.band}"


@pages.get("/studio/<draft>/paper")
def show(draft: str) -> str:
    """A draft on paper: a proof, since nobody is asked it yet."""
    printed = _of_draft(draft)
    with desk().database.reading() as connection:
        record = drafts.find(connection, draft) or abort(404)
    return _page("studio/paper.html", printed, draft=record)


@pages.get("/studio/<draft>/paper.<ending>")
def file(draft: str, ending: str) -> Response:
    """The same as a file."""
    return _file(_of_draft(draft), ending)


@pages.get("/surveys/library/<survey_id>/paper")
def survey(survey_id: str) -> str:
    """A survey that may be opened, on paper."""
    back = url_for("collections.survey", survey_id=survey_id)
    return _page("studio/paper-survey.html", _of_survey(survey_id), back_to=back)


@pages.get("/surveys/library/<survey_id>/paper.<ending>")
def survey_file(survey_id: str, ending: str) -> Response:
    """The same as a file."""
    return _file(_of_survey(survey_id), ending)


@pages.get("/surveys/<code>/paper")
def opened(code: str) -> str:
    """A survey as it was opened, with the way to answer it on a phone."""
    back = url_for("collections.show", code=code)
    typing = url_for("typing_in.ask", code=code)
    return _page("studio/paper-survey.html", _of_opened(code), back_to=back, typing=typing)


@pages.get("/surveys/<code>/paper.<ending>")
def opened_file(code: str, ending: str) -> Response:
    """The same as a file."""
    return _file(_of_opened(code), ending)


def _of_draft(draft: str) -> Printed:
    here = desk()
    with here.database.reading() as connection:
        if drafts.find(connection, draft) is None:
            abort(404)
        opened = drafting.open_draft(connection, draft)
        found = preview_draft.survey_of(opened.data)
        items: list[Base] = [*found.items]
        open_ = [item for item in items if isinstance(item, preview_draft.Unfinished)]
        whole = tuple(item for item in items if item not in open_)
        survey = found.model_copy(update={"items": whole})
        folder = here.settings.surveys / opened.record.survey
        surveys = translating.in_every_language(connection, draft, survey, folder)
    waits = tuple(item.text for item in open_)
    source = url_for("studio_paper.show", draft=draft)
    return Printed(opened.record.survey, surveys, source, proof=True, left_out=waits)


def _of_survey(survey_id: str) -> Printed:
    survey = library().surveys.get(survey_id) or abort(404)
    source = url_for("studio_paper.survey", survey_id=survey_id)
    return Printed(survey_id, _ready(survey), source)


def _of_opened(code: str) -> Printed:
    with desk().database.reading() as connection:
        record = collections.by_code(connection, code) or abort(404)
        survey = editions.find(connection, record.edition) or abort(404)
    source = url_for("studio_paper.opened", code=code)
    home = codes.outside("").partition("://")[2]
    leads = record.state(today()) == "open" and record.slips is None
    way = Way(codes.outside(f"/c/{code}"), home, code) if leads else None
    return Printed(survey.id, _ready(survey), source, way)


def _ready(survey: Survey) -> Mapping[str, Survey]:
    """The languages that somebody has read through and approved."""
    here = desk()
    folder = here.settings.surveys / survey.id
    return translating.offered(here.database, survey, survey.fingerprint, folder).surveys


def _form(printed: Printed) -> PaperForm:
    here, language = desk(), printed.language
    settings = here.settings
    said = None
    if language != ENGLISH:
        own = translating.our_words(here.database, language) or house_words.shipped(language)
        said = house_words.catalogue(language, own)
    return paper_form.of(
        printed.survey,
        House(settings.council, settings.lead, settings.contact),
        language=language,
        catalogue=said,
        way=printed.way,
        band=printed.band,
        proof=printed.proof,
    )


def _page(template: str, printed: Printed, **more: object) -> str:
    asset = cast("Callable[[str], str]", current_app.jinja_env.globals["asset"])
    sheet = paper_form_page.sheet(_form(printed), asset)
    return render_template(template, printed=printed, sheet=sheet, **more)


def _file(printed: Printed, ending: str) -> Response:
    kind = FILES.get(ending) or abort(404)
    language = "" if printed.language == ENGLISH else f"-{printed.language}"
    made = paper_form_made.make(_form(printed), ending, desk().settings.data)
    response = Response(made, content_type=kind)
    name = f"{printed.name}-on-paper{language}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
