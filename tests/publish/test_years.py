"""A whole year: told by the paper that first has it, and only what its periods did not tell."""

from collections.abc import Sequence
from typing import Any

from tests import papers
from tests.releases import YES_NO, a_release, a_row, a_table
from voice.analysis.safe import Release, Safe
from voice.analysis.voices import Known
from voice.publish import years
from voice.publish.blocks import Block, Bullets, Figure, Heading, Numbered
from voice.publish.material import Material


def asked(counts: Sequence[int], item: str = "heard") -> Safe:
    return a_table([a_row(counts)], YES_NO, item, f"{item}?", kind="choice")


def period(number: int, *tables: Safe) -> Release:
    months = (f"2026-{2 * number - 1:02}", f"2026-{2 * number:02}")
    return a_release(tables, id_=f"2026-P{number}", months=months)


def year(id_: str, *tables: Safe) -> Release:
    return a_release(tables, id_=id_, months=tuple(f"{id_}-{n:02}" for n in range(1, 13)))


def told(*periods: Release, of: Release, before: tuple[Release, ...] = ()) -> list[Block]:
    known = Known((*before, *periods, of))
    material = papers.a_material(releases=periods, earlier=(), years=(of,), known=known)
    return years.whole_years(material, papers.the_form(), [])


def lines(blocks: Sequence[Block]) -> list[str]:
    return [line for block in blocks if isinstance(block, Bullets) for line in block.items]


def test_a_paper_that_tells_no_year_has_no_such_part() -> None:
    assert "The whole year" not in papers.headings(papers.a_paper(), 2)


def test_a_question_that_periods_told_is_told_in_a_line() -> None:
    found = told(
        period(1, asked((5, 5, 5))),
        period(2, asked((6, 8, 6))),
        of=year("2026", asked((11, 13, 11))),
    )
    assert found[0] == Heading(3, "The year 2026")
    assert isinstance(found[1], Numbered)
    assert "January to December 2026" in found[1].text
    assert lines(found) == ["heard? Of 35 answers, 31% were ‘Yes’, 37% ‘Not sure’ and 31% ‘No’."]
    assert not any(isinstance(block, Figure) for block in found)


def test_what_only_the_year_can_tell_stands_first_with_its_chart() -> None:
    whole = year("2026", asked((11, 13, 11)), asked((7, 7, 7), "new"))
    found = told(period(1, asked((5, 5, 5))), of=whole)
    assert [block.text for block in found if isinstance(block, Heading)] == [
        "The year 2026",
        "new?",
    ]
    assert [block.finding.item for block in found if isinstance(block, Figure)] == ["new"]
    assert len(lines(found)) == 1


def test_what_a_period_told_with_the_same_figures_is_not_told_again() -> None:
    found = told(period(1, asked((5, 5, 5))), of=year("2026", asked((5, 5, 5))))
    assert found == []


def test_where_no_own_period_tells_anything_the_year_is_in_summary_and_conclusion() -> None:
    quiet = period(6)
    whole = year("2026", asked((11, 13, 11)), asked((7, 7, 7), "new"))
    line = "For January to December 2026 as a whole, answers to 2 questions can be told."
    for releases, said in ((quiet, True), (period(6, asked((5, 5, 5))), False)):
        paper = papers.a_paper(releases=(releases,), earlier=(), years=(whole,), known=Known())
        assert (line in papers.told(paper, "Summary")) is said
        assert (line in papers.told(paper, "Conclusion")) is said
    alike = year("2026", asked((5, 5, 5)))
    before = (period(1, asked((5, 5, 5))),)
    paper = papers.a_paper(releases=(quiet,), earlier=before, years=(alike,), known=Known())
    assert "as a whole" not in papers.told(paper, "Summary")


def test_a_year_is_compared_with_the_year_before_and_never_with_its_periods() -> None:
    last = year("2025", asked((3, 5, 22)))
    found = told(period(1, asked((5, 5, 5))), of=year("2026", asked((26, 8, 6))), before=(last,))
    (line,) = lines(found)
    assert "Since 2025, ‘Yes’ went from 10% to 65%" in line


def test_a_year_is_in_no_series_of_periods() -> None:
    def series(**changes: Any) -> Material:
        periods = (period(1, asked((5, 5, 5))), period(2, asked((6, 8, 6))))
        return papers.a_material(releases=periods, earlier=(), **changes)

    whole = (year("2026", asked((11, 13, 11))),)
    heading = "Answers period by period"
    form = papers.the_form()
    plain = papers.told(papers.compose.compose(series(), form), heading)
    assert papers.told(papers.compose.compose(series(years=whole), form), heading) == plain
