"""Sheets to print: their words are those of the guides, and their pictures are there."""

import re
from pathlib import Path

import pytest

from tests.web.visiting import Visit, text
from voice import paths

pytestmark = pytest.mark.usefixtures("quick_hashing")

DOCS = Path(__file__).parents[2] / "docs"
SHEETS = ("event-day", "small-session", "kiosk")


def guide(name: str) -> list[str]:
    """The lines of a guide as they are read: no signs of its markup, no pictures, no lead."""
    lines = (DOCS / f"{name}.md").read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line and not line.startswith(("![", "For participation"))]
    plain = [re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", line) for line in told]
    return [re.sub(r"^(#+|\d+\.|-) |\*+", "", line).strip() for line in plain]


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_says_what_its_guide_says(worker: Visit, name: str) -> None:
    page = worker.see(f"/sheets/{name}")
    said = [
        re.sub(r"\s+([.,?:;)])", r"\1", text(part)).replace("( ", "(")
        for part in page.select(".sheet h1, .sheet h2, .sheet p, .sheet li")
    ]
    assert [line for line in guide(name) if line not in said] == []
    assert len(said) in range(len(guide(name)), len(guide(name)) + 2)


@pytest.mark.parametrize("sheet", ["event-day", "small-session"])
def test_a_guide_shows_the_pictures_of_its_sheet(worker: Visit, sheet: str) -> None:
    shown = worker.see(f"/sheets/{sheet}").select(".sheet img")
    names = [str(picture["src"]).rpartition("/")[2] for picture in shown]
    guide = (DOCS / f"{sheet}.md").read_text(encoding="utf-8")
    told = re.findall(r"!\[([^]]+)\]\(\.\./static/sheets/([a-z-]+\.png)\)", guide)
    assert [(str(picture["alt"]), name) for picture, name in zip(shown, names, strict=True)] == told
    for name in names:
        assert (paths.STATIC / "sheets" / name).stat().st_size < 40_000, name


def test_today_and_the_list_of_tablets_lead_to_the_sheets(worker: Visit) -> None:
    links = {str(link["href"]) for link in worker.see("/tablets").select("main a")}
    assert {f"/work/sheets/{name}" for name in SHEETS} <= links
