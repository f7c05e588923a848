"""Themes: sorting what was written, one text at a time or on a board, and where two differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import theming
from voice.analysis.said import number_word
from voice.faults import FaultyError, RefusedError
from voice.store.frames import ThemeRecord
from voice.web import session
from voice.web.worker.desk import desk, keep_note, policy, today
from voice.web.worker.theme_cards import KEYS, Card, Cards

pages = Blueprint("themes", __name__, url_prefix="/heard/themes")

AT_ONCE = 20
"""Texts that a page brings along, so that sorting goes on while there is no network."""
ON_BOARD = 60
"""Cards on a board: more than these nobody overlooks."""
DIFFERENT = 10
"""Texts on one page that people sorted differently."""


@dataclass(frozen=True, slots=True)
class Pile:
    """The texts that somebody put under one theme; under none where ``theme`` is empty."""

    theme: str
    name: str
    meaning: str
    cards: tuple[Card, ...]


@pages.get("")
def index() -> str:
    """Question by question, and how far it is."""
    with desk().database.reading() as connection:
        cards = Cards(connection, session.who())
        different = theming.differences(connection, session.who().id)
        return render_template(
            "worker/themes.html",
            questions=cards.questions(),
            picture=cards.picture(),
            different=len(different),
            k=number_word(policy().k).lower(),
        )


@pages.get("/sort/<survey>/<item>")
def sort(survey: str, item: str) -> str:
    """One text at a time: the one asked for, else those that wait."""
    asked = request.args.get("remark", "")
    with desk().database.reading() as connection:
        cards = Cards(connection, session.who())
        every = cards.of(survey, item) or abort(404)
        chosen = [one for one in every if one.text.id == asked and not one.agreed]
        waiting = [one for one in every if one.mine is None and not one.agreed]
        told = [cards.with_hints(one) for one in (chosen or waiting)[:AT_ONCE]]
        question = cards.question(survey, item)
    _note_seen(told)
    last = request.args.get("last", "")
    return render_template(
        "worker/themes-sort.html",
        survey=survey,
        item=item,
        question=question,
        cards=told,
        themes=tuple(zip(cards.frame.themes, KEYS, strict=False)),
        waiting=len(waiting),
        texts=len(every),
        last=last if any(one.text.id == last for one in every) else "",
    )


@pages.get("/board/<survey>/<item>")
def board(survey: str, item: str) -> str:
    """All texts of a question in piles."""
    with desk().database.reading() as connection:
        cards = Cards(connection, session.who())
        every = cards.of(survey, item) or abort(404)
        question = cards.question(survey, item)
    open_ = [one for one in every if not one.agreed]
    shown = [one for one in open_ if one.mine is None][:ON_BOARD]
    done = [one for one in open_ if one.mine is not None][:ON_BOARD]
    _note_seen([*shown, *done])
    return render_template(
        "worker/themes-board.html",
        survey=survey,
        item=item,
        question=question,
        cards=shown,
        piles=_piles(done, cards.frame.themes),
        more=len(open_) - len(shown) - len(done),
    )


@pages.post("/sort/<survey>/<item>")
def keep(survey: str, item: str) -> ResponseReturnValue:
    """Keep one decision, or take it back. A script asks quietly and is told nothing but that."""
    remark = request.form.get("remark", "")
    act = request.form.get("act", "keep")
    if act not in ("keep", "none", "back"):
        abort(404)
    themes = request.form.getlist("themes") if act == "keep" else []
    _theirs(survey, item, remark)
    if act == "keep" and not themes:
        return _say_which(survey, item, remark)
    try:
        if act == "back":
            theming.take_back(desk().database, remark, session.who().id)
        else:
            theming.sort(desk().database, remark, session.who().id, themes, today())
    except FaultyError as error:
        raise _refused(error) from error
    if "quiet" in request.form:
        return "", 204
    back = remark if act != "back" else None
    return redirect(url_for(".sort", survey=survey, item=item, last=back))


@pages.post("/english/<survey>/<item>")
def put_english(survey: str, item: str) -> ResponseReturnValue:
    """Keep what a text says in English, and go on with it."""
    remark = request.form.get("remark", "")
    _theirs(survey, item, remark)
    try:
        theming.put_into_english(desk().database, remark, request.form.get("english", ""))
    except FaultyError as error:
        raise _refused(error) from error
    keep_note("words-put-into-english", f"1 {today().isoformat()}")
    flash("The English is kept beside the text.", "done")
    return redirect(url_for(".sort", survey=survey, item=item, remark=remark))


@pages.get("/differences")
def differences() -> str:
    """Texts that whoever asks and somebody else sorted differently."""
    with desk().database.reading() as connection:
        found = theming.differences(connection, session.who().id)
        cards = Cards(connection, session.who())
        asked = {one.text.id: cards.question(one.text.survey, one.text.item) for one in found}
    shown = found[:DIFFERENT]
    if shown:
        keep_note("remarks-seen", f"{len(shown)} {today().isoformat()}")
    return render_template(
        "worker/themes-differences.html",
        differences=shown,
        asked=asked,
        shared={one.text.id: _shared(one) for one in shown},
        themes=cards.frame.themes,
        more=len(found) - len(shown),
    )


@pages.post("/differences")
def agree() -> ResponseReturnValue:
    """Keep what two people agreed on."""
    remark = request.form.get("remark", "")
    themes = request.form.getlist("themes")
    if not themes and "none" not in request.form:
        flash("Tick what you agree on, or press “None of these”.", "note")
        return redirect(url_for(".differences"))
    chosen = [] if "none" in request.form else themes
    try:
        theming.agree(desk().database, remark, session.who().id, chosen, today())
    except FaultyError as error:
        raise _refused(error) from error
    keep_note("sorting-agreed", f"1 {today().isoformat()}")
    flash("What you agreed on is kept. What each of you said stays beside it.", "done")
    return redirect(url_for(".differences"))


def _shared(one: theming.Difference) -> frozenset[str]:
    """The themes that everybody who sorted a text put it under."""
    return frozenset.intersection(*(said.themes for said in one.by))


def _piles(done: list[Card], themes: Sequence[ThemeRecord]) -> list[Pile]:
    """A pile a theme, a card of several themes in each of theirs, and one for none of them."""
    under = {theme.id: [one for one in done if theme.id in (one.mine or ())] for theme in themes}
    none = [one for one in done if not one.mine]
    piles = [Pile(one.id, one.name, one.meaning, tuple(under[one.id])) for one in themes]
    return [*piles, Pile("", "None of these", "", tuple(none))]


def _theirs(survey: str, item: str, remark: str) -> None:
    """Stop where a text is not of this question, or not for whoever asks."""
    with desk().database.reading() as connection:
        found = Cards(connection, session.who()).of(survey, item)
    if all(one.text.id != remark for one in found):
        abort(404)


def _say_which(survey: str, item: str, remark: str) -> ResponseReturnValue:
    flash("Tick one theme or more, or press “None of these”.", "note")
    return redirect(url_for(".sort", survey=survey, item=item, remark=remark))


def _refused(error: FaultyError) -> RefusedError:
    told = " ".join(f"{one.wrong} {one.do}".strip() for one in error.faults)
    return RefusedError(f"Nothing was changed. This text or its themes: {told}")


def _note_seen(found: list[Card]) -> None:
    """Who looked at what children wrote is kept by role and day."""
    if found:
        keep_note("remarks-seen", f"{len(found)} {today().isoformat()}")
