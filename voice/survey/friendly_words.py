"""Rules about single words and sentences: how long, how hard, how many times no."""

import re
from collections.abc import Iterator

from voice.survey.friendly_lists import (
    EXPLAINED,
    HALF_NEGATIVES,
    KNOWN_LONG,
    KNOWN_PHRASES,
    LONG_SYLLABLES,
    NEGATIVES,
    OFFICE_WORDS,
    SENTENCE_WORDS,
    OfficeWord,
)
from voice.survey.friendly_rule import Found, Level, Passage, Rule, Span
from voice.survey.friendly_text import sentences, syllables, words
from voice.survey.model import Ages

ABOUT_WORDS = 15
"""Words a sentence about the whole questionnaire may have: it can be read out by a person."""
FAR_TOO_LONG = 2
"""So many times too long is no longer a matter of taste."""
AGES_SAID: dict[Ages, str] = {
    "5-7": "5 to 7 year olds",
    "8-11": "8 to 11 year olds",
    "12+": "young people of 12 and over",
    "care-leavers": "care leavers",
}
YOUNG: frozenset[Ages] = frozenset({"5-7", "8-11"})


def any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds each phrase as whole words, longer ones first. Capitals are compared as given."""
    ordered = sorted(phrases, key=len, reverse=True)
    said = (re.escape(one) if one.isupper() else f"(?i:{re.escape(one)})" for one in ordered if one)
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)")


_OFFICE: dict[str, OfficeWord] = {office.word.casefold(): office for office in OFFICE_WORDS}
_OFFICE_FORM = any_of(tuple(office.word for office in OFFICE_WORDS))
_EXPLAINED_FORM = any_of(tuple(EXPLAINED))
_QUOTED = re.compile("“[^”]*”")
_KNOWN_FORM = any_of(KNOWN_PHRASES)


def spans(form: re.Pattern[str], text: str) -> tuple[Span, ...]:
    """Where a form is found in a text."""
    return tuple(found.span() for found in form.finditer(text))


def told(said: str, marked: tuple[Span, ...]) -> str:
    """The marked words as a list: “never” and “not”."""
    each = [f"“{said[start:end]}”" for start, end in marked]
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}"


def _inside(span: Span, others: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _long_sentence(passage: Passage) -> Iterator[Found]:
    """A child holds about as many words in mind as fit into one breath."""
    most = SENTENCE_WORDS[passage.ages]
    for start, end in sentences(passage.text):
        count = sum(1 for _ in words(passage.text[start:end]))
        if count > most:
            wrong = (
                f"A sentence has {count} words; for {AGES_SAID[passage.ages]} it may have {most}."
            )
            do = "Make two sentences of it, or leave words out."
            level: Level | None = "error" if count > FAR_TOO_LONG * most else None
            if passage.role == "about" and count <= ABOUT_WORDS:
                level = "hint"
            yield Found(wrong, do, ((start, end),), level)


def _long_word(passage: Passage) -> Iterator[Found]:
    least = LONG_SYLLABLES[passage.ages]
    known = spans(_KNOWN_FORM, passage.text)
    for found in words(passage.text):
        word = found[0].casefold().removesuffix("'s")
        if word in KNOWN_LONG or word in _OFFICE or _inside(found.span(), known):
            continue
        if syllables(word) >= least:
            wrong = f"“{found[0]}” is a long word for {AGES_SAID[passage.ages]}."
            do = "Use a shorter one, such as a child would say."
            yield Found(wrong, do, (found.span(),))


def _office_word(passage: Passage) -> Iterator[Found]:
    known = spans(_KNOWN_FORM, passage.text)
    for found in _OFFICE_FORM.finditer(passage.text):
        office = _OFFICE[found[0].casefold()]
        if _inside(found.span(), known) or (office.young and passage.ages not in YOUNG):
            continue
        wrong = f"“{found[0]}” is a word of the office."
        level: Level | None = "error" if office.hurts else None
        yield Found(wrong, f"Say: {office.plain}.", (found.span(),), level)


def _explained(passage: Passage) -> Iterator[Found]:
    """A term that has to be there needs a line below it that says what it is."""
    if passage.role != "question":
        return
    hint = passage.below.casefold()
    for found in _EXPLAINED_FORM.finditer(passage.text):
        if EXPLAINED[found[0].casefold()] not in hint:
            wrong = f"Not every child knows what a {found[0].casefold()} is."
            yield Found(wrong, "Say what it is in the line below the question.", (found.span(),))


def _two_noes(passage: Passage) -> Iterator[Found]:
    """Two noes in one sentence have to be worked out; a child answers the words it heard."""
    text = without_quoted(passage.text)
    for start, end in sentences(text if passage.role != "option" else ""):
        found = [(word.span(), word[0].casefold()) for word in words(text[start:end])]
        full = [span for span, word in found if is_negative(word)]
        half = [span for span, word in found if word in HALF_NEGATIVES]
        if full and len(full) + len(half) > 1:
            marked = tuple((start + a, start + b) for a, b in sorted(full + half))
            wrong = f"says no twice: {told(passage.said, marked)}."
            yield Found(wrong, "Say what is, instead of what is not.", marked)


def without_quoted(text: str) -> str:
    """As long as the text, with blanks for what it says in quotation marks."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def is_negative(word: str) -> bool:
    """Whether a word, in small letters, says no."""
    return word in NEGATIVES or word.endswith("n't")


WORD_RULES: tuple[Rule[Passage], ...] = (
    Rule(
        "long-sentence",
        "Short sentences",
        "warning",
        "Do you feel safe at home?",
        "Do you feel safe where you live now, and also when you are on your way to school or at a "
        "friend's house?",
        _long_sentence,
    ),
    Rule(
        "long-word",
        "Short words",
        "warning",
        "Do grown-ups listen to what you say?",
        "Do grown-ups take your opinion seriously?",
        _long_word,
    ),
    Rule(
        "office-word",
        "No words of the office",
        "warning",
        "Do you like your home?",
        "Do you like your placement?",
        _office_word,
    ),
    Rule(
        "explained",
        "A plan is explained",
        "hint",
        "Do we ask you before your care plan changes? (below: Your care plan says how you live.)",
        "Do we ask you before your care plan changes?",
        _explained,
    ),
    Rule(
        "two-noes",
        "Not no twice",
        "warning",
        "Do you feel safe?",
        "Do you never feel unsafe?",
        _two_noes,
    ),
)
"""Rules that hold for every text a child reads or hears."""
