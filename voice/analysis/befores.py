"""Before and after an activity: two questions of one questionnaire with the same answers.

The same young people answered both, so the exact test of independent groups (``chance``) does not
fit. The test for answers in pairs is that of Q. McNemar (Psychometrika 12, 1947, pages 153-157):
of those who answered differently the second time, half would have moved either way by chance. It
needs to know how many moved, and we keep no pairs: nothing ties two answers together. So the test
is made for every pairing that the two distributions allow (M. Fréchet, Annales de l'Université de
Lyon, section A, 14, 1951, pages 53-77), and a change is told only if the least telling of them
says so. Where fewer answered one of the two, those who are missing count as if they had answered
so that nothing changed. All in whole numbers; many answers are looked at together by Holm's rule.

This can miss a change and does not make one up. As everywhere it takes each answer within one
question as that of a different young person.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import comb

from voice.analysis import bars, chance, findings, messages, said
from voice.analysis.bars import Bar, Chart, Panel
from voice.analysis.chance import Pair
from voice.analysis.findings import Finding
from voice.analysis.safe import Release, Safe

BEFORE, AFTER = "Before", "After"
DIMENSION = "before"
"""What such a finding is broken down by."""
NO_CHANGE = "No clear change from before to after"
HOW_SURE = (
    "Whoever answered what before: the difference is larger than chance would easily bring{0}, if"
    " the same young people answered both times."
)


def of(release: Release) -> tuple[Finding, ...]:
    """A finding for each question that asks again what was asked before, where both are told in
    figures and in the same form. A breakdown is not compared: too many of too few."""
    pairs = _linked(release)
    looked = [_pairs(before, after) for before, after in pairs]
    changed = list(beyond([pair for own in looked for pair in own]))
    every = len(changed)
    found = []
    for (before, after), own in zip(pairs, looked, strict=True):
        moved = [changed.pop(0) for _ in own]
        found.append(_finding(before, after, moved, every, release))
    return findings.named(found)


def beyond(pairs: Sequence[Pair], risk: Fraction = chance.RISK) -> tuple[bool, ...]:
    """For each pair of shares of the same young people, whether they differ beyond chance however
    the answers belong together, given that all of them were looked at."""
    return chance.stepped([likelihood(pair) for pair in pairs], risk)


def likelihood(pair: Pair) -> Fraction:
    """The largest two-sided p-value of all pairings that the two distributions allow."""
    everybody = max(pair.of_before, pair.of_now)
    then = (pair.before, pair.before + everybody - pair.of_before)
    now = (pair.now, pair.now + everybody - pair.of_now)
    if then[0] <= now[1] and now[0] <= then[1]:
        return Fraction(1)  # those who are missing may have answered so that nothing changed
    rising = now[0] > then[1]
    return _of_most_movers(*((then[1], now[0]) if rising else (then[0], now[1])), everybody)


def _of_most_movers(before: int, now: int, everybody: int) -> Fraction:
    """The more moved, the less a given difference tells; so the pairing in which most did."""
    moved = min(before + now, 2 * everybody - before - now)
    fewer = (moved - abs(now - before)) // 2
    return min(Fraction(1), Fraction(2 * sum(comb(moved, k) for k in range(fewer + 1)), 2**moved))


def _linked(release: Release) -> list[tuple[list[Safe], list[Safe]]]:
    """The tables of each later question with those of the one it repeats, answer for answer."""
    told: dict[str, list[Safe]] = {}
    for table in release.tables:
        if table.dimension is None and table.rows and table.rows[0].counts is not None:
            told.setdefault(table.question, []).append(table)
    links = []
    for later in told.values():
        earlier = {_form(one): one for one in told.get(f"{later[0].survey}/{later[0].before}", ())}
        both = [table for table in later if _form(table) in earlier]
        if both:
            links.append(([earlier[_form(table)] for table in both], both))
    return links


def _form(table: Safe) -> tuple[str, ...]:
    return bars.ids(table.answers)


def _pairs(before: Sequence[Safe], after: Sequence[Safe]) -> list[Pair]:
    """Of two answers of which one was chosen the second says nothing new, and is not looked at."""
    found = [
        Pair(then, one.rows[0].n or 0, now, other.rows[0].n or 0)
        for one, other in zip(before, after, strict=True)
        for then, now in zip(one.rows[0].counts or (), other.rows[0].counts or (), strict=True)
    ]
    return found[:1] if len(found) == 2 and not after[0].multiple else found


def _finding(
    before: Sequence[Safe],
    after: Sequence[Safe],
    changed: Sequence[bool],
    looked: int,
    release: Release,
) -> Finding:
    first, n_pct = after[0], findings.n_pct(release)
    panels = tuple(
        Panel(label, bars.panels(tables, n_pct)[0].bars)
        for label, tables in ((BEFORE, before), (AFTER, after))
    )
    moved = [place for place, is_changed in enumerate(changed) if is_changed]
    title = _title(panels, moved)
    answers = bars.amounts([(panel.label, panel.bars[0].n) for panel in panels])
    subtitle = f"{findings.period_of(release)}; asked before and after. {answers}."
    return Finding(
        name=findings.name_of(first, "before-and-after", release),
        survey=first.survey,
        item=first.item,
        question=first.text,
        period=findings.period_of(release),
        dimension=DIMENSION,
        title=title,
        subtitle=subtitle,
        sentences=_sentences(panels, moved, looked, ticks=first.multiple),
        alt=bars.alt(panels, DIMENSION),
        table=bars.grid(panels, DIMENSION, n_pct),
        chart=Chart("before-after", title, first.text, subtitle, panels),
        source=(*before, *after),
    )


def _title(panels: Sequence[Panel], moved: Sequence[int]) -> str:
    if not moved:
        return NO_CHANGE
    if len(moved) > 1:
        return "Answers changed from before to after"
    then, now = _both(panels, moved[0])
    title = f"{_more(then, now).capitalize()} {said.quoted(now.label)} after than before"
    return messages.first_that_fits(title, "One answer changed from before to after")


def _sentences(
    panels: Sequence[Panel], moved: Sequence[int], looked: int, *, ticks: bool
) -> tuple[str, ...]:
    texts = [(panel.label, messages.sentence_of(panel.bars, ticks)) for panel in panels]
    told = " ".join(f"{label}: {text[0].lower()}{text[1:]}" for label, text in texts)
    if not moved:
        return told, "There is no clear change from before to after."
    changes = said.listed(
        f"{_more(then, now)} answers were {said.quoted(now.label)}"
        for then, now in (_both(panels, place) for place in moved)
    )
    many = f", with all {looked} comparisons of this kind counted" if looked > 1 else ""
    return told, said.sentence(f"{changes} after than before"), HOW_SURE.format(many)


def _both(panels: Sequence[Panel], place: int) -> tuple[Bar, Bar]:
    return panels[0].bars[place], panels[1].bars[place]


def _more(then: Bar, now: Bar) -> str:
    return "more" if now.count * then.n > then.count * now.n else "fewer"
