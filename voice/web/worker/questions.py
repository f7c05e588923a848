"""The words of questions, as their newest edition that still asks them has them."""

from voice.store import editions
from voice.store.db import Connection
from voice.survey.found import NO_ITEM
from voice.survey.model import Survey

UNKNOWN_QUESTION = "Words that came with no question we know"


class Questions:
    """Each survey is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, list[Survey]] = {}

    def text(self, survey: str, item: str) -> str:
        """What was asked."""
        for edition in reversed(self._editions(survey)):
            for one in edition.items:
                if one.id == item:
                    return one.text
        return UNKNOWN_QUESTION if item == NO_ITEM else item

    def title(self, survey: str) -> str:
        """What the survey is called now."""
        known = self._editions(survey)
        return known[-1].title if known else survey

    def _editions(self, survey: str) -> list[Survey]:
        if survey not in self._known:
            self._known[survey] = editions.of(self._connection, survey)
        return self._known[survey]
