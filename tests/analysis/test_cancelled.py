"""Why events were cancelled, in words: the reason, how early, and how many for which reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.analysis import activity, cancelled
from voice.store import events
from voice.web.forms import WHY


def test_every_kind_of_reason_that_is_kept_has_its_words() -> None:
    assert tuple(cancelled.BECAUSE) == events.WHY_KINDS == tuple(WHY)


@pytest.mark.parametrize(
    ("kind", "why", "notice", "told"),
    [
        ("nobody", "", 2, "Cancelled: nobody had signed up, two days before."),
        ("nobody", "", None, "Cancelled: nobody had signed up."),
        ("venue", "ice", 0, "Cancelled: the venue could not be used, on the day. Ice."),
        ("other", "Too few signed up.", 1, "Cancelled the day before: Too few signed up."),
        (None, "snow", None, "Cancelled: snow."),
        (None, "snow", 12, "Cancelled 12 days before: snow."),
        (None, "", None, "Cancelled."),
    ],
)
def test_a_paper_says_why_and_how_early(
    kind: str | None, why: str, notice: int | None, told: str
) -> None:
    assert cancelled.sentence(kind, why, notice) == told


def test_a_worker_reads_the_reason_alone() -> None:
    assert cancelled.told("staff", "", 1) == "Too few staff could come, the day before."
    assert cancelled.told("other", "Snow", 1) == "The day before: Snow."
    assert cancelled.told(None, "Snow", None) == "Snow."
    assert cancelled.told(None, "", None) == ""


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (["nobody"], "because nobody had signed up"),
        (["nobody"] * 3, "all because nobody had signed up"),
        (
            ["weather", "nobody", "nobody"],
            "2 because nobody had signed up and 1 because the weather was too bad",
        ),
        (["nobody", None], "1 because nobody had signed up"),
        (["other", "staff"], "1 because too few staff could come and 1 for another reason"),
        (["other", "other"], ""),
        ([None], ""),
        ([], ""),
    ],
)
def test_reasons_are_counted(kinds: list[str | None], told: str) -> None:
    assert cancelled.reasons(kinds) == told


@given(st.lists(st.sampled_from([*events.WHY_KINDS, None])))
def test_no_reason_is_counted_twice(kinds: list[str | None]) -> None:
    told = cancelled.reasons(kinds)
    numbers = [int(word) for word in told.split() if word.isdigit()]
    assert sum(numbers) <= len(kinds)
    if numbers:
        assert sum(numbers) == sum(kind is not None for kind in kinds)


def test_a_line_of_an_event_and_its_note_begin_alike() -> None:
    event = activity.Event(
        "Just Us groups", "Pond day", date(2019, 10, 24), "cancelled", why_kind="nobody", notice=2
    )
    assert activity.account(event, 5) == ("Cancelled: nobody had signed up, two days before.",)
    assert activity.noted(event) == "Cancelled: nobody had signed up, two days before."
