"""Commands about questionnaires."""

from pathlib import Path

import click

from voice.cli.speech import Said, answers, faulty
from voice.faults import Fault, FaultyError
from voice.survey import check, load


@click.group()
def survey() -> None:
    """Questionnaires: folders with a survey.toml."""


@survey.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@answers
def check_(paths: tuple[Path, ...]) -> Said:
    """Check questionnaires: every fault at once, with its place and what to do."""
    faults: list[Fault] = []
    lines: list[str] = []
    for folder in (found for path in paths for found in _folders(path)):
        try:
            good = load.load(folder)
        except FaultyError as error:
            faults += error.faults
        else:
            lines.append(f"{good.id}: good. {check.screens(good)} screens, ages {good.ages}.")
    if faults:
        return faulty(faults)
    return Said(lines, {"surveys": len(lines)})


def _folders(path: Path) -> list[Path]:
    """A questionnaire's own folder, or the questionnaires in a folder of them."""
    if path.is_file():
        return [path.parent]
    inside = sorted(found.parent for found in path.glob("*/survey.toml"))
    return inside if inside and not (path / "survey.toml").exists() else [path]
