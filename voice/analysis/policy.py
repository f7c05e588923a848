"""The disclosure policy's parameters, read from one file a manager answers for.

What each means and why its default is what it is stands in ``reports/policy.toml``.
"""

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from voice.faults import Fault, FaultyError


@dataclass(frozen=True, slots=True)
class Policy:
    """The parameters in force. Stored with each release, so that every figure says its rules."""

    version: str = "1"
    k: int = 5
    n: int = 10
    n_cross: int = 20
    n_pct: int = 30
    n_word: int = 3
    w: int = 4
    service_signed: str = ""
    """Role and day of the data owner who signed the list of service items; empty: not signed,
    and service items are then treated as personal ones."""

    @property
    def rest(self) -> int:
        """The most that all other answers together may be where one is told as "most or all".

        One more than ``w``, and not less than k - 1: who knows the ladder knows that a rest of 0
        would mostly have been told in figures, and 1 to ``w + 1`` is ``w`` steps wide.
        """
        return max(self.k - 1, self.w + 1)

    def as_dict(self) -> dict[str, str | int]:
        return asdict(self)


FLOORS: dict[str, int] = {"k": 3, "n": 6, "n_cross": 10, "n_pct": 30, "n_word": 3, "w": 2}
"""No council may set a parameter lower than this."""


def read(path: Path, service_signed: str = "") -> Policy:
    """Read the parameters. Raises ``FaultyError`` naming every one missing or under its floor."""
    place = path.name
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FaultyError([Fault(place, f"cannot be read: {error}.", "Mend the file.")]) from error
    faults = [
        Fault(f"{place}: {name}", f"is {data.get(name)!r}.", f"Give a whole number from {low} up.")
        for name, low in FLOORS.items()
        if type(data.get(name)) is not int or data[name] < low
    ]
    faults += [
        Fault(f"{place}: {name}", "is not a parameter.", "Take the line out.")
        for name in sorted(set(data) - set(FLOORS) - {"version"})
    ]
    if not faults and data["w"] > data["k"] - 1:
        do = f"Give {data['k'] - 1} or less, or raise k."
        faults.append(Fault(f"{place}: w", "is more than k - 1: nothing could be shown.", do))
    if not isinstance(data.get("version"), str) or not data.get("version"):
        faults.append(Fault(f"{place}: version", "is missing.", 'Give it, as in version = "1".'))
    if faults:
        raise FaultyError(faults)
    return Policy(**data, service_signed=service_signed)
