"""Tables as counted, from what the store counted."""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.crowd import MONTHS, PERIOD, Crowd, Given, a_question, ideas, many
from voice.analysis.counts import DIMENSIONS, Counts, Gathered, Group, Question, Row, tabulate

LISTENED = a_question()
GROUPS = {
    "north": Group("north", "North"),
    "south": Group("south", "South", joins="north"),
    "fun-day": Group("fun-day", "Fun day", overlaps=frozenset({"north", "south"})),
}


def tables_of(crowd: Crowd, *questions: Question) -> dict[tuple[str, str | None], Counts]:
    made = tabulate(crowd.gathered(), questions or (LISTENED,), GROUPS, MONTHS, PERIOD)
    return {(table.question.item, table.dimension): table for table in made}


def rows_of(crowd: Crowd, dimension: str | None = None) -> dict[str | None, Row]:
    return {row.value: row for row in tables_of(crowd)["listened", dimension].rows}


def said(answer: str) -> dict[str, str | tuple[str, ...]]:
    return {"listened": answer}


def test_what_nobody_was_asked_has_no_table() -> None:
    assert tabulate(Gathered(), [LISTENED], GROUPS, MONTHS, PERIOD) == []


def test_every_answer_of_the_question_is_counted_and_absences_are_not() -> None:
    row = rows_of(Crowd((*many(3, said("yes")), *many(2, said("_skipped"), 3))))[None]
    assert dict(row.counts) == {"yes": 3, "unsure": 0, "no": 0}
    assert row.n == 3


def test_several_ticks_of_one_are_one_answer_and_none_ticked_is_one_too() -> None:
    ticked = many(2, {"good": ("friends", "food")}) + many(1, {"good": ()}, 2)
    row = tables_of(Crowd(ticked), ideas())["good", None].rows[0]
    assert (row.n, dict(row.counts)) == (3, {"friends": 2, "school": 0, "food": 2})


def test_the_same_item_of_two_surveys_is_two_questions() -> None:
    one, other = Crowd(many(3, said("yes"))), Crowd(many(4, said("no")))
    both = Gathered(
        one.gathered().cells + other.gathered("stall").cells,
        one.gathered().answered + other.gathered("stall").answered,
    )
    questions = [LISTENED, a_question(survey="stall")]
    made = tabulate(both, questions, GROUPS, MONTHS, PERIOD)
    assert [(table.question.name, table.rows[0].n) for table in made] == [
        ("how-are-you/listened", 3),
        ("stall/listened", 4),
    ]


def test_breakdowns_stand_in_fixed_orders_with_those_who_did_not_say_last() -> None:
    crowd = Crowd(
        (
            *many(1, said("yes"), 0, age_band="17+", group="south", month="2019-10"),
            *many(3, said("yes"), 1, age_band=None, group="fun-day", month="2019-09"),
            *many(2, said("no"), 4, age_band="0-9", group="north", month="2019-10"),
            *many(2, said("no"), 6, age_band="10-16", group=None, month="2019-10"),
        )
    )
    made = tables_of(crowd)
    values = {dim: [row.value for row in table.rows] for (_, dim), table in made.items()}
    assert values == {
        None: [None],
        "age_band": ["0-9", "10-16", "17+", "_not-said"],
        "group": ["north", "south", "fun-day", "_not-said"],
        "month": ["2019-09", "2019-10"],
    }


def test_what_has_one_value_only_is_no_breakdown() -> None:
    assert list(tables_of(Crowd(many(12, said("yes"))))) == [("listened", None)]


def test_a_value_of_which_nobody_answered_has_a_row_all_the_same() -> None:
    crowd = Crowd((*many(12, said("yes")), *many(2, said("_not-asked"), 12, age_band="0-9")))
    assert rows_of(crowd, "age_band")["0-9"].n == 0


