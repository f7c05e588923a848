import pytest
from flask import Flask
from sqlalchemy import text as sql

from tests.web import entering
from tests.web.entering import GOOD, Clock
from tests.web.visiting import Visit, banner, box, faults, text
from voice import people
from voice.keys import Keys
from voice.settings import Settings
from voice.store import people as records
from voice.store import trail
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")

NEW = "seven quiet herons 12"


def role_of(database: Database, name: str) -> str | None:
    with database.reading() as connection:
        record = records.find(connection, name)
    return record.role if record else None


def test_everybody_stands_in_the_list_with_what_they_may_do(door: Flask, admin: Visit) -> None:
    entering.add_person(door, "reviewer")
    rows = [text(row) for row in admin.see("/people").select("tbody tr")]
    assert rows[0].startswith("one-admin Administrator")
    assert rows[1].startswith("one-reviewer Reviewer: reads what children wrote")


def test_somebody_locked_out_is_marked(door: Flask, admin: Visit) -> None:
    name = entering.add_person(door, "worker")
    client = door.test_client()
    for _ in range(people.TRIES):
        entering.log_in(client, name, "not this one at all")
    assert "Locked out" in text(admin.see("/people"))


def test_a_person_is_added_and_can_log_in(door: Flask, admin: Visit, database: Database) -> None:
    page = admin.sent("/people/new", own=GOOD, name="Sam.Green", role="worker", password=NEW)
    assert "sam.green can log in now." in banner(page)
    assert role_of(database, "sam.green") == "worker"
    assert entering.log_in(door.test_client(), "sam.green", NEW).status_code == 303
    with database.reading() as connection:
        lines = trail.lines(connection)
    assert "added a person sam.green worker" in [line.says for line in lines]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": ""}, "Write the name to log in with."),
        ({"name": "Sam Green!"}, "Name to log in with is not a name to log in with. Use letters"),
        ({"role": "boss"}, "Choose a role."),
        ({"role": ""}, "Choose a role."),
        ({"password": ""}, "Write a first password."),
        ({"password": "short"}, "First password is shorter than 12 letters."),
        ({"name": "one-admin"}, "Name to log in with one-admin is there already."),
    ],
)
def test_a_faulty_person_is_told_and_not_added(
    admin: Visit, database: Database, changed: dict[str, str], told: str
) -> None:
    given = {"name": "sam.green", "role": "worker", "password": NEW} | changed
    page = admin.refused("/people/new", own=GOOD, **given)
    assert faults(page)[0].startswith(told)
    assert box(page, "name") == given["name"]
    assert box(page, "password") == ""
    assert role_of(database, "sam.green") is None


def test_a_role_is_changed_and_the_log_in_ends(
    door: Flask, admin: Visit, database: Database
) -> None:
    client = entering.let_in(door, "worker")
    form = admin.see("/people/one-worker/role")
    assert form.select_one("[name=role][checked]")["value"] == "worker"
    admin.sent("/people/one-worker/role", own=GOOD, role="analyst")
    assert role_of(database, "one-worker") == "analyst"
    assert client.get("/events").status_code == 303


def test_the_last_admin_stays_admin(admin: Visit, database: Database) -> None:
    page = admin.refused("/people/one-admin/role", own=GOOD, role="worker")
    assert "is the only admin" in text(page.select_one(".govuk-error-summary"))
    page = admin.refused("/people/one-admin/remove", own=GOOD)
    assert "is the only admin" in text(page.select_one(".govuk-error-summary"))
    assert role_of(database, "one-admin") == "admin"


def test_a_new_password_lets_in_and_the_old_one_does_not(door: Flask, admin: Visit) -> None:
    name = entering.add_person(door, "worker")
    assert "Tell them in person" in banner(
        admin.sent(f"/people/{name}/password", own=GOOD, password=NEW)
    )
    assert entering.log_in(door.test_client(), name, GOOD).status_code == 403
    assert entering.log_in(door.test_client(), name, NEW).status_code == 303


def test_a_weak_password_is_told_why(door: Flask, admin: Visit) -> None:
    name = entering.add_person(door, "worker")
    page = admin.refused(f"/people/{name}/password", own=GOOD, password="one-worker rules")
    assert faults(page) == ["New password has the name in it. Leave the name out."]


