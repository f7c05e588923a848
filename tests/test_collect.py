"""Taking answers in: whatever a young person finished is kept, once, and nobody learns more."""

import hashlib
import json
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from tests import factories
from tests.factories import CODE, THURSDAY
from voice import collect, intake
from voice.collect import UnknownCodeError
from voice.faults import FaultyError
from voice.keys import Keys
from voice.store import collections, db, editions, remarks, schema
from voice.store.db import Database

Post = Callable[..., collect.Taken]
DAY = timedelta(days=1)
SURVEY = factories.a_survey()


@pytest.fixture
def open_(database: Database) -> Database:
    """A survey open at an event under ``CODE``."""
    with database.writing() as connection:
        factories.an_event(connection, host="Sam", status="open")
        factories.a_collection(connection, SURVEY)
    return database


@pytest.fixture
def taken(open_: Database, keyring: Keys) -> Post:
    """Posts a record and gives the receipt."""

    def post(body: bytes, code: str = CODE, today: date = THURSDAY) -> collect.Taken:
        return collect.take_in(open_, keyring, code, body, today)

    return post


def rows(database: Database, table: str) -> list[dict[str, object]]:
    with database.reading() as connection:
        chosen = select(schema.metadata.tables[table])
        return [dict(row) for row in connection.execute(chosen).mappings()]


def number(database: Database, table: str) -> int:
    with database.reading() as connection:
        counted = select(func.count()).select_from(schema.metadata.tables[table])
        return connection.execute(counted).scalar_one()


class TestOpenSurvey:
    def test_the_code_leads_to_the_survey_and_says_where_one_is(self, open_: Database) -> None:
        found = collect.open_survey(open_, CODE, THURSDAY)
        assert (found.survey, found.edition) == (SURVEY, SURVEY.fingerprint)
        assert (found.code, found.state) == (CODE, "open")
        assert (found.group_name, found.event_name, found.host) == (
            "Just Us",
            "Pond dipping",
            "Sam",
        )

    @pytest.mark.parametrize("typed", [CODE.lower(), f" {CODE} ", CODE.title()])
    def test_a_code_may_be_typed_in_small_letters(self, open_: Database, typed: str) -> None:
        assert collect.open_survey(open_, typed, THURSDAY).code == CODE

    @pytest.mark.parametrize(
        "typed", ["XXXXXXXX", "", "BCDG", "'; --", CODE + "B", "\x00", "ß" * 8]
    )
    def test_a_code_never_issued_is_unknown(self, open_: Database, typed: str) -> None:
        with pytest.raises(UnknownCodeError):
            collect.open_survey(open_, typed, THURSDAY)

    def test_the_days_say_whether_one_can_start(self, open_: Database) -> None:
        assert collect.open_survey(open_, CODE, THURSDAY - DAY).state == "not-yet"
        with open_.writing() as connection:
            collections.close(connection, rows_id(open_), THURSDAY, 0)
        assert collect.open_survey(open_, CODE, THURSDAY).state == "closed"

    def test_a_standing_survey_may_be_for_everybody(self, open_: Database) -> None:
        with open_.writing() as connection:
            factories.a_collection(connection, event=None, code="CCCCCCCC", name="After reviews")
        found = collect.open_survey(open_, "CCCCCCCC", THURSDAY)
        assert (found.group_name, found.event_name, found.host) == (None, None, "")


def rows_id(database: Database) -> str:
    return str(rows(database, "collection")[0]["id"])


