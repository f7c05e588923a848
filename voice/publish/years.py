"""A whole year in a paper: what its periods could not tell in full, the rest in a line each."""

from collections.abc import Sequence
from dataclasses import replace

from voice import words as writing
from voice.analysis import said, trends
from voice.analysis.findings import Finding
from voice.analysis.safe import Release
from voice.publish import heard
from voice.publish.blocks import Block, Bullets, Heading, Numbered
from voice.publish.heard import Heard
from voice.publish.material import Material
from voice.publish.wording import Wording

INTRO = (
    "Here all answers of {0} are put together. They are the answers of its periods, told or not,"
    " and no new ones; so they may not be added to them."
)
LINE = "For {0} as a whole, answers to {1} can be told."


def whole_years(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """A short part for each year that this paper is the first to tell and that adds something."""
    told = [block for year in material.years for block in _year(year, material)]
    return [*words, *told] if told else words


def in_one_line(material: Material) -> str:
    """To how many questions the last year adds answers, where no own period tells any."""
    if heard.told(material):
        return ""
    for year in reversed(material.years):
        asked = {item for one in _added(year, material) for item in _items(one)}
        if asked:
            months = writing.months_name(year.months[0], year.months[-1])
            return LINE.format(months, said.counted(len(asked), "question"))
    return ""


def _only(year: Release, material: Material) -> Material:
    return replace(material, releases=(year,), earlier=_before(year, material))


def _of(year: Release, material: Material) -> list[Release]:
    return [one for one in material.all_releases if set(one.months) <= set(year.months)]


def _added(year: Release, material: Material) -> list[Heard]:
    """What the year tells and none of its periods told with the same figures."""
    own = _of(year, material)
    return [one for one in heard.questions(_only(year, material)) if not _told_alike(one, own)]


def _year(year: Release, material: Material) -> list[Block]:
    """First what no period of the year told, with its chart; then what else it adds, in a line.

    A year that adds nothing to its periods is left out.
    """
    found = _added(year, material)
    if not found:
        return []
    only = _only(year, material)
    known = _told_by(_of(year, material))
    new = [one for one in found if not _items(one) & known]
    series = trends.of_years((*only.earlier, year))
    told: list[Block] = [Heading(3, f"The year {year.id}"), _intro(year)]
    for one in new:
        told.append(Heading(4, heard.heading(one, only)))
        told += heard.now(one)
    lines = [_line(one, only, series) for one in found if one not in new]
    return [*told, Bullets(tuple(lines))] if lines else told


def _told_alike(one: Heard, periods: Sequence[Release]) -> bool:
    """Whether a period told the very same figures: all who answered in the year did so then."""
    rows = {
        (table.question, table.tick, table.rows)
        for release in periods
        for table in release.tables
        if table.dimension is None
    }
    return all(
        (table.question, table.tick, table.rows) in rows
        for finding in one.now
        for table in finding.source
    )


def _intro(year: Release) -> Numbered:
    months = writing.months_name(year.months[0], year.months[-1])
    return Numbered(INTRO.format(months))


def _before(year: Release, material: Material) -> tuple[Release, ...]:
    years = trends.of_kind(material.known.releases, year=True)
    return tuple(one for one in years if one.id < year.id)


def _told_by(periods: Sequence[Release]) -> set[tuple[str, str]]:
    """The questions that any of these periods told for everybody."""
    return {
        (table.survey, table.item)
        for release in periods
        for table in release.tables
        if table.dimension is None and any(row.counts or row.words for row in table.rows)
    }


def _items(one: Heard) -> set[tuple[str, str]]:
    return {(table.survey, table.item) for finding in one.now for table in finding.source}


def _line(one: Heard, material: Material, series: Sequence[Finding]) -> str:
    own = _items(one)
    moved = [
        f"{each.question} {each.sentences[0]}" if one.several else each.sentences[0]
        for each in series
        if (each.survey, each.item) in own and heard.moved(each)
    ]
    told = [finding.sentences[0] for finding in one.now]
    asked = heard.heading(one, material)
    return " ".join([asked if asked.endswith("?") else f"{asked}:", *told, *moved])
