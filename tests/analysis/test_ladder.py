"""Every rung of the ladder, by the smallest examples there are. k is 5 and N is 10."""

import pytest

from tests.analysis.crowd import SIGNED, a_collapse, a_question, a_table, faces, ideas
from voice.analysis import ladder
from voice.analysis.counts import Counts, Group
from voice.analysis.ladder import Line, Standing
from voice.analysis.policy import Policy
from voice.analysis.reasons import ALIKE, FEW, ROUTED, SAME, Reason

POLICY = Policy()
NORTH = Group("north", "North", joins="south")
SOUTH = Group("south", "South", joins="north")
EAST = Group("east", "East")
NOT_ALWAYS = a_collapse((("yes", "yes"), ("not-always", "sometimes+no")))


def a_line(*counts: int, n: int | None = None, d: int | None = None, bases: tuple[int, ...] = ()):  # type: ignore[no-untyped-def]
    n = sum(counts) if n is None else n
    return Line((), n, counts, n if d is None else d, bases)


def stands(table: Counts, policy: Policy = POLICY, rule: str = "personal") -> Standing | Reason:
    return ladder.climb(table, ladder.scales(table.question), policy, ladder.RULES[rule])


def standing(table: Counts, policy: Policy = POLICY, rule: str = "personal") -> Standing:
    found = stands(table, policy, rule)
    assert isinstance(found, Standing)
    return found


class TestTheRowRule:
    def test_ten_answers_of_ten_children_five_and_five(self) -> None:
        assert ladder.personal(a_line(5, 5), POLICY) is None

    def test_nine_answers_are_too_few(self) -> None:
        assert ladder.personal(a_line(5, 4), POLICY) is FEW

    def test_ten_answers_that_may_be_nine_children_s(self) -> None:
        assert ladder.personal(a_line(5, 5, d=9), POLICY) is SAME

    def test_four_who_gave_the_same_answer_are_too_few(self) -> None:
        assert ladder.personal(a_line(16, 4), POLICY) is ALIKE

    def test_answers_nobody_gave_are_shown_as_none(self) -> None:
        assert ladder.personal(a_line(7, 0, 5, 0), POLICY) is None

    def test_all_the_same_is_never_shown(self) -> None:
        assert ladder.personal(a_line(20, 0), POLICY) is ALIKE

    def test_all_but_one_is_never_shown(self) -> None:
        assert ladder.personal(a_line(19, 1), POLICY) is ALIKE

    def test_three_of_seven_are_not_shown_as_43_percent_or_otherwise(self) -> None:
        assert ladder.personal(a_line(3, 4), POLICY) is FEW

    def test_the_policy_s_numbers_decide(self) -> None:
        assert ladder.personal(a_line(3, 3), Policy(k=3, n=6)) is None

    def test_a_service_answer_may_be_rare_or_everybody_s(self) -> None:
        assert ladder.service(a_line(9, 1), POLICY) is None
        assert ladder.service(a_line(10, 0), POLICY) is None

    def test_service_answers_too_are_of_enough_children(self) -> None:
        assert ladder.service(a_line(9, 1, d=9), POLICY) is SAME


class TestAskedOnlyOfSome:
    def test_everybody_was_asked(self) -> None:
        assert ladder.enough(a_line(6, 6, bases=(12,)), POLICY) is None

    def test_five_were_not(self) -> None:
        assert ladder.enough(a_line(6, 6, bases=(17,)), POLICY) is None

    def test_a_few_were_not(self) -> None:
        for base in (13, 14, 15, 16):
            assert ladder.enough(a_line(6, 6, bases=(base,)), POLICY) is ROUTED

    def test_more_answered_than_the_question_before(self) -> None:
        assert ladder.enough(a_line(6, 6, bases=(11,)), POLICY) is ROUTED

    def test_each_question_before_counts(self) -> None:
        assert ladder.enough(a_line(6, 6, bases=(12, 14)), POLICY) is ROUTED


