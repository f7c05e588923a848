import ast
import inspect

import pytest

from voice import enrolling, opening, report
from voice.faults import Fault
from voice.store import events, groups
from voice.web import told
from voice.web.told import WORDS

NOUNS = (
    *("event", "collection", "survey", "group", "why", "why_kind", "closes", "channel", "cutoff"),
    *("name", "colour", "pin", "file", "plan", "slips"),
)
NOT_ON_A_PAGE = {"was used or is too old.", "is not the right one."}
"""What only a tablet is told."""


def faults_of(module: object) -> list[Fault]:
    """Every fault a module can find, as its source writes it; what varies stands as ``…``."""
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        Fault(*(_words(argument) for argument in call.args[:2]))
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "Fault"
    ]


def _words(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(value) for value in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else "…"


@pytest.mark.parametrize("module", [opening, report, events, groups, enrolling])
def test_every_fault_a_page_can_meet_has_words_of_its_own(module: object) -> None:
    found = faults_of(module)
    assert found
    for fault in found:
        several = "…" in (fault.place, fault.wrong)  # each with a row; tried through the pages
        if not several and fault.wrong not in NOT_ON_A_PAGE:
            assert told.on_page(fault), fault


def test_a_page_s_words_name_no_id_and_are_sentences() -> None:
    for (thing, _end), known in WORDS.items():
        assert thing in NOUNS
        assert known.sentence.endswith(".")
        assert known.sentence[0].isupper()
        assert " id" not in known.sentence


def test_a_fault_that_is_not_a_worker_s_names_no_file() -> None:
    fault = Fault("/srv/voice/policy.toml: n", "is 'x'.", "Give a whole number.")
    assert told.in_words(fault).endswith("Tell whoever looks after the server.")
    assert "/srv" not in told.in_words(fault)
