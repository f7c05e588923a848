from voice.store import db, migrate, schema


def test_a_database_made_ready_stands_at_the_newest_revision(database: db.Database) -> None:
    with database.reading() as connection:
        assert db.revision(connection) == migrate.head() == schema.HEAD
