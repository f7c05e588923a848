"""The languages in which a preview can be looked at: ready for a child or not.

What is not translated yet stays English, and it is said how much that is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from voice import paths, translating
from voice.store.db import Database
from voice.survey import translation
from voice.survey.model import Survey
from voice.survey.translation import ENGLISH
from voice.web import screens


@dataclass(frozen=True, slots=True)
class Spoken:
    """A questionnaire by language, English first."""

    offered: Mapping[str, Survey]

    def names(self) -> dict[str, str]:
        """What to call each language in a list."""
        return {language: self._name(language) for language in self.offered}

    def _name(self, language: str) -> str:
        name = screens.own_name(language)
        english = translation.texts(self.offered[ENGLISH])
        here = translation.texts(self.offered[language])
        missing = sum(here.get(place) == words for place, words in english.items())
        if language == ENGLISH or not missing:
            return name
        # Set apart, so that a name from right to left does not turn the number round.
        texts = "text" if missing == 1 else "texts"
        return f"\u2068{name}\u2069 – {missing} {texts} still in English"


def of_survey(database: Database, owner: str, survey: Survey, folder: Path) -> Spoken:
    """A questionnaire in every language that it has any words in.

    ``owner`` is whose words they are: a draft by its id, an edition by its fingerprint; ``folder``
    may hold more. A language of which there are only our own words, such as those on buttons, is
    there too.
    """
    found = translating.in_every_language(database, owner, survey, folder)
    return Spoken(found | {language: survey for language in _ours() if language not in found})


def _ours() -> list[str]:
    """The languages that we ship our own words in."""
    return sorted(file.stem.replace("_", "-") for file in paths.LANGUAGES.glob("*.po"))
