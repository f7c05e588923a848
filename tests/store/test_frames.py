"""Code frames by version."""

from datetime import date

from voice.store import frames
from voice.store.db import Database
from voice.store.frames import ThemeRecord

DAY = date(2019, 11, 20)
BUS = ThemeRecord("bus", "Buses", "How they get about.", ("bus", "taxi"))
HOME = ThemeRecord("home", "Home", "", ())


def test_there_is_none_before_the_first(database: Database) -> None:
    with database.reading() as connection:
        assert frames.latest(connection) is None
        assert frames.ever(connection) == {}


def test_the_last_version_is_in_force_with_its_themes_in_order(database: Database) -> None:
    with database.writing() as connection:
        frames.add(connection, [HOME, BUS], DAY)
        new = frames.add(connection, [BUS], DAY)
    with database.reading() as connection:
        found = frames.latest(connection)
    assert found == new
    assert (new.version, new.themes, new.find("bus"), new.find("home")) == (2, (BUS,), BUS, None)


def test_a_theme_of_any_version_is_known_as_it_was_last_called(database: Database) -> None:
    later = ThemeRecord("bus", "Getting around", "", ())
    with database.writing() as connection:
        frames.add(connection, [HOME, BUS], DAY)
        frames.add(connection, [later], DAY)
        assert frames.ever(connection) == {"home": HOME, "bus": later}
