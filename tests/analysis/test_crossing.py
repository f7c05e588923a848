"""Tables by two dimensions: only wanted ones, only where every row is large enough."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.crowd import (
    MONTHS,
    PERIOD,
    SIGNED,
    Crowd,
    Given,
    a_question,
    faces,
    ideas,
    many,
)
from voice.analysis import disclosure
from voice.analysis.counts import NOT_SAID, Counts, Group, Question, tabulate
from voice.analysis.disclosure import protect
from voice.analysis.policy import Policy
from voice.analysis.safe import Release, Safe
from voice.analysis.withheld import by

GROUPS = {
    "north": Group("north", "North", joins="south"),
    "south": Group("south", "South"),
}
BOTH = ("age_band", "group")
Pair = tuple[str | None, str]
YES_NO = a_question(("yes", "no"))
CELLS: dict[Pair, int] = {
    ("0-9", "north"): 20,
    ("0-9", "south"): 22,
    ("10-16", "north"): 24,
    ("10-16", "south"): 26,
}


def a_crowd(
    cells: Mapping[Pair, int] = CELLS,
    item: str = "listened",
    answers: tuple[str | tuple[str, ...], ...] = ("yes", "no"),
    sitting: str = "s",
) -> Crowd:
    """So many children in each age band and group, who give the answers in turn at one sitting."""
    given: list[Given] = []
    for number, ((band, group), size) in enumerate(cells.items()):
        given += [
            one
            for place in range(size)
            for one in many(
                1,
                {item: answers[place % len(answers)]},
                1000 * number + place,
                age_band=band,
                group=group,
                sitting=f"{sitting}-{group}",
            )
        ]
    return Crowd(tuple(given))


def tables(crowd: Crowd, question: Question = YES_NO) -> list[Counts]:
    wanted = {question.name: [BOTH]}
    return tabulate(crowd.gathered(), [question], GROUPS, MONTHS, PERIOD, wanted=wanted)


def released(crowd: Crowd, question: Question = YES_NO, policy: Policy = SIGNED) -> Release:
    return protect(tables(crowd, question), (), policy)


def crossed(release: Release) -> Safe | None:
    return next((table for table in release.tables if table.crossed), None)


def rows(release: Release) -> dict[tuple[str | None, str | None], tuple[int, ...] | None]:
    table = crossed(release)
    return {(r.value, r.crossed): r.counts for r in table.rows} if table else {}


class TestCounting:
    def test_a_row_stands_for_each_pair_that_any_response_has(self) -> None:
        table = tables(a_crowd({("10-16", "south"): 3, ("0-9", "north"): 2, (None, "north"): 1}))[
            -1
        ]
        assert (table.dimension, table.crossed) == BOTH
        assert [(row.value, row.crossed, row.n) for row in table.rows] == [
            ("0-9", "north", 2),
            ("10-16", "south", 3),
            (NOT_SAID, "north", 1),
        ]

    def test_only_what_is_wanted_is_made(self) -> None:
        found = tabulate(a_crowd().gathered(), [YES_NO], GROUPS, MONTHS, PERIOD)
        assert {table.crossed for table in found} == {None}

    def test_what_nobody_answered_has_a_table_without_rows(self) -> None:
        asked = tables(a_crowd(item="another"))
        assert [(table.crossed, table.rows) for table in asked] == [("group", ())]

    def test_a_question_asked_of_some_counts_its_base_in_every_row(self) -> None:
        why = a_question(("yes", "no"), "why", base="listened", base_in=("yes",))
        crowd = Crowd(
            many(3, {"listened": "yes", "why": "no"}) + many(2, {"listened": "no"}, group="south")
        )
        table = tables(crowd, why)[-1]
        assert [(row.crossed, row.n, row.base) for row in table.rows] == [("just-us", 3, 3)]

    @given(st.dictionaries(st.sampled_from(list(CELLS)), st.integers(1, 9), min_size=1))
    def test_rows_add_up_to_everybody(self, cells: dict[Pair, int]) -> None:
        whole, *_, by_both = tables(a_crowd(cells))
        assert sum(row.n for row in by_both.rows) == whole.rows[0].n
        for answer, count in whole.rows[0].counts.items():
            assert sum(row.counts[answer] for row in by_both.rows) == count


class TestShowing:
    def test_every_row_with_enough_answers_is_shown(self) -> None:
        release = released(a_crowd())
        assert rows(release) == {
            ("0-9", "north"): (10, 10),
            ("0-9", "south"): (11, 11),
            ("10-16", "north"): (12, 12),
            ("10-16", "south"): (13, 13),
        }
        table = crossed(release)
        assert table is not None
        assert table.name == "how-are-you/listened by age_band and group"
        assert table.rows[0].label == "Up to 9: North"
        assert release.not_shown == ()

    def test_one_row_of_fewer_answers_keeps_the_whole_table(self) -> None:
        release = released(a_crowd({**CELLS, ("0-9", "north"): 19}))
        assert crossed(release) is None
        (gone,) = release.not_shown
        assert (gone.dimension, gone.crossed) == BOTH
        assert "each line needs 20 answers" in gone.reason
        assert "later close" in gone.back
        assert by(gone.dimension, gone.crossed) == "by age band and group"

    def test_answers_of_few_children_keep_the_whole_table(self) -> None:
        regulars = [
            Given(n % 9, {"listened": ("yes", "no")[n % 2]}, f"s{n // 9}", "north", age_band="0-9")
            for n in range(27)
        ]
        crowd = a_crowd({key: size for key, size in CELLS.items() if key != ("0-9", "north")})
        assert crossed(released(Crowd(crowd.given + tuple(regulars)))) is None

    def test_a_row_with_few_or_only_one_answer_keeps_the_whole_table(self) -> None:
        few = Crowd(a_crowd().given + many(4, {"listened": "unsure"}, 9000, group="north"))
        three = a_question(("yes", "no", "unsure"))
        assert crossed(released(few, three)) is None
        alike = {key: size for key, size in CELLS.items() if key != ("0-9", "north")}
        same = many(30, {"listened": "yes"}, 9000, group="north", age_band="0-9")
        assert crossed(released(Crowd(a_crowd(alike).given + same))) is None

    def test_a_coarser_scale_may_carry_it(self) -> None:
        crowd = a_crowd(item="feeling", answers=("sad", "good", "great"))
        table = crossed(released(crowd, faces()))
        assert table is not None
        assert table.form == "as-asked"
        thin = a_crowd(
            dict.fromkeys(CELLS, 24), "feeling", ("awful", "sad", "sad", "good", "great", "good")
        )
        coarser = crossed(released(thin, faces()))
        assert coarser is not None
        assert (coarser.form, coarser.answers[0].id) == ("collapsed", "awful+sad")

    def test_those_who_did_not_say_are_joined_as_in_the_table_by_age(self) -> None:
        release = released(
            a_crowd({**CELLS, (None, "north"): 2, ("17+", "north"): 20, ("17+", "south"): 20})
        )
        found = rows(release)
        assert found["10-16+_not-said", "north"] == (13, 13)
        assert found["17+", "south"] == (10, 10)
        table = crossed(release)
        assert table is not None
        assert table.form == "joined"

    def test_facts_about_the_service_are_no_exception(self) -> None:
        heard = a_question(("yes", "no"), sensitivity="service")
        small = released(a_crowd({**CELLS, ("0-9", "north"): 12}), heard)
        assert [table.dimension for table in small.tables] == [None, "age_band", "group"]
        large = crossed(released(a_crowd(), heard))
        assert large is not None
        assert large.sensitivity == "service"

    def test_each_tick_has_its_own_table(self) -> None:
        ticks: tuple[str | tuple[str, ...], ...] = (("friends", "food"), ("school",))
        release = released(a_crowd(item="good", answers=ticks), ideas())
        assert [t.name for t in release.tables if t.crossed] == [
            f"how-are-you/good by age_band and group: {tick}"
            for tick in ("friends", "school", "food")
        ]

    def test_a_lower_n_cross_shows_smaller_rows(self) -> None:
        crowd = a_crowd(dict.fromkeys(CELLS, 12))
        assert crossed(released(crowd)) is None
        assert crossed(released(crowd, policy=Policy(n_cross=12))) is not None

    def test_what_nobody_answered_says_so(self) -> None:
        (gone,) = released(a_crowd(item="another")).not_shown
        assert gone.reason == "Nobody answered it in these months."
        assert (gone.dimension, gone.crossed) == BOTH

    def test_the_log_has_it_as_asked_for(self) -> None:
        entries = {line["name"]: line for line in released(a_crowd()).log}
        assert entries["how-are-you/listened by age_band and group"]["rung"] == "as-asked"

    @given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.integers(1, 5))
    def test_no_row_is_ever_smaller_than_it_may_be(self, sizes: list[int], turn: int) -> None:
        cells = {key: size for key, size in zip(CELLS, sizes, strict=True) if size}
        if not cells:
            return
        crowd = a_crowd(cells, answers=("yes",) * turn + ("no",))
        for counts in rows(released(crowd)).values():
            assert counts is not None
            assert sum(counts) >= SIGNED.n_cross
            assert min(counts) >= SIGNED.k


@pytest.mark.parametrize(
    "name",
    ["how-are-you/listened", "how-are-you/listened by age_band", "how-are-you/listened by group"],
)
def test_with_a_table_leave_those_that_add_up_to_it(name: str) -> None:
    release = released(a_crowd())
    smaller = disclosure.without(release, name, "narrow")
    assert crossed(smaller) is None
    assert any(gone.crossed == "group" for gone in smaller.not_shown)


def test_without_the_table_by_two_the_others_stay() -> None:
    release = released(a_crowd())
    smaller = disclosure.without(release, "how-are-you/listened by age_band and group", "narrow")
    assert [table.dimension for table in smaller.tables] == [None, "age_band", "group"]
