"""What is counted of the responses of some months, the same on both databases."""

from collections.abc import Sequence
from datetime import date

from tests import factories
from voice.analysis.counts import Answered, Cell, Gathered, Loose, Sitting
from voice.store import collections, counts, editions, events, responses
from voice.store.db import Connection, Database
from voice.survey.answers import Reading

OCTOBER = "2019-10"
SURVEY = factories.a_survey(items=[factories.listened(), factories.good()])


def a_reading(
    listened: str = "yes", good: Sequence[str] = ("food",), age_band: str | None = "0-9"
) -> Reading:
    rows = (("listened", listened), *(("good", tick) for tick in good))
    return Reading(rows=rows, remarks=(), age_band=age_band, helped=None)


def keep(
    connection: Connection,
    *readings: Reading,
    collection: str | None = None,
    group: str | None = "just-us",
    month: str = OCTOBER,
) -> None:
    edition = editions.publish(connection, SURVEY)
    if group:
        factories.a_group(connection, group)
    responses.add(
        connection, readings, edition=edition, collection=collection, group=group, month=month
    )


def gathered(database: Database, *months: str) -> Gathered:
    with database.reading() as connection:
        return counts.gather(connection, months or (OCTOBER,))


def options(found: Gathered) -> dict[tuple[str, str], int]:
    return {(cell.item, cell.option): cell.responses for cell in found.cells}


def test_nothing_is_counted_of_nothing(database: Database) -> None:
    assert gathered(database) == Gathered()
    with database.reading() as connection:
        assert counts.gather(connection, ()) == Gathered()


def test_responses_are_counted_by_every_answer_they_hold(database: Database) -> None:
    with database.writing() as connection:
        keep(connection, a_reading("yes", ("food", "school")), a_reading("no"), a_reading("no"))
    assert options(gathered(database)) == {
        ("good", "food"): 3,
        ("good", "school"): 1,
        ("listened", "no"): 2,
        ("listened", "yes"): 1,
    }


def test_a_cell_says_of_whom_it_is(database: Database) -> None:
    with database.writing() as connection:
        link = factories.a_collection(connection, SURVEY)
        keep(connection, a_reading(age_band=None), collection=link.id)
    cell = next(cell for cell in gathered(database).cells if cell.item == "listened")
    assert cell == Cell(
        "how-are-you", "listened", "yes", "just-us", OCTOBER, None, None, link.id, 1
    )


def test_several_ticks_of_one_are_one_answer(database: Database) -> None:
    with database.writing() as connection:
        keep(connection, a_reading(good=("food", "school", "friends")))
    ns = {line.item: line for line in gathered(database).answered}
    assert ns["good"] == Answered("how-are-you", "good", "just-us", OCTOBER, "0-9", None, None, 1)


def test_absences_are_cells_but_no_answers(database: Database) -> None:
    with database.writing() as connection:
        for absence in ("_skipped", "_dont-know", "_not-asked", "_not-reached"):
            keep(connection, a_reading(absence, ("_none",)))
    found = gathered(database)
    assert len([cell for cell in found.cells if cell.item == "listened"]) == 4
    assert [(line.item, line.responses) for line in found.answered] == [("good", 4)]


def test_a_response_of_words_alone_is_a_response_and_counts_in_no_item(database: Database) -> None:
    survey = factories.a_survey(items=[factories.words()])
    with database.writing() as connection:
        edition = editions.publish(connection, survey)
        reading = Reading((), (), None, None)
        responses.add(
            connection, [reading], edition=edition, collection=None, group=None, month=OCTOBER
        )
    found = gathered(database)
    assert (found.cells, found.answered) == ((), ())
    assert found.loose == (Loose("how-are-you", None, OCTOBER, 1),)


def test_only_the_months_asked_for_are_counted(database: Database) -> None:
    with database.writing() as connection:
        keep(connection, a_reading(), month="2019-09")
        keep(connection, a_reading(), month=OCTOBER)
        keep(connection, a_reading(), month="2019-11")
    assert {cell.month for cell in gathered(database, "2019-09", OCTOBER).cells} == {
        "2019-09",
        OCTOBER,
    }


