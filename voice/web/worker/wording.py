"""Words in other languages: a page for each language, kept as one types, read and approved.

The same pages serve a draft, a survey that may be opened and our own words; each is a family of
its own with ``family``.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import translating, words
from voice.exchange import words_sheet
from voice.exchange.words_sheet import Line
from voice.faults import FaultyError
from voice.store.db import Connection
from voice.translating import Kept, Told
from voice.web.access import refuse
from voice.web.worker import wording_view
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.marks import number_of
from voice.web.worker.wording_subjects import Subject, folders

Finder = Callable[..., Subject]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BEFORE, _NOW, _SAME = "b:", "f:", "s:"
"""What begins the names of what stood there, of what stands there now, and of a tick that it still
says what the English says."""


def family(name: str, prefix: str, find: Finder) -> Blueprint:
    """The pages of what ``find`` finds from a connection and the address."""
    pages = Blueprint(name, __name__, url_prefix=prefix)
    for rule, endpoint, method, view in _VIEWS:
        pages.add_url_rule(rule, endpoint, _found(find, view), methods=[method])
    return pages


def _found(find: Finder, view: Callable[..., ResponseReturnValue]) -> Callable[..., Any]:
    """A view that is given the subject in place of what stands in the address."""

    def seen(language: str = "", **address: str) -> ResponseReturnValue:
        with desk().database.reading() as connection:
            subject = find(connection, **address)
        if not language:
            return view(subject)
        if not wording_view.is_language(language):
            return refuse(404, "We know no such language", "Choose one of the list.")
        return view(subject, language)

    return seen


def _index(subject: Subject) -> ResponseReturnValue:
    """The languages that are begun, and the way to another."""
    chosen = request.args.get("language", "")
    if chosen and wording_view.is_language(chosen):
        return redirect(_to(subject, chosen), 303)
    with desk().database.reading() as connection:
        begun = wording_view.begun(connection, subject)
    return render_template(
        "studio/words.html",
        subject=subject,
        begun=begun,
        others=wording_view.others({one.language for one in begun}),
    )


def _show(subject: Subject, language: str) -> ResponseReturnValue:
    """Every text beside its English."""
    return _page(subject, language)


def _keep(subject: Subject, language: str) -> ResponseReturnValue:
    """Keep what was written: one text as somebody types, or all that the form has."""
    kept = _put(subject, language, _sent(_NOW), _sent(_BEFORE))
    if request.accept_mimetypes.best == "application/json":
        return _told(subject, language, kept)
    if kept.faults:
        return _page(subject, language, kept, _sent(_NOW)), 400
    flash(f"{number_of(len(kept.places), 'text is', 'texts are')} kept.", "done")
    return redirect(_to(subject, language), 303)


def _fill(subject: Subject, language: str) -> ResponseReturnValue:
    """Put in what was said before of the same English words."""
    english = subject.english(language)
    count = translating.fill_known(desk().database, subject.owner, language, english, folders())
    flash(f"{number_of(count, 'text', 'texts')} put in that we had before. Read them here.", "done")
    return redirect(_to(subject, language), 303)


def _approve(subject: Subject, language: str) -> ResponseReturnValue:
    """Keep that somebody read every word."""
    role, read = request.form.get("role", ""), request.form.get("read")
    try:
        if not read:
            raise FaultyError([wording_view.UNREAD])
        tell = partial(subject.tell, language=language)
        digest = request.form.get("digest", "")
        translating.approve(desk().database, subject.owner, tell, digest, role, today())
    except FaultyError as error:
        return _page(subject, language, approving=error), 400
    keep_note("words-approved", f"{subject.about} {language}")
    flash(f"{words.english_name(language)} is approved.", "done")
    return redirect(_to(subject, language), 303)


def _take_back(subject: Subject, language: str) -> ResponseReturnValue:
    """Offer it to nobody until it is approved again."""
    translating.disapprove(desk().database, subject.owner, language)
    keep_note("approval-taken-back", f"{subject.about} {language}")
    flash(f"{words.english_name(language)} is not offered any more.", "done")
    return redirect(_to(subject, language), 303)


def _sheet(subject: Subject, language: str) -> ResponseReturnValue:
    """The words as a spreadsheet for a translator."""
    with desk().database.reading() as connection:
        told = subject.tell(connection, language)
    entries = subject.entries(language)
    lines = [
        Line(one.place, one.english, ": ".join(filter(None, (one.heading, one.what))), said.text)
        for one, said in zip(entries, told.lines, strict=True)
    ]
    raw = words_sheet.write(words.english_name(language), lines)
    name = f"words-{subject.about}-{language}.xlsx"
    sent = Response(raw, mimetype=_XLSX)
    sent.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return sent


def _bring(subject: Subject, language: str) -> ResponseReturnValue:
    """Take in the sheet that a translator sent back."""
    file = request.files.get("sheet")
    try:
        raw, name = (file.read(), file.filename) if file else (b"", None)
        given = words_sheet.read(raw, name or "The sheet")
    except FaultyError as error:
        return _page(subject, language, bringing=error), 400
    known = subject.english(language)
    kept = _put(subject, language, {at: said for at, said in given.items() if at in known})
    if left := len(given.keys() - known.keys()):
        flash(
            f"{number_of(left, 'row', 'rows')} left out: the survey has no such text now.", "note"
        )
    if kept.faults:
        return _page(subject, language, kept, given), 400
    flash(f"{number_of(len(kept.places), 'text is', 'texts are')} taken from the sheet.", "done")
    return redirect(_to(subject, language), 303)


def _put(
    subject: Subject, language: str, given: dict[str, str], before: dict[str, str] | None = None
) -> Kept:
    return translating.put(
        desk().database,
        subject.owner,
        language,
        subject.english(language),
        _changed(given, before, _sent(_SAME)),
        before,
        subject.wrong(language),
    )


def _changed(
    given: dict[str, str], before: dict[str, str] | None, same: dict[str, str]
) -> dict[str, str]:
    """What differs from what stood there, or is said to be the same; the rest says nothing."""
    if before is None:
        return given
    return {
        place: text
        for place, text in given.items()
        if place in same or text != before.get(place, "")
    }


def _sent(prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): text
        for name, text in request.form.items()
        if name.startswith(prefix)
    }


def _told(subject: Subject, language: str, kept: Kept) -> ResponseReturnValue:
    """What became of a text, for the script of the page."""
    with desk().database.reading() as connection:
        view = _view(connection, subject, language, kept)
    return jsonify(
        kept={row.place: row.text for row in view.rows if row.place in kept.places},
        states={row.place: row.state for row in view.rows if row.place in kept.places},
        faults=[fault.as_dict() for fault in kept.faults],
        digest=view.told.digest,
        parts={
            name: render_template(f"studio/{name}.html", subject=subject, view=view)
            for name in ("words-summary", "words-approve")
        },
    )


def _page(
    subject: Subject,
    language: str,
    kept: Kept | None = None,
    typed: Mapping[str, str] | None = None,
    approving: FaultyError | None = None,
    bringing: FaultyError | None = None,
) -> str:
    with desk().database.reading() as connection:
        view = _view(connection, subject, language, kept)
    return render_template(
        "studio/words-language.html",
        subject=subject,
        view=view,
        typed=typed or {},
        approving=approving,
        bringing=bringing,
    )


def _view(
    connection: Connection, subject: Subject, language: str, kept: Kept | None
) -> wording_view.View:
    told: Told = subject.tell(connection, language)
    return wording_view.view(connection, subject, told, kept, request.args.get("only") == "open")


def _to(subject: Subject, language: str) -> str:
    address: dict[str, Any] = {**subject.address, "language": language}
    return url_for(".show", **address)


_VIEWS: tuple[tuple[str, str, str, Callable[..., ResponseReturnValue]], ...] = (
    ("", "index", "GET", _index),
    ("/<language>", "show", "GET", _show),
    ("/<language>", "keep", "POST", _keep),
    ("/<language>/approve", "approve", "POST", _approve),
    ("/<language>/take-back", "take_back", "POST", _take_back),
    ("/<language>/fill", "fill", "POST", _fill),
    ("/<language>/words.xlsx", "sheet", "GET", _sheet),
    ("/<language>/sheet", "bring", "POST", _bring),
)
"""Where each page is, what it is called, how it is asked for, and what makes it."""
