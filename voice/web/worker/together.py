"""Together: what a group said aloud at an event, its boards, its messages, and a sheet of both."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import together
from voice.boards import Board, Card, NoBoardError, boards_at, columns_of
from voice.faults import FaultyError
from voice.store.boards import MessageRecord
from voice.store.events import EventRecord
from voice.survey.model import Survey
from voice.web.access import refuse
from voice.web.forms import ChooseField, Form, TextField, TickField, form_of
from voice.web.worker import wall
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.events import find_event
from voice.web.worker.firm import RUNNING
from voice.web.worker.library import library
from voice.web.worker.marks import number_of

FIRST = "four-questions"
"""The questionnaire that is offered first, where there is one of this id."""
LONGEST_CHART = 20_000

pages = Blueprint("together", __name__, url_prefix="/together")


class OpenBoardForm(Form):
    """Which open questions to work on; each is a button of its own."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A message and whose it is."""

    words: str
    signed: str


@pages.get("/<event_id>")
def show(event_id: str) -> str:
    """The boards of an event, or what a board is for."""
    return _show(find_event(event_id), OpenBoardForm())


@pages.post("/<event_id>")
def open_board(event_id: str) -> ResponseReturnValue:
    """Open a board from a questionnaire with open questions: one tap."""
    event, form = find_event(event_id), OpenBoardForm()
    survey = _with_questions().get(request.form.get("survey", "")) or abort(400)
    try:
        together.open_board(desk().database, survey, event_id, today())
    except FaultyError as error:
        form.tell(error)
        return _show(event, form), 400
    keep_note("event-changed", event_id)
    flash(f"The board “{survey.title}” is open.", "done")
    return redirect(url_for(".show", event_id=event_id))


@pages.get("/<event_id>/<survey_id>/flip-chart")
def ask_chart(event_id: str, survey_id: str) -> str:
    """A box a column."""
    board = _board(event_id, survey_id)
    return _chart_page(find_event(event_id), board, _chart_form(board))


@pages.post("/<event_id>/<survey_id>/flip-chart")
def put_chart(event_id: str, survey_id: str) -> ResponseReturnValue:
    """Keep a card a line."""
    event, board = find_event(event_id), _board(event_id, survey_id)
    form = _chart_form(board)
    if not form.validate():
        return _chart_page(event, board, form), 400
    chart = {column.id: form[column.id].data or "" for column in board.columns}
    try:
        new = together.write_chart(desk().database, event_id, survey_id, chart, today())
    except FaultyError as error:
        form.tell(error)
        return _chart_page(event, board, form), 400
    keep_note("event-changed", event_id)
    flash(f"{number_of(len(new), 'card is', 'cards are')} on the board.", "done")
    return redirect(url_for(".show", event_id=event_id))


@pages.get("/<event_id>/cards/<card_id>")
def ask_card(event_id: str, card_id: str) -> str:
    """One card to change."""
    board, card = _find(event_id, card_id)
    form = _card_form(board, {"words": card.words, "item": card.item, "starred": card.starred})
    return _card_page(find_event(event_id), card, form)


@pages.post("/<event_id>/cards/<card_id>")
def put_card(event_id: str, card_id: str) -> ResponseReturnValue:
    """Keep its words, its column and its star."""
    board, card = _find(event_id, card_id)
    form = _card_form(board, {})
    if not form.validate():
        return _card_page(find_event(event_id), card, form), 400
    said = {name: field.data for name, field in form._fields.items() if name in _OF_CARD}
    try:
        together.change(desk().database, card_id, **said)
    except FaultyError as error:
        form.tell(error)
        return _card_page(find_event(event_id), card, form), 400
    keep_note("event-changed", event_id)
    return _back_to(event_id, card_id)


@pages.post("/<event_id>/cards/<card_id>/star")
def star(event_id: str, card_id: str) -> ResponseReturnValue:
    """Give it a star or take it back: one tap."""
    _find(event_id, card_id)
    together.star(desk().database, card_id, request.form.get("starred") == "1")
    return _back_to(event_id, card_id)


@pages.post("/<event_id>/cards/<card_id>/away")
def take_away(event_id: str, card_id: str) -> ResponseReturnValue:
    """Take it away, from every tablet too."""
    _find(event_id, card_id)
    card = together.remove(desk().database, card_id)
    keep_note("event-changed", event_id)
    flash(f"“{card.words}” is taken away, from the tablets too.", "done")
    return redirect(url_for(".show", event_id=event_id))


