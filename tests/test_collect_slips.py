"""One-time codes: one code, one answer, and nothing that ties the two together."""

import re
import threading
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests import factories
from tests.factories import CODE, THURSDAY
from voice import collect
from voice.collect import SpentCodeError, UnknownCodeError
from voice.faults import FaultyError
from voice.keys import Keys
from voice.opening import LETTERS
from voice.store import collections, schema, slips
from voice.store.db import Database

DAY = timedelta(days=1)
Use = Callable[..., str]


@pytest.fixture
def standing(database: Database) -> str:
    """The id of a survey that stands open under ``CODE``."""
    with database.writing() as connection:
        return factories.a_collection(connection, event=None, name="After a review").id


@pytest.fixture
def printed(database: Database, keyring: Keys, standing: str) -> list[str]:
    return collect.print_slips(database, keyring, standing, 4, THURSDAY)


@pytest.fixture
def use(database: Database, keyring: Keys) -> Use:
    """Sends a record with a one-time code; gives the outcome."""

    def send(slip: str | None, body: bytes | None = None, code: str = "") -> str:
        body = body or factories.a_submission()
        return collect.take_in(database, keyring, code, body, THURSDAY, slip=slip).outcome

    return send


def number(database: Database, table: str) -> int:
    with database.reading() as connection:
        return len(connection.execute(select(schema.metadata.tables[table])).all())


def left(database: Database, collection_id: str) -> int:
    with database.reading() as connection:
        return slips.left(connection, collection_id)


class TestPrinting:
    def test_codes_are_twelve_letters_in_fours_and_all_different(self, printed: list[str]) -> None:
        form = re.compile(rf"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}}){{2}}")
        assert len(set(printed)) == 4
        assert all(form.fullmatch(code) for code in printed)

    def test_the_codes_are_kept_nowhere(
        self, database: Database, printed: list[str], tmp_path: Path
    ) -> None:
        database.checkpoint()
        files = b"".join(file.read_bytes() for file in (tmp_path / "instance").iterdir())
        for code in printed:
            assert code.encode() not in files
            assert code.replace("-", "").encode() not in files

    def test_more_can_be_printed_later(
        self, database: Database, keyring: Keys, standing: str, printed: list[str], use: Use
    ) -> None:
        use(printed[0])
        more = collect.print_slips(database, keyring, standing, 200, THURSDAY)
        assert len({*more, *printed}) == 204
        assert left(database, standing) == 203

    @pytest.mark.parametrize("many", [0, -1, 201, 10**9])
    def test_some_but_not_too_many_are_printed_at_a_time(
        self, database: Database, keyring: Keys, standing: str, many: int
    ) -> None:
        with pytest.raises(FaultyError, match="1 to 200"):
            collect.print_slips(database, keyring, standing, many, THURSDAY)
        assert number(database, "slip") == 0

    def test_none_for_what_is_not_there_closed_or_an_events(
        self, database: Database, keyring: Keys, standing: str
    ) -> None:
        with database.writing() as connection:
            at_event = factories.a_collection(connection, code="CCCCCCCC").id
            collections.close(connection, standing, THURSDAY, 0)
        for id_, why in [("none", "not there"), (standing, "closed"), (at_event, "an event")]:
            with pytest.raises(FaultyError, match=why):
                collect.print_slips(database, keyring, id_, 4, THURSDAY)

    def test_none_where_somebody_answered_without(
        self, database: Database, keyring: Keys, standing: str, use: Use
    ) -> None:
        use(None, code=CODE)
        with pytest.raises(FaultyError, match="without one-time codes"):
            collect.print_slips(database, keyring, standing, 4, THURSDAY)


class TestOpening:
    def test_a_code_leads_to_its_survey_and_is_not_used_by_looking(
        self, database: Database, keyring: Keys, printed: list[str]
    ) -> None:
        for typed in (printed[0], printed[0].lower().replace("-", " "), f" {printed[0]} "):
            found = collect.open_slip(database, keyring, typed, THURSDAY)
            assert (found.code, found.state, found.slips) == (CODE, "open", True)

    def test_the_collection_says_that_it_takes_codes_alone(
        self, database: Database, printed: list[str]
    ) -> None:
        assert collect.open_survey(database, CODE, THURSDAY).slips is True

    def test_a_used_code_and_one_that_never_was_are_told_alike(
        self, database: Database, keyring: Keys, printed: list[str], use: Use
    ) -> None:
        use(printed[0])
        told = set()
        for slip in (printed[0], "BCDG-HJMN-PRST", "", "\ud800", CODE):
            with pytest.raises(UnknownCodeError) as raised:
                collect.open_slip(database, keyring, slip, THURSDAY)
            told.add((type(raised.value), str(raised.value)))
        assert told == {(SpentCodeError, "was used, or never was")}

    def test_whoever_has_the_record_sees_its_survey_again(
        self, database: Database, keyring: Keys, printed: list[str], use: Use
    ) -> None:
        id_ = str(uuid.uuid4())
        use(printed[0], factories.a_submission(id=id_))
        assert collect.open_slip(database, keyring, printed[0], THURSDAY, id_).code == CODE
        with pytest.raises(SpentCodeError):
            collect.open_slip(database, keyring, printed[0], THURSDAY, str(uuid.uuid4()))


