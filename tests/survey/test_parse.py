"""Whatever the bytes, they are a well-shaped record or a list of faults, and nothing else."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voice.faults import FaultyError
from voice.survey.answers import Submission, parse, parse_sealed, read
from voice.survey.model import Item, Survey, UnknownAnswerError

ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
EDITION = "0123456789abcdef" * 4


def body(**changes: Any) -> bytes:
    record = {"id": ID, "edition": EDITION, "answers": {"feeling-now": "ok"}, **changes}
    return json.dumps({key: value for key, value in record.items() if value is not ...}).encode()


def faults(data: bytes) -> list[str]:
    with pytest.raises(FaultyError) as error:
        parse(data)
    return [str(fault) for fault in error.value.faults]


def test_a_whole_record_is_read() -> None:
    assert parse(body(age_band="0-9", helped="alone")) == Submission(
        id=ID, edition=EDITION, age_band="0-9", helped="alone", answers={"feeling-now": "ok"}
    )


def test_the_record_in_an_envelope_names_its_collection_too() -> None:
    code, record = parse_sealed(body(code="BCDGHJMN"))
    assert code == "BCDGHJMN"
    assert record == parse(body())


@pytest.mark.parametrize("given", [b"", b"[]", body(), body(code=7), body(code="B", id=1), b"\xff"])
def test_what_is_no_record_in_an_envelope_is_a_fault(given: bytes) -> None:
    with pytest.raises(FaultyError):
        parse_sealed(given)


def test_a_plain_record_names_no_collection() -> None:
    assert any("code" in fault for fault in faults(body(code="BCDGHJMN")))


def test_age_and_help_may_be_left_out_or_null() -> None:
    assert parse(body()) == parse(body(age_band=None, helped=None))


def test_what_may_be_from_another_edition_is_no_fault_of_shape() -> None:
    record = parse(body(age_band="11-15", helped="by-a-robot", answers={"new": [{"a": 1.5}]}))
    assert (record.age_band, record.helped) == ("11-15", "by-a-robot")
    assert record.answers == {"new": [{"a": 1.5}]}


NOT_JSON: list[tuple[bytes, str]] = [
    (b"", "body, line 1, column 1: is not JSON."),
    (b"{", "body, line 1, column 2: is not JSON."),
    (b"\xef\xbb\xbf{}", "is not JSON."),
    (b"[]", "body: is not a JSON object."),
    (b"null", "body: is not a JSON object."),
    (b'"text"', "body: is not a JSON object."),
    (b"\xff\xfe{\x00}\x00", "body: is not text in UTF-8."),
    (b'{"id": "\xed\xa0\x80"}', "body: is not text in UTF-8."),
    (b'{"answers": NaN}', "body: holds NaN, which is no JSON."),
    (b'{"answers": {"a": -Infinity}}', "body: holds -Infinity, which is no JSON."),
    (b'{"id": 1, "id": 2}', "body: gives one name twice."),
    (b'{"answers": {"a": 1, "a": 2}}', "body: gives one name twice."),
    (b'{"answers": {"a": "ok", "\\u0061": "sad"}}', "body: gives one name twice."),
    (b'{"answers": ' + b"9" * 5000 + b"}", "body: is nested too deeply or holds a number"),
    (b"[" * 100_000, "body: is nested too deeply"),
    (b'{"a":' * 100_000, "body: is nested too deeply"),
    (b"<html>Sign in to the hall's wireless</html>", "body, line 1, column 1: is not JSON."),
    (b'{"id": "tab\there"}', "is not JSON."),
]


@pytest.mark.parametrize(("data", "said"), NOT_JSON, ids=range(len(NOT_JSON)))
def test_what_is_no_json_object_is_told_in_one_fault(data: bytes, said: str) -> None:
    told = faults(data)
    assert len(told) == 1
    assert said in told[0]


SHAPE: list[tuple[bytes, str]] = [
    (body(id=...), "id: is missing."),
    (body(id=None), "id: is not a random UUID"),
    (body(id=ID.upper()), "id: is not a random UUID (version 4) in small letters."),
    (body(id=ID.replace("41d3", "11d3")), "id: is not a random UUID"),
    (body(id=ID.replace("9a0c", "ca0c")), "id: is not a random UUID"),
    (body(id=ID + "\n"), "id: is not a random UUID"),
    (body(id=ID.replace("-", "")), "id: is not a random UUID"),
    (body(id=7), "id: is not a random UUID"),
    (body(edition=...), "edition: is missing."),
    (body(edition=EDITION[1:]), "edition: is not a fingerprint of 64"),
    (body(edition=EDITION.upper()), "edition: is not a fingerprint of 64"),
    (body(edition="\ud800" * 64), "edition: is not a fingerprint of 64"),
    (body(answers=...), "answers: is missing."),
    (body(answers=None), "answers: is not an object."),
    (body(answers=[]), "answers: is not an object."),
    (body(age_band=9), "age_band: is not text."),
    (body(helped=["alone"]), "helped: is not text."),
    (body(name="Sam"), "name: is not part of a record."),
    (body(**{"": 1}), "(empty): is not part of a record."),
]


@pytest.mark.parametrize(("data", "said"), SHAPE)
def test_a_record_of_another_shape_is_told(data: bytes, said: str) -> None:
    told = faults(data)
    assert len(told) == 1
    assert told[0].startswith(said)


def test_all_faults_of_shape_are_told_at_once() -> None:
    data = b'{"id": 1, "age_band": 2, "helped": 3, "answers": 4, "time": "12:00"}'
    assert [line.partition(":")[0] for line in faults(data)] == [
        "time", "id", "edition", "age_band", "helped", "answers",
    ]  # fmt: skip


def test_a_strange_name_is_told_in_plain_letters_and_cut() -> None:
    told = faults(body(**{"\u202e\ud800\x00" + "x" * 500: 1}))
    assert told[0].startswith("\\u202e\\ud800\\x00xxx")
    assert told[0].isascii()
    assert len(told[0]) < 140


def test_nobody_is_told_thousands_of_faults() -> None:
    told = faults(body(**{f"extra-{n}": n for n in range(5_000)}))
    assert len(told) == 101
    assert told[-1] == "and so on: There are 4,900 more faults like these."


@given(st.binary(max_size=400))
@example(b"\x00")
@example(b'{"id": 1e999}')
def test_any_bytes_are_a_record_or_faults(data: bytes) -> None:
    try:
        parse(data)
    except FaultyError as error:
        told = error.faults
    else:
        return
    assert told
    assert all(fault.place and fault.wrong and str(fault).encode() for fault in told)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["id", "edition", "answers", "helped", "x"]), _json))
def test_any_json_object_is_a_record_or_faults(data: dict[str, object]) -> None:
    with pytest.raises(FaultyError):
        parse(json.dumps(data).encode())


def mutated(near: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four small wounds, as a bad line or a bad hand would leave them."""
    data = bytearray(near)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        other = chance.randrange(len(data) + 1)
        low, high = min(at, other), min(max(at, other), min(at, other) + 30)
        wound = chance.randrange(6)
        if wound == 0:
            del data[low:high]
        elif wound == 1:
            data[at:at] = data[low:high]
        elif wound == 2:
            data[at:at] = bytes([chance.randrange(256)])
        elif wound == 3 and at < len(data):
            data[at] = chance.randrange(256)
        elif wound == 4 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        else:
            data[at:at] = chance.choice(TOKENS)
    return bytes(data)


