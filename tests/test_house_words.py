"""Our own words: all of them listed, and the Arabic we ship whole and sound."""

from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from voice import house_words, paths
from voice.house_words import Phrase

ROOT = Path(__file__).parents[1]
HOST = Phrase("x", "Go to %(host)s.", "")


def listed(path: Path) -> set[object]:
    with path.open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


def test_every_text_of_the_pages_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    target = tmp_path / "messages.pot"
    options = ["-F", "pyproject.toml", "-k", "_l", "--add-location", "file", "--omit-header"]
    CommandLineInterface().run(["pybabel", "-q", "extract", *options, "-o", str(target), "."])
    assert listed(target) == listed(paths.LANGUAGES / house_words.POT), "run: make words"


def test_the_arabic_we_ship_is_whole_and_can_be_filled_in() -> None:
    shipped = house_words.shipped("ar")
    for phrase in house_words.phrases("ar"):
        assert phrase.place in shipped, phrase.english
        assert house_words.wrong(phrase, shipped[phrase.place]) == "", phrase.english
    assert house_words.shipped("pl") == {}


def test_no_two_texts_share_a_place() -> None:
    for language in ("ar", "pl", "fa-AF", "zh-Hant", "cy"):
        places = [phrase.place for phrase in house_words.phrases(language)]
        assert len(places) == len(set(places))


def test_a_number_is_said_as_the_language_says_it() -> None:
    said = house_words.catalogue("ar", house_words.shipped("ar"))
    forms = "About %(num)s minute.", "About %(num)s minutes."
    assert [said.ngettext(*forms, number) % {"num": number} for number in (1, 2, 3, 15, 100)] == [
        "نحو دقيقة واحدة.",
        "نحو دقيقتين.",
        "نحو 3 دقائق.",
        "نحو 15 دقيقة.",
        "نحو 100 دقيقة.",
    ]


def test_what_is_not_said_stays_english() -> None:
    said = house_words.catalogue("uk", {})
    assert said.gettext("Next") == "Next"
    assert said.ngettext("About %(num)s minute.", "About %(num)s minutes.", 3) == (
        "About %(num)s minutes."
    )


def test_blanks_between_parts_are_those_of_the_english() -> None:
    (place,) = (one.place for one in house_words.phrases("uk") if one.english == " and ")
    assert house_words.catalogue("uk", {place: "і"}).gettext(" and ") == " і "


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Іди до %(host)s.", ""),
        ("Іди.", "%(host)s must stand in it"),
        ("%(host)s {n}", "{n} does not stand in the English"),
        ("%(host)s %", "A % by itself"),
        ("%(host)s %%", ""),
        ("%(host)s" + "і" * 1000, "This has 1008 letters."),
    ],
)
def test_a_gap_is_kept_and_no_other_made(text: str, wrong: str) -> None:
    assert house_words.wrong(HOST, text).startswith(wrong)
    assert bool(wrong) == bool(house_words.wrong(HOST, text))


def test_one_number_alone_may_be_said_in_words() -> None:
    two = Phrase("x", "About %(num)s minutes.", "", (2,))
    assert house_words.wrong(two, "نحو دقيقتين.") == ""
    some = Phrase("x", "About %(num)s minutes.", "", (3, 4))
    assert "%(num)s must stand in it" in house_words.wrong(some, "نحو دقائق.")
