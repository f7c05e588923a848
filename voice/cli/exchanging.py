"""Commands that bring questionnaires in from other forms, and take them out."""

from collections.abc import Callable
from pathlib import Path

import click

from voice import settings, translating
from voice.cli import on_paper
from voice.cli.installation import Installation
from voice.cli.speech import Said, answers
from voice.exchange import incoming, outgoing, writing_toml
from voice.exchange.exported import Exported
from voice.exchange.notes import Imported, Note
from voice.faults import Fault, FaultyError
from voice.store import db, shelf
from voice.survey import load, translation
from voice.survey.model import Survey

Writer = Callable[[Survey, Path], Exported]


def _of(form: outgoing.Format) -> Writer:
    """With the words of other languages that say the English of today."""

    def write(survey: Survey, folder: Path) -> Exported:
        return form.write(survey, outgoing.fresh(survey, _words(survey, folder)))

    return write


def _words(survey: Survey, folder: Path) -> dict[str, dict[str, translation.Said]]:
    """From the database where one was set up, and from the folder."""
    here = Installation.here()
    if db.is_missing(here.settings.database):
        return {each.language: dict(each.words) for each in translation.read(folder)[0]}
    with here.database.reading() as connection:
        return translating.said(connection, survey, folder)


FORMATS: dict[str, tuple[str, Writer]] = {
    **{name: (form.ends, _of(form)) for name, form in outgoing.FORMATS.items()},
    **on_paper.FORMATS,
}
"""What a questionnaire can be written as: how the file's name ends, and who writes it."""


@click.command("export")
@click.argument("survey_id")
@click.option("--format", "form", required=True, type=click.Choice(sorted(FORMATS)))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@answers
def export(survey_id: str, form: str, out: Path | None) -> Said:
    """Write a questionnaire for another program, or to print: docx, pdf. Overwrites nothing."""
    ends, write = FORMATS[form]
    surveys = settings.read().surveys
    made = write(_survey(survey_id, surveys), surveys / survey_id)
    path = out or Path(f"{survey_id}{ends}")
    _write(path, made.content)
    return _said([f"Written: {path}"], made.notes, {"file": str(path)})


def _survey(survey_id: str, surveys: Path) -> Survey:
    """The team's own edition where there is one, else the folder's."""
    ours = _our_own()
    if survey_id in ours:
        return ours[survey_id]
    in_folders = {path.parent.name for path in surveys.glob(f"*/{load.FILE}")}
    if survey_id not in in_folders:
        known = ", ".join(sorted({*in_folders, *ours})) or "none"
        raise FaultyError([Fault(survey_id, "is no questionnaire here.", f"There are: {known}.")])
    return load.load(surveys / survey_id)


def _our_own() -> dict[str, Survey]:
    """The surveys of the team's own making; none where no database was set up."""
    here = Installation.here()
    if db.is_missing(here.settings.database):
        return {}
    with here.database.reading() as connection:
        return shelf.surveys(connection)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder to make the questionnaire's own folder in.",
)
@answers
def import_(file: Path, out: Path) -> Said:
    """Take in a spreadsheet form (XLSForm) or a data dictionary (REDCap) as a questionnaire.

    What was changed or left out is told by sheet, row and column. Nothing is overwritten.
    """
    read = incoming.read(file)
    folder = out / str(read.survey["id"])
    files = _files(read)
    for name in files:
        _refuse_to_overwrite(folder / name)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        _write(folder / name, text.encode())
    lines = [f"Written: {folder / name}" for name in files]
    lines.append(f"Now read it, and run: voice survey check {folder}")
    return _said(lines, read.notes, {"folder": str(folder)})


def _files(read: Imported) -> dict[str, str]:
    """What an imported questionnaire's folder holds, by name."""
    words = {
        f"{translation.FOLDER}/{language}.toml": writing_toml.write_words(
            read.survey, language, said
        )
        for language, said in read.translations.items()
    }
    return {load.FILE: writing_toml.written(read.survey), **words}


def _said(lines: list[str], notes: tuple[Note, ...], data: dict[str, str]) -> Said:
    """What was written, then each note in a line."""
    told = [str(note) for note in notes]
    heading = [f"Changed or left out: {len(told)}"] if told else []
    return Said([*lines, *heading, *told], {**data, "notes": [note.as_dict() for note in notes]})


def _write(path: Path, content: bytes) -> None:
    """Write a file that is not there yet. Raises ``FaultyError``."""
    _refuse_to_overwrite(path)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FaultyError([Fault(str(path), f"cannot be written: {error.strerror}.")]) from None


def _refuse_to_overwrite(path: Path) -> None:
    if path.exists():
        raise FaultyError([Fault(str(path), "is there already.", "Give another place: --out.")])
