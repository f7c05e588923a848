"""No number about answers is in any file of a paper unless a Safe table or a fact holds it.

The tests plant figures that nobody could guess, then read every number out of every file. What is
withheld never reaches the paper's floor at all; here we see that nothing is made up there either.
"""

import io
import re
from collections.abc import Iterable
from random import Random

import pytest
from bs4 import BeautifulSoup
from docx import Document

from tests.papers import TEMPLATE, a_material, the_form
from tests.releases import AGES, FACES, a_release, a_row, a_table, by_age, some_ticks
from voice.analysis import opendata
from voice.analysis.safe import Release, Safe
from voice.publish import charts, compose, page, sheets, word
from voice.publish.blocks import Paper

SEEDS = (1, 2, 3)


def a_random_release(seed: int) -> Release:
    """A release with large, odd figures, each easy to find again."""
    chance = Random(seed)

    def odd(how_many: int) -> list[int]:
        return [chance.randrange(60, 900) for _ in range(how_many)]

    ticked = dict(zip(("Friends", "School", "Food"), odd(3), strict=True))
    return a_release(
        [
            a_table([a_row(odd(5))], FACES),
            by_age({band: odd(5) for band in AGES}),
            *some_ticks(ticked, chance.randrange(900, 2000)),
        ]
    )


def allowed(release: Release, facts: Iterable[str]) -> set[int]:
    """Every number that may stand in the paper."""
    told = {number for table in release.tables for number in numbers_of(table)}
    return told | {number for text in facts for number in read(text)}


def numbers_of(table: Safe) -> Iterable[int]:
    for row in table.rows:
        if row.n is None or row.counts is None:
            continue
        yield row.n
        for count in row.counts:
            yield count
            yield (200 * count + row.n) // (2 * row.n)


def read(text: str) -> set[int]:
    return {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text) if number}


def documents(paper: Paper, release: Release) -> dict[str, str]:
    """Every text of every artefact: what is read, and what is read aloud."""
    document = Document(io.BytesIO(word.write(paper, TEMPLATE)))
    html = BeautifulSoup(page.write(paper), "html.parser")
    return {
        "word": " ".join(node.text or "" for node in document.element.body.iter("{*}t")),
        "alt": " ".join(node.get("descr") for node in document.element.body.iter("{*}docPr")),
        "page": html.get_text(" ") + " ".join(img["alt"] for img in html.find_all("img")),
        "svg": " ".join(spoken(charts.draw(f, "svg", titled=True) or b"") for f in paper.findings),
        "sheet": sheets.write(paper.findings, str).replace(",", " "),
    }


def spoken(svg: bytes) -> str:
    """What an SVG says in words; its bars and letters are shapes."""
    pattern = r"<(title|dc:description)>([^<]*)</"
    return " ".join(text for _, text in re.findall(pattern, svg.decode()))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_of_every_file_is_in_a_safe_table_or_a_fact(seed: int) -> None:
    release = a_random_release(seed)
    material = a_material(releases=(release,), earlier=())
    empty = compose.compose(a_material(releases=(a_release(),), earlier=()), the_form())
    paper = compose.compose(material, the_form())
    facts = [*documents(empty, a_release()).values(), *outline(paper), "2026"]
    fine = allowed(release, facts)
    for name, text in documents(paper, release).items():
        assert read(text) <= fine, f"{name} holds {sorted(read(text) - fine)}"


def outline(paper: Paper) -> list[str]:
    """The numbers that only count headings, paragraphs, tables and figures; and names of bands."""
    return [str(number) for number in range(len(paper.blocks))] + list(AGES.values())


def test_what_is_not_in_the_release_cannot_change_a_byte() -> None:
    """The paper is a function of what may be said: read back from open data, it is the same."""
    release = a_random_release(SEEDS[0])
    again = opendata.read(opendata.write(release))
    first = compose.compose(a_material(releases=(release,), earlier=()), the_form())
    second = compose.compose(a_material(releases=(again,), earlier=()), the_form())
    assert page.write(first) == page.write(second)
    assert word.write(first, TEMPLATE) == word.write(second, TEMPLATE)
