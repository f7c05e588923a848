"""Whether children may be asked a questionnaire at all, wherever it comes from."""

import re
from collections.abc import Iterator

from voice.faults import Fault
from voice.survey import friendly
from voice.survey.check import place
from voice.survey.friendly_rule import Setting, passages
from voice.survey.gate import gate
from voice.survey.model import Survey

_MARKED = re.compile(r"\[Write\b", re.IGNORECASE)
"""What an import leaves where a person has to write something."""


def unfit(survey: Survey) -> list[Fault]:
    """Why no child may be asked this; empty when they may.

    What is only a warning is a person's to judge where it is published, and holds nothing back.
    """
    grave = [one for one in friendly.look(survey) if one.level == "error"]
    told = [Fault(one.place, one.wrong, one.do) for one in grave]
    return [*gate(survey), *_marked(survey), *told]


def _marked(survey: Survey) -> Iterator[Fault]:
    for number, item in enumerate(survey.items, start=1):
        for passage in passages(Setting(item, survey.ages)):
            if _MARKED.search(passage.said):
                where = f"{place(number, item.id)}: {passage.place}"
                yield Fault(where, "is not said yet.", "Write it as children should read it.")
