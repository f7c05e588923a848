"""A questionnaire as a spreadsheet form (XLSForm) that other programs read.

What the form has no column for stands beside it as ``own_columns`` says, so that ``xlsform_in``
reads the same questionnaire back.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from babel import Locale

from voice.exchange import own_columns as own
from voice.exchange import relevant
from voice.exchange.own_workbook import Sheet, Value
from voice.exchange.own_workbook import write as write_sheets
from voice.survey import translation
from voice.survey.model import Base, Item, Option, Rule, Scale, Survey

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
_APPEARANCES = {"faces": "likert", "words": "multiline", "ideas": "multiline"}


def write(survey: Survey, translations: Translations | None = None) -> bytes:
    """The form as .xlsx. ``translations`` are texts by language and place.

    Raises ``FaultyError`` where a rule is longer than a cell may be.
    """
    return write_sheets(sheets(survey, translations or {}))


def sheets(survey: Survey, translations: Translations) -> list[Sheet]:
    """The sheets of the form; those of our own only where they have something to say."""
    said = _Languages(translations)
    items = [_item(item, said) for item in survey.items]
    choices = [row for item in survey.items for row in _choices(item, said)]
    made = [
        Sheet("survey", said.columns(_SURVEY) + own.SURVEY_COLUMNS, items, ("type", "name")),
        Sheet("choices", said.columns(_CHOICES) + own.CHOICES_COLUMNS, choices, _CHOICES[:3]),
        Sheet("settings", _SETTINGS + own.SETTINGS_COLUMNS, [_settings(survey, said)]),
    ]
    beside: dict[str, list[Row]] = {
        own.VERSIONS: [row for item in survey.items for row in _versions(item)],
        own.SCALES: [row for item in survey.items for row in _scales(item)],
        own.WORDS: list(said.left(survey)),
    }
    return made + [Sheet(name, own.SHEETS[name], rows) for name, rows in beside.items() if rows]


class _Languages:
    """The words of each language: a column each for labels and hints, a sheet for the rest."""

    def __init__(self, translations: Translations) -> None:
        self._said = {code: words for code, words in translations.items() if words}
        self._names = {code: heading_of(code) for code in self._said}
        self._placed: set[str] = set()

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
            return {column: own.escaped(english)}
        self._placed.add(place)
        words = {f"{column}::{ENGLISH}": own.escaped(english)}
        for code, name in self._names.items():
            if said := self._said[code].get(place):
                words[f"{column}::{name}"] = own.escaped(said)
        return dict(words)

    def left(self, survey: Survey) -> Iterator[Row]:
        """What has no column, in the order of reading."""
        for code, words in self._said.items():
            for place in translation.texts(survey):
                if place in words and place not in self._placed:
                    yield {"language": code, "place": place, "text": words[place]}


def heading_of(code: str) -> str:
    """A language as a heading names it: ``Arabic (ar)``, ``Persian, Afghanistan (fa-AF)``."""
    name = Locale.parse(code.replace("-", "_")).get_display_name("en") or code
    return f"{name.replace(' (', ', ').replace(')', '')} ({code})"


def _settings(survey: Survey, said: _Languages) -> Row:
    return _told(
        {
            "form_title": own.escaped(survey.title),
            "form_id": survey.id,
            "version": survey.fingerprint[: translation.FINGERPRINT],
            "default_language": ENGLISH if said.several else None,
            "style": "pages",
            own.PURPOSE: own.escaped(survey.purpose),
            own.AUDIENCE: own.escaped(survey.audience),
            own.FEEDBACK: own.escaped(survey.feedback),
            own.AGES: survey.ages,
            own.STALL: survey.stall,
            own.MINUTES: survey.minutes,
            own.ASK_HELPED: survey.ask_helped,
        }
    )


def _item(item: Item, said: _Languages) -> Row:
    place, name = f"items.{item.id}", own.name_of(item.id)
    form = own.TYPES[item.kind]
    row = _told(
        {
            "type": f"{form} {name}" if form.startswith("select") else form,
            "name": name,
            "appearance": _APPEARANCES.get(item.kind),
            "parameters": "start=0 end=10 step=1" if isinstance(item, Scale) else None,
            **_look(item),
            **_rule(item.show_if),
            own.KIND: item.kind,
            own.BEFORE: item.before,
            own.DONT_KNOW: item.dont_know,
            own.HARMLESS: item.harmless,
            own.MEAN: item.mean,
            own.SENSITIVITY: None if item.sensitivity == "personal" else item.sensitivity,
            own.WORRY: " ".join(item.worry) or None,
            own.PROMISE: item.measures.promise,
            own.PRIORITY: item.measures.priority,
            own.THEME: item.measures.theme,
            **{column: _escaped(getattr(item, field, None)) for column, field in _OWN_TEXTS},
        }
    )
    words = {
        **said.cells("label", item.text, f"{place}.text"),
        **said.cells("hint", item.hint, f"{place}.hint"),
    }
    return row | words


_OWN_TEXTS = ((own.EASY, "easy"), (own.LOW, "low"), (own.HIGH, "high"))


def _rule(rule: Rule | None) -> dict[str, str]:
    if rule is None:
        return {}
    cells = {"relevant": relevant.said(rule)}
    if not relevant.plain(rule):
        data = rule.model_dump_json(by_alias=True, exclude_defaults=True)
        cells[own.RULE] = own.escaped(data)
    return cells


def _choices(item: Item, said: _Languages) -> Iterator[Row]:
    """The rows of an item's list. Eleven numbers need none."""
    if isinstance(item, Scale):
        return
    name = own.name_of(item.id)
    for option in item.choices:
        place = f"items.{item.id}.options.{option.id}.text"
        row = {"list_name": name, "name": option.id, **_look(option), own.SCORE: option.score}
        easy = {own.EASY: _escaped(option.easy)}
        yield _told(row | easy) | said.cells("label", option.text, place)
    if item.dont_know and own.TYPES[item.kind] == "select_one":
        row = {"list_name": name, "name": own.DONT_KNOW_CHOICE}
        yield row | said.cells("label", "I don’t know", "")


def _versions(item: Base) -> Iterator[Row]:
    for band, version in item.versions.items():
        at: dict[str, Any] = {"item": item.id, "band": band}
        yield _told(at | {"label": version.text, "easy": version.easy})
        for option in version.options:
            words = {"option": option.id, "label": option.text, "easy": option.easy}
            yield _told(at | words | _look(option) | {"score": option.score})


def _scales(item: Base) -> Iterator[Row]:
    for number, collapse in enumerate(item.collapse, start=1):
        for part in collapse.to:
            at: Row = {"item": item.id, "scale": number, "id": part.id}
            yield at | {"label": part.text, "takes": " ".join(part.takes)}


def _look(part: Base | Option) -> dict[str, str | None]:
    """Picture and sound by the names of their files."""
    return {
        "image": part.picture and part.picture + own.PICTURE_ENDS,
        "audio": part.sound and part.sound + own.SOUND_ENDS,
    }


def _escaped(text: str | None) -> str | None:
    return None if text is None else own.escaped(text)


def _told(cells: Mapping[str, Any]) -> Row:
    """What there is to write: yes for what is so, nothing for what is not given."""
    given = {name: value for name, value in cells.items() if value is not None}
    return {name: own.YES if v is True else v for name, v in given.items() if v is not False}
