"""How soon a tablet without a network asks: printed by ``make bench``, never passed or failed."""

import os
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.pages.device import Device
from tests.pages.hall import Hall
from voice.paths import SURVEYS
from voice.survey.load import load

pytestmark = pytest.mark.bench

TIMES = 7
SLOWER = 4
CLOCK = """
window.name ||= String(performance.timeOrigin);
new MutationObserver(() => {
  if (!document.documentElement?.classList.contains("js")) return;
  window.begun ??= performance.timeOrigin + performance.now() - Number(window.name);
}).observe(document, { attributes: true, childList: true, subtree: true });
"""
"""The milliseconds since the app was opened, over all its pages."""
TO_THE_QUESTION = """() => new Promise((done) => {
  const began = performance.now();
  document.querySelector("#assent [data-go=on]").click();
  document.querySelector("#age .pass input").click();
  document.querySelector("#age [data-go=on]").click();
  const look = () => {
    if (document.querySelector("[data-item]").hidden) return setTimeout(look);
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  };
  look();
})"""
"""The two taps before the first question, at once: milliseconds until it was drawn."""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A server that a tablet is set up at, and that is stopped then."""
    hall = Hall(tmp_path_factory.mktemp("hall"), survey=load(SURVEYS / "how-are-you"))
    yield hall.prepare().start()
    hall.close()


@pytest.fixture(scope="module")
def ready(hall: Hall, playwright: Playwright) -> Iterator[tuple[Path, str]]:
    """A tablet with a pack on it, and its child's page; the server is away from here on."""
    with Device(playwright) as device:
        device.set_up(hall, "Tablet A")
        address = device.take_up(hall).page.url
        device.close()
        hall.stop()
        yield device.profile, address


@dataclass(frozen=True)
class Seen:
    """Milliseconds of one start, each from the tap that opened the page."""

    begun: float
    """Until the first screen stood there."""
    asked: float
    """Until the first question did, its two taps done at once."""
    script: float
    """Of the processor, spent on scripts of the child's page."""


def start(playwright: Playwright, profile: Path, opened: str) -> Seen:
    """Start a browser that was never started since, on a slow processor, and open an address.

    Spoken to in the browser's own language: the tools of tests would take time in the page.
    """
    with Device(playwright, profile) as device:
        page = device.start()
        page.add_init_script(CLOCK)
        devtools = device.cdp(page)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(opened, wait_until="commit")
        while not page.url.endswith("/en"):
            page.wait_for_timeout(50)
        page.wait_for_load_state("load")

        def ask(expression: str) -> float:
            told = {"expression": expression, "awaitPromise": True, "returnByValue": True}
            return float(devtools.send("Runtime.evaluate", told)["result"]["value"])

        begun = ask("window.begun")
        taps = ask(f"({TO_THE_QUESTION})()")
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        (script,) = (one["value"] for one in metrics if one["name"] == "ScriptDuration")
        return Seen(begun, begun + taps, 1000 * script)


def told(name: str, times: list[float]) -> None:
    print(
        f"    {name}: median {statistics.median(times):.0f} ms, "
        f"shortest {min(times):.0f}, longest {max(times):.0f}"
    )


@pytest.mark.parametrize("opened", ["the child's page", "the icon"])
def test_cold_and_offline_to_the_first_question(
    hall: Hall, ready: tuple[Path, str], playwright: Playwright, opened: str
) -> None:
    profile, page = ready
    address = page if opened == "the child's page" else f"{hall.url}/tablet/#app"
    seen = [start(playwright, profile, address) for _ in range(TIMES)]
    print(f"from {opened}, cold, offline, {SLOWER} times slower, load {os.getloadavg()[0]:.1f}")
    told("to the first screen", [one.begun for one in seen])
    told("to the first question, its two taps done at once", [one.asked for one in seen])
    told("of it script of the child's page", [one.script for one in seen])
