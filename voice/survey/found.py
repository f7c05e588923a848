"""Words in a record that is not counted as it came: a person reads them all the same. Pure.

Nobody can say what such a record means. So nothing is measured or cut here: whatever a young
person may have written is found, and the ids of options, which are answers, are left where
they are.
"""

import json
import re
from collections.abc import Iterator

from voice.survey.answers import Reading, Submission
from voice.survey.model import AGE_BANDS, ID_FORM, ID_LETTERS, NOT_ASKED, RESERVED, Survey
from voice.survey.writing import clean

NO_ITEM = "unknown"
"""Stands for the question where words were found beside every question, or in its place."""

_ID = re.compile(ID_FORM)
_NO_WORDS = ("id", "edition", "code")
_NAMES = (*_NO_WORDS, "age_band", "helped", "answers", "leave")
"""What a record is made of: all of its names, and those behind which no words stand."""


def words(survey: Survey, submission: Submission) -> tuple[tuple[str, str], ...]:
    """Every text in a record, as (item, words): those of items that write, and elsewhere whatever
    cannot be the id of an option. ``survey`` says which items write, as far as anybody knows."""
    around = [submission.age_band, submission.helped, *submission.answers]
    beside = [value for value in around if value not in AGE_BANDS]
    return (
        *((NO_ITEM, said) for said in _said(beside, writes=False)),
        *_answered(survey, submission.answers),
    )


def anywhere(text: bytes) -> tuple[tuple[str, str], ...]:
    """Every text in what should be a record and is none; the whole of it, where it is no JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        whole = clean(text.decode(errors="replace"))
        return ((NO_ITEM, whole),) if whole else ()
    if isinstance(data, dict):
        names = [name for name in data if name not in _NAMES]
        data = [*names, *(raw for name, raw in data.items() if name not in _NO_WORDS)]
    said = _said(data, writes=False)
    return tuple((NO_ITEM, words) for words in said if words not in AGE_BANDS)


def hidden(survey: Survey, submission: Submission, reading: Reading) -> tuple[tuple[str, str], ...]:
    """The words of items that the record's rules hide. A plain form shows those too."""
    ids = {item for item, option in reading.rows if option == NOT_ASKED}
    sent = {item: raw for item, raw in submission.answers.items() if item in ids}
    return tuple(_answered(survey, sent))


def _answered(survey: Survey, answers: dict[str, object]) -> Iterator[tuple[str, str]]:
    writing = {item.id for item in survey.items if item.writes}
    for item, raw in answers.items():
        for said in _said(raw, writes=item in writing):
            yield (item if _is_id(item) else NO_ITEM), said


def _said(raw: object, *, writes: bool) -> Iterator[str]:
    """The texts in a raw answer, however deep, made safe to keep. Names in it are texts too."""
    waiting = [raw]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*reversed(value.values()), *reversed(value)]
        elif isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, str) and (writes or not _is_id(value)):
            said = "" if value in RESERVED else clean(value)
            if said:
                yield said


def _is_id(text: str) -> bool:
    return len(text) <= ID_LETTERS and _ID.fullmatch(text) is not None
