"""Before and after: told as two distributions, and as a change only if every pairing says so."""

from fractions import Fraction
from itertools import product
from math import comb

import pytest

from tests.releases import YES_NO, a_release, a_row, a_table, by_age, some_ticks
from voice.analysis import befores
from voice.analysis.chance import Pair
from voice.analysis.findings import Finding
from voice.analysis.safe import Safe

TEXT = "How sure are you about speaking up?"


def asked(counts: tuple[int, ...], item: str = "sure", before: str | None = None) -> Safe:
    return a_table([a_row(counts)], YES_NO, item, TEXT, kind="choice", before=before)


def one(then: tuple[int, ...], now: tuple[int, ...]) -> Finding:
    tables = [asked(then), asked(now, "sure-after", "sure")]
    (finding,) = befores.of(a_release(tables))
    return finding


def test_both_distributions_are_told_side_by_side() -> None:
    finding = one((6, 5, 9), (8, 5, 7))
    assert finding.sentences == (
        (
            "Before: of 20 answers, 6 were ‘Yes’, 5 ‘Not sure’ and 9 ‘No’."
            " After: of 20 answers, 8 were ‘Yes’, 5 ‘Not sure’ and 7 ‘No’."
        ),
        "There is no clear change from before to after.",
    )
    assert finding.title == befores.NO_CHANGE
    assert finding.chart is not None
    assert finding.chart.kind == "before-after"
    assert [panel.label for panel in finding.chart.panels] == ["Before", "After"]
    assert finding.table.header == ("Answer", "Before", "After")
    assert finding.name == "how-are-you-sure-after-by-before-and-after-2026-p5"


def test_more_is_said_only_beyond_chance_and_names_what_it_rests_on() -> None:
    finding = one((5, 5, 30), (25, 5, 10))
    assert finding.title == "Answers changed from before to after"
    assert finding.sentences[1] == (
        "More answers were ‘Yes’ and fewer answers were ‘No’ after than before."
    )
    assert "all 3 comparisons" in finding.sentences[2]
    assert "Whoever answered what before" in finding.sentences[2]


def test_one_answer_that_changed_is_the_message() -> None:
    answers = YES_NO[:1] + YES_NO[2:]
    then = a_table([a_row((6, 24))], answers, "sure", TEXT, kind="choice")
    now = a_table([a_row((24, 6))], answers, "later", TEXT, kind="choice", before="sure")
    (finding,) = befores.of(a_release([then, now]))
    assert finding.title == "More ‘Yes’ after than before"
    assert "comparisons" not in finding.sentences[2]


def test_what_is_told_in_two_forms_or_once_is_not_compared() -> None:
    later = asked((6, 5, 9), "sure-after", "sure")
    collapsed = a_table([a_row((6, 14))], YES_NO[:2], "sure", TEXT, form="collapsed")
    assert befores.of(a_release([later])) == ()
    assert befores.of(a_release([collapsed, later])) == ()
    assert befores.of(a_release([asked((6, 5, 9)), asked((6, 5, 9), "other")])) == ()


def test_a_breakdown_is_not_compared() -> None:
    then = by_age({"0-9": (9, 9, 9, 9, 9)}, item="sure")
    now = by_age({"0-9": (9, 9, 9, 9, 9)}, item="later", before="sure")
    assert befores.of(a_release([then, now])) == ()


def test_ticks_are_compared_answer_for_answer() -> None:
    then = some_ticks({"Friends": 8, "School": 14}, 40, item="sure")
    now = some_ticks({"Friends": 36, "School": 15}, 40, item="later", before="sure")
    (finding,) = befores.of(a_release([*then, *now]))
    assert finding.title == "More ‘Friends’ after than before"


@pytest.mark.parametrize("everybody", [1, 4, 7])
def test_no_pairing_is_more_likely_than_the_p_value_says(everybody: int) -> None:
    for before, now in product(range(everybody + 1), repeat=2):
        worst = max(_every_pairing(before, now, everybody))
        assert befores.likelihood(Pair(before, everybody, now, everybody)) == worst


def test_missing_answers_count_against_a_change() -> None:
    everybody = 5
    numbers = range(everybody + 1)
    for fewer, before, now in product(numbers, repeat=3):
        if now <= fewer:
            filled = range(now, now + everybody - fewer + 1)
            worst = max(p for value in filled for p in _every_pairing(before, value, everybody))
            assert befores.likelihood(Pair(before, everybody, now, fewer)) == worst
            assert befores.likelihood(Pair(now, fewer, before, everybody)) == worst


def test_the_usual_test_of_two_groups_is_not_less_careful_for_many_movers() -> None:
    assert befores.beyond([Pair(5, 20, 17, 20)]) == (True,)
    assert befores.beyond([Pair(3, 12, 10, 12)]) == (False,)


def _every_pairing(before: int, now: int, everybody: int) -> list[Fraction]:
    """McNemar's exact p-value of each way to pair the answers, counted one by one."""
    found = []
    for both in range(min(before, now) + 1):
        lost, gained = before - both, now - both
        if both + lost + gained > everybody:
            continue
        moved = lost + gained
        tail = sum(comb(moved, k) for k in range(min(lost, gained) + 1))
        found.append(min(Fraction(1), Fraction(2 * tail, 2**moved)))
    return found
