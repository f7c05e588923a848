"""What devices send of what a group said together: cards of a board, and agreed messages.

A tablet may send from any event, a worker's phone from its own. Nothing here is an answer.
"""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from voice import tablets, together
from voice.boards import Card
from voice.card_merging import read_bases
from voice.faults import Fault, FaultyError
from voice.tablets import Tablet
from voice.web.door import body, door, said, token

MOST = 128 * 1024
"""Bytes of a post."""

pages = Blueprint("together", __name__, url_prefix="/tablet")


@pages.post("/board")
def board() -> ResponseReturnValue:
    """Take in cards, and tell all that are on the board."""
    tablet, sent = _who(), _sent("event", "survey")
    event, survey = sent["event"], sent["survey"]
    cards = together.read_cards(sent.get("cards"), event, survey)
    bases = read_bases(sent.get("cards"))
    here = door()
    found = together.merge(here.database, tablet, event, survey, cards, here.clock(), bases)
    return {"cards": [_card(card) for card in found]}


@pages.post("/message")
def message() -> ResponseReturnValue:
    """Keep a message that everybody said yes to."""
    tablet, sent = _who(), _sent("event")
    here = door()
    outcome = together.agree(
        here.database,
        tablet,
        sent["event"],
        id_=sent.get("id"),
        words=sent.get("words"),
        signed=sent.get("signed"),
        today=here.clock(),
    )
    return {"id": sent["id"], "outcome": outcome}


def _who() -> Tablet:
    here = door()
    return tablets.recognise(here.database, here.keys, token(), here.now())


def _sent(*names: str) -> dict[str, Any]:
    """The body, in which these are text. Raises ``FaultyError``."""
    received = body()
    if len(received) > MOST:
        raise RequestEntityTooLarge
    sent = said(received)
    faults = [
        Fault(name, "is missing.", "Send its id.")
        for name in names
        if not isinstance(sent.get(name), str)
    ]
    if faults:
        raise FaultyError(faults)
    return sent


def _card(card: Card) -> dict[str, object]:
    return {
        "id": card.id,
        "item": card.item,
        "words": card.words,
        "starred": card.starred,
        "edit": card.edit,
    }
