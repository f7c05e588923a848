from dataclasses import replace
from http.cookies import Morsel, SimpleCookie

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web import entering
from tests.web.entering import Clock
from voice import people
from voice.keys import Keys
from voice.settings import Settings
from voice.store import trail
from voice.store.db import Database
from voice.web import session

pytestmark = pytest.mark.usefixtures("quick_hashing")


def cookies(response: TestResponse) -> dict[str, Morsel[str]]:
    found: dict[str, Morsel[str]] = {}
    for header in response.headers.getlist("Set-Cookie"):
        found |= SimpleCookie(header)
    return found


def token_of(client: FlaskClient) -> str:
    cookie = client.get_cookie(session.COOKIE, path=session.PATH)
    return cookie.value if cookie else ""


def is_in(client: FlaskClient) -> bool:
    return client.get("/").status_code == 200


def bearer(app: Flask, token: str) -> FlaskClient:
    """A browser that holds only this token."""
    client = app.test_client()
    client.set_cookie(session.COOKIE, token, path=session.PATH)
    return client


# Cookies


def test_the_cookies_are_for_this_door_alone_and_for_no_script(door: Flask) -> None:
    client = door.test_client()
    asked = cookies(client.get("/login"))
    let_in = cookies(entering.log_in(client, entering.add_person(door, "worker")))
    assert set(asked) == {session.FORM_COOKIE}
    assert session.COOKIE in let_in
    for cookie in (*asked.values(), let_in[session.COOKIE]):
        assert cookie["path"] == "/work"
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["domain"]
        assert not cookie["expires"] or "1970" in cookie["expires"]
        assert not cookie["max-age"]
        assert not cookie["secure"]


def test_behind_https_the_cookies_travel_no_other_way(
    database: Database, keyring: Keys, settings: Settings, clock: Clock
) -> None:
    door = entering.a_door(database, keyring, replace(settings, https=True), clock, fresh=True)
    client = door.test_client()
    given = client.get("/login", base_url="https://localhost/work")
    token = str(entering.page(given).select_one("input[name=csrf_token]")["value"])  # type: ignore[index]
    entering.add_person(door, "worker")
    form = {"name": "one-worker", "password": entering.GOOD, "csrf_token": token}
    let_in = client.post("/login", data=form, base_url="https://localhost/work")
    assert let_in.status_code == 303
    assert all(cookie["secure"] for cookie in cookies(given).values())
    assert cookies(let_in)[session.COOKIE]["secure"]


def test_the_form_cookie_holds_nothing_about_anybody(door: Flask) -> None:
    client = entering.let_in(door, "worker", "sam.green")
    client.get("/")
    cookie = client.get_cookie(session.FORM_COOKIE, path=session.PATH)
    assert cookie is not None
    with door.test_request_context():
        serializer = door.session_interface.get_signing_serializer(door)  # type: ignore[attr-defined]
        held = serializer.loads(cookie.value)
    assert set(held) == {"of", "csrf_token"}
    assert held["of"] == people.fingerprint(token_of(client))


def test_who_only_looks_round_gets_no_cookie(door: Flask) -> None:
    client = door.test_client()
    for path in ("/", "/no-such-page", "/trail"):
        assert client.get(path).headers.getlist("Set-Cookie") == [], path


# A new token every time


def test_logging_in_gives_a_new_token_and_ends_the_one_brought(door: Flask) -> None:
    client = entering.let_in(door, "worker")
    old = token_of(client)
    client.get("/")
    token = entering.form_token(client, "/")
    given = {"name": "one-worker", "password": entering.GOOD, "csrf_token": token}
    assert client.post("/login", data=given).status_code == 303
    assert token_of(client) not in ("", old)
    assert is_in(client)
    assert not is_in(bearer(door, old))


def test_a_token_planted_before_logging_in_is_worth_nothing_after(door: Flask) -> None:
    client = bearer(door, "planted-by-an-attacker")
    assert entering.log_in(client, entering.add_person(door, "worker")).status_code == 303
    assert token_of(client) != "planted-by-an-attacker"
    assert is_in(client)
    assert not is_in(bearer(door, "planted-by-an-attacker"))


def test_what_the_database_keeps_opens_nothing(door: Flask) -> None:
    token = token_of(entering.let_in(door, "worker"))
    assert not is_in(bearer(door, people.fingerprint(token)))


@pytest.mark.parametrize("token", ["", "x" * 43, "\u00e9", "a" * 3_000, "';--"])
def test_any_other_cookie_lets_nobody_in(door: Flask, token: str) -> None:
    assert not is_in(bearer(door, token))


# The end


def test_a_token_replayed_after_logging_out_lets_nobody_in(door: Flask) -> None:
    client = entering.let_in(door, "worker")
    token = token_of(client)
    client.post("/logout", data={"csrf_token": entering.form_token(client, "/")})
    assert token_of(client) == ""
    assert not is_in(bearer(door, token))


