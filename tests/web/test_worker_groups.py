import pytest

from tests import factories
from tests.web.visiting import Visit, banner, faults, text
from voice.store import groups
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")


@pytest.fixture
def group(database: Database) -> None:
    with database.writing() as connection:
        factories.a_group(connection)


def test_a_group_is_added_with_its_neighbour_and_those_it_shares(
    worker: Visit, database: Database, group: None
) -> None:
    with database.writing() as connection:
        factories.a_group(connection, "voices-matter")
    given = {"name": "Just Us South", "kind": "half-term group", "ages": "5 to 14"}
    page = worker.sent("/groups/new", **given, joins="just-us", overlaps=["voices-matter"])
    assert "Just Us South is added." in banner(page)
    with database.reading() as connection:
        found = groups.find(connection, "just-us-south")
    assert found is not None
    assert (found.joins, found.overlaps) == ("just-us", {"voices-matter"})
    assert "5 to 14 Just Us Voices Matter" in text(page.select_one("table"))


def test_the_first_group_has_no_neighbour_to_choose(worker: Visit, database: Database) -> None:
    assert not worker.see("/groups/new").select("[name=joins], [name=overlaps]")
    worker.sent("/groups/new", name="Just Us", kind="half-term group")
    with database.reading() as connection:
        assert [one.id for one in groups.all_groups(connection)] == ["just-us"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": ""}, "Write the group’s name."),
        ({"kind": ""}, "Write what kind of group it is."),
        ({"joins": "nobody"}, "Choose a group or “None”."),
        ({"overlaps": ["nobody"]}, "Tick only what is in the list."),
    ],
)
def test_a_faulty_group_is_told_and_not_added(
    worker: Visit,
    database: Database,
    group: None,
    changed: dict[str, str | list[str]],
    told: str,
) -> None:
    given = {"name": "Other", "kind": "forum", "joins": ""} | changed
    assert faults(worker.refused("/groups/new", **given)) == [told]
    with database.reading() as connection:
        assert len(groups.all_groups(connection)) == 1


@pytest.mark.parametrize("name", ["Just Us", " just  us ", "JUST US"])
def test_a_name_that_is_taken_is_told_however_it_is_written(
    worker: Visit, group: None, name: str
) -> None:
    page = worker.refused("/groups/new", name=name, kind="forum", joins="")
    assert faults(page) == ["A group of this name is there already. Give it another name."]
