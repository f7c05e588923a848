"""Commands about questionnaires."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click

from voice import words
from voice.cli.speech import Said, answers, faulty
from voice.faults import Fault, FaultyError
from voice.survey import check, friendly, load, translation
from voice.survey.friendly import Remark
from voice.survey.model import Survey


class _OnDemand(click.Group):
    """A group that loads the readers of spreadsheets only where they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_EXCHANGING])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _EXCHANGING:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(
            import_module("voice.cli.exchanging"), _EXCHANGING[cmd_name]
        )
        return command


_EXCHANGING = {"export": "export", "import": "import_"}
"""Commands of another module, by their names there."""


@click.group(cls=_OnDemand)
def survey() -> None:
    """Questionnaires: folders with a survey.toml."""


@survey.command("check")
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path))
@answers
def check_(places: tuple[Path, ...]) -> Said:
    """Check questionnaires: every fault at once, with its place and what to do.

    After the faults stands what may not suit children of that age. A warning or a hint stops
    nothing; an error does, as a fault.
    """
    faults: list[Fault] = []
    lines: list[str] = []
    remarks: list[Remark] = []
    surveys = 0
    for folder in (found for place in places for found in _folders(place)):
        try:
            good = load.load(folder)
        except FaultyError as error:
            faults += error.faults
        else:
            surveys += 1
            faults += _faults_of_languages(good, folder)
            unfit = _remarks(good, folder)
            faults += [_fault(remark) for remark in unfit if remark.level == "error"]
            remarks += unfit
            lines.append(f"{good.id}: good. {check.screens(good)} screens, ages {good.ages}.")
            lines += _languages(good, folder)
    softer = [remark for remark in remarks if remark.level != "error"]
    if not faults:
        return _with_remarks(Said(lines, {"surveys": surveys}), softer)
    return _with_remarks(faulty(faults), softer)


def _remarks(survey: Survey, folder: Path) -> list[Remark]:
    """What may not suit children, placed in the questionnaire's file."""
    where = f"{folder.resolve().name}/{load.FILE}"
    translations, _ = translation.read(folder)
    found = friendly.look(survey, translations)
    return [replace(remark, place=f"{where}: {remark.place}") for remark in found]


def _fault(remark: Remark) -> Fault:
    return Fault(remark.place, remark.wrong, remark.do)


def _with_remarks(said: Said, remarks: Sequence[Remark]) -> Said:
    """The warnings first, then the hints, below what else is said."""
    ordered = sorted(remarks, key=lambda remark: remark.level == "hint")
    return Said(
        [*said.lines, *map(str, ordered)],
        {**said.data, "remarks": [remark.as_dict() for remark in ordered]},
        said.code,
    )


def _faults_of_languages(survey: Survey, folder: Path) -> list[Fault]:
    good, faults = translation.read(folder)
    return [*faults, *(fault for each in good for fault in translation.faults(survey, each))]


def _languages(survey: Survey, folder: Path) -> list[str]:
    """Each other language, and whether a child may choose it."""
    found = translation.read(folder)[0]
    whole = translation.offered(survey, found, {each.language for each in found})
    return [
        f"    {words.own_name(each.language)} ({each.language}): "
        + (
            "offered once our own words are approved in it."
            if each.language in whole
            else "not offered."
        )
        for each in found
    ]


def _folders(path: Path) -> list[Path]:
    """A questionnaire's own folder, or the questionnaires in a folder of them."""
    if path.is_file():
        return [path.parent]
    inside = sorted(found.parent for found in path.glob("*/survey.toml"))
    return inside if inside and not (path / "survey.toml").exists() else [path]
