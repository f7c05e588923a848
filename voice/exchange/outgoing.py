"""A questionnaire as a file for other programs: which there are, and what each is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from voice.exchange import limesurvey, redcap_out, writing_toml, xlsform_out
from voice.exchange.exported import Exported
from voice.survey import translation
from voice.survey.model import Survey
from voice.survey.translation import Said

Translations = Mapping[str, Mapping[str, str]]
"""Words by language and place."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    name: str
    """What a person calls it."""
    ends: str
    """How the file's name ends, after the questionnaire's id."""
    content_type: str
    write: Callable[[Survey, Translations], Exported]


_CSV, _TSV = "text/csv; charset=utf-8", "text/tab-separated-values; charset=utf-8"
FORMATS: Mapping[str, Format] = {
    "xlsform": Format(
        "Spreadsheet form (XLSForm)",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda survey, said: Exported(xlsform_out.write(survey, said)),
    ),
    "redcap": Format(
        "REDCap dictionary", "-redcap.csv", _CSV, lambda survey, said: redcap_out.write(survey)
    ),
    "limesurvey": Format(
        "LimeSurvey", "-limesurvey.txt", _TSV, lambda survey, said: limesurvey.write(survey)
    ),
    "toml": Format(
        "Our own (TOML)",
        ".toml",
        "application/toml; charset=utf-8",
        lambda survey, said: Exported(writing_toml.write(survey).encode()),
    ),
}
"""The kinds of files, the one that carries most for others first."""


def fresh(survey: Survey, said: Mapping[str, Mapping[str, Said]]) -> dict[str, dict[str, str]]:
    """The words by language and place that say the English of today."""
    english = translation.texts(survey)
    marks = {place: translation.fingerprint(text) for place, text in english.items()}
    found = {
        language: {
            place: one.text for place, one in told.items() if marks.get(place) == one.english
        }
        for language, told in said.items()
    }
    return {language: told for language, told in found.items() if told}
