"""When a question is asked: its rule as lists, what is wrong with it, and what mends it."""

from dataclasses import dataclass
from typing import Any

from voice.survey import rule_parts
from voice.survey.draft_data import Data, items_of, place_of, short
from voice.survey.rule_mends import Trouble, troubles
from voice.survey.rule_words import Choice, choices, sentence
from voice.web.worker.studio_lists import Choices

LONGEST = 70


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition as two lists: a question, and what was said to it."""

    number: int
    """Counted from 0."""
    plain: bool
    """Whether lists can show it; what was brought in from elsewhere may be deeper."""
    words: str
    item: str
    says: str
    groups: tuple[tuple[str, Choices], ...]
    """What may be said to the question, in groups of a list; empty where it cannot be looked at."""
    without: Data | None
    """The rule once this condition is taken out."""

    @property
    def known(self) -> bool:
        """Whether its answer is still among those of the question."""
        return any(self.says == sent for _, group in self.groups for sent, _ in group)


@dataclass(frozen=True, slots=True)
class RulePanel:
    """When a question is asked."""

    sentence: str
    conditions: tuple[Condition, ...]
    questions: Choices
    """Earlier questions, with their numbers."""
    join: str
    more: Data | None
    """The rule with one condition more; None where there is nothing to look at."""
    troubles: tuple[Trouble, ...]

    @property
    def passes(self) -> bool:
        """Whether a condition is also so for somebody who said nothing."""
        return any("|is_not|" in one.says for one in self.conditions)


def rule_panel(data: Data, item: Data) -> RulePanel:
    """The rule of a question for its panel."""
    now = rule_parts.parts(item.get("show_if"))
    offered = {choice.item: choice for choice in choices(data, item["id"])}
    return RulePanel(
        sentence(data, item.get("show_if")),
        tuple(
            _condition(data, now, number, condition, offered)
            for number, condition in enumerate(now.conditions)
        ),
        tuple((one.item, _numbered(data, one)) for one in offered.values()),
        now.join,
        _more(now, list(offered.values())),
        troubles(data, item["id"]),
    )


def _condition(
    data: Data,
    now: rule_parts.Parts,
    number: int,
    condition: dict[str, Any],
    offered: dict[str, Choice],
) -> Condition:
    plain = rule_parts.is_plain(condition)
    choice = offered.get(str(condition.get("item")))
    groups = rule_parts.offered(choice) if choice else []
    return Condition(
        number,
        plain,
        sentence(data, condition),
        str(condition.get("item")) if plain else "",
        rule_parts.says(condition) if plain else "",
        tuple((words, tuple(group)) for words, group in groups),
        now.changed(number, None).rule,
    )


def _numbered(data: Data, choice: Choice) -> str:
    return f"{place_of(data, choice.item) + 1}. {short(choice.words, LONGEST)}"


def _more(now: rule_parts.Parts, offered: list[Choice]) -> Data | None:
    """One condition more: on the nearest question before that can be looked at and is not yet."""
    used = {condition.get("item") for condition in now.conditions}
    fresh = [one for one in offered if one.item not in used] or offered
    tapped = [one for one in fresh if one.answers] or fresh
    return now.with_one(rule_parts.first_of(tapped[-1])).rule if tapped else None


def before_choices(data: Data, item: Data) -> Choices:
    """Earlier questions that are answered just as this one: what was asked before an activity."""
    earlier = items_of(data)[: max(place_of(data, item["id"]), 0)]
    alike = [one for one in earlier if _answered(one) == _answered(item)]
    known = {one["id"] for one in alike}
    now = item.get("before")
    gone: Choices = (
        ((str(now), "A question that is not there"),) if now and now not in known else ()
    )
    said = ((one["id"], f"{place_of(data, one['id']) + 1}. {_text(one)}") for one in alike)
    return (("", "It is asked only once"), *said, *gone)


def _answered(item: Data) -> tuple[object, ...]:
    options = item.get("options")
    ids = [one.get("id") for one in options] if isinstance(options, list) else []
    return item.get("kind"), ids, item.get("sensitivity", "personal")


def _text(item: Data) -> str:
    text = item.get("text")
    return short(" ".join(text.split()), LONGEST) if isinstance(text, str) else ""
