import pytest

from voice.faults import FaultyError
from voice.store import groups
from voice.store.db import Database
from voice.store.groups import GroupRecord


def test_a_group_comes_back_with_its_neighbour(database: Database) -> None:
    with database.writing() as connection:
        groups.add(connection, "forum", "Care Leavers' Forum", "forum")
        added = groups.add(connection, "forum-16", "16-18 Forum", "forum", "16-18", joins="forum")
        assert added == GroupRecord("forum-16", "16-18 Forum", "forum", "16-18", "forum")
        assert groups.find(connection, "forum-16") == added
        assert groups.find(connection, "nobody") is None


def test_groups_that_share_members_say_so_both_ways(database: Database) -> None:
    with database.writing() as connection:
        groups.add(connection, "b", "B", "group")
        groups.add(connection, "c", "C", "group")
        groups.add(connection, "a", "A", "group", overlaps=["c", "b"])
        shared = {record.id: record.overlaps for record in groups.all_groups(connection)}
    assert shared == {"a": {"b", "c"}, "b": {"a"}, "c": {"a"}}


def test_hyphens_do_not_matter_to_who_shares(database: Database) -> None:
    """Some databases sort ``just-us`` after ``justice``, others before it."""
    with database.writing() as connection:
        for id_ in ("justice", "just-us", "just"):
            groups.add(connection, id_, id_, "group", overlaps=[])
        groups.add(connection, "just-in", "In", "group", overlaps=["just-us", "justice", "just"])
        assert groups.find(connection, "justice").overlaps == {"just-in"}


def test_groups_are_listed_by_name(database: Database) -> None:
    with database.writing() as connection:
        for name in ("voices matter", "Émigré", "Just Us", "Zeal"):
            groups.add(connection, name.split()[0].lower(), name, "group")
        names = [record.name for record in groups.all_groups(connection)]
    assert names == sorted(names, key=str.casefold)


def test_every_fault_of_a_group_is_told_at_once(database: Database) -> None:
    with database.writing() as connection:
        groups.add(connection, "forum", "Forum", "forum")
        with pytest.raises(FaultyError) as told:
            groups.add(connection, "other", "Forum", "forum", joins="nobody", overlaps=["noone"])
        assert [fault.wrong for fault in told.value.faults] == [
            "names nobody, which is no group.",
            "names noone, which is no group.",
            "is there already.",
        ]
        with pytest.raises(FaultyError, match="is there already"):
            groups.add(connection, "forum", "Another name", "forum")
        assert len(groups.all_groups(connection)) == 1
