import re
from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from voice.faults import Fault, FaultyError
from voice.web.forms import (
    MOST,
    ChooseField,
    DayField,
    Form,
    LineField,
    NumberField,
    TicksField,
    plain,
)

app = Flask(__name__)
app.config.update(SECRET_KEY="for this test", WTF_CSRF_ENABLED=False)

IN_XML = re.compile("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""What XML 1.0 calls a character."""


class Sample(Form):
    """One of each."""

    line = LineField("Line", "Write the line.", most=10)
    number = NumberField("Number")
    day = DayField("Day", "Enter the day.")
    one = ChooseField("One", "Choose one.", choices={"a": "A", "b": "B"})
    some = TicksField("Some", choices={"a": "A", "b": "B"})


def sent(*pairs: tuple[str, str]) -> Sample:
    with app.test_request_context():
        form = Sample(formdata=MultiDict(pairs))
        form.validate()
    return form


def day(*boxes: str) -> tuple[tuple[str, str], ...]:
    return tuple(("day", box) for box in boxes)


@given(st.text())
def test_plain_text_keeps_no_sign_that_steers_and_is_plain_for_good(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert not any(ord(letter) < 32 and letter != "\n" for letter in once)
    assert not set(once) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


@given(st.lists(st.text(max_size=6), max_size=5))
def test_whatever_stands_in_the_boxes_of_a_day_a_day_or_a_fault_comes_of_it(
    boxes: list[str],
) -> None:
    form = sent(*day(*boxes))
    assert (form.day.data is None) is bool(form.errors.get("day"))
    assert len(form.day.raw_data) == 3


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_that_is_one_is_read(found: date) -> None:
    assert sent(*day(str(found.day), f"{found.month:02}", str(found.year))).day.data == found


@given(st.text(st.characters(categories=["Cs", "Cc", "Cn", "Lu", "So"]) | st.just("\uffff")))
def test_plain_text_can_stand_in_a_word_file(text: str) -> None:
    assert IN_XML.fullmatch(plain(text))


@given(st.integers(0, 10**30), st.integers(0, 5000))
def test_a_number_is_judged_by_its_value_however_many_noughts_stand_before(
    number: int, noughts: int
) -> None:
    form = sent(("number", "0" * noughts + str(number)))
    assert form.number.data == (number if number <= MOST else None)
    assert bool(form.errors.get("number")) is (number > MOST)


def test_figures_without_end_are_a_fault_like_any() -> None:
    assert sent(("number", "9" * 50_000)).errors["number"] == [
        "Number: enter a number up to 9,999."
    ]


@given(st.text(max_size=8))
def test_whatever_is_typed_for_a_number_a_number_or_a_fault_comes_of_it(text: str) -> None:
    form = sent(("number", text))
    assert form.number.data is None or 0 <= form.number.data <= MOST
    assert bool(form.errors.get("number")) is bool(text.strip() and form.number.data is None)


@pytest.mark.parametrize(("typed", "read"), [("0", 0), (" 7 ", 7), ("0012", 12), ("9999", 9999)])
def test_a_number_is_read(typed: str, read: int) -> None:
    assert sent(("number", typed)).number.data == read


def test_nothing_sent_is_told_box_by_box_in_the_form_s_order() -> None:
    with app.test_request_context():
        assert [one["text"] for one in sent().problems()] == [
            "Write the line.", "Enter the day.", "Choose one.",
        ]  # fmt: skip
        assert [one["href"] for one in sent().problems()] == ["#line", "#day-day", "#one"]


def test_what_was_not_offered_cannot_be_chosen() -> None:
    form = sent(("one", "c"), ("some", "a"), ("some", "c"))
    assert form.errors["one"] == ["Choose one."]
    assert form.errors["some"] == ["Tick only what is in the list."]


def test_faults_of_a_verb_stand_at_the_box_they_name_or_above_the_form() -> None:
    form = sent(("line", "x"), ("one", "a"), *day("1", "2", "2019"))
    assert form.errors == {}
    form.tell(
        FaultyError(
            [
                Fault("line", "is taken.", "Choose another."),
                Fault("line", "is odd."),
                Fault("event pond", "was cancelled.", "Look up its id."),
                Fault("/srv/policy.toml: n", "is 'x'.", "Give a whole number."),
            ]
        )
    )
    assert form.line.errors == ["Line is taken. Choose another.", "Line is odd."]
    assert form.problems()[:2] == [
        {"text": one, "href": "#main-content"}
        for one in (
            "This event was cancelled. There is nothing to close.",
            "Something the server needs is not right. Tell whoever looks after the server.",
        )
    ]


def test_boxes_are_drawn_with_labels_hints_and_faults() -> None:
    with app.test_request_context():
        form = sent()
        assert [error.strip() for error in form.line.errors] == ["Write the line."]
