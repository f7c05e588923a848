"""What our own questionnaires put into a spreadsheet form beside what the form itself has.

A form made by us is an ordinary one: other programs read it and pass over what is named here.
Read back, it gives the same questionnaire. It is ours where its settings have the column
``voice_ages``. All values are texts or whole numbers; an empty cell is the field's default; yes
is ``yes``. Where a person has changed an ordinary cell so that a cell of ours no longer fits it,
the ordinary one counts.

Sheet ``survey``, a row an item:

- ``name`` is ``name_of(id)``; it is also the name of the item's list of choices.
- ``type`` stands for the kind as ``TYPES`` says; ``voice_kind`` is the kind itself and counts
  where ``TYPES`` gives the type that stands there.
- ``label``, ``hint``: the words, through ``escaped``, as is every text below. With translations
  they are ``label::English (en)``, ``label::Arabic (ar)`` …, else they have no language.
- ``image`` and ``audio``: the picture as ``<id>.svg``, the sound as ``<id>.mp3``.
- ``relevant``: the rule, as ``relevant.said`` writes it. ``voice_rule`` stands beside a rule with
  parts inside parts: its JSON (``definition`` form, through ``escaped``). It counts if
  ``relevant.said`` of it is what stands in ``relevant``.
- ``voice_easy``, ``voice_low``, ``voice_high``: texts. ``voice_before``: an id.
- ``voice_dont_know``, ``voice_harmless``, ``voice_mean``: yes. ``voice_sensitivity``: the word.
- ``voice_worry``: option ids with spaces between, in their order.
- ``voice_promise``, ``voice_priority``, ``voice_theme``: what it measures.

Sheet ``choices``, a row an option: ``name`` is its id; ``label``, ``image`` and ``audio`` as
above; ``voice_easy``, ``voice_score``. A choice named ``DONT_KNOW_CHOICE`` is no option: it stands
in the list of a ``select_one`` that has ``voice_dont_know``, for the programs of others.

Sheet ``settings``: ``form_title``, ``form_id`` (the id); ``voice_purpose``, ``voice_audience``,
``voice_feedback`` (texts); ``voice_ages``; ``voice_stall``, ``voice_ask_helped`` (yes);
``voice_minutes``.

Sheet ``_versions``: the words of age bands. ``item`` and ``option`` are ids; a row without
``option`` is the version itself, those with one are its options, in order. ``band``, ``label``,
``easy``, ``image``, ``audio``, ``score``.

Sheet ``_scales``: coarser scales, a row an answer of one. ``item``; ``scale`` counts from 1;
``id``, ``label``; ``takes`` is option ids with spaces between.

Sheet ``_words``: translations of what has no column of its own. ``language``, ``place`` as
``translation.texts`` names it, ``text``.
"""

import re

KIND = "voice_kind"
EASY, LOW, HIGH = "voice_easy", "voice_low", "voice_high"
RULE, BEFORE = "voice_rule", "voice_before"
DONT_KNOW, HARMLESS, MEAN = "voice_dont_know", "voice_harmless", "voice_mean"
SENSITIVITY, WORRY = "voice_sensitivity", "voice_worry"
PROMISE, PRIORITY, THEME = "voice_promise", "voice_priority", "voice_theme"
SCORE = "voice_score"
PURPOSE, AUDIENCE, FEEDBACK = "voice_purpose", "voice_audience", "voice_feedback"
AGES, STALL = "voice_ages", "voice_stall"
MINUTES, ASK_HELPED = "voice_minutes", "voice_ask_helped"

SURVEY_COLUMNS = (
    *(KIND, EASY, LOW, HIGH, RULE, BEFORE, DONT_KNOW, HARMLESS, MEAN),
    *(SENSITIVITY, WORRY, PROMISE, PRIORITY, THEME),
)
CHOICES_COLUMNS = (EASY, SCORE)
SETTINGS_COLUMNS = (PURPOSE, AUDIENCE, FEEDBACK, AGES, STALL, MINUTES, ASK_HELPED)

VERSIONS, SCALES, WORDS = "_versions", "_scales", "_words"
SHEETS = {
    VERSIONS: ("item", "band", "option", "label", "easy", "image", "audio", "score"),
    SCALES: ("item", "scale", "id", "label", "takes"),
    WORDS: ("language", "place", "text"),
}
"""Our own sheets with their columns. A sheet whose name begins so is passed over by others."""

TYPES = {
    "faces": "select_one",
    "choice": "select_one",
    "many": "select_multiple",
    "scale": "range",
    "words": "text",
    "ideas": "text",
    "info": "note",
}
"""Kind → type of a question. The two ``select`` types have the list's name behind them."""
YES = "yes"
DONT_KNOW_CHOICE = "_dont-know"
PICTURE_ENDS, SOUND_ENDS = ".svg", ".mp3"

_JOINER = "\u2060"
"""A letter that is not seen and joins words."""
_RESERVED_NAMES = frozenset({"meta"})


def name_of(item_id: str) -> str:
    """The id as a form may have it: a name begins with a letter, or with ``_`` and the id."""
    plain = item_id[0].isalpha() and item_id not in _RESERVED_NAMES
    return item_id if plain else f"_{item_id}"


def id_of(name: str) -> str:
    """The id of one of our names."""
    return name.removeprefix("_")


def escaped(text: str) -> str:
    """The text so that no form reads ``${`` in it as the name of a question."""
    return re.sub(f"\\$({_JOINER}*)\\{{", rf"$\1{_JOINER}{{", text)


def unescaped(cell: str) -> str:
    """The text of a cell that ``escaped`` has written; of any other cell, the cell."""
    return re.sub(f"\\$({_JOINER}*){_JOINER}\\{{", r"$\1{", cell)
