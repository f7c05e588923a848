"""The rules of meaning of one item by itself. Each yields its faults, placed inside the item."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from voice.faults import Fault
from voice.survey.measures import PRIORITIES, PROMISES, THEMES
from voice.survey.model import AGE_BANDS, RESERVED, Base, Faces, Ideas, Item, Version
from voice.survey.writing import plain

RESERVED_OPTIONS = frozenset(name.removeprefix("_") for name in RESERVED)
"""Ids an option may not have: they would be mixed up with what we keep when nothing was chosen."""
RESERVED_ITEMS = frozenset({"id", "edition", "age-band", "helped", "answers", "leave"})
"""Ids an item may not have: forms and sheets use these names for what stands beside answers."""


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.casefold()))


OWN_LIFE: dict[str, frozenset[str]] = {
    "feelings": _words(
        "feel feels feeling feelings felt happy unhappy sad angry scared afraid worried worry "
        "worries lonely upset"
    ),
    "safety": _words("safe unsafe safely safety danger hurt hurts bullied bullying"),
    "health": _words("health healthy unhealthy ill illness sick doctor hospital medicine"),
    "family": _words(
        "family families mum mother dad father parent parents brother brothers sister sisters "
        "sibling siblings"
    ),
    "home": _words("home homes live lives living carer carers foster placement"),
    "being listened to": _words("listen listens listened listening respect respects respected"),
}
"""Whole words of ids and texts that show that a question is about a child's own life."""
KEPT = _words("keep keeps kept keeping")
THE_PROMISE = _words("promise promises promised")


def _id_not_reserved(item: Base) -> Iterator[Fault]:
    if item.id in RESERVED_ITEMS:
        yield Fault("id", f"“{item.id}” is a name we use ourselves.", "Choose another id.")


def _options_once(item: Base) -> Iterator[Fault]:
    ids = Counter(option.id for option in item.choices)
    for number, option in enumerate(item.choices, start=1):
        where = f"options[{number}]"
        if ids[option.id] > 1:
            yield Fault(where, f"The id “{option.id}” is used twice.", "Give each its own id.")
        if option.id in RESERVED_OPTIONS:
            wrong = f"The id “{option.id}” is kept for answers that were not given."
            do = "Use dont_know = true for “I don't know”; leave the others out."
            yield Fault(where, wrong, do)


def _words_once(item: Base) -> Iterator[Fault]:
    """The same words mean the same option in all versions: sheets are read by them."""
    versions = [option for version in item.versions.values() for option in version.options]
    means: dict[str, str] = {}
    for option in (*item.choices, *versions):
        for text in filter(None, (option.text, option.easy)):
            if means.setdefault(plain(text), option.id) != option.id:
                wrong = f"Both “{means[plain(text)]}” and “{option.id}” say “{text}”."
                yield Fault("options", wrong, "Give each option words of its own.")


def _scores_rise(item: Base) -> Iterator[Fault]:
    scores = [option.score for option in item.choices if option.score is not None]
    if isinstance(item, Faces) and any(low >= high for low, high in pairwise(scores)):
        do = "Order the faces from the least to the most happy and let each score be higher."
        yield Fault("options", "The scores do not rise.", do)


def _collapse_declared(item: Base) -> Iterator[Fault]:
    needs = item.sensitivity == "personal" and len(item.choices) > 2 and not item.multiple
    if needs and not item.collapse:
        wrong = "has more than two options and no coarser scale to report by when answers are few."
        yield Fault("collapse", wrong, "Add one [[items.collapse]] or more, such as 5 to 3 to 2.")


def _collapse_has_use(item: Base) -> Iterator[Fault]:
    if item.collapse and (item.multiple or not item.choices):
        wrong = f"has no use where the kind is “{item.plain_name}”."
        yield Fault("collapse", wrong, "Take it out.")


