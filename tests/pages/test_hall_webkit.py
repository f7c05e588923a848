"""The same hall in WebKit, the engine of every iPad: Debian's, on a screen that is not there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.pages.device import WAITING
from tests.pages.hall import PIN, Hall

SELENIUM = "ignore:setting remote_server_addr:DeprecationWarning"
"""Selenium warns of what it does itself."""
pytestmark = [pytest.mark.proof, pytest.mark.filterwarnings(SELENIUM)]
BROWSERS = "/usr/lib/*/webkit2gtk*/MiniBrowser"
SHOWN = "[data-screen]:not([hidden])"


@pytest.fixture
def display() -> Iterator[str]:
    """A screen in memory; its number is chosen by the program itself."""
    told, say = os.pipe()
    command = ["Xvfb", "-displayfd", str(say), "-screen", "0", "1024x1366x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[say], stderr=subprocess.DEVNULL) as screen:
        os.close(say)
        with os.fdopen(told) as number:
            yield f":{number.readline().strip()}"
        screen.terminate()


@pytest.fixture
def webkit(display: str) -> Iterator[WebKitGTK]:
    (browser, *_) = sorted(str(path) for path in Path("/").glob(BROWSERS.lstrip("/")))
    options = Options()
    options.binary_location = browser
    options.add_argument("--automation")
    quiet = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
    service = Service(
        shutil.which("WebKitWebDriver"), env={**os.environ, **quiet, "DISPLAY": display}
    )
    driver = WebKitGTK(options=options, service=service)
    driver.set_script_timeout(30)
    yield driver
    driver.quit()


class Hands:
    """A worker's and a child's taps, in WebKit."""

    def __init__(self, driver: WebKitGTK) -> None:
        self.driver = driver

    def until(self, true: Callable[[], object]) -> None:
        WebDriverWait(self.driver, 30, poll_frequency=0.05).until(lambda _: true())

    def seen(self, selector: str) -> bool:
        script = "return document.querySelector(arguments[0])?.checkVisibility() ?? false"
        return bool(self.driver.execute_script(script, selector))

    def tap(self, selector: str) -> None:
        self.until(lambda: self.seen(selector))
        script = (
            "[...document.querySelectorAll(arguments[0])].find((e) => e.checkVisibility()).click()"
        )
        self.driver.execute_script(script, selector)

    def write(self, selector: str, words: str) -> None:
        self.until(lambda: self.seen(selector))
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(words)

    def waiting(self) -> int:
        script = f"const done = arguments[0]; ({WAITING})().then(done)"
        return int(self.driver.execute_async_script(script))

    def child(self, words: str) -> None:
        """One child, who writes on every screen, to the fresh start."""
        self.tap("#assent [data-go=on]")
        self.tap("#age .stone input[value='10-16']")
        if self.seen("#age"):  # a tap by a script goes on with Next, as a key does
            self.tap("#age [data-go=on]")
        for name, said in (("one", "1"), ("feeling-now", ""), ("two", "2"), ("three", "3")):
            if said:
                self.write(f"#q-{name} textarea", f"{words} {said}")
            else:
                self.tap(f"#q-{name} input[value=happy]")
            self.tap(f"#q-{name} [data-go=on]")
        self.tap("#finish [data-go=finish]")
        self.tap("#done [data-go=fresh]")
        self.until(lambda: self.seen("html.js #assent"))


def test_webkit_starts_without_the_server_and_delivers_each_envelope_once(
    webkit: WebKitGTK, hall: Hall
) -> None:
    hands = Hands(webkit)
    webkit.get(f"{hall.url}/tablet/#set-up={hall.invite('WebKit')}")
    hands.write("#set-up-pin", PIN)
    hands.tap("[data-place=set-up] .main")
    hands.until(
        lambda: (
            "1 event is on it." in webkit.find_element(By.CSS_SELECTOR, "[data-part=fetched]").text
        )
    )
    webkit.get(f"{hall.url}/tablet/#app")
    webkit.refresh()
    hands.tap("[data-part=events] button")
    hands.until(lambda: hands.seen("html.js #assent"))

    hall.stop()
    webkit.refresh()
    hands.until(lambda: hands.seen("html.js #assent"))
    names = [f"webkit {number}" for number in range(5)]
    for name in names:
        hands.child(name)
    webkit.get("about:blank")
    webkit.get(f"{hall.url}/tablet/#app")
    hands.until(lambda: hands.seen("html.js #assent"))
    assert hands.waiting() == 5
    assert hall.said("webkit") == []

    hall.start()
    webkit.execute_script("dispatchEvent(new Event('online'))")
    hands.until(lambda: hands.waiting() == 0)
    assert hall.said("webkit") == sorted(f"{name} {n}" for name in names for n in (1, 2, 3))
    sys.stdout.write(
        f"WebKit {webkit.capabilities['browserVersion']}: 5 children with the server stopped,"
        " 0 lost, 0 twice\n"
    )
