"""Which themes may be named: by question, by children at least, never by a sum."""

from hypothesis import given
from hypothesis import strategies as st

from voice.analysis import themes
from voice.analysis.aloud import IDEA, REMARK, Asked, Line
from voice.analysis.themes import ToldTheme, Written

NAMES = {"home": "Home", "travel": "Getting around", "fun": "Fun"}
FIRST, SECOND = Asked("survey", 0, "What is good?"), Asked("survey", 1, "What next?")
K = 5


def text(*under: str, asked: Asked = FIRST, group: str = "a", month: str = "2019-10") -> Written:
    return Written(asked, group, month, frozenset(under))


def told(*written: Written, overlaps: dict[str, set[str]] | None = None) -> list[str]:
    return [one.name for one in themes.told(NAMES, written, K, overlaps or {})]


def test_a_theme_is_named_from_k_texts_to_one_question_on() -> None:
    assert told(*[text("home")] * 5) == ["Home"]
    assert told(*[text("home")] * 4) == []


def test_texts_to_two_questions_are_never_added_up() -> None:
    assert told(*[text("home")] * 4, *[text("home", asked=SECOND)] * 4) == []


def test_only_the_questions_are_told_in_which_it_came_up_often_enough() -> None:
    written = [*[text("home")] * 4, *[text("home", asked=SECOND)] * 5]
    assert themes.told(NAMES, written, K, {}) == (ToldTheme("Home", (SECOND,), None),)


def test_somebody_who_writes_month_after_month_is_one() -> None:
    months = [f"2019-{month:02}" for month in range(1, 11)]
    assert told(*(text("home", month=month) for month in months)) == []
    assert told(*[text("home", month="2019-09")] * 3, *[text("home")] * 3) == []


def test_groups_add_up_unless_they_share_members() -> None:
    written = [*[text("home")] * 3, *[text("home", group="b")] * 3]
    assert told(*written) == ["Home"]
    assert told(*written, overlaps={"a": {"b"}}) == []


def test_themes_stand_in_the_order_of_the_frame_however_many_wrote() -> None:
    written = [*[text("fun", "travel")] * 9, *[text("home")] * 5]
    assert told(*written) == ["Home", "Getting around", "Fun"]


def test_a_theme_that_is_offered_no_more_is_not_named() -> None:
    assert told(*[text("weather")] * 9) == []


def lines(*given: tuple[str, Line | None]) -> list[Line | None]:
    written = [
        Written(FIRST, "a", "2019-10", frozenset(under.split()), line) for under, line in given
    ]
    return [one.line for one in themes.told(NAMES, written * K, K, {})]


def test_a_theme_has_one_line_that_carries_it_and_another_theme_has_another() -> None:
    a, b = Line("A bus", REMARK), Line("Buses", IDEA)
    assert lines(("home travel", a), ("travel", b)) == [a, b]
    assert lines(("home travel", a)) == [a, a]
    assert lines(("home", None)) == [None]


def test_a_short_line_goes_before_a_long_one() -> None:
    short, long = Line("Short", REMARK), Line("A" * 200, REMARK)
    assert lines(("home", long), ("home", short)) == [short]


def test_a_line_to_another_question_does_not_stand_for_it() -> None:
    line = Line("Elsewhere", REMARK)
    other = Written(SECOND, "a", "2019-10", frozenset({"home"}), line)
    (one,) = themes.told(NAMES, [*[text("home")] * 5, other], K, {})
    assert one.line is None


@given(
    st.lists(
        st.builds(
            Written,
            st.sampled_from([FIRST, SECOND]),
            st.sampled_from(["a", "b", ""]),
            st.sampled_from(["2019-09", "2019-10"]),
            st.frozensets(st.sampled_from(sorted(NAMES))),
        ),
        max_size=40,
    )
)
def test_what_is_named_always_has_k_texts_to_one_question(written: list[Written]) -> None:
    for one in themes.told(NAMES, written, K, {"a": {"b"}}):
        id_ = next(id_ for id_, name in NAMES.items() if name == one.name)
        for asked in one.asked:
            assert sum(id_ in text.themes and text.asked == asked for text in written) >= K
