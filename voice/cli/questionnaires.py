"""Commands about questionnaires."""

from pathlib import Path

import click

from voice import paths, words
from voice.cli.speech import Said, answers, faulty
from voice.faults import Fault, FaultyError
from voice.survey import check, load, translation
from voice.survey.model import Survey


@click.group()
def survey() -> None:
    """Questionnaires: folders with a survey.toml."""


@survey.command("check")
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path))
@answers
def check_(places: tuple[Path, ...]) -> Said:
    """Check questionnaires: every fault at once, with its place and what to do."""
    faults: list[Fault] = []
    lines: list[str] = []
    for folder in (found for place in places for found in _folders(place)):
        try:
            good = load.load(folder)
        except FaultyError as error:
            faults += error.faults
        else:
            faults += _faults_of_languages(good, folder)
            lines.append(f"{good.id}: good. {check.screens(good)} screens, ages {good.ages}.")
            lines += _languages(good, folder)
    if faults:
        return faulty(faults)
    return Said(lines, {"surveys": len(lines)})


def _faults_of_languages(survey: Survey, folder: Path) -> list[Fault]:
    good, faults = translation.read(folder)
    return [*faults, *(fault for each in good for fault in translation.faults(survey, each))]


def _languages(survey: Survey, folder: Path) -> list[str]:
    """Each other language, and whether a child may choose it."""
    shown = translation.offered(survey, folder, paths.LANGUAGES)
    return [
        f"    {words.own_name(each.language)} ({each.language}): "
        + ("offered." if each.language in shown else "not offered: our own words are not in it.")
        for each in translation.read(folder)[0]
    ]


def _folders(path: Path) -> list[Path]:
    """A questionnaire's own folder, or the questionnaires in a folder of them."""
    if path.is_file():
        return [path.parent]
    inside = sorted(found.parent for found in path.glob("*/survey.toml"))
    return inside if inside and not (path / "survey.toml").exists() else [path]
