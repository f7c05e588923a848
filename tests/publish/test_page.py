"""The web page says word for word what the Word file says, and anybody can read it."""

import io
import re
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docx import Document
from docx.oxml.ns import qn

from tests.papers import TEMPLATE, a_paper, autumn, promise, summer
from tests.releases import a_release
from voice.analysis.safe import Release
from voice.paths import STATIC
from voice.publish import page, word
from voice.publish.blocks import Figure, Table


@cache
def html() -> BeautifulSoup:
    return BeautifulSoup(page.write(a_paper()), "html.parser")


def still() -> Release:
    """A summer in which the promise was as well known as in the autumn."""
    told = [promise((6, 16, 0), "2026-P4")]
    return a_release(told, id_="2026-P4", months=("2026-07", "2026-08"))


def plain(text: str) -> str:
    return " ".join(text.split())


@cache
def spoken() -> str:
    """The page's texts in order, without its contents and the numbers that Word counts itself."""
    copy = BeautifulSoup(page.write(a_paper()), "html.parser")
    for own in copy.select("span.number, nav.contents"):
        own.decompose()
    return plain(copy.main.get_text(" ")) if copy.main else ""


def test_everything_the_word_file_says_stands_in_the_page_in_the_same_order() -> None:
    document = Document(io.BytesIO(word.write(a_paper(), TEMPLATE)))
    place = 0
    for element in document.element.body:
        for text in texts_of(element):
            found = spoken().find(plain(text), place)
            assert found >= 0, f"the page does not say here: {text}"
            place = found + len(plain(text))


def texts_of(element: Any) -> list[str]:
    texts = []
    for paragraph in element.iter(qn("w:p")):
        runs = list(paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")))
        told = "".join(node.text if node.tag == qn("w:t") else " " for node in runs)
        texts += [told] if told.strip() else []
    return texts


def test_everything_the_page_says_stands_in_the_word_file() -> None:
    document = Document(io.BytesIO(word.write(a_paper(), TEMPLATE)))
    said = " ".join(texts_of(document.element.body))
    assert re.findall(r"\w+", said) == re.findall(r"\w+", spoken())


def test_the_page_has_a_language_a_title_and_one_first_heading() -> None:
    assert html().html is not None
    assert html().html["lang"] == "en-GB"
    assert html().title is not None
    assert html().title.string == (
        "Young people’s participation, 18 November 2026 – Example County Council"
    )
    assert len(html().find_all("h1")) == 1


@pytest.mark.parametrize("releases", [(autumn(),), (summer(), autumn()), (still(), autumn())])
def test_headings_go_down_one_level_at_a_time(releases: tuple[Release, ...]) -> None:
    text = page.write(a_paper(releases=releases, earlier=()))
    found = BeautifulSoup(text, "html.parser").find_all(re.compile(r"^h\d$"))
    levels = [int(heading.name[1]) for heading in found]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_headers_with_scope() -> None:
    tables = html().find_all("table")
    wanted = [block for block in a_paper().blocks if isinstance(block, Table)]
    assert len(tables) == len(wanted)
    for table, block in zip(tables, wanted, strict=True):
        assert block.title in table.caption.get_text()
        heads = table.thead.find_all("th")
        assert [cell.get_text() for cell in heads] == list(block.grid.header)
        assert {cell["scope"] for cell in heads} == {"col"}
        assert all(row.th["scope"] == "row" for row in table.tbody.find_all("tr"))


def test_charts_are_pictures_with_their_figures_in_words() -> None:
    found = html().find_all("img")
    wanted = [block.finding for block in a_paper().blocks if isinstance(block, Figure)]
    assert [(picture["src"], picture["alt"]) for picture in found] == [
        (f"charts/{finding.name}-plain.svg", finding.alt) for finding in wanted
    ]


def test_a_phone_gets_each_chart_as_wide_as_itself() -> None:
    narrow = [source["srcset"] for source in html().select("picture > source[media]")]
    plain = [str(picture["src"]) for picture in html().find_all("img")]
    assert narrow == [one.replace("-plain.svg", "-narrow.svg") for one in plain]


def test_below_the_summary_the_contents_lead_to_every_other_part() -> None:
    (contents,) = html().select("nav.contents")
    parts = [heading for heading in html().find_all("h2") if plain(heading.text) != "Summary"]
    ways = contents.find_all("a")
    assert [plain(way.text) for way in ways] == [plain(part.text) for part in parts]
    assert [way["href"] for way in ways] == [f"#{part['id']}" for part in parts]
    assert contents.find_next("h2") == parts[0]


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs() -> None:
    text = page.write(a_paper())
    assert "http" not in text.replace("http-equiv", "")
    assert not html().find_all(["script", "style", "iframe"])
    assert not re.search(r'\s(style|on\w+)="', text)


def test_texts_are_text_and_never_markup() -> None:
    text = page.write(a_paper(words={"impact": "<script>alert(1)</script> & more"}))
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in text


def test_everything_the_page_loads_stands_beside_it() -> None:
    beside = page.beside()
    assert "paper.css" in beside
    wanted = re.findall(r'url\("([^"]+)"\)', beside["paper.css"].decode())
    assert wanted
    assert set(wanted) <= set(beside)


def test_the_letters_bring_their_licence() -> None:
    fonts = [name for name in page.beside() if name.startswith("fonts/")]
    assert any(name.endswith("LICENSE.txt") for name in fonts)
    assert not any(name.endswith(".ttf") for name in fonts)


def test_the_style_sheet_names_no_colour_twice() -> None:
    css = (STATIC / "paper.css").read_text(encoding="utf-8")
    rules = css[css.index("}", css.index(":root")) :]
    assert set(re.findall(r"#[0-9a-fA-F]{3,6}\b", rules)) <= {"#fff"}


def test_the_same_paper_gives_the_same_page() -> None:
    assert page.write(a_paper()) == page.write(a_paper())