@pages.get("/<event_id>/sheet")
def sheet(event_id: str) -> str:
    """“What we said together”, to look at, to pin up or to take home."""
    event = find_event(event_id)
    boards = boards_at(desk().database, event_id)
    messages = _messages(event)
    return render_template(
        "worker/together-sheet.html",
        event=event,
        boards=boards,
        messages=messages,
        size=_size(boards, messages),
    )


@pages.errorhandler(NoBoardError)
def gone(_error: NoBoardError) -> ResponseReturnValue:
    """Somebody else was quicker: on a tablet, or on another page."""
    return refuse(
        404, "This card is not there any more", "Go back to the board to see what is on it."
    )


# What is there


def _board(event_id: str, survey_id: str) -> Board:
    found = boards_at(desk().database, event_id)
    return next((board for board in found if board.survey_id == survey_id), None) or abort(404)


def _find(event_id: str, card_id: str) -> tuple[Board, Card]:
    """A card of an event and the board it is on."""
    found = boards_at(desk().database, event_id)
    there = ((board, card) for board in found for card in board.cards if card.words)
    return next((pair for pair in there if pair[1].id == card_id), None) or abort(404)


def _messages(event: EventRecord) -> list[Signed]:
    found: list[MessageRecord] = together.messages(desk().database, event.id)
    return [Signed(one.words, together.signature(one, event.day)) for one in found]


def _with_questions() -> dict[str, Survey]:
    """The questionnaires that have open questions, the one offered first first."""
    found = [one for one in library().surveys.values() if columns_of(one)]
    return {one.id: one for one in sorted(found, key=lambda one: (one.id != FIRST, one.title))}


def _size(boards: list[Board], messages: list[Signed]) -> int:
    """How big the words of a sheet are, in points: as big as one page lets them be."""
    columns = [
        wall.Column(column.text, [card.words for card in cards])
        for board in boards
        for column in board.columns
        if (cards := board.under(column.id))
    ]
    return wall.size(columns, [(one.words, one.signed) for one in messages])


def _back_to(event_id: str, card_id: str) -> ResponseReturnValue:
    return redirect(url_for(".show", event_id=event_id) + f"#card-{card_id}")


# Forms and pages

_OF_CARD = frozenset({"words", "item", "starred"})
_OF_CHART = (
    (
        "One card a line, as the group said it. Leave out names, and anything about one person’s "
        "home, family or health."
    ),
    (
        "A line that begins with * or ★ is a card with a star: what matters most to the group. "
        "Dashes and dots at the beginning are taken off."
    ),
    (
        "Photos of flip charts are never kept: handwriting tells who wrote it. The sheet itself "
        "stays with the group, or is torn up."
    ),
)


def _chart_form(board: Board) -> Form:
    boxes = {column.id: TextField(column.text, most=LONGEST_CHART) for column in board.columns}
    return form_of(boxes, {})


def _card_form(board: Board, given: dict[str, object]) -> Form:
    boxes = {
        "words": TextField("What the group said", "Write what the group said.", most=200),
        "item": ChooseField(
            "Under which question",
            "Choose a question.",
            choices={column.id: column.text for column in board.columns},
        ),
        "starred": TickField("The group gave it a star: it matters most"),
    }
    return form_of(boxes, given)


def _show(event: EventRecord, form: OpenBoardForm) -> str:
    boards = boards_at(desk().database, event.id)
    opened = {board.survey_id for board in boards}
    offered = [one for id_, one in _with_questions().items() if id_ not in opened]
    running, messages = event.status in RUNNING, _messages(event)
    return render_template(
        "worker/together.html",
        form=form,
        event=event,
        boards=boards,
        messages=messages,
        offered=offered if event.status != "cancelled" else [],
        running=running,
        begun=event.day <= today(),
        said_something=any(board.number for board in boards) or bool(messages),
        back_to=url_for("today.show_event" if running else "events.show", event_id=event.id),
    )


def _chart_page(event: EventRecord, board: Board, form: Form) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        kicker=event.name,
        title="Type in a flip chart",
        told=_OF_CHART,
        button="Put it on the board",
        back_to=url_for(".show", event_id=event.id),
    )


def _card_page(event: EventRecord, card: Card, form: Form) -> str:
    return render_template(
        "worker/together-card.html",
        form=form,
        kicker=event.name,
        title="Change a card",
        button="Keep the card",
        card=card,
        event=event,
        back_to=url_for(".show", event_id=event.id),
    )
