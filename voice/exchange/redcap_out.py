"""A questionnaire as a data dictionary of REDCap."""

import csv
import io
from collections.abc import Iterator
from html import escape

from voice.exchange import redcap_columns as redcap
from voice.exchange.exported import Exported, in_one_line
from voice.exchange.notes import Note
from voice.exchange.redcap_columns import code_of, name_of
from voice.exchange.safe_cells import safe
from voice.survey.model import Item, Rule, Scale, Survey

_LEFT_OUT = {
    "easy": "easier words",
    "picture": "the picture",
    "sound": "the sound",
    "collapse": "coarser scales",
    "worry": "worry marks",
    "versions": "other words for age bands",
}
"""Fields that have no place in a dictionary, as a person calls them."""


def write(survey: Survey) -> Exported:
    """The dictionary as CSV in UTF-8, and what is not in it.

    Ids have ``_`` where ours have a hyphen. ``redcap_in`` reads ids, kinds, options and rules back.
    """
    target = io.StringIO()
    sheet = csv.DictWriter(target, redcap.COLUMNS, restval="", lineterminator="\r\n")
    sheet.writeheader()
    form = code_of(survey.id)
    for row in [_record(), *(_item(survey, item) for item in survey.items)]:
        cells = {redcap.FORM: form, **row}
        sheet.writerow({name: safe(in_one_line(cell)) for name, cell in cells.items()})
    notes = tuple(note for item in survey.items for note in _notes(item))
    return Exported(target.getvalue().encode("utf-8-sig"), notes)


def _record() -> dict[str, str]:
    label = "Number of answers"
    return {redcap.VARIABLE: redcap.RECORD, redcap.TYPE: "text", redcap.LABEL: label}


def _item(survey: Survey, item: Item) -> dict[str, str]:
    marks = [f"{redcap.KIND_MARK}{item.kind}"]
    if name_of(item.id).replace("_", "-") != item.id:
        marks.append(f"{redcap.ID_MARK}{item.id}")
    if item.dont_know:
        marks.append(redcap.DONT_KNOW_MARK)
    if item.dont_know and item.multiple:
        marks.append(f"@NONEOFTHEABOVE={redcap.DONT_KNOW}")
    row = {
        redcap.VARIABLE: name_of(item.id),
        redcap.HEADER: escape(item.section or "", quote=False),
        redcap.TYPE: redcap.TYPES[item.kind],
        redcap.LABEL: escape(item.text, quote=False),
        redcap.CHOICES: " | ".join(_choices(item)),
        redcap.NOTE: escape(item.hint or "", quote=False),
        redcap.IDENTIFIER: "y" if item.writes else "",
        redcap.LOGIC: logic(survey, item.show_if) if item.show_if else "",
        redcap.ANNOTATION: " ".join(marks),
    }
    if isinstance(item, Scale):
        row |= {redcap.VALIDATION: "number", redcap.LEAST: "0", redcap.MOST: "10"}
    return row


def _choices(item: Item) -> Iterator[str]:
    """The answers with their codes; of a slider, the words at its ends."""
    if isinstance(item, Scale):
        yield from (_label(item.low), "", _label(item.high))
        return
    for option in item.choices:
        yield f"{code_of(option.id)}, {_label(option.text)}"
    if item.dont_know and item.choices:
        yield f"{redcap.DONT_KNOW}, {redcap.DONT_KNOW_TEXT}"


def _label(text: str) -> str:
    """The words of an answer, without the stroke that stands between answers."""
    return escape(text, quote=False).replace("|", "&#124;")


def logic(survey: Survey, rule: Rule) -> str:
    """The rule as branching logic: ``[listened_to] = "no"``."""
    if rule.all is not None:
        return " and ".join(_inside(survey, part) for part in rule.all)
    if rule.any is not None:
        return " or ".join(_inside(survey, part) for part in rule.any)
    if rule.not_ is not None:
        return f"not({logic(survey, rule.not_)})"
    return _comparison(survey.item(rule.item or ""), rule)


def _inside(survey: Survey, rule: Rule) -> str:
    said = logic(survey, rule)
    return f"({said})" if rule.all or rule.any or " or " in said else said


def _comparison(item: Item, rule: Rule) -> str:
    name = name_of(item.id)
    if rule.includes is not None:
        return f'[{name}({code_of(rule.includes)})] = "1"'
    if rule.is_ is not None:
        return f'[{name}] = "{code_of(rule.is_)}"'
    if rule.is_not is not None:
        return f'[{name}] <> "{code_of(rule.is_not)}"'
    if not item.multiple:
        return f'[{name}] {"<>" if rule.was_answered else "="} ""'
    ticks = " or ".join(f'[{name}({code_of(option.id)})] = "1"' for option in item.choices)
    return ticks if rule.was_answered else f"not({ticks})"


def _notes(item: Item) -> Iterator[Note]:
    left = [words for field, words in _LEFT_OUT.items() if getattr(item, field, None)]
    if left:
        *most, last = left
        words = f"{', '.join(most)} and {last}" if most else last
        said = f"A data dictionary has no place for {words}."
        yield Note(f"“{item.id}”", None, "", said, "Left out.")
