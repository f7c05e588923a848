"""The surveys we can open: what stands in the folder and on our shelf, faulty ones named."""

from dataclasses import dataclass, replace
from pathlib import Path

from voice import publishing
from voice.faults import Fault, FaultyError
from voice.survey import load
from voice.survey.model import Survey
from voice.web.worker.desk import desk


@dataclass(frozen=True, slots=True)
class Library:
    """Surveys by id, and what is wrong with those that cannot be opened."""

    surveys: dict[str, Survey]
    faults: tuple[Fault, ...] = ()


def library() -> Library:
    """The folder with our own editions. One faulty survey does not keep the others back."""
    found = in_folder(desk().settings.surveys)
    with desk().database.reading() as connection:
        return replace(found, surveys=publishing.openable(connection, found.surveys))


def in_folder(root: Path) -> Library:
    """What stands in the folder alone, without our own editions."""
    try:
        return Library(load.load_all(root))
    except FaultyError as error:
        return Library(_sound(root), error.faults)


def _sound(root: Path) -> dict[str, Survey]:
    found: dict[str, Survey] = {}
    for path in sorted(root.glob(f"*/{load.FILE}")):
        try:
            survey = load.load(path.parent)
        except FaultyError:
            continue
        found[survey.id] = survey
    return found
