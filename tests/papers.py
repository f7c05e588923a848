"""Material for papers to test with: a believable autumn, in our own words."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests import releases
from voice.analysis.activity import Event
from voice.analysis.aloud import Asked, Line
from voice.analysis.elsewhere import Figure
from voice.analysis.policy import Policy
from voice.analysis.safe import NotShown, Release
from voice.paths import REPORTS
from voice.publish import compose, wording
from voice.publish.blocks import Heading, Paper
from voice.publish.material import Material

TEMPLATE: Path = REPORTS / "committee.docx"
APP = "Mind of My Own"
FEW = "Fewer than 10 answers so far."


def an_event(day: date, name: str = "Just Us session", **fields: Any) -> Event:
    """Held unless a test says otherwise; ``came=5`` or ``came={"all": 5, "girls": 5}``."""
    tallies = {}
    for what in ("came", "signed-up", "letters", "calls", "cancelled-on-the-day"):
        given = fields.pop(what.replace("-", "_"), None)
        numbers = given if isinstance(given, dict) else {} if given is None else {"all": given}
        tallies |= {(what, category): number for category, number in numbers.items()}
    event = Event("Just Us groups", name, day, "went-ahead", district="Fenland", tallies=tallies)
    return replace(event, **fields)


def autumn() -> Release:
    """Two months in which every form of table was released."""
    home = "How do you feel about where you live?"
    ages = {"0-9": (5, 6, 8, 12, 9), "10-16": (6, 7, 11, 20, 14), "17+": (5, 5, 6, 8, 7)}
    mostly = releases.SafeRow(
        None, "Everybody", 22, None, "most or all of the 22 answers", ("yes", 18)
    )
    return releases.a_release(
        [
            releases.a_table([releases.a_row((15, 17, 23, 41, 33), mean=3.5)]),
            releases.by_age(ages),
            releases.a_table(
                [releases.a_row((12, 30))], releases.HAPPY, "home", home, form="collapsed"
            ),
            promise((7, 15, 0)),
            *releases.some_ticks({"Friends": 31, "School": 14, "Food": 9}, 42),
            releases.a_table(
                [mostly],
                releases.YES_NO,
                "listened",
                "Do you feel listened to?",
                kind="choice",
                form="bounded",
            ),
        ],
        [
            NotShown("how-are-you", "home", home, "group", FEW, "Two more sessions."),
            NotShown("how-are-you", "home", home, "month", FEW, "Two more sessions."),
        ],
        earlier=("2026-P4",),
    )


def summer() -> Release:
    """The two months before, with one question of the autumn."""
    told = [promise((3, 2, 15), "2026-P4")]
    return releases.a_release(told, id_="2026-P4", months=("2026-07", "2026-08"))


def promise(counts: tuple[int, int, int], period: str = "2026-P5") -> releases.Safe:
    return releases.a_table(
        [releases.a_row(counts)],
        releases.YES_NO,
        "heard",
        "Had you heard of the Promise?",
        kind="choice",
        survey="our-promise",
        period=period,
    )


COMING = Asked("four-questions", 0, "What would you tell somebody who is coming into care?")
GOOD = Asked("four-questions", 2, "What is good about being in care?")
FOOD = Asked("stall", 1, "What food should there be?")
OURS, OWN = "young people in our groups, autumn 2026", "a young person, autumn 2026"
LINES = (
    Line("We want to choose what our newsletter is about.", "message", signed=OURS),
    Line("Bring your own pillow", "card", COMING),
    Line("Ask anything, even twice", "card", COMING, starred=True),
    Line("Days out", "card", GOOD),
    Line("You can be a “buddy” one day.", "remark", GOOD, OWN),
    Line("Fruit on sticks", "idea", FOOD),
    Line("Burgers", "idea", FOOD),
    Line("Somebody quiet explained the rules to everybody else.", "moment"),
)
"""One line or more of every source."""


def a_material(**changes: Any) -> Material:
    """Everything a paper can hold, unless a test takes it away."""
    material = Material(
        council="Example County Council",
        lead="the participation manager",
        contact="participation@example.gov.uk",
        meeting=date(2026, 11, 18),
        cutoff=date(2026, 10, 31),
        after=date(2026, 8, 31),
        policy=Policy().as_dict(),
        happened=(
            an_event(date(2026, 9, 5), came=5, signed_up=9, letters=116),
            an_event(date(2026, 9, 19), status="cancelled", why="Nobody signed up."),
            an_event(
                date(2026, 9, 26),
                "Autumn meeting",
                group="Voices Matter",
                came={"all": 18, "girls": 11, "boys": 7},
            ),
            an_event(date(2026, 10, 24), "Arts Award", group="Partners", partner=True, came=4),
        ),
        planned=(an_event(date(2026, 12, 20), "Make and create", status="planned"),),
        planned_until=date(2027, 3, 18),
        releases=(autumn(),),
        earlier=(summer(),),
        surveys={"how-are-you": "How are you?", "our-promise": "Our Promise to you"},
        figures=(
            Figure(APP, "2026-08", "Express statements", 13),
            Figure(APP, "2026-09", "Express statements", 14),
            Figure(APP, "2026-09", "subject/One/Foster carer review", 33),
        ),
        lines=LINES,
    )
    return replace(material, **changes)


def the_form() -> wording.Wording:
    return wording.read(REPORTS / "paper.toml")


def a_paper(**changes: Any) -> Paper:
    """The whole paper of ``a_material``."""
    return compose.compose(a_material(**changes), the_form())


def texts(paper: Paper) -> list[str]:
    """Every text of every block, in order."""
    found: list[str] = []
    for block in paper.blocks:
        for value in _values(block):
            found += _flat(value)
    return found


def _values(block: object) -> list[object]:
    return [getattr(block, name) for name in getattr(block, "__slots__", ())]


def _flat(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in _flat(one)]
    if hasattr(value, "__slots__") and not isinstance(value, releases.Safe):
        return [text for one in _values(value) for text in _flat(one)]
    return []


def headings(paper: Paper, level: int) -> list[str]:
    found = [block for block in paper.blocks if isinstance(block, Heading)]
    return [block.text for block in found if block.level == level]


def section(paper: Paper, heading: str) -> list[object]:
    """The blocks from a heading up to the next of the same level or above."""
    found: list[object] = []
    level = 0
    for block in paper.blocks:
        if isinstance(block, Heading) and level and block.level <= level:
            break
        if level:
            found.append(block)
        if isinstance(block, Heading) and block.text.endswith(heading):
            level = block.level
    return found


def told(paper: Paper, heading: str) -> str:
    """All that stands under a heading, as one text."""
    parts = [text for block in section(paper, heading) for text in _texts_of(block)]
    return " ".join(part for part in parts if part)


def _texts_of(block: object) -> list[str]:
    return texts(Paper("", "", date.min, (block,)))  # type: ignore[arg-type]
