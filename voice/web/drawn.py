"""Boxes of forms as GOV.UK Frontend draws them. A label is bold; a set of choices has a legend."""

from typing import Any

from govuk_frontend_wtf import wtforms_widgets as widgets
from govuk_frontend_wtf.gov_form_base import GovFormBase
from wtforms import Field


def _without_empty_hint(params: dict[str, Any]) -> dict[str, Any]:
    """The widgets give every set of choices a hint; an empty one is read out as a pause."""
    if not (params["hint"] or {}).get("text"):
        params["hint"] = None
    return params


class Bold(GovFormBase):
    """A box under its label."""

    def map_gov_params(self, field: Field, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        params["label"].setdefault("classes", "govuk-label--s")
        return params


class Headed(GovFormBase):
    """A set of boxes under its legend."""

    def map_gov_params(self, field: Field, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        params["fieldset"]["legend"].setdefault("classes", "govuk-fieldset__legend--s")
        return _without_empty_hint(params)


class Line(Bold, widgets.GovTextInput):
    """One line."""


class Number(Bold, widgets.GovTextInput):
    """A short box that opens the keys for figures."""

    def map_gov_params(self, field: Field, **kwargs: Any) -> dict[str, Any]:
        params = super().map_gov_params(field, **kwargs)
        return params | {"inputmode": "numeric", "classes": "govuk-input--width-3"}


class Pin(Bold, widgets.GovTextInput):
    """Six figures, to be seen while they are typed and kept by no browser."""

    def map_gov_params(self, field: Field, **kwargs: Any) -> dict[str, Any]:
        params = super().map_gov_params(field, **kwargs)
        shown = {"inputmode": "numeric", "autocomplete": "off", "value": None}
        return params | shown | {"classes": "govuk-input--width-5"}


class Saved(Bold, widgets.GovFileInput):
    """A file of this device."""


class Area(Bold, widgets.GovTextArea):
    """Several lines."""


class List(Bold, widgets.GovSelect):
    """A list that opens."""


class Secret(Bold, widgets.GovPasswordInput):
    """A password."""


class Day(Headed, widgets.GovDateInput):
    """Three boxes for a day."""


class Choices(Headed, widgets.GovRadioInput):
    """One out of a few."""


class Ticks(Headed, widgets.GovCheckboxesInput):
    """Any number out of a few."""


class Tick(widgets.GovCheckboxInput):
    """One box to tick."""

    def map_gov_params(self, field: Field, **kwargs: Any) -> dict[str, Any]:
        return _without_empty_hint(super().map_gov_params(field, **kwargs))
