"""The form that brings a survey in from a file."""

from pathlib import PurePath

from wtforms import FileField
from wtforms.validators import StopValidation

from voice.exchange.incoming import ENDINGS
from voice.faults import Fault, FaultyError
from voice.web import drawn
from voice.web.forms import Form

_LONGEST_NAME = 200
_MOST_TOLD = 8


class SurveyFileField(FileField):
    """A file of this device with a survey in it."""

    widget = drawn.Saved()

    def pre_validate(self, form: Form) -> None:
        if not self.data:
            raise StopValidation("Choose a file.")

    def raw(self) -> bytes:
        """What is in it."""
        return bytes(self.data.read())

    def name_given(self) -> str:
        """What the file is called, without the folders that some browsers send along."""
        name = PurePath(str(self.data.filename or "").replace("\\", "/")).name
        return name[-_LONGEST_NAME:] or "file"

    def tell(self, error: FaultyError) -> None:
        """Say at the box why the file cannot be taken."""
        said = [self._said(fault) for fault in error.faults[:_MOST_TOLD]]
        more = len(error.faults) - _MOST_TOLD
        self.errors = [*said, *([f"And {more} more like these."] if more > 0 else ())]

    def _said(self, fault: Fault) -> str:
        """A sentence about the file itself, or about a place in it."""
        whole = fault.place in {"", self.name_given()}
        return f"{self.name_given()} {fault.wrong} {fault.do}".strip() if whole else str(fault)


class ImportForm(Form):
    """A form or survey in a file."""

    file = SurveyFileField(
        "The file",
        description="Excel (.xlsx or .xls), a CSV file or a survey.toml. At most 5 MB.",
        render_kw={"accept": ",".join(ENDINGS)},
    )
