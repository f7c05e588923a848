"""The guides tell of every setting, link only to what is there, and keep to plain words."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from voice.settings import Settings

ROOT = Path(__file__).parent.parent
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_setting_stands_in_the_guide() -> None:
    guide = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(VOICE_[A-Z_]+)`", guide, re.MULTILINE))
    assert told == {f"VOICE_{field.name.upper()}" for field in fields(Settings)}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_and_pictures_lead_somewhere(guide: Path) -> None:
    text = re.sub(r"```.*?```", "", guide.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    lost = [link for link in links if "://" not in link and not (guide.parent / link).exists()]
    assert not lost


def test_every_decision_stands_in_the_list() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert pages
    assert [page.name for page in pages if f"({page.name})" not in listed] == []


def test_the_readme_begins_with_a_sentence_two_pictures_and_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    places = [text.index("!["), text.index("make run"), text.index("make test")]
    assert places == sorted(places)
    assert len(re.findall(r"!\[[^\]]{20,}\]", text)) >= 2, (
        "pictures have words for those who cannot see them"
    )
