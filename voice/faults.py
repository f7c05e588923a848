"""What is wrong with something a person gave us, said so that they can put it right."""

import traceback
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the place it stands, what is wrong, and what to do about it."""

    place: str
    wrong: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong}" + (f" {self.do}" if self.do else "")

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


class FaultyError(Exception):
    """Raised with every fault found at once; nothing has been changed when it is raised."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class RefusedError(Exception):
    """Raised when the disclosure policy or a role does not allow what was asked; says why."""


class BusyError(Exception):
    """Raised when the database cannot take or give anything just now: locked, full, out of reach.

    Nothing has been changed. The same thing may be tried again after ``wait`` seconds.
    """

    wait = 5


def where(error: BaseException) -> str:
    """The kind of an error, of what caused it, and the lines of the program they came through.

    For logs: an error's own words and the values it came with may be a child's.
    """
    told = [f"{type(error).__name__} at:", *traceback.format_tb(error.__traceback__)]
    cause = error.__cause__ or error.__context__
    return "\n".join(line.rstrip() for line in told) + (
        f"\ncaused by {where(cause)}" if cause else ""
    )
