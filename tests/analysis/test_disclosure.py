"""What may be said, and what not: the policy's named cases, and properties of every release."""

import json

import pytest

from tests.analysis.crowd import (
    MONTHS,
    PERIOD,
    SIGNED,
    a_question,
    a_table,
    faces,
    ideas,
)
from voice.analysis import opendata
from voice.analysis.counts import Counts, Group
from voice.analysis.disclosure import protect, without
from voice.analysis.policy import Policy
from voice.analysis.safe import NotShown, Release, Safe

POLICY = Policy()
YES_NO = a_question(("yes", "no"))
SERVICE = a_question(("yes", "no"), item="heard", sensitivity="service")


def released(*tables: Counts, policy: Policy = POLICY) -> Release:
    return protect(tables, (), policy)


def only(release: Release) -> Safe:
    (table,) = release.tables
    return table


def gone(release: Release) -> list[tuple[str | None, str]]:
    return [(one.dimension, one.reason) for one in release.not_shown]


def log_of(release: Release) -> list[tuple[str, str, str]]:
    return [(line["name"], line["rung"], line["why"]) for line in release.log]


class TestOneTable:
    def test_five_and_five_are_shown_as_asked(self) -> None:
        release = released(a_table(YES_NO, (5, 5)))
        table = only(release)
        assert (table.name, table.form) == ("how-are-you/listened", "as-asked")
        assert (table.rows[0].label, table.rows[0].n) == ("Everybody", 10)
        assert table.rows[0].counts == (5, 5)
        assert release.not_shown == ()
        assert log_of(release) == [("how-are-you/listened", "as-asked", "")]

    def test_a_hundred_percent_is_told_in_words(self) -> None:
        row = only(released(a_table(YES_NO, (12, 0)))).rows[0]
        assert (row.words, row.at_least) == ("most or all of the 12 answers", ("yes", 7))
        assert row.counts is None

    def test_all_but_one_is_told_in_the_same_words(self) -> None:
        all_of_them, all_but_one = (
            opendata.write(released(a_table(YES_NO, counts))) for counts in ((12, 0), (11, 1))
        )
        assert all_of_them == all_but_one

    def test_of_many_it_is_nine_in_ten(self) -> None:
        row = only(released(a_table(YES_NO, (48, 2)))).rows[0]
        assert (row.words, row.at_least) == ("about 9 in 10 or more", ("yes", 45))

    def test_an_unsafe_answer_most_gave_leaves_only_how_many_answered(self) -> None:
        question = a_question(("yes", "no"), unsafe=frozenset({"no"}))
        release = released(a_table(question, (0, 12)))
        row = only(release).rows[0]
        assert (row.n, row.counts, row.words, row.at_least) == (12, None, None, None)
        assert gone(release) == [
            (None, "Some answers were given by very few, or nearly everybody gave the same one.")
        ]

    def test_few_answers_are_not_shown_and_not_said_how_few(self) -> None:
        for counts in ((0, 0), (1, 0), (4, 5), (9, 0)):
            release = released(a_table(YES_NO, counts))
            assert release.tables == ()
            assert gone(release) == [(None, "Fewer than 10 answers so far.")]
            assert release.not_shown[0].back == "One or two more sessions usually bring it back."

    def test_regulars_answers_are_only_counted(self) -> None:
        release = released(a_table(YES_NO, (10, 10), d=5))
        assert (only(release).form, only(release).rows[0].n) == ("n-only", 20)
        assert "fewer than 10 young people" in release.not_shown[0].reason

    def test_a_question_few_were_not_asked_is_not_even_counted(self) -> None:
        question = a_question(("yes", "no"), item="why", base="listened", base_in=("no",))
        release = released(a_table(question, (6, 6), base=14))
        assert release.tables == ()
        assert "after certain answers only" in release.not_shown[0].reason

    def test_a_question_asked_of_some_says_of_whom(self) -> None:
        question = a_question(("yes", "no"), item="why", base="listened", base_in=("no",))
        table = only(released(a_table(question, (6, 6), base=20)))
        assert (table.base, table.base_in) == ("listened", ("no",))

    def test_a_question_others_may_be_asked_too_names_no_base(self) -> None:
        question = a_question(("yes", "no"), item="why", base="listened")
        assert only(released(a_table(question, (6, 6), base=20))).base is None


