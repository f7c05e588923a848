"""Log in, log out, hand the device over to a child, change one's password."""

import re

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from voice import people
from voice.faults import FaultyError
from voice.web import access, session
from voice.web.forms import Form, LineField, SecretField

pages = Blueprint("login", __name__)

_CODE = re.compile("[A-Z]{8}")
WRONG = (
    "The name or the password is not right. After five wrong tries an account is locked "
    "for 15 minutes."
)
"""The same for a wrong name, a wrong password and a locked account: it tells nobody which."""


class LogInForm(Form):
    """Who somebody is."""

    name = LineField(
        "Name",
        "Enter your name.",
        most=60,
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = SecretField(
        "Password", "Enter your password.", render_kw={"autocomplete": "current-password"}
    )


class OwnPasswordForm(Form):
    """A new password for oneself."""

    old = SecretField(
        "Your password now",
        "Enter your password.",
        render_kw={"autocomplete": "current-password"},
    )
    new = SecretField(
        "New password",
        "Enter a new password.",
        description="At least 12 letters. Three or four words do well.",
        render_kw={"autocomplete": "new-password"},
    )


@pages.get("/login")
def ask() -> ResponseReturnValue:
    """The page to log in with; whoever is in already goes on."""
    if session.visitor():
        return redirect(_onwards(), 303)
    return _page(LogInForm())


@pages.post("/login")
def enter() -> ResponseReturnValue:
    """Let somebody in, with a new cookie every time."""
    form, here = LogInForm(), session.door()
    if not form.validate():
        return _page(form), 400
    leaving = request.cookies.get(session.COOKIE, "")
    log_in = people.log_in(
        here.database, here.keys, form.name.data, form.password.data, here.now(), leaving
    )
    if log_in is None:
        form.form_errors.append(WRONG)
        return _page(form), 403
    response = redirect(_onwards(), 303)
    session.begin(response, log_in)
    return response


@pages.post("/logout")
def leave() -> ResponseReturnValue:
    """End the log-in on the server."""
    return _out(url_for("login.ask"))


@pages.post("/use-device/<code>")
def use_device(code: str) -> ResponseReturnValue:
    """Log out and only then open a survey, so that this device can be handed to a child.

    Whatever the browser still shows or holds, nothing here opens with it any more.
    """
    if not _CODE.fullmatch(code):
        abort(404)
    return _out(f"/c/{code}")


@pages.get("/password")
def ask_password() -> ResponseReturnValue:
    """The page to change one's own password."""
    return _password_page(OwnPasswordForm())


@pages.post("/password")
def change_password() -> ResponseReturnValue:
    """Change it; every log-in of theirs ends, this one too."""
    form, here = OwnPasswordForm(), session.door()
    if not form.validate():
        return _password_page(form), 400
    try:
        people.change_password(
            here.database, here.keys, session.who(), form.old.data, form.new.data, here.now()
        )
    except FaultyError as error:
        form.tell(error)
        return _password_page(form), 400
    response = _out(url_for("login.ask"))
    flash("Your password is changed. Log in with the new one.", "done")
    return response


def _out(onwards: str) -> Response:
    response = redirect(onwards, 303)
    session.end(response)
    return response


def _onwards() -> str:
    return access.safe_next(request.values.get("next"))


def _page(form: LogInForm) -> str:
    return render_template("worker/login.html", form=form, onwards=request.values.get("next", ""))


def _password_page(form: OwnPasswordForm) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        title="Change your password",
        told=("You are logged out afterwards, on every device.",),
        button="Change it",
        back_to=url_for("today.show"),
    )
