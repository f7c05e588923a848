"""Whether a question of a draft is what its id has meant so far, wherever that was.

An id keeps its meaning for ever, in every survey. So each question is held against the newest
edition of its own survey that asked it, however long ago. One that its own survey never asked came
from elsewhere: another survey that was copied, or the question bank.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from voice.survey.check import same_measure
from voice.survey.comparing import Doubt, doubt_of
from voice.survey.model import Base, Survey

BANK = "the question bank"


@dataclass(frozen=True, slots=True)
class Meanings:
    """What ids mean already."""

    own: Mapping[str, Base]
    """The questions of the survey's own editions, each as it was asked last."""
    others: tuple[tuple[str, Mapping[str, Base]], ...]
    """The same of other surveys and of the question bank, each with its name."""
    used: Mapping[str, tuple[Base, ...]]
    """The questions of other surveys that may be opened now."""

    @property
    def taken(self) -> frozenset[str]:
        """Every id that means something."""
        return frozenset(self.own).union(*(items for _, items in self.others))


def as_asked(editions: Iterable[Survey]) -> dict[str, Base]:
    """Every question of some editions, oldest first, each as the newest that has it asks it."""
    return {item.id: item for survey in editions for item in survey.items}


def meanings(
    survey: str,
    editions: Mapping[str, Sequence[Survey]],
    openable: Mapping[str, Survey],
    bank: Iterable[Base],
) -> Meanings:
    """What ids mean to a survey. ``editions`` holds those of every survey, oldest first."""
    others = [(one[-1].title, as_asked(one)) for id_, one in editions.items() if id_ != survey]
    used: dict[str, tuple[Base, ...]] = {}
    for item in (item for id_, one in openable.items() if id_ != survey for item in one.items):
        used[item.id] = (*used.get(item.id, ()), item)
    ready = (BANK, {item.id: item for item in bank})
    return Meanings(as_asked(editions.get(survey, ())), (*others, ready), used)


def doubts_beside(survey: Survey, known: Meanings) -> tuple[Doubt, ...]:
    """The questions that are not, or may not be, what their id has meant so far."""
    return tuple(doubt for item in survey.items if (doubt := _doubt(item, known)) is not None)


def _doubt(item: Base, known: Meanings) -> Doubt | None:
    if item.id in known.own:
        return doubt_of(known.own[item.id], item)
    found = list(_elsewhere(item, known))
    if not found or None in found:
        return None
    told = [one for one in found if one is not None]
    doubt = next((one for one in told if one.another), told[0])
    # An id that other surveys use now can only stay where answers are counted in the same way.
    apart = any(not same_measure(item, one) for one in known.used.get(item.id, ()))
    return replace(doubt, another=doubt.another or apart)


def _elsewhere(item: Base, known: Meanings) -> Iterator[Doubt | None]:
    """A doubt for each other place that has the id; None for one that asks just the same."""
    for name, items in known.others:
        if item.id in items:
            yield doubt_of(items[item.id], item, name)