class TestMeans:
    def test_a_mean_stands_beside_the_counts_it_follows_from(self) -> None:
        row = only(released(a_table(faces(), (5, 5, 0, 5, 6)))).rows[0]
        assert row.mean == 3.1  # 65 of 21

    def test_a_half_is_rounded_up(self) -> None:
        assert only(released(a_table(faces(), (5, 0, 0, 0, 15)))).rows[0].mean == 4.0
        assert only(released(a_table(faces(), (10, 5, 5, 0, 0)))).rows[0].mean == 1.8

    def test_collapsed_answers_have_no_mean(self) -> None:
        table = only(released(a_table(faces(), (1, 5, 5, 6, 0))))
        assert (table.form, table.rows[0].mean) == ("collapsed", None)

    def test_joined_rows_have_one_where_the_answers_are_as_asked(self) -> None:
        rows = {"0-9": (5, 5, 5, 5, 5), "10-16": (5, 5, 5, 5, 5), "_not-said": (0, 0, 0, 0, 5)}
        tables = [a_table(faces(), (10, 10, 10, 10, 15)), a_table(faces(), rows, "age_band")]
        _, by_age = released(*tables).tables
        assert (by_age.form, [row.mean for row in by_age.rows]) == ("joined", [3.0, 3.3])

    def test_bounded_words_have_no_mean(self) -> None:
        assert only(released(a_table(faces(), (0, 0, 0, 0, 12)))).rows[0].mean is None

    def test_a_question_that_has_no_mean_gets_none(self) -> None:
        assert only(released(a_table(faces(mean=False), (5, 5, 0, 0, 0)))).rows[0].mean is None


class TestTickAll:
    def test_each_answer_is_a_table_of_its_own(self) -> None:
        release = released(a_table(ideas(), (5, 7, 10), n=15))
        assert [(t.name, t.tick, t.rows[0].counts, t.rows[0].n) for t in release.tables] == [
            ("how-are-you/good: friends", "friends", (5,), 15),
            ("how-are-you/good: school", "school", (7,), 15),
            ("how-are-you/good: food", "food", (10,), 15),
        ]
        assert release.not_shown == ()

    def test_what_few_or_nearly_all_ticked_is_left_out_alike(self) -> None:
        for rare in (0, 1, 4, 11, 14, 15):
            release = released(a_table(ideas(), (7, rare, 8), n=15))
            assert [table.tick for table in release.tables] == ["friends", "food"]
            assert gone(release) == [(None, "Some answers were given by few or by nearly all.")]

    def test_if_none_can_be_shown_how_many_answered_is(self) -> None:
        release = released(a_table(ideas(), (1, 14, 2), n=15))
        table = only(release)
        assert (table.form, table.tick, table.rows[0].n) == ("n-only", None, 15)
        assert gone(release) == [(None, "Some answers were given by few or by nearly all.")]

    def test_few_answers_are_few_answers(self) -> None:
        assert gone(released(a_table(ideas(), (1, 2, 3), n=4))) == [
            (None, "Fewer than 10 answers so far.")
        ]

    def test_a_breakdown_shows_the_answers_of_which_every_row_holds(self) -> None:
        rows = {"0-9": (6, 6, 6), "10-16": (6, 1, 6)}
        release = released(
            a_table(ideas(), (12, 7, 12), n=24), a_table(ideas(), rows, "age_band", n=12)
        )
        assert [table.tick for table in release.tables if table.dimension] == ["friends", "food"]
        assert gone(release) == [("age_band", "Some answers were given by few or by nearly all.")]

    def test_a_breakdown_never_shows_an_answer_its_total_hides(self) -> None:
        rows = {"0-9": (6, 6, 6), "10-16": (6, 6, 6)}
        release = released(
            a_table(ideas(), (12, 24, 12), n=24), a_table(ideas(), rows, "age_band", n=12)
        )
        assert {table.tick for table in release.tables} == {"friends", "food"}


