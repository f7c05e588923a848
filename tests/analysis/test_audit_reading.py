"""What the audit makes of documents that nobody meant: it refuses them and never falls over."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.documents import (
    a_document,
    a_table,
    bounded,
    counts,
    of_answers,
    only_n,
    ticked,
)
from voice.analysis.audit import examine
from voice.analysis.published import MANY, Place, Statement, UnreadableError, parse, read

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
SOUND = a_document(
    [
        a_table(counts(7, 6, 5)),
        a_table(counts(7, 6, 5, group="a+b"), by="group"),
        a_table(bounded("happy", 8, 12), question="q/words", base={"item": "q/n", "in": ["x"]}),
        a_table(only_n(14), question="q/n"),
        a_table(ticked("food", 6, 12), question="q/many"),
        a_table([{"dims": {}, "published": 3.3}], unit="mean", question="q/m", scores={"1": 1}),
    ],
    multiple=["q/many"],
    group={"a+b": ["a", "b"]},
)


def paths(part: Any, so_far: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    inside: list[tuple[Any, Any]] = []
    if isinstance(part, dict | list):
        inside = list(part.items()) if isinstance(part, dict) else list(enumerate(part))
    found = [so_far] if so_far else []
    return found + [path for key, value in inside for path in paths(value, (*so_far, key))]


def changed(document: Any, path: tuple[Any, ...], value: Any) -> str:
    part = document
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return json.dumps(document)


class TestDamage:
    def test_the_document_itself_is_read(self) -> None:
        assert "unreadable" not in {finding.kind for finding in examine([SOUND]).findings}

    @settings(max_examples=100, deadline=None)
    @given(st.data(), anything)
    def test_a_document_with_anything_anywhere_is_judged_and_nothing_breaks(
        self, data: st.DataObject, value: Any
    ) -> None:
        document = json.loads(SOUND)
        path = data.draw(st.sampled_from(paths(document)))
        examine([changed(document, path, value)])

    @settings(max_examples=50, deadline=None)
    @given(st.data())
    def test_a_document_that_lacks_something_is_judged_and_nothing_breaks(
        self, data: st.DataObject
    ) -> None:
        document = json.loads(SOUND)
        *path, last = data.draw(st.sampled_from(paths(document)))
        part = document
        for key in path:
            part = part[key]
        del part[last]
        examine([json.dumps(document)])

    def test_no_council_may_set_its_parameters_below_the_floors(self) -> None:
        with pytest.raises(UnreadableError, match="lower than anybody may"):
            read([parse(a_document([], policy={"k": 2}))])


class TestStatements:
    def said(self, *tables: dict[str, Any], **more: Any) -> list[Statement]:
        return read([parse(a_document(tables, months=["2019-09"], **more))]).statements

    def test_a_number_is_said_of_its_answer_in_its_place(self) -> None:
        one = self.said(a_table(counts(7, 6, 5, age_band="0-9"), by="age"))[1]
        place = Place(frozenset({"2019-09"}), (("age_band", frozenset({"0-9"})),))
        assert (one.terms, one.place) == (((frozenset({"happy"}), 1),), place)
        assert (one.low, one.high, one.exact) == (7, 7, True)

    def test_bounded_words_are_a_least_number_and_an_n(self) -> None:
        n, least, again = self.said(a_table(bounded("happy", 8, 12)))
        assert (n.low, n.high) == (12, 12)
        assert (least.low, least.high, least.exact) == (8, MANY, False)
        assert (again.terms, again.low) == (n.terms, 12)

    def test_rows_are_everybody_where_nobody_says_otherwise(self) -> None:
        rows = counts(7, 6, 5, age_band="0-9"), counts(5, 8, 5, age_band="17+")
        *_, last = self.said(a_table(*rows, by="age"))
        assert (last.place.within, last.low) == ((), 10)
        whole = a_table(counts(13, 15, 10))
        assert len(self.said(whole, a_table(*rows, by="age"))) == 4 + 8

    def test_rows_of_which_some_say_less_are_not_everybody(self) -> None:
        rows = counts(7, 6, 5, age_band="0-9"), only_n(18, age_band="17+")
        found = self.said(a_table(*rows, by="age"))
        totals = [one for one in found if not one.place.within]
        assert [one.low for one in totals] == [36]

    def test_rows_that_overlap_are_not_added_up(self) -> None:
        rows = only_n(18, age_band="0-9"), only_n(30, age_band="0-9+17+")
        bands = {"0-9+17+": ["0-9", "17+"]}
        found = self.said(a_table(*rows, by="age"), age_band=bands)
        assert all(one.place.within for one in found)

    def test_merged_answers_and_joined_groups_are_what_they_take(self) -> None:
        table = a_table(of_answers({"sad+okay": 8, "happy": 6}, group="a+b"), by="group")
        _, merged, *_ = self.said(table)
        assert merged.terms == ((frozenset({"sad", "okay"}), 1),)
        assert dict(merged.place.within) == {"group": {"a", "b"}}

    def test_an_age_band_with_a_plus_is_one_value(self) -> None:
        (n, *_) = self.said(a_table(only_n(12, age_band="17+"), by="age"))
        assert dict(n.place.within) == {"age_band": {"17+"}}

    def test_a_percentage_lies_half_a_step_to_either_side(self) -> None:
        cell = [{"dims": {"answer": "happy"}, "published": 43}]
        under, over = self.said(a_table(cell, unit="percent"))
        happy = frozenset({"happy"})
        assert under.terms == ((happy, 200), (None, -85))
        assert (under.low, over.high) == (0, 0)
        assert over.terms == ((happy, 200), (None, -87))
