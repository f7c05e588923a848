"""Sheets typed from paper: every row is good, or every bad cell is named."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice import paths
from voice.faults import FaultyError
from voice.survey import sheet
from voice.survey.answers import LEAVES, Reading, Submission, read
from voice.survey.load import load_all
from voice.survey.model import (
    AGE_BANDS,
    DONT_KNOW,
    HELPED,
    KINDS,
    NONE_TICKED,
    NOT_ASKED,
    NOT_REACHED,
    SKIPPED,
    WRITTEN,
    Survey,
)
from voice.survey.sheet import columns, decode, read_sheet

SHIPPED = load_all(paths.SURVEYS)
HOW = SHIPPED["how-are-you"]
HEAD = "feeling-now,home-feeling,good-in-life,not-good-in-life,listened-to,tell-us,age_band,helped"


def one(row: str, head: str = HEAD) -> Reading:
    """The reading of a sheet of one row."""
    (reading,) = read_sheet(HOW, f"{head}\n{row}\n")
    return reading


def faults(text: str, survey: Survey = HOW) -> list[str]:
    with pytest.raises(FaultyError) as error:
        read_sheet(survey, text)
    return [str(fault) for fault in error.value.faults]


def test_a_row_is_read_by_ids() -> None:
    told = one('happy,ok,home;pets-no,,,"Hi, you",0-9,alone'.replace("pets-no", "safe"))
    assert told == Reading(
        rows=(
            ("feeling-now", "happy"),
            ("home-feeling", "ok"),
            ("good-in-life", "home"),
            ("good-in-life", "safe"),
            ("not-good-in-life", NOT_REACHED),
            ("listened-to", NOT_REACHED),
            ("tell-us", WRITTEN),
        ),
        remarks=(("tell-us", "Hi, you"),),
        age_band="0-9",
        helped="alone",
        leave={"tell-us": "team"},
    )


def test_a_row_is_read_by_english_words_in_any_case_and_of_any_version() -> None:
    told = one("VERY happy,Sad, Where I live ; college, training or work,,,,,".replace(
        " ; college, training or work", ";playing;My PA or social worker"
    ))  # fmt: skip
    assert [option for _, option in told.rows][:5] == [
        "very-happy", "sad", "home", "hobbies", "worker",
    ]  # fmt: skip


def test_absences_can_be_typed() -> None:
    told = one("-,–,none,,I don’t know,-,-,-")
    assert [option for _, option in told.rows] == [
        SKIPPED, SKIPPED, NONE_TICKED, NOT_REACHED, DONT_KNOW, SKIPPED,
    ]  # fmt: skip
    assert (told.age_band, told.helped) == (None, None)


@pytest.mark.parametrize("band", ["10-16", "10–16", "10 to 16", " 10 - 16 "])
def test_an_age_band_may_be_typed_in_several_ways(band: str) -> None:
    assert one(f",,,,,x,{band},Together").age_band == "10-16"


def test_an_age_band_that_a_spreadsheet_made_a_date_of_is_explained() -> None:
    (told,) = faults(f"{HEAD}\n,,,,,x,16-Oct,\n")
    assert told == (
        "row 2, column “age_band”: “16-Oct” is not one of ours. Give 0-9 or 10-16 or 17+. "
        "A spreadsheet may have made a date of it: make the column text."
    )


def test_columns_may_stand_in_any_order_and_case_and_those_beside_may_miss() -> None:
    text = "Tell-Us,listened-to,not-good-in-life,good-in-life,home-feeling,FEELING-NOW\n,,,,,ok\n"
    assert dict(read_sheet(HOW, text)[0].rows)["feeling-now"] == "ok"


def test_ideas_are_cut_at_semicolons() -> None:
    told = read_sheet(SHIPPED["stall"], "event-liked,event-best,next-time\nyes,-,pizza; music ;\n")
    assert told[0].remarks == (("next-time", "pizza"), ("next-time", "music"))


def test_a_number_of_a_scale_is_its_own_word() -> None:
    survey = SHIPPED["care-leavers-check-in"]
    head = ",".join(columns(survey))
    (told,) = read_sheet(survey, f"{head}\n17+,,10,,,,,\n")
    assert told.rows[0] == ("well-supported", "10")


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{HEAD}\r\nok,,,,,x,,\r\n",
        f"{HEAD}\rok,,,,,x,,\r",
        f"{HEAD}\nok,,,,,x,,\n,,,,,,,\n\n  ,,,,,,,\n",
        HEAD.replace(",", ";") + "\r\nok;;;;;x;;\r\n",
        "sep=;\r\n" + HEAD.replace(",", ";") + "\r\nok;;;;;x;;\r\n",
        HEAD.replace(",", "\t") + "\nok\t\t\t\t\tx\t\t\n",
        f"{HEAD}\nok,,,,,x",
        '"' + HEAD.replace(",", '","') + '"\n"ok","","","","","x","",""\n',
        f"{HEAD},,\nok,,,,,x,,,,\n",
    ],
)
def test_sheets_as_spreadsheets_save_them_say_the_same(text: str) -> None:
    assert read_sheet(HOW, text) == [one("ok,,,,,x,,")]


def test_ticks_in_a_sheet_cut_by_semicolons_stand_in_quotes() -> None:
    text = HEAD.replace(",", ";") + '\nok;;"home;safe";;;;;\n'
    assert ("good-in-life", "safe") in read_sheet(HOW, text)[0].rows


def test_every_bad_cell_is_named_by_row_and_column() -> None:
    told = faults(f"{HEAD}\nok,,,,,x,,\nmeh,ok,home;zoo;pond,,maybe,,12,by Sam\n\n,,,,,,99,\n")
    assert [line.partition(" Give ")[0] for line in told] == [
        "row 3, column “age_band”: “12” is not one of ours.",
        "row 3, column “helped”: “by Sam” is not one of ours.",
        "row 3, column “feeling-now”: “meh” is no answer to “feeling-now”.",
        "row 3, column “good-in-life”: “zoo” and “pond” are no answers to “good-in-life”.",
        "row 3, column “listened-to”: “maybe” is no answer to “listened-to”.",
        "row 5, column “age_band”: “99” is not one of ours.",
    ]
    assert told[2].endswith(" Give one of very-sad, sad, ok, happy, very-happy, or - for skipped.")


def test_what_somebody_wrote_is_not_repeated_in_a_fault() -> None:
    (told,) = faults(f"{HEAD}\n,,,,,{'secret ' * 200},,\n")
    assert "secret" not in told
    assert "row 2, column “tell-us”: is longer than 1000 letters" in told


def test_i_do_not_know_is_only_for_questions_that_offer_it() -> None:
    assert "“don't know” is no answer" in faults(f"{HEAD}\ndon't know,,,,,,,\n")[0]


def test_an_answer_to_a_question_that_a_rule_hides_is_named(tiny: dict[str, Survey]) -> None:
    survey = tiny["rules"]
    head = ",".join(columns(survey))
    (told,) = faults(f"{head}\n,,no,food,-,,the bus,\n", survey)
    assert told == (
        "row 2, column “liked-before”: is answered, but after the answers before it this question "
        "is not asked. Empty the cell, or mend the earlier answer."
    )
    (reading,) = read_sheet(survey, f"{head}\n,,no,,-,,the bus,\n")
    assert ("liked-before", NOT_ASKED) in reading.rows


HEADS: list[tuple[str, str]] = [
    ("", "the file: is empty."),
    (f"{HEAD},name\nok,,,,,,,,Sam\n", "row 1, column “name”: is no question of this"),
    (f"{HEAD},helped\n", "row 1, column “helped”: is there 2 times. Leave one."),
    (HEAD.replace("tell-us,", "") + "\n", "row 1: has no column “tell-us”. Add it"),
    (f"{HEAD}\n", "the file: holds no answers. Give each young person a row."),
    (f"{HEAD}\n,,,,,,,\n", "the file: holds no answers."),
    (f"{HEAD}\nok,,,,,one, two,0-9,alone\n", "row 2: holds something that stands under no column."),
    (f"{HEAD},\nok,,,,,x,,,more\n", "row 2: holds something that stands under no column."),
    (f'{HEAD}\nok,,,,,"open,,\n', "row 2: cannot be read: a quotation mark is open"),
    (f'{HEAD}\nok,,,,,"{"a" * 140_000}",,\n', "row 2: cannot be read"),
    ("a" * 140_000, "row 1: cannot be read"),
    (f"{HEAD}\n" + "ok,,,,,,,\n" * 5_001, "the file: has more than 5,000 rows."),
    ("a" * (sheet.BYTES_LIMIT + 1), "the file: is too big. Split it into files of at most 5 MB."),
]


@pytest.mark.parametrize(("text", "said"), HEADS, ids=range(len(HEADS)))
def test_a_sheet_that_is_not_one_says_why(text: str, said: str) -> None:
    assert any(line.startswith(said) for line in faults(text)), faults(text)


def test_five_thousand_rows_are_taken() -> None:
    assert len(read_sheet(HOW, f"{HEAD}\n" + "ok,,,,,,,\n" * 5_000)) == 5_000


def test_nobody_is_told_thousands_of_bad_cells() -> None:
    told = faults(f"{HEAD}\n" + "meh,,,,,,,\n" * 700)
    assert len(told) == 501
    assert told[-1] == "and so on: There are 200 more faults like these."


def test_files_are_decoded_without_guessing() -> None:
    text = "tell-us\nça va – ‌ok"
    assert decode(text.encode()) == decode(b"\xef\xbb\xbf" + text.encode()) == text
    assert decode(text.encode("utf-16")) == text
    for data in (text.encode("utf-8")[:-1] + b"\xff", b"caf\xe9", b"\xff\xfea"):
        with pytest.raises(FaultyError, match="CSV UTF-8"):
            decode(data)
    with pytest.raises(FaultyError, match="too big"):
        decode(b"a" * (sheet.BYTES_LIMIT + 1))


def test_every_kind_that_asks_has_a_way_to_be_typed() -> None:
    assert set(sheet._CELLS) == {name for name, kind in KINDS.items() if kind.asks}


@pytest.mark.parametrize(
    ("cell", "leave"),
    [
        ("words", "words"),
        ("Just the idea", "idea"),
        ("No, only the team", "team"),
        ("", "team"),
        ("–", "team"),
    ],
)
def test_what_was_ticked_under_the_words_is_typed_beside_them(cell: str, leave: str) -> None:
    told = one(f'happy,,,,,"Hi, you",,,"{cell}"', f"{HEAD},tell-us leave")
    assert told.leave == {"tell-us": leave}


def test_a_leave_that_is_none_of_ours_is_named_and_never_guessed() -> None:
    (fault,) = faults(f"{HEAD},tell-us leave\nhappy,,,,,Hi,,,maybe\n")
    assert fault == (
        "row 2, column “tell-us leave”: “maybe” is not one of ours. "
        "Give words, idea, team or nothing."
    )


def test_columns_name_what_is_asked(tiny: dict[str, Survey]) -> None:
    assert columns(tiny["info"]) == ["age_band", "helped", "food-idea", "food-idea leave"]


def typed(survey: Survey, readings: list[Reading], mark: str) -> str:
    """The readings as somebody would type them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\r\n")
    writer.writerow(columns(survey))
    for reading in readings:
        cells: dict[str, list[str]] = {}
        for item, option in reading.rows:
            cells.setdefault(item, []).append(
                {SKIPPED: "-", NOT_ASKED: "", NOT_REACHED: "", NONE_TICKED: "none"}.get(
                    option, option
                )
            )
        for item in {item for item, _ in reading.remarks}:
            cells[item] = [words for of, words in reading.remarks if of == item]
        row = {item: ";".join(parts) for item, parts in cells.items()}
        row |= {"age_band": reading.age_band or "", "helped": reading.helped or ""}
        row |= {f"{item} leave": said for item, said in reading.leave.items() if said != "team"}
        writer.writerow([row.get(column, "") for column in columns(survey)])
    return "\ufeff" + out.getvalue()


