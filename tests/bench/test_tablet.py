"""How soon a tablet without a network asks: printed by ``make bench``, never passed or failed."""

import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.pages.device import Device, asked
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
def profile(hall: Hall, playwright: Playwright) -> Iterator[Path]:
    """A tablet with a pack on it; the server is away from here on."""
    with Device(playwright) as device:
        device.set_up(hall, "Tablet A")
        device.take_up(hall)
        device.close()
        hall.stop()
        yield device.profile


def slowed(device: Device) -> Page:
    """The page of a browser just started, on a processor so many times slower."""
    page = device.start()
    page.add_init_script(CLOCK)
    devtools = device.cdp(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def told(name: str, times: list[float]) -> None:
    print(f"{name}: median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms")


def test_from_the_icon_to_the_first_question(
    hall: Hall, profile: Path, playwright: Playwright
) -> None:
    begun, asked_at = [], []
    for _ in range(TIMES):
        with Device(playwright, profile) as device:
            page = slowed(device)
            page.goto(f"{hall.url}/tablet/#app")
            asked(page)
            begun.append(page.evaluate("window.begun"))
            asked_at.append(begun[-1] + page.evaluate(TO_THE_QUESTION))
    told(f"cold, offline, {SLOWER} times slower: from the icon to the first screen", begun)
    told("    and, with its two taps done at once, to the first question", asked_at)


def test_script_time_of_the_childs_page(hall: Hall, profile: Path, playwright: Playwright) -> None:
    times = []
    for _ in range(TIMES):
        with Device(playwright, profile) as device:
            address = device.open(hall).page.url
            times.append(script_time(device, address))
    told(f"script of the child's page to the first question, {SLOWER} times slower", times)


def script_time(device: Device, address: str) -> float:
    """Milliseconds of processor that scripts take from nothing to the first question."""
    page = device.page()
    devtools = device.cdp(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    taps = {"expression": f"({TO_THE_QUESTION})()", "awaitPromise": True}
    devtools.send("Runtime.evaluate", taps)
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(one["value"] for one in metrics if one["name"] == "ScriptDuration"))
