"""A questionnaire from a data dictionary of REDCap.

Its rows are told as those of a spreadsheet form and read as such, so that the same is taken, and
the same is told, whichever program a form comes from. Notes name the dictionary's own columns.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from voice.exchange import redcap_columns as redcap
from voice.exchange import xlsform_in
from voice.exchange.notes import Imported, Note
from voice.exchange.own_columns import OWN, SECTION
from voice.exchange.safe_cells import unsafe
from voice.exchange.workbook_rows import Book, Row, Sheet, letter
from voice.exchange.xlsform_words import said
from voice.survey.writing import clean

_API = dict(
    zip(
        (
            *("field_name", "form_name", "section_header", "field_type", "field_label"),
            *("select_choices_or_calculations", "field_note"),
            *("text_validation_type_or_show_slider_number", "text_validation_min"),
            *("text_validation_max", "identifier", "branching_logic", "required_field"),
            *("custom_alignment", "question_number", "matrix_group_name", "matrix_ranking"),
            "field_annotation",
        ),
        redcap.COLUMNS,
        strict=True,
    )
)
"""What REDCap's own interface for programs calls the columns."""
_TYPES = {
    "radio": "select_one",
    "dropdown": "select_one",
    "yesno": "select_one",
    "truefalse": "select_one",
    "checkbox": "select_multiple",
    "notes": "text",
    "text": "text",
    "slider": "range",
    "descriptive": "note",
    "calc": "calculate",
    "file": "file",
    "sql": "hidden",
}
_VALIDATED = {
    "email": "email",
    "phone": "phonenumber",
    "integer": "integer",
    "number": "decimal",
    "date": "date",
    "datetime": "date",
    "time": "time",
}
"""The type that a checked text becomes, by how the name of the check begins."""
_READY = {"yesno": "1, Yes | 0, No", "truefalse": "1, True | 0, False"}
_SURVEY = ("type", "name", "label", "hint", "relevant", "required", "parameters", SECTION, OWN)
_CHOICES = ("list_name", "name", "label", OWN)
_PLACES = {
    ("survey", "type"): redcap.TYPE,
    ("survey", "name"): redcap.VARIABLE,
    ("survey", "label"): redcap.LABEL,
    ("survey", "hint"): redcap.NOTE,
    ("survey", SECTION): redcap.HEADER,
    ("survey", "relevant"): redcap.LOGIC,
    ("survey", "required"): redcap.REQUIRED,
    ("survey", "parameters"): redcap.CHOICES,
    ("choices", "name"): redcap.CHOICES,
    ("choices", "label"): redcap.CHOICES,
}
"""Where in the dictionary stands what a form has in that sheet and column."""
_TICK = re.compile(r"\[([a-z0-9_]+)\(([^)\]]+)\)\]\s*(<>|!=|=)\s*[\"']?([01])[\"']?", re.I)
_LOOKED_AT = 20
_FORM = "form"
_Row = tuple[int, dict[str, str]]
"""A row of the form with the number of the dictionary's row it was made from."""


def is_dictionary(book: Book) -> bool:
    """Whether a spreadsheet is a data dictionary, by its headings."""
    return _headings(book) is not None


def of(book: Book, name: str) -> Imported:
    """The questionnaire in a dictionary; in any other form where it is none.

    ``name`` is what notes call the file. Raises ``FaultyError`` where there is no form to be read.
    """
    found = _headings(book)
    if found is None:
        return xlsform_in.of(book, name)
    sheet, heading, columns = found
    form = _Form(name, {name: at for at, name in columns.items()})
    for row in sheet.rows:
        if row.number > heading:
            form.take(row.number, {columns.get(at, ""): text for at, text in row.cells.items()})
    imported = form.imported()
    notes = (*book.notes, *form.notes, *(form.placed(note) for note in imported.notes))
    ordered = sorted(dict.fromkeys(notes), key=lambda note: note.row or 0)
    return replace(imported, notes=tuple(ordered), ours=form.ours)


