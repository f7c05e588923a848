"""Words in other languages go with a survey: from a draft to its edition, and back."""

from tests.test_publishing import DAY, do, publish, shown, started
from voice import drafting, translating
from voice.store import translations
from voice.store.db import Database
from voice.survey import translation
from voice.survey.draft_texts import by_place


def said(database: Database, owner: str) -> set[str]:
    with database.reading() as connection:
        found = translations.of(connection, owner, "ar")
    return {words.text for words in found.values()}


def translated(database: Database, draft: str) -> None:
    with database.writing() as connection:
        english = by_place(drafting.open_draft(connection, draft).data)
        words = {place: f"\u200f{number}" for number, place in enumerate(english)}
        translating.fill(connection, draft, english, {"ar": words})


def test_words_follow_the_questions_to_their_ids_for_good(database: Database) -> None:
    draft = started(database).id
    do(database, draft, "add", kind="words", text="What was good?")
    translated(database, draft)
    before = said(database, draft)
    publish(database, draft)
    survey = shown(database)["a-survey"]
    with database.reading() as connection:
        places = set(translations.of(connection, survey.fingerprint, "ar"))
    assert places == set(translation.texts(survey))
    assert said(database, survey.fingerprint) == before
    assert said(database, draft) == set()


def test_the_next_edition_and_a_copy_begin_with_the_words_there_are(database: Database) -> None:
    draft = started(database).id
    translated(database, draft)
    publish(database, draft)
    survey = shown(database)["a-survey"]
    words = said(database, survey.fingerprint)
    following = drafting.start_edition(database, survey, "ada", DAY)
    copied = drafting.start_copy(database, survey, "Another", "ada", DAY)
    assert words
    assert said(database, following.id) == said(database, copied.id) == words
