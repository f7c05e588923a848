"""Other languages at the child's door: only what a person approved, by a plain link, and never part
of an answer."""

import pytest
from bs4 import BeautifulSoup

from tests import factories, tongues
from tests.web.child_door import Front
from voice import house_words, translating
from voice.survey.translation import texts


@pytest.fixture
def arabic(front: Front) -> Front:
    """A questionnaire whose Arabic words, and ours, a person has approved."""
    tongues.approve_ours(front.database, "ar")
    tongues.translate(front.database, front.survey, "ar")
    return front


def links(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in page.select("#assent .tongues a")]


def test_a_language_is_offered_by_its_own_name_on_the_first_screen(arabic: Front) -> None:
    page = arabic.page()
    assert links(page) == ["?language=ar"]
    assert page.select("#assent .tongues a")[0].text == "العربية"
    assert page.select("#assent .tongues a")[0]["dir"] == "rtl"
    assert page.select_one("#languages") is None


def test_the_whole_page_is_in_the_language_that_is_asked_for(arabic: Front) -> None:
    page = arabic.page(f"{arabic.path}?language=ar")
    assert page.html
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert links(page) == ["?language=en"]
    said = page.text
    assert "ar How do you feel now?" in said
    assert "التالي" in said
    assert "Next" not in said
    shipped = set(house_words.shipped("ar").values())
    buttons = [button.text.strip() for button in page.select("#q-good .foot button, #q-good .pass")]
    assert set(buttons) <= shipped


def test_answers_are_the_same_ids_whatever_was_read(arabic: Front) -> None:
    page = arabic.page(f"{arabic.path}?language=ar")
    form = page.select_one("#survey")
    assert form
    assert form["action"] == f"{arabic.path}?language=ar"
    fields = arabic.fields(**{"q.feeling-now": "happy", "age_band": "10-16"})
    sent = arabic.client.post(str(form["action"]), data=fields)
    assert sent.location == f"{arabic.path}/thank-you?language=ar"
    assert ("feeling-now", "happy") in arabic.rows()
    assert "شكرًا" in arabic.page(sent.location).text


@pytest.mark.parametrize("asked", ["el", "xx", "ar_EG", "<b>", "ar&language=en", ""])
def test_what_is_not_offered_comes_in_english(arabic: Front, asked: str) -> None:
    page = arabic.page(f"{arabic.path}?language={asked}")
    if asked.startswith("ar&"):
        return
    assert page.html
    assert page.html["lang"] == "en-GB"
    assert "Next" in page.text


def test_nothing_is_offered_until_both_are_approved(front: Front) -> None:
    assert links(front.page()) == []
    tongues.translate(front.database, front.survey, "ar")
    assert links(front.page()) == []
    tongues.approve_ours(front.database, "ar")
    assert links(front.page()) == ["?language=ar"]
    translating.disapprove(front.database, front.survey.fingerprint, "ar")
    assert links(front.page()) == []


def test_a_changed_word_waits_for_somebody_to_read_it(arabic: Front) -> None:
    owner, english = arabic.survey.fingerprint, texts(arabic.survey)
    translating.put(arabic.database, owner, "ar", english, {"title": "كيف حالك؟"})
    assert links(arabic.page()) == []
    tongues.approve(arabic.database, owner, "ar", english)
    assert "كيف حالك؟" in arabic.page(f"{arabic.path}?language=ar").text


def test_a_changed_word_of_ours_waits_too_and_is_then_read(arabic: Front) -> None:
    english = {one.place: one.english for one in house_words.phrases("ar")}
    (next_,) = (place for place, words in english.items() if words == "Next")
    translating.put(
        arabic.database,
        translating.OURS,
        "ar",
        english,
        {next_: "إلى الأمام"},
        wrong=tongues.nothing,
    )
    assert links(arabic.page()) == []
    tongues.approve(arabic.database, translating.OURS, "ar", english)
    assert "إلى الأمام" in arabic.page(f"{arabic.path}?language=ar").text


def test_the_first_screen_of_another_language_weighs_no_more_than_it_may(arabic: Front) -> None:
    page = arabic.client.get(f"{arabic.path}?language=ar", headers={"Accept-Encoding": "gzip"})
    assert len(page.data) < 14_000
    assert factories.CODE in page.headers.get("Location", arabic.path)