class TestCollapsing:
    def test_as_asked_comes_first(self) -> None:
        assert standing(a_table(faces(), (5, 5, 5, 5, 5))).rung == "as-asked"

    def test_then_the_finest_declared_scale_that_holds(self) -> None:
        found = standing(a_table(faces(), (2, 4, 5, 2, 4)))
        assert found.rung == "collapsed"
        assert [line.counts for line in found.lines] == [(6, 5, 6)]
        assert [answer.id for answer in found.scale.answers] == ["awful+sad", "okay", "good+great"]
        assert [answer.text for answer in found.scale.answers] == ["Down", "Okay", "Up"]

    @pytest.mark.parametrize("put_together", [(1, 4), (2, 3), (3, 2), (4, 1)])
    def test_the_rung_itself_never_narrows_what_was_put_together(
        self, put_together: tuple[int, int]
    ) -> None:
        # Five put together would tell that neither part is 0 or 5: each would be one of 1 to 4.
        question = a_question(("yes", "sometimes", "no"), collapses=(NOT_ALWAYS,))
        assert stands(a_table(question, (7, *put_together))) is ALIKE
        assert standing(a_table(question, (7, 1, 5))).lines[0].counts == (7, 6)

    def test_then_the_coarser_one(self) -> None:
        assert standing(a_table(faces(), (2, 3, 4, 4, 4))).lines[0].counts == (9, 8)

    def test_what_no_scale_can_tell_is_not_shown(self) -> None:
        assert stands(a_table(faces(), (1, 1, 1, 10, 10))) is ALIKE

    def test_one_row_that_fails_takes_the_whole_table_to_the_next_scale(self) -> None:
        rows = {"0-9": (5, 5, 5, 5, 5), "10-16": (1, 5, 5, 5, 5)}
        found = standing(a_table(faces(), rows, "age_band"))
        assert [line.counts for line in found.lines] == [(10, 5, 10), (6, 5, 10)]

    def test_one_row_that_fails_on_every_scale_takes_all_with_it(self) -> None:
        rows = {"0-9": (5, 5, 5, 5, 5), "10-16": (0, 0, 0, 3, 3)}
        assert stands(a_table(faces(), rows, "age_band")) is FEW

    def test_a_row_nobody_answered_takes_all_with_it(self) -> None:
        rows = {"0-9": (5, 5, 5, 5, 5), "10-16": (0, 0, 0, 0, 0)}
        assert stands(a_table(faces(), rows, "age_band")) is FEW


YES_NO = a_question(("yes", "no"))


class TestJoining:
    def test_a_group_too_small_is_joined_to_its_neighbour_and_no_other(self) -> None:
        rows = {"east": (6, 6), "north": (4, 4), "south": (6, 6)}
        found = standing(a_table(YES_NO, rows, "group", (NORTH, SOUTH, EAST)))
        assert found.rung == "joined"
        assert [(line.values, line.counts) for line in found.lines] == [
            (("east",), (6, 6)),
            (("north", "south"), (10, 10)),
        ]

    def test_scales_come_before_joining(self) -> None:
        # Joined, the two rows could be told as asked.
        rows = {"north": (5, 1, 0, 6, 0), "south": (5, 5, 0, 6, 0), "east": (5, 5, 0, 6, 0)}
        found = standing(a_table(faces(), rows, "group", (NORTH, SOUTH, EAST)))
        assert found.rung == "collapsed"

    def test_joined_rows_may_still_need_a_coarser_scale(self) -> None:
        rows = {"north": (3, 1, 0, 3, 1), "south": (1, 3, 0, 1, 3), "east": (6, 0, 0, 6, 0)}
        found = standing(a_table(faces(), rows, "group", (NORTH, SOUTH, EAST)))
        assert found.rung == "joined"
        assert [line.counts for line in found.lines] == [(8, 0, 8), (6, 0, 6)]

    def test_a_group_without_a_neighbour_cannot_be_joined(self) -> None:
        rows = {"east": (3, 3), "north": (6, 6), "south": (6, 6)}
        assert stands(a_table(YES_NO, rows, "group", (NORTH, SOUTH, EAST))) is FEW

    def test_all_joined_to_one_is_no_breakdown(self) -> None:
        rows = {"north": (4, 4), "south": (6, 6)}
        assert stands(a_table(YES_NO, rows, "group", (NORTH, SOUTH))) is FEW

    def test_a_neighbour_that_did_not_meet_passes_on_to_its_own(self) -> None:
        away = Group("away", "Away", joins="east")
        rows = {"east": (6, 6), "north": (4, 4), "west": (6, 6)}
        groups = (EAST, Group("north", "North", joins="away"), Group("west", "West"), away)
        found = standing(a_table(YES_NO, rows, "group", groups))
        assert [line.values for line in found.lines] == [("east", "north"), ("west",)]

    def test_neighbours_that_point_at_each_other_end(self) -> None:
        one, other = Group("one", "One", joins="other"), Group("other", "Other", joins="one")
        rows = {"east": (6, 6), "one": (1, 1), "other": (1, 1)}
        assert stands(a_table(YES_NO, rows, "group", (EAST, one, other))) is FEW

    def test_joined_groups_that_share_members_count_them_once(self) -> None:
        one = Group("one", "One", joins="other", overlaps=frozenset({"other"}))
        rows = {"east": (6, 6), "one": (4, 4), "other": (4, 4)}
        table = a_table(YES_NO, rows, "group", (EAST, one, Group("other", "Other")))
        assert stands(table) is FEW

    def test_those_who_did_not_say_their_age_are_counted_with_the_middle_band(self) -> None:
        rows = {"0-9": (6, 6), "10-16": (6, 6), "_not-said": (1, 0)}
        found = standing(a_table(YES_NO, rows, "age_band"))
        assert [(line.values, line.counts) for line in found.lines] == [
            (("0-9",), (6, 6)),
            (("10-16", "_not-said"), (7, 6)),
        ]

    def test_of_joined_bands_only_the_larger_number_of_children_is_certain(self) -> None:
        rows = {"0-9": (5, 5), "10-16": (5, 4), "_not-said": (1, 1)}
        assert stands(a_table(YES_NO, rows, "age_band")) is FEW

    def test_a_band_is_never_joined_to_another(self) -> None:
        rows = {"0-9": (4, 4), "10-16": (9, 9), "17+": (9, 9)}
        assert stands(a_table(YES_NO, rows, "age_band")) is FEW

    def test_months_are_never_joined(self) -> None:
        rows = {"2019-09": (4, 4), "2019-10": (9, 9)}
        assert stands(a_table(YES_NO, rows, "month")) is FEW

    def test_of_a_question_asked_of_some_joined_rows_hold_the_joined_base(self) -> None:
        question = a_question(("yes", "no"), base="listened")
        table = a_table(question, {"east": (6, 6), "north": (6, 6), "south": (6, 6)}, "group")
        bases = {"east": 12, "north": 14, "south": 15}
        rows = tuple(
            type(row)(row.value, row.n, row.counts, row.d, base=bases[str(row.value)])
            for row in table.rows
        )
        groups = {group.id: group for group in (NORTH, SOUTH, EAST)}
        found = standing(Counts(question, "2019-P1", "group", rows, table.months, groups))
        assert [line.bases for line in found.lines] == [(12,), (29,)]


