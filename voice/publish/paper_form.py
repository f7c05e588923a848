"""A survey as a paper to fill in by hand: plain values that a page, a PDF and Word are made of.

Every word stands here as it is printed. Nothing on the paper asks for a name, and every question
may be passed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from babel.support import NullTranslations

from voice import words
from voice.paths import STATIC
from voice.publish import paper_form_words as said
from voice.publish.paper_form_words import Fact, House, Say
from voice.survey.model import IDEAS_LIMIT, Base, Option, Survey

FACES: dict[int, tuple[str, ...]] = {
    3: ("face-1", "face-3", "face-5"),
    5: ("face-1", "face-2", "face-3", "face-4", "face-5"),
}
"""The pebbles of a scale whose survey names none."""
LINES = 5
"""Lines to write on."""
WITHOUT_PICTURES = frozenset({"care-leavers"})
LONG_WORDS = 24
"""Letters of an answer that needs a line of its own."""
_LETTERS_ACROSS = {2: 20, 3: 11, 4: 6}
"""Letters of answers that fit in one line, by how many there are."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One answer to tick."""

    words: str
    picture: str | None = None
    """The id of a picture that we have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, or something to read, as it stands on paper."""

    kind: str
    text: str
    number: int | None = None
    section: str = ""
    hint: str = ""
    how: str = ""
    """What to do with the pen."""
    only_if: str = ""
    picture: str | None = None
    ticks: tuple[Tick, ...] = ()
    low: str = ""
    high: str = ""
    lines: int = 0
    beside: tuple[str, ...] = ()
    """Boxes to tick in place of an answer."""
    leave: str = ""
    leaves: tuple[str, ...] = ()

    @property
    def in_rows(self) -> bool:
        """Whether each answer has a line of its own."""
        wide = any(len(tick.words) > LONG_WORDS for tick in self.ticks)
        return wide or not any(tick.picture for tick in self.ticks)

    @property
    def across(self) -> int:
        """How many answers stand side by side; 0 where they do not all fit in one line."""
        plain = not any(tick.picture for tick in self.ticks)
        room = _LETTERS_ACROSS.get(len(self.ticks), 0) if plain else 0
        return len(self.ticks) if all(len(tick.words) <= room for tick in self.ticks) else 0


