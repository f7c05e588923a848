"""How a command answers: in words, or with ``--json`` as one JSON object; and its exit code."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

import click

from voice.faults import BusyError, Fault, FaultyError, RefusedError

FAULTS, REFUSED = 1, 3
BUSY = Fault(
    "the database",
    "cannot be used just now.",
    "Try again; else see that it runs, has room, and is this user’s to read and write.",
)


@dataclass(frozen=True)
class Said:
    """What a command has to say: lines for a person, data for a program."""

    lines: Sequence[str]
    data: Mapping[str, Any] = field(default_factory=dict)
    code: int = 0


def answers(command: Callable[..., Said]) -> Callable[..., None]:
    """Give a command ``--json`` and the four exit codes."""

    @click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
    @wraps(command)
    def run(*, as_json: bool, **given: Any) -> None:
        said = _heard(command, given)
        if as_json:
            click.echo(json.dumps({"done": said.code == 0, **said.data}, ensure_ascii=False))
        else:
            for line in said.lines:
                click.echo(line, err=said.code != 0)
        raise SystemExit(said.code)

    return run


def _heard(command: Callable[..., Said], given: Mapping[str, Any]) -> Said:
    try:
        return command(**given)
    except FaultyError as error:
        return faulty(error.faults)
    except BusyError:
        return faulty([BUSY])
    except RefusedError as error:
        return Said([str(error)], {"refused": str(error)}, REFUSED)


@contextmanager
def stopped_by_faults() -> Iterator[None]:
    """The same for a command that answers nothing else: its faults in words, and exit code 1."""
    try:
        yield
    except (FaultyError, BusyError) as error:
        for fault in error.faults if isinstance(error, FaultyError) else [BUSY]:
            click.echo(str(fault), err=True)
        raise SystemExit(FAULTS) from error


def faulty(faults: Sequence[Fault]) -> Said:
    """The answer to faulty input: every fault, a line each."""
    return Said(
        [str(fault) for fault in faults],
        {"faults": [fault.as_dict() for fault in faults]},
        FAULTS,
    )
