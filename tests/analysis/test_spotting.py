"""What is marked in words for a paper, and what is left alone."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice import paths
from voice.analysis import spotting
from voice.analysis.spotting import (
    DAY,
    HANDLE,
    HEALTH_NUMBER,
    HOUSE,
    LOCAL,
    MAY_BE_NAME,
    NAME,
    PHONE,
    PLACE,
    SCHOOL,
    is_health_number,
    own_list,
    spot,
)


def marked(text: str, why: str, local: frozenset[str] = frozenset()) -> list[str]:
    """What is marked in a text for this reason."""
    return [text[f.start : f.end] for f in spot(text, group=False, local=local) if f.why == why]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Liam helps us.", "Liam"),
        ("liam is kind", "liam"),
        ("TYLER IS LOUD", "TYLER"),
        ("Tyler's room is big", "Tyler's"),
        ("We like Aaliyah’s songs", "Aaliyah’s"),
        ("Selam came along", "Selam"),
        ("arben was there", "arben"),
        ("أحمد صديقي", "أحمد"),
    ],
)
def test_a_first_name_is_marked_wherever_it_stands(text: str, name: str) -> None:
    assert marked(text, NAME) == [name]


@pytest.mark.parametrize("text", ["Hope was there.", "Tom was late.", "Rob's trip"])
def test_a_name_that_is_a_word_is_marked_where_it_does_something(text: str) -> None:
    assert len(marked(text, MAY_BE_NAME)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Hope you come again.",
        "Will we go back?",
        "mark the day",
        "Summer camp was good.",
        "May we have pizza?",
        "more art and a longer trip",
        "a dress, a rose and a bill",
    ],
)
def test_words_that_could_be_names_are_left_alone(text: str) -> None:
    assert marked(text, NAME) == marked(text, MAY_BE_NAME) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I go to burnley a lot", "burnley"),
        ("near Whalley", "Whalley"),
        ("the bus from King’s Lynn", "King’s Lynn"),
        ("a trip to lytham st annes", "lytham st annes"),
    ],
)
def test_a_town_is_marked(text: str, place: str) -> None:
    assert marked(text, PLACE) == [place]


def test_a_town_that_is_a_word_is_marked_only_as_a_capital_inside_a_sentence() -> None:
    assert [f.why for f in spot("we like reading", group=False)] == []
    assert [f.why for f in spot("we like Reading", group=False)] != []


@pytest.mark.parametrize(
    ("text", "why", "found"),
    [
        ("We went to St Mary's Primary School.", SCHOOL, "St Mary's Primary School"),
        ("at Whalley High", SCHOOL, "Whalley High"),
        ("st peters school", SCHOOL, "st peters school"),
        ("ring me on 07700 900123", PHONE, "07700 900123"),
        ("call +44 7700 900 123", PHONE, "+44 7700 900 123"),
        ("it is 943 476 5919", HEALTH_NUMBER, "943 476 5919"),
        ("I am at 14 park road", HOUSE, "14 park road"),
        ("come to 3a Old Mill Lane", HOUSE, "3a Old Mill Lane"),
        ("on 3rd of May", DAY, "3rd of May"),
        ("since november 12th", DAY, "november 12th"),
        ("born 04/11/2009", DAY, "04/11/2009"),
        ("it was my 12th birthday", DAY, "my 12th birthday"),
        ("my snap is kay_leigh04", HANDLE, "snap is kay_leigh04"),
        ("add @big.bear7", HANDLE, "@big.bear7"),
        ("roblox name: wolfy-99", HANDLE, "roblox name: wolfy-99"),
    ],
)
def test_what_shows_who_or_where_is_marked(text: str, why: str, found: str) -> None:
    assert found in marked(text, why)


def test_a_postcode_an_e_mail_address_and_a_number_are_marked_as_ever() -> None:
    told = spot("PR1 8XJ, a@b.uk and 15", group=False)
    assert [f.why for f in told] == [
        "A postcode.",
        "An e-mail address.",
        "A number. Could it be an age, a date or a house?",
    ]


def test_ten_figures_that_no_check_figure_fits_are_a_phone_number_at_most() -> None:
    assert marked("943 476 5918", HEALTH_NUMBER) == []


@pytest.mark.parametrize("number", ["9434765919", "4505577104", "5990128088"])
def test_a_health_number_checks_itself(number: str) -> None:
    assert is_health_number(number)
    assert not is_health_number(number[:9] + str((int(number[9]) + 1) % 10))


@pytest.mark.parametrize("number", ["", "943476591", "94347659190"])
def test_a_health_number_has_ten_figures(number: str) -> None:
    assert not is_health_number(number)


@given(st.integers(0, 999_999_999))
def test_nine_figures_have_at_most_one_check_figure(nine: int) -> None:
    fits = [c for c in range(10) if is_health_number(f"{nine:09}{c}")]
    assert len(fits) <= 1


def test_words_of_the_own_list_are_marked_in_any_letters() -> None:
    local = own_list("Elm House\n\n# homes\nthe rec # where they play\nJay-Jay\n")
    assert local == {"elm house", "the rec", "jay jay"}
    assert marked("at ELM house and the Rec", LOCAL, local) == ["ELM house", "the Rec"]


def test_what_a_language_model_finds_is_marked_and_nothing_else_is_lost() -> None:
    def model(text: str) -> list[tuple[int, int, str]]:
        at = text.index("Zog")
        return [(at, at + 3, "A name, as the model thinks.")]

    told = spot("Zog and Liam", group=False, model=model)
    assert [f.why for f in told] == ["A name, as the model thinks.", NAME]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_marks_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    at = 0
    for flag in spot(text, local={"the rec"}):
        assert at <= flag.start < flag.end <= len(text)
        assert flag.why
        at = flag.end


@given(st.sampled_from(["Liam", "Mohammed", "Oliwia"]), st.sampled_from([".", "!", " ", "\n", ","]))
def test_a_name_is_found_before_and_behind_whatever_ends_a_word(name: str, end: str) -> None:
    assert marked(f"we saw{end}{name}{end}today", NAME) == [name]


def test_our_own_questionnaires_hold_no_name_and_no_town() -> None:
    """What children are asked in everyday words is a fair trial of what is marked by mistake."""
    texts = [
        str(text)
        for path in paths.SURVEYS.glob("*/survey.toml")
        for text in _texts(tomllib.loads(path.read_text(encoding="utf-8")))
    ]
    assert len(texts) > 100
    wrong = {one for text in texts for why in (NAME, PLACE) for one in marked(text.lower(), why)}
    assert wrong == set()


def _texts(node: object) -> list[object]:
    if isinstance(node, dict):
        return [one for key, value in node.items() for one in _texts_at(key, value)]
    return [one for each in node for one in _texts(each)] if isinstance(node, list) else []


def _texts_at(key: str, value: object) -> list[object]:
    return [value] if key in {"text", "hint", "easy"} else _texts(value)


@pytest.mark.parametrize("name", ["first-names.txt", "places.txt"])
def test_the_lists_tell_where_they_come_from_and_are_in_small_letters(name: str) -> None:
    text = (Path(spotting.__file__).parent / name).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert re.search("MIT|CC BY", " ".join(line for line in lines if line.startswith("#")))
    assert all(line == line.lower() for line in lines if not line.startswith("#"))
