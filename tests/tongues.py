"""Other languages for tests: our own words in them, and surveys."""

from tests import factories
from voice import house_words, translating
from voice.store.db import Database
from voice.survey import translation
from voice.survey.model import Survey


def approve_ours(database: Database, *languages: str) -> None:
    """Let a person of the council have read and approved our own words in these languages.

    Where we ship none, each is its English with the name of the language before it.
    """
    for language in languages:
        shipped = house_words.shipped(language)
        english = {one.place: one.english for one in house_words.phrases(language)}
        said = {
            place: f"{language} {words}" for place, words in english.items() if place not in shipped
        }
        translating.put(database, translating.OURS, language, english, said, wrong=nothing)
        approve(database, translating.OURS, language, english)


def nothing(_place: str, _text: str) -> str:
    return ""


def approve(database: Database, owner: str, language: str, english: dict[str, str]) -> None:
    """Let an interpreter have read and approved all words of an owner as they stand."""
    proposed = house_words.shipped(language) if owner == translating.OURS else None
    with database.reading() as connection:
        told = translating.tell(connection, owner, language, english, proposed)
    translating.approve(
        database, owner, lambda _: told, told.digest, "interpreter", factories.THURSDAY
    )


def translate(database: Database, survey: Survey, language: str) -> None:
    """Put an edition into a language, each text with the language's name before it; approved."""
    english = translation.texts(survey)
    said = {place: f"{language} {words}" for place, words in english.items()}
    translating.put(database, survey.fingerprint, language, english, said)
    approve(database, survey.fingerprint, language, english)
