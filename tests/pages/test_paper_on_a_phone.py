"""The paper as a web page on a phone: a table shows the number in its last column."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.papers import a_paper, an_event
from voice.publish import page as paper_page

CUT = """tables => tables.filter(one => one.scrollWidth > one.clientWidth)
  .map(one => one.querySelector('caption').textContent)"""


@pytest.mark.parametrize("width", [390, 820])
def test_the_tables_of_who_came_show_their_last_column(
    page: Page, tmp_path: Path, width: int
) -> None:
    place = {"place": "Hinchingbrooke Country Park", "place_safe": True}
    held = [
        replace(
            an_event(date(2026, 9, day), "Just Us session, first of two", came=5, signed_up=9),
            district="Huntingdonshire",
            **place,  # type: ignore[arg-type]
        )
        for day in range(1, 6)
    ]
    off = an_event(date(2026, 9, 20), "Just Us session, second of two", status="cancelled")
    (tmp_path / "index.html").write_text(paper_page.write(a_paper(happened=(*held, off))))
    for name, content in paper_page.beside().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto((tmp_path / "index.html").as_uri())
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert page.get_by_role("columnheader", name="Came").count() == 1
    assert page.locator(".table").evaluate_all(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
