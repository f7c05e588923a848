"""The gist of what somebody wrote holds none of their own words in a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from voice.analysis.gist import holds

WRITTEN = "I want more trips to the sea"


@pytest.mark.parametrize(
    "gist",
    [
        "I want more trips to the sea now",
        "Idea: I want more trips to the sea",
        "They said that more trips to the zoo",
        "I want mo\u200bre trips",
        "I wánt möre tríps",
        "I-want-more-trips",
        "i WANT more trips!",
        "I want m o r e trips",
        "Ｉ want more trips",
        "nowI want more tripsnow",
    ],
)
def test_four_words_in_a_row_are_found_however_they_are_dressed(gist: str) -> None:
    assert holds(WRITTEN, gist)


@pytest.mark.parametrize("gist", ["More trips", "Trips to the coast", "More days by the sea", ""])
def test_other_words_for_the_same_are_a_gist(gist: str) -> None:
    assert not holds(WRITTEN, gist)


@pytest.mark.parametrize(
    ("written", "gist", "found"),
    [
        ("More trips!", "They wish for more trips.", True),
        ("More trips!", "They wish for trips.", False),
        ("Pizza", "The pizza, please", True),
        ("Art", "They want to start earlier", False),
        ("Art", "They want a-r-t", True),
        ("Don’t stop", "Dont stop now", True),
        ("我们想要更多旅行", "现在我们想要更多旅行", True),
        ("🙂🙂", "Happy", False),
        ("🙂🙂", "Yes 🙂🙂", True),
    ],
)
def test_what_is_short_is_compared_whole(written: str, gist: str, found: bool) -> None:
    assert holds(written, gist) is found


@given(some.text(min_size=1), some.text(), some.text())
def test_what_was_written_is_never_its_own_gist(written: str, before: str, after: str) -> None:
    assert holds(written, f"{before} {written} {after}")
