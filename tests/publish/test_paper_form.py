"""A survey on paper: every word of it, rules in words, nothing that asks for a name."""

import io
import zipfile
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from voice import house_words, paths
from voice.publish import (
    paper_form,
    paper_form_drawn,
    paper_form_page,
    paper_form_pdf,
    paper_form_word,
)
from voice.publish import paper_form_words as said
from voice.publish.paper_form import PaperForm, Way
from voice.survey import load, translation
from voice.survey.model import Rule, Survey
from voice.web import screens

HOUSE = said.House("Example County Council", "the participation manager", "people@example.gov.uk")
WAY = Way("https://voice.example.gov.uk/c/BCDGHJMN", "voice.example.gov.uk", "BCDGHJMN")
SCALE = {"id": "safe", "kind": "scale", "text": "How safe?", "low": "Not", "high": "Very"}
FOOD, NO = {"item": "good", "includes": "food"}, {"item": "listened", "is": "no"}
IDEAS = {"id": "next-time", "kind": "ideas", "text": "What shall we do?"}
INFO = {"id": "hello", "kind": "info", "text": "Hello there"}
EVERY_KIND = [
    INFO,
    factories.feeling(section="You"),
    factories.good(hint="Tap as many as you like."),
    factories.listened(show_if={"item": "feeling-now", "is": "sad"}, section="Us"),
    factories.words(),
    IDEAS,
    SCALE,
]
SHIPPED = sorted(path.parent.name for path in paths.SURVEYS.glob(f"*/{load.FILE}"))


def a_form(*items: dict[str, Any], **more: Any) -> PaperForm:
    survey = factories.a_survey(items=list(items) or EVERY_KIND, ask_helped=True)
    return paper_form.of(survey, HOUSE, **more)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def text_of(page: str) -> str:
    reader = _Words()
    reader.feed(page)
    return " ".join(" ".join(reader.words).split())


def shown(form: PaperForm) -> str:
    return str(paper_form_page.sheet(form, lambda name: f"/static/{name}"))


def words_of(form: PaperForm) -> list[str]:
    """Every word a paper has, but for signs and addresses."""
    found = [form.title, form.lead, form.before, form.empty, form.last, form.hand_in, *form.tell]
    found += [fact.words for fact in form.facts]
    for asked in form.asked:
        found += [asked.text, asked.section, asked.hint, asked.how, asked.only_if, asked.leave]
        found += [asked.low, asked.high, *asked.beside, *asked.leaves]
        found += [tick.words for tick in asked.ticks]
    return [" ".join(words.split()) for words in found if words]


def test_page_and_word_say_every_word_of_the_paper() -> None:
    form = a_form(way=WAY)
    document = Document(io.BytesIO(paper_form_word.write(form)))
    in_word = " ".join(
        "".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t"))
        for paragraph in document.element.body.iter()
        if paragraph.tag.endswith("}p")
    ).replace("\u00a0", " ")
    on_page = text_of(shown(form))
    for words in words_of(form):
        assert words in on_page
        assert words in " ".join(in_word.split())
    for page in (on_page, in_word):
        assert "BCDGHJMN" in page
        assert "voice.example.gov.uk" in page


def test_assent_and_who_reads_it_stand_before_the_first_question() -> None:
    page = text_of(shown(a_form()))
    first = page.index("How old are you?")
    for words in ("Skip any question", "Do not write your name", "People at the council", "shred"):
        assert page.index(words) < first
    assert page.index("put it in the envelope") > page.index("How safe?")


def test_every_question_may_be_passed_and_has_its_number() -> None:
    asked = [one for one in a_form().asked if one.kind != "info"]
    assert all(said.RATHER_NOT in one.beside for one in asked)
    numbered = [one.number for one in asked if one.number]
    assert numbered == list(range(1, len(numbered) + 1))
    (info,) = (one for one in a_form().asked if one.kind == "info")
    assert (info.number, info.beside) == (None, ())


def test_what_to_do_with_a_pen_stands_in_place_of_how_to_tap() -> None:
    (good,) = (one for one in a_form().asked if one.kind == "many")
    assert (good.hint, good.how) == ("", said.ANY)
    assert said.NONE_OF_THESE in good.beside
    named = a_form(factories.words(hint="Please leave out names.")).asked[1]
    assert named.hint == "Please leave out names."


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"item": "listened", "is": "yes"}, "you chose “yes” at 2"),
        ({"item": "listened", "is_not": "yes"}, "you did not choose “yes” at 2"),
        ({"item": "good", "includes": "food"}, "you chose “food” at 1"),
        ({"item": "good", "was_answered": True}, "you answered 1"),
        ({"item": "good", "was_answered": False}, "you left 1 empty"),
        ({"not": {"item": "good", "was_answered": True}}, "you left 1 empty"),
        (
            {"all": [FOOD, NO]},
            "you chose “food” at 1 and you chose “no” at 2",
        ),
        (
            {"not": {"any": [FOOD, NO]}},
            "you did not choose “food” at 1 and you did not choose “no” at 2",
        ),
    ],
)  # fmt: skip
def test_rules_are_said_by_the_numbers_on_the_paper(rule: dict[str, Any], words: str) -> None:
    survey = factories.a_survey(items=[factories.good(), factories.listened()])
    told = said.only_if(Rule.model_validate(rule), survey, {"good": 1, "listened": 2}, said.Say())
    assert told == f"Only if {words}."


