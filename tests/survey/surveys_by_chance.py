"""Any questionnaire that passes ``check``: every kind, every field, words of every script.

``surveys()`` gives them to a Hypothesis test, ``translations(survey)`` words of one in other
languages. Texts are such as ``writing.clean`` leaves alone: no controls and no marks of order.
"""

import string
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from tests.survey.drafts import Data
from voice.survey import translation
from voice.survey.check import BUDGETS, STALL_BUDGET, check
from voice.survey.check_item import OWN_LIFE, RESERVED_ITEMS, RESERVED_OPTIONS
from voice.survey.measures import PRIORITIES, PROMISES, THEMES
from voice.survey.model import AGE_BANDS, Survey
from voice.survey.writing import clean, plain

Draw = Callable[[st.SearchStrategy[Any]], Any]

LANGUAGES = ("ar", "fa-AF", "ti", "uk", "zh-Hant")
_AWKWARD = (
    *("=1+1", "+44", "-1", "@sum", "'=1+1", "''-2", "${feeling}", "$${x}", "$\u2060{x}", "{x}"),
    *("1", "1.0", "007", "true", "yes", "<b>&amp;</b>", "a | b, c", 'say "so"', "it’s “so”"),
    *("two\nlines", "one  two", "a\u00a0b", "مرحبا", "ሰላም", "👩‍👧", "e\u0301", "_x0041_", "#NAME?"),
)
_FIRST = string.ascii_lowercase + string.digits
_IDS = st.lists(st.text(_FIRST, min_size=1, max_size=6), min_size=1, max_size=3).map("-".join)
_NO_IDS = RESERVED_ITEMS | RESERVED_OPTIONS | set().union(*OWN_LIFE.values())


def _keeps(text: str) -> bool:
    return clean(text) == text == text.strip() and bool(plain(text))


ids = (_IDS | st.sampled_from(["meta", "data", "2-a", "yes", "no", "0"])).filter(
    lambda name: name not in _NO_IDS
)
texts = (
    st.text(min_size=1, max_size=12).map(clean)
    | st.sampled_from(_AWKWARD)
    | st.sampled_from(["How was it?", "What did you do?", "a" * 400])
).filter(_keeps)


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def _given(**fields: Any) -> Data:
    """The fields that are given."""
    return {name: value for name, value in fields.items() if value not in (None, False, (), [], {})}


@st.composite
def _look(draw: Draw) -> Data:
    return _given(picture=draw(_maybe(ids)), sound=draw(_maybe(ids)))


@st.composite
def _options(draw: Draw, scored: bool, sizes: Sequence[int], said: list[str]) -> list[Data]:
    """Options with ids and words of their own; what is said is taken off the list."""
    names = draw(st.lists(ids, unique=True, min_size=min(sizes), max_size=max(sizes)))
    names = names[: max(size for size in sizes if size <= len(names))]
    scores = draw(_scores(len(names), scored))
    return [
        {"id": name, "text": said.pop(), **draw(_look())}
        | _given(easy=said.pop() if draw(st.booleans()) else None)
        | ({} if score is None else {"score": score})
        for name, score in zip(names, scores, strict=True)
    ]


def _scores(size: int, scored: bool) -> st.SearchStrategy[list[int | None]]:
    rising = st.lists(st.integers(-9, 99), unique=True, min_size=size, max_size=size).map(sorted)
    none = st.just([None] * size)
    return (
        rising
        if scored
        else none | st.lists(_maybe(st.integers(0, 9)), min_size=size, max_size=size) | rising
    )


@st.composite
def _collapse(draw: Draw, options: list[str]) -> list[Data]:
    """One or two coarser scales of neighbours, the second made from the first."""
    parts, scales = [[option] for option in options], []
    for _ in range(draw(st.integers(1, 2))):
        if len(parts) < 3:
            break
        cuts = draw(st.sets(st.integers(1, len(parts) - 1), min_size=1, max_size=len(parts) - 2))
        edges = [0, *sorted(cuts), len(parts)]
        parts = [list(chain.from_iterable(parts[a:b])) for a, b in pairwise(edges)]
        scales.append({"to": [_merged(draw, part) for part in parts]})
    return scales


def _merged(draw: Draw, part: list[str]) -> Data:
    name = (
        part[0] if len(part) == 1 else "-".join(["all", *part])[:50].rstrip("-") + f"-{len(part)}"
    )
    return {"id": name, "text": draw(texts), "takes": part}


@st.composite
def _versions(draw: Draw, item: Data, said: list[str]) -> Data:
    bands = draw(st.lists(st.sampled_from(AGE_BANDS), unique=True, max_size=3))
    return {band: draw(_version(item, said)) for band in bands}


@st.composite
def _version(draw: Draw, item: Data, said: list[str]) -> Data:
    options = item.get("options", [])
    if not options or draw(st.booleans()):
        return {"text": draw(texts)} | _given(easy=draw(_maybe(texts)))
    keep = len(options) if item["kind"] == "faces" else draw(st.integers(2, len(options)))
    own = [
        {"id": option["id"], "text": said.pop(), **draw(_look())}
        | ({"score": option["score"]} if "score" in option and draw(st.booleans()) else {})
        for option in options[:keep]
    ]
    return {"text": draw(texts), "options": own} | _given(easy=draw(_maybe(texts)))


_SIZES = {"faces": (3, 5), "choice": tuple(range(2, 7)), "many": (2, 3, 12)}


