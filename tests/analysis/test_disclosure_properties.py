"""What holds of every release, whoever came and whatever they answered."""

import json
import re
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.crowd import SIGNED, Crowd
from tests.analysis.crowds import counted, crowds
from voice.analysis import opendata
from voice.analysis.counts import Counts
from voice.analysis.disclosure import FIGURES, protect
from voice.analysis.policy import Policy
from voice.analysis.safe import Safe

POLICY = Policy()


@given(crowds, st.sampled_from([POLICY, SIGNED, Policy(k=3, n=6)]))
@settings(max_examples=60, deadline=None)
def test_every_personal_row_shown_in_figures_keeps_the_row_rule(
    crowd: Crowd, policy: Policy
) -> None:
    for table in protect(counted(crowd), (), policy).tables:
        if table.form not in FIGURES or table.sensitivity != "personal":
            continue
        for row in table.rows:
            assert row.n is not None
            assert row.counts is not None
            rest = (row.n - row.counts[0],) if table.tick else ()
            given_ = [count for count in (*row.counts, *rest) if count]
            assert row.n >= policy.n
            assert len(given_) >= 2
            assert min(given_) >= policy.k
            assert table.multiple or sum(row.counts) == row.n


@given(crowds)
@settings(max_examples=60, deadline=None)
def test_a_table_is_shown_whole_or_not_at_all(crowd: Crowd) -> None:
    tables = counted(crowd)
    asked = {(t.question.item, t.dimension): t for t in tables}
    release = protect(tables, (), SIGNED)
    for table in release.tables:
        counts = asked[table.item, table.dimension]
        shown = {part for row in table.rows for part in (row.value or "").split("+")}
        values = {part for row in counts.rows for part in (row.value or "").split("+")}
        assert shown == values
        ns = [row.n for row in table.rows if row.n is not None]
        assert not ns or sum(ns) == sum(row.n for row in counts.rows)
    told = {(t.item, t.dimension) for t in release.tables}
    listed = {(gone.item, gone.dimension) for gone in release.not_shown}
    assert told | listed == set(asked)


@given(crowds)
@settings(max_examples=60, deadline=None)
def test_a_breakdown_adds_up_to_its_total(crowd: Crowd) -> None:
    release = protect(counted(crowd), (), SIGNED)
    totals = {(t.item, t.tick): t for t in release.tables if t.dimension is None}
    for table in release.tables:
        if table.dimension is not None:
            total = totals[table.item, table.tick]
            assert total.form in FIGURES
            assert sum(row.n or 0 for row in table.rows) == total.rows[0].n


@given(crowds)
@settings(max_examples=30, deadline=None)
def test_the_same_tables_give_the_same_bytes(crowd: Crowd) -> None:
    once, again = protect(counted(crowd), (), POLICY), protect(counted(crowd), (), POLICY)
    assert opendata.write(once) == opendata.write(again)
    assert once == again
    backwards = Crowd(tuple(reversed(crowd.given)), crowd.small)
    assert opendata.write(protect(counted(backwards), (), POLICY)) == opendata.write(once)


def numbers_in(found: object) -> list[float]:
    """Every number anywhere in a JSON value, also those written in a text."""
    if isinstance(found, dict):
        return [number for key, value in found.items() for number in numbers_in([key, value])]
    if isinstance(found, list):
        return [number for one in found for number in numbers_in(one)]
    if isinstance(found, str):
        return [float(digits) for digits in re.findall(r"\d+", found)]
    return [float(found)] if isinstance(found, int | float) and not isinstance(found, bool) else []


def shifted(tables: Sequence[Counts], by: int) -> list[Counts]:
    """The same tables, every number so large that it cannot be there by chance."""

    def larger(table: Counts) -> Counts:
        rows = tuple(
            type(row)(
                row.value,
                row.n * by,
                {option: count * by for option, count in row.counts.items()},
                row.d * by,
                None if row.base is None else row.base * by,
            )
            for row in table.rows
        )
        question = table.question
        return Counts(question, table.period, table.dimension, rows, table.months, table.groups)

    return [larger(table) for table in tables]


@given(crowds)
@settings(max_examples=30, deadline=None)
def test_no_withheld_number_stands_anywhere_in_what_is_stored(crowd: Crowd) -> None:
    """Searched for in every byte of the release and its log, with numbers of their own."""
    by = 1009
    tables = shifted(counted(crowd), by)
    release = protect(tables, (), Policy(k=5 * by, n=10 * by))
    said = {float(n) for table in release.tables for n in _figures(table)}
    document: Any = json.loads(opendata.write(release))
    # Words of the policy's own numbers are no figures of anybody.
    own = {5.0 * by, 10.0 * by}
    found = set(numbers_in(document)) | set(numbers_in(list(release.log)))
    assert {number for number in found if number >= by} <= said | own | {2019.0}


def _figures(table: Safe) -> list[int]:
    found = [n for row in table.rows for n in (row.n, *(row.counts or ())) if n is not None]
    return found + [row.at_least[1] for row in table.rows if row.at_least]