def _headings(book: Book) -> tuple[Sheet, int, dict[int, str]] | None:
    """The sheet with a dictionary, the row of its headings, and its columns by number."""
    for sheet in book.sheets:
        for row in sheet.rows[:_LOOKED_AT]:
            columns = {at: _column(text) for at, text in row.cells.items()}
            if {redcap.VARIABLE, redcap.TYPE} <= set(columns.values()):
                return sheet, row.number, columns
    return None


def _column(heading: str) -> str:
    plain = _letters(heading)
    names = {_letters(name): name for name in redcap.COLUMNS}
    api = {_letters(name): column for name, column in _API.items()}
    return names.get(plain) or api.get(plain) or ""


def _letters(heading: str) -> str:
    return re.sub(r"[^a-z]", "", heading.lower())


@dataclass(slots=True)
class _Form:
    """The dictionary as it becomes a form."""

    file: str
    columns: Mapping[str, int]
    notes: list[Note] = field(default_factory=list)
    title: str = ""
    ours: bool = False
    """Whether a field says that we wrote it."""
    _survey: list[_Row] = field(default_factory=list)
    _choices: list[_Row] = field(default_factory=list)
    _first: bool = True
    _heading: str = ""
    """What stands above the next question that is taken."""

    def take(self, number: int, cells: Mapping[str, str]) -> None:
        """One field: a row of the form, with its answers; or a note why not."""
        given = {name: unsafe(text.strip()) for name, text in cells.items() if name}
        self.title = self.title or given.get(redcap.FORM, "")
        heading = given.get(redcap.HEADER) or self._heading
        left_out = self._why_left_out(given)
        self._first, self._heading = False, heading if left_out else ""
        if left_out:
            column, said = left_out
            self.notes.append(self._note(number, column, said, "Left out."))
            return
        self._survey.append((number, _question(given) | {SECTION: heading}))
        if not _type(given).startswith("select"):
            return
        for option in _options(given):
            self._choices.append((number, option))

    def _why_left_out(self, given: Mapping[str, str]) -> tuple[str, str] | None:
        name = given.get(redcap.VARIABLE, "").lower()
        if self._first and given.get(redcap.TYPE) == "text" and name.endswith("id"):
            return redcap.VARIABLE, "The first field numbers the answers. Ours have no number."
        ours = redcap.KIND_MARK in given.get(redcap.ANNOTATION, "")
        self.ours = self.ours or ours
        if given.get(redcap.IDENTIFIER, "").lower() in {"y", "yes", "1"} and not ours:
            return redcap.IDENTIFIER, "This field says who somebody is."
        return None

    def imported(self) -> Imported:
        """The questionnaire in the form, which is read as any other."""
        settings = {"form_title": self.title.replace("_", " ").capitalize(), "form_id": self.title}
        sheets = (
            _sheet("survey", _SURVEY, self._survey),
            _sheet("choices", _CHOICES, self._choices),
            _sheet("settings", tuple(settings), [(2, settings)]),
        )
        return xlsform_in.of(Book(sheets), _FORM)

    def placed(self, note: Note) -> Note:
        """The note where the dictionary has what it is about."""
        heading = re.search("“(.*)”$", note.column)
        name = _PLACES.get((note.sheet, heading.group(1) if heading else ""), "")
        if note.sheet not in {"survey", "choices"}:
            return replace(note, sheet=self.file, row=None, column="")
        return replace(note, sheet=self.file, row=self._row(note), column=self._at(name))

    def _row(self, note: Note) -> int | None:
        """The dictionary's row that a row of the form was made from."""
        rows = self._survey if note.sheet == "survey" else self._choices
        at = (note.row or 0) - 2
        return rows[at][0] if 0 <= at < len(rows) else None

    def _note(self, number: int, column: str, said: str, did: str) -> Note:
        return Note(self.file, number, self._at(column), said, did)

    def _at(self, column: str) -> str:
        at = self.columns.get(column)
        return f"{letter(at)} “{column}”" if at else ""


