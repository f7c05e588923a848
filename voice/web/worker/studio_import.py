"""A survey from a spreadsheet: the file, then what was changed or left out, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import importing, words
from voice.exchange import outgoing, plain_list
from voice.exchange.notes import Note
from voice.exchange.xlsform_left_out import IDENTIFIES, RULE_NOT_TAKEN, SEEMS_TO_ASK_WHO
from voice.faults import FaultyError
from voice.importing import Brought
from voice.store import drafts
from voice.web import session
from voice.web.import_forms import ImportForm
from voice.web.worker import import_notes
from voice.web.worker.desk import desk, today
from voice.web.worker.library import library
from voice.web.worker.marks import number_of

pages = Blueprint("studio_import", __name__, url_prefix="/studio/import")

_TELLING = frozenset(said for said, _ in IDENTIFIES.values())
"""What a form collects that can show who answered."""


@dataclass(frozen=True, slots=True)
class Told:
    """The notes as a page shows them."""

    asking: tuple[Note, ...]
    """Questions that seem to ask who somebody is, or whose rule is still to be written."""
    telling: tuple[Note, ...]
    """What could have shown who answered, and is gone."""
    to_write: tuple[Note, ...]
    """What the file does not say and a survey has to."""
    sheets: tuple[tuple[str, tuple[Note, ...]], ...]
    """All others, sheet by sheet."""


@pages.get("")
def ask() -> str:
    """Ask for the file."""
    return _page(ImportForm())


@pages.post("")
def bring_in() -> ResponseReturnValue:
    """Make a draft of the file. What cannot be read at all is told at the box."""
    form, door = ImportForm(), desk()
    if not form.validate():
        return _page(form), 400
    file, name, folder = form.file.raw(), form.file.name_given(), library().surveys
    try:
        brought = importing.bring_in(door.database, file, name, folder, session.who().id, today())
    except FaultyError as error:
        form.file.tell(error)
        return _page(form), 400
    import_notes.keep(door.settings.data, brought.draft.id, brought.notes, _drafts())
    flash(_came_in(brought), "done")
    return redirect(url_for(".notes", draft=brought.draft.id), 303)


@pages.get("/example")
def example() -> Response:
    """A file to fill in: three questions with their answers, as Excel opens it."""
    response = Response(plain_list.example(), content_type=outgoing.FORMATS["xlsform"].content_type)
    response.headers["Content-Disposition"] = 'attachment; filename="our-questions.xlsx"'
    return response


@pages.get("/<draft>")
def notes(draft: str) -> ResponseReturnValue:
    """What was changed or left out; the draft itself where nothing is known of that."""
    with desk().database.reading() as connection:
        record = drafts.find(connection, draft)
    found = import_notes.of(desk().settings.data, draft)
    if record is None or found is None:
        return redirect(url_for("studio.edit", draft=draft), 303)
    return render_template("studio/import-notes.html", draft=record, told=told(found))


@pages.app_template_global()
def came_from_file(draft: str) -> bool:
    """Whether there is a page of what was changed when this draft came in."""
    return import_notes.of(desk().settings.data, draft) is not None


def told(found: Sequence[Note]) -> Told:
    """The notes in the order in which they matter."""
    sheets: dict[str, list[Note]] = {}
    for note in found:
        if not _kind(note):
            sheets.setdefault(note.sheet, []).append(note)
    return Told(
        asking=_of("asking", found),
        telling=_of("telling", found),
        to_write=_of("to_write", found),
        sheets=tuple((sheet, tuple(notes)) for sheet, notes in sheets.items()),
    )


def _of(kind: str, notes: Sequence[Note]) -> tuple[Note, ...]:
    return tuple(note for note in notes if _kind(note) == kind)


def _kind(note: Note) -> str:
    """The list of ``Told`` it stands in; empty for what stands by its sheet."""
    if note.said.startswith((SEEMS_TO_ASK_WHO, RULE_NOT_TAKEN)):
        return "asking"
    if note.said in _TELLING:
        return "telling"
    return "to_write" if note.sheet == "settings" and not note.column else ""


def _came_in(brought: Brought) -> str:
    """How much came in, in a sentence."""
    many = number_of(brought.questions, "question", "questions")
    read = number_of(brought.to_read, "screen", "screens")
    many += f" and {read} to read" if brought.to_read else ""
    many += " is" if brought.questions == 1 and not brought.to_read else " are"
    names = [words.own_name(language) for language in brought.languages]
    also = f", with words in {' and '.join(names)}" if names else ""
    return f"{many} in a draft now{also}. Nobody is asked before you publish it."


def _drafts() -> frozenset[str]:
    with desk().database.reading() as connection:
        return frozenset(one.id for one in drafts.all_drafts(connection))


def _page(form: ImportForm) -> str:
    return render_template(
        "studio/import.html",
        form=form,
        title="Make a survey from a spreadsheet",
        told=(
            "Choose the file of a form or a list of questions that you have already.",
            "It becomes a draft. Nobody is asked anything before you read and publish it.",
        ),
        button="Bring it in",
        files=True,
        back_to=url_for("studio.index"),
    )
