"""Whatever is done to a draft in whatever order: nothing raises, and nothing is half done."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.survey.operations import IDS, JSON, RULES, a_draft, odd_operations, operations
from voice.survey import merging
from voice.survey.draft_data import PROVISIONAL, as_text, items_of, tidy
from voice.survey.draft_faults import faults, rule_faults
from voice.survey.draft_ids import with_final_ids
from voice.survey.editing import Operation, apply
from voice.survey.rule_words import choices, rule_sentence
from voice.survey.scales import proposals

QUICKLY = settings(deadline=None, max_examples=60)
SEQUENCES = st.lists(operations() | odd_operations(), max_size=8)


@QUICKLY
@given(SEQUENCES, st.just(None) | JSON)
def test_no_sequence_of_operations_raises_or_breaks_a_draft(
    sequence: list[Operation], start: Any
) -> None:
    data = tidy(a_draft() if start is None else {"items": start, "title": start})
    for operation in sequence:
        before = copy.deepcopy(data)
        done = apply(data, operation)
        assert data == before, "what was given was changed"
        assert bool(done.said) is not bool(done.faults)
        assert done.data == before or not done.faults
        assert json.loads(as_text(done.data)) == done.data == tidy(done.data)
        data = done.data
    ids = [item["id"] for item in items_of(data)]
    assert len(ids) == len(set(ids))


@QUICKLY
@given(SEQUENCES)
def test_every_draft_can_be_looked_at_in_every_way(sequence: list[Operation]) -> None:
    data = a_draft()
    for operation in sequence:
        data = apply(data, operation).data
    assert all(str(fault) for fault in [*faults(data), *rule_faults(data)])
    for item in items_of(data):
        assert rule_sentence(data, item.get("show_if"))
        assert all(choice.words for choice in choices(data, item["id"]))
        assert all(len(one.maps) in {1, 2} for one in proposals(item))
    final = with_final_ids(data, {"why-2"})
    assert not any(PROVISIONAL.fullmatch(item["id"]) for item in items_of(final))
    assert with_final_ids(final, {"why-2"}) == final


@QUICKLY
@given(JSON)
def test_anything_at_all_becomes_a_draft_and_has_faults(data: Any) -> None:
    assert tidy(tidy(data)) == tidy(data)
    assert faults(data)
    assert rule_sentence(tidy(data), data)


@QUICKLY
@given(IDS, RULES)
def test_a_rule_that_is_taken_can_be_said_without_an_id(item: str, rule: Any) -> None:
    done = apply(a_draft(), Operation("set-rule", item, {"rule": rule}))
    if not done.faults:
        assert "not there" not in done.said
        assert "feeling" not in done.said


@QUICKLY
@given(operations(), operations())
def test_parts_that_one_touched_can_be_put_into_the_draft_of_another(
    one: Operation, other: Operation
) -> None:
    base = a_draft()
    mine, theirs = apply(base, one).data, apply(base, other).data
    parts = merging.touched(base, theirs)
    assert merging.taken_over(base, theirs, parts) == theirs
    both = merging.taken_over(mine, theirs, parts)
    if merging.ORDER not in parts:
        assert merging.alike(both, theirs, parts)
    if not parts & merging.touched(base, mine):
        assert merging.alike(both, mine, merging.touched(base, mine))
