"""The panels of one question in the studio: what can be said of it, by the kind it is of.

A panel that is closed says in a few words what is chosen in it, so that a worker sees a whole
question without opening any.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for

from voice.faults import Fault
from voice.survey import friendly_draft
from voice.survey.draft_data import Data, called, item_of, options_of, place_of
from voice.survey.friendly_draft import Budget
from voice.survey.measures import PRIORITIES, PRIORITY_OF, PROMISES, THEMES
from voice.survey.model import KINDS
from voice.survey.scales import answers_of
from voice.web.worker import studio_lists, studio_remarks, studio_rules, studio_scale
from voice.web.worker.studio_mending import Wrong, of_item
from voice.web.worker.studio_remarks import Remarks
from voice.web.worker.studio_rules import RulePanel
from voice.web.worker.studio_scale import Scale

PANELS: Mapping[str, tuple[str, ...]] = {
    "faces": ("words", "faces", "when", "measures", "careful", "worry", "coarser", "before"),
    "choice": ("words", "options", "when", "measures", "careful", "worry", "coarser", "before"),
    "many": ("words", "options", "when", "measures", "careful", "worry", "before"),
    "scale": ("words", "ends", "when", "measures", "careful", "worry", "coarser", "before"),
    "words": ("words", "when", "measures"),
    "ideas": ("words", "when", "measures", "harmless"),
    "info": ("words", "when"),
}
"""Kind → its panels, in order; every kind has those of ``ALWAYS`` after them."""
ALWAYS = ("ages", "part")
OPEN = frozenset({"words", "faces", "options", "ends"})
"""Panels that cannot be closed: without these there is no question."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its template is ``studio/panel-<name>.html``."""

    name: str
    title: str
    now: str
    """What is chosen in it, in a few words."""
    wrong: tuple[Wrong, ...]
    closes: bool


@dataclass(frozen=True)
class Question:
    """All that the panels of one question show."""

    data: Data
    item: Data
    wrongs: tuple[Wrong, ...]

    @property
    def id(self) -> str:
        return str(self.item["id"])

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """Those of its kind. What has something to mend stands open."""
        return tuple(self._panel(name) for name in (*PANELS.get(self._kind, ()), *ALWAYS))

    @property
    def asks(self) -> bool:
        """Whether anything is asked, and not only read."""
        kind = KINDS.get(self._kind)
        return kind is None or kind.asks

    @property
    def _kind(self) -> str:
        return str(self.item.get("kind"))

    def _panel(self, name: str) -> Panel:
        title, now = _SAID[name]
        heads = _HEADS.get(name, (name,))
        wrong = tuple(one for one in self.wrongs if one.head in heads)
        return Panel(name, title, now(self), wrong, name not in OPEN)

    def panels_wrong(self, head: str) -> tuple[Wrong, ...]:
        """What is wrong with a field as a whole, not with one control in it."""
        return tuple(one for one in self.wrongs if one.path == head)

    @property
    def one_answer(self) -> bool:
        """Whether one answer is tapped, and “I don't know” may stand beside the others."""
        kind = KINDS.get(self._kind)
        return kind is not None and not kind.multiple

    def wrong(self, path: str) -> str:
        """What is wrong at this control, in a sentence; empty where nothing is."""
        return next((one.said for one in self.wrongs if one.path == path), "")

    @cached_property
    def options(self) -> list[Data]:
        """The answers that are written for it."""
        return options_of(self.item)

    @cached_property
    def tapped(self) -> tuple[tuple[str, str, str], ...]:
        """Id, words and picture of every answer a child can tap, those of a scale too."""
        return tuple(
            (str(one["id"]), str(one.get("text") or ""), str(one.get("picture") or ""))
            for one in answers_of(self.item)
        )

    @property
    def worries(self) -> Sequence[str]:
        """The answers that worry us."""
        worry = self.item.get("worry")
        return worry if isinstance(worry, list) else ()

    def measure(self, name: str) -> str:
        """The promise, priority or theme it tells about; empty where none is said."""
        measures = self.item.get("measures")
        return str(measures.get(name) or "") if isinstance(measures, dict) else ""

    @property
    def measures(self) -> object:
        """What may be said of what it tells us."""
        return studio_lists.measured()

    @property
    def served(self) -> tuple[str, str] | None:
        """The priority that its promise serves, where none is chosen: to be taken in one press."""
        serves = PRIORITY_OF.get(self.measure("promise"))
        return None if serves is None or self.measure("priority") else (serves, PRIORITIES[serves])

    @cached_property
    def rule(self) -> RulePanel:
        """When it is asked."""
        return studio_rules.rule_panel(self.data, self.item)

    @cached_property
    def scale(self) -> Scale:
        """Which answers are told together where they are few."""
        return studio_scale.scale(self.item)

    @property
    def before(self) -> studio_lists.Choices:
        """What may have been asked before the activity."""
        return studio_rules.before_choices(self.data, self.item)

    def version(self, band: str) -> Data:
        """Its words for an age band; empty where there are none."""
        versions = self.item.get("versions")
        found = versions.get(band) if isinstance(versions, dict) else None
        return found if isinstance(found, dict) else {}

    def version_option(self, band: str, option: str) -> Data | None:
        """An answer as a band sees it; None where it is not offered it."""
        own = self.version(band).get("options")
        if not isinstance(own, list) or not own:
            return {}
        fits = (one for one in own if isinstance(one, dict) and one.get("id") == option)
        return next(fits, None)

    @cached_property
    def remarks(self) -> Remarks:
        """How it reads for a child."""
        return studio_remarks.remarks(self.data, self.id)


