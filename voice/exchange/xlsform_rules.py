"""When a row is shown: the part of a form's expressions that our rules can say.

Taken are comparisons of an earlier question with one of its answers, ``selected()``, whether
something was answered, and these joined by ``and``, ``or`` and ``not()``. Anything else is told,
never guessed: a question shown to the wrong child is worse than one that waits for its rule.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from voice.survey.model import Rule
from voice.survey.rules import depends_on

Data = dict[str, Any]
_LONGEST = 2000
_DEEPEST = 20
_TOKEN = re.compile(
    r"""\s*(?:(?P<ref>\$\{[^}]*\})|(?P<text>'[^']*'|"[^"]*")|(?P<number>-?\d+(?:\.\d+)?)
    |(?P<op>!=|<=|>=|=|<|>)|(?P<open>\()|(?P<close>\))|(?P<comma>,)
    |(?P<word>[A-Za-z][\w:-]*))""",
    re.X,
)
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " "})
_SIZES: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


class CannotSayError(ValueError):
    """Raised where our rules cannot say what an expression says; the words say why."""


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier question, by what its answers were called in the form."""

    item: str
    multiple: bool = False
    writes: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    """Our option ids by the form's names."""
    gone: frozenset[str] = frozenset()
    """Names of answers that are on every screen here, or were left out."""
    ours: bool = False
    """Whether the form is one of ours, where nothing ticked is an answer."""


def rule(expression: str, known: Mapping[str, Known]) -> Data | None:
    """The rule as ``show_if`` has it, or None where the row is always shown.

    Raises ``CannotSayError``.
    """
    expression = expression.translate(_STRAIGHT).strip()
    if expression.lower().replace(" ", "") in {"true()", "1", "yes", "true"}:
        return None
    if expression.lower().replace(" ", "") in {"false()", "0", "no", "false"}:
        raise CannotSayError("it says that this is never shown")
    if len(expression) > _LONGEST:
        raise CannotSayError("it is too long to be read")
    return _Reader(_tokens(expression), known).whole()


def both(first: Data | None, second: Data | None) -> Data | None:
    """A rule that asks for both, where there are both."""
    if first is None or second is None:
        return first or second
    return {"all": [first, second]}


def looks_at(data: Data | None) -> set[str]:
    """The ids of the items a rule depends on."""
    return depends_on(Rule.model_validate(data)) if data else set()


def _tokens(expression: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None or match.lastgroup is None:
            raise CannotSayError(f"we cannot read it from “{expression[at : at + 20]}” on")
        found.append((match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return found


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, tokens: list[tuple[str, str]], known: Mapping[str, Known]) -> None:
        self._tokens = tokens
        self._known = known
        self._at = self._depth = 0

    def whole(self) -> Data:
        found = self._either()
        if self._at < len(self._tokens):
            raise CannotSayError(f"we cannot read “{self._tokens[self._at][1]}” there")
        return found

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "its end")

    def _next(self, kind: str = "") -> str:
        found, text = self._peek()
        if kind and found != kind:
            raise CannotSayError(f"we cannot read “{text}” there")
        self._at += 1
        return text

    def _either(self) -> Data:
        return self._joined("or", "any", lambda: self._joined("and", "all", self._one))

    def _joined(self, word: str, name: str, part: Callable[[], Data]) -> Data:
        parts = [part()]
        while self._peek() == ("word", word) or self._peek() == ("word", word.upper()):
            self._at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else {name: parts}

    def _inside(self) -> Data:
        self._next("open")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise CannotSayError("it has too many brackets inside each other")
        found = self._either()
        self._depth -= 1
        self._next("close")
        return found

    def _one(self) -> Data:
        kind, text = self._peek()
        if kind == "open":
            return self._inside()
        if kind == "word" and text == "not":
            self._at += 1
            return {"not": self._inside()}
        if kind == "word" and text == "selected":
            self._at += 1
            return self._selected()
        if kind == "word" and text in {"string-length", "count-selected"}:
            self._at += 1
            return self._length()
        return self._compared()

    def _selected(self) -> Data:
        self._next("open")
        known = self._question(self._next("ref"))
        self._next("comma")
        answer = _bare(self._next("text"))
        self._next("close")
        return _is(known, answer)

    def _length(self) -> Data:
        self._next("open")
        known = self._question(self._next("ref"))
        self._next("close")
        sign, number = self._next("op"), self._next("number")
        if (sign, number) in {(">", "0"), (">=", "1"), ("!=", "0")}:
            answered = True
        elif (sign, number) in {("=", "0"), ("<", "1"), ("<=", "0")}:
            answered = False
        else:
            raise CannotSayError("it counts letters or ticks")
        return _answered(known, answered)

    def _compared(self) -> Data:
        left_kind, left = self._peek()
        self._at += 1
        sign = self._next("op")
        right_kind, right = self._peek()
        self._at += 1
        if left_kind != "ref":
            left_kind, left, right_kind, right = right_kind, right, left_kind, left
            sign = _TURNED[sign]
        if left_kind != "ref" or right_kind not in {"text", "number"}:
            raise CannotSayError("it compares more than a question with one answer")
        return _comparison(self._question(left), sign, _bare(right))

    def _question(self, reference: str) -> Known:
        name = reference[2:-1].strip()
        if name not in self._known:
            raise CannotSayError(f"it looks at “{name}”, which is no earlier question here")
        return self._known[name]


def _bare(text: str) -> str:
    return text[1:-1].strip() if text[:1] in {"'", '"'} else text


def _comparison(known: Known, sign: str, answer: str) -> Data:
    if answer == "" and sign in {"=", "!="}:
        return _answered(known, sign == "!=")
    if known.multiple:
        raise CannotSayError("it asks for one answer where any number can be ticked")
    if sign in _SIZES:
        return _sized(known, sign, answer)
    found = _is(known, answer)
    return found if sign == "=" else {"item": known.item, "is_not": found["is"]}


def _answered(known: Known, answered: bool) -> Data:
    """Nothing ticked is an answer here, and none in a form: there it is asked tick by tick."""
    if not known.multiple or known.ours:
        return {"item": known.item, "was_answered": answered}
    ticked = [{"item": known.item, "includes": option} for option in known.answers.values()]
    return {"any": ticked} if answered else {"not": {"any": ticked}}


def _is(known: Known, answer: str) -> Data:
    if known.writes:
        raise CannotSayError("it looks for words in what was written")
    if answer in known.gone:
        raise CannotSayError(f"it asks for “{answer}”, which is no answer of its own here")
    if answer not in known.answers:
        raise CannotSayError(f"it asks for “{answer}”, which is no answer there")
    return {"item": known.item, "includes" if known.multiple else "is": known.answers[answer]}


def _sized(known: Known, sign: str, answer: str) -> Data:
    """Larger or smaller, as one of the answers for which that is true."""
    if known.writes:
        raise CannotSayError("it compares a number that is written in words here")
    try:
        limit = float(answer)
        fits = [id_ for name, id_ in known.answers.items() if _SIZES[sign](float(name), limit)]
    except ValueError:
        raise CannotSayError("it compares answers that are no numbers") from None
    if not fits:
        raise CannotSayError("no answer makes it true")
    tests = [{"item": known.item, "is": option} for option in fits]
    return tests[0] if len(tests) == 1 else {"any": tests}
