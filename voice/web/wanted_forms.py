"""What workers fill in to want a table split by two things at once."""

from collections.abc import Mapping

from wtforms import Field
from wtforms.validators import StopValidation

from voice.analysis.holdings import DIMENSIONS
from voice.web.forms import Form, ListField, Needed

QUESTION = "Choose a question."
ONE = "Choose what to split it by."
OTHER = "Choose the second thing to split it by."
_SPLITS = {"": "Choose"} | {id_: text.capitalize() for id_, text in DIMENSIONS.items()}


class WantedForm(Form):
    """A table of one question by two dimensions."""

    question = ListField("Question", QUESTION, validators=[Needed(QUESTION)])
    one = ListField("Split by", ONE, choices=_SPLITS, validators=[Needed(ONE)])
    other = ListField("and by", OTHER, choices=_SPLITS, validators=[Needed(OTHER)])

    def offer(self, questions: Mapping[str, str]) -> None:
        """The questions to choose from: ``survey/item`` → words."""
        self.question.choices = {"": "Choose", **questions}

    def validate_other(self, field: Field) -> None:
        """Two different things."""
        if field.data and field.data == self.one.data:
            raise StopValidation("Choose something else than in the box above.")
