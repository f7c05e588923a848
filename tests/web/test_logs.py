import logging
import re

import pytest
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from tests.web import entering
from voice.faults import where
from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database
from voice.store.schema import remark
from voice.web import child

WORDS = "I am scared at home"


def a_child_door(database: Database, keys: Keys, settings: Settings) -> Flask:
    return child.create_app(database, keys, settings, entering.Clock().today)


def a_worker_door(database: Database, keys: Keys, settings: Settings) -> Flask:
    app = entering.a_door(database, keys, settings, entering.Clock(), fresh=True)
    app.before_request_funcs[None] = []  # the guard would let nobody come so far
    return app


def breaking(app: Flask) -> Flask:
    """A door one page of which fails with a child's words in its error."""

    def page() -> str:
        try:
            raise KeyError(WORDS)
        except KeyError as error:
            raise ValueError(f"cannot keep {WORDS}") from error

    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.add_url_rule("/broken", "broken", page)
    return app


@pytest.fixture(params=[a_child_door, a_worker_door])
def broken(
    request: pytest.FixtureRequest, database: Database, keyring: Keys, settings: Settings
) -> Flask:
    return breaking(request.param(database, keyring, settings))


def test_an_error_is_logged_by_its_place_and_never_with_a_childs_words(
    broken: Flask, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    response = broken.test_client().get("/broken?words=" + WORDS.replace(" ", "+"))
    assert response.status_code == 500
    logged = caplog.text + capsys.readouterr().err
    for part in ("ValueError at:", "caused by KeyError at:", "in page", "GET"):
        assert part in logged
    for word in ("scared", "home", "words="):
        assert word not in logged + response.text


def test_what_is_printed_has_a_reference_and_no_time_of_day(
    broken: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    broken.test_client().get("/broken")
    printed = capsys.readouterr().err
    assert re.search(r"reference [0-9a-f]{8}\n", printed)
    assert not re.search(r"\d\d:\d\d|20\d\d-", printed)


def test_the_workers_page_says_the_reference(
    database: Database, keyring: Keys, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = breaking(a_worker_door(database, keyring, settings))
    text = app.test_client().get("/broken").text
    found = re.search(r"reference ([0-9a-f]{8})", caplog.text)
    assert found is not None
    assert f"reference {found[1]}." in text


def test_what_is_logged_without_an_error_stays_as_it_is(
    broken: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        broken.logger.warning("%d tablets", 3)
    assert caplog.records[-1].getMessage() == "3 tablets"


def test_a_database_that_refuses_a_row_does_not_quote_it(database: Database) -> None:
    row = {"id": "r", "item": "i", "survey": "s", "month": "never", "words": WORDS}
    with pytest.raises(IntegrityError) as raised, database.writing() as connection:
        connection.execute(insert(remark).values(row))
    assert "scared" not in str(raised.value)
    assert "scared" not in where(raised.value)
