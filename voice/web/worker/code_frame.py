"""The themes themselves: added, renamed, explained, taken away. Every change is a new version."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import theming
from voice.faults import FaultyError, RefusedError
from voice.store.frames import FrameRecord
from voice.web.theme_forms import ThemeForm
from voice.web.worker.desk import desk, keep_note, today

pages = Blueprint("code_frame", __name__, url_prefix="/heard/themes/list")

NEW = (
    "Name what texts are about, never what kind of young person writes them: a paper prints the"
    " name. What is sorted already stays as it is; look whether it belongs under the new theme."
)
SAME = "What was sorted under it stays there. Does it mean something else now? Then add a new one."


@pages.get("")
def index() -> str:
    """Every theme, and those taken away."""
    with desk().database.reading() as connection:
        return render_template(
            "worker/themes-list.html",
            frame=theming.current(connection),
            retired=theming.retired(connection),
        )


@pages.get("/new")
def new() -> str:
    return _page(ThemeForm(), "Add a theme", NEW)


@pages.post("/new")
def add() -> ResponseReturnValue:
    """One more theme."""
    form = ThemeForm()
    if form.validate():
        try:
            given = (form.name.data, form.meaning.data, form.keywords.data)
            return _done(theming.add(desk().database, *given, today()), "The theme is added.")
        except FaultyError as error:
            form.tell(error)
    return _page(form, "Add a theme", NEW), 400


@pages.get("/<theme>")
def ask(theme: str) -> str:
    """One theme to change."""
    with desk().database.reading() as connection:
        found = theming.current(connection).find(theme) or abort(404)
    given = {"name": found.name, "meaning": found.meaning, "keywords": ", ".join(found.keywords)}
    return _page(ThemeForm(data=given), "Change a theme", SAME)


@pages.post("/<theme>")
def change(theme: str) -> ResponseReturnValue:
    """Keep a theme's new name, meaning or words."""
    with desk().database.reading() as connection:
        theming.current(connection).find(theme) or abort(404)
    form = ThemeForm()
    if form.validate():
        try:
            given = (form.name.data, form.meaning.data, form.keywords.data)
            changed = theming.change(desk().database, theme, *given, today())
            return _done(changed, "The theme is changed.")
        except FaultyError as error:
            form.tell(error)
    return _page(form, "Change a theme", SAME), 400


@pages.post("/<theme>/retire")
def retire(theme: str) -> ResponseReturnValue:
    """Take a theme away; it can be brought back."""
    try:
        frame = theming.retire(desk().database, theme, today())
    except FaultyError as error:
        raise _refused(error) from error
    return _done(frame, "The theme is taken away. What was sorted under it stays, untold.")


@pages.post("/<theme>/back")
def bring_back(theme: str) -> ResponseReturnValue:
    """Offer a theme again."""
    try:
        frame = theming.bring_back(desk().database, theme, today())
    except FaultyError as error:
        raise _refused(error) from error
    return _done(frame, "The theme is back, with all that was sorted under it.")


def _done(frame: FrameRecord, told: str) -> ResponseReturnValue:
    keep_note("themes-changed", str(frame.version))
    flash(told, "done")
    return redirect(url_for(".index"))


def _page(form: ThemeForm, title: str, told: str) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        title=title,
        told=(told,),
        button="Keep the theme",
        back_to=url_for(".index"),
    )


def _refused(error: FaultyError) -> RefusedError:
    return RefusedError(
        "Nothing was changed: this theme "
        + " ".join(f"{one.wrong} {one.do}" for one in error.faults)
    )
