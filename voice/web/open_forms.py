"""What workers fill in to open a survey at an event."""

from typing import Any

from voice.web import drawn
from voice.web.forms import ChooseField, Form, NumberField, TickField


class HintedChoices(drawn.Choices):
    """One out of a few, each with a word beneath it."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params = super().map_gov_params(field, **kwargs)
        for item in params["items"]:
            hint = field.hints.get(item["value"])
            item |= {"hint": {"text": hint}} if hint else {}
        return params


class HintedField(ChooseField):
    """One out of a few. ``hints``: value → what stands beneath its words."""

    widget = HintedChoices()

    def __init__(self, label: str, needed: str, **kwargs: Any) -> None:
        super().__init__(label, needed, **kwargs)
        self.hints: dict[str, str] = {}


class OpenAtForm(Form):
    """A survey to open at an event."""

    expected = NumberField(
        "How many children do you expect?",
        description="What of their answers can be told depends on it. You may leave it empty.",
    )
    survey = HintedField("Which survey", "Choose a survey.")
    towards = TickField(
        "Collecting towards a later paper",
        description="For questions about a child’s own life.",
    )
