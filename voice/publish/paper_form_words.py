"""What a survey on paper says around its questions, in the language of whoever fills it in.

Where paper can say what the screen says, it says it in the same words, so that one translation
does for both. ``_`` only marks what is to be translated.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from babel.support import NullTranslations

from voice.survey.model import Rule, Survey


def _(words: str) -> str:
    return words


@dataclass(frozen=True, slots=True)
class House:
    """Who asks: what a paper says of the council."""

    council: str
    lead: str
    contact: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know before the first question."""

    sign: str
    """The line drawing beside it, as ``templates/child/signs.html`` names it."""
    words: str


ENGLISH = "en"
ONE = _("Tick one box.")
ANY = _("Tick as many as you like.")
RING = _("Put a ring round one number.")
WRITE = _("Write here, or ask somebody to write for you.")
LIST = _("One on each line.")
DONT_KNOW = _("I don’t know")
NONE_OF_THESE = _("None of these")
RATHER_NOT = _("I’d rather not say")
MAY_WE = _("May we share this?")
LEAVES = (_("Yes, my words"), _("Just the idea"), _("No, only the team"))
HOW_OLD = _("How old are you?")
HOW_DONE = _("How did you do this?")
HELPED = (_("By myself"), _("Together with somebody"))
BANDS: dict[str, tuple[str, ...]] = {
    "5-7": (_("9 or under"), _("10 to 16"), _("17 or over")),
    "8-11": (_("9 or under"), _("10 to 16"), _("17 or over")),
    "12+": (_("16 or under"), _("17 or over")),
    "care-leavers": (_("16"), _("17 or over")),
}
"""The bands that a page on screen offers too, by whom a survey is written for."""
BEFORE = _("Before you start")
NO_NAME = _("Do not write your name on this paper.")
EMPTY = _("Don’t want to? Hand it back empty. That is fine.")
LAST = _("That was the last one.")
HAND_IN = _("Fold this paper, put it in the envelope and seal it. Then hand it in.")
NOT_KNOWN = _("We don’t know this was you. If you want something to change for you, tell a person.")
CHILDLINE = _("Childline: 0800 1111. Free, day or night.")
DANGER = _("In danger right now: 999.")
PHONE = _("Or answer on a phone")
CAMERA = _("Point its camera at the square, or open %(home)s and type:")
PROOF = _("A draft, to look at only")

_SHREDDED = _("We type in your answers and shred the paper. Then we cannot take them out.")
_NOT_A_PERSON = _("This paper isn’t telling a person. If something is wrong, tell a grown-up.")
_NOT_A_PERSON_12 = _("This paper is not telling a person. If you need something, tell somebody.")
_ABOUT = ("About %(num)s minute.", "About %(num)s minutes.")
"""The child's page marks both of them as one text with a number in it."""
# Not within a larger text: whatever takes these out for translators reads only plain calls.
_GUESS_5 = _("But people might guess.")
_GUESS_8 = _("In a small group, people might guess.")
_AS_YOU_LIKE = _("Skip what you like and stop when you like.")
_READS = _("%(lead)s reads your words.")
_READ_BY = _("What you write is read by %(lead)s.")
_YOU_SAY, _LISTED = _("You say who else may."), _("Ideas go on a list.")
_ONLY_YES = _("Councillors see it only if you say yes.")
_LISTED_12 = _("Ideas go on a list for councillors.")


class Say:
    """Our own words in the language of a catalogue; English where it has none for them."""

    def __init__(self, catalogue: NullTranslations | None = None) -> None:
        self._known = catalogue or NullTranslations()

    def __call__(self, words: str, **given: str) -> str:
        said = self._known.gettext(words)
        return said % given if given else said

    def number(self, one: str, more: str, num: int) -> str:
        """A sentence with a number in it."""
        return str(self._known.ngettext(one, more, num)) % {"num": num}


def lead(survey: Survey, say: Say) -> str:
    """Why we ask, and how long it takes."""
    return f"{survey.purpose} {say.number(*_ABOUT, survey.minutes)}"


def facts(survey: Survey, house: House, say: Say) -> tuple[Fact, ...]:
    """What somebody knows before they begin: it is theirs to give or not, and who reads it."""
    return tuple(Fact(sign, words) for sign, words in _FACTS[survey.ages](survey, house, say))


def _young(survey: Survey, house: House, say: Say) -> Iterator[tuple[str, str]]:
    yield "ok", say(_("There is no wrong answer. You can skip. You can stop."))
    yield "name", f"{say(NO_NAME)} {say(_GUESS_5)}"
    yield "few", survey.audience
    yield (
        "read",
        f"{say(_READS, lead=_capital(house.lead))}{_shared(survey, say, _YOU_SAY, _LISTED)}",
    )
    yield "hear", survey.feedback
    yield "gone", say(_SHREDDED)
    yield "hand", say(_NOT_A_PERSON)
    yield "safe", say(_("If someone is hurting you, we must get help."))