def test_somebody_removed_is_out_at_once(door: Flask, admin: Visit, database: Database) -> None:
    client = entering.let_in(door, "worker")
    assert "logged out at once" in text(admin.see("/people/one-worker/remove"))
    admin.sent("/people/one-worker/remove", own=GOOD)
    assert role_of(database, "one-worker") is None
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("what", ["role", "password", "remove"])
def test_nobody_of_that_name_is_no_page(admin: Visit, what: str) -> None:
    admin.see(f"/people/nobody/{what}", 404)
    assert admin.send(f"/people/nobody/{what}", own=GOOD).status_code == 404


@pytest.mark.parametrize(
    ("own", "told"),
    [("", "Enter your own password."), ("wrong one entirely", "This is not your password.")],
)
@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/people/new", {"name": "sam.green", "role": "admin", "password": NEW}),
        ("/people/one-worker/role", {"role": "admin"}),
        ("/people/one-worker/password", {"password": NEW}),
        ("/people/one-worker/remove", {}),
    ],
)
def test_opening_or_shutting_a_door_needs_one_s_own_password_again(
    door: Flask, admin: Visit, database: Database, path: str, given: dict[str, str], own: str,
    told: str,
) -> None:  # fmt: skip
    name = entering.add_person(door, "worker")
    page = admin.refused(path, own=own, **given)
    assert faults(page)[0].startswith(told)
    assert role_of(database, name) == "worker"
    assert role_of(database, "sam.green") is None
    assert entering.log_in(door.test_client(), name, GOOD).status_code == 303


def test_guessing_one_s_own_password_locks_out(door: Flask, admin: Visit) -> None:
    name = entering.add_person(door, "worker")
    for _ in range(people.TRIES):
        admin.refused(f"/people/{name}/remove", own="wrong one entirely")
    page = admin.refused(f"/people/{name}/remove", own=GOOD)
    assert "This is not your password." in faults(page)[0]


# The trail


def test_the_trail_says_who_did_what_newest_first(admin: Visit) -> None:
    page = admin.see("/trail")
    assert text(page.select_one(".state")) == "Whole 2 lines, none changed, none missing"
    first = text(page.select_one("tbody tr"))
    assert first == "2 one-admin (admin) logged in 20 Nov 2019, 12:00"


def test_times_are_the_council_s(database: Database, keyring: Keys, settings: Settings) -> None:
    clock = Clock()
    clock.pass_by(days=-120)
    door = entering.a_door(database, keyring, settings, clock)
    page = Visit(entering.let_in(door, "admin")).see("/trail")
    assert "23 Jul 2019, 13:00" in text(page)


def test_a_changed_line_shows_on_the_page(admin: Visit, database: Database) -> None:
    with database.writing() as connection:
        connection.execute(sql("DROP TRIGGER audit_unchanged"))
        connection.execute(sql("UPDATE audit SET who = 'somebody-else' WHERE number = 1"))
    state = text(admin.see("/trail").select_one(".state"))
    assert state.startswith("Broken line 1 of the trail: was changed after it was written.")


def test_a_cut_end_shows_against_the_head_kept_with_the_keys(
    admin: Visit, database: Database, keyring: Keys, settings: Settings
) -> None:
    settings.keys.mkdir()
    with database.reading() as connection:
        assert trail.keep_head(connection, keyring.trail, settings.keys) is None
    with database.writing() as connection:
        connection.execute(sql("DROP TRIGGER audit_undeleted"))
        connection.execute(sql("DELETE FROM audit WHERE number = 2"))
    assert "the end was cut off" in text(admin.see("/trail"))


def test_a_damaged_head_is_told(admin: Visit, settings: Settings) -> None:
    settings.keys.mkdir()
    (settings.keys / "trail.head").write_text("what is this")
    assert "is damaged" in text(admin.see("/trail").select_one(".state"))


def test_older_lines_are_a_page_away(admin: Visit, door: Flask) -> None:
    for number in range(120):
        entering.add_person(door, "worker", f"worker-{number}")
    page = admin.see("/trail")
    assert len(page.select("tbody tr")) == 100
    older = str(page.find("a", string="Older lines")["href"])
    page = admin.see(older.removeprefix("/work"))
    assert len(page.select("tbody tr")) == 22
    assert page.find("a", string="Older lines") is None
    assert "122 lines" in text(page)
