"""What the editor shows of a draft, as a whole page or in parts to put in place of others."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, url_for

from voice import drafting
from voice.drafting import Opened
from voice.faults import Fault
from voice.store import drafts
from voice.store.db import Connection
from voice.store.drafts import DraftRecord
from voice.survey import draft_faults, friendly_draft
from voice.survey.draft_data import Data, called, item_of, items_of
from voice.web.worker import studio_panels
from voice.web.worker.marks import AGES
from voice.web.worker.studio_keeping import ABOUT, ADD
from voice.web.worker.studio_kinds import KINDS, NAMES
from voice.web.worker.studio_spares import Spare, spare_of

PARTS: Mapping[str, str] = {
    "studio-name": "studio/edit-name.html",
    "studio-bar": "studio/edit-bar.html",
    "studio-outline": "studio/edit-outline.html",
    "studio-spares": "studio/edit-spares.html",
    "budget": "studio/budget.html",
    "studio-open": "studio/edit-open.html",
}
"""Element → the template that draws it with all that is in it."""
_ITEM = re.compile(r"items\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Line:
    """One draft in the list of them."""

    id: str
    title: str
    questions: int
    edition: bool
    """Whether it goes on from an edition that is published."""
    who: str
    changed: date


@dataclass(frozen=True, slots=True)
class Row:
    """One question in the outline."""

    id: str
    number: int
    words: str
    kind: str
    section: str
    sometimes: bool
    """Whether only some are asked."""
    faults: int
    unfit: bool = False
    """Whether something in it has to change before children may be asked it."""


@dataclass(frozen=True, slots=True)
class View:
    """A draft as the editor shows it."""

    opened: Opened
    at: str
    """What is open: an item's id, ``ABOUT`` or ``ADD``."""
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    spares: tuple[Spare, ...]

    @property
    def item(self) -> Data | None:
        """The question that is open."""
        return item_of(self.opened.data, self.at)

    @property
    def row(self) -> Row | None:
        """Its line of the outline."""
        return next((row for row in self.rows if row.id == self.at), None)

    @property
    def next(self) -> Row | None:
        """The question after what is open; None after the last."""
        here = self.row.number if self.row else 0
        return self.rows[here] if here < len(self.rows) else None

    @property
    def wrong(self) -> Mapping[str, str]:
        """Field of the whole → what is wrong with it."""
        return {
            fault.place: _sentence(fault)
            for fault in reversed(self.faults)
            if fault.place.isidentifier()
        }

    @property
    def about_unfit(self) -> bool:
        """Whether something that is written about the whole has to change, not only to be there."""
        return any(self.opened.data.get(name) for name in self.wrong if name != "items")


def _sentence(fault: Fault) -> str:
    """The fault as it stands at its own field."""
    said = f"{fault.wrong} {fault.do}".strip()
    return f"This {said}" if said[:1].islower() else said


def line(record: DraftRecord) -> Line:
    """A draft as the list of them shows it."""
    asks = [one for one in items_of(json.loads(record.data)) if one.get("kind") != "info"]
    return Line(
        record.id, record.title, len(asks), record.base is not None, record.who, record.changed
    )


def view(connection: Connection, draft: str, at: str) -> View:
    """The draft with this open. Raises ``FaultyError`` where it is not there any more."""
    opened = drafting.open_draft(connection, draft)
    found = (*draft_faults.faults(opened.data), *friendly_draft.about_faults(opened.data))
    spares = (
        spare_of(opened.data, one, drafts.step(connection, draft, one.base))
        for one in opened.spares
    )
    here = _opened_at(opened.data, at)
    return View(opened, here, _rows(opened.data, found), found, tuple(spares))


def _opened_at(data: Data, at: str) -> str:
    """What was asked for, if it is there; else the first question, or what is to be done first."""
    if at in (ABOUT, ADD) or item_of(data, at):
        return at
    if not data.get("purpose"):
        return ABOUT
    return next((item["id"] for item in items_of(data)), ADD)


def _rows(data: Data, faults: Sequence[Fault]) -> tuple[Row, ...]:
    wrong: defaultdict[int, int] = defaultdict(int)
    for fault in faults:
        if at := _ITEM.match(fault.place):
            wrong[int(at[1])] += 1
    return tuple(
        Row(
            item["id"],
            number,
            _plain(called(item)),
            NAMES.get(str(item.get("kind")), "A question"),
            str(item.get("section") or ""),
            bool(item.get("show_if")),
            wrong[number],
            _unfit(data, item["id"]),
        )
        for number, item in enumerate(items_of(data), start=1)
    )


def _unfit(data: Data, item: str) -> bool:
    return any(said.remark.level == "error" for said in friendly_draft.look_at(data, item))


def _plain(words: str) -> str:
    return words.removeprefix("“").removesuffix("”")


def context(seen: View, after: str = "") -> dict[str, Any]:
    """What the templates of the editor are given."""
    data = seen.opened.data
    return {
        "draft": seen.opened.record,
        "data": data,
        "view": seen,
        "faults": seen.faults,
        "kinds": KINDS,
        "kind_names": NAMES,
        "ages": AGES,
        "after": after or None,
        "ABOUT": ABOUT,
        "ADD": ADD,
        "bank": url_for("studio_bank.show", draft=seen.opened.record.id, after=after or None),
        **studio_panels.context(data, seen.item, seen.faults, seen.opened.record.id),
    }


def parts(seen: View, after: str = "") -> dict[str, str]:
    """Element id → its HTML."""
    given = context(seen, after)
    return {name: render_template(template, **given) for name, template in PARTS.items()}