def test_a_question_asked_of_some_knows_how_many_answered_the_one_before() -> None:
    routed = a_question(item="why", base="listened", base_in=("no",), also_after=("good",))
    answers = {"listened": "no", "why": "yes", "good": ()}
    others = {"listened": "yes", "why": "_not-asked", "good": "_skipped"}
    crowd = Crowd((*many(4, answers, age_band="0-9"), *many(3, others, 4)))
    made = tables_of(crowd, LISTENED, ideas(), routed)
    assert [(row.base, row.also) for row in made["why", None].rows] == [(7, (4,))]
    assert [(r.value, r.n, r.base, r.also) for r in made["why", "age_band"].rows] == [
        ("0-9", 4, 4, (4,)),
        ("10-16", 0, 3, (0,)),
    ]


def test_regulars_count_once() -> None:
    meetings = tuple(one for week in range(4) for one in many(5, said("yes"), sitting=f"s{week}"))
    assert [(row.n, row.d) for row in rows_of(Crowd(meetings)).values()] == [(20, 5)]


def test_a_standing_link_counts_as_one_gathering() -> None:
    crowd = Crowd(many(9, said("yes"), sitting="link", group=None))
    assert rows_of(crowd)[None].d == 9


def test_answers_without_a_group_add_nothing_to_those_with_one() -> None:
    crowd = Crowd(
        (
            *many(6, said("yes"), group="north"),
            *many(4, said("yes"), 6, sitting="link", group=None),
            *many(3, said("yes"), 10, sitting="s9", group=None),
        ),
        small=frozenset({"s9"}),
    )
    assert rows_of(crowd)[None].d == 6


def test_groups_that_share_members_do_not_add_up() -> None:
    crowd = Crowd(
        (
            *many(6, said("yes"), sitting="n", group="north"),
            *many(5, said("yes"), 6, sitting="s", group="south"),
            *many(9, said("yes"), 2, sitting="f", group="fun-day"),
        )
    )
    assert rows_of(crowd)[None].d == 11
    assert [row.d for row in rows_of(crowd, "group").values()] == [6, 5, 9]


def test_small_sittings_are_told_by_their_numbers_alone() -> None:
    crowd = Crowd(
        (
            *many(6, said("yes"), sitting="a", month="2019-09"),
            *many(4, said("yes"), sitting="b", month="2019-09"),
            *many(5, said("no"), sitting="c", month="2019-10"),
        ),
        small=frozenset("abc"),
    )
    # Of ten answers in September from sittings of 6 and 4, six are of different children.
    assert rows_of(crowd)[None].d == 6
    assert {value: row.d for value, row in rows_of(crowd, "month").items()} == {
        "2019-09": 6,
        "2019-10": 5,
    }


@st.composite
def crowds(draw: st.DrawFn) -> Crowd:
    """Regulars of two groups and of a fun day that both come to, at large and small sittings."""
    members = {"north": range(8), "south": range(8, 14), "fun-day": range(16)}
    given, small, late = [], set(), set()
    for number in range(draw(st.integers(1, 6))):
        group = draw(st.sampled_from(sorted(members)))
        came = draw(st.sets(st.sampled_from(members[group]), min_size=1, max_size=8))
        month = draw(st.sampled_from(MONTHS))
        where = draw(st.sampled_from(["event", "small", "small", "late", "link", "nobody"]))
        if where in {"small", "late"}:
            small.add(f"s{number}")
        for child in came:
            if where == "late" and draw(st.booleans()):
                late.add(len(given))
            given.append(
                Given(
                    child,
                    said(draw(st.sampled_from(["yes", "no", "_skipped"]))),
                    f"s{number}",
                    None if where in {"link", "nobody"} else group,
                    month,
                    ["0-9", "10-16", "17+"][child % 3],
                )
            )
        if where == "nobody":
            small.add(f"s{number}")
    return Crowd(tuple(given), frozenset(small), frozenset(late))


@given(crowds())
@settings(max_examples=150, deadline=None)
def test_d_is_never_more_than_the_children_there_were(crowd: Crowd) -> None:
    children: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
    for one in crowd.given:
        if one.answers["listened"] != "_skipped":
            children[None, None].add(one.child)
            for dimension in DIMENSIONS:
                children[dimension, getattr(one, dimension) or "_not-said"].add(one.child)
    for (_, dimension), table in tables_of(crowd).items():
        for row in table.rows:
            true = len(children[dimension, row.value])
            assert row.d <= true
            assert (row.d > 0) == (row.n > 0)