def context(data: Data, item: Data | None, faults: Iterable[Fault], draft: str) -> dict[str, Any]:
    """What the templates of the panels are given; ``question`` is None where none is open."""
    return {
        "question": question(data, item["id"], faults) if item else None,
        "budget": budget(data),
        "look": url_for("studio_look.look", draft=draft),
        "pictures": studio_lists.pictures(),
        "bands": studio_lists.BANDS,
        "sensitivities": studio_lists.SENSITIVITY,
        "letters": studio_scale.LETTERS,
    }


def question(data: Data, item: str, faults: Iterable[Fault] = ()) -> Question | None:
    """A question of the draft with all its panels; None where it is not there any more."""
    found = item_of(data, item)
    if found is None:
        return None
    return Question(data, found, of_item(faults, place_of(data, item) + 1, found))


def budget(data: Data) -> Budget:
    """How long the whole draft is."""
    return friendly_draft.budget(data)


# What is chosen, in a few words


def _nothing(_question: Question) -> str:
    return ""


def _when(asked: Question) -> str:
    said = asked.rule.sentence
    return "Always" if said == "always" else f"{said[:1].upper()}{said[1:]}"


def _measured(asked: Question) -> str:
    lists = (("promise", PROMISES), ("priority", PRIORITIES), ("theme", THEMES))
    told = [known.get(asked.measure(name), "") for name, known in lists]
    return " · ".join(one for one in told if one) or "Not said yet"


def _careful(asked: Question) -> str:
    words: dict[str, str] = dict(studio_lists.SENSITIVITY)
    return words.get(str(asked.item.get("sensitivity")), words["personal"])


def _harmless(asked: Question) -> str:
    if asked.item.get("harmless"):
        return "Yes: ideas may be shown as they are"
    return "No: each young person is asked whether we may share it"


def _worry(asked: Question) -> str:
    told = [f"“{words}”" for id_, words, _ in asked.tapped if id_ in asked.worries]
    return ", ".join(told) or "None"


def _coarser(asked: Question) -> str:
    if asked.scale.chosen:
        return asked.scale.chosen.name
    return "Not said yet" if asked.scale.needed else "Not needed"


def _before(asked: Question) -> str:
    earlier = asked.item.get("before")
    return (
        f"The second time, after {called(item_of(asked.data, str(earlier)))}" if earlier else "No"
    )


def _ages(asked: Question) -> str:
    told = [name for band, name in studio_lists.BANDS if asked.version(band)]
    return f"For {' and '.join(told)}" if told else "The same words for all"


def _part(asked: Question) -> str:
    return str(asked.item.get("section") or "No")


_SAID: Mapping[str, tuple[str, Callable[[Question], str]]] = {
    "words": ("The words", _nothing),
    "faces": ("The faces", _nothing),
    "options": ("The answers", _nothing),
    "ends": ("From 0 to 10", _nothing),
    "when": ("When it is asked", _when),
    "measures": ("What it tells us about", _measured),
    "careful": ("Whose life it is about", _careful),
    "harmless": ("Harmless ideas", _harmless),
    "worry": ("Answers that worry us", _worry),
    "coarser": ("When few young people answer", _coarser),
    "before": ("Before and after", _before),
    "ages": ("Other words for other ages", _ages),
    "part": ("A new part begins here", _part),
}
"""Panel → its title, and what is chosen in it."""
_HEADS: Mapping[str, tuple[str, ...]] = {
    "words": ("text", "easy", "hint", "picture", "sound", "kind", "id", ""),
    "faces": ("options", "dont_know"),
    "options": ("options", "dont_know"),
    "ends": ("low", "high", "dont_know"),
    "when": ("show_if",),
    "careful": ("sensitivity",),
    "coarser": ("collapse", "mean"),
    "ages": ("versions",),
    "part": ("section",),
}
"""Panel → the fields whose faults it mends, where they are not called as it is."""
