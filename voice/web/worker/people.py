"""People who may log in: adding them, their role, a new password. For administrators."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import people
from voice.faults import FaultyError, RefusedError
from voice.store import people as records
from voice.store.people import PersonRecord
from voice.web import session
from voice.web.forms import Form, PasswordForm, PersonForm, ProvenForm, RoleForm
from voice.web.worker.desk import desk
from voice.web.worker.marks import ROLES

pages = Blueprint("people", __name__, url_prefix="/people")


@pages.get("")
def index() -> str:
    """Everybody who may log in."""
    with desk().database.reading() as connection:
        found = records.all_people(connection)
    return render_template("worker/people.html", people=found, now=desk().now())


@pages.get("/new")
def new() -> str:
    """The empty form."""
    return _new_page(_person_form())


@pages.post("/new")
def add() -> ResponseReturnValue:
    """Let somebody else log in."""
    form, here = _person_form(), desk()
    if not _proven(form):
        return _new_page(form), 400
    given = form.name.data, form.role.data, form.password.data
    try:
        who = people.add(here.database, here.keys, *given, here.now(), session.who())
    except FaultyError as error:
        form.tell(error)
        return _new_page(form), 400
    flash(f"{who.id} can log in now. Tell them the password in person.", "done")
    return redirect(url_for(".index"))


@pages.get("/<name>/role")
def ask_role(name: str) -> str:
    """The form with the role they have."""
    form = _role_form()
    form.role.data = _find(name).role
    return _page(name, form, "Change the role", "Change the role", _ENDS)


@pages.post("/<name>/role")
def change_role(name: str) -> ResponseReturnValue:
    """Let somebody do other things."""
    form = _role_form()
    page = partial(_page, name, form, "Change the role", "Change the role", _ENDS)
    return _changed(
        name, form, page, people.change_role, [form.role.data], f"{name} has another role now."
    )


@pages.get("/<name>/password")
def ask_password(name: str) -> str:
    """The form for a new password."""
    _find(name)
    return _page(name, PasswordForm(), "Give a new password", "Give it", _ENDS)


@pages.post("/<name>/password")
def set_password(name: str) -> ResponseReturnValue:
    """Give somebody who forgot theirs a new password."""
    form = PasswordForm()
    page = partial(_page, name, form, "Give a new password", "Give it", _ENDS)
    said = f"{name} has a new password. Tell them in person."
    return _changed(name, form, page, people.set_password, [form.password.data], said)


@pages.get("/<name>/remove")
def ask_remove(name: str) -> str:
    """Ask once more."""
    _find(name)
    return _page(name, ProvenForm(), *_removing(name))


@pages.post("/<name>/remove")
def remove(name: str) -> ResponseReturnValue:
    """Let somebody in no more."""
    form = ProvenForm()
    page = partial(_page, name, form, *_removing(name))
    return _changed(name, form, page, people.remove, [], f"{name} is removed.")


def _changed(
    name: str,
    form: ProvenForm,
    page: Callable[[], str],
    change: Callable[..., object],
    given: list[str],
    said: str,
) -> ResponseReturnValue:
    """Change something of somebody with what was given, or show the page with what is wrong."""
    _find(name)
    here = desk()
    if not _proven(form):
        return page(), 400
    try:
        change(here.database, here.keys, name, *given, here.now(), session.who())
    except FaultyError as error:
        form.tell(error)
        return page(), 400
    except RefusedError as error:
        form.form_errors.append(str(error))
        return page(), 400
    flash(said, "done")
    return redirect(url_for(".index"))


_ENDS = ("They are logged out at once, wherever they are logged in.",)


def _removing(name: str) -> tuple[str, str, tuple[str, ...]]:
    lead = ("They are logged out at once. The trail keeps what they did.",)
    return f"Remove {name}", "Remove", lead


def _proven(form: ProvenForm) -> bool:
    """Whether the form is good and whoever sent it knows the password they logged in with."""
    here = desk()
    if not form.validate():
        return False
    if people.is_really(here.database, here.keys, session.who(), form.own.data, here.now()):
        return True
    form.own.errors = ["This is not your password. Nothing was changed."]
    return False


def _find(name: str) -> PersonRecord:
    with desk().database.reading() as connection:
        return records.find(connection, name) or abort(404)


def _person_form() -> PersonForm:
    form = PersonForm()
    form.role.choices = ROLES
    return form


def _role_form() -> RoleForm:
    form = RoleForm()
    form.role.choices = ROLES
    return form


def _new_page(form: PersonForm) -> str:
    lead = ("Three or four words make a good password. They can change it when they are in.",)
    return _page("", form, "Add a person", "Add the person", lead)


def _page(name: str, form: Form, title: str, button: str, lead: tuple[str, ...]) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        kicker=name,
        title=title,
        told=lead,
        button=button,
        back_to=url_for(".index"),
    )
