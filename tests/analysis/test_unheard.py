"""Who is heard and who is not, as it is read."""

import re

from voice.analysis import unheard
from voice.analysis.shares import ALIKE, FEWER, MORE, UNCOMPARED, Key, Period, Share, Side, Year

OUT, GIRLS, ALONE = ("placement", "out-of-county"), ("gender", "girls"), ("asylum", "unaccompanied")
TEENS = ("age_band", "10-16")


def share(
    key: Key,
    came: tuple[int, int],
    ours: tuple[int, int] | None = None,
    compared: str = UNCOMPARED,
    once: bool = False,
) -> Share:
    return Share(key, Side(*came), Side(*ours) if ours else None, once, compared)


FAR = share(OUT, (12, 240), (150, 600), FEWER)
NEAR = share(ALONE, (20, 200), (90, 600), FEWER, once=True)
OFTEN = share(TEENS, (150, 240), (240, 600), MORE)
SAME = share(GIRLS, (118, 240), (290, 600), ALIKE)


def a_year(*told: Share, over: bool = True, **changes: object) -> Year:
    fields = {
        "periods": (),
        "waiting": None,
        "events": {"age_band": 20},
        "not_shown": (),
        "counted_in": 2026,
        "everybody": 600,
        "by_month": False,
    } | changes
    return Year(2026, over, told, **fields)  # type: ignore[arg-type]


def test_who_is_furthest_below_their_share_comes_first() -> None:
    told = unheard.told(a_year(NEAR, SAME, OFTEN, FAR), 30)
    assert told.sentences == (
        (
            "Young people living out of county are 1 in 4 of those we look after, and 1 in 20 of "
            "those who came."
        ),
        (
            "Unaccompanied asylum-seeking young people are about 1 in 7 of those we look after, "
            "and 1 in 10 of those who came."
        ),
        (
            "Young people aged 10 to 16 are 2 in 5 of those we look after, and about 3 in 5 of "
            "those who came."
        ),
        "No clear difference is seen for girls.",
    )
    assert told.fact.title == (
        "Young people living out of county and unaccompanied asylum-seeking young people came less "
        "often than their share"
    )
    assert told.fact.subtitle == "2026; 600 looked after in 2026; counted at 20 events."


def test_shares_that_sound_alike_are_told_in_percentages() -> None:
    told = unheard.told(a_year(share(GIRLS, (230, 500), (312, 600), FEWER)), 30)
    (sentence,) = told.fewer
    assert sentence == "Girls are 52% of those we look after, and 46% of those who came."


def test_of_few_who_came_only_the_order_is_told() -> None:
    bands = [("age_band", band) for band in ("0-9", "10-16", "17+")]
    few = [share(key, (n, 21), (200, 600)) for key, n in zip(bands, (5, 16, 0), strict=True)]
    told = unheard.told(a_year(*few), 30)
    assert told.sentences == (
        (
            "Few came, so only the order is told: most often young people aged 10 to 16, then "
            "children aged up to 9."
        ),
    )
    assert "%" not in " ".join(cell for row in told.fact.table.rows for cell in row[2:])
    assert told.fact.chart is None
    alone = unheard.told(a_year(share(OUT, (6, 21))), 30)
    assert alone.sentences == (
        "No more than half of those who came were young people living out of county.",
    )


def test_what_has_no_population_is_told_by_itself() -> None:
    told = unheard.told(a_year(share(OUT, (12, 240))), 30)
    assert told.sentences == ("Young people living out of county are 1 in 20 of those who came.",)
    assert told.fact.table.rows == (
        ("Living out of county", "not known", "5% (12 of 240)", "not compared"),
    )


def test_regulars_and_chance_are_named_beside_what_they_bear_on() -> None:
    notes = unheard.told(a_year(FAR, NEAR, counted_in=2025), 30).notes
    assert notes[0] == unheard.OFTEN
    assert notes[1] == (
        "Asylum status: counted for the whole service; each young person counts once in the year."
    )
    assert notes[2] == unheard.GUIDE
    assert notes[3] == "Those we look after are told as they were counted in 2025."
    assert unheard.told(a_year(share(ALONE, (20, 200), once=True)), 30).notes == notes[1:2]


def test_what_is_not_shown_is_told_with_its_reason() -> None:
    over = unheard.told(a_year(not_shown=("gender", "language")), 30).not_shown
    assert over == (f"Girls and boys and language: {unheard.HIDDEN}.",)
    on = unheard.told(a_year(not_shown=("age_band", "gender"), over=False), 30).not_shown
    assert on == (
        f"Age band: {unheard.HIDDEN}.",
        f"Girls and boys: this {unheard.WAITS}.",
    )
    later = unheard.told(a_year(FAR, waiting=("2026-07", "2026-10")), 30).not_shown
    assert later == (f"Age band, July to October 2026: {unheard.LATER}.",)


def test_events_nobody_wrote_up_are_named_and_keep_back_what_they_do() -> None:
    waits = a_year(not_shown=("age_band", "gender"), over=False)
    late = unheard.Unwritten(("A of 1 May 2026", "B of 2 May 2026"), "2026-05", True, False)
    named = f"{unheard.ASKED} A of 1 May 2026 and B of 2 May 2026."
    assert unheard.told(waits, 30, late).not_shown == (
        f"Girls and boys: this {unheard.WAITS}.",
        f"Age band: this {named}",
    )
    closed = unheard.Unwritten(late.events, "2026-05", False, True)
    assert unheard.told(waits, 30, closed).not_shown == (
        f"Age band: {unheard.HIDDEN}.",
        f"Age band from May 2026 on and girls and boys: this {named}",
    )


def test_the_chart_has_two_bars_a_value_and_the_table_holds_the_same() -> None:
    fact = unheard.told(a_year(FAR, share(GIRLS, (9, 20))), 30).fact
    assert fact.chart
    assert fact.chart.kind == "shares"
    (panel,) = fact.chart.panels
    assert [bar.label for bar in panel.bars] == [unheard.OURS, unheard.CAME]
    assert [bar.said for bar in panel.bars] == ["25%", "5%"]
    assert fact.alt == (
        "Pairs of bars. Living out of county: of those we look after 25% and of those who came 5%."
    )
    assert fact.table.rows[0] == (
        "Living out of county",
        "25% (150 of 600)",
        "5% (12 of 240)",
        "fewer than their share",
    )


def test_bands_stand_period_by_period_where_there_are_some() -> None:
    periods = (
        Period("2026-01", "2026-02", 40, (5, 35, 0)),
        Period("2026-03", "2026-03", 12, (0, 6, 6)),
    )
    told = unheard.told(a_year(FAR, over=False, periods=periods), 30)
    assert told.ages
    assert told.ages.rows[0] == ("January to February 2026", "40", "5", "35", "0")
    assert told.fact.period == "January to March 2026"
    assert unheard.told(a_year(FAR, periods=periods[:1]), 30).ages is None


def test_every_figure_of_a_sentence_stands_in_the_table() -> None:
    told = unheard.told(a_year(FAR, NEAR, OFTEN, SAME), 30)
    cells = " ".join(cell for row in told.fact.table.rows for cell in row)
    for percent in re.findall(r"\d+%", " ".join(told.sentences)):
        assert percent in cells
