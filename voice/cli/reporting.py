"""Commands about periods, releases and papers."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from voice import people
from voice import release as release_verb
from voice import report as report_verb
from voice.analysis import audit as gate
from voice.analysis import opendata
from voice.analysis.safe import Release
from voice.cli.gathering import DAY
from voice.cli.installation import Installation, today
from voice.cli.speech import FAULTS, REFUSED, Said, answers
from voice.faults import Fault, FaultyError
from voice.store import releases

ONLY_TABLES = "Give the tables.json files of releases, all that there are."


@click.group()
def period() -> None:
    """Periods: whole months from one close to the next."""


@period.command("close")
@click.argument("month", metavar="YYYY-MM")
@answers
def close_period(month: str) -> Said:
    """Close every open month up to MONTH: count, protect, audit, store. Once, for good."""
    here = Installation.here()
    steps: list[str] = []
    closed = release_verb.close(
        here.database, here.policy, month, today(), said=steps.append, role=people.SHELL.role
    )
    with here.database.reading() as connection:
        years = releases.made_with(connection, closed.id)
    here.note("period-closed", month)
    for year in years:
        here.note("year-made", year.id)
    told = [f"Made the year {year.id} too: {_shown(year)}." for year in years]
    return Said(
        [*steps, f"Closed {closed.id}: {_shown(closed)}.", *told],
        {"release": closed.id, "shown": len(closed.tables), "not_shown": len(closed.not_shown)}
        | {"years": [year.id for year in years]},
    )


def _shown(release: Release) -> str:
    return f"{len(release.tables)} tables may be shown, {len(release.not_shown)} may not"


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@answers
def audit(files: tuple[Path, ...]) -> Said:
    """Attack releases: give their tables.json files, in any order. Knows nothing else."""
    verdict = gate.examine(_oldest_first([_text(file) for file in files]))
    if any(finding.kind == "unreadable" for finding in verdict.findings):
        place = ", ".join(str(file) for file in files)
        raise FaultyError(Fault(place, f.sentence, ONLY_TABLES) for f in verdict.findings)
    lines = gate.explain(verdict)
    data = {
        "passed": verdict.passed,
        "findings": [{"tables": f.tables, "kind": f.kind} for f in verdict.findings],
        "narrowest": verdict.narrowest,
        "solves": verdict.solves,
    }
    return Said(lines, data, 0 if verdict.passed else REFUSED)


def _oldest_first(texts: Sequence[str]) -> list[str]:
    """In the order of making, which names of files do not tell: each knows all before it."""
    return sorted(texts, key=_number_before)


def _number_before(text: str) -> int:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return 0  # the audit says what is wrong with it
    earlier = document.get("earlier") if isinstance(document, dict) else None
    return len(earlier) if isinstance(earlier, list) else 0


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", errors="replace")


@click.group()
def release() -> None:
    """What may be said of closed periods."""


@release.command("list")
@answers
def list_releases() -> Said:
    """List the releases, oldest first."""
    here = Installation.here()
    with here.database.reading() as connection:
        found = releases.all_releases(connection)
    return Said(
        [f"{r.id}  {r.months[0]} to {r.months[-1]}  {_shown(r)}" for r in found]
        or ["No period has been closed yet."],
        {"releases": [{"id": r.id, "months": list(r.months)} for r in found]},
    )


@release.command("show")
@click.argument("release_id")
def show_release(release_id: str) -> None:
    """Print a release's tables.json."""
    here = Installation.here()
    with here.database.reading() as connection:
        found = {r.id: r for r in releases.all_releases(connection)}
    if release_id not in found:
        click.echo(f"{release_id}: is not a release. See voice release list.", err=True)
        raise SystemExit(FAULTS)
    click.echo(opendata.write(found[release_id]), nl=False)


@click.group()
def report() -> None:
    """The committee paper."""


@report.command("build")
@click.option("--meeting", required=True, type=DAY)
@click.option("--cutoff", required=True, type=DAY)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@answers
def build_report(meeting: datetime, cutoff: datetime, out: Path) -> Said:
    """Build the paper: Word, web page, charts and tables.json, from releases and facts only."""
    here = Installation.here()
    built = report_verb.build(
        here.database, here.settings, meeting.date(), cutoff.date(), out, today(), lambda *_: None
    )
    here.note("paper-built", meeting.date().isoformat())
    return Said(
        [f"{out / name}" for name in sorted(built.files)],
        {"folder": str(out), "files": dict(built.files)},
    )
