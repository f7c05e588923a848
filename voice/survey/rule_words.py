"""Rules in words, and what may be chosen for one: a worker never reads or writes an id."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from voice.survey.draft_data import NO_WORDS, Data, called, items_of, place_of, tidy
from voice.survey.model import KINDS, Base, Rule
from voice.survey.scales import answers_of

GONE = "a question that is not there"
GONE_ANSWER = "an answer that is not there"


@dataclass(frozen=True, slots=True)
class Choice:
    """An earlier question that a rule may look at, and what it may ask of it."""

    item: str
    words: str
    """The question, as a list shows it."""
    tests: tuple[tuple[str, str], ...]
    """Name in the rule → its words: ``is`` “is”."""
    answers: tuple[tuple[str, str], ...]
    """Option id → its words; empty where only ``was_answered`` may be asked."""

    def allows(self, test: Rule) -> bool:
        """Whether a comparison asks only what may be asked."""
        option = test.is_ or test.is_not or test.includes
        name = next(name for name in _TESTS if getattr(test, _FIELD.get(name, name)) is not None)
        known = option is None or option in {id_ for id_, _ in self.answers}
        return known and name in {offered for offered, _ in self.tests}


_TESTS = ("is", "is_not", "includes", "was_answered")
_FIELD = {"is": "is_"}
_ONE = (("is", "is"), ("is_not", "is not"), ("was_answered", "was answered"))
_ANY = (("includes", "has ticked"), ("was_answered", "was answered"))
_WRITTEN = (("was_answered", "was answered"),)


def choices(data: Data, item: str) -> tuple[Choice, ...]:
    """The earlier questions that a rule of this item may look at, in order.

    Only a question that is itself answered in words may look at words: else that it was not asked
    would tell who wrote.
    """
    at, draft = place_of(data, item), items_of(data)
    if at < 0:
        return ()
    own = _kind(draft[at])
    found = []
    for one in draft[:at]:
        kind = _kind(one)
        if kind is None or not kind.asks or (kind.writes and own is not None and _counts(own)):
            continue
        tests = _WRITTEN if kind.writes else _ANY if kind.multiple else _ONE
        answers = tuple((str(option["id"]), _plain(option)) for option in answers_of(one))
        found.append(Choice(one["id"], _plain(one), tests, answers))
    return tuple(found)


def sentence(data: Data, rule: object) -> str:
    """“only if “Had you heard of our Promise?” is “Yes””. Never raises: what cannot be read is
    said to be so."""
    if rule is None:
        return "always"
    return f"only if {_said(tidy(data), rule, inside=False)}"


rule_sentence = sentence
"""The same by the name that pages know it by."""


def _said(data: Data, rule: object, *, inside: bool) -> str:
    if not isinstance(rule, Mapping):
        return "something that cannot be read"
    for name, word in (("all", "and"), ("any", "or")):
        if isinstance(rule.get(name), list):
            parts = [_said(data, part, inside=True) for part in rule[name]]
            joined = f" {word} ".join(parts) or "something that cannot be read"
            return f"({joined})" if inside and len(parts) > 1 else joined
    if "not" in rule:
        return f"it is not so that {_said(data, rule['not'], inside=True)}"
    return _test(data, rule)


def _test(data: Data, rule: Mapping[str, Any]) -> str:
    found = next((one for one in items_of(data) if one["id"] == rule.get("item")), None)
    asked = called(found) if found else GONE
    if "was_answered" in rule:
        return f"{asked} was {'' if rule['was_answered'] else 'not '}answered"
    for name, word in (("is", "is"), ("is_not", "is not"), ("includes", "has ticked")):
        if name in rule:
            return f"{asked} {word} {_answer(found, rule[name])}"
    return "something that cannot be read"


def _answer(item: Data | None, option: object) -> str:
    found = next((one for one in answers_of(item or {}) if one.get("id") == option), None)
    return called(found) if found else GONE_ANSWER


def _plain(part: Mapping[str, Any]) -> str:
    text = part.get("text")
    return " ".join(text.split()) if isinstance(text, str) and text.strip() else NO_WORDS


def _kind(item: Data) -> type[Base] | None:
    kind = item.get("kind")
    return KINDS.get(kind) if isinstance(kind, str) else None


def _counts(kind: type[Base]) -> bool:
    return kind.asks and not kind.writes