class TestStored:
    def test_the_receipt_names_the_record_and_the_exact_bytes(self, taken) -> None:
        body = factories.a_submission(id="0f6ab8d2-1111-4222-8333-444455556666")
        receipt = taken(body)
        assert receipt.outcome == "stored"
        assert receipt.id == "0f6ab8d2-1111-4222-8333-444455556666"
        assert receipt.hash == hashlib.sha256(body).hexdigest()

    def test_answers_are_kept_by_option_with_group_month_and_band(
        self, taken: Post, open_: Database
    ) -> None:
        taken(factories.a_submission(helped="together"))
        [response] = rows(open_, "response")
        assert response["edition"] == SURVEY.fingerprint
        assert (response["group"], response["month"]) == ("just-us", "2019-10")
        assert (response["age_band"], response["helped"]) == ("10-16", "together")
        assert {(row["item"], row["option"]) for row in rows(open_, "answer")} == {
            ("feeling-now", "happy"),
            ("good", "friends"),
            ("good", "food"),
            ("listened", "sometimes"),
        }

    def test_words_are_kept_apart_and_due_on_the_next_working_day(
        self, taken: Post, open_: Database
    ) -> None:
        friday = THURSDAY + DAY
        taken(factories.a_submission(answers={"say-more": " I miss my dog "}), today=friday)
        with open_.reading() as connection:
            [remark] = remarks.unread(connection, friday)
        assert (remark.words, remark.due) == ("I miss my dog", date(2019, 10, 28))
        [row] = rows(open_, "remark")
        assert (row["group"], row["month"], row["age_band"]) == ("just-us", "2019-10", None)
        assert "dog" not in str(rows(open_, "answer"))

    def test_the_records_own_id_is_kept_nowhere(
        self, taken: Post, open_: Database, tmp_path: Path
    ) -> None:
        ids = [str(uuid.uuid4()) for _ in range(5)]
        for number, id_ in enumerate(ids):
            taken(factories.a_submission(id=id_))
            taken(factories.a_submission(id=id_, age_band="17+"))
            taken(factories.a_submission(id=id_, edition=f"{number}" * 64))
        open_.checkpoint()
        files = b"".join(file.read_bytes() for file in (tmp_path / "instance").iterdir())
        assert not [id_ for id_ in ids if id_.encode() in files or uuid.UUID(id_).bytes in files]

    @pytest.mark.parametrize("today", [date(1970, 1, 1), THURSDAY + 29 * DAY, date(2100, 1, 1)])
    def test_no_clock_changes_the_month_of_an_event(
        self, taken: Post, open_: Database, today: date
    ) -> None:
        with open_.writing() as connection:
            connection.execute(schema.collection.update().values(opens=date(1970, 1, 1)))
        assert taken(factories.a_submission(), today=today).outcome == "stored"
        assert rows(open_, "response")[0]["month"] == "2019-10"

    def test_a_record_for_a_closed_month_counts_in_the_next_and_leaves_the_event(
        self, taken: Post, open_: Database
    ) -> None:
        period = {"id": "2019-P1", "first": "2019-09", "last": "2019-10", "closed": THURSDAY}
        with open_.writing() as connection:
            connection.execute(insert(schema.period), period)
        answers = {"feeling-now": "sad", "say-more": "late"}
        taken(factories.a_submission(answers=answers), today=THURSDAY + 3 * DAY)
        [response] = rows(open_, "response")
        assert (response["month"], response["collection"]) == ("2019-11", None)
        assert response["group"] == "just-us"
        assert rows(open_, "remark")[0]["month"] == "2019-11"

    def test_an_older_edition_of_the_survey_is_taken(self, taken: Post, open_: Database) -> None:
        newer = factories.a_survey(title="How are you now?")
        with open_.writing() as connection:
            editions.publish(connection, newer)
        assert taken(factories.a_submission(newer)).outcome == "stored"
        assert taken(factories.a_submission(SURVEY)).outcome == "stored"
        found = {row["edition"] for row in rows(open_, "response")}
        assert found == {newer.fingerprint, SURVEY.fingerprint}

    @pytest.mark.parametrize(("days", "outcome"), [(30, "stored"), (31, "set-aside")])
    def test_what_was_finished_in_time_is_taken_for_thirty_days(
        self, taken: Post, open_: Database, days: int, outcome: str
    ) -> None:
        with open_.writing() as connection:
            collections.close(connection, rows_id(open_), THURSDAY, 0)
        assert taken(factories.a_submission(), today=THURSDAY + days * DAY).outcome == outcome

    def test_at_most_six_statements_keep_a_record(self, taken: Post, statements: list[str]) -> None:
        everything = {"feeling-now": "sad", "good": [], "listened": None, "say-more": "hello"}
        counts = []
        for body in (
            factories.a_submission(answers=everything),
            factories.a_submission(),
            factories.a_submission(edition="a" * 64),
        ):
            for sent in (body, body, body + b" ", body + b" "):
                statements.clear()
                taken(sent)
                counts.append(len(statements))
        assert max(counts) <= 6
        assert counts[:4] == [5, 3, 6, 4]
        assert counts[8:] == [3, 3, 5, 4]

    def test_one_statement_shows_the_first_page(
        self, open_: Database, statements: list[str]
    ) -> None:
        intake._surveys.clear()
        collect.open_survey(open_, CODE, THURSDAY)
        assert len(statements) == 1


