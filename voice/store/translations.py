"""Words in other languages by owner, language and place, and who approved them.

An owner is a draft's id, an edition's fingerprint, or ``OURS``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import delete, insert, select

from voice.store.db import Connection
from voice.store.schema_translations import translation, translation_approval

OURS = "ours"
"""The owner of our own words, such as those on the buttons."""
LONGEST_PLACE = 400
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Words:
    """One text in another language, and the fingerprint of the English it was made from."""

    english: str
    text: str


@dataclass(frozen=True, slots=True)
class ApprovalRecord:
    """Who read all words of a language beside the English, when, and which words those were."""

    owner: str
    language: str
    role: str
    day: date
    words: str
    """The digest of what was read: with any other word it is an approval no more."""


_APPROVAL = tuple(translation_approval.c[name] for name in ApprovalRecord.__dataclass_fields__)


def languages(connection: Connection, owner: str) -> list[str]:
    """The languages in which an owner has any word."""
    chosen = select(translation.c.language).where(translation.c.owner == owner).distinct()
    return sorted(connection.execute(chosen).scalars())


def of(connection: Connection, owner: str, language: str) -> dict[str, Words]:
    """The words of an owner in one language, by place."""
    return of_all(connection, owner, [language]).get(language, {})


def of_all(
    connection: Connection, owner: str, wanted: Collection[str]
) -> dict[str, dict[str, Words]]:
    """The words of an owner by language and place, in the languages that are wanted."""
    chosen = (
        select(
            translation.c.language, translation.c.place, translation.c.english, translation.c.text
        )
        .where(translation.c.owner == owner, translation.c.language.in_(wanted))
        .order_by(translation.c.language, translation.c.place)
    )
    found: dict[str, dict[str, Words]] = {}
    for language, place, english, text in connection.execute(chosen):
        found.setdefault(language, {})[place] = Words(english, text)
    return found


def put(connection: Connection, owner: str, language: str, words: Mapping[str, Words]) -> None:
    """Keep these words in place of any that stand there."""
    remove(connection, owner, language, words)
    rows = [
        {"owner": owner, "language": language, "place": place, **asdict(one)}
        for place, one in words.items()
    ]
    if rows:
        connection.execute(insert(translation), rows)


def remove(connection: Connection, owner: str, language: str, places: Iterable[str]) -> None:
    """Forget the words at these places."""
    chosen = (translation.c.owner == owner) & (translation.c.language == language)
    for some in _some(list(places)):
        connection.execute(delete(translation).where(chosen & translation.c.place.in_(some)))


def forget(connection: Connection, owner: str) -> None:
    """Forget every word of an owner, and who approved them."""
    for table in (translation, translation_approval):
        connection.execute(delete(table).where(table.c.owner == owner))


def known(
    connection: Connection, language: str, english: Collection[str], but: str
) -> dict[str, str]:
    """How these English words, by fingerprint, were put into a language anywhere else before.

    What was put in several ways is told in the first by its letters: the same on every day.
    """
    chosen = (
        select(translation.c.english, translation.c.text)
        .where(translation.c.language == language, translation.c.owner.not_in([but, OURS]))
        .order_by(translation.c.english, translation.c.text)
    )
    found: dict[str, str] = {}
    for some in _some(sorted(english)):
        for mark, text in connection.execute(chosen.where(translation.c.english.in_(some))):
            found.setdefault(mark, text)
    return found


def approve(connection: Connection, record: ApprovalRecord) -> None:
    """Keep who approved the words, in place of who did before."""
    disapprove(connection, record.owner, record.language)
    connection.execute(insert(translation_approval), asdict(record))


def disapprove(connection: Connection, owner: str, language: str) -> None:
    """Forget that anybody approved the words."""
    table = translation_approval
    chosen = (table.c.owner == owner) & (table.c.language == language)
    connection.execute(delete(table).where(chosen))


def approvals(connection: Connection, owner: str) -> dict[str, ApprovalRecord]:
    """Who approved what of an owner, by language."""
    chosen = select(*_APPROVAL).where(translation_approval.c.owner == owner)
    rows = (ApprovalRecord(*row) for row in connection.execute(chosen))
    return {one.language: one for one in sorted(rows, key=lambda one: one.language)}


def _some(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Names in parts that one statement can hold."""
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]