_letters = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30).map(
    lambda text: text.replace(";", ",").strip()
)
_words = _letters.filter(lambda text: text.casefold() not in {"-", "–", "—", "_dont-know"})


def answers(survey: Survey) -> st.SearchStrategy[dict[str, object]]:
    """Answers that a child could give to some of the questions."""
    fields: dict[str, st.SearchStrategy[object]] = {}
    for item in survey.items:
        ids = [option.id for option in item.choices]
        by_kind: dict[str, st.SearchStrategy[object]] = {
            "many": st.lists(st.sampled_from(ids or ["-"])),
            "words": _words,
            "ideas": st.lists(_words, max_size=5),
            "info": st.none(),
        }
        fields[item.id] = by_kind.get(item.kind, st.sampled_from(ids or ["-"])) | st.none()
    return st.fixed_dictionaries({}, optional=fields)


def leaves(survey: Survey) -> st.SearchStrategy[dict[str, object]]:
    """What a child could choose under some of what they wrote."""
    asking = [item.id for item in survey.items if item.asks_leave]
    chosen: st.SearchStrategy[object] = st.sampled_from(LEAVES)
    return st.fixed_dictionaries({}, optional=dict.fromkeys(asking, chosen))


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Survey, list[Reading]]:
    survey = SHIPPED[draw(st.sampled_from(sorted(SHIPPED)))]
    readings = []
    for _ in range(draw(st.integers(1, 3))):
        band = draw(st.sampled_from([None, *AGE_BANDS]))
        helped = draw(st.sampled_from([None, *HELPED]))
        given, leave = draw(answers(survey)), draw(leaves(survey))
        readings.append(read(survey, Submission("", "", band, helped, given, leave)))
    return survey, readings


@given(sheets(), st.sampled_from(",;\t"))
def test_what_was_answered_by_taps_reads_the_same_from_a_sheet(
    sheet_of: tuple[Survey, list[Reading]], mark: str
) -> None:
    survey, readings = sheet_of
    kept = [
        reading
        for reading in readings
        if reading.age_band
        or reading.helped
        or {*reading.leave.values()} - {"team"}
        or any(option not in {NOT_ASKED, NOT_REACHED} for _, option in reading.rows)
    ]
    if kept:
        assert read_sheet(survey, typed(survey, readings, mark)) == kept