class TestService:
    def test_any_count_of_enough_answers_is_shown(self) -> None:
        table = only(released(a_table(SERVICE, (1, 11)), policy=SIGNED))
        assert (table.sensitivity, table.rows[0].counts) == ("service", (1, 11))

    def test_all_and_none_too(self) -> None:
        row = only(released(a_table(SERVICE, (0, 12)), policy=SIGNED)).rows[0]
        assert row.counts == (0, 12)

    def test_three_who_had_not_heard_of_it_are_told_in_words(self) -> None:
        release = released(a_table(SERVICE, (0, 3)), policy=SIGNED)
        row = only(release).rows[0]
        assert row.words == "We asked fewer than 10. All said ‘No’."
        assert (row.n, row.counts) == (None, None)
        assert json.loads(opendata.write(release))["tables"] == []

    def test_the_words_are_a_scale_of_five(self) -> None:
        three = a_question(("a", "b", "c"), sensitivity="service")
        row = only(released(a_table(three, (1, 3, 5)), policy=SIGNED)).rows[0]
        assert (
            row.words == "We asked fewer than 10. Few said ‘A’; few said ‘B’; about half said ‘C’."
        )
        row = only(released(a_table(three, (0, 2, 6)), policy=SIGNED)).rows[0]
        assert row.words == "We asked fewer than 10. None said ‘A’; few said ‘B’; most said ‘C’."

    def test_ticks_are_told_in_words_too(self) -> None:
        question = ideas(sensitivity="service")
        row = only(released(a_table(question, (4, 2, 0), n=4), policy=SIGNED)).rows[0]
        assert row.words == (
            "We asked fewer than 10. All said ‘Friends’; about half said ‘School’;"
            " none said ‘Food’."
        )

    def test_of_fewer_than_ten_nothing_is_split_and_nothing_counted(self) -> None:
        split = {"0-9": (2, 2), "10-16": (2, 2)}
        whole, by_age = a_table(SERVICE, (4, 4)), a_table(SERVICE, split, "age_band")
        table = only(released(whole, by_age, policy=SIGNED))
        assert (table.dimension, table.form) == (None, "service-words")
        assert (table.rows[0].n, table.rows[0].counts) == (None, None)

    def test_two_answers_are_too_few_for_words(self) -> None:
        assert released(a_table(SERVICE, (1, 1)), policy=SIGNED).tables == ()

    def test_until_the_list_is_signed_it_is_personal(self) -> None:
        table = only(released(a_table(SERVICE, (1, 11))))
        assert (table.sensitivity, table.form) == ("personal", "bounded")

    def test_a_breakdown_needs_enough_in_every_row_and_no_more(self) -> None:
        fine = {"0-9": (0, 10), "10-16": (1, 12)}
        release = released(
            a_table(SERVICE, (1, 22)), a_table(SERVICE, fine, "age_band"), policy=SIGNED
        )
        assert [table.dimension for table in release.tables] == [None, "age_band"]
        thin = {"0-9": (0, 9), "10-16": (1, 13)}
        release = released(
            a_table(SERVICE, (1, 22)), a_table(SERVICE, thin, "age_band"), policy=SIGNED
        )
        assert [table.dimension for table in release.tables] == [None]

    def test_regulars_answers_are_only_counted(self) -> None:
        assert only(released(a_table(SERVICE, (1, 11), d=4), policy=SIGNED)).form == "n-only"


BY_AGE = {"0-9": (6, 6), "10-16": (7, 5)}


class TestBreakdowns:
    def test_a_breakdown_is_shown_beside_its_total(self) -> None:
        release = released(a_table(YES_NO, (13, 11)), a_table(YES_NO, BY_AGE, "age_band"))
        table = release.tables[1]
        assert table.name == "how-are-you/listened by age_band"
        assert [(row.value, row.label, row.n, row.counts) for row in table.rows] == [
            ("0-9", "Up to 9", 12, (6, 6)),
            ("10-16", "10 to 16", 12, (7, 5)),
        ]

    def test_a_breakdown_without_its_total_is_not_shown(self) -> None:
        release = released(a_table(YES_NO, (13, 11), base=25), a_table(YES_NO, BY_AGE, "age_band"))
        assert release.tables == ()
        assert [dimension for dimension, _ in gone(release)] == [None, "age_band"]

    def test_why_a_breakdown_is_not_shown_is_the_same_whatever_the_cause(self) -> None:
        few, alike = {"0-9": (6, 6), "10-16": (1, 2)}, {"0-9": (6, 6), "10-16": (14, 1)}
        for rows in (few, alike):
            release = released(a_table(YES_NO, (13, 11)), a_table(YES_NO, rows, "age_band"))
            assert gone(release) == [
                ("age_band", "Split up like this, some of its numbers would be too small.")
            ]

    def test_the_bridge_is_never_built(self) -> None:
        # Two hidden cells in every row and column can still be worked out; here no cell is hidden.
        cross = {"a": (3, 9, 9, 2), "b": (9, 3, 2, 9), "c": (9, 2, 3, 9), "d": (2, 9, 9, 3)}
        question = a_question(("w", "x", "y", "z"))
        release = released(a_table(question, (23, 23, 23, 23)), a_table(question, cross, "group"))
        assert only(release).rows[0].counts == (23, 23, 23, 23)

    def test_joined_rows_say_what_they_take_together(self) -> None:
        groups = (Group("east", "East"), Group("north", "North", joins="south"))
        groups += (Group("south", "South"), Group("west", "West", joins="south"))
        rows = {"east": (6, 6), "north": (2, 2), "south": (5, 5), "west": (2, 2)}
        release = released(a_table(YES_NO, (15, 15)), a_table(YES_NO, rows, "group", groups))
        assert [(row.value, row.label) for row in release.tables[1].rows] == [
            ("east", "East"),
            ("north+south+west", "North, South and West"),
        ]
        assert release.hierarchies["group"] == {"north+south+west": ["north", "south", "west"]}

    def test_those_who_did_not_say_are_named_within_a_joined_row(self) -> None:
        rows = {"0-9": (6, 6), "10-16": (6, 6), "_not-said": (1, 1)}
        release = released(a_table(YES_NO, (13, 13)), a_table(YES_NO, rows, "age_band"))
        assert release.tables[1].rows[1].label == "10 to 16, or age not said"
        assert release.hierarchies["age_band"] == {"10-16+_not-said": ["10-16", "_not-said"]}

    def test_months_are_called_by_their_names(self) -> None:
        rows = {"2019-09": (6, 6), "2019-10": (7, 5)}
        release = released(a_table(YES_NO, (13, 11)), a_table(YES_NO, rows, "month"))
        assert [row.label for row in release.tables[1].rows] == ["September 2019", "October 2019"]

    def test_merged_answers_say_what_they_take_together(self) -> None:
        release = released(a_table(faces(), (1, 5, 5, 6, 0)))
        assert release.hierarchies["answer"] == {
            "awful+sad": ["awful", "sad"],
            "good+great": ["good", "great"],
        }


