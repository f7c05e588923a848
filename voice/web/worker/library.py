"""The surveys we can open: what stands in the folder and on our shelf, faulty ones named."""

from dataclasses import dataclass, replace
from pathlib import Path

from voice import publishing
from voice.faults import Fault, FaultyError
from voice.survey import load
from voice.survey.fit import unfit
from voice.survey.model import Survey
from voice.web.worker.desk import desk


@dataclass(frozen=True, slots=True)
class Library:
    """Surveys by id, and what is wrong with those that cannot be opened."""

    surveys: dict[str, Survey]
    faults: tuple[Fault, ...] = ()


def library() -> Library:
    """The folder with our own editions. One faulty survey does not keep the others back, and what
    no child may be asked is told as a fault is."""
    found = in_folder(desk().settings.surveys)
    with desk().database.reading() as connection:
        openable = publishing.openable(connection, found.surveys)
    # Our own editions were looked at when they were published.
    of_folder = [one for one in openable.values() if found.surveys.get(one.id) is one]
    kept_back = {one.id: faults for one in of_folder if (faults := unfit(one))}
    told = (
        replace(one, place=f"{id_}: {one.place}") for id_, of in kept_back.items() for one in of
    )
    sound = {id_: one for id_, one in openable.items() if id_ not in kept_back}
    return Library(sound, (*found.faults, *told))


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
