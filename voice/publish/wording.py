"""The paper's form and standing words, read from one file that a council makes its own."""

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from voice.faults import Fault, FaultyError
from voice.survey.measures import PRIORITIES

PLACES: tuple[str, ...] = (
    "council",
    "lead",
    "contact",
    "meeting",
    "cutoff",
    "since",
    "span",
    "periods",
    "policy",
    "k",
    "one_below_k",
    "n",
    "n_pct",
    "files",
)
"""What may stand in braces."""

Content = Literal[
    "none",
    "words",
    "notice",
    "summary",
    "events",
    "own-words",
    "themes",
    "heard",
    "year",
    "voices",
    "assurance",
    "shares",
    "partners",
    "planned",
    "returned",
    "elsewhere",
    "conclusion",
    "sources",
    "elsewhere-table",
    "members",
    "over-time",
    "breakdowns",
    "not-shown",
]


CHOICES: Mapping[str, Mapping[str, str]] = {
    "priority": {"": "None this time"} | PRIORITIES,
}
"""What a worker chooses from where there is nothing to write, by what a section asks for."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Part):
    """A line at the top of the paper; with a ``section`` a worker may rewrite it."""

    label: str
    says: str
    section: str | None = None


class Section(_Part):
    """One section: its heading, what the program puts there and the words that stand with it."""

    id: str
    heading: str
    content: Content
    level: int = Field(default=1, ge=1, le=2)
    numbered: bool = True
    appendix: bool = False
    stands: bool = False
    """Its heading stands even though it says nothing itself: the next sections belong to it."""
    words: str | None = None
    """None: not for a worker to write."""
    choose: Literal["", "priority"] = ""
    """What a worker chooses for it; its words are then the choice, and never printed."""
    method: str = ""
    """How the figures came about; nobody rewrites it for one meeting."""
    hint: str = ""
    label: str = ""
    """What the workers' page calls it, where it has no heading."""


@dataclass(frozen=True, slots=True)
class Editable:
    """Something a worker may write for a meeting, and what stands there otherwise."""

    section: str
    label: str
    words: str
    hint: str
    choices: Mapping[str, str] = field(default_factory=dict)
    """What may be chosen, by what is kept of it; none where words are written."""


class Wording(_Part):
    """All of it, in the order of the paper."""

    template: str
    title: str
    months_elsewhere: int = Field(ge=1, le=4)
    messages_in_summary: int = Field(ge=0, le=12)
    measures: tuple[str, ...]
    questionnaires: tuple[str, ...]
    """Ids of questionnaires in the order in which they are told; others follow by id."""
    front: tuple[Line, ...]
    contact: tuple[Line, ...]
    section: tuple[Section, ...]

    @property
    def editable(self) -> tuple[Editable, ...]:
        """What a worker may write for a meeting, in the order of the paper."""
        lines = [
            Editable(line.section, line.label, line.says.strip(), "")
            for line in (*self.front, *self.contact)
            if line.section
        ]
        sections = [
            Editable(
                one.id,
                one.heading or one.label,
                one.words.strip(),
                one.hint,
                CHOICES.get(one.choose, {}),
            )
            for one in self.section
            if one.words is not None
        ]
        return (*lines, *sections)


def read(path: Path) -> Wording:
    """Read the form. Raises ``FaultyError`` naming everything that is wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FaultyError([Fault(path.name, f"cannot be read: {error}.")]) from error
    try:
        wording = Wording.model_validate(data)
    except ValidationError as error:
        raise FaultyError(_misshapen(path.name, error)) from error
    faults = [fault for rule in RULES for fault in rule(path.name, wording)]
    if faults:
        raise FaultyError(faults)
    return wording


def _misshapen(place: str, error: ValidationError) -> Iterator[Fault]:
    for one in error.errors():
        where = ".".join(str(part) for part in one["loc"])
        yield Fault(f"{place}: {where}", f"{one['msg']}.")


def _unknown_places(place: str, wording: Wording) -> Iterator[Fault]:
    lines = [(line.label, line.says) for line in (*wording.front, *wording.contact)]
    sections = [(one.id, f"{one.words or ''} {one.method}") for one in wording.section]
    for where, text in (*lines, *sections):
        try:
            unknown = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        except ValueError:
            yield Fault(f"{place}: {where}", "has a brace without its other half.", "Write {{.")
            continue
        for name in sorted(unknown - set(PLACES)):
            known = ", ".join(PLACES)
            yield Fault(f"{place}: {where}", f"{{{name}}} is not known.", f"Use one of {known}.")


def _twice(place: str, wording: Wording) -> Iterator[Fault]:
    ids = [one.id for one in wording.section]
    ids += [line.section for line in (*wording.front, *wording.contact) if line.section]
    for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        yield Fault(f"{place}: {id_}", "names two sections.", "Give each an id of its own.")


def _unassured(place: str, wording: Wording) -> Iterator[Fault]:
    """Safety is not a statistic: every paper says whether concerns were acted on."""
    if not any(one.content == "assurance" and one.words is not None for one in wording.section):
        told = "has no section with the assurance line that a worker may write."
        yield Fault(place, told, 'Add one with content = "assurance" and words = "".')


RULES = (_unknown_places, _twice, _unassured)
"""The rules of meaning, each giving its faults."""
