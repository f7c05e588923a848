"""Who may open what: one table, and the guard that keeps to it.

A route that is not in the table opens for nobody; a test walks every route of the application.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import unquote, urlsplit

from flask import Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge

from voice.keys import Keys
from voice.people import ROLES
from voice.settings import Settings
from voice.store.db import Database
from voice.web import logs, session
from voice.web.session import Door

Roles = frozenset[str]
EVERYONE: Roles = frozenset(ROLES)
EVENTS: Roles = frozenset({"worker", "admin"})
PAPERS: Roles = frozenset({"worker", "publisher", "admin"})
FIGURES: Roles = frozenset({"worker", "reviewer", "analyst", "publisher", "admin"})
WORDS: Roles = frozenset({"reviewer", "safeguarding"})
PEOPLE: Roles = frozenset({"admin"})
LINES: Roles = frozenset({"worker", "reviewer", "safeguarding", "publisher", "admin"})
READS_WRITTEN: Roles = WORDS | {"publisher"}
"""Whoever sees what children wrote where it is on its way into a paper."""

FILES = frozenset({"static", "static_file"})
OPEN = FILES | {"login.ask", "login.enter", "login.leave", "login.use_device"}
"""For anybody. Leaving is open too: whose log-in has ended meanwhile has left already."""

ALLOWED: Mapping[str, Roles] = {
    "login.ask_password": EVERYONE,
    "login.change_password": EVERYONE,
    "today.show": EVERYONE,
    "today.show_event": EVENTS,
    "today.counts": EVENTS,
    "today.count": EVENTS,
    "today.done": EVENTS,
    "today.end": EVENTS,
    "events.index": EVENTS,
    "events.new": EVENTS,
    "events.add": EVENTS,
    "events.show": EVENTS,
    "events.change": EVENTS,
    "events.keep": EVENTS,
    "events.ask_cancel": EVENTS,
    "events.cancel": EVENTS,
    "events.attendance_page": EVENTS,
    "events.put_attendance": EVENTS,
    "counting.show": EVENTS,
    "counting.count": EVENTS,
    "events.ask_note": EVENTS,
    "events.put_note": EVENTS,
    "groups.index": EVENTS,
    "groups.new": EVENTS,
    "groups.add": EVENTS,
    "terms.index": EVENTS,
    "terms.ask": EVENTS,
    "terms.keep": EVENTS,
    "terms.roles": EVENTS,
    "terms.ask_role": EVENTS,
    "terms.add_role": EVENTS,
    "terms.ask_correct": EVENTS,
    "terms.correct": EVENTS,
    "collections.index": EVENTS,
    "collections.survey": EVERYONE,
    "collections.choose": EVENTS,
    "collections.open_at": EVENTS,
    "collections.open_plan": EVENTS,
    "collections.new_standing": EVENTS,
    "collections.open_standing": EVENTS,
    "collections.show": EVENTS,
    "collections.code": EVENTS,
    "collections.poster": EVENTS,
    "collections.qr": EVENTS,
    "collections.ask_close": EVENTS,
    "collections.close": EVENTS,
    "collections.count": EVENTS,
    "studio.index": EVENTS,
    "studio.edit": EVENTS,
    "studio.do": EVENTS,
    "studio.since": EVENTS,
    "studio.ask_throw_away": EVENTS,
    "studio.throw_away": EVENTS,
    "studio_look.look": EVENTS,
    "studio_start.index": EVENTS,
    "studio_start.copy": EVENTS,
    "studio_start.ask_blank": EVENTS,
    "studio_start.blank": EVENTS,
    "studio_bank.show": EVENTS,
    "studio_bank.add": EVENTS,
    "studio_bank.new": EVENTS,
    "studio_bank.begin": EVENTS,
    "studio_import.ask": EVENTS,
    "studio_import.bring_in": EVENTS,
    "studio_import.notes": EVENTS,
    "studio_publish.ask": EVENTS,
    "studio_publish.publish": EVENTS,
    "studio_publish.go_on": EVENTS,
    "studio_words.index": EVENTS,
    "studio_words.show": EVENTS,
    "studio_words.keep": EVENTS,
    "studio_words.approve": EVENTS,
    "studio_words.take_back": EVENTS,
    "studio_words.fill": EVENTS,
    "studio_words.sheet": EVENTS,
    "studio_words.bring": EVENTS,
    "survey_words.index": EVENTS,
    "survey_words.show": EVENTS,
    "survey_words.keep": EVENTS,
    "survey_words.approve": EVENTS,
    "survey_words.take_back": EVENTS,
    "survey_words.fill": EVENTS,
    "survey_words.sheet": EVENTS,
    "survey_words.bring": EVENTS,
    "our_words.index": EVENTS,
    "our_words.show": EVENTS,
    "our_words.keep": EVENTS,
    "our_words.approve": EVENTS,
    "our_words.take_back": EVENTS,
    "our_words.fill": EVENTS,
    "our_words.sheet": EVENTS,
    "our_words.bring": EVENTS,
    "editions.show": EVENTS,
    "editions.compare": EVENTS,
    "editions.change": EVENTS,
    "editions.ask_copy": EVENTS,
    "editions.copy": EVENTS,
    "editions.ask_retire": EVENTS,
    "editions.retire": EVENTS,
    "editions.bring_back": EVENTS,
    "studio_preview.show": EVENTS,
    "studio_preview.frame": EVENTS,
    "studio_preview.survey": EVERYONE,
    "studio_preview.survey_frame": EVERYONE,
    "studio_paper.show": EVENTS,
    "studio_paper.file": EVENTS,
    "studio_paper.survey": EVERYONE,
    "studio_paper.survey_file": EVERYONE,
    "studio_paper.opened": EVENTS,
    "studio_paper.opened_file": EVENTS,
    "typing_in.ask": EVENTS,
    "typing_in.take": EVENTS,
    "typing_in.ask_sheet": EVENTS,
    "typing_in.take_sheet": EVENTS,
    "typing_in.empty_sheet": EVENTS,
    "slips.ask": EVENTS,
    "slips.print_sheet": EVENTS,
    "set_asides.index": EVENTS,
    "tablets.index": EVENTS,
    "tablets.new": EVENTS,
    "tablets.invite": EVENTS,
    "tablets.show": EVENTS,
    "tablets.ask_end": EVENTS,
    "tablets.end": EVENTS,
    "saved.ask": EVENTS,
    "saved.bring_in": EVENTS,
    "missing.show": EVENTS,
    "missing.absent": EVENTS,
    "missing.empty": EVENTS,
    "missing.ask_lost": EVENTS,
    "missing.lost": EVENTS,
    "phone.ask": EVENTS,
    "phone.invite": EVENTS,
    "together.show": EVENTS,
    "together.open_board": EVENTS,
    "together.ask_chart": EVENTS,
    "together.put_chart": EVENTS,
    "together.ask_card": EVENTS,
    "together.put_card": EVENTS,
    "together.star": EVENTS,
    "together.take_away": EVENTS,
    "together.sheet": EVENTS,
    "sheets.event_day": EVENTS,
    "sheets.small_session": EVENTS,
    "sheets.kiosk": EVENTS,
    "remarks.queue": WORDS,
    "remarks.mark": WORDS,
    "remarks.at_risk": WORDS,
    "quotes.index": LINES,
    "quotes.show": LINES,
    "quotes.look": LINES,
    "quotes.ask_words": LINES,
    "quotes.put_words": LINES,
    "quotes.fine": LINES,
    "marking.ask": LINES,
    "marking.keep": LINES,
    "quotes.ask_moment": EVENTS,
    "quotes.add_moment": EVENTS,
    "quotes.read": READS_WRITTEN,
    "quotes.put_forward": READS_WRITTEN,
    "periods.index": PAPERS,
    "periods.ask_close": PAPERS,
    "periods.close": PAPERS,
    "jobs.show": PAPERS,
    "jobs.progress": PAPERS,
    "releases.index": FIGURES,
    "releases.show": FIGURES,
    "releases.not_shown": FIGURES,
    "releases.tables": FIGURES,
    "explore.index": FIGURES,
    "explore.drawing": FIGURES,
    "explore.picture": FIGURES,
    "explore.figures": FIGURES,
    "wanted.index": FIGURES,
    "wanted.add": FIGURES,
    "wanted.take_back": FIGURES,
    "voices.index": FIGURES,
    "voices.show": FIGURES,
    "members.index": FIGURES,
    "promises.index": FIGURES,
    "promises.drawing": FIGURES,
    "shares.index": FIGURES,
    "shares.drawing": FIGURES,
    "population.index": PAPERS,
    "population.ask": PAPERS,
    "population.keep": PAPERS,
    "population.ask_tally": PAPERS,
    "population.keep_tally": PAPERS,
    "analysts.index": FIGURES,
    "analysts.log": FIGURES,
    "analysts.figures": FIGURES,
    "survey_files.index": FIGURES,
    "survey_files.show": FIGURES,
    "survey_files.file": FIGURES,
    "themes.index": READS_WRITTEN,
    "themes.sort": READS_WRITTEN,
    "themes.board": READS_WRITTEN,
    "themes.keep": READS_WRITTEN,
    "themes.put_english": READS_WRITTEN,
    "themes.differences": READS_WRITTEN,
    "themes.agree": READS_WRITTEN,
    "code_frame.index": READS_WRITTEN,
    "code_frame.new": READS_WRITTEN,
    "code_frame.add": READS_WRITTEN,
    "code_frame.ask": READS_WRITTEN,
    "code_frame.change": READS_WRITTEN,
    "code_frame.retire": READS_WRITTEN,
    "code_frame.bring_back": READS_WRITTEN,
    "plans.index": PAPERS,
    "plans.new": PAPERS,
    "plans.add": PAPERS,
    "plans.show": PAPERS,
    "plans.ask_change": PAPERS,
    "plans.change": PAPERS,
    "plans.remove": PAPERS,
    "plans.done": PAPERS,
    "plans.ask_why": PAPERS,
    "plans.why": PAPERS,
    "plans.take_back": PAPERS,
    "papers.index": PAPERS,
    "papers.new": PAPERS,
    "papers.choose": PAPERS,
    "papers.show": PAPERS,
    "papers.ask_words": PAPERS,
    "papers.put_words": PAPERS,
    "papers.build": PAPERS,
    "papers.file": PAPERS,
    "people.index": PEOPLE,
    "people.new": PEOPLE,
    "people.add": PEOPLE,
    "people.ask_role": PEOPLE,
    "people.change_role": PEOPLE,
    "people.ask_password": PEOPLE,
    "people.set_password": PEOPLE,
    "people.ask_remove": PEOPLE,
    "people.remove": PEOPLE,
    "trail.index": PEOPLE,
}
"""Route → the roles it opens for."""

POLLED = frozenset({"today.counts", "collections.count", "jobs.progress", "studio.since"})
"""What a page asks by itself. It does not keep anybody logged in."""

_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_NOT_TYPED = frozenset(
    {
        *("csrf_token", "next", "category", "step", "shown", "read", "again", "cutoff"),
        *("username", "pin", "here", "colour", "ticked", "fine", "out", "back", "forward"),
        *("remark", "themes", "act", "quiet", "none", "id", "edition", "typed", "pass"),
    }
)
"""What a form carries along, or a button or tick stands for. Prints of words are told apart by
their ending, ``-as-shown``."""
_LARGEST = 5 * 1024 * 1024


def guard(
    app: Flask,
    database: Database,
    keys: Keys,
    settings: Settings,
    now: Callable[[], datetime] = session.now,
) -> None:
    """Put the guard before every page of the workers' door. ``now`` gives the time with its zone.

    In order: who asks, may they, did the form come from us. Refusals are pages.
    """
    session.open_door(app, Door(database, keys, settings, now))
    # A form token is good as long as the log-in it is bound to; a page left open over night is
    # refused by the log-in, not by a clock of its own. We send no Referer, so none is checked.
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_CONTENT_LENGTH"] or _LARGEST
    logs.keep_values_out(app)
    app.before_request(_allow)
    CSRFProtect(app)
    app.context_processor(lambda: {"who": session.visitor(), "may": may})
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(403, _not_theirs)
    app.register_error_handler(404, _not_there)
    app.after_request(_keep_nothing)


def may(endpoint: str) -> bool:
    """Whether whoever asks may open a route: pages hide the links to the others."""
    visitor = session.visitor()
    return endpoint in OPEN or (visitor is not None and visitor.role in allowed(endpoint))


def allowed(endpoint: str) -> Roles:
    """The roles a route opens for; none for one that is not listed."""
    return ALLOWED.get(endpoint, frozenset())


def safe_next(address: str | None) -> str:
    """Where to go after logging in: a page of this door, or its first page for anything else."""
    home = f"{session.PATH}/"
    if not address or not address.isprintable() or "\\" in address or " " in address:
        return home
    try:
        parts = urlsplit(address)
    except ValueError:
        return home
    # Browsers take %2e%2e for “..”, so the path is looked at as they read it.
    steps = unquote(unquote(parts.path)).split("/")
    inside = parts.path.startswith(home) and not {"..", "."} & set(steps)
    ours = not parts.scheme and not parts.netloc and inside and "" not in steps[1:-1]
    return address if ours and "\\" not in "".join(steps) else home


def _allow() -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint in FILES:
        return None
    visitor = session.recognise(seen=endpoint is not None and endpoint not in POLLED)
    if endpoint is None or endpoint in OPEN:
        return None  # nothing stands there: the page that says so knows who asks
    if visitor is None and allowed(endpoint):
        return _ask_who()
    return None if may(endpoint) else _not_theirs()


def _ask_who() -> ResponseReturnValue:
    """Ask to log in first. What was sent meanwhile is shown again, so that no work is lost."""
    if request.method in _UNSAFE:
        return refuse(
            403,
            "You have been logged out",
            "Nothing was saved. Log in, then do it once more.",
        )
    query = request.query_string.decode("ascii", "replace")
    here = f"{session.PATH}{request.path}" + (f"?{query}" if query else "")
    onwards = None if here == f"{session.PATH}/" else here
    return redirect(url_for("login.ask", next=onwards), 303)


def _stale(_error: CSRFError) -> ResponseReturnValue:
    return refuse(
        400,
        "This page was too old to be sent",
        "Nothing was saved. Go back, load the page again, then do it once more.",
    )


def _not_theirs(_error: Exception | None = None) -> ResponseReturnValue:
    visitor = session.visitor()
    role = f"You are logged in as {visitor.role}. " if visitor else ""
    return refuse(
        403,
        "This page is not open to you",
        f"{role}Whoever looks after people here can change that.",
    )


def _not_there(_error: Exception) -> ResponseReturnValue:
    return refuse(404, "There is no such page", "Look at the address again, or begin at the start.")


def refuse(status: int, title: str, sentence: str) -> ResponseReturnValue:
    """A page in place of the one asked for. What was typed is on it, so that it is not lost."""
    page = render_template(
        "worker/refused.html", heading=title, sentence=sentence, written=_written()
    )
    return page, status


def _written() -> list[tuple[str, str]]:
    """What somebody had typed and would lose, for them to copy. Only what our own page sent."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return []
    try:
        typed = list(request.form.items())
    except RequestEntityTooLarge:
        return []
    return [
        (name.replace("-", " ").replace("_", " "), value)
        for name, value in typed
        if value.strip() and _is_typed(name)
    ]


def _is_typed(name: str) -> bool:
    return name not in _NOT_TYPED and "password" not in name and not name.endswith("-as-shown")


def _keep_nothing(response: Response) -> Response:
    """No page is kept by the browser: after logging out, Back shows none of them."""
    if not response.cache_control:
        response.headers["Cache-Control"] = "no-store"
    return response
