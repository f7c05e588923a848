"""What workers fill in. A fault is told in plain words; what was typed is kept."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, StopValidation

from voice.analysis.said import number_word
from voice.faults import FaultyError
from voice.web import drawn, told
from voice.web.told import Told

WHY: dict[str, str] = {
    "nobody": "Nobody signed up",
    "staff": "Too few staff",
    "venue": "The venue",
    "weather": "The weather",
    "other": "Something else",
}
"""Why events are cancelled, as workers say it."""
SEEN = (
    "If there was one: seen by a worker, said by a carer. No names. Two people check it before a "
    "paper tells it."
)
BESIDE = "It stands beside the event in the next paper, under “Who came”. No names."
MOST = 9999
"""No tally of one event is higher; a longer number is a slip of the finger."""


class Form(FlaskForm):
    """A worker's form."""

    def problems(self) -> list[dict[str, str]]:
        """Every fault with the address of the box it is about, for the list above the form."""
        found = [{"text": error, "href": "#main-content"} for error in self.form_errors]
        for field in self:
            found += [{"text": error, "href": f"#{_box(field)}"} for error in field.errors]
        return found

    def tell(self, error: FaultyError) -> None:
        """Show the faults a verb found in a page's words: at the box they are of, else above."""
        for fault in error.faults:
            known = told.on_page(fault)
            if known is None and fault.place in self._fields:
                label = self._fields[fault.place].label.text
                known = Told(fault.place, f"{label} {fault.wrong} {fault.do}".strip())
            known = known or Told("", told.in_words(fault))
            if known.box in self._fields:
                field = self._fields[known.box]
                field.errors = [*field.errors, known.sentence]
            else:
                self.form_errors.append(known.sentence)


def _box(field: Field) -> str:
    return f"{field.name}-day" if isinstance(field, DayField) else str(field.id)


def plain(text: str | None) -> str:
    """Text without blanks at its ends, signs that steer a screen or turn it round, half letters.

    What is left can stand in any paper: XML 1.0, which Word files are made of, holds all of it.
    """
    kept = (
        letter
        for letter in (text or "").replace("\r\n", "\n")
        if letter == "\n" or unicodedata.category(letter) not in _NO_TEXT
    )
    return "".join(letter for letter in kept if letter not in _TURNING | _NOT_IN_XML).strip()


