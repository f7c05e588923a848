"""Who is heard and who is not, in words: sentences, a table and a chart of what ``shares`` tells.

Sentences begin with who is furthest below their share; they say only what the table says. Shares
are told as a few in many ("about 1 in 20"), because regulars make any percentage look more exact
than it is; from too few who came, only the order is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from voice import words
from voice.analysis import said
from voice.analysis.bars import Bar, Chart, Grid, Panel
from voice.analysis.facts import Fact
from voice.analysis.shares import ALIKE, FEWER, MORE, UNCOMPARED, Key, Period, Share, Side, Year

AXES: Mapping[str, str] = {
    "age_band": "age band",
    "gender": "girls and boys",
    "placement": "living out of county",
    "disability": "disability",
    "asylum": "asylum status",
    "language": "language",
}
"""What each axis is called, in this order."""
NAMES: Mapping[Key, tuple[str, str]] = {
    ("age_band", "0-9"): ("Aged up to 9", "children aged up to 9"),
    ("age_band", "10-16"): ("Aged 10 to 16", "young people aged 10 to 16"),
    ("age_band", "17+"): ("Aged 17 and over", "young people aged 17 and over"),
    ("gender", "girls"): ("Girls", "girls"),
    ("gender", "boys"): ("Boys", "boys"),
    ("placement", "in-county"): ("Living in the county", "young people living in the county"),
    ("placement", "out-of-county"): (
        "Living out of county",
        "young people living out of county",
    ),
    ("disability", "disabled"): ("Disabled", "disabled young people"),
    ("asylum", "unaccompanied"): (
        "Unaccompanied asylum-seeking",
        "unaccompanied asylum-seeking young people",
    ),
    ("language", "other"): (
        "Another first language than English",
        "young people whose first language is another than English",
    ),
}
"""Each value: how a table calls it, and how a sentence calls those young people."""
OURS, CAME = "Of those we look after", "Of those who came"
HOW: Mapping[str, str] = {
    FEWER: "fewer than their share",
    MORE: "more than their share",
    ALIKE: "no clear difference",
    UNCOMPARED: "not compared",
}
UNWRITTEN = "not known"
OFTEN = (
    "At events everybody who came is counted each time: who came five times counts five times. So"
    " this says who fills our events, and not how many different young people we met."
)
GUIDE = (
    "A difference is told where it is larger than chance would easily bring if each time somebody"
    " else had come. Some come often, so it is a guide, and not proof."
)
ONCE: Mapping[bool, str] = {
    False: "each young person counts once in the year",
    True: "each young person counts once in a month",
}
ASKED = "is told once somebody says what became of"
HIDDEN = "not everybody was counted by it, or a number is so small that it could point at somebody"
LATER = "told together with the months after it, because alone it could point at somebody"
WAITS = "is told when the year is over and its last period is closed"


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Events of closed periods of which nobody has said what became."""

    events: tuple[str, ...]
    since: str
    """The first month that is not told because of them."""
    whole: bool
    """Whether no period of the year is told because of them."""
    closed: bool
    """Whether the year would be over but for them."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that is said of one year."""

    fewer: tuple[str, ...]
    """A sentence each, who is furthest below their share first."""
    more: tuple[str, ...]
    alike: str
    """Of whom no clear difference is seen; empty where of nobody."""
    others: tuple[str, ...]
    """What is told without a comparison."""
    notes: tuple[str, ...]
    """How it was counted, and how sure it is."""
    not_shown: tuple[str, ...]
    fact: Fact
    """All of it in one: its table and chart stand on pages and in papers."""
    ages: Grid | None
    """Who came by age band, period by period."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything that is found, who is least heard first."""
        alike = (self.alike,) if self.alike else ()
        return (*self.fewer, *self.more, *alike, *self.others)


