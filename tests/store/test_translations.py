"""Words in other languages as the tables keep them."""

from tests import factories
from voice.store import drafts, translations
from voice.store.db import Database
from voice.store.drafts import DraftRecord
from voice.store.translations import ApprovalRecord, Words

MARHABA = Words("aaaaaaaa", "مرحبا")
DRAFT = DraftRecord("d", "a-survey", "A survey", "{}", 1, factories.THURSDAY, "ada", None)


def approval(**changes: str) -> ApprovalRecord:
    fields = {"owner": "d", "language": "ar", "role": "interpreter", "words": "w"} | changes
    return ApprovalRecord(**fields, day=factories.THURSDAY)


def test_words_are_found_by_owner_language_and_place(database: Database) -> None:
    with database.writing() as connection:
        translations.put(connection, "d", "ar", {"title": MARHABA, "purpose": MARHABA})
        translations.put(connection, "d", "pl", {"title": Words("aaaaaaaa", "Witaj")})
        translations.put(connection, "e", "ti", {"title": MARHABA})
        assert translations.languages(connection, "d") == ["ar", "pl"]
        assert translations.of(connection, "d", "ar") == {"purpose": MARHABA, "title": MARHABA}
        assert translations.of(connection, "d", "ti") == {}
        assert list(translations.of_all(connection, "d", ["ar", "ti"])) == ["ar"]


def test_new_words_stand_in_place_of_old_ones(database: Database) -> None:
    many = {f"items.item-{n}.text": MARHABA for n in range(1200)}
    with database.writing() as connection:
        translations.put(connection, "d", "ar", many)
        translations.put(connection, "d", "ar", dict.fromkeys(many, Words("bbbbbbbb", "x")))
        assert set(translations.of(connection, "d", "ar").values()) == {Words("bbbbbbbb", "x")}
        translations.remove(connection, "d", "ar", many)
        assert translations.languages(connection, "d") == []


def test_the_same_english_is_known_from_elsewhere_but_not_from_our_own_words(
    database: Database,
) -> None:
    with database.writing() as connection:
        translations.put(connection, "d", "ar", {"a": MARHABA})
        translations.put(connection, "e", "ar", {"b": Words("aaaaaaaa", "أهلا")})
        translations.put(connection, translations.OURS, "ar", {"c": Words("cccccccc", "x")})
        marks = ["aaaaaaaa", "cccccccc"]
        assert translations.known(connection, "ar", marks, but="e") == {"aaaaaaaa": "مرحبا"}
        assert translations.known(connection, "ar", marks, but="f") == {"aaaaaaaa": "أهلا"}
        assert translations.known(connection, "pl", marks, but="e") == {}


def test_one_approval_stands_for_an_owner_and_language(database: Database) -> None:
    with database.writing() as connection:
        translations.approve(connection, approval())
        translations.approve(connection, approval(role="teacher"))
        translations.approve(connection, approval(language="pl"))
        found = translations.approvals(connection, "d")
        assert [(one.language, one.role) for one in found.values()] == [
            ("ar", "teacher"),
            ("pl", "interpreter"),
        ]
        translations.disapprove(connection, "d", "ar")
        assert list(translations.approvals(connection, "d")) == ["pl"]


def test_the_words_of_a_draft_go_with_it(database: Database) -> None:
    with database.writing() as connection:
        drafts.add(connection, DRAFT, "Started.")
        translations.put(connection, "d", "ar", {"title": MARHABA})
        translations.approve(connection, approval())
        drafts.remove(connection, "d")
        assert translations.languages(connection, "d") == []
        assert translations.approvals(connection, "d") == {}
