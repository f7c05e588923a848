"""Surveys as files for other programs, for analysts: each in every format, with what it lacks."""

from flask import Blueprint, Response, abort, render_template

from voice import publishing, translating
from voice.exchange import outgoing
from voice.survey.model import Survey
from voice.web.worker.desk import desk, keep_note
from voice.web.worker.library import library

pages = Blueprint("survey_files", __name__, url_prefix="/heard/analysts/surveys")


@pages.get("")
def index() -> str:
    """Every survey with its files."""
    return render_template("worker/survey-files.html", surveys=_surveys(), formats=outgoing.FORMATS)


@pages.get("/<survey>")
def show(survey: str) -> str:
    """The files of one survey, and what each cannot carry or calls otherwise."""
    found = _find(survey)
    made = {name: one.write(found, {}) for name, one in outgoing.FORMATS.items()}
    return render_template(
        "worker/survey-files-one.html", survey=found, formats=outgoing.FORMATS, made=made
    )


@pages.get("/<survey>/<form>")
def file(survey: str, form: str) -> Response:
    """One survey as one file, with its words in other languages where the file has room."""
    found, one = _find(survey), outgoing.FORMATS.get(form) or abort(404)
    name = f"{found.id}{one.ends}"
    response = Response(one.write(found, _said(found)).content, content_type=one.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    # Downloads stand in the trail, so this GET writes one line.
    keep_note("export-downloaded", f"{found.id}/{form}")
    return response


def _surveys() -> dict[str, Survey]:
    """Every survey that may be opened, and those that are retired, by title."""
    here = library().surveys
    with desk().database.reading() as connection:
        found = {**here, **publishing.retired(connection, here)}
    return dict(sorted(found.items(), key=lambda one: (one[1].title.casefold(), one[0])))


def _find(survey: str) -> Survey:
    return _surveys().get(survey) or abort(404)


def _said(survey: Survey) -> dict[str, dict[str, str]]:
    """The words in other languages that say the English of today."""
    folder = desk().settings.surveys / survey.id
    said = translating.said(desk().database, survey, folder)
    return outgoing.fresh(survey, said)
