"""Periods: which months are open, what closing means, closing them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import happened, jobs
from voice.analysis import periods
from voice.happened import Unsettled
from voice.store import counts, releases, remarks
from voice.store.releases import PeriodRecord
from voice.web import session
from voice.web.forms import PeriodForm
from voice.web.worker.desk import desk, today
from voice.web.worker.jobs import in_hand
from voice.words import month_name, months_name

pages = Blueprint("periods", __name__, url_prefix="/periods")
WHY: Mapping[str, str] = {
    "open": "still open. Close it first.",
    "waiting": "waits for tablets. Bring them to the Wi-Fi first.",
    "planned": "nobody has said whether it took place. Say so first: who came is not told before.",
}
"""What is still to be done about an event, by what it waits for."""


@pages.get("")
def index() -> str:
    """What is open, and what was closed when."""
    closed = _closed()
    with desk().database.reading() as connection:
        waiting = in_hand(connection, "close-period")
    return render_template(
        "worker/periods.html",
        closed=[(period, months_name(period.first, period.last)) for period in reversed(closed)],
        since=closed[-1].last if closed else None,
        over=_over(closed),
        waiting=waiting,
    )


@pages.get("/close")
def ask_close() -> str:
    """Say what closing means, and ask up to which month."""
    over = _over(_closed())
    form = _form(over)
    if len(over) == 1:
        form.month.data = over[0]
    return _page(form, over)


@pages.post("/close")
def close() -> ResponseReturnValue:
    """Queue the work: counting and checking may take a minute."""
    over = _over(_closed())
    form = _form(over)
    if not form.validate():
        return _page(form, over), 400
    job = jobs.enqueue(
        desk().database, "close-period", {"month": form.month.data}, desk().now(), session.who()
    )
    return redirect(url_for("jobs.show", job_id=job))


def _of(unsettled: Sequence[Unsettled], month: str) -> list[Unsettled]:
    return [one for one in unsettled if periods.month_of(one.event.day) == month]


def _closed() -> list[PeriodRecord]:
    with desk().database.reading() as connection:
        return releases.all_periods(connection)


def _over(closed: list[PeriodRecord]) -> list[str]:
    """Months that are over and not closed, newest first; always the last one of them."""
    with desk().database.reading() as connection:
        oldest = counts.first_month(connection)
    newest = periods.month_of(today().replace(day=1) - timedelta(days=1))
    first = periods.after(closed[-1].last) if closed else min(oldest or newest, newest)
    return list(reversed(periods.months(first, newest)))


def _form(over: list[str]) -> PeriodForm:
    form = PeriodForm()
    form.month.choices = {month: month_name(month) for month in over}
    return form


def _page(form: PeriodForm, over: list[str]) -> str:
    with desk().database.reading() as connection:
        unsettled = happened.unsettled(connection, over[-1], over[0]) if over else ()
        unread = remarks.waiting(connection, today()).unread
    return render_template(
        "worker/period-close.html",
        form=form,
        unsettled=[(month, _of(unsettled, month)) for month in reversed(over)],
        why=WHY,
        unread=unread,
        title="Close a period",
        button="Close the period",
        back_to=url_for(".index"),
    )