class TestTheRelease:
    def test_it_says_its_rules_its_months_and_what_came_before(self) -> None:
        earlier = protect([], (), POLICY, period="2019-P0", months=("2019-08",))
        release = protect([a_table(YES_NO, (5, 5))], [earlier], POLICY)
        assert (release.id, release.period, release.months) == (PERIOD, PERIOD, MONTHS)
        assert release.earlier == ("2019-P0",)
        assert release.policy == POLICY.as_dict()
        assert release.hierarchies["time"] == {PERIOD: list(MONTHS)}

    def test_a_period_in_which_nobody_was_asked_has_a_release_too(self) -> None:
        release = protect([], (), POLICY, period=PERIOD, months=MONTHS)
        assert (release.tables, release.not_shown, release.log) == ((), (), ())

    def test_a_period_is_never_released_twice(self) -> None:
        first = protect([a_table(YES_NO, (5, 5))], (), POLICY)
        with pytest.raises(ValueError, match="released already"):
            protect([a_table(YES_NO, (5, 6))], [first], POLICY)

    def test_tables_of_two_periods_are_not_one_release(self) -> None:
        with pytest.raises(ValueError, match="one period"):
            protect([a_table(YES_NO, (5, 5))], (), POLICY, period="2020-P1", months=("2020-01",))
        with pytest.raises(ValueError, match="one period"):
            protect([], (), POLICY)


class TestWithout:
    WHOLE = released(
        a_table(YES_NO, (13, 11)),
        a_table(YES_NO, BY_AGE, "age_band"),
        a_table(faces(), (5, 5, 5, 5, 5)),
    )

    def test_a_breakdown_leaves_by_itself(self) -> None:
        smaller = without(self.WHOLE, "how-are-you/listened by age_band", "narrow")
        assert [table.name for table in smaller.tables] == [
            "how-are-you/listened",
            "how-are-you/feeling",
        ]
        assert smaller.not_shown[-1].dimension == "age_band"
        assert "Beside the other figures" in smaller.not_shown[-1].reason
        assert smaller.log[-1] == {
            "what": "dropped",
            "name": "how-are-you/listened by age_band",
            "why": "narrow",
        }

    def test_a_total_takes_what_adds_up_to_it_along(self) -> None:
        smaller = without(self.WHOLE, "how-are-you/listened", "small")
        assert [table.name for table in smaller.tables] == ["how-are-you/feeling"]
        assert [one.dimension for one in smaller.not_shown] == [None, "age_band"]

    def test_one_tick_leaves_the_others(self) -> None:
        release = released(a_table(ideas(), (5, 7, 10), n=15))
        smaller = without(release, "how-are-you/good: school", "small")
        assert [table.tick for table in smaller.tables] == ["friends", "food"]
        again = without(smaller, "how-are-you/good: food", "small")
        assert len(again.not_shown) == 1

    def test_a_table_that_is_not_there_changes_nothing(self) -> None:
        assert without(self.WHOLE, "no/such", "small") == self.WHOLE


def test_reasons_and_log_are_the_same_for_all_that_is_too_few() -> None:
    releases = [released(a_table(YES_NO, counts)) for counts in ((1, 0), (9, 0), (4, 5))]
    assert len({opendata.write(release) for release in releases}) == 1
    assert len({str(release.log) for release in releases}) == 1


def test_what_is_not_shown_names_the_question_in_its_own_words() -> None:
    assert released(a_table(YES_NO, (1, 0))).not_shown == (
        NotShown(
            "how-are-you",
            "listened",
            "Are you listened to?",
            None,
            "Fewer than 10 answers so far.",
            "One or two more sessions usually bring it back.",
        ),
    )
