"""Surveys and our own words in other languages: kept, read, approved, and only then offered.

An owner of words is a draft by its id, an edition by its fingerprint, or ``OURS``: our own words,
such as those on the buttons. A child may choose a language once somebody has read every word of
the survey and every word of ours in it, and nothing has changed since.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from voice.faults import Fault, FaultyError
from voice.store import translations
from voice.store.db import Connection, Database, within
from voice.store.translations import OURS, ApprovalRecord, Words
from voice.survey import translation
from voice.survey.model import Survey
from voice.survey.translation import ENGLISH, Said, Translation, fingerprint
from voice.survey.writing import clean
from voice.wording import THERE, Line, Told, check_language, is_language, ours, tell

__all__ = [
    "OURS",
    "Kept",
    "Line",
    "Offered",
    "Told",
    "approve",
    "carry",
    "disapprove",
    "fill",
    "fill_known",
    "in_every_language",
    "in_words",
    "offered",
    "our_words",
    "ours",
    "put",
    "said",
    "said_before",
    "spoken",
    "tell",
]

LONGEST = 400
"""Letters of one text of a survey, in any language."""
LONGEST_ROLE = 80


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of words that were sent."""

    places: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    """What was not kept, by place, and why."""


@dataclass(frozen=True, slots=True)
class Offered:
    """The languages a child may choose."""

    surveys: dict[str, Survey]
    """The survey in each, English first."""
    ours: dict[str, str] = field(default_factory=dict)
    """A digest of our own words in each but English."""


# What stands there


def our_words(at: Database | Connection, language: str) -> dict[str, str]:
    """Our own words in a language as they stand, approved or not, by place."""
    with within(at) as connection:
        return {line.place: line.text for line in ours(connection, language).lines if line.text}


def in_words(connection: Connection, owner: str, survey: Survey, language: str) -> Survey:
    """The survey in the words there are, approved or not: for a look at it, never for a child.

    What is missing stays English.
    """
    kept = translations.of(connection, owner, language)
    return translation.translated(survey, _translation(language, kept, "")) if kept else survey


def in_every_language(
    at: Database | Connection, owner: str, survey: Survey, folder: Path
) -> dict[str, Survey]:
    """The survey in every language it has any words in, approved or not, English first: for a
    look at it, never for a child. Words in the database stand before those in its ``folder``."""
    with within(at) as connection:
        found = {
            one.language: translation.translated(survey, one) for one in translation.read(folder)[0]
        }
        for language in translations.languages(connection, owner):
            found[language] = in_words(connection, owner, survey, language)
    return {ENGLISH: survey} | {name: found[name] for name in sorted(found)}


def said(at: Database | Connection, survey: Survey, folder: Path) -> dict[str, dict[str, Said]]:
    """The words of an edition by language and place, approved or not: those of its folder, and our
    own before them. Each names the English it says, which may be of an edition before."""
    found = {one.language: dict(one.words) for one in translation.read(folder)[0]}
    with within(at) as connection:
        named = translations.languages(connection, survey.fingerprint)
        kept = translations.of_all(connection, survey.fingerprint, named)
    for language, words in kept.items():
        ours_too = {place: Said(english=one.english, text=one.text) for place, one in words.items()}
        found[language] = {**found.get(language, {}), **ours_too}
    return found


def offered(at: Database | Connection, survey: Survey, edition: str, folder: Path) -> Offered:
    """The languages in which a child may be asked this edition, English first.

    ``folder`` is that of the survey, which may hold approved words of its own.
    """
    with within(at) as connection:
        known = spoken(connection)
        if not known:
            return Offered({ENGLISH: survey})
        found = {one.language: one for one in translation.read(folder)[0]}
        ready = translation.offered(survey, found.values(), known)
        ready |= translation.offered(survey, _approved(connection, edition, survey), known)
    others = sorted(ready.keys() - {ENGLISH})
    return Offered(
        {ENGLISH: survey} | {name: ready[name] for name in others},
        {name: known[name] for name in others},
    )


# What is done


def put(
    database: Database,
    owner: str,
    language: str,
    english: Mapping[str, str],
    given: Mapping[str, str],
    before: Mapping[str, str] | None = None,
    wrong: Callable[[str, str], str] | None = None,
) -> Kept:
    """Keep words by place; an empty text takes away what stands there.

    ``before`` is what stood there when somebody began to write: where it does not any more, what
    somebody else wrote stays. ``wrong`` says of a place and text why it cannot be kept. What is
    right is kept, whatever else is not. Raises ``FaultyError`` for no language of ours.
    """
    check_language(language)
    good: dict[str, Words] = {}
    gone: list[str] = []
    faults: list[Fault] = []
    with database.writing() as connection:
        stands = translations.of(connection, owner, language)
        for place, said in given.items():
            text = " ".join(clean(said).split())
            fault = _fault(place, text, english, stands, before, wrong)
            if fault:
                faults.append(fault)
            elif text:
                good[place] = Words(fingerprint(english[place]), text)
            else:
                gone.append(place)
        translations.remove(connection, owner, language, gone)
        translations.put(connection, owner, language, good)
    return Kept((*good, *gone), tuple(faults))