_NO_TEXT = frozenset({"Cc", "Cs"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_IN_XML = frozenset("\ufffe\uffff")


class Needed:
    """Stops at a box left empty, saying what to enter."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        if not field.errors and field.data in (None, "", []):
            raise StopValidation(self.message)


def _rules(needed: str, most: int = 0) -> list[Any]:
    rules: list[Any] = [Needed(needed)] if needed else []
    if most:
        rules.append(Length(max=most, message=f"Write at most {most} letters."))
    return rules


class LineField(StringField):
    """One line of text."""

    widget = drawn.Line()

    def __init__(self, label: str, needed: str = "", most: int = 120, **kwargs: Any) -> None:
        super().__init__(label, _rules(needed, most), filters=[plain], **kwargs)


class TextField(TextAreaField):
    """Several lines of text."""

    widget = drawn.Area()

    def __init__(self, label: str, needed: str = "", most: int = 4000, **kwargs: Any) -> None:
        super().__init__(label, _rules(needed, most), filters=[plain], **kwargs)


class NumberField(IntegerField):
    """How many. Empty is not known."""

    widget = drawn.Number()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            return
        if not (text.isascii() and text.isdigit()):
            raise ValueError(f"{self.label.text}: enter a whole number, such as 7.")
        figures = text.lstrip("0") or "0"
        # Longer ones are not even read: thousands of figures are more than Python turns into one.
        if len(figures) > len(str(MOST)) or int(figures) > MOST:
            raise ValueError(f"{self.label.text}: enter a number up to {MOST:,}.")
        self.data = int(figures)

    def show(self, number: int | None) -> None:
        """Let this number stand in the box in place of what was typed."""
        self.data, self.raw_data = number, None


class DayField(DateField):
    """A day in three boxes."""

    widget = drawn.Day()

    def __init__(self, label: str, needed: str = "", **kwargs: Any) -> None:
        super().__init__(label, _rules(needed), **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        boxes = ([box.strip()[:10] for box in valuelist] + ["", "", ""])[:3]
        self.raw_data, self.data = boxes, None
        if not any(boxes):
            return
        try:
            day, month, year = (int(box) if box.isascii() else 0 for box in boxes)
            found = date(year, month, day)
        except ValueError as error:
            raise ValueError("Enter a real day, such as 21 11 2026.") from error
        if not 2000 <= year <= 2100:
            raise ValueError("Enter the year in four figures, such as 2026.")
        self.data = found


class ChooseField(RadioField):
    """One out of a few, all to be seen. ``choices``: value → words."""

    widget = drawn.Choices()

    def __init__(self, label: str, needed: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._needed = needed

    def pre_validate(self, form: FlaskForm) -> None:
        if self.data not in (self.choices or {}):
            raise StopValidation(self._needed)


class ListField(SelectField):
    """One out of many, in a list that opens. ``choices``: value → words; "" must be listed."""

    widget = drawn.List()

    def __init__(self, label: str, needed: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._needed = needed

    def pre_validate(self, form: FlaskForm) -> None:
        if self.data not in (self.choices or {}):
            raise StopValidation(self._needed)


class TicksField(SelectMultipleField):
    """Any number out of a few."""

    widget = drawn.Ticks()

    def pre_validate(self, form: FlaskForm) -> None:
        if not set(self.data or ()) <= set(self.choices or {}):
            raise StopValidation("Tick only what is in the list.")


class TickField(BooleanField):
    """One box to tick."""

    widget = drawn.Tick()


class SecretField(PasswordField):
    """A password; never shown again."""

    widget = drawn.Secret()

    def __init__(self, label: str, needed: str, **kwargs: Any) -> None:
        super().__init__(label, _rules(needed), **kwargs)


# What workers fill in


class EventForm(Form):
    """A meeting of a group, planned or past."""

    group = ListField("Group", "Choose the group.", validators=[Needed("Choose the group.")])
    name = LineField("What it is called", "Write what the event is called.")
    day = DayField("Day", "Enter the day.")
    place = LineField("Place", description="A playground, a hall, a park.")
    place_safe = TickField("This place may be named in papers")
    district = LineField("District", description="Papers name the district in place of the place.")
    host = LineField(
        "Who young people can turn to on the day",
        most=80,
        description="First name of the worker. It stands on the screen “Tell a grown-up”.",
    )
    expected = NumberField(
        "How many children do you expect?", description="You may leave it empty."
    )


class CancelForm(Form):
    """Why an event does not take place."""

    why_kind = ChooseField("Why it is cancelled", "Choose why it is cancelled.", choices=WHY)
    why = LineField(
        "In a few words",
        most=300,
        description="The paper prints it, so name nobody. Only “something else” needs it.",
    )
    notice = NumberField(
        "How many days’ notice families got",
        description="Leave it empty if they are told today: we count the days.",
    )


class NoteForm(Form):
    """What an event brought about."""

    note = TextField("Impact", description=f"What happened and what came of it. {BESIDE}")

    def say_few(self, n: int) -> None:
        """Say what becomes of the note where fewer than ``n`` came."""
        few = f"Where fewer than {number_word(n).lower()} came this stays with the team."
        instead = "To pass something on, write a moment worth telling."
        self.note.description = f"{self.note.description} {few} {instead}"


class DoneForm(NoteForm):
    """The end of an event."""

    came = NumberField("How many came", description="Children and young people, all ages.")
    cancelled = NumberField("How many cancelled on the day")
    moment = TextField("A moment worth telling", most=600, description=SEEN)
    note = TextField("Anything to note", description=BESIDE)


class GroupForm(Form):
    """A group of young people."""

    name = LineField("Name", "Write the group’s name.")
    kind = LineField(
        "What kind of group",
        "Write what kind of group it is.",
        most=40,
        description="For example: half-term group, council, forum, drop-in.",
    )
    ages = LineField("Ages", most=40, description="For example: 5 to 14.")
    joins = ListField("Neighbour it may be joined to", "Choose a group or “None”.")
    overlaps = TicksField("Groups that share some of the same young people")


class StandingForm(Form):
    """A survey to keep open outside events."""

    survey = ChooseField("Which survey", "Choose a survey.")
    name = LineField("What it is for", "Write what it is for.", description="Only workers see it.")
    group = ListField("Group", "Choose a group or “Everyone”.")
    closes = DayField("Last day", description="Leave it empty to close it by hand.")


class PeriodForm(Form):
    """Which months to close."""

    month = ChooseField("Close the months up to the end of", "Choose a month.")


class PaperForm(Form):
    """Which meeting a paper is for, and up to which day it reports."""

    meeting = DayField("Meeting", "Enter the day of the meeting.")
    cutoff = DayField(
        "Cut-off",
        "Enter the last day the paper reports on.",
        description="Events up to this day are reported; later ones are listed as planned.",
    )

    def validate_cutoff(self, field: Field) -> None:
        """The day up to which a paper reports comes before the meeting."""
        if field.data and self.meeting.data and field.data > self.meeting.data:
            raise StopValidation("The cut-off is after the meeting. Enter an earlier day.")


class ProvenForm(Form):
    """An act that opens or shuts doors: whoever asks proves once more who they are."""

    own = SecretField("Your own password", "Enter your own password.")


class PersonForm(ProvenForm):
    """Somebody who works here."""

    name = LineField(
        "Name to log in with",
        "Write the name to log in with.",
        most=60,
        description="Letters, figures, dots and hyphens, such as sam.green.",
    )
    role = ChooseField("Role", "Choose a role.")
    password = SecretField("First password", "Write a first password.")


class RoleForm(ProvenForm):
    """Another role for somebody."""

    role = ChooseField("Role", "Choose a role.")


class PasswordForm(ProvenForm):
    """A new password for somebody."""

    password = SecretField("New password", "Write the new password.")


def form_of(fields: Mapping[str, Field], given: Mapping[str, Any]) -> Form:
    """A form of just these fields, filled with what is known."""
    return type("FormOf", (Form,), dict(fields))(data=dict(given))
