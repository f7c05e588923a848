"""A language model that is there, is not there, or breaks."""

import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from voice.analysis import language_model


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    language_model.load.cache_clear()
    yield
    language_model.load.cache_clear()


def installed(monkeypatch: pytest.MonkeyPatch, load: object) -> None:
    """A spaCy that loads models this way."""
    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load))


def test_without_a_name_there_is_none() -> None:
    assert language_model.load("") is None


def test_where_spacy_is_not_installed_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    assert language_model.load("en_core_web_sm") is None


@pytest.mark.parametrize("error", [OSError("no such model"), ValueError("damaged")])
def test_a_model_that_cannot_be_read_is_none(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def load(_name: str) -> object:
        raise error

    installed(monkeypatch, load)
    assert language_model.load("en_core_web_sm") is None


def test_what_it_finds_is_told_by_place_and_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        SimpleNamespace(start_char=0, end_char=5, label_="PERSON"),
        SimpleNamespace(start_char=9, end_char=14, label_="GPE"),
        SimpleNamespace(start_char=15, end_char=18, label_="CARDINAL"),
    ]
    installed(monkeypatch, lambda _name: lambda _text: SimpleNamespace(ents=found))
    model = language_model.load("en_core_web_sm")
    assert model is not None
    assert list(model("Xanth at Ploog 100")) == [
        (0, 5, language_model.WHYS["PERSON"]),
        (9, 14, language_model.WHYS["GPE"]),
    ]


def test_it_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []

    def load(name: str) -> object:
        loads.append(name)
        return lambda _text: SimpleNamespace(ents=[])

    installed(monkeypatch, load)
    assert language_model.load("m") is language_model.load("m")
    assert loads == ["m"]
