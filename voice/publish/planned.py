"""What is planned, and what came of what the last paper planned.

What will be asked stands below the plan, for several lines together: beside one line it would list
what was asked at an event to which few may come.
"""

from collections import Counter

from voice import words as writing
from voice.analysis import plans, said
from voice.analysis.bars import Grid
from voice.analysis.plans import AHEAD, UNSAID, Line, Returned
from voice.publish import attended
from voice.publish.blocks import Block, Numbered, Table
from voice.publish.material import Material
from voice.publish.wording import Wording

EVERYBODY = "everybody"
"""For whom a line is that names no group."""
INVITED = "Where members are welcome, the Participation Service says when and where."
CAME_OF: dict[str, str] = {
    "done": "Done.",
    "changed": "Changed.",
    "not-done": "Not done.",
    UNSAID: "Not yet said.",
}
"""What a paper says of a line by its state, before the reason; its plan says what is to come."""
COUNTED: dict[str, tuple[str, str]] = {
    "done": ("is done", "are done"),
    "changed": ("was changed", "were changed"),
    "not-done": ("was not done", "were not done"),
    AHEAD: ("is still to come", "are still to come"),
    UNSAID: ("has no answer yet", "have no answer yet"),
}
"""The same of one line and of several, in the order in which they are counted."""


def sentences(material: Material) -> tuple[str, ...]:
    """The plan in the summary: what came of the last one, then what is in the calendar."""
    return tuple(text for text in (_returned(material), calendar(material)) if text)


def calendar(material: Material) -> str:
    """How many events are planned; nothing where none is."""
    if not material.planned:
        return ""
    amount = said.counted(len(material.planned), "event")
    verb = "is" if len(material.planned) == 1 else "are"
    return f"{amount} {verb} planned after the cut-off, {writing.long_day(material.cutoff)}."


def planned(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """The lines of the plan, what will be asked, the events in the calendar, and other work."""
    return [*_plan(material), *_calendar(material), *words]


def returned(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """Each line of the last plan with what came of it; nothing where there was no plan.

    What is still to come is only counted here: it stands in the plan of this paper.
    """
    if not material.plan.returned:
        return words
    rows = tuple(_answered(one) for one in material.plan.returned if one.state != AHEAD)
    if not rows:
        return [Numbered(_returned(material)), *words]
    table = Table(
        "What we planned last time",
        "For each line of the last plan what it was, when, for whom, and what came of it.",
        Grid(
            ("What", "When", "For whom", "What came of it"),
            rows,
        ),
    )
    return [Numbered(_returned(material)), table, *words]


def _returned(material: Material) -> str:
    states = Counter(one.state for one in material.plan.returned)
    if not states:
        return ""
    parts = said.listed(
        f"{states[state]} {one if states[state] == 1 else more}"
        for state, (one, more) in COUNTED.items()
        if states[state]
    )
    return f"Of {said.counted(states.total(), 'thing')} planned in the last paper, {parts}."


def _answered(one: Returned) -> tuple[str, ...]:
    line = one.line
    came = f"{CAME_OF[one.state]} {said.sentence(line.reason) if one.state == line.outcome else ''}"
    return (line.what, writing.month_name(line.month), line.whom or EVERYBODY, came.strip())


def _plan(material: Material) -> list[Block]:
    coming = material.plan.coming
    if not coming:
        return []
    table = Table(
        "What we plan",
        "For each line of the plan when it is, what, for whom, where, and whether members of the"
        " committee are welcome.",
        Grid(
            ("When", "What", "For whom", "Where", "Members welcome"),
            tuple(_ahead(line) for line in coming),
        ),
    )
    return [Numbered(_lines(material)), table, *_topics(material)]


def _lines(material: Material) -> str:
    told = f"We plan: {said.sentence(plans.named(material.plan.coming))}"
    welcome = any(line.members for line in material.plan.coming)
    return f"{told} {INVITED}" if welcome else told


def _ahead(line: Line) -> tuple[str, ...]:
    return (
        writing.month_name(line.month),
        line.what,
        line.whom or EVERYBODY,
        line.district or attended.UNDECIDED,
        "Yes" if line.members else "No",
    )


def _topics(material: Material) -> list[Block]:
    if not material.plan.topics:
        return []
    listed = "; ".join(material.plan.topics)
    return [
        Numbered(
            f"Young people will be asked about: {listed}. Topics are told once, and for several"
            " activities together, because few may come to one of them."
        )
    ]


def _calendar(material: Material) -> list[Block]:
    cutoff = writing.long_day(material.cutoff)
    if not material.planned:
        return [Numbered(f"No events are in the calendar after {cutoff}.")]
    rows = tuple(
        (writing.week_day(event.day), event.name, event.group, event.where or attended.UNDECIDED)
        for event in material.planned
    )
    table = Table(
        f"Events planned after {cutoff}",
        "For each planned event its day, what it is, for which group, and where.",
        Grid(("Day", "Event", "Group", "Where"), rows),
    )
    return [Numbered(calendar(material)), table]
