"""Every kind of chart: what stands where, and that no words, figures or pictures are lost."""

from typing import Any

import pytest

from tests.charting import (
    FACES,
    KINDS,
    a_chart,
    a_fact,
    before_and_after,
    some_bars,
)
from voice.analysis.bars import Chart, Panel, untold
from voice.publish import charts, scheme
from voice.publish.drawing import Format, Sheet, wide

Barred = list[tuple[float, float, float, str]]


def drawn(chart: Chart, form: Format = "svg", titled: bool = False) -> bytes:
    made = charts.draw(a_fact(chart), form, titled)
    assert made
    return made


def test_every_kind_has_somebody_who_draws_it() -> None:
    assert set(charts.PAINTERS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["svg", "png"])
def test_every_kind_is_drawn_the_same_each_time(kind: str, form: Format) -> None:
    first = drawn(KINDS[kind], form, titled=True)
    charts._draw.cache_clear()
    assert drawn(KINDS[kind], form, titled=True) == first


@pytest.mark.parametrize("kind", KINDS)
def test_all_words_of_every_kind_are_drawn(kind: str, written: list[str]) -> None:
    drawn(KINDS[kind])
    told = " ".join(written)
    for panel in KINDS[kind].panels:
        for text in (panel.label, panel.quote, panel.signed):
            assert text in told
        assert all(bar.label in told and bar.said in told for bar in panel.bars)


def test_before_and_after_stand_side_by_side_in_the_same_order(
    barred: Barred, written: list[str]
) -> None:
    drawn(before_and_after())
    before, after = (
        [(round(y, 3), x) for x, y, length, colour in barred if length and colour == wanted]
        for wanted in (scheme.OTHERS, scheme.LAST)
    )
    tracks = sorted({round(y, 3) for _, y, _, colour in barred if colour == scheme.TRACK})
    assert [y for y, _ in before] == tracks[:4]
    assert [y for y, _ in after] == tracks[2:]
    assert max(x for _, x in before) < min(x for _, x in after)
    assert [text for text in written if text in FACES] == list(FACES)
    assert "22 answers" in written
    assert "20 answers" in written


def test_of_a_series_only_the_last_period_stands_out(barred: Barred) -> None:
    drawn(KINDS["series"])
    colours = [colour for *_, colour in barred if colour != scheme.TRACK]
    assert colours == [scheme.OTHERS, scheme.LAST] * 2


def test_each_value_has_its_two_shares_below_each_other(barred: Barred) -> None:
    drawn(KINDS["shares"])
    shown = [(y, colour) for _, y, _, colour in barred if colour != scheme.TRACK]
    assert [colour for _, colour in shown] == [scheme.OTHERS, scheme.LAST] * 2
    assert [y for y, _ in shown] == sorted(y for y, _ in shown)


def test_bars_that_say_the_same_are_equally_long_in_every_panel(barred: Barred) -> None:
    chart = a_chart(
        "shares",
        Panel("Up to 9", some_bars(("Of those we look after", "Came"), (20, 20))),
        Panel("17 and over", some_bars(("A longer name of those who came", "B"), (20, 20))),
    )
    drawn(chart)
    assert len({(x, length) for x, _, length, colour in barred if colour != scheme.TRACK}) == 1


def test_what_is_not_shown_is_a_line_of_the_same_height_and_no_bar(
    barred: Barred, written: list[str]
) -> None:
    names = ("Being safe", "Moves", "Being heard")
    all_told = a_chart("promises", Panel("Kept for me", some_bars(names, (10, 20, 30))))
    drawn(all_told)
    steps = [y for _, y, _, colour in barred if colour == scheme.TRACK]
    barred.clear()
    first, _, last = all_told.panels[0].bars
    drawn(a_chart("promises", Panel("Kept for me", (first, untold("Moves"), last))))
    assert [y for _, y, _, colour in barred if colour == scheme.TRACK] == [steps[0], steps[2]]
    assert "not shown" in written


def test_pictures_of_promises_stand_beside_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures: list[str] = []
    monkeypatch.setattr(Sheet, "picture", lambda self, x, y, side, name: pictures.append(name))
    charts._draw.cache_clear()
    drawn(KINDS["promises"])
    charts._draw.cache_clear()
    assert pictures == ["promise-4", "promise-3"]


def test_two_dimensions_are_panels_under_a_heading(written: list[str], barred: Barred) -> None:
    panels = (
        Panel(f"{age}: {group}", some_bars(FACES[3:], (14, 9), 23), age)
        for age in ("Up to 9", "10 to 16")
        for group in ("North", "South")
    )
    drawn(a_chart("bars", *panels))
    heads = [text for text in written if text in {"Up to 9", "10 to 16", "North", "South"}]
    assert heads == ["Up to 9", "North", "South", "10 to 16", "North", "South"]
    starts = [x for x, _, _, colour in barred if colour == scheme.TRACK]
    assert len(set(starts)) == 2


def test_more_panels_than_fit_stand_in_a_second_row(barred: Barred) -> None:
    drawn(
        a_chart("bars", *(Panel(month, some_bars(("Yes", "No"), (9, 7), 16)) for month in "abcd"))
    )
    tracks = [(x, y) for x, y, _, colour in barred if colour == scheme.TRACK]
    assert len({x for x, _ in tracks}) == scheme.SIDE_BY_SIDE
    assert tracks[-1][1] > tracks[0][1] + 2 * scheme.LEAST_ROW


def test_themes_are_a_list_without_sizes(written: list[str], barred: Barred) -> None:
    drawn(KINDS["themes"])
    assert not barred
    assert written == ["Home", "“We eat together.”", "Written in September 2026", "School"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_drawn_outside_the_page(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[float] = []
    draw = Sheet.bar

    def noting(self: Sheet, x: float, middle: float, length: float, *rest: Any) -> None:
        ends.append(x + length)
        draw(self, x, middle, length, *rest)

    monkeypatch.setattr(Sheet, "bar", noting)
    charts._draw.cache_clear()
    drawn(KINDS[kind])
    assert max(ends, default=0.0) <= scheme.WIDTH


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_gets_a_narrow_chart_with_letters_of_the_same_size(
    kind: str, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[float] = []
    draw = Sheet.text

    def noting(self: Sheet, x: float, y: float, text: str, size: float, *rest: Any) -> None:
        ends.append(x + wide(text, size))
        draw(self, x, y, text, size, *rest)

    monkeypatch.setattr(Sheet, "text", noting)
    svg = charts.draw(a_fact(KINDS[kind]), "svg", titled=False, narrow=True) or b""
    assert f'width="{scheme.NARROW * 72:.1f}pt"' in svg.decode()
    assert max(ends) <= scheme.NARROW
    assert all(
        panel.label.split()[-1] in " ".join(written) for panel in KINDS[kind].panels if panel.label
    )


def test_where_panels_have_no_room_they_stand_below_each_other_in_their_colours(
    barred: Barred,
) -> None:
    charts.draw(a_fact(before_and_after()), "svg", titled=False, narrow=True)
    shown = [(y, colour) for _, y, length, colour in barred if length and colour != scheme.TRACK]
    assert [colour for _, colour in shown] == [scheme.OTHERS] * 4 + [scheme.LAST] * 3
    assert [y for y, _ in shown] == sorted(y for y, _ in shown)
    assert (
        min(length for *_, length, colour in barred if colour == scheme.TRACK) >= scheme.LEAST_BAR
    )
