"""Which tests run in one process, one after the other, and what is begun with.

Files run as they are collected, each in one process: those of a real browser come before the many
quick ones, which even out when the processes end. What costs much to set up stays together.
"""

from collections.abc import Sequence

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

TOGETHER: Sequence[str] = ("tests/example/", "tests/pages/test_hall_")
"""How the names of files begin that share one set-up: the example council, a hall."""


class ByFile(LoadFileScheduling):
    """A file in one process, and files that share a set-up in the same."""

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return next((name for name in TOGETHER if nodeid.startswith(name)), nodeid.split("::")[0])
