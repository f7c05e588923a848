"""One-time codes on paper: how many, then a sheet of slips to cut apart. Shown once, then gone."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from wtforms import Field, HiddenField
from wtforms.validators import StopValidation

from voice import collect
from voice.faults import FaultyError, RefusedError
from voice.store import collections, slips
from voice.store.collections import CollectionRecord
from voice.web.forms import Form, NumberField
from voice.web.told import WITHOUT_SLIP
from voice.web.worker import codes
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.marks import number_of
from voice.web.worker.opened import Asked, told

MOST = 200
"""Slips of one sheet; whoever needs more prints another."""
MANY_FIGURES = 9
"""A number this long was not made here."""
_ONE, _MORE = "code", "codes"
_TOLD = (
    (
        "Each code lets one young person answer once, on their own phone. It is printed on a "
        "slip of paper of its own, to be handed over or put into a letter."
    ),
    (
        "Nothing ties a code to a person or to an answer, here or anywhere in the building. It "
        "stays so if you keep no list of who got which slip."
    ),
    (
        "The codes are shown once, on the next page. Print them there: afterwards nobody can "
        "look them up."
    ),
)

pages = Blueprint("slips", __name__, url_prefix="/surveys/<code>/one-time-codes")


class SlipsForm(Form):
    """How many slips to print."""

    before = HiddenField()
    """How many were printed when the form was shown: sent twice, as by a reload, it prints once."""
    number = NumberField("How many", description=f"1 to {MOST}. Ten fit on a sheet of paper.")

    def validate_number(self, field: Field) -> None:
        """A sheet has some slips, and not too many to cut apart."""
        if not field.errors and not 1 <= (field.data or 0) <= MOST:
            raise StopValidation(f"Enter a number from 1 to {MOST}.")

    def known(self) -> int:
        """How many were printed before, as far as the page knew."""
        said = str(self.before.data or "")
        return int(said) if said.isdecimal() and len(said) < MANY_FIGURES else 0


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip of paper."""

    drawn: Markup
    """The QR code of its address."""
    letters: tuple[str, ...]
    """Its code, in fours."""


@pages.get("")
def ask(code: str) -> str:
    """Say what a one-time code is, and ask how many."""
    record, asked = _find(code)
    return _page(record, asked, SlipsForm(data={"before": record.slips or 0}))


@pages.post("")
def print_sheet(code: str) -> ResponseReturnValue:
    """Make the codes and show their slips. Nothing here can show them a second time."""
    (record, asked), form = _find(code), SlipsForm()
    if not form.validate():
        return _page(record, asked, form), 400
    here = desk()
    try:
        made = collect.print_slips(
            here.database, here.keys, record.id, form.number.data or 0, today(), form.known()
        )
    except FaultyError as error:
        form.tell(error)
        form.before.data = record.slips or 0
        return _page(record, asked, form), 400
    keep_note("slips-printed", f"{code} {len(made)}")
    return render_template(
        "worker/slips.html",
        asked=asked,
        slips=[_slip(letters) for letters in made],
        home=codes.outside("").partition("://")[2],
        back_to=url_for("collections.show", code=code),
    )


def _find(code: str) -> tuple[CollectionRecord, Asked]:
    """A survey that is open outside events; nothing else is answered by one-time codes.

    Raises ``RefusedError`` for one that was answered without them.
    """
    with desk().database.reading() as connection:
        record = collections.by_code(connection, code)
        if record is None or record.event or record.state(today()) != "open":
            abort(404)
        asked = told(connection, [record])[0]
    if not asked.can_slip:
        raise RefusedError(WITHOUT_SLIP)
    return record, asked


def _slip(letters: str) -> Slip:
    fours = tuple(letters.split("-"))
    return Slip(codes.inline(codes.outside(f"/o/{''.join(fours)}")), fours)


def _page(record: CollectionRecord, asked: Asked, form: Form) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        kicker=asked.title,
        title="Print one-time codes",
        told=[*_TOLD, _of_earlier(record)],
        button="Make the slips",
        back_to=url_for("collections.show", code=record.code),
    )


def _of_earlier(record: CollectionRecord) -> str:
    """What becomes of the ways in that were handed out before."""
    if record.slips is None:
        return "From then on only slips open this survey: its own code, link and poster do not."
    with desk().database.reading() as connection:
        left = slips.left(connection, record.id)
    printed = number_of(record.slips, _ONE, _MORE)
    return f"{printed} printed before; {left} not used yet. Those stay good."
