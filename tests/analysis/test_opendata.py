"""A release as tables.json and back."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.crowd import PERIOD, SIGNED, a_question, a_table, faces, ideas
from tests.analysis.crowds import a_crowd, counted
from voice.analysis import opendata
from voice.analysis.counts import Counts, Group
from voice.analysis.disclosure import protect, without
from voice.analysis.policy import Policy
from voice.analysis.safe import _SEAL, NotShown, Release, SafeRow

YES_NO = a_question(("yes", "no"))


def document(*tables: Counts, policy: Policy = SIGNED) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(opendata.write(protect(tables, (), policy)))
    return found


def test_the_document_has_the_policy_s_keys_and_labels() -> None:
    written = document(a_table(YES_NO, (5, 5)))
    assert set(written) == {
        "policy",
        "release",
        "earlier",
        "hierarchies",
        "multi_select",
        "tables",
        "words",
        "not_shown",
        "labels",
    }
    assert written["policy"] == {
        "version": "1",
        "k": 5,
        "N": 10,
        "N_cross": 20,
        "N_pct": 30,
        "N_word": 3,
        "w": 4,
        "service_signed": "data owner, 1 May 2019",
    }
    assert written["release"] == PERIOD
    assert written["hierarchies"] == {"time": {PERIOD: ["2019-09", "2019-10"]}, "group": {}}


def test_a_table_is_a_list_of_cells() -> None:
    assert document(a_table(YES_NO, (6, 7)))["tables"] == [
        {
            "name": "how-are-you/listened",
            "publication": PERIOD,
            "sensitivity": "personal",
            "dims": {"question": "how-are-you/listened", "period": PERIOD},
            "unit": "count",
            "cells": [
                {"dims": {}, "published": 13},
                {"dims": {"answer": "yes"}, "published": 6},
                {"dims": {"answer": "no"}, "published": 7},
            ],
        }
    ]


def test_a_breakdown_s_cells_say_their_value() -> None:
    rows = {"0-9": (5, 5), "17+": (6, 5)}
    table = document(a_table(YES_NO, (11, 10)), a_table(YES_NO, rows, "age_band"))["tables"][1]
    assert table["cells"][3:] == [
        {"dims": {"age_band": "17+"}, "published": 11},
        {"dims": {"age_band": "17+", "answer": "yes"}, "published": 6},
        {"dims": {"age_band": "17+", "answer": "no"}, "published": 5},
    ]


def test_bounded_words_are_a_cell_without_a_number() -> None:
    written = document(a_table(YES_NO, (12, 0)))
    assert written["tables"][0]["cells"] == [
        {"dims": {}, "published": 12},
        {"dims": {"answer": "yes"}, "published": None, "at_least": 7, "of": 12},
    ]
    assert written["words"] == [
        {"item": "how-are-you/listened", "period": PERIOD, "said": "most or all of the 12 answers"}
    ]


def test_ticks_are_a_table_an_answer_of_a_question_that_is_named() -> None:
    written = document(a_table(ideas(), (5, 7, 10), n=15))
    assert written["multi_select"] == ["how-are-you/good"]
    assert [(t["name"], t["dims"]["question"]) for t in written["tables"]] == [
        ("how-are-you/good: friends", "how-are-you/good"),
        ("how-are-you/good: school", "how-are-you/good"),
        ("how-are-you/good: food", "how-are-you/good"),
    ]
    assert written["tables"][0]["cells"] == [
        {"dims": {}, "published": 15},
        {"dims": {"answer": "friends"}, "published": 5},
    ]


def test_a_mean_has_its_table_s_name_and_a_unit_of_its_own() -> None:
    counts, mean = document(a_table(faces(), (5, 5, 0, 5, 6)))["tables"]
    assert (counts["name"], counts["unit"]) == (mean["name"], "count")
    assert (mean["unit"], mean["cells"]) == ("mean", [{"dims": {}, "published": 3.1}])


def test_merged_answers_are_written_with_what_they_take() -> None:
    written = document(a_table(faces(), (1, 5, 5, 6, 0)))
    assert written["tables"][0]["cells"][1] == {"dims": {"answer": "awful+sad"}, "published": 6}
    assert written["hierarchies"]["answer"]["awful+sad"] == ["awful", "sad"]


def test_a_question_asked_of_some_names_its_base() -> None:
    routed = a_question(("yes", "no"), item="why", base="listened", base_in=("no", "unsure"))
    assert document(a_table(routed, (6, 6), base=20))["tables"][0]["base"] == {
        "item": "how-are-you/listened",
        "in": ["no", "unsure"],
    }


def a_crossed_release() -> Release:
    """A table by two dimensions, one that is not shown, and a question asked before."""
    release = protect([a_table(YES_NO, (30, 30))], (), SIGNED)
    (whole,) = release.tables
    rows = tuple(
        SafeRow(band, band, 20, (10, 10), crossed=group)
        for band in ("0-9", "10-16")
        for group in ("north", "south")
    )
    name = f"{whole.name} by age_band and group"
    two: dict[str, Any] = {"dimension": "age_band", "crossed": "group", "before": "listened-before"}
    crossed = replace(whole, **two, name=name, rows=rows, seal=_SEAL)
    gone = NotShown("how-are-you", "listened", "?", "group", "Few.", "More.", "helped")
    return replace(release, tables=(whole, crossed), not_shown=(gone,))


def test_a_table_by_two_dimensions_has_both_in_its_cells() -> None:
    release = a_crossed_release()
    written = json.loads(opendata.write(release))
    assert written["tables"][1]["before"] == "listened-before"
    assert written["tables"][1]["cells"][1] == {
        "dims": {"age_band": "0-9", "group": "north", "answer": "yes"},
        "published": 10,
    }
    assert written["not_shown"][0] == {
        "item": "how-are-you/listened",
        "breakdown": "group",
        "crossed": "helped",
        "reason": "Few.",
    }
    assert opendata.read(opendata.write(release)) == replace(release, log=())


def test_what_an_older_release_did_not_know_is_not_written() -> None:
    text = opendata.write(a_release())
    assert "crossed" not in text
    assert "before" not in text


def test_what_is_not_shown_is_listed_with_its_reason() -> None:
    assert document(a_table(YES_NO, (4, 5)))["not_shown"] == [
        {
            "item": "how-are-you/listened",
            "breakdown": None,
            "reason": "Fewer than 10 answers so far.",
        }
    ]


def test_the_log_stays_in_the_house() -> None:
    release = protect([a_table(YES_NO, (5, 5))], (), SIGNED)
    assert opendata.read(opendata.write(release)) == replace(release, log=())


@given(st.integers(0, 2**32), st.sampled_from([Policy(), SIGNED]))
@settings(max_examples=25, deadline=None)
def test_every_release_can_be_read_back(seed: int, policy: Policy) -> None:
    release = protect(counted(a_crowd(seed)), (), policy)
    for dropped in release.tables[:1]:
        smaller = without(release, dropped.name, "small")
        assert opendata.read(opendata.write(smaller)) == replace(smaller, log=())
    text = opendata.write(release)
    assert opendata.read(text) == replace(release, log=())
    assert opendata.write(opendata.read(text)) == text


def a_release() -> Release:
    rows = {"north": (6, 6), "south": (3, 3), "east": (6, 6)}
    groups = (Group("north", "North"), Group("south", "South", joins="north"))
    tables = [
        a_table(YES_NO, (15, 15)),
        a_table(YES_NO, rows, "group", groups),
        a_table(faces(), (5, 5, 5, 5, 5)),
        a_table(a_question(item="heard", sensitivity="service"), (0, 1, 2)),
    ]
    return protect(tables, (), SIGNED)


CHANGES: dict[str, Any] = {
    "a figure changed to a text": lambda d: d["tables"][0]["cells"][0].update(published="30"),
    "a figure that is half": lambda d: d["tables"][0]["cells"][0].update(published=1.5),
    "a cell too many": lambda d: d["tables"][0]["cells"].append(
        {"dims": {"answer": "unsure"}, "published": 1}
    ),
    "a cell twice": lambda d: d["tables"][0]["cells"].append(d["tables"][0]["cells"][0]),
    "a cell too few": lambda d: d["tables"][0]["cells"].pop(),
    "a table nobody labelled": lambda d: d["tables"].append(
        {**d["tables"][0], "name": "how-are-you/secret"}
    ),
    "a table of another question": lambda d: d["tables"][0]["dims"].update(question="x/y"),
    "a table too few": lambda d: d["tables"].pop(0),
    "words nobody labelled": lambda d: d["words"].append(
        {"item": "a/b", "period": PERIOD, "said": "all"}
    ),
    "words missing": lambda d: d["words"].clear(),
    "a key too many": lambda d: d.update(secret=1),
    "no months": lambda d: d["hierarchies"]["time"].clear(),
    "a reason too many": lambda d: d["not_shown"].append(
        {"item": "a/b", "breakdown": None, "reason": "x"}
    ),
    "another publication": lambda d: d["tables"][0].update(publication="2018-P1"),
    "a question that is not tick-all": lambda d: d["multi_select"].append("a/b"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_no_release_would_write_is_not_read(change: Any) -> None:
    found = json.loads(opendata.write(a_release()))
    change(found)
    text = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    with pytest.raises(ValueError, match=r"\w"):
        opendata.read(text)


@pytest.mark.parametrize("text", ["", "{}", "[]", "no json", '{"release": 3}'])
def test_what_is_no_release_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        opendata.read(text)


def test_the_same_figures_written_otherwise_are_not_read() -> None:
    text = opendata.write(a_release())
    with pytest.raises(ValueError, match="as a release is written"):
        opendata.read(text.strip())