def fill(
    connection: Connection,
    owner: str,
    english: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]],
) -> int:
    """Keep words by language and place that came with a survey from elsewhere. Says how many.

    What is no text of the owner, is too long or is of no language that we know is left out.
    """
    count = 0
    for language, said in words.items():
        if not is_language(language):
            continue
        tidy = {place: " ".join(clean(text).split()) for place, text in said.items()}
        good = {
            place: Words(fingerprint(english[place]), text)
            for place, text in tidy.items()
            if place in english and 0 < len(text) <= LONGEST and _fits(place)
        }
        translations.put(connection, owner, language, good)
        count += len(good)
    return count


def fill_known(
    database: Database,
    owner: str,
    language: str,
    english: Mapping[str, str],
    folders: Iterable[Path] = (),
) -> int:
    """Put in what was said in this language before, of the same English words. Says how many.

    Known are all words in the database, and those of surveys in ``folders``. What somebody wrote
    here stays.
    """
    check_language(language)
    with database.writing() as connection:
        told = tell(connection, owner, language, english)
        good = said_before(connection, owner, told, folders)
        translations.put(connection, owner, language, good)
    return len(good)


def said_before(
    connection: Connection, owner: str, told: Told, folders: Iterable[Path] = ()
) -> dict[str, Words]:
    """How what is missing or stale was said before, by place: of the same English words."""
    if owner == OURS:
        return {}
    marks = {line.place: fingerprint(line.english) for line in told.lines if line.state != THERE}
    if not marks:
        return {}
    known = _known_in(folders, told.language)
    known |= translations.known(connection, told.language, set(marks.values()), owner)
    return {place: Words(mark, known[mark]) for place, mark in marks.items() if mark in known}


def approve(
    database: Database,
    owner: str,
    told: Callable[[Connection], Told],
    digest: str,
    role: str,
    today: date,
) -> None:
    """Keep that somebody read every word beside the English and approves it.

    ``told`` tells the words as they stand, ``digest`` names those that were read. Raises
    ``FaultyError`` where a word is missing or stale, where any has changed meanwhile, and where no
    role is named.
    """
    by = " ".join(clean(role).split())
    with database.writing() as connection:
        now = told(connection)
        faults = []
        if not 0 < len(by) <= LONGEST_ROLE:
            faults.append(Fault("role", "says nobody.", "Write a role, such as interpreter."))
        if not now.whole:
            faults.append(Fault("words", "are not all there.", "Fill in what is missing first."))
        elif now.digest != digest:
            faults.append(Fault("words", "changed meanwhile.", "Read what is new, then approve."))
        if faults:
            raise FaultyError(faults)
        record = ApprovalRecord(owner, now.language, by, today, now.digest)
        translations.approve(connection, record)


def disapprove(database: Database, owner: str, language: str) -> None:
    """Take an approval back: no child is offered these words until somebody approves them again."""
    with database.writing() as connection:
        translations.disapprove(connection, owner, language)


def carry(connection: Connection, owner: str, to: str, places: Mapping[str, str]) -> None:
    """Give the words of one owner to another, each at its new place, with their approvals.

    An approval is good there as long as the same English is said in the same words.
    """
    for language in translations.languages(connection, owner):
        kept = translations.of(connection, owner, language)
        moved = {places[place]: words for place, words in kept.items() if place in places}
        translations.put(connection, to, language, moved)
    for approval in translations.approvals(connection, owner).values():
        record = ApprovalRecord(to, approval.language, approval.role, approval.day, approval.words)
        translations.approve(connection, record)


def spoken(connection: Connection) -> dict[str, str]:
    """The languages in which all of our own words are approved, each with a digest of them."""
    told = (ours(connection, language) for language in translations.approvals(connection, OURS))
    return {one.language: one.digest for one in told if one.approved}


def _approved(connection: Connection, edition: str, survey: Survey) -> list[Translation]:
    """The words of an edition in every language in which all of them are approved."""
    approvals = translations.approvals(connection, edition)
    english = translation.texts(survey)
    found = []
    for language, kept in translations.of_all(connection, edition, list(approvals)).items():
        told = tell(connection, edition, language, english)
        if told.approved:
            here = {place: words for place, words in kept.items() if place in english}
            found.append(_translation(language, here, approvals[language].role))
    return found


def _translation(language: str, kept: Mapping[str, Words], approved: str) -> Translation:
    words = {
        place: Said.model_construct(english=one.english, text=one.text)
        for place, one in kept.items()
    }
    return Translation(language, approved, words)


def _known_in(folders: Iterable[Path], language: str) -> dict[str, str]:
    """What the surveys of the folder say in a language, by the fingerprint of its English."""
    found: dict[str, str] = {}
    for folder in folders:
        for one in translation.read(folder)[0]:
            if one.language == language:
                found |= {said.english: said.text for said in one.words.values()}
    return found


def _fault(
    place: str,
    text: str,
    english: Mapping[str, str],
    stands: Mapping[str, Words],
    before: Mapping[str, str] | None,
    wrong: Callable[[str, str], str] | None,
) -> Fault | None:
    """Why a text is not kept."""
    if place not in english or not _fits(place):
        return Fault(place, "This text is not there any more.", "Load the page again.")
    now = stands[place].text if place in stands else ""
    if before is not None and now not in (text, before.get(place, now), ""):
        return Fault(place, f"Somebody else wrote here: “{now}”.", "Keep one of both.")
    if told := wrong(place, text) if wrong and text else "":
        return Fault(place, told)
    if wrong is None and len(text) > LONGEST:
        return Fault(place, f"This has {len(text)} letters.", f"{LONGEST} fit.")
    return None


def _fits(place: str) -> bool:
    return len(place) <= translations.LONGEST_PLACE
