"""Coarser scales as they are proposed: each is free of faults and loses as little as it can."""

import pytest

from tests.survey import drafts as drafted
from voice.survey.check import check_item
from voice.survey.load import held
from voice.survey.scales import proposals

SMILES = ("very-sad", "sad", "ok", "happy", "very-happy")


def takes(item: drafted.Data, number: int = 0) -> list[list[int]]:
    """How many answers each coarser answer takes, map by map."""
    return [[len(part["takes"]) for part in one["to"]] for one in proposals(item)[number].maps]


@pytest.mark.parametrize("kind", ["choice", "faces"])
@pytest.mark.parametrize("scored", [True, False])
@pytest.mark.parametrize("number", range(3, 13))
def test_every_proposal_passes_the_check(kind: str, scored: bool, number: int) -> None:
    ids = [f"answer-{n}-of-many-that-have-a-long-id" for n in range(number)]
    item = drafted.choice(options=drafted.options(*ids, scored=scored), kind=kind)
    if kind == "faces" and (not scored or number not in {3, 5}):
        return
    for proposal in proposals(item):
        survey, faults = held(
            drafted.a_survey(drafted.choice()).model_dump(exclude_defaults=True)
            | {"items": [{**item, "collapse": list(proposal.maps)}]}
        )
        assert survey is not None
        assert faults == check_item(survey.items[0], 1) == []


def test_five_become_three_and_then_two() -> None:
    item = drafted.faces(options=drafted.options(*SMILES, scored=True))
    assert takes(item) == [[2, 1, 2], [3, 2]]
    assert takes(item, 1) == [[2, 1, 2], [2, 3]]
    assert [part["text"] for part in proposals(item)[0].maps[1]["to"]] == [
        "Very-sad, sad or ok",
        "Happy or very-happy",
    ]


def test_the_good_end_stands_alone_first_whichever_way_a_scale_runs() -> None:
    up = drafted.faces(options=drafted.options("sad", "ok", "happy", scored=True))
    down = drafted.choice(options=drafted.options("yes", "partly", "no"))
    assert (takes(up), takes(down)) == ([[2, 1]], [[1, 2]])
    assert (takes(up, 1), takes(down, 1)) == ([[1, 2]], [[2, 1]])


def test_numbers_are_named_by_their_ends() -> None:
    (three, two) = proposals({"kind": "scale"})[0].maps
    assert [part["text"] for part in three["to"]] == ["0 to 3", "4 to 6", "7 to 10"]
    assert [part["text"] for part in two["to"]] == ["0 to 6", "7 to 10"]


def test_words_that_are_always_written_large_stay_so() -> None:
    options = [
        {"id": id_, "text": text} for id_, text in (("a", "Bad"), ("b", "OK"), ("c", "I do"))
    ]
    item = drafted.choice(options=options)
    assert [part["text"] for part in proposals(item)[0].maps[0]["to"]] == ["Bad", "OK or I do"]


@pytest.mark.parametrize(
    "item",
    [
        drafted.many(),
        drafted.words(),
        drafted.choice(),
        drafted.choice(options=drafted.options(*"abcdef")),
        {},
        {"kind": "riddle", "options": [{"id": "a"}] * 3},
    ],
)
def test_nothing_is_proposed_where_nobody_knows_which_are_neighbours(item: drafted.Data) -> None:
    assert proposals(item) == ()