class TestCameBefore:
    def test_the_same_bytes_are_kept_once(self, taken: Post, open_: Database) -> None:
        body = factories.a_submission(answers={"say-more": "hello"})
        first, second = taken(body), taken(body)
        assert (first.outcome, second.outcome) == ("stored", "already")
        assert (first.id, first.hash) == (second.id, second.hash)
        assert number(open_, "response") == number(open_, "remark") == 1

    def test_other_bytes_under_its_id_are_kept_beside_it_once(
        self, taken: Post, open_: Database
    ) -> None:
        id_ = str(uuid.uuid4())
        first = factories.a_submission(id=id_)
        other = factories.a_submission(id=id_, age_band="0-9")
        third = factories.a_submission(id=id_, age_band="17+")
        outcomes = [taken(body).outcome for body in (first, other, other, third, first)]
        assert outcomes == ["stored", "conflict", "conflict", "conflict", "already"]
        assert [row["age_band"] for row in rows(open_, "response")] == ["10-16"]
        kept = {json.loads(row["received"])["age_band"] for row in rows(open_, "set_aside")}
        assert kept == {"0-9", "17+"}
        assert {row["why"] for row in rows(open_, "set_aside")} == {"has the id of another record"}

    def test_what_was_set_aside_is_set_aside_once(self, taken: Post, open_: Database) -> None:
        body = factories.a_submission(edition="a" * 64)
        assert [taken(body).outcome for _ in range(3)] == ["set-aside"] * 3
        assert number(open_, "set_aside") == 1
        assert number(open_, "receipt") == 1

    def test_a_record_is_known_again_at_another_code(self, taken: Post, open_: Database) -> None:
        with open_.writing() as connection:
            factories.a_collection(connection, SURVEY, event="another", code="CCCCCCCC")
        body = factories.a_submission()
        assert taken(body).outcome == "stored"
        assert taken(body, code="CCCCCCCC").outcome == "already"
        assert number(open_, "response") == 1

    def test_another_installations_key_knows_nothing_of_it(
        self, taken: Post, open_: Database, keyring: Keys
    ) -> None:
        body = factories.a_submission()
        taken(body)
        other = Keys(receipts=b"x" * 32, trail=keyring.trail, cookie=keyring.cookie)
        assert collect.take_in(open_, other, CODE, body, THURSDAY).outcome == "stored"


class TestSetAside:
    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"edition": "a" * 64}, "names an edition that was never published"),
            ({"answers": {"feeling-now": "furious"}}, "is not an answer to “feeling-now”"),
            ({"answers": {"never-asked": "yes"}}, "answers a question"),
            ({"answers": {"feeling-now": {"a": [1]}}}, "is not an answer"),
            ({"answers": {"good": ["friends", 7]}}, "is not a list of answers"),
            ({"answers": {"say-more": ["words"]}}, "is not text"),
            ({"age_band": "11"}, "age band"),
            ({"helped": "by-a-friend"}, "helped"),
        ],
    )
    def test_what_cannot_be_read_is_kept_whole(
        self, taken: Post, open_: Database, changes: dict[str, object], why: str
    ) -> None:
        body = factories.a_submission(**changes)
        assert taken(body).outcome == "set-aside"
        [kept] = rows(open_, "set_aside")
        assert why in str(kept["why"])
        assert kept["month"] == "2019-10"
        own = json.loads(body)
        assert kept["received"] == body.replace(own["id"].encode(), collect.NO_ID.encode())
        assert number(open_, "response") == number(open_, "answer") == 0

    def test_an_id_written_otherwise_is_blotted_out_too(self, taken: Post, open_: Database) -> None:
        id_ = "0f6ab8d2-1111-4222-8333-444455556666"
        body = factories.a_submission(id=id_, edition="a" * 64)
        escaped = body.replace(id_.encode(), id_.replace("-", "\\u002d").encode())
        assert taken(escaped).outcome == "set-aside"
        [kept] = rows(open_, "set_aside")
        assert json.loads(kept["received"]) == json.loads(body) | {"id": collect.NO_ID}

    def test_another_surveys_edition_is_set_aside(self, taken: Post, open_: Database) -> None:
        other = factories.a_survey(id="another")
        with open_.writing() as connection:
            editions.publish(connection, other)
        assert taken(factories.a_submission(other)).outcome == "set-aside"
        assert "another survey" in str(rows(open_, "set_aside")[0]["why"])

    def test_what_comes_before_the_day_is_set_aside(self, taken: Post, open_: Database) -> None:
        assert taken(factories.a_submission(), today=THURSDAY - DAY).outcome == "set-aside"
        assert "before" in str(rows(open_, "set_aside")[0]["why"])


