"""A questionnaire as the structure file of LimeSurvey (tab-separated values).

LimeSurvey takes short codes without hyphens. What became of each id is told in the notes and
stands in the file as the order of questions and answers. Nobody has to answer anything.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from voice.exchange.exported import Exported, in_one_line
from voice.exchange.notes import Note
from voice.exchange.safe_cells import safe
from voice.survey.model import Item, Option, Rule, Scale, Survey

COLUMNS = (
    *("class", "type/scale", "name", "relevance", "text", "help", "language", "validation"),
    *("mandatory", "other", "default", "same_default", "hidden"),
)
QUESTION_LETTERS, ANSWER_LETTERS, GROUP_LETTERS = 20, 5, 100
TYPES = {
    "faces": "L",
    "choice": "L",
    "many": "M",
    "scale": "L",
    "words": "T",
    "ideas": "Q",
    "info": "X",
}
"""Kind → type: list, several, long text, several short texts, something to read."""
_SEVERAL = frozenset({"M", "Q"})
"""Types that have parts."""
_IDEAS = 5
_DONT_KNOW = "DK"
_DONT_KNOW_TEXT = "I don’t know"
_LANGUAGE = "en"
_LEFT_OUT = {
    "easy": "easier words",
    "picture": "the picture",
    "sound": "the sound",
    "collapse": "coarser scales",
    "worry": "worry marks",
    "versions": "other words for age bands",
}
"""Fields that have no place in the file, as a person calls them."""

Row = Mapping[str, str]


def write(survey: Survey) -> Exported:
    """The structure file, in UTF-8 with its mark, and what is not in it."""
    codes = Codes(survey)
    rows = [*_head(survey), *_groups(survey, codes)]
    target = io.StringIO()
    sheet = csv.DictWriter(target, COLUMNS, dialect="excel-tab", restval="", lineterminator="\r\n")
    sheet.writeheader()
    for row in rows:
        sheet.writerow({name: safe(in_one_line(text)) for name, text in row.items()})
    notes = tuple(note for item in survey.items for note in _notes(item, codes))
    return Exported(target.getvalue().encode("utf-8-sig"), notes)


class Codes:
    """LimeSurvey's codes of a survey's questions and of their answers, each once."""

    def __init__(self, survey: Survey) -> None:
        self.questions = _short([item.id for item in survey.items], QUESTION_LETTERS)
        self._several = {item.id for item in survey.items if TYPES[item.kind] in _SEVERAL}
        self.answers = {
            item.id: _answers([choice.id for choice in item.choices]) for item in survey.items
        }

    def rule(self, rule: Rule) -> str:
        """The rule as an expression: ``(listened.NAOK == "no")``."""
        if rule.all is not None:
            return f"({' and '.join(self.rule(part) for part in rule.all)})"
        if rule.any is not None:
            return f"({' or '.join(self.rule(part) for part in rule.any)})"
        if rule.not_ is not None:
            return f"!({self.rule(rule.not_)})"
        return self._comparison(rule)

    def _comparison(self, rule: Rule) -> str:
        item = rule.item or ""
        name = self.questions[item]
        if rule.was_answered is not None:
            return f"({self._given(item)} {'>' if rule.was_answered else '=='} 0)"
        option = self.answers[item].get(rule.is_ or rule.is_not or rule.includes or "", "")
        if rule.includes is not None:
            return f'({name}_{option}.NAOK == "Y")'
        return f'({name}.NAOK {"==" if rule.is_ else "!="} "{option}")'

    def _given(self, item: str) -> str:
        """How much was given: parts of a question that has several, letters of one that has not."""
        name = self.questions[item]
        return f"count(that.{name}.NAOK)" if item in self._several else f"strlen({name}.NAOK)"


def _short(ids: Sequence[str], letters: int) -> dict[str, str]:
    """A code for each id: its letters without hyphens, cut, and numbered where two are alike."""
    codes: dict[str, str] = {}
    for item_id in ids:
        plain = item_id.replace("-", "")
        first = plain if plain[0].isalpha() else f"q{plain}"
        code, number = first[:letters], 1
        while code in codes.values():
            number += 1
            code = f"{first[: letters - len(str(number))]}{number}"
        codes[item_id] = code
    return codes


def _answers(options: Sequence[str]) -> dict[str, str]:
    """A code for each option: itself where all are short and plain, else A1, A2 …"""
    fits = all(len(option) <= ANSWER_LETTERS and option.isalnum() for option in options)
    fits = fits and _DONT_KNOW.lower() not in options
    return {
        option: option if fits else f"A{number}" for number, option in enumerate(options, start=1)
    }


def _head(survey: Survey) -> Iterator[Row]:
    yield {"class": "S", "name": "language", "text": _LANGUAGE}
    yield {"class": "S", "name": "anonymized", "text": "Y"}
    yield {"class": "S", "name": "ipaddr", "text": "N"}
    yield {"class": "S", "name": "datestamp", "text": "N"}
    yield {"class": "S", "name": "format", "text": "S"}
    texts = {
        "surveyls_title": survey.title,
        "surveyls_description": survey.purpose,
        "surveyls_welcometext": f"{survey.purpose} {survey.audience}",
        "surveyls_endtext": survey.feedback,
    }
    for name, text in texts.items():
        yield _words("SL", name, text)


def _groups(survey: Survey, codes: Codes) -> Iterator[Row]:
    """A group for each part, and one of the survey's name for what stands before the first."""
    for number, item in enumerate(survey.items):
        if item.section or number == 0:
            yield _group(item.section or survey.title)
        yield from _item(item, codes)


