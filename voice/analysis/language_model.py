"""A language model that marks more names, if the council has one installed; spaCy's form.

Which one is told by ``VOICE_NAMES_MODEL``: the name of an installed package such as
``en_core_web_sm``, or the folder of a model. It runs here and sends nothing anywhere.
"""

import importlib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from voice.analysis.spotting import Model

WHYS: Mapping[str, str] = {
    "PERSON": "A name of a person, as the language model thinks.",
    "GPE": "A place, as the language model thinks.",
    "LOC": "A place, as the language model thinks.",
    "FAC": "A building or a road, as the language model thinks.",
    "ORG": "A school, a club or a company, as the language model thinks.",
    "NORP": "Where somebody comes from or what they believe, as the language model thinks.",
    "DATE": "A day or an age, as the language model thinks.",
}
"""What a model calls what it finds (OntoNotes 5), and why a person should look at it."""


@cache
def load(name: str) -> Model | None:
    """The model of that name or folder; None where there is none that can be read.

    Loaded once a process. Whatever a model raises while it is read means that there is none.
    """
    if not name:
        return None
    try:
        read = importlib.import_module("spacy").load(name)
    except Exception:
        return None
    return lambda text: _found(read, text)


def _found(read: Any, text: str) -> Iterable[tuple[int, int, str]]:
    """What the model marks, of the sorts that may point at somebody."""
    return [
        (one.start_char, one.end_char, WHYS[one.label_])
        for one in read(text).ents
        if one.label_ in WHYS
    ]
