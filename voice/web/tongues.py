"""The languages of the child's pages: which are offered, and our own words in them.

Our own words come from the database once a person of the council has approved them, so
flask-babel is given a domain that asks there, in place of one that reads compiled files.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from babel.support import NullTranslations
from flask import Flask, g, render_template, request
from flask_babel import Babel, Domain, force_locale, get_locale

from voice import house_words, translating, words
from voice.collect import OpenSurvey
from voice.survey.model import Survey
from voice.survey.translation import ENGLISH
from voice.translating import Offered
from voice.web.door import Door, door, page

_KEPT = "tongues"


class _OurWords(Domain):
    """What flask-babel asks for our own words."""

    def get_translations(self) -> NullTranslations:
        """Our own words in the language of the page."""
        language = str(get_locale()).replace("_", "-")
        kept: dict[str, NullTranslations] = g.setdefault(_KEPT, {})
        if language not in kept:
            kept[language] = _words_in(language)
        return kept[language]


class _Speaking(Babel):
    """flask-babel with our own words from the database."""

    domain_instance = _OurWords()


def speak(app: Flask) -> None:
    """Give an application our own words, in English unless a page is rendered in another language.

    They are those of the door's database; an application without one has the words we ship.
    """
    _Speaking(app, default_locale=words.ENGLISH)


def offered(survey: Survey, edition: str, here: Door) -> Offered:
    """The languages a child may choose for this edition, English first. ``here`` is the door."""
    return translating.offered(here.database, survey, edition, here.settings.surveys / survey.id)


def wanted(surveys: Mapping[str, Survey]) -> str:
    """The language that is asked for by the page's address, if it is offered; else English."""
    asked = request.args.get("language", ENGLISH)
    return asked if asked in surveys else ENGLISH


def tag(language: str) -> str:
    """A language as a page names it: English is ours."""
    return words.ENGLISH.replace("_", "-") if language == ENGLISH else language


def render(name: str, language: str, context: Mapping[str, Any]) -> str:
    """A child's page in a language. Its survey is to be in that language already."""
    lang = tag(language)
    told = {"lang": lang, "dir": words.direction(lang), "language": language}
    with force_locale(lang.replace("-", "_")):
        return render_template(name, **{**context, **told})


def show(name: str, found: OpenSurvey, **more: object) -> str:
    """A page of a questionnaire, in the language that its address asks for."""
    surveys = offered(found.survey, found.edition, door()).surveys
    language = wanted(surveys)
    told = page(replace(found, survey=surveys[language])) | {"languages": list(surveys)}
    return render(name, language, told | more)


def _words_in(language: str) -> NullTranslations:
    if language == words.ENGLISH.replace("_", "-"):
        return NullTranslations()
    database = door().database
    said = translating.our_words(database, language) if database else None
    return house_words.catalogue(language, said or house_words.shipped(language))
