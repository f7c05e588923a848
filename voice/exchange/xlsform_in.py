"""A questionnaire from somebody else's spreadsheet form (XLSForm).

What can be taken is taken. All that was changed or left out is told, in order of sheet and row,
and what a form does not say but a questionnaire needs is marked to be written.
"""

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import get_args

from voice.exchange import own_columns, workbook, xlsform_own
from voice.exchange import xlsform_words as words
from voice.exchange.gathering import Notes
from voice.exchange.notes import Imported, Note
from voice.exchange.workbook_rows import Book, refused
from voice.exchange.xlsform_form import Data, Form
from voice.exchange.xlsform_options import Lists
from voice.exchange.xlsform_rows import Reader
from voice.exchange.xlsform_sheets import Line, Table, Tongues, named_sheet, survey_sheet, table
from voice.survey.check import BUDGETS
from voice.survey.model import Ages, Survey
from voice.survey.translation import texts

_MARKED: dict[str, tuple[str, str]] = {
    "purpose": ("[Write why we ask, in words for a child]", "why we ask"),
    "audience": ("[Write who reads what we find]", "who reads what we find"),
    "feedback": ("[Write when and how children hear what came of it]", "when children hear back"),
}
"""What stands where a form says nothing, and what it is."""
_FIRST = {"id": "first-question", "kind": "info", "text": "[Write the first question here]"}
_AGES = "8-11"
_SECONDS = 20
"""What a question takes, for a first guess at the minutes."""
_LONGEST = 20


def read(path: Path) -> Imported:
    """The questionnaire in an .xlsx, .xls or .csv form, as ``of`` reads it."""
    return of(workbook.read(path), path.name)


def of(book: Book, name: str) -> Imported:
    """The questionnaire in a form whose file is called ``name``.

    Its ``survey`` passes ``Survey.model_validate``. It may still fail ``check``: notes say what a
    person has to write. Raises ``FaultyError`` only where there is no form to be read.
    """
    notes = Notes()
    for note in book.notes:
        notes.add(note)
    found = survey_sheet(book)
    if found is None:
        do = "Write the questions in a column “Question”, and their answers in a column “Answers”."
        raise refused(name, "has no sheet with questions.", do)
    if found.name.strip().lower() != "survey":
        said = "There is no sheet “survey”."
        notes.add(Note(found.name, None, "", said, "We took this sheet for it."))
    sheets = {"survey": table(found, "survey", notes)} | dict(_others(book, notes))
    survey, translations, ours = _read(sheets, notes, name)
    order = [name, *(each.name for each in book.sheets)]
    blank = survey["items"] == [_FIRST]
    return Imported(survey, translations, notes.all(order), ours, blank)


def _others(book: Book, notes: Notes) -> Iterator[tuple[str, Table]]:
    for name in ("choices", "settings", own_columns.WORDS):
        if sheet := named_sheet(book, name):
            yield name, table(sheet, name, notes)
    for name in ("external_choices", "entities", "osm"):
        if sheet := named_sheet(book, name):
            said = f"The sheet “{name}” is for other programs."
            notes.add(Note(sheet.name, None, "", said, "We did not use it."))


def _read(
    sheets: dict[str, Table], notes: Notes, file: str
) -> tuple[Data, dict[str, dict[str, str]], bool]:
    """The questionnaire, its words in other languages, and whether we wrote it ourselves."""
    settings = _settings(sheets.get("settings"))
    default = settings.get("default_language")
    tongues = Tongues([sheets[name] for name in ("survey", "choices") if name in sheets], default)
    form = Form(notes, tongues, ours=bool(settings.get("voice_ages")))
    for name in tongues.unknown:
        said = f"We know no language called “{name[:60]}”."
        did = "Its words are left out. Write its code in brackets, such as “Arabic (ar)”."
        notes.add(Note(sheets["survey"].name, None, "", said, did))
    reader = Reader(form, Lists(form, sheets.get("choices")))
    reader.read(sheets["survey"])
    if own_columns.WORDS in sheets:
        for language, place, text in xlsform_own.words(sheets[own_columns.WORDS]):
            form.translations.setdefault(language, {})[place] = text
    survey = _whole(form, settings, reader.items, file, sheets["survey"].name)
    form.translate(settings, "form_title", "title")
    return survey, _known_places(form, survey), form.ours


def _settings(found: Table | None) -> Line:
    """The first row of settings, or an empty one."""
    return found.lines[0] if found and found.lines else Line(found or Table("settings"), 2, {})


def _whole(form: Form, settings: Line, items: list[Data], file: str, sheet: str) -> Data:
    """The survey with its items, one to be written over where there is none."""
    if not items:
        did = "We put one screen there to be written over."
        form.notes.add(Note(sheet, None, "", "There is no question we can take.", did))
        items = [dict(_FIRST)]
    return _head(form, settings, file, len(items)) | {"items": items}


def _head(form: Form, settings: Line, file: str, count: int) -> Data:
    own = xlsform_own.settings(settings)
    name = own.get("id") or settings.get("form_id")
    title = form.text(settings, "form_title") or words.shortened(words.said(PurePath(file).stem))
    title = words.shortened(own.get("title", "")) or title or "[Write a title]"
    made = name if words.is_id(name) else words.id_from(name or title)
    head: Data = {"id": made or "imported-form", "title": title}
    if not settings.get("form_title"):
        said, did = "The form has no title.", f"We called it “{head['title'][:60]}”."
        form.notes.add(settings.note("form_title", said, did))
    for field, (marked, what) in _MARKED.items():
        head[field] = words.shortened(own.get(field, "")) or marked
        if head[field] == marked:
            said = f"A form does not say {what}."
            did = "Write it: no child is asked before it says so."
            form.notes.add(settings.note(f"voice_{field}", said, did))
    return head | _size(form, settings, own, count)


def _size(form: Form, settings: Line, own: Data, count: int) -> Data:
    """Ages and minutes: what is written, or a first guess."""
    size: Data = {name: True for name in ("stall", "ask_helped") if own.get(name) is True}
    size["ages"] = own.get("ages")
    if size["ages"] not in get_args(Ages):
        size["ages"] = _AGES
        did = f"We wrote {_AGES}. Choose the ages: 5-7, 8-11, 12+ or care-leavers."
        form.notes.add(settings.note("voice_ages", "A form does not say for what ages.", did))
        budget = BUDGETS[_AGES]
        if count > budget:
            said = f"There are {count} screens; children of {_AGES} stay for {budget} at most."
            form.notes.add(settings.note("", said, "Keep those that matter most."))
    size["minutes"] = own.get("minutes")
    if not isinstance(size["minutes"], int) or not 1 <= size["minutes"] <= _LONGEST:
        size["minutes"] = max(1, min(_LONGEST, round(count * _SECONDS / 60)))
        did = f"We guessed {size['minutes']}. Try it and write how long it takes."
        form.notes.add(
            settings.note("voice_minutes", "A form does not say how long it takes.", did)
        )
    return size


def _known_places(form: Form, survey: Data) -> dict[str, dict[str, str]]:
    """The translations of texts that the survey has, in the order of reading."""
    if not form.translations:
        return {}
    places = texts(Survey.model_validate(survey))
    kept = {
        code: {place: said[place] for place in places if place in said}
        for code, said in sorted(form.translations.items())
    }
    return {code: said for code, said in kept.items() if said}
