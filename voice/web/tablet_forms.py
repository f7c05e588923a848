"""What workers fill in about tablets and about the phone they carry on the day."""

from collections.abc import Collection
from typing import Any

from wtforms import Field, FileField, StringField
from wtforms.validators import StopValidation

from voice.tablets import COLOURS
from voice.web import drawn
from voice.web.forms import ChooseField, DoneForm, Form, LineField, Needed, TickField, TicksField

PIN_FIGURES = 6


class PinField(StringField):
    """Six figures that open the worker's screen on a tablet."""

    widget = drawn.Pin()

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, [Needed("Choose a PIN of six figures.")], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = "".join(valuelist[:1]).replace(" ", "")

    def pre_validate(self, form: Form) -> None:
        if not self.data:
            return
        if not (self.data.isascii() and self.data.isdigit()):
            raise StopValidation("A PIN is figures only, no letters and no signs.")
        if len(self.data) != PIN_FIGURES:
            raise StopValidation(f"A PIN has six figures. This one has {len(self.data)}.")


class SavedField(FileField):
    """A file that a tablet saved."""

    widget = drawn.Saved()

    def __init__(self, label: str, needed: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._needed = needed

    def pre_validate(self, form: Form) -> None:
        if not self.data:
            raise StopValidation(self._needed)

    def text(self) -> str:
        """What stands in it; signs that are no text are left to whoever reads it to refuse."""
        return str(self.data.read().decode("utf-8", "replace"))


class SetUpForm(Form):
    """A tablet to be set up."""

    name = LineField(
        "Name",
        "Write the tablet’s name.",
        most=40,
        description="Write it on the back of the tablet, too.",
    )
    colour = ChooseField(
        "Colour",
        "Choose a colour.",
        choices={id_: colour.name for id_, colour in COLOURS.items()},
    )
    pin = PinField(
        "PIN for the worker’s screen",
        description="Six figures. All your tablets may have the same. Children never type it.",
    )


class PhoneForm(Form):
    """A worker's own phone for the length of one event."""

    pin = PinField("PIN for this event", description="Six figures. You type it on the phone.")


class SavedForm(Form):
    """Envelopes that a tablet saved as a file."""

    saved = SavedField("The file from the tablet", "Choose the file that the tablet saved.")


class LostForm(Form):
    """A tablet from which nothing more will come."""

    why = LineField(
        "What happened",
        "Write what happened.",
        most=300,
        description="For example: left on the bus; or wiped, and set up anew. No names.",
    )
    sure = TickField("I know that the event is counted without what is still on it")

    def validate_sure(self, field: Field) -> None:
        """Nobody declares a tablet lost by a slip of the finger."""
        if not field.data:
            raise StopValidation("Tick that you know it.")


class DoneWithTabletsForm(DoneForm):
    """The end of an event to which tablets were packed."""

    here = TicksField(
        "These tablets were here",
        description=(
            "Take the tick away from one that stayed at the office: the event does not wait for it."
        ),
    )

    def stayed_away(self) -> Collection[str]:
        """The tablets whose tick was taken away."""
        return set(self.here.choices or {}) - set(self.here.data or ())
