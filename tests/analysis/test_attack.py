"""Two hundred small councils, and readers who want to know more than their open data says."""

import json
from dataclasses import replace

import pytest

from tests.analysis.attack import attack
from tests.analysis.attackers import read, with_a_pencil
from tests.analysis.councils import Council, a_council
from tests.analysis.crowd import Crowd
from voice.analysis import audit, ladder
from voice.analysis.audit import Verdict, examine
from voice.analysis.ladder import Line
from voice.analysis.policy import Policy
from voice.analysis.reasons import FEW, Reason

COUNCILS = 200
LARGER = range(1000, 1010)
TIDY = (1002, 1011, 1015, 1016)
"""Large councils of which tables by two dimensions come out."""
REFUSED = (1, 7, 15, 29, 34, 95)
WEAK = range(2000, 2006)


def anything_goes(line: Line, _: Policy) -> Reason | None:
    """A rule that shows every row of six answers or more, whatever they are."""
    return FEW if line.n < 6 else None


@pytest.fixture
def no_row_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protection that protects next to nothing."""
    monkeypatch.setitem(ladder.RULES, "personal", anything_goes)


@pytest.fixture
def no_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit that accepts whatever it is given."""
    monkeypatch.setattr(audit, "examine", lambda *_, **__: Verdict((), None, 0))


@pytest.mark.parametrize("start", range(0, COUNCILS, 20))
def test_nobody_finds_anything_out(start: int) -> None:
    for seed in range(start, start + 20):
        assert attack(a_council(seed)).found == (), f"council {seed}"


def test_nobody_finds_anything_out_in_larger_councils() -> None:
    """With more than a hundred answers a period there are breakdowns to work on."""
    for seed in LARGER:
        assert attack(a_council(seed, most=150)).found == (), f"council {seed}"


@pytest.mark.parametrize("seed", TIDY)
def test_nobody_finds_anything_out_where_two_dimensions_are_told(seed: int) -> None:
    assert attack(a_council(seed, most=250, tidy=True)).found == ()


@pytest.mark.usefixtures("no_row_rule")
def test_the_audit_alone_leaves_nothing_to_find_out() -> None:
    """Nothing was protected: whatever is said at all, is said because the audit let it."""
    outcomes = [attack(a_council(seed)) for seed in WEAK]
    assert [outcome.found for outcome in outcomes if outcome.found] == []
    assert sum(outcome.figures for outcome in outcomes) > 150


@pytest.mark.usefixtures("no_row_rule", "no_audit")
def test_without_row_rule_and_audit_the_attackers_find_a_great_deal() -> None:
    outcomes = [attack(a_council(seed)) for seed in WEAK]
    assert sum(bool(outcome.found) for outcome in outcomes) > 0.9 * len(outcomes)


@pytest.mark.usefixtures("no_audit")
def test_without_the_audit_the_row_rule_is_not_enough() -> None:
    """These are councils of which the audit takes a table out that passes by itself."""
    assert [seed for seed in REFUSED if not attack(a_council(seed)).found] == []


def with_one_more(council: Council, documents: list[str]) -> str:
    """The first period made once more, as if it could be, with one late answer in it."""
    period, months, crowd = council.closes[0]
    late = replace(crowd.given[0], sitting=None, child=10_000)
    document = json.loads(council.close(period, months, Crowd((*crowd.given, late)), []))
    document |= {"release": f"{period} again", "earlier": [period]}
    return json.dumps(document)


@pytest.mark.parametrize("seed", range(30))
def test_one_more_respondent_never_shows_as_a_difference(seed: int) -> None:
    council = a_council(seed)
    documents = [next(council.releases()).document]
    documents.append(with_one_more(council, documents))
    differs = bool(list(with_a_pencil(read(documents))))
    assert examine(documents).passed is not differs


def test_a_late_answer_changes_nothing_that_was_said() -> None:
    council = a_council(3)
    first = next(council.releases())
    fewer = replace(council, closes=council.closes[:1])
    assert list(fewer.releases()) == [first]


def test_an_outcome_says_what_there_was_to_work_with() -> None:
    outcome = attack(a_council(3))
    assert outcome.releases >= len(a_council(3).closes)
    assert outcome.figures > 0


def test_years_and_tables_by_two_dimensions_are_among_what_is_said() -> None:
    small = [json.loads(m.document) for s in range(20) for m in a_council(s).releases()]
    tidy = [json.loads(m.document) for s in TIDY for m in a_council(s, 250, tidy=True).releases()]
    assert any(one["tables"] for one in small if one["release"] == "2019")
    years = [one for one in tidy if one["release"] in {"2019", "2020"}]
    crossed = [table for one in tidy for table in one["tables"] if " and " in table["name"]]
    assert len(years) > 3
    assert len(crossed) > 3
