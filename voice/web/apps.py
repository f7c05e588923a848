"""Two doors, two Flask applications: young people's at ``/c``, the workers' at ``/work``."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from voice import keys
from voice import settings as settings_module
from voice.settings import Settings
from voice.store import db
from voice.web import child, worker

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def today() -> date:
    """The day it is where the council is."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def create_app(
    settings: Settings | None = None, clock: Callable[[], date] = today
) -> "WSGIApplication":
    """Both doors over one database. Raises ``FaultyError`` where settings or keys are faulty."""
    settings = settings or settings_module.read()
    secrets = keys.read(settings.keys)
    database = db.connect(settings.database)
    return DispatcherMiddleware(
        child.create_app(database, secrets, settings, clock),
        {"/work": worker.create_app(database, secrets, settings, clock)},
    )
