"""Regular groups by term, and roles that young people fill: numbers and what they changed."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice.analysis import terms as names
from voice.analysis.periods import month_of
from voice.analysis.terms import Term
from voice.faults import FaultyError
from voice.store import groups, terms
from voice.store.db import Connection
from voice.store.groups import GroupRecord
from voice.store.terms import SeatRecord, Sessions, TermRecord
from voice.web.forms import Form, LineField, ListField, Needed, NumberField, TextField
from voice.web.session import note
from voice.web.worker.desk import desk, today
from voice.words import month_name

pages = Blueprint("terms", __name__, url_prefix="/groups")

MOST_TERMS = 4
"""So many terms of a group are shown: a year, and the one that goes on."""
MONTHS = 36
"""A role may have begun so many months ago."""
LEAD = (
    "Numbers only, never a name.",
    (
        "Papers tell how many members the group has. How many joined and left they tell when the "
        "term is over, and only where it points at nobody."
    ),
)
ROLE_LEAD = (
    "Papers tell the role, how many young people fill it, and what they changed. Name nobody.",
)


class TermForm(Form):
    """The numbers of a group's term."""

    members = NumberField("Members", description="At the end of the term, or today.")
    new = NumberField("Joined in this term", description="Count them among the members, too.")
    left = NumberField("Left in this term")


class SeatForm(Form):
    """A role that young people fill."""

    name = LineField(
        "Role",
        "Write what the role is called.",
        description="For example: co-opted seats, awards committee, young inspectors.",
    )
    number = NumberField(
        "How many young people fill it", validators=[Needed("Enter how many young people fill it.")]
    )
    month = ListField("From which month", "Choose from which month.")
    changed = TextField(
        "What they changed",
        most=400,
        description="Something that is different because of them. The next paper tells it.",
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A term of a group, as the list shows it."""

    term: str
    name: str
    told: Term


# Terms


@pages.get("/terms")
def index() -> str:
    """Every group's last terms: sessions, how many came on average, members."""
    with desk().database.reading() as connection:
        known = [one for one in groups.all_groups(connection) if one.kind != groups.PARTNER]
        records = {(one.group, one.term): one for one in terms.all_terms(connection)}
        held = terms.sessions(connection, today())
    shown = [(group, _lines(group, records, held)) for group in known]
    return render_template("worker/terms.html", groups=shown)


@pages.get("/terms/<group_id>/<term>")
def ask(group_id: str, term: str) -> str:
    """The form with the numbers we have."""
    with desk().database.reading() as connection:
        group = _group(connection, group_id, term)
        found = {one.term: one for one in terms.of_group(connection, group_id)}
    kept = found.get(term, TermRecord(group_id, term))
    form = TermForm(data={"members": kept.members, "new": kept.new, "left": kept.left})
    return _term_page(group, term, form)


@pages.post("/terms/<group_id>/<term>")
def keep(group_id: str, term: str) -> ResponseReturnValue:
    """Keep the numbers of a term."""
    form = TermForm()
    with desk().database.writing() as connection:
        group = _group(connection, group_id, term)
        if not form.validate():
            return _term_page(group, term, form), 400
        try:
            terms.put(connection, group_id, term, form.members.data, form.new.data, form.left.data)
        except FaultyError as error:
            form.tell(error)
            return _term_page(group, term, form), 400
        note(connection, "term-written", f"{group_id} {term}")
    flash(f"{group.name}, {names.name_of(term)}: the numbers are kept.", "done")
    return redirect(url_for(".index"))


def _lines(
    group: GroupRecord,
    records: dict[tuple[str, str], TermRecord],
    held: dict[tuple[str, str], Sessions],
) -> list[Line]:
    """The term that goes on, and those before it of which something is known; latest first."""
    now = term = names.term_of(today())
    found = []
    for _ in range(MOST_TERMS):
        key = group.id, term
        if term == now or key in records or key in held:
            record = records.get(key, TermRecord(group.id, term))
            told = terms.with_sessions(record, group.name, held)
            found.append(Line(term, names.name_of(term), told))
        term = names.before(term)
    return found


def _group(connection: Connection, group_id: str, term: str) -> GroupRecord:
    group = groups.find(connection, group_id)
    if group is None or not names.PATTERN.fullmatch(term):
        abort(404)
    return group


def _term_page(group: GroupRecord, term: str, form: Form) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        kicker=group.name,
        title=names.name_of(term).capitalize(),
        told=LEAD,
        button="Keep the numbers",
        back_to=url_for(".index"),
    )


# Roles


@pages.get("/roles")
def roles() -> str:
    """The roles as they stand, and how they stood before."""
    with desk().database.reading() as connection:
        every = terms.all_seats(connection)
    return render_template("worker/roles.html", roles=every)


@pages.get("/roles/new")
def ask_role() -> str:
    """The empty form; with its name where a role changed."""
    given = {"name": request.args.get("name", "")[:120], "month": month_of(today())}
    return _role_page(_role_form(data=given), "Add a role")


@pages.post("/roles/new")
def add_role() -> ResponseReturnValue:
    """Keep a new role, or what one is from now on."""
    form = _role_form()
    if not form.validate():
        return _role_page(form, "Add a role"), 400
    with desk().database.writing() as connection:
        id_ = str(uuid4())
        terms.add_seat(connection, _record(id_, form))
        note(connection, "seat-written", id_)
    flash(f"{form.name.data}: kept.", "done")
    return redirect(url_for(".roles"))


@pages.get("/roles/<seat_id>")
def ask_correct(seat_id: str) -> str:
    """The form with what was written."""
    with desk().database.reading() as connection:
        record = terms.find_seat(connection, seat_id) or abort(404)
    given = {name: getattr(record, name) for name in ("name", "number", "month", "changed")}
    return _role_page(_role_form(record.month, data=given), "Correct the role")


@pages.post("/roles/<seat_id>")
def correct(seat_id: str) -> ResponseReturnValue:
    """Keep what was put right."""
    with desk().database.writing() as connection:
        record = terms.find_seat(connection, seat_id) or abort(404)
        form = _role_form(record.month)
        if not form.validate():
            return _role_page(form, "Correct the role"), 400
        terms.change_seat(connection, _record(seat_id, form))
        note(connection, "seat-written", seat_id)
    flash(f"{form.name.data}: kept.", "done")
    return redirect(url_for(".roles"))


def _record(id_: str, form: SeatForm) -> SeatRecord:
    said = {name: form.data[name] for name in ("name", "number", "month", "changed")}
    return SeatRecord(id_, **said)


def _role_form(own: str = "", **given: Any) -> SeatForm:
    """The form with the months to choose from, and the role's ``own``."""
    form, month = SeatForm(**given), month_of(today())
    months = {own} - {""}
    for _ in range(MONTHS):
        months.add(month)
        year, number = int(month[:4]), int(month[5:])
        month = f"{year - (number == 1)}-{(number - 2) % 12 + 1:02}"
    form.month.choices = {one: month_name(one) for one in sorted(months, reverse=True)}
    return form


def _role_page(form: Form, title: str) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        title=title,
        told=ROLE_LEAD,
        button="Keep the role",
        back_to=url_for(".roles"),
    )