def test_editions_of_a_survey_are_counted_together(database: Database) -> None:
    later = factories.a_survey(items=[factories.listened(text="Do we listen?"), factories.good()])
    with database.writing() as connection:
        keep(connection, a_reading())
        edition = editions.publish(connection, later)
        responses.add(
            connection,
            [a_reading()],
            edition=edition,
            collection=None,
            group="just-us",
            month=OCTOBER,
        )
    assert options(gathered(database))["listened", "yes"] == 2


def test_responses_without_a_collection_are_counted_by_group_and_month(
    database: Database,
) -> None:
    with database.writing() as connection:
        link = factories.a_collection(connection, SURVEY)
        keep(connection, a_reading(), a_reading())
        keep(connection, a_reading(), group=None)
        keep(connection, a_reading(), collection=link.id)
    assert set(gathered(database).loose) == {
        Loose("how-are-you", None, OCTOBER, 1),
        Loose("how-are-you", "just-us", OCTOBER, 2),
    }


def sitting(connection: Connection, id_: str, day: date, number: int | None, code: str) -> str:
    factories.an_event(connection, id_, day)
    made = factories.a_collection(connection, SURVEY, event=id_, code=code)
    if number is not None:
        collections.close(connection, made.id, day, number)
        events.change(connection, id_, status="went-ahead")
    return made.id


def test_small_sittings_are_known_by_their_number(database: Database) -> None:
    with database.writing() as connection:
        sitting(connection, "first", date(2019, 10, 1), 4, "AAAABBBB")
        sitting(connection, "last", date(2019, 10, 31), 3, "AAAACCCC")
        sitting(connection, "empty", date(2019, 10, 2), 0, "AAAADDDD")
        sitting(connection, "open", date(2019, 10, 3), None, "AAAAEEEE")
        sitting(connection, "before", date(2019, 9, 30), 5, "AAAAFFFF")
        sitting(connection, "after", date(2019, 11, 1), 6, "AAAAGGGG")
        large = sitting(connection, "large", date(2019, 10, 4), 12, "AAAAHHHH")
        keep(connection, *(a_reading() for _ in range(12)), collection=large)
    assert gathered(database).sittings == (
        Sitting("how-are-you", "just-us", OCTOBER, 3),
        Sitting("how-are-you", "just-us", OCTOBER, 4),
    )


def test_the_same_answers_give_the_same_lines_in_the_same_order(database: Database) -> None:
    ages = ("0-9", "10-16", None)
    readings = [a_reading(("yes", "no")[i % 2], ("food",), ages[i % 3]) for i in range(12)]
    with database.writing() as connection:
        keep(connection, *readings)
        keep(connection, *readings, month="2019-11")
    october, november = gathered(database), gathered(database, "2019-11")
    assert [cell.option for cell in october.cells] == [cell.option for cell in november.cells]
    assert [cell.age_band for cell in october.cells] == [c.age_band for c in november.cells]


def test_counting_takes_four_statements_however_many_there_are(database: Database) -> None:
    said: list[str] = []
    with database.reading() as connection:
        original = connection.execute

        def execute(statement: object, *more: object) -> object:
            said.append(str(statement))
            return original(statement, *more)  # type: ignore[call-overload]

        connection.execute = execute  # type: ignore[method-assign,assignment]
        counts.gather(connection, (OCTOBER,))
    assert len(said) == 4


def test_the_first_month_is_that_of_the_first_answer_or_event(database: Database) -> None:
    with database.writing() as connection:
        assert counts.first_month(connection) is None
        factories.an_event(connection, "planned", date(2019, 7, 1))
        assert counts.first_month(connection) is None
        keep(connection, a_reading())
        assert counts.first_month(connection) == OCTOBER
        factories.an_event(connection, "held", date(2019, 8, 1), status="went-ahead")
        assert counts.first_month(connection) == "2019-08"
