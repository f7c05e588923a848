"""What it costs to look at an item while somebody types: printed by ``make bench``.

Time of the processor alone. Each letter is a text that was never looked at before.
"""

import statistics
from time import process_time

import pytest

from voice import paths
from voice.survey.friendly import look, look_at
from voice.survey.load import load_all

pytestmark = pytest.mark.bench
LETTERS = "Do you feel that your placement is where you would always want to stay, and why not?"


def test_an_item_is_looked_at_between_two_letters() -> None:
    look_at(load_all(paths.SURVEYS)["stall"].items[0], "5-7")
    for survey in load_all(paths.SURVEYS).values():
        for item in survey.items:
            took = []
            for count in range(1, len(LETTERS)):
                typed = item.model_copy(update={"text": f"{item.id}: {LETTERS[:count]}"})
                started = process_time()
                look_at(typed, survey.ages)
                took.append(1000 * (process_time() - started))
            middle, worst = statistics.median(took), max(took)
            print(f"{survey.id}, {item.id}: {middle:.2f} ms, worst {worst:.2f}")


def test_a_whole_questionnaire_is_looked_at() -> None:
    for survey in load_all(paths.SURVEYS).values():
        started = process_time()
        look(survey)
        print(f"{survey.id}: {1000 * (process_time() - started):.1f} ms")
