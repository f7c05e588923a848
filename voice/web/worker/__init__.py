"""The workers' door, ``/work``: one Flask application, a file a page family."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from voice import paths
from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database
from voice.web import access, headers
from voice.web.assets import Assets
from voice.web.worker import (
    analysts,
    code_frame,
    collections,
    counting,
    desk,
    editions,
    errors,
    events,
    explore,
    groups,
    heard,
    jobs,
    login,
    marking,
    marks,
    members,
    menu,
    missing,
    our_words,
    papers,
    people,
    periods,
    phone,
    plans,
    population,
    promises,
    quotes,
    releases,
    remarks,
    saved,
    setasides,
    shares,
    sheets,
    slips,
    studio,
    studio_bank,
    studio_import,
    studio_paper,
    studio_preview,
    studio_publish,
    studio_remarks,
    studio_start,
    studio_tabs,
    studio_words,
    survey_files,
    survey_words,
    tablets,
    terms,
    themes,
    today,
    together,
    trail,
    typing_in,
    voices,
    wanted,
)

FAMILIES = (
    login,
    today,
    phone,
    missing,
    together,
    events,
    counting,
    groups,
    terms,
    collections,
    studio,
    studio_remarks,
    studio_start,
    studio_bank,
    studio_import,
    studio_preview,
    studio_publish,
    studio_words,
    survey_words,
    our_words,
    editions,
    studio_paper,
    typing_in,
    slips,
    setasides,
    saved,
    tablets,
    sheets,
    remarks,
    quotes,
    marking,
    periods,
    releases,
    explore,
    voices,
    promises,
    members,
    shares,
    population,
    themes,
    code_frame,
    wanted,
    analysts,
    survey_files,
    plans,
    papers,
    jobs,
    people,
    trail,
)
"""The page families, in the order of a worker's day."""


def create_app(
    database: Database, keys: Keys, settings: Settings, clock: Callable[[], date]
) -> Flask:
    """The workers' application. ``clock`` says what day it is where the council is."""
    app = Flask("voice.worker", static_folder=None, template_folder=str(paths.TEMPLATES))
    _find_templates(app)
    headers.secure(app, settings.https)
    access.guard(app, database, keys, settings)
    errors.tell_workers(app)
    desk.set_clock(app, clock)
    marks.speak(app)
    _know_the_house(app, settings)
    for family in FAMILIES:
        app.register_blueprint(family.pages)
    return app


def _find_templates(app: Flask) -> None:
    """Ours, and the parts of GOV.UK Frontend under their packages' names."""
    parts = {name: PackageLoader(name) for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")}
    app.jinja_options = {
        "loader": ChoiceLoader([FileSystemLoader(paths.TEMPLATES), PrefixLoader(parts)]),
        "trim_blocks": True,
        "lstrip_blocks": True,
    }


def _know_the_house(app: Flask, settings: Settings) -> None:
    """What every template may say of this council."""
    app.add_template_global(Assets(paths.STATIC).url, "asset")
    app.add_template_global(studio_tabs.tabs, "studio_tabs")

    @app.context_processor
    def house() -> dict[str, Any]:
        return {
            "council": settings.council,
            "lead": settings.lead,
            "contact": settings.contact,
            "navigation": menu.menu(),
            "heard_tabs": heard.tabs,
        }
