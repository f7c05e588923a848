"""How a question reads for a child, said beside it while somebody types."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from voice import drafting, paths
from voice.faults import FaultyError
from voice.survey import editing, friendly_draft
from voice.survey.draft_data import Data
from voice.survey.friendly_draft import Piece, Said, ages_of
from voice.survey.friendly_words import AGES_SAID
from voice.web.assets import Assets
from voice.web.worker import studio_fields, studio_marks
from voice.web.worker.desk import desk
from voice.web.worker.studio_fields import FIELD
from voice.web.worker.studio_marks import Shown

pages = Blueprint("studio_look", __name__, url_prefix="/studio")

LEVELS: Mapping[str, str] = {
    "error": "Has to change",
    "warning": "Better to change",
    "hint": "Think about it",
}
"""How grave a remark is → its words."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark as the page shows it."""

    level: str
    level_said: str
    where: str
    """Which of the texts it is about, in words; empty where that is the question itself."""
    wrong: str
    do: str
    said: Said


@dataclass(frozen=True, slots=True)
class Remarks:
    """Every remark on a question, the gravest first, and for whom it was looked at."""

    whom: str
    found: tuple[Remark, ...]

    @property
    def texts(self) -> list[tuple[Piece, ...]]:
        """Every text with marks, once, with all of them."""
        return studio_marks.texts(self.found)

    @property
    def shown(self) -> Shown[Remark]:
        """What is said at once, and what is folded."""
        return studio_marks.shown(self.found)

    @property
    def heading(self) -> str:
        """What is said aloud when it changes."""
        if not self.found:
            return f"Reads well for {self.whom}."
        number = len(self.found)
        return f"{number} {'thing' if number == 1 else 'things'} to think of, for {self.whom}."


@pages.app_template_global("picture_of")
def picture_of(name: str) -> str:
    """The address of a picture children see; empty where there is none of that name."""
    return _assets().picture(name) or ""


@cache
def _assets() -> Assets:
    return Assets(paths.STATIC)


@pages.post("/<draft>/look")
def look(draft: str) -> ResponseReturnValue:
    """How the question would read with what is typed and not kept yet; nothing is kept."""
    try:
        with desk().database.reading() as connection:
            data = drafting.open_draft(connection, draft).data
    except FaultyError:
        return jsonify(parts={}), 404
    item = request.form.get("item", "")
    data = _typed(data, item)
    parts = {
        "remarks": render_template("studio/remarks.html", remarks=remarks(data, item)),
        "budget": render_template("studio/budget.html", budget=friendly_draft.budget(data)),
    }
    return jsonify(parts=parts)


def _typed(data: Data, item: str) -> Data:
    """The draft as it would be with every field of the form."""
    for name in dict.fromkeys(name for name in request.form if name.startswith(FIELD)):
        value = request.form.getlist(name)[-1]
        change = studio_fields.operation(data, item, name.removeprefix(FIELD), value)
        if change is not None:
            data = editing.apply(data, change).data
    return data


def remarks(data: Data, item: str) -> Remarks:
    """Every remark on a question of a draft."""
    found = tuple(_remark(said) for said in friendly_draft.look_at(data, item))
    return Remarks(AGES_SAID[ages_of(data)], found)


def _remark(said: Said) -> Remark:
    one = said.remark
    do = _DO.get(one.do, one.do)
    return Remark(one.level, LEVELS[one.level], _where(said.path), one.wrong, do, said)


def _where(path: str) -> str:
    """Which text it is, where that is not the question itself."""
    for start, words in _WHERE:
        if path.startswith(start) or path.endswith(start):
            return words
    return ""


_WHERE = (
    ("versions.", "In the words for another age"),
    ("options", "In an answer"),
    (".easy", "In the easy words"),
    ("easy", "In the easy words"),
    ("hint", "In the line below"),
    ("low", "At 0"),
    ("high", "At 10"),
    ("section", "In the name of the part"),
)
_DO: Mapping[str, str] = {
    "Add it: dont_know = true.": "Tick “I don’t know” below the answers.",
    "Take it out and write dont_know = true.": "Remove it: tick “I don’t know” below the answers.",
}
"""What to do in a file → what to do on this page."""