def test_a_rule_on_many_questions_is_said_in_short() -> None:
    parts = [{"item": f"q-{n}", "was_answered": True} for n in (1, 2, 3, 5)]
    numbers = {f"q-{n}": n for n in range(1, 6)}
    told = said.only_if(
        Rule.model_validate({"any": parts}), factories.a_survey(), numbers, said.Say()
    )
    assert told == "Only if you answered any of 1–3, 5."


def test_one_age_reads_its_own_words_and_answers() -> None:
    options = [{"id": id_, "text": id_.upper()} for id_ in ("friends", "food")]
    versions = {"0-9": {"text": "What do you like?", "options": options}}
    (asked,) = a_form(factories.good(versions=versions), band="0-9").asked[1:-1]
    assert asked.text == "What do you like?"
    assert [tick.words for tick in asked.ticks] == ["FRIENDS", "FOOD"]


def test_the_bands_are_those_of_the_page_on_a_screen() -> None:
    for ages, names in screens.BANDS.items():
        assert said.BANDS[ages] == tuple(name._args[0] for name in names.values())
    helped = tuple(name._args[0] for name in screens.HELPED_NAMES.values())
    assert helped == said.HELPED
    assert paper_form.FACES == screens.FACES


def test_a_proof_says_that_it_is_one() -> None:
    assert said.PROOF in text_of(shown(a_form(proof=True)))
    assert said.PROOF not in text_of(shown(a_form()))


def test_words_that_look_like_a_page_are_only_words() -> None:
    form = a_form(factories.words(text="<script>alert(1)</script> & more"))
    assert "<script" not in shown(form)
    assert "<script>alert(1)</script> & more" in text_of(shown(form))


@pytest.mark.parametrize("survey", SHIPPED)
def test_every_shipped_survey_has_a_paper_in_word(survey: str) -> None:
    form = paper_form.of(load.load(paths.SURVEYS / survey), HOUSE)
    written = paper_form_word.write(form)
    assert written == paper_form_word.write(form)
    assert Document(io.BytesIO(written)).paragraphs
    assert len(shown(form)) > 1000


def in_arabic(survey: Survey) -> Survey:
    words = {
        place: translation.Said(english=translation.fingerprint(text), text=f"مرحبا {number}")
        for number, (place, text) in enumerate(translation.texts(survey).items())
    }
    return translation.translated(survey, translation.Translation("ar", "", words))


def test_arabic_is_read_from_right_to_left_with_our_own_words() -> None:
    survey = factories.a_survey(items=EVERY_KIND)
    own = house_words.catalogue("ar", house_words.shipped("ar"))
    form = paper_form.of(in_arabic(survey), HOUSE, language="ar", catalogue=own)
    assert form.right_to_left
    assert 'dir="rtl"' in shown(form)
    assert not set(said.BANDS["8-11"]) & {tick.words for tick in form.asked[0].ticks}
    with zipfile.ZipFile(io.BytesIO(paper_form_word.write(form))) as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314 - ours
    names = {node.tag.rpartition("}")[2] for node in document.iter()}
    assert {"bidi", "rtl", "bidiVisual"} <= names


def test_a_pdf_is_made_of_our_own_files_alone() -> None:
    written = paper_form_pdf.write(a_form(way=WAY))
    assert written.startswith(b"%PDF-")
    fetch = paper_form_pdf._fetcher().fetch
    assert fetch((paths.STATIC / "paper-form.css").as_uri())
    for address in ("file:///etc/passwd", "https://example.org/x.css", "data:text/css,x"):
        with pytest.raises(ValueError, match="our own files"):
            fetch(address)
    outside = (paths.STATIC / "..").as_uri() + "/voice/words.css"
    with pytest.raises(ValueError, match="our own files"):
        fetch(outside)


def test_our_pictures_are_drawn_the_same_each_time() -> None:
    paper_form_drawn.picture.cache_clear()
    first = paper_form_drawn.picture("face-3")
    paper_form_drawn.picture.cache_clear()
    assert first == paper_form_drawn.picture("face-3")
    assert first.startswith(b"\x89PNG")


@settings(max_examples=30, deadline=None)
@given(
    text=st.text(min_size=1, max_size=60).filter(str.strip),
    options=st.lists(st.text(min_size=1, max_size=40).filter(str.strip), min_size=2, max_size=12),
)
def test_any_words_stand_on_the_page(text: str, options: list[str]) -> None:
    given_ = [{"id": f"o-{n}", "text": words} for n, words in enumerate(options)]
    item = {"id": "any", "kind": "choice", "text": text, "options": given_}
    form = a_form(item)
    on_page = "".join(text_of(shown(form)).split())
    for words in (text, *options):
        assert "".join(words.split()) in on_page