def _collapse_whole(item: Base) -> Iterator[Fault]:
    options = [option.id for option in item.choices]
    for number, collapse in enumerate(item.collapse if options else (), start=1):
        taken = Counter(option for part in collapse.to for option in part.takes)
        where = f"collapse[{number}]"
        for option in options:
            if taken[option] != 1:
                times = "not at all" if not taken[option] else f"{taken[option]} times"
                wrong = f"takes “{option}” {times}."
                yield Fault(where, wrong, "Take every option exactly once.")
        for option in taken:
            if option not in options:
                wrong = f"takes “{option}”, which is no option of this item."
                yield Fault(where, wrong, "Use the ids of the item's options.")


def _collapse_coarser(item: Base) -> Iterator[Fault]:
    """Each map has fewer answers than the one before and only puts whole answers together."""
    before = [frozenset({option.id}) for option in item.choices]
    for number, collapse in enumerate(item.collapse if before else (), start=1):
        parts = [frozenset(part.takes) for part in collapse.to]
        where, step = f"collapse[{number}]", "the options" if number == 1 else "the one before"
        if len(parts) >= len(before):
            wrong = f"has {len(parts)} answers and is not coarser than {step} ({len(before)})."
            yield Fault(where, wrong, "Put more answers together, or take it out.")
        elif not all(any(old <= part for part in parts) for old in before):
            wrong = f"cuts apart what {step} put together."
            yield Fault(where, wrong, "Only put whole answers of the one before together.")
        before = parts


def _collapse_in_order(item: Base) -> Iterator[Fault]:
    """Where options are scored, an answer takes neighbours, and answers keep the order."""
    if not item.choices or any(option.score is None for option in item.choices):
        return
    order = [option.id for option in item.choices]
    for number, collapse in enumerate(item.collapse, start=1):
        taken = [option for part in collapse.to for option in part.takes if option in order]
        if len(taken) == len(order) and taken != order:
            wrong = "does not keep the order of the scale."
            yield Fault(f"collapse[{number}]", wrong, "Take neighbours, from the lowest up.")


def _collapse_one_meaning(item: Base) -> Iterator[Fault]:
    """An id says the same in every map: an option's id takes that option alone."""
    meaning = {option.id: frozenset({option.id}) for option in item.choices}
    for number, collapse in enumerate(item.collapse, start=1):
        twice = Counter(part.id for part in collapse.to)
        for part in collapse.to:
            takes = frozenset(part.takes)
            if twice[part.id] > 1 or meaning.setdefault(part.id, takes) != takes:
                wrong = f"The id “{part.id}” has two meanings."
                yield Fault(f"collapse[{number}]", wrong, "Give this answer an id of its own.")
            if part.id in RESERVED_OPTIONS:
                wrong = f"The id “{part.id}” is kept for answers that were not given."
                yield Fault(f"collapse[{number}]", wrong, "Give this answer another id.")


def _mean_has_scores(item: Base) -> Iterator[Fault]:
    scores = [option.score for option in item.choices]
    if item.mean and (item.multiple or not scores or None in scores):
        wrong = "A mean makes sense only where one answer is chosen and every option has a score."
        yield Fault("mean", wrong, "Score every option, or take mean out.")


def _worries_exist(item: Base) -> Iterator[Fault]:
    options = {option.id for option in item.choices}
    for worry in item.worry:
        if worry not in options:
            wrong = f"“{worry}” is no option of this item."
            yield Fault("worry", wrong, "Use the ids of the item's options.")


def _reading_asks_nothing(item: Base) -> Iterator[Fault]:
    if not item.asks and item.dont_know:
        yield Fault("dont_know", "has no use where nothing is asked.", "Take it out.")


def _measures_known(item: Base) -> Iterator[Fault]:
    given = item.measures
    for name, value, known in (
        ("promise", given.promise, PROMISES),
        ("priority", given.priority, PRIORITIES),
        ("theme", given.theme, THEMES),
    ):
        if value is not None and value not in known:
            wrong = f"“{value}” is not one we know."
            yield Fault(f"measures.{name}", wrong, f"Give one of {', '.join(known)}.")


