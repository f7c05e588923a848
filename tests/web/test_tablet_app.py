"""The app around a tablet's packs: one page for all, its icon, and the script that keeps it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.web.tablet_door import Hall
from voice import paths
from voice.web import child, needed
from voice.web.assets import Assets


def test_the_app_is_the_same_page_for_everybody(hall: Hall) -> None:
    plain = hall.client.get("/tablet/")
    shown = hall.let_in().get("/tablet/")
    hall.pass_by(days=40)
    assert plain.data == shown.data == hall.client.get("/tablet/").data
    page = BeautifulSoup(plain.text, "html.parser")
    assert page.title
    assert page.title.text == "Pebbles"
    assert page.select_one("link[rel=manifest][href='/tablet/manifest.webmanifest']")
    assert not page.select("style, [style], script:not([src]), iframe")


def test_the_home_screen_learns_a_neutral_name_and_icons_that_are_there(hall: Hall) -> None:
    response = hall.client.get("/tablet/manifest.webmanifest")
    assert response.mimetype == "application/manifest+json"
    said = json.loads(response.text)
    assert (said["name"], said["short_name"]) == ("Pebbles", "Pebbles")
    assert (said["start_url"], said["scope"]) == ("/tablet/#app", "/tablet/")
    assert said["display"] == "fullscreen"
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    for icon in said["icons"]:
        picture = hall.client.get(icon["src"]).data
        side = int.from_bytes(picture[16:20], "big")
        assert icon["sizes"] == f"{side}x{side}"
        assert side >= 192


@pytest.mark.parametrize("path", ["/tablet/", "/tablet/manifest.webmanifest", "/tablet/sw.js"])
def test_nothing_outside_a_page_says_care(hall: Hall, path: str) -> None:
    said = hall.client.get(path).text
    outside = BeautifulSoup(said, "html.parser").head if path == "/tablet/" else said
    for word in (" care", "council", "children", "survey", "questionnaire", "voice"):
        assert word not in str(outside).lower()


def test_a_council_s_own_icon_and_name_stand_on_the_home_screen(hall: Hall, tmp_path: Path) -> None:
    own = tmp_path / "ours.png"
    own.write_bytes((paths.STATIC / "app" / "icon-512.png").read_bytes() + b"ours")
    there = replace(hall.settings, app_name="Llyn", app_icon=own)
    client = child.create_app(hall.database, hall.keys, there, hall.today).test_client()
    said = json.loads(client.get("/tablet/manifest.webmanifest").text)
    assert said["name"] == "Llyn"
    [icon] = said["icons"]
    assert client.get(icon["src"]).data == own.read_bytes()
    kept = client.get("/tablet/sw.js").text
    assert icon["src"] in kept
    assert "app/icon" not in kept.split("\n")[0]


def shell(hall: Hall) -> dict[str, Any]:
    """What the worker of the app keeps."""
    response = hall.client.get("/tablet/sw.js")
    assert response.mimetype == "text/javascript"
    assert response.headers["Cache-Control"] == "no-cache"
    first, rest = response.text.split("\n", 1)
    assert rest == Assets(paths.STATIC).read("sw.js").decode()
    assert first.startswith("const SHELL = ")
    found: dict[str, Any] = json.loads(first.removeprefix("const SHELL = ").removesuffix(";"))
    return found


def test_the_worker_is_given_every_file_of_the_app_and_its_digest(hall: Hall) -> None:
    kept = shell(hall)
    assert shell(hall) == kept
    urls = [file["url"] for file in kept["files"]]
    assert urls[:2] == ["/tablet/", "/tablet/manifest.webmanifest"]
    assert len(set(urls)) == len(urls)
    assert kept["version"] == needed.digest(kept["files"])
    for file in kept["files"]:
        content = hall.client.get(file["url"]).data
        assert needed.a_file(file["url"], content).as_dict() == file
    page = BeautifulSoup(hall.client.get("/tablet/").text, "html.parser")
    named = page.select("link[href], script[src], img[src]")
    assert {str(tag.get("href") or tag.get("src")) for tag in named} <= set(urls)
    assert "about.js" in {url.rpartition("/")[2] for url in urls}