class TestUsing:
    def test_one_code_is_one_answer(
        self, database: Database, standing: str, printed: list[str], use: Use
    ) -> None:
        assert use(printed[0]) == "stored"
        with pytest.raises(SpentCodeError):
            use(printed[0])
        assert (number(database, "response"), left(database, standing)) == (1, 3)
        assert number(database, "receipt") == 1

    def test_the_same_record_sent_again_is_known_though_its_code_was_used(
        self, database: Database, standing: str, printed: list[str], use: Use
    ) -> None:
        body = factories.a_submission()
        assert [use(printed[0], body) for _ in range(3)] == ["stored", "already", "already"]
        assert use("BCDG-HJMN-PRST", body) == "already"
        assert (number(database, "response"), left(database, standing)) == (1, 3)

    def test_the_same_record_uses_up_no_second_code(
        self, database: Database, standing: str, printed: list[str], use: Use
    ) -> None:
        body, unread = factories.a_submission(), factories.a_submission(edition="a" * 64)
        assert [use(slip, body) for slip in printed[:2]] == ["stored", "already"]
        assert [use(slip, unread) for slip in printed[1:3]] == ["set-aside", "set-aside"]
        assert left(database, standing) == 2

    def test_other_bytes_under_a_known_id_count_nothing(
        self, database: Database, standing: str, printed: list[str], use: Use
    ) -> None:
        id_ = str(uuid.uuid4())
        use(printed[0], factories.a_submission(id=id_))
        with pytest.raises(SpentCodeError):
            use(printed[0], factories.a_submission(id=id_, age_band="17+"))
        assert use(printed[1], factories.a_submission(id=id_, age_band="17+")) == "conflict"
        assert (number(database, "response"), left(database, standing)) == (1, 3)

    def test_what_cannot_be_read_uses_its_code_and_is_set_aside(
        self, database: Database, standing: str, printed: list[str], use: Use
    ) -> None:
        assert use(printed[0], factories.a_submission(edition="a" * 64)) == "set-aside"
        assert (number(database, "set_aside"), left(database, standing)) == (1, 3)

    def test_a_wrong_code_keeps_nothing(
        self, database: Database, standing: str, printed: list[str], use: Use
    ) -> None:
        for slip in ("BCDG-HJMN-PRST", "", "\x00", "ß" * 12, "\udfff"):
            with pytest.raises(SpentCodeError):
                use(slip, factories.a_submission(answers={"say-more": "hello"}))
        kept = {name: number(database, name) for name in schema.BESIDE_AN_ANSWER}
        assert {name for name, rows in kept.items() if rows} == {"slip"}
        assert kept["slip"] == 4

    def test_the_collections_own_code_takes_nothing_new(
        self, database: Database, printed: list[str], use: Use
    ) -> None:
        body = factories.a_submission()
        with pytest.raises(SpentCodeError):
            use(None, body, code=CODE)
        assert number(database, "response") == number(database, "receipt") == 0
        use(printed[0], body)
        assert use(None, body, code=CODE) == "already"

    def test_two_at_one_time_do_not_both_answer_with_one_code(
        self, database: Database, printed: list[str], use: Use
    ) -> None:
        started, told = threading.Barrier(2), []

        def send() -> None:
            started.wait()
            try:
                told.append(use(printed[0]))
            except SpentCodeError:
                told.append("spent")

        senders = [threading.Thread(target=send) for _ in range(2)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        assert sorted(told) == ["spent", "stored"]
        assert number(database, "response") == 1

    def test_at_most_six_statements_keep_a_record(
        self, printed: list[str], use: Use, statements: list[str]
    ) -> None:
        use(printed[0], factories.a_submission(answers={"listened": "no", "say-more": "hello"}))
        assert len(statements) == 6


def test_codes_end_with_the_receipts(
    database: Database, standing: str, printed: list[str], use: Use
) -> None:
    use(printed[0])
    with database.writing() as connection:
        collections.close(connection, standing, THURSDAY, 1)
    collect.tidy_up(database, THURSDAY + 30 * DAY)
    assert left(database, standing) == 3
    collect.tidy_up(database, THURSDAY + 31 * DAY)
    assert left(database, standing) == 0
    assert number(database, "response") == 1


@pytest.mark.parametrize("table", ["response", "answer", "remark", "receipt", "set_aside"])
def test_nothing_beside_an_answer_knows_of_a_code(table: str) -> None:
    found = schema.metadata.tables[table]
    assert "slip" not in {key.column.table.name for key in found.foreign_keys}
    assert "slip" not in set(found.c.keys())


def test_the_day_on_which_a_code_was_used_stands_nowhere() -> None:
    assert set(schema.slip.c.keys()) == {"mac", "collection"}
    assert not {column.type.python_type for column in schema.slip.columns} & {date}
