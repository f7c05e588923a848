"""The rows of a form as items: one function for each meaning a type can have."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from voice.exchange import xlsform_own
from voice.exchange.xlsform_form import Data, Form
from voice.exchange.xlsform_left_out import ASKS_WHO, SEEMS_TO_ASK_WHO
from voice.exchange.xlsform_options import MOST, Answers, Lists, numbered
from voice.exchange.xlsform_sheets import Line
from voice.exchange.xlsform_types import Kind

_FACES = re.compile(r"\b(faces?|smileys?|smilies|emojis?)\b")
_FACE_PICTURES = {
    3: ("face-1", "face-3", "face-5"),
    5: ("face-1", "face-2", "face-3", "face-4", "face-5"),
}
_BOUND = re.compile(r"\.\s*(>=|<=|>|<)\s*(-?\d{1,6})(?![\d.])")
_PARAMETER = re.compile(r"([a-z_-]+)\s*=\s*([^\s,;=]+)", re.I)
_MARKED = "[Write {}]"


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class Made:
    """An item without its id and rule, and the answers that rules may name."""

    data: Data
    answers: Answers = NO_ANSWERS


@dataclass(frozen=True, slots=True)
class Row:
    """A row with what its type says, and the lists it may use."""

    form: Form
    lists: Lists
    line: Line
    kind: Kind

    def say(self, column: str, said: str, did: str) -> None:
        self.form.notes.add(self.line.note(column, said, did))


def make(row: Row) -> Made:
    """The item of a row that is kept. Its type has to be one of ``MAKERS``."""
    text = row.form.text(row.line, "label")
    if not text and not row.form.ours:
        name = row.line.get("name")[:60] or "this"
        text = _MARKED.format(f"the question: {name}")
        row.say("label", "This question has no words.", "Write them.")
    data: Data = {"kind": "", "text": text}
    if hint := row.form.text(row.line, "hint"):
        data["hint"] = hint
    if picture := row.form.picture(row.line):
        data["picture"] = picture
    made = MAKERS[row.kind.meaning](row)
    own = xlsform_own.item(row.line)
    return _as_it_was(data, made, own) if own else Made(data | made.data, made.answers)


def _as_it_was(data: Data, made: Made, own: Data) -> Made:
    """An item of ours, with the fields that were kept."""
    data.pop("picture", None)
    options = {"options": made.data["options"]} if "options" in made.data else {}
    return Made(data | options | own, made.answers)


def _one(row: Row) -> Made:
    answers = _answers(row)
    if len(answers.options) < 2:
        return _too_few(row, answers)
    if row.form.ours:
        return _with_options("choice", answers)
    faces = _faces(row, answers)
    return faces or _with_options("choice", answers)


def _many(row: Row) -> Made:
    answers = _answers(row)
    if len(answers.options) < 2:
        return _too_few(row, answers)
    return _with_options("many", answers)


def _rank(row: Row) -> Made:
    said = "This asks to put answers in order, which small children find hard."
    row.say("type", said, "We made it a question where any number can be ticked.")
    return _many(row)


def _with_options(kind: str, answers: Answers) -> Made:
    data: Data = {"kind": kind, "options": [dict(option) for option in answers.options]}
    return Made(data | ({"dont_know": True} if answers.dont_know else {}), answers)


def _answers(row: Row) -> Answers:
    """The list the row names; two to be written where there is none."""
    found = None if row.kind.from_file else row.lists.get(row.kind.list_name)
    if found is None:
        name = row.kind.list_name[:60]
        said = f"The list “{name}” is not in the file." if name else "No list is named here."
        row.say("type", said, "We put two answers there to be written over. Write the answers.")
        marked = [_MARKED.format(f"answer {number}") for number in (1, 2)]
        options = [{"id": f"answer-{at}", "text": text} for at, text in enumerate(marked, 1)]
        return Answers(tuple(options))
    if not row.kind.other:
        return found
    said = "“Other” is added to the answers, with a box to write in."
    row.say("type", said, "We added “Something else”. Ask in words what it is, if you need it.")
    return found.with_else()


def _too_few(row: Row, answers: Answers) -> Made:
    """One answer is no choice: something to read."""
    said = "There is only one answer."
    row.say("type", said, "We made it something to read. Add answers, or leave it so.")
    return Made({"kind": "info"})


def _faces(row: Row, answers: Answers) -> Made | None:
    """Faces, where the appearance or the pictures say so and there are three or five."""
    pictures = _FACE_PICTURES.get(len(answers.options))
    shown = [str(option.get("picture", "")) for option in answers.options]
    drawn = all(picture.startswith("face-") for picture in shown)
    told = _FACES.search(row.line.get("appearance").lower())
    if pictures is None or not (told or drawn):
        return None
    options = [dict(option) for option in answers.options]
    if drawn:
        options.sort(key=lambda option: str(option["picture"]))
    for number, option in enumerate(options, start=1):
        option["score"] = number
        option.setdefault("picture", pictures[number - 1])
    said = "The answers are shown as faces."
    did = "We took the list to go from the least to the most happy. Look whether it does."
    row.say("appearance", said, did)
    return Made({"kind": "faces", "options": options}, answers)


def _text(row: Row) -> Made:
    words = " ".join(row.line.get("label").split())
    asked = f"{row.line.get('name')} {words}"[:1000].lower()
    if not row.form.ours and ASKS_WHO & set(re.findall(r"[a-z]+", asked)):
        said = f"{SEEMS_TO_ASK_WHO} “{words[:80]}”" if words else SEEMS_TO_ASK_WHO
        row.say("label", said, "We kept it. Take it out unless you are sure that it does not.")
    return Made({"kind": "words"})


def _integer(row: Row) -> Made:
    """A number between bounds is chosen; any other is written."""
    low, high = _bounds(row.line.get("constraint"))
    if low is None or high is None or low >= high:
        did = "We made it a question to answer in words. A choice of answers is easier to count."
        row.say("type", "This asks for any number.", did)
        return _text(row)
    return _numbers(row, low, high, 1)


def _bounds(constraint: str) -> tuple[int | None, int | None]:
    low = high = None
    for sign, number in _BOUND.findall(constraint[:1000]):
        value = int(number)
        if sign.startswith(">"):
            low = value + (sign == ">")
        else:
            high = value - (sign == "<")
    return low, high


def _decimal(row: Row) -> Made:
    row.say("type", "This asks for any number.", "We made it a question to answer in words.")
    return _text(row)


def _range(row: Row) -> Made:
    given = {key.lower(): value for key, value in _PARAMETER.findall(row.line.get("parameters"))}
    start, end, step = (
        _number(given.get(name, ""), usual)
        for name, usual in (("start", 1), ("end", 10), ("step", 1))
    )
    return _numbers(row, min(start, end), max(start, end), abs(step) or 1)


def _number(text: str, usual: float) -> float:
    return float(text) if re.fullmatch(r"-?\d{1,6}(\.\d{1,3})?", text) else usual


def _numbers(row: Row, low: float, high: float, step: float) -> Made:
    """Eleven numbers are a scale, up to twelve are a choice, more become a scale."""
    steps = int((high - low) / step + 1e-9) + 1
    if (low, high, step) != (0, 10, 1) and 2 <= steps <= MOST:
        answers = numbered(low + step * at for at in range(steps))
        row.say("type", "This asks for a number.", f"We made it a choice of {steps} numbers.")
        return _with_options("choice", answers)
    if (low, high, step) != (0, 10, 1):
        said = f"This asks for a number from {low:g} to {high:g}."
        row.say("type", said, "We made it 0 to 10. Look whether the words still fit.")
    answers = numbered(range(11)) if (low, high) == (0, 10) else Answers()
    if not row.form.ours:
        row.say("label", "A scale has words at both ends.", "Write what 0 and what 10 mean.")
    ends = {"low": _MARKED.format("what 0 means"), "high": _MARKED.format("what 10 means")}
    return Made({"kind": "scale", **ends}, answers)


def _note(row: Row) -> Made:
    return Made({"kind": "info"})


def _acknowledge(row: Row) -> Made:
    said = "A child has to say OK to this."
    row.say("type", said, "We made it something to read: saying yes is our own first screen.")
    return Made({"kind": "info"})


MAKERS: dict[str, Callable[[Row], Made]] = {
    "one": _one,
    "many": _many,
    "rank": _rank,
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "range": _range,
    "note": _note,
    "acknowledge": _acknowledge,
}
"""How each kept meaning becomes an item."""
