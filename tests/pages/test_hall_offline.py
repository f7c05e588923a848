"""A hall without a network: what a child finished arrives once, whatever becomes of the tablet."""

import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime

import pytest

from tests.pages.device import Device, asked, child, fill, network_is_back, waiting
from tests.pages.hall import Hall
from tests.pages.leaving import NETWORK, tell

pytestmark = pytest.mark.browser


def every_screen(*words: str) -> list[str]:
    """What is read of children who wrote on every screen, each text once."""
    return sorted(f"{each} {screen}" for each in words for screen in (1, 2, 3))


def told(line: str) -> None:
    """A figure for docs/proofs/tablets.md."""
    sys.stdout.write(f"{line}\n")


def fifty(hall: Hall, device: Device, children: int) -> None:
    hall.away()
    tablet = device.open(hall)
    names = [f"cold child {number:02}" for number in range(children)]
    before = hall.number("response")
    for name in names:
        child(tablet, name)
    assert waiting(tablet.page) == children
    assert hall.said("cold child") == []
    hall.back()
    network_is_back(tablet.page)
    assert hall.said("cold child") == every_screen(*names)
    assert hall.number("response") == before + children


def test_children_answer_from_a_cold_start_with_the_server_away(hall: Hall, device: Device) -> None:
    fifty(hall, device, children=3)


@pytest.mark.proof
def test_fifty_children_answer_from_a_cold_start_with_the_server_away(
    hall: Hall, device: Device
) -> None:
    began = time.monotonic()
    fifty(hall, device, children=50)
    told(f"50 children, 0 lost, 0 twice, {time.monotonic() - began:.0f} s")


def kills(hall: Hall, device: Device, after: list[int]) -> Counter[str]:
    """The battery dies, each time after so many screens. Every text of a screen that was left."""
    tablet = device.open(hall)
    reached: dict[str, int] = {}
    for number, screens in enumerate(after):
        name = f"battery {number:02}"
        reached[name] = screens - (screens > 1)  # the second screen is not written on
        fill(tablet.begin(), name, screens)
        if screens < 4:
            tablet.tap("happy") if screens == 1 else tablet.write(f"{name} unfinished")
        device.kill()
        tablet = device.open(hall)
    network_is_back(tablet.page)
    said = hall.said("battery")
    assert [one for one in said if "unfinished" in one] == []
    wanted = Counter(
        f"{name} {screen}" for name, last in reached.items() for screen in range(1, last + 1)
    )
    assert Counter(said) == wanted, "every screen that was left is there once"
    return wanted


def test_a_battery_that_dies_costs_the_screen_it_died_at(hall: Hall, device: Device) -> None:
    assert kills(hall, device, after=[1, 3])


@pytest.mark.proof
def test_thirty_batteries_that_die_cost_the_screen_they_died_at(hall: Hall, device: Device) -> None:
    began = time.monotonic()
    chance = random.Random(30)
    kept = kills(hall, device, after=[chance.randrange(5) for _ in range(30)])
    seconds = time.monotonic() - began
    told(f"30 kills, {sum(kept.values())} texts of left screens kept, 0 twice, {seconds:.0f} s")


def test_two_tabs_write_two_envelopes_and_send_them_once(hall: Hall, device: Device) -> None:
    one = device.open(hall)
    fill(one.begin(), "first tab", screens=2)
    other = device.page()
    other.goto(one.page.url)
    two = asked(other)
    fill(two.begin(), "second tab", screens=4)
    hall.away()
    for tablet in (two, one):
        tablet.page.bring_to_front()
        if tablet is one:
            fill(tablet, "first tab", screens=4, start=2)
        tablet.finish()
    assert waiting(one.page) == 2
    hall.back()
    for tablet in (one, two):
        tell(tablet.page, NETWORK)
    network_is_back(one.page)
    assert hall.said("first tab") == every_screen("first tab")
    assert hall.said("second tab") == every_screen("second tab")


def test_a_clock_five_years_slow_changes_nothing(hall: Hall, device: Device) -> None:
    device.start()
    assert device.context
    page = device.context.pages[0]
    now = datetime.now(UTC)
    device.context.clock.set_system_time(now.replace(year=now.year - 5, day=1))
    page.goto(f"{hall.url}/tablet/#app")
    tablet = asked(page)
    assert page.evaluate("new Date().getFullYear()") == now.year - 5
    child(tablet, "slow clock")
    network_is_back(page)
    assert hall.said("slow clock") == every_screen("slow clock")
    assert hall.months("slow clock") == {f"{hall.day:%Y-%m}"}
