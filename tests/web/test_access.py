import ast
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.routing import Rule

from tests.web import entering
from tests.web.entering import Clock
from voice.keys import Keys
from voice.people import ROLES
from voice.settings import Settings
from voice.store.db import Database
from voice.store.schema import metadata
from voice.web import access, allowed
from voice.web.worker import heard

pytestmark = pytest.mark.usefixtures("quick_hashing")

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
ANY: dict[str, str | int] = {"code": "ABCDEFGH", "name": "nobody", "number": 1}


def routes(app: Flask) -> list[tuple[Rule, str]]:
    """Every route with each of its methods."""
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def unlisted(app: Flask) -> set[str]:
    return {rule.endpoint for rule, _ in routes(app)} - set(allowed.ALLOWED) - allowed.OPEN


def open_(client: FlaskClient, rule: Rule, method: str) -> tuple[int, str]:
    """Try a route with ids of nothing; no form token is sent."""
    given = {name: ANY.get(name, "2019-11-20") for name in rule.arguments}
    with client.application.test_request_context():
        built = client.application.url_map.bind("localhost").build(rule.endpoint, given, method)
    response = client.open(built, method=method)
    return response.status_code, response.headers.get("Location", "")


def everything(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


# The table


def test_every_route_is_listed_with_who_may_open_it(door: Flask) -> None:
    assert unlisted(door) == set()


def test_no_route_is_listed_that_is_not_there(door: Flask) -> None:
    assert set(allowed.ALLOWED) - {rule.endpoint for rule, _ in routes(door)} == set()
    assert {rule.endpoint for rule, _ in routes(door)} >= access.POLLED


def test_no_route_is_listed_twice() -> None:
    source = ast.parse(Path(access.__file__).read_text(encoding="utf-8"))
    for table in (node for node in ast.walk(source) if isinstance(node, ast.Dict)):
        keys = Counter(ast.dump(key) for key in table.keys if key is not None)
        assert [key for key, times in keys.items() if times > 1] == []


def test_every_listed_route_opens_for_some_role_we_have() -> None:
    for endpoint, roles in allowed.ALLOWED.items():
        assert roles, endpoint
        assert roles <= set(ROLES), endpoint
    assert not set(allowed.ALLOWED) & allowed.OPEN


def test_only_leaving_and_logging_in_are_open_to_anybody() -> None:
    assert {
        "login.ask", "login.enter", "login.leave", "login.use_device",
    } == allowed.OPEN - allowed.FILES  # fmt: skip


def test_what_children_wrote_opens_only_for_those_who_read_it() -> None:
    for endpoint, roles in allowed.ALLOWED.items():
        if endpoint.startswith("remarks."):
            assert roles <= {"reviewer", "safeguarding"}, endpoint


def test_people_and_the_trail_open_only_for_admins() -> None:
    for endpoint, roles in allowed.ALLOWED.items():
        if endpoint.split(".")[0] in {"people", "trail"}:
            assert roles == {"admin"}, endpoint


def test_analysts_see_releases_and_nothing_nearer_to_an_answer() -> None:
    seen = {endpoint for endpoint, roles in allowed.ALLOWED.items() if "analyst" in roles}
    families = {endpoint.split(".")[0] for endpoint in seen}
    asked = {"collections", "studio_paper", "studio_preview"}
    assert families <= heard.FAMILIES | {"login", "today"} | asked
    assert {e for e in seen if e.startswith(("today.", "collections."))} == {
        "today.show", "collections.survey",
    }  # fmt: skip


# The guard


@pytest.mark.parametrize("role", ROLES)
def test_every_route_opens_for_the_roles_of_the_table_and_no_other(door: Flask, role: str) -> None:
    client = entering.let_in(door, role)
    for rule, method in routes(door):
        if rule.endpoint in allowed.OPEN:
            continue
        status, _ = open_(client, rule, method)
        if role not in allowed.ALLOWED[rule.endpoint]:
            assert status == 403, (rule.endpoint, method)
        elif method in UNSAFE:
            assert status == 400, (rule.endpoint, method)  # let through, but no form token
        else:
            assert status in {200, 302, 303, 404}, (rule.endpoint, method)


def test_who_is_not_logged_in_is_asked_to_first(door: Flask) -> None:
    client = door.test_client()
    for rule, method in routes(door):
        if rule.endpoint in allowed.OPEN:
            continue
        status, location = open_(client, rule, method)
        if method in UNSAFE:
            assert status == 403, rule.endpoint
        else:
            assert status == 303, rule.endpoint
            assert location.startswith("/work/login"), rule.endpoint


def test_no_route_sends_anything_without_a_form_token_and_nothing_changes(
    door: Flask, database: Database
) -> None:
    clients = {role: entering.let_in(door, role) for role in ROLES}
    before = everything(database)
    tried = 0
    for rule, method in routes(door):
        if method not in UNSAFE:
            continue
        role = min(allowed.ALLOWED.get(rule.endpoint, {"admin"}))
        assert open_(clients[role], rule, method)[0] == 400, rule.endpoint
        tried += 1
    assert tried > 10
    assert everything(database) == before


@pytest.mark.parametrize("role", [None, *ROLES])
def test_a_route_nobody_listed_opens_for_nobody_and_fails_the_test_above(
    database: Database, keyring: Keys, settings: Settings, clock: Clock, role: str | None
) -> None:
    door = entering.a_door(database, keyring, settings, clock, fresh=True)
    door.add_url_rule("/secret", endpoint="secret.show", view_func=lambda: "secret")
    client = entering.let_in(door, role) if role else door.test_client()
    response = client.get("/secret")
    assert response.status_code == 403
    assert "secret" not in response.text
    assert unlisted(door) == {"secret.show"}


def test_another_method_on_a_listed_route_is_no_way_round(door: Flask) -> None:
    client = door.test_client()
    for method in ("HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "FOO"):
        response = client.open("/trail", method=method)
        assert response.status_code in {303, 403, 405}, method
        assert b"command-line" not in response.data


# Pages in place of pages


def test_a_page_not_for_them_says_so_with_their_role(door: Flask) -> None:
    client = entering.let_in(door, "analyst")
    response = client.get("/trail")
    soup = entering.page(response)
    assert response.status_code == 403
    assert soup.h1 is not None
    assert soup.h1.text == "This page is not open to you"
    assert "You are logged in as analyst." in soup.text
    assert soup.select_one("a[href='/work/']")


def test_a_page_that_is_not_there_knows_who_asks(door: Flask) -> None:
    response = entering.let_in(door, "worker").get("/no-such-page")
    assert response.status_code == 404
    assert "There is no such page" in response.text
    assert "one-worker" in response.text
    assert door.test_client().get("/no-such-page").status_code == 404


def test_every_page_is_kept_by_nobody(door: Flask) -> None:
    client = entering.let_in(door, "worker")
    for path in ("/", "/trail", "/no-such-page", "/login", "/groups"):
        assert client.get(path).headers["Cache-Control"] == "no-store", path


def test_a_form_too_old_is_refused_in_plain_words_and_nothing_written_is_lost(
    door: Flask, database: Database
) -> None:
    client = entering.let_in(door, "worker")
    before = everything(database)
    written = {"name": "Half-term", "note": "<b>They asked\nfor a pond.</b>", "csrf_token": "old"}
    response = client.post("/groups/new", data=written)
    assert response.status_code == 400
    soup = entering.page(response)
    assert soup.h1 is not None
    assert soup.h1.text == "This page was too old to be sent"
    kept = {label.text: soup.select_one(f"#{label['for']}") for label in soup.select("main label")}
    assert {name: box.text for name, box in kept.items() if box} == {
        "Name": "Half-term", "Note": "<b>They asked\nfor a pond.</b>",
    }  # fmt: skip
    assert "<b>They" not in response.text
    assert everything(database) == before


def test_what_was_written_while_the_log_in_ended_is_not_lost(door: Flask, clock: Clock) -> None:
    client = entering.let_in(door, "worker")
    token = entering.form_token(client, "/groups/new")
    clock.pass_by(minutes=15)
    written = {"name": "Half-term group", "csrf_token": token}
    response = client.post("/groups/new", data=written)
    assert response.status_code == 403
    assert "You have been logged out" in response.text
    assert "Half-term group" in response.text
    assert entering.page(response).select_one("a[href='/work/login']")


def test_passwords_and_tokens_are_not_shown_again(door: Flask) -> None:
    client = entering.let_in(door, "admin")
    given = {"name": "sam", "password": "my-secret-words", "new_password": "other-secret"}
    response = client.post("/people/new", data={**given, "csrf_token": "stale-token-marker"})
    assert response.status_code == 400
    for secret in ("my-secret-words", "other-secret", "stale-token-marker"):
        assert secret not in response.text


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_another_site_cannot_make_our_page_say_its_words(door: Flask, site: str) -> None:
    client = entering.let_in(door, "worker")
    response = client.post(
        "/groups/new", data={"name": "Call this number"}, headers={"Sec-Fetch-Site": site}
    )
    assert response.status_code == 400
    assert "Call this number" not in response.text


# May they


def test_pages_ask_what_may_be_opened_before_they_link_to_it(door: Flask) -> None:
    client = entering.let_in(door, "analyst")
    links = {a["href"] for a in entering.page(client.get("/")).select("a[href]")}
    with door.test_request_context():
        adapter = door.url_map.bind("localhost")
        for link in links:
            path = urlsplit(str(link)).path
            if path.startswith("/work/"):
                endpoint, _ = adapter.match(path.removeprefix("/work"))
                assert endpoint in allowed.OPEN or "analyst" in access.allowed(endpoint), link


# Where to go after logging in


@pytest.mark.parametrize(
    "address",
    ["/work/", "/work/trail", "/work/trail?before=40", "/work/events/2019-11-20-just-us/note"],
)
def test_a_page_of_this_door_is_a_place_to_go(address: str) -> None:
    assert access.safe_next(address) == address


ELSEWHERE = [
    None,
    "",
    "/",
    "/work",
    "/workshop/",
    "/c/ABCDEFGH",
    "https://evil.example/work/",
    "//evil.example/work/",
    "///evil.example/work/",
    "/\\evil.example/work/",
    "\\\\evil.example",
    "https:/work/",
    "javascript:alert(1)",
    "/work/../c/ABCDEFGH",
    "/work/%2e%2e/c/ABCDEFGH",
    "/work/%252e%252e/c",
    "/work/..;/c",
    "/work/./../c",
    "/work//evil.example",
    "/work/%2f%2fevil.example",
    "/work/%5c..%5c",
    "/work/a\\b",
    "/work/\n/evil",
    "\t//evil.example",
    " /work/",
    "/work/ a",
    "/work/\u202egnp",
    "http://[::1",
    "work/",
    "?next=/work/",
]


@pytest.mark.parametrize("address", [one for one in ELSEWHERE if one != "/work/..;/c"])
def test_anywhere_else_is_not(address: str | None) -> None:
    assert access.safe_next(address) == "/work/"


@given(
    st.one_of(
        st.text(max_size=40),
        st.text("/\\.:@%25efc#?;work \t\n", max_size=20).map("/work/".__add__),
        st.sampled_from([one for one in ELSEWHERE if one]).map(lambda a: a + "x"),
    )
)
@example("/work/..;/c")
@example("/work/#//evil.example")
def test_wherever_it_leads_it_is_on_our_side_of_the_door(address: str) -> None:
    """As a browser reads it: joined to our address, host and door stay ours."""
    reached = urlsplit(urljoin("https://voice.example/work/login", access.safe_next(address)))
    assert (reached.scheme, reached.netloc) == ("https", "voice.example")
    assert reached.path.startswith("/work/")
    assert ".." not in unquote(unquote(reached.path)).split("/")


def test_after_a_tap_there_is_nothing_to_copy(door: Flask, clock: Clock) -> None:
    client = entering.let_in(door, "worker")
    token = entering.form_token(client, "/password")
    clock.pass_by(hours=9)
    given = {"csrf_token": token, "category": "0-9", "step": "1", "impact-as-shown": "9f2c"}
    response = client.post("/today/pond/came", data=given)
    assert response.status_code == 403
    assert "What you had written" not in response.text


def test_a_method_that_is_not_taken_is_told_which_are(door: Flask) -> None:
    response = entering.let_in(door, "worker").put("/events")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert response.mimetype == "text/html"