class TestRefused:
    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"id": 1}', b"{}" * 2, b'"' * 9]
    )
    def test_bytes_that_are_no_record_are_told_with_every_fault(
        self, taken: Post, open_: Database, body: bytes
    ) -> None:
        with pytest.raises(FaultyError) as told:
            taken(body)
        assert told.value.faults
        assert number(open_, "set_aside") == number(open_, "receipt") == 0

    def test_a_code_never_issued_takes_nothing(self, taken: Post, open_: Database) -> None:
        with pytest.raises(UnknownCodeError):
            taken(factories.a_submission(), code="XXXXXXXX")
        assert number(open_, "receipt") == 0

    def test_a_body_cut_anywhere_is_refused_and_kept_nowhere(
        self, taken: Post, open_: Database
    ) -> None:
        body = factories.a_submission(answers={"say-more": "hello", "good": ["food"]})
        for length in range(len(body)):
            with pytest.raises(FaultyError):
                taken(body[:length])
        assert number(open_, "response") == number(open_, "set_aside") == 0


ANSWERS = st.dictionaries(
    st.sampled_from([item.id for item in SURVEY.items]),
    st.none()
    | st.text(max_size=20)
    | st.sampled_from(["happy", "sometimes", "_dont-know", "_skipped", "_none"])
    | st.lists(st.sampled_from(["friends", "food", "food", "school"]) | st.text(max_size=5))
    | st.recursive(st.booleans() | st.integers(), lambda inner: st.lists(inner, max_size=3)),
)


@given(answers=ANSWERS, age_band=st.sampled_from(["0-9", "10-16", "17+", None, "", "old"]))
@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_child_sends_is_kept_in_one_way_or_the_other(
    taken: Post, open_: Database, answers: dict[str, object], age_band: str | None
) -> None:
    before = number(open_, "response") + number(open_, "set_aside")
    receipt = taken(factories.a_submission(answers=answers, age_band=age_band))
    assert receipt.outcome in {"stored", "set-aside"}
    assert number(open_, "response") + number(open_, "set_aside") == before + 1


class TestHealth:
    def test_health_is_three_things_and_none_of_them_is_about_young_people(
        self, taken: Post, open_: Database
    ) -> None:
        taken(factories.a_submission(answers={"say-more": "hello"}))
        taken(factories.a_submission(edition="a" * 64))
        assert collect.health(open_) == {"ok": True, "database": "ok", "migrations": "at head"}

    def test_a_database_not_made_ready_is_told(self, open_: Database) -> None:
        with open_.writing() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
        behind = {"ok": False, "database": "ok", "migrations": f"at 0001, not {schema.HEAD}"}
        assert collect.health(open_) == behind
        with open_.writing() as connection:
            connection.exec_driver_sql("DROP TABLE alembic_version")
        assert collect.health(open_) == behind | {"migrations": f"at none, not {schema.HEAD}"}

    def test_a_database_that_cannot_be_read_is_told(self, tmp_path: Path) -> None:
        lost = {"ok": False, "database": "cannot be read", "migrations": "not known"}
        (tmp_path / "rubbish.db").write_bytes(b"no database" * 1000)
        assert collect.health(db.connect(f"sqlite:///{tmp_path}/rubbish.db")) == lost
        nowhere = f"postgresql://nobody@/none?host={tmp_path}"
        assert collect.health(db.connect(nowhere, wait=0.1)) == lost


class TestTidyUp:
    def test_receipts_end_when_no_tablet_of_the_event_is_waited_for(
        self, taken: Post, open_: Database
    ) -> None:
        taken(factories.a_submission())
        with open_.writing() as connection:
            collections.close(connection, rows_id(open_), THURSDAY, 1)
        assert collect.tidy_up(open_, THURSDAY + 366 * DAY) == 0
        assert collect.tidy_up(open_, THURSDAY + 367 * DAY) == 1
        assert number(open_, "receipt") == 0
        assert number(open_, "response") == 1

    def test_answers_stay_as_they_were(self, taken: Post, open_: Database) -> None:
        for _ in range(4):
            taken(factories.a_submission(answers={"say-more": "hello"}))
        before = [sorted(map(str, rows(open_, table))) for table in schema.BESIDE_AN_ANSWER]
        collect.tidy_up(open_, THURSDAY)
        assert before == [sorted(map(str, rows(open_, name))) for name in schema.BESIDE_AN_ANSWER]
