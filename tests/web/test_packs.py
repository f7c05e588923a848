"""Packs: whole, the same for everybody, the same every day, and nothing of any answer in them."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from tests import factories, tongues
from tests.web.tablet_door import DAY, Device, Hall
from voice import collect, keys, paths, sealing, translating
from voice.survey import load
from voice.survey.model import Survey
from voice.web import needed, packs
from voice.web.assets import Assets

TINY = Path(__file__).parent.parent / "surveys"
SHIPPED = load.load_all(paths.SURVEYS)
ASSETS = Assets(paths.STATIC)


def fetched(tablet: Device, manifest: dict[str, Any]) -> dict[str, bytes]:
    """Every file of a pack, by the address the manifest gives it."""
    home = f"/tablet/packs/{manifest['version']}/"
    found = {}
    for file in manifest["files"]:
        with tablet.get(urljoin(home, file["url"])) as response:
            assert response.status_code == 200, file["url"]
            found[file["url"]] = response.data
    return found


def pages(files: dict[str, bytes]) -> dict[str, str]:
    return {url: content.decode() for url, content in files.items() if not url.startswith("/")}


@pytest.fixture
def tablet(hall: Hall) -> Device:
    hall.event(SHIPPED["how-are-you"], SHIPPED["stall"])
    return hall.let_in()


# What a pack is


def test_every_file_of_a_pack_is_what_its_manifest_says(tablet: Device) -> None:
    manifest = tablet.manifest()
    files = fetched(tablet, manifest)
    assert len(files) == len(manifest["files"]) > 20
    for file in manifest["files"]:
        content = files[file["url"]]
        assert hashlib.sha256(content).hexdigest() == file["sha256"], file["url"]
        assert len(content) == file["bytes"]


def test_the_manifest_tells_of_the_event_its_surveys_and_the_key(hall: Hall) -> None:
    hall.event(SHIPPED["stall"], SHIPPED["care-leavers-check-in"])
    manifest = hall.let_in().manifest()
    parts = {"pack", "version", "event", "key", "surveys", "together", "files"}
    assert set(manifest) == parts
    assert manifest["pack"] == 1
    assert manifest["event"] == {
        "id": "pond-dipping",
        "name": "Pond dipping",
        "day": "2019-10-24",
        "host": "Sam",
        "group": "Just Us",
    }
    id_, key = hall.keys.current
    assert manifest["key"] == {"id": id_, "jwk": sealing.public_jwk(key)}
    told = {survey["title"]: survey for survey in manifest["surveys"]}
    for survey in (SHIPPED["stall"], SHIPPED["care-leavers-check-in"]):
        one = told[survey.title]
        assert one["edition"] == survey.fingerprint
        assert (one["minutes"], one["ages"]) == (survey.minutes, survey.ages)
        assert one["pages"] == {"en": f"{one['code']}/en"}


def test_nothing_secret_is_in_a_pack(hall: Hall, tablet: Device) -> None:
    manifest = tablet.manifest()
    whole = json.dumps(manifest) + "".join(pages(fetched(tablet, manifest)).values())
    assert set(manifest["key"]["jwk"]) == {"kty", "alg", "n", "e"}
    assert tablet.token not in whole
    assert tablet.id not in whole
    for private in (hall.keys.receipts, hall.keys.trail, hall.keys.cookie):
        assert private.decode() not in whole
        assert private.hex() not in whole


def test_its_version_is_the_digest_of_all_the_rest(tablet: Device) -> None:
    manifest = tablet.manifest()
    rest = {name: value for name, value in manifest.items() if name != "version"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == manifest["version"]


# All that a page can ask for


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_all_a_page_can_ask_for_is_in_the_pack(hall: Hall, name: str) -> None:
    hall.event(SHIPPED[name])
    tablet = hall.let_in()
    manifest = tablet.manifest()
    files = fetched(tablet, manifest)
    asked = {url for page in pages(files).values() for url in asked_for(page)}
    for url, content in files.items():
        if url.endswith(".css"):
            asked |= {
                urljoin(url, name) for name in re.findall(r"url\(\"?([^\")]+)", content.decode())
            }
        if url.endswith(".js"):
            modules = re.findall(r"[\"'](\./[^\"']+\.js)[\"']", content.decode())
            asked |= {urljoin(url, name) for name in modules}
    assert {url.partition("#")[0] for url in asked} <= set(files)


def asked_for(page: str) -> set[str]:
    """What a browser may fetch for a page."""
    tags = BeautifulSoup(page, "html.parser").select("link[href], [src], [srcset], [poster]")
    return {
        str(tag.get(name)) for tag in tags for name in ("href", "src", "poster") if tag.get(name)
    }


def test_nothing_is_in_a_pack_that_no_page_can_ask_for(tablet: Device) -> None:
    urls = {file["url"] for file in tablet.manifest()["files"]}
    names = {url.split("/", 3)[3] for url in urls if url.startswith("/static/")}
    assert {"child.css", "child.js", "app/icon.svg"} <= names
    assert not {name for name in names if "worker-" in name or "govuk" in name or "README" in name}
    assert not [name for name in names if name.endswith((".ttf", ".txt", ".md"))]
    assert "phone.js" not in names
    assert "pictures/promise-1.svg" not in names


def test_a_pack_without_pictures_of_its_own_is_small(tablet: Device) -> None:
    assert sum(file["bytes"] for file in tablet.manifest()["files"]) < 400_000


# A page of a pack


def test_a_page_of_a_pack_can_be_answered_without_the_server(tablet: Device) -> None:
    manifest = tablet.manifest()
    for place, text in pages(fetched(tablet, manifest)).items():
        page = BeautifulSoup(text, "html.parser")
        form = page.select_one("form#survey")
        assert form
        assert not form.get("action")
        assert not page.select("[name=id]")
        assert form["data-event"] == "pond-dipping"
        assert form["data-code"] == place.partition("/")[0]
        assert form["data-key-id"] == manifest["key"]["id"]
        assert json.loads(str(form["data-key"])) == manifest["key"]["jwk"]
        edition = page.select_one("[name=edition]")
        assert edition
        assert edition["value"] in {survey["edition"] for survey in manifest["surveys"]}


def test_no_link_leads_out_of_the_app(tablet: Device) -> None:
    for text in pages(fetched(tablet, tablet.manifest())).values():
        page = BeautifulSoup(text, "html.parser")
        for tag in page.select("a[href]"):
            assert str(tag["href"]).startswith(("#", "/tablet/"))
        assert not page.select("[target], iframe, style, [style], script:not([src])")


def test_only_the_neutral_name_stands_outside_a_page(tablet: Device) -> None:
    for text in pages(fetched(tablet, tablet.manifest())).values():
        title = BeautifulSoup(text, "html.parser").title
        assert title
        assert title.text == "Pebbles"


# Languages


@pytest.fixture
def spoken(hall: Hall) -> Device:
    """A tablet at an event whose questionnaire is offered in every language it has words in."""
    tongues.approve_ours(hall.database, "ar", "el")
    hall.settings = replace(hall.settings, surveys=TINY)
    hall.__post_init__()
    hall.event(load.load(TINY / "languages"))
    return hall.let_in()


def test_a_pack_holds_a_page_for_each_language_and_one_edition(spoken: Device) -> None:
    manifest = spoken.manifest()
    [survey] = manifest["surveys"]
    code = survey["code"]
    assert survey["pages"] == {name: f"{code}/{name}" for name in ("en", "ar", "el")}
    read = {
        url: BeautifulSoup(text, "html.parser")
        for url, text in pages(fetched(spoken, manifest)).items()
    }
    english, arabic = read[f"{code}/en"], read[f"{code}/ar"]
    assert english.html
    assert arabic.html
    assert (english.html["lang"], english.html["dir"]) == ("en-GB", "ltr")
    assert (arabic.html["lang"], arabic.html["dir"]) == ("ar", "rtl")
    for page in (english, arabic):
        edition = page.select_one("[name=edition]")
        assert edition
        assert edition["value"] == survey["edition"]
    answers = [[tag["value"] for tag in page.select("input[name^='q.']")] for page in read.values()]
    assert answers[0] == answers[1] == answers[2]
    assert english.h1 != arabic.h1


def test_other_words_in_a_translation_are_another_version(
    spoken: Device,
) -> None:
    before = spoken.packs()[0]["version"]
    translating.disapprove(spoken.hall.database, translating.OURS, "el")
    assert spoken.packs()[0]["version"] != before


# The same for everybody, for good


def test_the_same_event_has_the_same_version_for_every_tablet_on_every_day_in_every_process(
    hall: Hall,
) -> None:
    hall.pass_by(days=-9)
    hall.event(SHIPPED["stall"])
    first = hall.let_in().manifest()
    hall.pass_by(days=9, hours=3)
    packs.make.cache_clear()
    assert hall.let_in("Bob").manifest() == first


def test_asking_again_makes_nothing_anew(tablet: Device) -> None:
    packs.make.cache_clear()
    manifest = tablet.manifest()
    fetched(tablet, manifest)
    assert packs.make.cache_info().misses == 1


def test_other_questions_another_host_another_key_are_another_version(
    hall: Hall, tablet: Device
) -> None:
    before = tablet.packs()[0]["version"]
    collect.open_collection(hall.database, SHIPPED["one-promise-today"], "pond-dipping", DAY)
    more = tablet.packs()[0]["version"]
    other = sealing.new_key()
    renewed = replace(hall.keys, sealing={**hall.keys.sealing, "2019-11-0123abcd": other})
    hall.keys = renewed
    hall.__post_init__()
    manifest = tablet.manifest()
    assert len({before, more, manifest["version"]}) == 3
    assert manifest["key"]["id"] == "2019-11-0123abcd"
    assert tablet.get(f"/tablet/packs/{before}.json").status_code == 404


def test_two_packs_stand_side_by_side_by_day(hall: Hall) -> None:
    with hall.database.writing() as connection:
        factories.a_group(connection, "others")
    hall.event(factories.a_survey(), id_="later", day=DAY.replace(day=31), group="others")
    hall.event(factories.a_survey(title="Hello"))
    found = hall.let_in().packs()
    assert [pack["event"]["id"] for pack in found] == ["pond-dipping", "later"]
    assert [pack["event"]["day"] for pack in found] == ["2019-10-24", "2019-10-31"]


def test_without_a_sealing_key_there_is_no_pack_and_it_is_said(hall: Hall, tablet: Device) -> None:
    hall.keys = keys.Keys(hall.keys.receipts, hall.keys.trail, hall.keys.cookie)
    hall.__post_init__()
    response = tablet.get("/tablet/packs.json")
    assert response.status_code == 400
    assert response.json
    assert "sealing key" in response.json["faults"][0]["place"]


# How what a page needs is found


SHEET = "a { b: url(x.svg) url('y.woff2') url( \"../z.png#i\" ) url(data:image/png;base64,AA) }"
SCRIPT = """
import { a } from "./a.js";
import {
  b,
  c,
} from './deep/b.js';
import "./c.js";
export { d } from "./d.js";
export const say = (words) => words ?? "./not-a-module.js";
const later = () => import("./e.js");
// import { f } from "./f.js"
/** @typedef {import("./g.js").Pack} Pack */
"""


@pytest.fixture
def folder(tmp_path: Any) -> Any:
    for name in ("css/s.css", "css/x.svg", "css/y.woff2", "z.png", "s.js", "other.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "css" / "s.css").write_text(SHEET)
    (tmp_path / "s.js").write_text(SCRIPT)
    for name in ("a.js", "deep/b.js", "c.js", "d.js", "e.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('import "../a.js";' if "/" in name else 'import "./a.js";')
    return tmp_path


def test_sheets_and_scripts_are_followed_to_what_they_name(folder: Any) -> None:
    assets = Assets(folder)
    page = f'<link href="{assets.url("css/s.css")}"><i data-sound="{assets.url("s.js")}#x">'
    found = {file.url.split("/", 3)[3] for file in needed.by_pages(assets, [page])}
    assert found == {"css/s.css", "css/x.svg", "css/y.woff2", "z.png", "s.js"} | {
        "a.js",
        "deep/b.js",
        "c.js",
        "d.js",
        "e.js",
    }


def test_a_file_that_is_not_there_is_told_when_the_pack_is_made(folder: Any) -> None:
    (folder / "deep" / "b.js").unlink()
    assets = Assets(folder)
    with pytest.raises(KeyError, match=r"deep/b\.js"):
        needed.by_pages(assets, [assets.url("s.js")])
    with pytest.raises(KeyError, match=r"gone\.js"):
        needed.by_pages(assets, [f"/static/{assets.digest}/gone.js"])


def a_survey_in_many_words() -> Survey:
    return factories.a_survey(title="Ž <b>&amp;", purpose="“…” \u2028")


def test_words_of_any_kind_are_carried_unchanged(hall: Hall) -> None:
    hall.event(a_survey_in_many_words())
    tablet = hall.let_in()
    manifest = tablet.manifest()
    assert manifest["surveys"][0]["title"] == "Ž <b>&amp;"
    assert fetched(tablet, manifest)
