"""A server that is killed while tablets send: what they hold arrives once, on both databases."""

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.pages.device import Device, child, network_is_back
from tests.pages.hall import Hall
from tests.pages.sealer import Sealer

LOST = 0.15
"""The part of replies that a hall's Wi-Fi swallows: what they were for is sent again."""


@pytest.fixture
def shaken(bare_address: str, tmp_path: Path) -> Iterator[Hall]:
    """A hall on either database, its server running."""
    hall = Hall(tmp_path / "hall", bare_address).prepare().start()
    yield hall
    hall.close()


class Trouble:
    """Tablets that go on while the server is killed and started again, so many times."""

    def __init__(self, hall: Hall, tablets: int, each: int, kills: int) -> None:
        self.hall, self.each, self.kills = hall, each, kills
        self.sealers = [Sealer(hall, f"Tablet {number}").set_up() for number in range(tablets)]

    def run(self) -> None:
        with ThreadPoolExecutor(len(self.sealers) + 1) as pool:
            killing = pool.submit(self._kill)
            list(pool.map(self._go_on, self.sealers))
            killing.result()

    def _kill(self) -> None:
        chance = random.Random(self.kills)
        for _ in range(self.kills):
            time.sleep(chance.uniform(0.1, 0.8))
            self.hall.kill()
            self.hall.start()

    def _go_on(self, tablet: Sealer) -> None:
        """Children come evenly over all kills, so that something is on its way at each of them."""
        chance = random.Random(tablet.name)
        for number in range(self.each):
            while self.hall.kills < self.kills * number // self.each:
                self._try(tablet, chance)
            tablet.child(answers(f"{tablet.name} child {number:02}"), age_band="10-16")
            self._try(tablet, chance)
        while tablet.outbox or self.hall.kills < self.kills:
            self._try(tablet, chance)

    @staticmethod
    def _try(tablet: Sealer, chance: random.Random) -> None:
        if tablet.outbox:
            tablet.send(reply_is_lost=chance.random() < LOST)
        time.sleep(chance.uniform(0.01, 0.15))

    def wanted(self) -> Counter[str]:
        names = (f"{tablet.name} child {n:02}" for tablet in self.sealers for n in range(self.each))
        return Counter(f"{name} {screen}" for name in names for screen in (1, 2, 3))


def answers(words: str) -> dict[str, object]:
    written = {name: f"{words} {n}" for n, name in enumerate(("one", "two", "three"), start=1)}
    return {"feeling-now": "happy", **written}


def hold(trouble: Trouble, more: Counter[str], records: int) -> None:
    """Every envelope is there once and whole, and nothing else is."""
    hall = trouble.hall
    assert Counter(hall.said()) == trouble.wanted() + more
    assert hall.number("response") == hall.number("receipt") == records
    assert hall.number("answer") == records
    assert hall.number("set_aside") == 0
    assert hall.kills == trouble.kills


def test_three_tablets_send_while_the_server_is_killed(shaken: Hall) -> None:
    trouble = Trouble(shaken, tablets=3, each=4, kills=2)
    trouble.run()
    hold(trouble, Counter(), records=12)
    tablet = trouble.sealers[0]
    again = tablet.child(answers("once more"))
    tablet.send()
    tablet.outbox = [again]
    tablet.send()
    assert tablet.outcomes[-2:] == ["stored", "already"]


def among(trouble: Trouble, devices: list[Device]) -> tuple[list[str], float]:
    """Real tablets beside the others, for as long as there is trouble. Who answered, how long."""
    for number, device in enumerate(devices):
        device.set_up(trouble.hall, f"Browser {number}")
    screens = [device.take_up(trouble.hall) for device in devices]
    names: list[str] = []
    began = time.monotonic()
    sending = threading.Thread(target=trouble.run)
    sending.start()
    while sending.is_alive() or len(names) < 10:
        for number, tablet in enumerate(screens):
            names.append(f"Browser {number} child {len(names):03}")
            child(tablet, names[-1])
    sending.join()
    for tablet in screens:
        network_is_back(tablet.page)
    return names, time.monotonic() - began


@pytest.mark.proof
@pytest.mark.browser
def test_twenty_two_tablets_send_while_the_server_is_killed_ten_times(
    shaken: Hall, playwright: Playwright
) -> None:
    """Twenty without a screen, fifteen envelopes each, and two real browsers beside them."""
    trouble = Trouble(shaken, tablets=20, each=15, kills=10)
    with Device(playwright) as one, Device(playwright) as two:
        names, seconds = among(trouble, [one, two])
        assert one.wrong == two.wrong == []
    more = Counter(f"{name} {screen}" for name in names for screen in (1, 2, 3))
    hold(trouble, more, records=300 + len(names))
    tries = sum(tablet.tries for tablet in trouble.sealers)
    known = sum(tablet.outcomes.count("already") for tablet in trouble.sealers)
    sys.stdout.write(
        f"{shaken.database.engine_name}: 300 envelopes of 20 tablets in {tries} tries and "
        f"{len(names)} of 2 browsers, {shaken.kills} kills, {known} known again, 0 lost, 0 twice, "
        f"{seconds:.0f} s\n"
    )
