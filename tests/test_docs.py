"""The guides tell of every setting, link only to what is there, and keep to plain words."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from tests.factories import THURSDAY
from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database
from voice.web import child

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


def test_what_a_small_session_taps_is_what_its_pages_say() -> None:
    guide = (ROOT / "docs" / "small-session.md").read_text(encoding="utf-8")
    labels = set(re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", guide))
    assert len(labels) > 8
    places = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "voice" / "web").rglob("*.py")]
    says = " ".join(
        place.read_text(encoding="utf-8") for place in places if "small-session" not in place.name
    )
    assert {label for label in labels if label not in says} == set()


def test_every_proof_names_a_test_that_is_there() -> None:
    proofs = "".join(
        guide.read_text(encoding="utf-8") for guide in GUIDES if guide.parent.name == "proofs"
    )
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", proofs)
    assert len(named) > 20
    lost = [
        (path, name)
        for path, name in named
        if f"\ndef {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert lost == []


def directives(block: str) -> list[str]:
    """What a block of a proxy's settings says itself, without the blocks inside and remarks."""
    plain = re.sub(r"#[^\n]*", "", block)
    while re.search(r"[^;{}]*{[^{}]*}", plain):
        plain = re.sub(r"[^;{}]*{[^{}]*}", "", plain)
    return [" ".join(said.split()) for said in plain.split(";")]


def test_no_address_of_the_child_s_door_is_written_into_the_log_of_a_proxy(
    database: Database, keyring: Keys, settings: Settings
) -> None:
    guide = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    server = re.search(r"```nginx\nserver {\n(.*?)\n}\n```", guide, re.DOTALL)
    assert server
    own = directives(server[1])
    assert "access_log off" in own
    assert next(said for said in own if said.startswith("error_log")).endswith(" crit")
    places = dict(re.findall(r"location (?:= )?(\S+) *{([^}]*)}", server[1]))
    app = child.create_app(database, keyring, settings, lambda: THURSDAY)
    addresses = {rule.rule for rule in app.url_map.iter_rules()}
    assert {"/", "/o/<code>", "/exit", "/c/sync"} < addresses
    for address in addresses:
        place = max((one for one in places if address.startswith(one)), key=len)
        assert "access_log" not in places[place], address
    assert [place for place, said in places.items() if "access_log" in said] == ["/work/"]


def test_the_other_proxy_logs_the_workers_door_alone() -> None:
    guide = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    caddy = guide.partition("# Caddy")[2].partition("```")[0]
    assert re.search(r"@children not path /work /work/\*\n\s+log_skip @children\n", caddy)
    assert re.search(r"log default {\s+exclude http.log.error ", caddy)


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