def _harmless_ideas(item: Base) -> Iterator[Fault]:
    if item.harmless and not isinstance(item, Ideas):
        yield Fault(
            "harmless", "is only for lists of ideas.", 'Take it out, or use kind = "ideas".'
        )


def _own_life_is_personal(item: Base) -> Iterator[Fault]:
    """Nothing about a child's own life is counted as a fact about the service.

    Service and harmless items are shown in small numbers, so they are refused for feelings,
    safety, health, family, home, being listened to and whether a promise was kept. An item is
    about these if it measures a promise (which asks whether it was kept) or a theme (a part of a
    life), or if its id or the words of its question, hint or versions hold one of ``OWN_LIFE``, or
    speak of a promise and of keeping it. Words are compared whole, so that “live” is found and
    “deliver” is not. The options are not searched: “my family” may be an answer to what somebody
    liked at the fun day. The rule would rather refuse one question too many.
    """
    about = _about_own_life(item)
    if about is None:
        return
    do = "Take it out: the answers are then protected as personal ones."
    if item.sensitivity == "service":
        yield Fault("sensitivity", f"“service” is not for a child's own life ({about}).", do)
    if item.harmless:
        yield Fault("harmless", f"is not for a child's own life ({about}).", do)


def _about_own_life(item: Base) -> str | None:
    """What shows that the item is about a child's own life, or None."""
    if item.measures.promise:
        return "whether a promise is kept"
    if item.measures.theme:
        return f"theme “{item.measures.theme}”"
    texts = [item.id, item.text, item.easy, item.hint]
    for version in item.versions.values():
        texts += [version.text, version.easy]
    said = _words(" ".join(text for text in texts if text))
    for topic, words in OWN_LIFE.items():
        if words & said:
            return f"{topic}: “{min(words & said)}”"
    return "whether a promise is kept" if THE_PROMISE & said and KEPT & said else None


def _versions_fit(item: Base) -> Iterator[Fault]:
    for band, version in item.versions.items():
        where = f"versions.{band}"
        if band not in AGE_BANDS:
            do = f"Use {', '.join(AGE_BANDS)}."
            yield Fault(where, "is not one of our age bands.", do)
        yield from _version_options(where, item, version)


def _version_options(where: str, item: Base, version: Version) -> Iterator[Fault]:
    own = {option.id: option for option in item.choices}
    given = [option.id for option in version.options]
    for option in version.options:
        if option.id not in own:
            wrong = f"“{option.id}” is no option of this item."
            yield Fault(f"{where}.options", wrong, "Use the item's own ids.")
        elif option.score not in {None, own[option.id].score}:
            wrong = f"“{option.id}” has another score here."
            yield Fault(f"{where}.options", wrong, "Take the score out: the item's own counts.")
    if given and [option for option in own if option in given] != given:
        wrong = "The options stand in another order, or one is there twice."
        yield Fault(f"{where}.options", wrong, "Keep the item's order: it is the same for all.")
    if given and isinstance(item, Faces) and len(given) not in {3, 5}:
        yield Fault(f"{where}.options", "Faces have three or five options.", "Give 3 or 5.")
    elif len(given) == 1:
        yield Fault(f"{where}.options", "One option is no choice.", "Give two or more, or none.")


ITEM_RULES: tuple[Callable[[Item], Iterable[Fault]], ...] = (
    _id_not_reserved,
    _options_once,
    _words_once,
    _scores_rise,
    _collapse_declared,
    _collapse_has_use,
    _collapse_whole,
    _collapse_coarser,
    _collapse_in_order,
    _collapse_one_meaning,
    _mean_has_scores,
    _worries_exist,
    _reading_asks_nothing,
    _measures_known,
    _harmless_ideas,
    _own_life_is_personal,
    _versions_fit,
)
"""In the order in which their faults are told."""