def told(year: Year, n_pct: int, unwritten: Unwritten | None = None) -> Told:
    """What is said of a year; ``unwritten`` are the events that keep a part of it back."""
    fewer = sorted((one for one in year.shares if one.compared == FEWER), key=_ratio)
    more = sorted((one for one in year.shares if one.compared == MORE), key=_ratio, reverse=True)
    below = tuple(said.sentence(_beside(one)) for one in fewer)
    above = tuple(said.sentence(_beside(one)) for one in more)
    alike = _alike([one for one in year.shares if one.compared == ALIKE])
    others = tuple(_without(year, n_pct))
    return Told(
        fewer=below,
        more=above,
        alike=alike,
        others=others,
        notes=tuple(_notes(year)),
        not_shown=tuple(_not_shown(year, unwritten)),
        fact=_fact(year, n_pct, (*below, *above, alike, *others)),
        ages=_ages(year.periods),
    )


def span(year: Year) -> str:
    """What has been told of the year: 2026, or the months of it told by now."""
    if year.over or not year.periods:
        return str(year.year)
    return words.months_name(year.periods[0].first, year.periods[-1].last)


# Sentences


def _ratio(one: Share) -> Fraction:
    """How much of their share came; a share is compared only where there is one."""
    ours = one.ours or one.came
    return Fraction(one.came.count * ours.of, max(1, ours.count * one.came.of))


def _beside(one: Share) -> str:
    ours = one.ours or one.came
    we, came = (said.about(side.count, side.of) for side in (ours, one.came))
    if we == came:
        we, came = (f"{said.percent(side.count, side.of)}%" for side in (ours, one.came))
    return f"{NAMES[one.key][1]} are {we} of those we look after, and {came} of those who came"


def _alike(same: Sequence[Share]) -> str:
    if not same:
        return ""
    who = said.listed(NAMES[one.key][1] for one in same)
    return f"No clear difference is seen for {who}."


def _without(year: Year, n_pct: int) -> Iterable[str]:
    """What cannot be compared: of too few who came the order, else their share alone."""
    for axis in AXES:
        own = [one for one in year.of(axis) if one.compared == UNCOMPARED]
        if not own:
            continue
        if own[0].came.of < n_pct:
            yield _order(own)
        else:
            yield from (
                said.sentence(f"{NAMES[one.key][1]} are {_share(one)} of those who came")
                for one in own
            )


def _share(one: Share) -> str:
    return said.about(one.came.count, one.came.of)


def _order(own: Sequence[Share]) -> str:
    """Of fewer than shares are told of: who came most often, in words."""
    first = own[0]
    if len(own) == 1:
        half = "More" if first.came.count * 2 > first.came.of else "No more"
        return f"{half} than half of those who came were {NAMES[first.key][1]}."
    by_number: dict[int, list[str]] = {}
    for one in sorted(own, key=lambda one: -one.came.count):
        by_number.setdefault(one.came.count, []).append(NAMES[one.key][1])
    ranks = ", then ".join(said.listed(names) for number, names in by_number.items() if number)
    return f"Few came, so only the order is told: most often {ranks}."


def _notes(year: Year) -> Iterable[str]:
    if any(not one.once for one in year.shares):
        yield OFTEN
    once = list(dict.fromkeys(AXES[one.key[0]] for one in year.shares if one.once))
    if once:
        which = said.listed(once)
        yield said.sentence(f"{which}: counted for the whole service; {ONCE[year.by_month]}")
    if any(one.compared != UNCOMPARED for one in year.shares):
        yield GUIDE
    if year.counted_in not in (None, year.year):
        yield f"Those we look after are told as they were counted in {year.counted_in}."


