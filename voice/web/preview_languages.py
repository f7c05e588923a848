"""The languages in which a preview can be looked at: ready for a child or not.

What is not translated yet stays English, and it is said how much that is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from voice import paths
from voice.survey import translation
from voice.survey.model import Survey
from voice.survey.translation import ENGLISH, Said, Translation
from voice.web import screens


@dataclass(frozen=True, slots=True)
class Spoken:
    """A questionnaire by language, English first, and how many texts of each are still English."""

    offered: Mapping[str, Survey]
    missing: Mapping[str, int]

    def names(self) -> dict[str, str]:
        """What to call each language in a list."""
        return {language: self._name(language) for language in self.offered}

    def _name(self, language: str) -> str:
        missing = self.missing.get(language, 0)
        texts = "text" if missing == 1 else "texts"
        gap = f" – {missing} {texts} still in English" if missing else ""
        return f"{screens.own_name(language)}{gap}"


def of_survey(survey: Survey, folder: Path, more: Iterable[Translation] = ()) -> Spoken:
    """A questionnaire with the words beside it in its folder and ``more`` from elsewhere.

    A language of which there are only our own words, such as those on buttons, is there too.
    """
    beside, _ = translation.read(folder)
    words = {language: dict[str, Said]() for language in _ours()}
    for each in (*beside, *more):
        words.setdefault(each.language, {}).update(each.words)
    texts = translation.texts(survey)
    offered = {ENGLISH: survey}
    for language in sorted(words.keys() - {ENGLISH}):
        spoken = Translation(language, "", words[language])
        offered[language] = translation.translated(survey, spoken)
    missing = {language: len(texts.keys() - words[language].keys()) for language in words}
    return Spoken(offered, missing)


def _ours() -> list[str]:
    """The languages that our own words exist in."""
    found = paths.LANGUAGES.glob("*/LC_MESSAGES/messages.mo")
    return [file.parent.parent.name.replace("_", "-") for file in found]