def _sheet(name: str, columns: Sequence[str], rows: Sequence[_Row]) -> Sheet:
    """A sheet of the form. Its rows are numbered from two, below the headings."""
    told = [dict(zip(columns, columns, strict=True)), *(cells for _, cells in rows)]
    at = dict(enumerate(columns, start=1))
    made = (
        Row(number, {place: clean(cells[name]) for place, name in at.items() if cells.get(name)})
        for number, cells in enumerate(told, start=1)
    )
    return Sheet(name, tuple(made))


def _type(given: Mapping[str, str]) -> str:
    """The form's type of a field."""
    own = given.get(redcap.TYPE, "").lower()
    check = given.get(redcap.VALIDATION, "").lower()
    if own == "text" and check:
        return next((form for name, form in _VALIDATED.items() if check.startswith(name)), "text")
    return _TYPES.get(own, own)


def _question(given: Mapping[str, str]) -> dict[str, str]:
    form, name = _type(given), given.get(redcap.VARIABLE, "")
    return {
        "type": f"{form} {name}" if form.startswith("select") else form,
        "name": name,
        "label": given.get(redcap.LABEL, ""),
        "hint": given.get(redcap.NOTE, ""),
        "relevant": expression(given.get(redcap.LOGIC, "")),
        "required": "yes" if given.get(redcap.REQUIRED, "").lower() == "y" else "",
        "parameters": "start=0 end=10 step=1" if form == "range" else "",
        OWN: _kept(given),
    }


def _kept(given: Mapping[str, str]) -> str:
    """What the annotation of a field of ours says, and the ends of any slider."""
    marks = given.get(redcap.ANNOTATION, "").split()
    kept: dict[str, str | bool] = {}
    for each in marks:
        for mark, name in ((redcap.KIND_MARK, "kind"), (redcap.ID_MARK, "id")):
            if each.startswith(mark):
                kept[name] = each.removeprefix(mark)
    if redcap.DONT_KNOW_MARK in marks:
        kept["dont_know"] = True
    ends = [
        text.strip().replace("&#124;", "|") for text in given.get(redcap.CHOICES, "").split("|")
    ]
    if _type(given) == "range" and len(ends) > 1 and ends[0] and ends[-1]:
        kept |= {"kind": "scale", "low": said(ends[0]), "high": said(ends[-1])}
    return json.dumps(kept) if kept else ""


def _options(given: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The answers of a list: ``1, Yes | 2, No``. Faces are scored in their order."""
    own = given.get(redcap.TYPE, "").lower()
    text = given.get(redcap.CHOICES) or _READY.get(own, "")
    marks = given.get(redcap.ANNOTATION, "").split()
    faces = f"{redcap.KIND_MARK}faces" in marks
    gone = redcap.DONT_KNOW if redcap.DONT_KNOW_MARK in marks else ""
    for number, part in enumerate(re.split(r"[|\n]", text), start=1):
        code, comma, label = part.partition(",")
        if part.strip() and code.strip() != gone:
            yield {
                "list_name": given.get(redcap.VARIABLE, ""),
                "name": code.strip(),
                "label": (label if comma else code).strip().replace("&#124;", "|"),
                OWN: json.dumps({"score": number}) if faces else "",
            }


def expression(logic: str) -> str:
    """Branching logic in the words of a form."""
    ticked = _TICK.sub(_ticked, logic)
    return re.sub(r"\[([A-Za-z0-9_]+)\]", r"${\1}", ticked).replace("<>", "!=")


def _ticked(found: re.Match[str]) -> str:
    name, code, sign, number = found.groups()
    test = f"selected(${{{name}}}, '{code.strip()}')"
    return test if (sign == "=") is (number == "1") else f"not({test})"
