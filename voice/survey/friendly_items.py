"""Rules about the answers a child can give, and what stands beside the words of an item."""

import re
from collections.abc import Iterator

from voice import words
from voice.survey.check_item import OWN_LIFE
from voice.survey.friendly_lists import OPTIONS
from voice.survey.friendly_rule import BAND_AGES, Found, Level, Rule, Setting
from voice.survey.friendly_text import words as words_of
from voice.survey.friendly_words import AGES_SAID
from voice.survey.model import Ages, Choice, Faces, Ideas, Info, Option, Scale, Words
from voice.survey.translation import Translation, fingerprint, item_texts

PICTURED_OPTIONS = 2
"""So many times more answers a child can look through where each has a picture."""
_NEEDS_NOT_KNOWING = OWN_LIFE["feelings"] | OWN_LIFE["safety"] | OWN_LIFE["being listened to"]
_THEMES = frozenset({"feelings", "safe", "listening"})
_SKIPS = re.compile(
    r"(?i)\b(?:rather not|prefer not|don't want to) (?:to )?(?:say|answer|tell)\b|^\W*skip\W*$"
)
_NOT_KNOWING = re.compile(r"(?i)^\W*(?:i )?(?:don't|do not) know\W*$|^\W*not sure\W*$")
_NAMES_ASKED_OUT = re.compile(r"(?i)\bnames?\b")


def _picture(setting: Setting) -> Iterator[Found]:
    """A child of six looks first. Every answer needs something to look at."""
    item = setting.item
    if setting.ages != "5-7" or isinstance(item, Scale):
        return
    bare = [option.text for option in item.choices if not option.picture]
    if bare:
        missing = ", ".join(f"“{text}”" for text in bare)
        yield Found(f"No picture stands beside {missing}.", "Give every answer a picture.")
    elif not item.choices and not item.picture:
        yield Found("There is no picture.", "Give the question a picture.")


def _too_many_options(setting: Setting) -> Iterator[Found]:
    """Past these a child takes the first or the last one heard."""
    shown = [("options", setting.ages, setting.item.choices)]
    if isinstance(setting.item, Scale):
        return
    for band, version in setting.item.versions.items():
        ages = BAND_AGES.get(band, setting.ages)
        shown += [(f"versions.{band}.options", ages, version.options)]
    for place, ages, options in shown:
        if len(options) > OPTIONS[ages]:
            yield _too_many(place, ages, options)


def _too_many(place: str, ages: Ages, options: tuple[Option, ...]) -> Found:
    most = OPTIONS[ages]
    wrong = f"There are {len(options)} answers; {AGES_SAID[ages]} look through {most}."
    pictured = all(option.picture for option in options)
    if pictured and len(options) <= PICTURED_OPTIONS * most:
        do = "The pictures help. Leave out what nobody would miss."
        return Found(wrong, do, level="hint", place=place)
    return Found(wrong, "Leave some out, or put some together.", place=place)


def _too_long_scale(setting: Setting) -> Iterator[Found]:
    """Eleven numbers ask for a sense of number that comes at about eight, and is sure at eleven."""
    if not isinstance(setting.item, Scale):
        return
    wrong = f"A scale from 0 to 10 is hard for {AGES_SAID[setting.ages]}."
    do = "Ask with three or five faces."
    if setting.ages == "5-7":
        yield Found(wrong, do)
    elif setting.ages == "8-11":
        yield Found(wrong, do, level="hint")


def _not_knowing(setting: Setting) -> Iterator[Found]:
    """Not knowing is an answer. Without it a child who does not know says what is not so."""
    item = setting.item
    if item.dont_know or not isinstance(item, Choice | Scale | Faces):
        return
    said = {word[0].casefold() for word in words_of(f"{item.text} {item.hint or ''}")}
    sure = item.measures.theme in _THEMES or item.measures.promise or said & _NEEDS_NOT_KNOWING
    if not sure or (isinstance(item, Faces) and not said & OWN_LIFE["safety"]):
        return
    wrong = "It asks about feeling, being safe or being heard, and nobody can say “I don't know”."
    level: Level | None = None if isinstance(item, Choice) else "hint"
    yield Found(wrong, "Add it: dont_know = true.", level=level)


