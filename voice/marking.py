"""What marks words on their way into a paper: our lists, the council's own, a language model."""

import os
from dataclasses import dataclass
from pathlib import Path

from voice.analysis import language_model, spotting
from voice.analysis.phrases import Flag
from voice.analysis.spotting import Model
from voice.faults import Fault, FaultyError

OWN_LIST = "words-to-mark.txt"
"""The council's own list, in the data folder: a word or a name a line."""
LONGEST_LIST = 20_000
"""Letters."""
MARKED = (
    "first names and towns on our lists, schools, phone and NHS numbers, postcodes, houses and "
    "roads, names on networks, days and numbers"
)


@dataclass(frozen=True, slots=True)
class Marking:
    """All that shows a person where to look. Nothing of it decides."""

    local: frozenset[str] = frozenset()
    """The council's own words: its streets, homes and schools."""
    model: Model | None = None

    def flags(self, text: str, *, group: bool) -> tuple[Flag, ...]:
        """What to look at in a text, from its start to its end, none over another."""
        return spotting.spot(text, group=group, local=self.local, model=self.model)

    @property
    def says(self) -> tuple[str, ...]:
        """What marks words here and what does not, in sentences."""
        number = len(self.local)
        words = "1 word" if number == 1 else f"{number:,} words"
        own = f"Your own list has {words}." if self.local else "You have no list of your own yet."
        model = (
            "The language model that is installed marks more names, places and days."
            if self.model
            else "No language model is installed. It would mark more names, places and days."
        )
        return (
            f"Marked are {MARKED}.",
            own,
            model,
            "Nothing marks everything: read each line to its end.",
        )


NOTHING_MORE = Marking()
"""Our lists and patterns alone."""


def of(data: Path, model: str) -> Marking:
    """What a council has set up: its list in its data folder, and a model of that name."""
    return Marking(spotting.own_list(own_list(data)), language_model.load(model))


def own_list(data: Path) -> str:
    """The council's own list as it was typed. One that is not there is an empty one."""
    try:
        return (data / OWN_LIST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def keep_list(data: Path, typed: str) -> int:
    """Keep the council's own list instead of the one before. Gives how many words it has.

    Raises ``FaultyError`` for one that is too long.
    """
    text = "\n".join(line.strip() for line in typed.splitlines()).strip() + "\n"
    if len(text) > LONGEST_LIST:
        do = f"Leave out words that our lists have. {LONGEST_LIST:,} letters fit."
        raise FaultyError([Fault("typed", f"has {len(text):,} letters.", do)])
    new = data / f"{OWN_LIST}.new"
    # It holds real names, so nobody else on this machine reads it, not even while it is written.
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text.encode())
    new.replace(data / OWN_LIST)
    return len(spotting.own_list(text))
