"""Sign-ups beside attendance."""

from voice.analysis import coming
from voice.analysis.coming import Coming
from voice.analysis.splits import Tallies

K = 5


def an_event(signed_up: int, came: int, **missed: int) -> Tallies:
    found = {("signed-up", "all"): signed_up, ("came", "all"): came}
    return found | {("did-not-come", name): number for name, number in missed.items()}


def test_events_of_one_name_stand_together() -> None:
    events = [
        ("Just Us", an_event(10, 7)),
        ("Forum", an_event(30, 36)),
        ("Just Us", an_event(12, 0, all=12, taxi=12)),
        ("Forum", {("came", "all"): 9}),
        ("Forum", {("signed-up", "all"): 9}),
        ("Stall", an_event(0, 3)),
    ]
    just_us, forum = coming.of(events, K)
    assert just_us == Coming(
        "Just Us", 2, 22, 7, "12 did not come: all had a taxi that did not come."
    )
    assert just_us.of_those == "about 1 in 3"
    assert forum == Coming("Forum", 1, 30, 36, "")
    assert forum.of_those == "more than had signed up"
    grid = coming.grid("Group", (just_us, forum), 30)
    assert grid.rows == (
        ("Just Us", "2", "22", "7", coming.FEW),
        ("Forum", "1", "30", "36", "more than had signed up"),
    )


def test_why_few_did_not_come_is_not_told() -> None:
    (found,) = coming.of([("Just Us", an_event(12, 9, all=3, taxi=3))], K)
    assert found.why == "3 did not come."


def test_all_of_them_are_one_sentence() -> None:
    assert coming.sentence(Coming("All", 4, 1200, 900, "")) == (
        "At 4 events of which both were written down, 1,200 had signed up and 900 came: 3 in 4."
    )


def test_the_group_that_fewest_came_to_is_named_where_many_signed_up() -> None:
    low, high, few = (
        Coming("A", 3, 60, 20, ""),
        Coming("B", 3, 40, 36, ""),
        Coming("C", 1, 9, 0, ""),
    )
    assert coming.least((low, high, few), 30) == (
        "Of those who had signed up, fewest came to A (1 in 3) and most to B (9 in 10)."
    )
    assert coming.least((low, few), 30) == ""
    assert coming.least((low, low), 30) == ""
