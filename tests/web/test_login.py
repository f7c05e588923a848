import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web import entering
from tests.web.entering import Clock
from voice import people
from voice.store import trail
from voice.store.db import Database
from voice.web import session

pytestmark = pytest.mark.usefixtures("quick_hashing")

BETTER = "gravel teapot orchard"


@pytest.fixture
def client(door: Flask) -> FlaskClient:
    entering.add_person(door, "worker", "sam.green")
    return door.test_client()


def acts(database: Database) -> list[str]:
    with database.reading() as connection:
        return [line.what for line in reversed(trail.lines(connection))]


# The page


def test_the_page_asks_for_name_and_password_under_their_labels(client: FlaskClient) -> None:
    response = client.get("/login")
    soup = entering.page(response)
    assert response.status_code == 200
    assert soup.title is not None
    assert soup.title.text == "Log in – voice"
    assert [h.text for h in soup.select("h1")] == ["Log in"]
    labels = {str(label["for"]): label.text.strip() for label in soup.select("main label")}
    assert labels == {"name": "Name", "password": "Password"}
    name, password = soup.select_one("#name"), soup.select_one("#password")
    assert name is not None
    assert password is not None
    assert (name["autocomplete"], name["autocapitalize"]) == ("username", "none")
    assert (password["type"], password["autocomplete"]) == ("password", "current-password")
    assert not password.get("value")


def test_nothing_on_the_page_is_inline(client: FlaskClient) -> None:
    soup = entering.page(client.get("/login"))
    assert not soup.select("script:not([src]), style, [style]")
    assert not [tag for tag in soup.find_all() if any(a.startswith("on") for a in tag.attrs)]


def test_empty_boxes_are_told_at_the_box(client: FlaskClient) -> None:
    response = entering.log_in(client, "", "")
    soup = entering.page(response)
    assert response.status_code == 400
    assert soup.title is not None
    assert soup.title.text.startswith("Problem:")
    links = {str(a["href"]): a.text for a in soup.select(".govuk-error-summary a")}
    assert links == {"#name": "Enter your name.", "#password": "Enter your password."}


# In


@pytest.mark.parametrize("name", ["sam.green", "Sam.Green", "  sam.green "])
def test_the_right_password_opens_today(client: FlaskClient, name: str) -> None:
    response = entering.log_in(client, name)
    assert (response.status_code, response.location) == (303, "/work/")
    assert client.get("/").status_code == 200


def test_after_logging_in_one_stands_where_one_wanted_to_go(client: FlaskClient) -> None:
    asked = client.get("/groups?x=1&y=2")
    assert asked.status_code == 303
    page = client.get(asked.location.removeprefix("/work"))
    hidden = entering.page(page).select_one("input[name=next]")
    assert hidden is not None
    assert hidden["value"] == "/work/groups?x=1&y=2"
    response = entering.log_in(client, "sam.green", next=str(hidden["value"]))
    assert response.location == "/work/groups?x=1&y=2"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/c/ABCDEFGH"])
def test_nobody_is_sent_elsewhere_after_logging_in(client: FlaskClient, address: str) -> None:
    assert entering.log_in(client, "sam.green", next=address).location == "/work/"
    assert client.get("/login", query_string={"next": address}).location == "/work/"


def test_a_wrong_try_keeps_the_way_and_the_name_but_never_the_password(
    client: FlaskClient,
) -> None:
    response = entering.log_in(client, "sam.green", "wrong-password", next="/work/groups")
    soup = entering.page(response)
    name, way = soup.select_one("#name"), soup.select_one("input[name=next]")
    assert name is not None
    assert way is not None
    assert (name["value"], way["value"]) == ("sam.green", "/work/groups")
    assert "wrong-password" not in response.text


def test_who_is_in_is_not_asked_again(door: Flask) -> None:
    client = entering.let_in(door, "worker")
    assert client.get("/login").location == "/work/"


# Out


def test_wrong_unknown_and_locked_look_alike_to_the_last_letter(
    door: Flask, client: FlaskClient
) -> None:
    entering.add_person(door, "worker", "kim.brown")
    for _ in range(people.TRIES):
        entering.log_in(client, "kim.brown", "wrong")
    seen = set()
    for name, password in (
        ("sam.green", "wrong"),
        ("no.such.one", "wrong"),
        ("kim.brown", "wrong"),
        ("kim.brown", entering.GOOD),
    ):
        response = entering.log_in(client, name, password)
        text = response.text.replace(name, "NAME")
        text = re.sub(r'name="csrf_token" [^>]*value="[^"]*"', "TOKEN", text)
        headers = [(k, v) for k, v in response.headers if k not in {"Content-Length"}]
        seen.add((response.status_code, text, tuple(headers)))
    assert len(seen) == 1
    assert "is not right" in seen.pop()[1]


