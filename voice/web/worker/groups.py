"""Groups of young people, whom they may be counted with, and who shares members."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice.faults import FaultyError
from voice.store import groups
from voice.store.groups import GroupRecord
from voice.web.forms import GroupForm
from voice.web.session import note
from voice.web.worker.desk import desk, new_id

pages = Blueprint("groups", __name__, url_prefix="/groups")

LEAD = (
    (
        "A group cannot be changed later, because papers are reckoned with it. "
        "If the group itself changes, add a new one."
    ),
    (
        "Neighbour: when too few answer to be reported alone, their answers may be reported "
        "together with the neighbour’s."
    ),
    (
        "Shared members: a child who comes to two groups is counted once when we work out how many "
        "children stand behind a figure."
    ),
)


@pages.get("")
def index() -> str:
    """The list."""
    known = _known()
    names = {group.id: group.name for group in known}
    return render_template("worker/groups.html", groups=known, names=names)


@pages.get("/new")
def new() -> str:
    """The empty form."""
    return _page(_form(_known()))


@pages.post("/new")
def add() -> ResponseReturnValue:
    """Keep a new group."""
    form = _form(known := _known())
    if not form.validate():
        return _page(form), 400
    id_ = new_id(form.name.data, {group.id for group in known}.__contains__)
    try:
        with desk().database.writing() as connection:
            groups.add(
                connection,
                id_,
                form.name.data,
                form.kind.data,
                ages=form.ages.data,
                joins=form.data.get("joins") or None,
                overlaps=form.data.get("overlaps") or (),
            )
            note(connection, "group-added", id_)
    except FaultyError as error:
        form.tell(error)
        return _page(form), 400
    flash(f"{form.name.data} is added.", "done")
    return redirect(url_for(".index"))


def _known() -> list[GroupRecord]:
    with desk().database.reading() as connection:
        return groups.all_groups(connection)


def _form(known: list[GroupRecord]) -> GroupForm:
    form = GroupForm()
    names = {group.id: group.name for group in known}
    form.joins.choices = {"": "None"} | names
    form.overlaps.choices = names
    if not names:
        del form.joins, form.overlaps
    return form


def _page(form: GroupForm) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        title="Add a group",
        told=LEAD if "joins" in form else LEAD[:1],
        button="Add the group",
        back_to=url_for(".index"),
    )