def _middle(survey: Survey, house: House, say: Say) -> Iterator[tuple[str, str]]:
    yield "skip", say(_("Skip any question, or stop. Nothing bad happens."))
    yield "name", f"{say(NO_NAME)} {say(_GUESS_8)}"
    yield "few", survey.audience
    yield (
        "read",
        f"{say(_READS, lead=_capital(house.lead))}{_shared(survey, say, _YOU_SAY, _LISTED)}",
    )
    yield "hear", survey.feedback
    yield "gone", say(_SHREDDED)
    yield "hand", say(_NOT_A_PERSON)
    yield "safe", say(_("A child hurt or in danger? We must tell people who help."))


_GUESS = _("In a small group somebody may still guess, so leave out names and places.")
_RISK = _("If what is written shows that somebody is at risk, we have to act.")


def _older(survey: Survey, house: House, say: Say) -> Iterator[tuple[str, str]]:
    yield "skip", say(_("Skip or stop when you like. Nothing happens if you do."))
    yield "name", f"{say(NO_NAME)} {say(_GUESS)}"
    shared = _shared(survey, say, _ONLY_YES, _LISTED_12)
    yield "read", f"{survey.audience} {say(_READ_BY, lead=house.lead)}{shared}"
    yield "hear", survey.feedback
    yield "gone", say(_SHREDDED)
    yield "hand", say(_NOT_A_PERSON_12)
    yield "safe", say(_RISK)


def _care_leavers(survey: Survey, house: House, say: Say) -> Iterator[tuple[str, str]]:
    optional = _(
        "This is optional, with no name. It has no effect on your support, benefits, housing or PA."
    )
    yield "skip", f"{say(optional)} {say(_AS_YOU_LIKE)}"
    yield "name", f"{say(NO_NAME)} {say(_GUESS)}"
    shared = _shared(survey, say, _ONLY_YES, _LISTED_12)
    yield "read", f"{survey.audience} {say(_READ_BY, lead=house.lead)}{shared}"
    yield "hear", survey.feedback
    yield "gone", say(_SHREDDED)
    yield "hand", say(_NOT_A_PERSON_12)
    yield "safe", say(_RISK)
    whose = _("%(council)s is responsible for this. Questions or complaints: %(contact)s.")
    yield "why", say(whose, council=house.council, contact=house.contact)


_FACTS: dict[str, Callable[[Survey, House, Say], Iterator[tuple[str, str]]]] = {
    "5-7": _young,
    "8-11": _middle,
    "12+": _older,
    "care-leavers": _care_leavers,
}


def _shared(survey: Survey, say: Say, chosen: str, listed: str) -> str:
    """What becomes of words."""
    said = [chosen] if any(item.asks_leave for item in survey.items) else []
    said += [listed] if any(item.harmless for item in survey.items) else []
    return "".join(f" {say(words)}" for words in said)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# Rules


def only_if(rule: Rule | None, survey: Survey, numbers: dict[str, int], say: Say) -> str:
    """When a question is for somebody: “Only if you chose “Yes” at 3.” Empty where it always is."""
    if rule is None:
        return ""
    return say(_("Only if %(what)s."), what=_told(rule, survey, numbers, say, so=True))


def _told(
    rule: Rule, survey: Survey, numbers: dict[str, int], say: Say, *, so: bool, inside: bool = False
) -> str:
    """The rule in words or, where not ``so``, its opposite."""
    if rule.not_ is not None:
        return _told(rule.not_, survey, numbers, say, so=not so, inside=inside)
    parts = rule.all or rule.any
    if parts and (several := _any_answered(rule, numbers)) and so:
        return say(_("you answered any of %(list)s"), list=several)
    if parts:
        joined = _(" and ") if (rule.all is not None) is so else _(" or ")
        told = [_told(part, survey, numbers, say, so=so, inside=True) for part in parts]
        said = say(joined).join(told)
        return f"({said})" if inside and len(told) > 1 else said
    return _test(rule, survey, numbers, say, so=so)


def _any_answered(rule: Rule, numbers: dict[str, int]) -> str:
    """The numbers of three questions or more, one of which was answered: “2–5, 7”."""
    parts = rule.any or ()
    if len(parts) < 3 or not all(part.was_answered for part in parts):
        return ""
    places = sorted(numbers.get(part.item or "", 0) for part in parts)
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _test(rule: Rule, survey: Survey, numbers: dict[str, int], say: Say, *, so: bool) -> str:
    number = str(numbers.get(rule.item or "", "?"))
    if rule.was_answered is not None:
        words = _("you answered %(n)s") if rule.was_answered is so else _("you left %(n)s empty")
        return say(words, n=number)
    if rule.is_not is not None:
        so = not so
    words = (
        _("you chose “%(answer)s” at %(n)s")
        if so
        else _("you did not choose “%(answer)s” at %(n)s")
    )
    option = rule.is_ or rule.is_not or rule.includes
    asked = next((item for item in survey.items if item.id == rule.item), None)
    answer = next((one.text for one in (asked.choices if asked else ()) if one.id == option), "?")
    return say(words, answer=answer, n=number)