def test_five_wrong_tries_lock_out_for_a_quarter_of_an_hour(
    client: FlaskClient, clock: Clock
) -> None:
    for _ in range(people.TRIES):
        assert entering.log_in(client, "sam.green", "wrong").status_code == 403
    assert entering.log_in(client, "sam.green").status_code == 403
    clock.pass_by(minutes=15)
    assert entering.log_in(client, "sam.green").status_code == 303


def test_without_the_form_token_nobody_is_let_in(client: FlaskClient, database: Database) -> None:
    before = acts(database)
    given = {"name": "sam.green", "password": entering.GOOD}
    assert client.post("/login", data=given).status_code == 400
    assert acts(database) == before
    assert client.get("/").status_code == 303


def test_a_very_long_password_is_only_wrong(client: FlaskClient) -> None:
    assert entering.log_in(client, "sam.green", "x" * 100_000).status_code == 403


def test_logging_out_ends_at_the_log_in_page(door: Flask, database: Database) -> None:
    client = entering.let_in(door, "worker")
    token = entering.form_token(client, "/")
    response = client.post("/logout", data={"csrf_token": token})
    assert (response.status_code, response.location) == (303, "/work/login")
    assert client.get("/").status_code == 303
    assert acts(database)[-1] == "logged-out"


def test_logging_out_is_never_a_link(door: Flask) -> None:
    client = entering.let_in(door, "worker")
    assert client.get("/logout").status_code == 405
    assert client.get("/use-device/ABCDEFGH").status_code == 405
    assert client.get("/").status_code == 200


def test_logging_out_when_out_already_is_no_fault(door: Flask, clock: Clock) -> None:
    client = entering.let_in(door, "worker")
    token = entering.form_token(client, "/")
    clock.pass_by(minutes=20)
    assert client.post("/logout", data={"csrf_token": token}).location == "/work/login"


# Use this device


def test_the_device_is_handed_over_only_after_logging_out(door: Flask, database: Database) -> None:
    client = entering.let_in(door, "worker")
    cookie = client.get_cookie(session.COOKIE, path=session.PATH)
    assert cookie is not None
    token = entering.form_token(client, "/")
    response = client.post("/use-device/ABCDEFGH", data={"csrf_token": token})
    assert (response.status_code, response.location) == (303, "/c/ABCDEFGH")
    assert acts(database)[-1] == "logged-out"
    assert client.get_cookie(session.COOKIE, path=session.PATH) is None
    thief = door.test_client()
    thief.set_cookie(session.COOKIE, cookie.value, path=session.PATH)
    assert thief.get("/").status_code == 303


def test_the_device_is_handed_over_even_when_the_log_in_ended_meanwhile(
    door: Flask, clock: Clock
) -> None:
    client = entering.let_in(door, "worker")
    token = entering.form_token(client, "/")
    clock.pass_by(minutes=20)
    response = client.post("/use-device/ABCDEFGH", data={"csrf_token": token})
    assert response.location == "/c/ABCDEFGH"


@pytest.mark.parametrize("code", ["short", "TOOLONGCODE", "ABCDEFG.", "..%2fwork%2f", "ÄBCDEFGH"])
def test_only_a_code_is_somewhere_to_hand_over_to(door: Flask, code: str) -> None:
    client = entering.let_in(door, "worker")
    token = entering.form_token(client, "/")
    response = client.post(f"/use-device/{code}", data={"csrf_token": token})
    assert response.status_code == 404
    assert client.get("/").status_code == 200


def test_the_trail_does_not_say_which_survey_a_device_was_handed_over_for(
    door: Flask, database: Database
) -> None:
    """A time of day beside a code would say when the child at that tablet began."""
    client = entering.let_in(door, "worker")
    client.post("/use-device/ABCDEFGH", data={"csrf_token": entering.form_token(client, "/")})
    with database.reading() as connection:
        assert not [line for line in trail.lines(connection) if "ABCDEFGH" in line.about]


# One's own password


def change(client: FlaskClient, old: str, new: str) -> tuple[int, str]:
    given = {"old": old, "new": new, "csrf_token": entering.form_token(client, "/password")}
    response = client.post("/password", data=given)
    return response.status_code, response.location or response.text


def test_a_changed_password_logs_out_everywhere(door: Flask) -> None:
    client = entering.let_in(door, "worker")
    other = entering.let_in_again(door, "one-worker")
    assert change(client, entering.GOOD, BETTER) == (303, "/work/login")
    assert "Your password is changed" in client.get("/login").text
    assert other.get("/").status_code == 303
    assert entering.log_in(client, "one-worker").status_code == 403
    assert entering.log_in(client, "one-worker", BETTER).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("wrong", BETTER, "Your password now is not right. Try again."),
        (entering.GOOD, "short", "New password is shorter than 12 letters."),
        ("", BETTER, "Enter your password."),
        (entering.GOOD, "", "Enter a new password."),
    ],
)
def test_a_password_that_will_not_do_is_told_at_its_box(
    door: Flask, old: str, new: str, told: str
) -> None:
    client = entering.let_in(door, "worker")
    status, text = change(client, old, new)
    assert status == 400
    assert told in text
    assert entering.let_in_again(door, "one-worker")