def _not_shown(year: Year, unwritten: Unwritten | None) -> Iterable[str]:
    waits = () if year.over else tuple(axis for axis in year.not_shown if axis != "age_band")
    asked = ("age_band",) if unwritten and unwritten.whole else ()
    hidden = [AXES[axis] for axis in year.not_shown if axis not in (*waits, *asked)]
    if hidden:
        yield said.sentence(f"{said.listed(hidden)}: {HIDDEN}")
    if year.waiting:
        yield f"Age band, {words.months_name(*year.waiting)}: {LATER}."
    names = [AXES[axis] for axis in waits]
    if names and not (unwritten and unwritten.closed):
        yield said.sentence(f"{said.listed(names)}: this {WAITS}")
    if unwritten:
        since = "" if unwritten.whole else f" from {words.month_name(unwritten.since)} on"
        who = said.listed([f"{AXES['age_band']}{since}", *(names if unwritten.closed else [])])
        yield said.sentence(f"{who}: this {ASKED} {said.listed(unwritten.events)}")


# Table and chart


def _fact(year: Year, n_pct: int, sentences: Sequence[str]) -> Fact:
    panels = tuple(_panel(one, n_pct) for one in year.shares if one.compared != UNCOMPARED)
    title, subtitle = _title(year), _subtitle(year)
    chart = Chart("shares", title, "", subtitle, panels) if panels else None
    return Fact(
        name=f"who-is-heard-{year.year}",
        title=title,
        subtitle=subtitle,
        sentences=tuple(sentence for sentence in sentences if sentence),
        alt=_alt(panels),
        table=_grid(year, n_pct),
        chart=chart,
        period=span(year),
    )


def _title(year: Year) -> str:
    fewer = sorted((one for one in year.shares if one.compared == FEWER), key=_ratio)
    if fewer:
        names = said.listed(NAMES[one.key][1] for one in fewer[:2])
        return f"{said.sentence(names).rstrip('.')} came less often than their share"
    if any(one.compared == MORE for one in year.shares):
        return "Some came more often than their share"
    return "Who came, beside those we look after"


def _subtitle(year: Year) -> str:
    everybody = f"{year.everybody:,} looked after in {year.counted_in}" if year.everybody else ""
    events = f"counted at {said.counted(max(year.events.values()), 'event')}" if year.events else ""
    return "; ".join(part for part in (span(year), everybody, events) if part) + "."


def _panel(one: Share, n_pct: int) -> Panel:
    ours = one.ours or one.came
    sides = ((OURS, ours), (CAME, one.came))
    bars = (
        Bar(label, side.count, side.of, said.share(side.count, side.of, n_pct))
        for label, side in sides
    )
    return Panel(NAMES[one.key][0], tuple(bars))


def _alt(panels: Sequence[Panel]) -> str:
    lines = (f"{panel.label}: {_pair(panel)}." for panel in panels)
    return " ".join(("Pairs of bars.", *lines)) if panels else ""


def _pair(panel: Panel) -> str:
    return said.listed(f"{bar.label[0].lower()}{bar.label[1:]} {bar.said}" for bar in panel.bars)


def _grid(year: Year, n_pct: int) -> Grid:
    rows = tuple(
        (
            NAMES[one.key][0],
            _cell(one.ours, n_pct) if one.ours else UNWRITTEN,
            _cell(one.came, n_pct),
            HOW[one.compared],
        )
        for one in year.shares
    )
    return Grid(("Young people", OURS, CAME, "Compared"), rows)


def _cell(side: Side, n_pct: int) -> str:
    counts = f"{side.count:,} of {side.of:,}"
    return f"{said.percent(side.count, side.of)}% ({counts})" if side.of >= n_pct else counts


def _ages(periods: Sequence[Period]) -> Grid | None:
    """The same by age band, period by period; None of one period alone."""
    if len(periods) < 2:
        return None
    heads = (name for (axis, _), (name, _) in NAMES.items() if axis == "age_band")
    rows = tuple(
        (
            words.months_name(one.first, one.last),
            f"{one.came:,}",
            *(f"{part:,}" for part in one.parts),
        )
        for one in periods
    )
    return Grid(("Period", "Came", *heads), rows)
