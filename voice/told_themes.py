"""The themes that a paper may name: out of what was sorted, written with leave, in its time.

Nothing here reads what a text says; a line that stands with a theme is one that the paper tells.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from voice import own_words, theming
from voice.analysis import aloud, themes
from voice.analysis.aloud import Line
from voice.analysis.periods import month_of, months
from voice.analysis.policy import Policy
from voice.analysis.themes import NO_GROUP, ToldTheme, Written
from voice.store import codings, editions, groups, quotes, responses
from voice.store.codings import WrittenRecord
from voice.store.db import Connection


def of_paper(
    connection: Connection,
    cutoff: date,
    cutoffs: Sequence[date],
    policy: Policy,
    told: Iterable[str],
    order: Sequence[str] = (),
) -> tuple[ToldTheme, ...]:
    """The themes of the paper's whole months. ``told`` are the quotes that it tells.

    ``cutoffs`` are those of the papers before, oldest first. None while fewer than ``n`` young
    people took part in that time; only questionnaires that ``n`` answered in it are looked at. The
    times of two papers never share a month, so no difference between papers tells of a text.
    """
    took_part = partial(own_words.took_part, connection)
    pool = aloud.pool(cutoffs, cutoff, policy.n, took_part)
    if pool is None:
        return ()
    after = month_of(pool.after) if pool.after else ""
    found = codings.written(connection, after, month_of(pool.until))
    names = {one.id: one.name for one in theming.current(connection).themes}
    overlaps = {group.id: group.overlaps for group in groups.all_groups(connection)}
    written = _counting(connection, found, month_of(pool.until), policy.n, set(told))
    return themes.told(names, written, policy.k, overlaps, order)


def _counting(
    connection: Connection, found: Sequence[WrittenRecord], until: str, n: int, told: set[str]
) -> list[Written]:
    """What may count: with leave, sorted in a way that stands, of a questionnaire n answered."""
    if not found:
        return []
    answered = responses.came_in(connection, months(min(one.month for one in found), until))
    asked = {
        key: own_words.asked(connection, *key) for key in {(one.survey, one.item) for one in found}
    }
    harmless = {key for key in asked if editions.harmless(connection, *key)}
    by = theming.by_text(codings.all_of(connection), theming.current(connection))
    lines = _lines(connection, told)
    counting = []
    for one in found:
        key = one.survey, one.item
        question, stands = asked[key], theming.decided(by.get(one.id, ()))
        may = one.leave in ("words", "idea") or key in harmless
        if may and stands and question and answered.get(one.survey, 0) >= n:
            group = one.group or NO_GROUP
            counting.append(Written(question, group, one.month, stands, lines.get(one.id)))
    return counting


def _lines(connection: Connection, told: Iterable[str]) -> dict[str, Line]:
    """The lines that the paper tells, by the text they were made of."""
    found = (quotes.find(connection, id_) for id_ in sorted(told))
    return {
        one.of: Line(one.said, one.source)
        for one in found
        if one and one.of and one.source in quotes.WRITTEN
    }
