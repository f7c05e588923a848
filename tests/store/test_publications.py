"""When editions were published, and why warnings were right in them."""

from tests import factories
from voice import drafting
from voice.store import drafts, editions, publications
from voice.store.db import Database
from voice.store.publications import Accepted, Publication


def test_an_edition_keeps_its_day_its_publisher_and_its_reasons(database: Database) -> None:
    long = "“x”: " + "y" * 300
    with database.writing() as connection:
        edition = editions.publish(connection, factories.a_survey())
        assert publications.of(connection, edition) is None
        assert publications.accepted_of(connection, edition) == ()
        publications.add(connection, edition, factories.THURSDAY, "ada")
        one = Accepted("minutes", "minutes", "It says 1.", "We read it out.")
        publications.accept(connection, edition, [one, Accepted(long, "a", "b", "c")])
        publications.accept(connection, edition, [])
    with database.reading() as connection:
        found = publications.of(connection, edition)
        reasons = publications.accepted_of(connection, edition)
    assert found == Publication(edition, factories.THURSDAY, "ada")
    assert reasons == (one, Accepted(long[:200], "a", "b", "c"))


def test_the_reasons_of_a_draft_are_kept_together_and_go_with_it(database: Database) -> None:
    draft = drafting.start_blank(database, "The trip", "ada", factories.THURSDAY)
    with database.writing() as connection:
        publications.keep_reasons(connection, draft.id, {("a", "b"): "c", ("d", "e"): "f"})
        publications.keep_reasons(connection, draft.id, {("a", "b"): "other"})
        assert publications.reasons(connection, draft.id) == {("a", "b"): "other"}
        drafts.remove(connection, draft.id)
        assert publications.reasons(connection, draft.id) == {}
