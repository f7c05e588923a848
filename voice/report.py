"""The committee paper: from releases, facts, figures of others and words to a folder of files.

Everything about answers comes from stored releases; nothing is counted here. The same database
gives the same bytes, so a paper can be built again and compared.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from voice import answering, happened, own_words, paths, planning, told_themes, unheard
from voice.analysis import findings, opendata, periods
from voice.analysis import policy as policy_file
from voice.analysis import terms as term_days
from voice.analysis.periods import month_of
from voice.analysis.safe import Release
from voice.analysis.terms import Seat, Term
from voice.faults import Fault, FaultyError
from voice.own_words import Told
from voice.publish import charts, compose, folder, page, sheets, word, wording
from voice.publish.blocks import Paper
from voice.publish.material import Material
from voice.publish.wording import Editable, Wording
from voice.settings import Settings
from voice.store import (
    figures,
    groups,
    papers,
    quotes,
    releases,
    terms,
)
from voice.store.db import Connection, Database
from voice.store.papers import PaperRecord

AHEAD = 4
"""How many months after the meeting a paper looks for planned events."""
FORM = paths.REPORTS / "paper.toml"


@dataclass(frozen=True, slots=True)
class Built:
    """A paper that was built: its files, by name, with their SHA-256."""

    files: dict[str, str]


def build(
    database: Database,
    settings: Settings,
    meeting: date,
    cutoff: date,
    out: Path,
    today: date,
    said: Callable[[int, str], None],
) -> Built:
    """Build the paper for a meeting into ``out``, all at once, and keep that it was made.

    ``said`` is told how far it is in hundredths. Raises ``FaultyError`` for days that cannot be
    and for a folder that holds something else; nothing has changed then.
    """
    form = wording.read(FORM)
    said(5, "Reading events, releases and words.")
    with database.reading() as connection:
        _check(meeting, cutoff, today, papers.before(connection, meeting))
        told = planning.forward(connection, meeting, cutoff, today)
        material = replace(_material(connection, settings, form, meeting, cutoff), plan=told)
        spoken = _spoken(connection, settings, meeting, cutoff)
    paper = compose.compose(material, form)
    files = _files(paper, material, paths.REPORTS / form.template, said)
    said(95, "Putting the files in place.")
    sums = folder.put(files, out)
    with database.writing() as connection:
        papers.note(connection, meeting, cutoff, sums)
        planning.tell(connection, told, meeting)
        quotes.tell(connection, spoken.quotes, meeting)
    return Built(sums)


def draft(
    database: Database, settings: Settings, meeting: date, cutoff: date
) -> tuple[tuple[Editable, str], ...]:
    """What a worker may write for this paper, each with the words that stand there now."""
    form = wording.read(FORM)
    with database.reading() as connection:
        material = _material(connection, settings, form, meeting, cutoff)
    standing = compose.standing_words(material, form)
    return tuple(
        (one, material.words.get(one.section, standing[one.section])) for one in form.editable
    )


def _check(meeting: date, cutoff: date, today: date, before: Sequence[PaperRecord]) -> None:
    faults = []
    if cutoff > meeting:
        faults.append(Fault("cutoff", "is after the meeting.", "Give the meeting's day or before."))
    if cutoff > today:
        faults.append(Fault("cutoff", "has not come yet.", "Give today or a day before."))
    if before and cutoff <= before[-1].cutoff:
        told = f"is not after the last paper's cut-off, {before[-1].cutoff.isoformat()}."
        faults.append(Fault("cutoff", told, "Give a later day."))
    if faults:
        raise FaultyError(faults)


def _material(
    connection: Connection, settings: Settings, form: Wording, meeting: date, cutoff: date
) -> Material:
    before = papers.before(connection, meeting)
    after = before[-1].cutoff if before else None
    until = _months_later(meeting, AHEAD)
    every = _releases(connection, cutoff, before)
    told = [(one, first) for one, first in every if not periods.is_year(one.id)]
    spoken = _spoken(connection, settings, meeting, cutoff)
    rules = policy_file.read(settings.policy, settings.service_signed)
    in_care, least_heard = answering.shares(connection, rules, cutoff)
    return Material(
        council=settings.council,
        lead=settings.lead,
        contact=settings.contact,
        meeting=meeting,
        cutoff=cutoff,
        after=after,
        policy=rules.as_dict(),
        happened=happened.between(connection, after or date.min, cutoff, rules.n),
        planned=tuple(
            event
            for event in happened.between(connection, cutoff, until, rules.n)
            if event.status != "cancelled"
        ),
        planned_until=until,
        terms=_terms(connection, after or date.min, cutoff),
        seats=_seats(connection, cutoff),
        releases=tuple(release for release, first in told if first),
        earlier=tuple(release for release, first in told if not first),
        years=tuple(one for one, first in every if first and periods.is_year(one.id)),
        known=answering.known(connection, meeting, [one for one, _ in every], rules),
        in_care=in_care,
        least_heard=least_heard,
        surveys=answering.titles(connection),
        order=form.questionnaires,
        figures=tuple(figures.until(connection, month_of(cutoff))),
        lines=spoken.lines,
        spoke=len(spoken.events),
        themes=told_themes.of_paper(
            connection, cutoff, _cutoffs(before), rules, spoken.quotes, form.questionnaires
        ),
        heard=unheard.news(connection, month_of(after) if after else None, month_of(cutoff), rules),
        words=papers.words_of(connection, meeting),
    )


def _spoken(connection: Connection, settings: Settings, meeting: date, cutoff: date) -> Told:
    """Young people's own words that this paper tells."""
    cutoffs = _cutoffs(papers.before(connection, meeting))
    n = policy_file.read(settings.policy, settings.service_signed).n
    return own_words.of_paper(connection, meeting, cutoff, cutoffs, n)