TOKENS = [
    b"null", b"NaN", b"[", b"]", b"{", b"}", b'"', b",", b":", b"1e999", b"\\ud800", b"\\u0000",
    b"-", b"9" * 5000, b'"_skipped"', b'"_written"', b"true", b"\xf0\x9f\x91", b'"id":1,',
]  # fmt: skip


ANSWERS: dict[str, Callable[[Item], object]] = {
    "faces": lambda item: item.choices[0].id,
    "choice": lambda item: item.choices[-1].id,
    "many": lambda item: [item.choices[0].id],
    "scale": lambda item: "7",
    "words": lambda item: "Hello ‌there 👩‍👧",
    "ideas": lambda item: ["pizza", "more time"],
}


def near_valid(survey: Survey) -> bytes:
    """A record that answers everything a survey asks."""
    record = {
        "id": ID,
        "edition": survey.fingerprint,
        "age_band": "10-16",
        "helped": None,
        "answers": {item.id: ANSWERS[item.kind](item) for item in survey.items if item.asks},
    }
    return json.dumps(record, ensure_ascii=False).encode()


def survive(shipped: dict[str, Survey], seeds: range) -> None:
    """Each mutated record is stored, set aside or refused: no other exception, no lost row."""
    surveys = list(shipped.values())
    for seed in seeds:
        chance = random.Random(seed)
        survey = surveys[seed % len(surveys)]
        try:
            reading = read(survey, parse(mutated(near_valid(survey), chance)))
        except (FaultyError, UnknownAnswerError) as error:
            str(error).encode()
        else:
            assert {item for item, _ in reading.rows} == {i.id for i in survey.items if i.asks}
            "".join(words for _, words in reading.remarks).encode()


def test_an_unharmed_record_is_read(shipped: dict[str, Survey]) -> None:
    for survey in shipped.values():
        assert read(survey, parse(near_valid(survey))).age_band == "10-16"


def test_five_hundred_mutated_records_do_no_harm(shipped: dict[str, Survey]) -> None:
    survive(shipped, range(500))


@pytest.mark.proof
def test_ten_thousand_mutated_records_do_no_harm(shipped: dict[str, Survey]) -> None:
    survive(shipped, range(500, 10_500))
