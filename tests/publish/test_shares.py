"""Who we hear and who we do not, in a paper."""

from dataclasses import replace

from tests.papers import a_paper, section, told
from voice.analysis import unheard
from voice.analysis.shares import ALIKE, FEWER, MORE, Period, Share, Side, Year
from voice.publish.blocks import Figure, Heading, Numbered, Table

OUT, GIRLS = ("placement", "out-of-county"), ("gender", "girls")
TOLD = unheard.told(
    Year(
        2026,
        over=False,
        shares=(
            Share(OUT, Side(12, 240), Side(150, 600), once=False, compared=FEWER),
            Share(("age_band", "10-16"), Side(150, 240), Side(240, 600), False, MORE),
            Share(GIRLS, Side(118, 240), Side(290, 600), once=False, compared=ALIKE),
        ),
        periods=(
            Period("2026-01", "2026-02", 40, (5, 35, 0)),
            Period("2026-03", "2026-03", 12, (0, 6, 6)),
        ),
        waiting=None,
        events={"age_band": 20},
        not_shown=("asylum",),
        counted_in=2026,
        everybody=600,
        by_month=False,
    ),
    30,
)
HEADING = "Who we hear and who we do not"


def test_the_summary_says_who_is_furthest_below_their_share() -> None:
    assert TOLD.fewer[0] in told(a_paper(heard=(TOLD,)), "Summary")
    without = replace(TOLD, fewer=())
    assert "those we look after" not in told(a_paper(heard=(without,)), "Summary")


def test_who_is_least_heard_comes_first_then_chart_table_and_reasons() -> None:
    blocks = section(a_paper(heard=(TOLD,)), HEADING)
    leads = [block.lead for block in blocks if isinstance(block, Numbered)]
    assert leads == [
        "Fewer than their share.",
        "More than their share.",
        "",
        "Not shown.",
        "How this was counted.",
    ]
    assert isinstance(blocks[0], Numbered)
    assert blocks[0].text == " ".join(TOLD.fewer)
    assert [block.finding for block in blocks if isinstance(block, Figure)] == [TOLD.fact]
    grids = [block.grid for block in blocks if isinstance(block, Table)]
    assert grids == [TOLD.fact.table, TOLD.ages]


def test_several_years_have_headings_and_share_how_they_were_counted() -> None:
    earlier = replace(TOLD, fact=replace(TOLD.fact, name="earlier", period="2025"))
    blocks = section(a_paper(heard=(TOLD, earlier)), HEADING)
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings == ["January to March 2026", "2025"]
    assert sum(isinstance(one, Numbered) and "counted" in one.lead for one in blocks) == 1


def test_what_the_service_will_do_is_a_workers_to_write() -> None:
    words = {"shares": "We will meet those who live out of county where they live."}
    *_told, last = section(a_paper(heard=(TOLD,), words=words), HEADING)
    assert last == Numbered(words["shares"])


def test_without_anything_new_there_is_no_section() -> None:
    assert section(a_paper(), HEADING) == []
