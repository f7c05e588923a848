"""A questionnaire as a spreadsheet form (XLSForm) that other programs read.

What the form has no column for stands beside it as ``own_columns`` says, so that ``xlsform_in``
reads the same questionnaire back.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from babel import Locale
from pydantic import BaseModel

from voice.exchange import own_columns as own
from voice.exchange import relevant
from voice.exchange.own_workbook import Sheet, Value
from voice.exchange.own_workbook import write as write_sheets
from voice.survey import translation
from voice.survey.model import Base, Item, Option, Scale, Survey

Row = dict[str, Value]
Translations = Mapping[str, Mapping[str, str]]

ENGLISH = "English (en)"
_WORDS = ("label", "hint")
_SURVEY = (
    *("type", "name", "label", "hint", "image", "audio"),
    *("appearance", "parameters", "relevant"),
)
_CHOICES = ("list_name", "name", "label", "image", "audio")
_SETTINGS = ("form_title", "form_id", "version", "default_language", "style")
_END: tuple[Row, ...] = ({"type": "end_group"},)
_APPEARANCES = {"faces": "likert", "words": "multiline", "ideas": "multiline"}
_CARRIED = frozenset({"section", "text", "hint"})
"""Texts that cells of the same row carry, or those of its group, where they can."""


def write(survey: Survey, translations: Translations | None = None) -> bytes:
    """The form as .xlsx. ``translations`` are texts by language and place.

    Raises ``FaultyError`` where a rule is longer than a cell may be.
    """
    return write_sheets(sheets(survey, translations or {}))


def sheets(survey: Survey, translations: Translations) -> list[Sheet]:
    """The sheets of the form; that of our own only where it has something to say."""
    said = _Languages(translations)
    items = list(_items(survey, said))
    choices = [row for item in survey.items for row in _choices(item, said)]
    made = [
        Sheet("survey", said.columns(_SURVEY) + own.OWN_COLUMNS, items, ("type", "name")),
        Sheet("choices", said.columns(_CHOICES) + own.OWN_COLUMNS, choices, _CHOICES[:3]),
        Sheet(
            "settings",
            _SETTINGS + own.SETTINGS_COLUMNS + own.OWN_COLUMNS,
            [_settings(survey, said)],
        ),
    ]
    left = list(said.left(survey))
    return made + ([Sheet(own.WORDS, own.WORDS_COLUMNS, left)] if left else [])


class _Languages:
    """The words of each language: a column each for labels and hints, a sheet for the rest."""

    def __init__(self, translations: Translations) -> None:
        self._said = {code: words for code, words in translations.items() if words}
        self._names = {code: heading_of(code) for code in self._said}
        self._placed: set[tuple[str, str]] = set()

    @property
    def several(self) -> bool:
        return bool(self._said)

    def columns(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The columns with one for each language where they hold words."""
        if not self.several:
            return names
        languages = (ENGLISH, *self._names.values())
        return tuple(
            column
            for name in names
            for column in ([f"{name}::{each}" for each in languages] if name in _WORDS else [name])
        )

    def cells(self, column: str, english: str | None, place: str) -> Row:
        """The cells of a text: English, and what other languages say at that place."""
        if english is None:
            return {}
        if not self.several:
            return {column: own.in_a_cell(english)}
        cells: Row = {f"{column}::{ENGLISH}": own.in_a_cell(english)}
        for code, name in self._names.items():
            said = self._said[code].get(place)
            if said and own.carries(said):
                self._placed.add((code, place))
                cells[f"{column}::{name}"] = said
        return cells

    def left(self, survey: Survey) -> Iterator[Row]:
        """What has no column, in the order of reading."""
        for code, words in self._said.items():
            for place in translation.texts(survey):
                if place in words and (code, place) not in self._placed:
                    yield {"language": code, "place": place, "text": words[place]}


def heading_of(code: str) -> str:
    """A language as a heading names it: ``Arabic (ar)``, ``Persian, Afghanistan (fa-AF)``."""
    name = Locale.parse(code.replace("-", "_")).get_display_name("en") or code
    return f"{name.replace(' (', ', ').replace(')', '')} ({code})"


def _settings(survey: Survey, said: _Languages) -> Row:
    data = _data(survey)
    texts = ("title", "purpose", "audience", "feedback")
    kept = {name: data[name] for name in texts if not own.carries(data[name])}
    return {
        "form_title": own.in_a_cell(survey.title),
        "form_id": survey.id,
        "version": survey.fingerprint[: translation.FINGERPRINT],
        "default_language": ENGLISH if said.several else None,
        "style": "pages",
        **{f"voice_{name}": _cell(data[name]) for name in own.FIELDS if name in data},
        **own.pieces(kept),
    }


def _items(survey: Survey, said: _Languages) -> Iterator[Row]:
    """The rows of the questions: each part is a group."""
    part = 0
    for item in survey.items:
        if item.section:
            yield from _END if part else ()
            part += 1
            words = said.cells("label", item.section, f"items.{item.id}.section")
            yield {"type": "begin_group", "name": own.part_name(part), **words}
        yield _item(item, said)
    yield from _END if part else ()


def _item(item: Item, said: _Languages) -> Row:
    place, name = f"items.{item.id}", own.name_of(item.id)
    form = own.TYPES[item.kind]
    return {
        "type": f"{form} {name}" if form.startswith("select") else form,
        "name": name,
        **said.cells("label", item.text, f"{place}.text"),
        **said.cells("hint", item.hint, f"{place}.hint"),
        **_look(item),
        "appearance": _APPEARANCES.get(item.kind),
        "parameters": "start=0 end=10 step=1" if isinstance(item, Scale) else None,
        "relevant": relevant.said(item.show_if) if item.show_if else None,
        **own.pieces(_kept(item)),
    }


def _kept(item: Item) -> dict[str, Any]:
    """The fields of an item that its other cells and its list do not carry."""
    kept = _uncarried(item)
    kept.pop("options", None)
    if item.show_if is not None:
        rule = kept.pop("show_if")
        if not relevant.plain(item.show_if):
            kept |= {"show_if": rule, "relevant": relevant.said(item.show_if)}
    return kept


def _choices(item: Item, said: _Languages) -> Iterator[Row]:
    """The rows of an item's list. Eleven numbers need none."""
    if isinstance(item, Scale):
        return
    at: Row = {"list_name": own.name_of(item.id)}
    for option in item.choices:
        words = said.cells("label", option.text, f"items.{item.id}.options.{option.id}.text")
        kept = own.pieces(_uncarried(option))
        yield {**at, "name": option.id, **words, **_look(option), **kept}
    if item.dont_know and own.TYPES[item.kind] == "select_one":
        yield {**at, "name": own.DONT_KNOW_CHOICE, **said.cells("label", "I don’t know", "")}


def _look(part: Base | Option) -> Row:
    """Picture and sound by the names of their files."""
    return {
        "image": part.picture and f"{part.picture}.svg",
        "audio": part.sound and f"{part.sound}.mp3",
    }


def _uncarried(part: Base | Option) -> dict[str, Any]:
    """The fields of a part without the texts that cells carry."""
    data = _data(part)
    return {
        name: value
        for name, value in data.items()
        if name not in _CARRIED or not own.carries(value)
    }


def _data(part: BaseModel) -> dict[str, Any]:
    return part.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _cell(value: Any) -> Value:
    """A field of the settings: yes for what is so, the words of a text."""
    if value is True:
        return own.YES
    return own.in_a_cell(value) if isinstance(value, str) else int(value)