def _cutoffs(before: Sequence[PaperRecord]) -> list[date]:
    return [paper.cutoff for paper in before]


def _releases(
    connection: Connection, cutoff: date, before: Sequence[PaperRecord]
) -> list[tuple[Release, bool]]:
    """Releases up to the cut-off's month, oldest first, and whether this paper is their first.

    A year is told with the period that completed it, after which it stands.
    """
    told = {name for paper in before for name in paper.files}
    found, in_time = [], False
    for release in releases.all_releases(connection):
        if not periods.is_year(release.id):
            in_time = release.months[-1] <= month_of(cutoff)
        if in_time:
            found.append((release, _tables(release) not in told))
    return found


def _tables(release: Release) -> str:
    return f"tables-{release.id}.json"


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _terms(connection: Connection, after: date, cutoff: date) -> tuple[Term, ...]:
    """Terms that somebody wrote numbers of and that this paper's time reaches into."""
    known = {(record.group, record.term): record for record in terms.all_terms(connection)}
    names = {group.id: group.name for group in groups.all_groups(connection)}
    held = terms.sessions(connection, cutoff)
    found = []
    for (group, name), record in known.items():
        first, last = term_days.days_of(name)
        if first <= cutoff and last > after:
            earlier = known.get((group, term_days.before(name)))
            before = earlier.members if earlier else None
            found.append(
                terms.with_sessions(record, names[group], held, before=before, over=last <= cutoff)
            )
    return tuple(found)


def _seats(connection: Connection, cutoff: date) -> tuple[Seat, ...]:
    every = (
        Seat(one.name, one.number, one.month, one.changed) for one in terms.all_seats(connection)
    )
    return tuple(term_days.standing(every, month_of(cutoff)))


def _files(
    paper: Paper, material: Material, template: Path, said: Callable[[int, str], None]
) -> dict[str, bytes]:
    """Every file of the paper's folder, by its name in it."""
    files: dict[str, bytes] = {}
    for place, finding in enumerate(paper.findings):
        said(10 + 60 * place // len(paper.findings), f"Drawing: {finding.title}.")
        files |= charts.files(finding)
    said(75, "Writing the Word document.")
    files["paper.docx"] = word.write(paper, template)
    said(90, "Writing the web page and the open data.")
    files["index.html"] = page.write(paper).encode()
    every = [one for release in material.first_told for one in findings.of(release)]
    files["figures.csv"] = sheets.write(every, material.title_of).encode()
    files |= {_tables(one): opendata.write(one).encode() for one in material.first_told}
    return files | page.beside()