def _group(name: str) -> Row:
    """A group by its name; what is longer than a name may be stands below it whole."""
    short = name if len(name) <= GROUP_LETTERS else f"{name[: GROUP_LETTERS - 1]}…"
    return _words("G", _shown(short), name if short != name else "")


def _item(item: Item, codes: Codes) -> Iterator[Row]:
    name = codes.questions[item.id]
    row = _words("Q", name, item.text)
    relevance = codes.rule(item.show_if) if item.show_if else "1"
    given = {
        "type/scale": TYPES[item.kind],
        "relevance": relevance,
        "help": _shown(item.hint or ""),
    }
    yield {**row, **given, "mandatory": "N", "other": "N"}
    yield from _below(item, codes.answers[item.id])


def _below(item: Item, codes: Mapping[str, str]) -> Iterator[Row]:
    """Answers of a list, or the parts of a question that has several."""
    several = TYPES[item.kind] in _SEVERAL
    for option in item.choices:
        row = _words("SQ" if several else "A", codes[option.id], _said(item, option))
        yield row if several else {**row, "type/scale": "0"}
    if TYPES[item.kind] == "Q":
        for number in range(1, _IDEAS + 1):
            yield _words("SQ", f"I{number}", str(number))
    elif item.dont_know and item.choices:
        row = _words("SQ" if several else "A", _DONT_KNOW, _DONT_KNOW_TEXT)
        yield row if several else {**row, "type/scale": "0"}


def _said(item: Item, option: Option) -> str:
    """The words of an answer; the ends of a scale have their words beside the number."""
    if isinstance(item, Scale) and option is item.choices[0]:
        return f"{option.text} – {item.low}"
    if isinstance(item, Scale) and option is item.choices[-1]:
        return f"{option.text} – {item.high}"
    return option.text


def _words(of: str, name: str, text: str) -> Row:
    return {"class": of, "name": name, "text": _shown(text), "language": _LANGUAGE}


def _shown(text: str) -> str:
    """The text so that neither markup nor an expression is read in it."""
    return escape(text, quote=False).replace("{", "{ ")


def _notes(item: Item, codes: Codes) -> Iterator[Note]:
    """What the file says otherwise than the questionnaire, by item."""
    where = f"“{item.id}”"
    name = codes.questions[item.id]
    if name != item.id:
        said = "LimeSurvey takes codes of 20 letters and figures without hyphens."
        yield Note(where, None, "", said, f"It is called “{name}” there.")
    renamed = [f"{new} is “{old}”" for old, new in codes.answers[item.id].items() if new != old]
    if renamed:
        said = "LimeSurvey takes answer codes of 5 letters and figures."
        yield Note(where, None, "", said, f"There, {_list(renamed)}.")
    left = [words for field, words in _LEFT_OUT.items() if getattr(item, field, None)]
    if left:
        yield Note(where, None, "", f"LimeSurvey has no place for {_list(left)}.", "Left out.")


def _list(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