@dataclass(frozen=True, slots=True)
class Way:
    """How to answer on a screen instead, where the survey is open."""

    address: str
    """What the QR code leads to."""
    home: str
    code: str
    title: str = ""
    do: str = ""


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The whole paper."""

    title: str
    lead: str
    council: str
    language: str
    direction: str
    before: str
    facts: tuple[Fact, ...]
    empty: str
    asked: tuple[Asked, ...]
    last: str
    hand_in: str
    tell: tuple[str, ...]
    """Where a person is to be found."""
    plain: bool
    """Whether it is for adults: no pictures, smaller letters."""
    way: Way | None = None
    proof: str = ""
    """What stands above it where it must not be handed out."""

    @property
    def right_to_left(self) -> bool:
        return self.direction == "rtl"


def of(
    survey: Survey,
    house: House,
    *,
    language: str = said.ENGLISH,
    catalogue: NullTranslations | None = None,
    way: Way | None = None,
    band: str = "",
    proof: bool = False,
) -> PaperForm:
    """The paper of a survey in one language: ``survey`` has its words, ``catalogue`` our own.

    ``band`` chooses the words that one age band reads. A ``proof`` says that it is one.
    """
    say = Say(catalogue)
    tag = words.ENGLISH if language == said.ENGLISH else language
    return PaperForm(
        title=survey.title,
        lead=said.lead(survey, say),
        council=house.council,
        language=tag.replace("_", "-"),
        direction=words.direction(tag),
        before=say(said.BEFORE),
        facts=said.facts(survey, house, say),
        empty=say(said.EMPTY),
        asked=tuple(_asked(survey, say, band)),
        last=say(said.LAST),
        hand_in=say(said.HAND_IN),
        tell=tuple(map(say, (said.NOT_KNOWN, said.CHILDLINE, said.DANGER))),
        plain=survey.ages in WITHOUT_PICTURES,
        way=way and _way(way, say),
        proof=say(said.PROOF) if proof else "",
    )


def _way(way: Way, say: Say) -> Way:
    do = say(said.CAMERA, home=way.home)
    return Way(way.address, way.home, way.code, say(said.PHONE), do)


def _asked(survey: Survey, say: Say, band: str) -> list[Asked]:
    asking = [item.id for item in survey.items if item.asks]
    numbers = {id_: number for number, id_ in enumerate(asking, 1)}
    bands = tuple(map(say, said.BANDS[survey.ages]))
    found = [_around(say, said.HOW_OLD, bands)]
    for item in survey.items:
        plain = survey.ages in WITHOUT_PICTURES
        found.append(_one(item, survey, numbers, say, _Seen(band, pictures=not plain)))
    if survey.ask_helped:
        found.append(_around(say, said.HOW_DONE, tuple(map(say, said.HELPED))))
    return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """How whoever fills it in is shown a question."""

    band: str
    pictures: bool

    def text(self, item: Base) -> str:
        version = item.versions.get(self.band)
        return version.text if version else item.text

    def options(self, item: Base) -> tuple[Option, ...]:
        version = item.versions.get(self.band)
        return (version.options if version else ()) or item.choices

    def picture(self, name: str | None) -> str | None:
        known = self.pictures and name and (STATIC / "pictures" / f"{name}.svg").is_file()
        return name if known else None


def _around(say: Say, text: str, ticks: tuple[str, ...]) -> Asked:
    """A question that every paper has, beside those of the survey."""
    return Asked(
        kind="choice",
        text=say(text),
        ticks=tuple(Tick(tick) for tick in ticks),
        beside=(say(said.RATHER_NOT),),
    )


def _one(item: Base, survey: Survey, numbers: dict[str, int], say: Say, seen: _Seen) -> Asked:
    kind = str(getattr(item, "kind", ""))
    beside = [said.DONT_KNOW] if item.dont_know else []
    beside += [said.NONE_OF_THESE] if item.multiple else []
    return Asked(
        kind=kind,
        text=seen.text(item),
        number=numbers.get(item.id),
        section=item.section or "",
        hint=_hint(item, survey),
        how=say(_HOW[kind]) if kind in _HOW else "",
        only_if=said.only_if(item.show_if, survey, numbers, say),
        picture=seen.picture(item.picture),
        ticks=_TICKS.get(kind, _options)(item, seen),
        low=getattr(item, "low", ""),
        high=getattr(item, "high", ""),
        lines=_LINES.get(kind, 0),
        beside=tuple(map(say, [*beside, said.RATHER_NOT])) if item.asks else (),
        leave=say(said.MAY_WE) if item.asks_leave else "",
        leaves=tuple(map(say, said.LEAVES)) if item.asks_leave else (),
    )


def _hint(item: Base, survey: Survey) -> str:
    """The hint, unless it tells how to tap: paper says itself what to do with a pen."""
    english = getattr(survey, "english", survey)
    own = next((one.hint for one in english.items if one.id == item.id), item.hint)
    return "" if "tap" in (own or "").casefold().split() else item.hint or ""


def _options(item: Base, seen: _Seen) -> tuple[Tick, ...]:
    return tuple(Tick(one.text, seen.picture(one.picture)) for one in seen.options(item))


def _faces(item: Base, seen: _Seen) -> tuple[Tick, ...]:
    options = seen.options(item)
    usual = FACES.get(len(options), ())
    pictures = [one.picture for one in options]
    if not any(pictures) and usual:
        pictures = list(usual)
    return tuple(
        Tick(one.text, seen.picture(picture))
        for one, picture in zip(options, pictures, strict=True)
    )


_TICKS: dict[str, Callable[[Base, _Seen], tuple[Tick, ...]]] = {"faces": _faces}
_HOW = {
    "faces": said.ONE,
    "choice": said.ONE,
    "many": said.ANY,
    "scale": said.RING,
    "words": said.WRITE,
    "ideas": said.LIST,
}
_LINES = {"words": LINES, "ideas": IDEAS_LIMIT}