def _said_twice(setting: Setting) -> Iterator[Found]:
    """Two buttons that say the same are a riddle, and are counted apart."""
    for number, option in enumerate(setting.item.choices, start=1):
        text, place = option.text.replace("’", "'"), f"options[{number}].text"
        if _SKIPS.search(text):
            wrong = f"“{option.text}” is on every screen by itself."
            yield Found(wrong, "Take this answer out.", ((0, len(option.text)),), place=place)
        elif _NOT_KNOWING.search(text):
            wrong = f"“{option.text}” would be counted as an answer."
            do = "Take it out and write dont_know = true."
            yield Found(wrong, do, ((0, len(option.text)),), place=place)


def _leave_out_names(setting: Setting) -> Iterator[Found]:
    """What is written can name a child or a grown-up. A line says so before it is written."""
    item = setting.item
    if not isinstance(item, Words | Ideas) or item.harmless:
        return
    if not _NAMES_ASKED_OUT.search(item.hint or ""):
        do = "Write below the question: Please leave out names."
        yield Found("Nothing asks to leave out names.", do)


def _own_words(setting: Setting) -> Iterator[Found]:
    """A language is offered only once every text is said in it."""
    english = item_texts(setting.item)
    for translation in setting.translations:
        missing = _missing(english, translation)
        if missing:
            language = words.own_name(translation.language)
            wrong = f"{missing} of {len(english)} texts are not yet said in {language}."
            yield Found(wrong, f"Have them translated in words/{translation.language}.toml.")


def _missing(english: dict[str, str], translation: Translation) -> int:
    said = translation.words
    return sum(
        place not in said or said[place].english != fingerprint(text)
        for place, text in english.items()
    )


def _much_to_read(setting: Setting) -> Iterator[Found]:
    """A screen that only tells something is passed when it is long."""
    item = setting.item
    if isinstance(item, Info):
        most = {"5-7": 12, "8-11": 25, "12+": 40, "care-leavers": 40}[setting.ages]
        count = sum(1 for text in (item.text, item.hint or "") for _ in words_of(text))
        if count > most:
            wrong = f"There are {count} words to read; {AGES_SAID[setting.ages]} read {most}."
            yield Found(wrong, "Say the one thing that is needed here.")


ITEM_RULES: tuple[Rule[Setting], ...] = (
    Rule(
        "picture",
        "Pictures for the youngest",
        "warning",
        "Which do you like? (a picture beside every answer)",
        "Which do you like? (words alone)",
        _picture,
    ),
    Rule(
        "too-many-options",
        "Few answers to choose from",
        "warning",
        "Which food do you like best? (four answers)",
        "Which food do you like best? (nine answers)",
        _too_many_options,
    ),
    Rule(
        "too-long-scale",
        "No numbers from 0 to 10 for the youngest",
        "error",
        "How do you feel? (three faces)",
        "How do you feel? (0 to 10)",
        _too_long_scale,
    ),
    Rule(
        "not-knowing",
        "Not knowing is an answer",
        "warning",
        "Do you feel safe? (yes, no, I don't know)",
        "Do you feel safe? (yes, no)",
        _not_knowing,
    ),
    Rule(
        "said-twice",
        "Our own buttons are not said twice",
        "warning",
        "Do you like it here? (yes, no)",
        "Do you like it here? (yes, no, rather not say)",
        _said_twice,
    ),
    Rule(
        "leave-out-names",
        "Names are left out",
        "hint",
        "What was good? Please leave out names.",
        "What was good?",
        _leave_out_names,
    ),
    Rule(
        "much-to-read",
        "Little to read",
        "warning",
        "Today is about food.",
        "Today is about food. We cook, we eat, we wash up, and then we talk about what we ate.",
        _much_to_read,
    ),
    Rule(
        "own-words",
        "In every language we offer",
        "hint",
        "How do you feel? (also said in Arabic, in a survey with Arabic words)",
        "How do you feel? (English alone, in a survey with Arabic words)",
        _own_words,
    ),
)
"""Rules about one item as a whole."""
