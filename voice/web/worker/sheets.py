"""Sheets to print and take along: an event's day, a small session, a tablet on its page."""

from flask import Blueprint, render_template

pages = Blueprint("sheets", __name__, url_prefix="/sheets")


@pages.get("/event-day")
def event_day() -> str:
    """The day of an event on one page."""
    return render_template("worker/event-day.html")


@pages.get("/small-session")
def small_session() -> str:
    """A session to which few come, from the day before to the afternoon."""
    return render_template("worker/small-session.html")


@pages.get("/kiosk")
def kiosk() -> str:
    """Guided Access on an iPad, pinning the screen on Android."""
    return render_template("worker/kiosk.html")
