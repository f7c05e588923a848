"""What the child's page weighs and how it is judged: printed by ``make bench``, never failed."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request as Ask
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.pages.chromium import CHROMIUM, LOOK
from tests.pages.hall import Hall
from voice import collect
from voice.paths import STATIC, SURVEYS
from voice.survey.load import load
from voice.web.assets import Assets

pytestmark = pytest.mark.bench

LIGHTHOUSE = Path("build/lighthouse/node_modules/.bin/lighthouse")
FIRST = {
    "without pictures": "care-leavers-check-in",
    "with pictures": "how-are-you",
}


@dataclass(frozen=True)
class Open:
    """A server with questionnaires that anybody may answer."""

    hall: Hall
    codes: dict[str, str]

    def address(self, survey: str) -> str:
        return f"{self.hall.url}/c/{self.codes[survey]}"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    hall = Hall(tmp_path_factory.mktemp("bench")).prepare()
    codes = {
        name: collect.open_collection(hall.database, load(SURVEYS / name), None, hall.day).code
        for name in FIRST.values()
    }
    yield Open(hall.start(), codes)
    hall.close()


def gzipped(address: str) -> int:
    """Bytes of an answer as it comes over the network, in gzip where that is offered."""
    assert address.startswith("http://127.0.0.1:")
    ask = Ask(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - this machine, above
    with urlopen(ask, timeout=20) as reply:  # noqa: S310 - the same
        return len(reply.read())


@pytest.mark.parametrize("kind", FIRST)
def test_weight_of_the_first_screen(browser: Browser, served: Open, kind: str) -> None:
    context = browser.new_context(**LOOK)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served.address(FIRST[kind]), wait_until="networkidle")
    page.wait_for_selector("html.js", state="attached")
    later = page.evaluate("[...document.images].map((image) => image.src)")
    context.close()
    weights = {address: gzipped(address) for address in dict.fromkeys(asked)}
    for address, weight in weights.items():
        print(f"    {weight:6d} {urlsplit(address).path}")
    letters = sum(weight for address, weight in weights.items() if address.endswith(".woff2"))
    whole = sum(weights.values())
    pictures = sum(gzipped(address) for address in set(later) - weights.keys())
    print(
        f"{FIRST[kind]}: first screen {(whole - letters) / 1000:.1f} kB gzip in {len(weights)} "
        f"files, with its letters {whole / 1000:.1f} kB, with every picture of all screens "
        f"{(whole + pictures) / 1000:.1f} kB"
    )


def test_weight_of_the_scripts(served: Open) -> None:
    """Every module the child's page runs on a tablet, and the worker, file by file as served."""
    static = Assets(STATIC)
    first = {name: gzipped(f"{served.hall.url}{static.url(name)}") for name in modules("packed.js")}
    later = [name for name in modules("packs.js") if name not in first]
    after = {name: gzipped(f"{served.hall.url}{static.url(name)}") for name in later}
    worker = gzipped(f"{served.hall.url}/tablet/sw.js")
    for name, weight in {**first, **after, "sw.js": worker}.items():
        print(f"    {weight:6d} {name}")
    sums = {
        "child.js and sw.js": first["child.js"] + worker,
        "every script of the child's page": sum(first.values()),
        "read once it stands": sum(after.values()),
    }
    print("gzip, file by file as served:", {name: f"{n / 1000:.1f} kB" for name, n in sums.items()})


def modules(entry: str) -> list[str]:
    """A module and all it imports before it runs, each once."""
    found, waiting = [entry], [entry]
    while waiting:
        for line in (STATIC / waiting.pop()).read_text().splitlines():
            _, mark, rest = line.partition('from "./')
            name = rest.partition('"')[0]
            if mark and name not in found:
                found.append(name)
                waiting.append(name)
    return found


@pytest.mark.parametrize("kind", FIRST)
def test_lighthouse(served: Open, tmp_path: Path, kind: str) -> None:
    report = tmp_path / "report.json"
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic"]
    subprocess.run(
        [
            LIGHTHOUSE,
            served.address(FIRST[kind]),
            "--quiet",
            "--no-enable-error-reporting",
            "--only-categories=accessibility,performance",
            "--output=json",
            f"--output-path={report}",
            f"--chrome-flags={' '.join(flags)}",
        ],
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        check=True,
        timeout=180,
    )
    told = json.loads(report.read_text())
    scores = {name: round(100 * one["score"]) for name, one in told["categories"].items()}
    times = {
        name: told["audits"][audit]["displayValue"]
        for name, audit in {
            "first paint": "first-contentful-paint",
            "largest paint": "largest-contentful-paint",
            "blocked": "total-blocking-time",
        }.items()
    }
    print(f"Lighthouse {kind}: {scores}, {times}")
    for audit in told["audits"].values():
        if audit["score"] is not None and audit["score"] < 0.9:
            print(f"    {audit['id']}: {audit['score']} {audit.get('displayValue', '')}")