@st.composite
def _item(draw: Draw, kind: str, name: str) -> Data:
    """An item that is right by itself."""
    said = (
        draw(st.lists(texts, unique_by=plain, min_size=60, max_size=60)) if (kind in _SIZES) else []
    )
    item: Data = {"id": name, "kind": kind, "text": draw(texts), **draw(_look())}
    section = draw(st.none() | st.none() | texts)
    item |= _given(section=section, easy=draw(_maybe(texts)), hint=draw(_maybe(texts)))
    choices = [str(n) for n in range(11)] if kind == "scale" else []
    if kind == "scale":
        item |= {"low": draw(texts), "high": draw(texts)}
    if kind in _SIZES:
        item["options"] = draw(_options(kind == "faces", _SIZES[kind], said))
        choices = [option["id"] for option in item["options"]]
    if kind != "info":
        item |= _given(dont_know=draw(st.booleans()))
    return item | draw(_meaning(item, choices)) | _given(versions=draw(_versions(item, said)))


@st.composite
def _meaning(draw: Draw, item: Data, choices: list[str]) -> Data:
    """What it tells of and how it is reported."""
    one = bool(choices) and item["kind"] != "many"
    service = draw(st.booleans())
    measures = _given(
        promise=None if service else draw(_maybe(st.sampled_from(sorted(PROMISES)))),
        priority=draw(_maybe(st.sampled_from(sorted(PRIORITIES)))),
        theme=None if service else draw(_maybe(st.sampled_from(sorted(THEMES)))),
    )
    scored = item["kind"] in {"faces", "scale"}
    wanted = one and len(choices) > 2 and (not service or draw(st.booleans()))
    worries = (
        st.lists(st.sampled_from(choices), unique=True, max_size=3) if choices else st.just([])
    )
    return _given(
        measures=measures,
        sensitivity="service" if service else None,
        harmless=item["kind"] == "ideas" and service and draw(st.booleans()),
        worry=draw(worries),
        mean=scored and draw(st.booleans()),
        collapse=draw(_collapse(choices)) if wanted else None,
    )


@st.composite
def _rule(draw: Draw, earlier: list[Data], depth: int = 2) -> Data:
    """A rule about earlier items: a comparison, or several in one another."""
    join = draw(st.sampled_from(["", "", "", "all", "any", "not"])) if depth else ""
    if join == "not":
        return {"not": draw(_rule(earlier, depth - 1))}
    if join:
        parts = draw(st.lists(_rule(earlier, depth - 1), min_size=1, max_size=3))
        return {join: parts}
    return draw(st.sampled_from(earlier).flatmap(_comparison))


def _comparison(item: Data) -> st.SearchStrategy[Data]:
    answered = st.booleans().map(lambda told: {"item": item["id"], "was_answered": told})
    names = (
        [str(n) for n in range(11)]
        if item["kind"] == "scale"
        else [option["id"] for option in item.get("options", ())]
    )
    if not names:
        return answered
    tests = ["includes"] if item["kind"] == "many" else ["is", "is_not"]
    compared = st.tuples(st.sampled_from(tests), st.sampled_from(names)).map(
        lambda test: {"item": item["id"], test[0]: test[1]}
    )
    return answered | compared


@st.composite
def surveys(draw: Draw, most: int = 5) -> Survey:
    """A questionnaire of up to ``most`` items that passes ``check``."""
    ages, stall = draw(st.sampled_from(sorted(BUDGETS))), draw(st.booleans())
    budget = min(most, STALL_BUDGET if stall else BUDGETS[ages])
    names = draw(st.lists(ids, unique=True, min_size=1, max_size=budget))
    kinds = st.sampled_from(["faces", "choice", "many", "scale", "words", "ideas", "info"])
    items: list[Data] = []
    for name in names:
        items.append(draw(_item_after(name, draw(kinds), items)))
    survey: Data = {
        "id": draw(ids),
        **{name: draw(texts) for name in ("title", "purpose", "audience", "feedback")},
        "ages": ages,
        "minutes": draw(st.integers(1, 20)),
        **_given(stall=stall, ask_helped=draw(st.booleans())),
        "items": items,
    }
    return _mended(survey)


@st.composite
def _item_after(draw: Draw, name: str, kind: str, earlier: list[Data]) -> Data:
    """An item of that kind, or one that asks again what an earlier one asked; with its rule."""
    asked = [item for item in earlier if item["kind"] != "info"]
    counted = [item for item in asked if item["kind"] not in {"words", "ideas"}]
    again = counted and draw(st.integers(0, 4)) == 0
    if again:
        first = draw(st.sampled_from(counted))
        item = {**first, "id": name, "text": draw(texts), "before": first["id"]}
        item.pop("show_if", None)
    else:
        item = draw(_item(kind, name))
    seen = asked if kind in {"words", "ideas", "info"} and not again else counted
    return item | ({"show_if": draw(_rule(seen))} if seen and draw(st.booleans()) else {})


def _mended(data: Data) -> Survey:
    """The survey without rules that can never be true; other faults are not tried further."""
    survey = Survey.model_validate(data)
    faulty = [
        number
        for number, item in enumerate(survey.items, start=1)
        if any(
            fault.place.startswith(f"items[{number}] ") and fault.place.endswith("show_if")
            for fault in check(survey)
        )
    ]
    if faulty:
        data["items"][faulty[0] - 1].pop("show_if")
        return _mended(data)
    assume(not check(survey))
    return survey


@st.composite
def translations(draw: Draw, survey: Survey) -> dict[str, dict[str, str]]:
    """Words of some languages, by place. None need be whole."""
    places = sorted(translation.texts(survey))
    languages = draw(st.lists(st.sampled_from(LANGUAGES), unique=True, max_size=2))
    return {
        language: draw(st.dictionaries(st.sampled_from(places), texts, min_size=1, max_size=30))
        for language in languages
    }
