"""How many answered beside how many came."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.crowd import SIGNED, a_question, a_table
from voice.analysis.company import Came
from voice.analysis.disclosure import protect, without
from voice.analysis.policy import Policy
from voice.analysis.safe import Release

YES_NO = a_question(("yes", "no"))
UNSIGNED = Policy()


def came(
    number: int, category: str = "all", group: str = "just-us", month: str = "2019-10"
) -> Came:
    return Came(group, month, category, number)


def released(*answers: int, beside: Sequence[Came], policy: Policy = SIGNED) -> Release:
    return protect([a_table(YES_NO, answers)], (), policy, came=beside)


def n_told(release: Release) -> int | None:
    return next((table.rows[0].n for table in release.tables), None)


@pytest.mark.parametrize(("number", "shown"), [(20, True), (21, False), (24, False), (25, True)])
def test_of_those_who_came_nobody_or_at_least_k_gave_no_answer(number: int, shown: bool) -> None:
    assert (n_told(released(10, 10, beside=[came(number)])) == 20) is shown


def test_answers_that_came_from_elsewhere_are_looked_at_alike() -> None:
    assert n_told(released(10, 10, beside=[came(18)])) is None
    assert n_told(released(10, 10, beside=[came(15)])) == 20


def test_carers_who_came_are_taken_off_for_those_who_can() -> None:
    assert n_told(released(10, 10, beside=[came(28), came(6, "carers")])) is None
    assert n_told(released(10, 10, beside=[came(28), came(8, "carers")])) == 20
    assert n_told(released(10, 10, beside=[came(30), came(22, "children")])) is None


def test_where_nobody_was_counted_nothing_stands_beside_it() -> None:
    assert n_told(released(10, 10, beside=[])) == 20


def test_the_number_alone_and_bounded_words_are_held_back_too() -> None:
    assert n_told(released(20, 0, beside=[came(21)])) is None
    assert n_told(released(20, 0, beside=[came(20)])) == 20
    assert n_told(released(3, 17, beside=[came(22)])) is None


def test_words_about_the_service_have_no_number_to_take_away() -> None:
    heard = a_question(("yes", "no"), sensitivity="service")
    (table,) = protect([a_table(heard, (3, 2))], (), SIGNED, came=[came(6)]).tables
    assert table.form == "service-words"


def test_the_reason_is_the_one_of_the_audit() -> None:
    release = released(10, 10, beside=[came(21)])
    (gone,) = release.not_shown
    assert gone.reason == "Beside the other figures it would say too much about a few young people."
    assert "20" not in gone.reason + gone.back
    assert release.log[0]["why"] == "came"


def test_a_breakdown_is_looked_at_row_by_row() -> None:
    rows = {"north": (10, 10), "south": (10, 12)}
    tables = [a_table(YES_NO, (20, 22)), a_table(YES_NO, rows, "group")]
    both = [came(20, group="north"), came(30, group="south")]
    assert len(protect(tables, (), SIGNED, came=both).tables) == 2
    few = [came(22, group="north"), came(30, group="south")]
    (whole,) = protect(tables, (), SIGNED, came=few).tables
    assert whole.dimension is None


def test_months_are_looked_at_alike_and_ages_and_help_are_not() -> None:
    def shown(dimension: str, values: Sequence[str], beside: Sequence[Came]) -> bool:
        rows = dict.fromkeys(values, (10, 10))
        tables = [a_table(YES_NO, (20, 20)), a_table(YES_NO, rows, dimension)]
        return len(protect(tables, (), SIGNED, came=[*beside, came(60)]).tables) == 2

    months = ("2019-09", "2019-10")
    assert not shown("month", months, [came(21, month="2019-09")])
    assert shown("month", months, [came(20, month="2019-09"), came(31, month="2019-10")])
    assert shown("age_band", ("0-9", "10-16"), [came(21, "0-9"), came(30, "10-16")])
    assert shown("helped", ("alone", "together"), [came(21, "0-9")])


@given(st.integers(5, 40), st.integers(5, 40), st.lists(st.integers(0, 60), max_size=4))
def test_nobody_is_left_with_a_few_who_gave_no_answer(
    yes: int, no: int, numbers: list[int]
) -> None:
    beside = [came(number, group=f"g{place}") for place, number in enumerate(numbers)]
    n = n_told(released(yes, no, beside=beside, policy=UNSIGNED))
    if n is not None and numbers:
        assert abs(sum(numbers) - n) not in range(1, UNSIGNED.k)


def test_on_every_rung_it_looks_as_though_the_audit_had_taken_it_out() -> None:
    for yes, no in ((10, 10), (12, 1), (5, 5), (9, 1)):
        n = yes + no
        stood = released(yes, no, beside=[came(n)])
        (name,) = {table.name for table in stood.tables}
        assert (
            released(yes, no, beside=[came(n + 1)]).not_shown
            == without(stood, name, "narrow").not_shown
        ), (yes, no)


def test_beneath_a_table_that_is_taken_out_breakdowns_say_what_they_ever_say() -> None:
    rows = {"north": (10, 10), "south": (10, 12)}
    tables = [a_table(YES_NO, (20, 22)), a_table(YES_NO, rows, "group")]
    stood = protect(tables, (), SIGNED, came=[came(42)])
    taken_out = without(stood, tables[0].question.name, "narrow")
    assert protect(tables, (), SIGNED, came=[came(43)]).not_shown == taken_out.not_shown