def test_idle_for_a_quarter_of_an_hour_asks_to_log_in_again(door: Flask, clock: Clock) -> None:
    client = entering.let_in(door, "worker")
    for _ in range(3):
        clock.pass_by(minutes=14)
        assert is_in(client)
    clock.pass_by(minutes=15)
    response = client.get("/groups")
    assert (response.status_code, response.location) == (303, "/work/login?next=/work/groups")


def test_the_idle_time_is_the_one_of_the_settings(
    database: Database, keyring: Keys, settings: Settings, clock: Clock
) -> None:
    door = entering.a_door(database, keyring, replace(settings, idle_minutes=2), clock)
    client = entering.let_in(door, "worker")
    clock.pass_by(minutes=2)
    assert not is_in(client)


def test_after_ten_hours_the_busiest_log_in_ends(door: Flask, clock: Clock) -> None:
    client = entering.let_in(door, "worker")
    for _ in range(59):
        clock.pass_by(minutes=10)
        assert is_in(client)
    clock.pass_by(minutes=10)
    assert not is_in(client)


def test_a_page_that_asks_by_itself_keeps_nobody_logged_in(door: Flask, clock: Clock) -> None:
    client = entering.let_in(door, "worker")
    for _ in range(3):
        assert client.get("/today/none/counts.json").status_code == 404
        clock.pass_by(minutes=5)
    assert not is_in(client)


def test_pages_that_are_not_there_keep_nobody_logged_in(door: Flask, clock: Clock) -> None:
    client = entering.let_in(door, "worker")
    for _ in range(3):
        client.get("/no-such-page")
        clock.pass_by(minutes=5)
    assert not is_in(client)


def test_another_role_or_password_ends_what_is_open(
    door: Flask, database: Database, keyring: Keys
) -> None:
    for act in (
        lambda name: people.change_role(database, keyring, name, "analyst", entering.NOON),
        lambda name: people.set_password(
            database, keyring, name, "gravel teapot orchard", entering.NOON
        ),
        lambda name: people.remove(database, keyring, name, entering.NOON),
    ):
        name = entering.add_person(door, "worker", f"sam{id(act)}")
        client = entering.let_in_again(door, name)
        assert is_in(client)
        act(name)
        assert not is_in(client)


# Forms belong to a log-in


def sent(client: FlaskClient, token: str) -> int:
    """The status of a form that only lacks what was filled in: refused forms give 400."""
    response = client.post("/logout", data={"csrf_token": token})
    return response.status_code


def test_a_form_token_of_one_log_in_is_refused_by_another(door: Flask) -> None:
    mine = entering.let_in(door, "worker")
    theirs = entering.let_in(door, "admin")
    theirs.get("/")
    assert sent(theirs, entering.form_token(mine, "/")) == 400
    assert sent(theirs, entering.form_token(theirs, "/")) == 303


def test_a_form_cookie_planted_with_its_token_sends_nothing(door: Flask) -> None:
    """An attacker may get a form cookie and its token for themselves, and plant the cookie."""
    attacker = door.test_client()
    token = entering.form_token(attacker)
    planted = attacker.get_cookie(session.FORM_COOKIE, path=session.PATH)
    assert planted is not None
    victim = entering.let_in(door, "admin")
    victim.set_cookie(session.FORM_COOKIE, planted.value, path=session.PATH)
    assert sent(victim, token) == 400
    assert is_in(victim)


def test_a_form_token_from_before_logging_in_is_refused_after(door: Flask) -> None:
    client = door.test_client()
    before = entering.form_token(client)
    entering.log_in(client, entering.add_person(door, "worker"))
    assert sent(client, before) == 400


def test_a_page_left_open_is_good_for_as_long_as_the_log_in(door: Flask, clock: Clock) -> None:
    client = entering.let_in(door, "worker")
    token = entering.form_token(client, "/")
    for _ in range(40):
        clock.pass_by(minutes=14)
        is_in(client)
    assert sent(client, token) == 303


@pytest.mark.parametrize("token", [None, "", "x", "a.b.c"])
def test_a_form_without_our_token_is_refused(door: Flask, token: str | None) -> None:
    client = entering.let_in(door, "worker")
    client.get("/")
    response = client.post("/logout", data={"csrf_token": token} if token is not None else {})
    assert response.status_code == 400
    assert is_in(client)


# The trail


def test_a_note_says_who_did_it(
    door: Flask, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = entering.let_in(door, "worker", "sam.green")

    def view() -> str:
        with session.door().database.writing() as connection:
            session.note(connection, "event-closed", "just-us-october")
        return session.who().id

    monkeypatch.setitem(door.view_functions, "groups.index", view)
    assert client.get("/groups").text == "sam.green"
    with database.reading() as connection:
        line = trail.lines(connection)[0]
    assert (line.who, line.role, line.says, line.at) == (
        "sam.green", "worker", "closed the event just-us-october", entering.NOON,
    )  # fmt: skip


def test_the_time_of_a_door_is_the_time_it_is() -> None:
    assert session.now().utcoffset() is not None