class TestTheLowerRungs:
    def test_all_but_a_few_are_told_in_bounded_words(self) -> None:
        for counts in ((12, 0), (11, 1), (8, 4)):
            found = ladder.lower(a_table(YES_NO, counts), POLICY, "personal")
            assert found is not None
            assert (found.rung, found.bounded) == ("bounded", 0)

    def test_the_finest_scale_that_can_be_told_is(self) -> None:
        found = ladder.lower(a_table(faces(), (1, 1, 0, 6, 6)), POLICY, "personal")
        assert found is not None
        assert (found.scale.answers[found.bounded or 0].text, found.scale.collapsed) == ("Up", True)

    def test_an_unsafe_answer_is_never_told(self) -> None:
        question = a_question(("yes", "no"), unsafe=frozenset({"no"}))
        found = ladder.lower(a_table(question, (1, 11)), POLICY, "personal")
        assert found is not None
        assert found.rung == "n-only"

    def test_and_silence_does_not_tell_it_either(self) -> None:
        question = a_question(("yes", "no"), unsafe=frozenset({"no"}))
        told = [
            ladder.lower(a_table(question, counts), POLICY, "personal")
            for counts in ((12, 0), (8, 4), (4, 8), (0, 12))
        ]
        assert [found and found.rung for found in told] == ["n-only"] * 4

    def test_nor_one_that_takes_an_unsafe_answer(self) -> None:
        collapse = a_collapse((("fine", "yes"), ("not", "unsure+no")))
        question = a_question(collapses=(collapse,), unsafe=frozenset({"no"}))
        found = ladder.lower(a_table(question, (1, 6, 6)), POLICY, "personal")
        assert found is not None
        assert found.rung == "n-only"

    def test_words_need_enough_children_too(self) -> None:
        found = ladder.lower(a_table(YES_NO, (12, 0), d=9), POLICY, "personal")
        assert found is not None
        assert found.rung == "n-only"

    def test_most_is_more_than_half_whatever_the_rest_is(self) -> None:
        found = ladder.lower(a_table(YES_NO, (7, 7)), Policy(k=8), "personal")
        assert found is not None
        assert found.rung == "n-only"

    def test_no_answer_most_gave_leaves_how_many_answered(self) -> None:
        found = ladder.lower(a_table(a_question(), (8, 4, 3)), POLICY, "personal")
        assert found is not None
        assert (found.rung, found.lines[0].n) == ("n-only", 15)

    def test_fewer_than_ten_leave_nothing(self) -> None:
        assert ladder.lower(a_table(YES_NO, (9, 0)), POLICY, "personal") is None

    def test_nothing_is_left_of_a_question_that_few_were_not_asked(self) -> None:
        table = a_table(YES_NO, (12, 0), base=14)
        assert ladder.lower(table, POLICY, "personal") is None

    def test_ticks_are_never_told_in_bounded_words(self) -> None:
        found = ladder.lower(a_table(ideas(), (12, 0, 0), n=12), POLICY, "personal")
        assert found is not None
        assert found.rung == "n-only"

    def test_three_service_answers_are_told_in_words(self) -> None:
        found = ladder.lower(a_table(YES_NO, (0, 3)), SIGNED, "service")
        assert found is not None
        assert found.rung == "service-words"

    def test_two_are_not(self) -> None:
        assert ladder.lower(a_table(YES_NO, (0, 2)), SIGNED, "service") is None

    def test_nor_three_of_which_an_earlier_answer_decided(self) -> None:
        assert ladder.lower(a_table(YES_NO, (0, 3), base=3), SIGNED, "service") is None
