"""Words in other languages: written beside the English, read by a person, and only then offered."""

import io
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests import factories, tongues
from tests.survey.operations import a_draft
from tests.web.visiting import TODAY, Visit, banner, text
from voice import drafting, house_words, paths, publishing, translating
from voice.exchange import workbook
from voice.store import trail, translations
from voice.store.db import Database
from voice.survey import draft_texts
from voice.survey.editing import Operation

pytestmark = pytest.mark.usefixtures("quick_hashing")
OURS = "/our-words"


@pytest.fixture
def draft(database: Database) -> str:
    return drafting.start_from_data(database, a_draft(), "ada", TODAY).id


@pytest.fixture
def here(draft: str) -> str:
    return f"/studio/{draft}/words/ar"


@pytest.fixture
def english(database: Database, draft: str) -> dict[str, str]:
    with database.reading() as connection:
        return draft_texts.by_place(drafting.open_draft(connection, draft).data)


def in_arabic(english: dict[str, str], prefix: str = "f:") -> dict[str, Any]:
    return {f"{prefix}{place}": f"قل {words}" for place, words in english.items()}


def kept(visit: Visit, path: str, **given: str) -> dict[str, Any]:
    """One text as the script of the page sends it."""
    token = visit.see(path).select_one("[name=csrf_token]")
    assert token
    data = {"csrf_token": str(token["value"])} | given
    answer = visit.client.post(path, data=data, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json
    return found


def approve(visit: Visit, path: str, **given: str) -> BeautifulSoup:
    digest = visit.see(path).select_one("[name=digest]")
    assert digest
    given = {"role": "interpreter", "read": "yes", "digest": str(digest["value"])} | given
    return visit.sent(f"{path}/approve", **given)


def test_a_language_is_begun_from_the_list(worker: Visit, draft: str) -> None:
    page = worker.see(f"/studio/{draft}/words")
    assert "It is in English alone so far." in text(page.main)
    names = [text(option) for option in page.select("#language option")]
    assert "Arabic – العربية" in names
    assert names == sorted(names)
    begun = worker.client.get(f"/studio/{draft}/words?language=ar")
    assert begun.headers["Location"].endswith(f"/studio/{draft}/words/ar")
    assert [text(tab) for tab in page.select(".studio-tabs__one[aria-current]")] == [
        "Other languages"
    ]


def test_every_text_stands_beside_its_english(
    worker: Visit, here: str, english: dict[str, str]
) -> None:
    page = worker.see(here)
    assert [text(row) for row in page.select(".words-row__said")] == list(english.values())
    boxes = page.select("textarea")
    assert {(box["lang"], box["dir"]) for box in boxes} == {("ar", "rtl")}
    assert f"{len(english)} missing" in text(page.select_one("#words-summary"))
    assert page.select_one("#role") is None


def test_the_form_keeps_all_that_was_written(
    worker: Visit, here: str, english: dict[str, str]
) -> None:
    page = worker.sent(here, **in_arabic(english))
    assert f"{len(english)} texts are kept." in banner(page)
    assert [box.text.strip() for box in page.select("textarea")] == [
        f"قل {words}" for words in english.values()
    ]
    assert "To be read and approved" in text(page.select_one("#words-summary"))


def test_one_text_is_kept_as_somebody_types(worker: Visit, here: str) -> None:
    told = kept(worker, here, **{"f:title": " مرحبا ", "b:title": ""})
    assert told["kept"] == {"title": "مرحبا"}
    assert told["states"] == {"title": "there"}
    assert "missing" in told["parts"]["words-summary"]
    assert kept(worker, here, **{"f:title": "", "b:title": "مرحبا"})["states"] == {
        "title": "missing"
    }


def test_what_somebody_else_wrote_is_never_written_over(worker: Visit, here: str) -> None:
    kept(worker, here, **{"f:title": "مرحبا", "b:title": ""})
    told = kept(worker, here, **{"f:title": "أهلا", "b:title": ""})
    assert told["kept"] == {}
    assert "Somebody else wrote here: “مرحبا”." in told["faults"][0]["wrong"]
    assert kept(worker, here, **{"f:title": "أهلا", "b:title": "مرحبا"})["kept"] == {
        "title": "أهلا"
    }


def test_a_text_that_is_too_long_stays_in_its_box(worker: Visit, here: str) -> None:
    page = worker.refused(here, **{"f:title": "ا" * 401, "f:purpose": "لماذا"})
    assert "This has 401 letters." in text(page.select_one(".govuk-error-summary"))
    box = page.select_one("[name='f:title']")
    assert box
    assert box.text.strip() == "ا" * 401
    assert page.select_one("#w-purpose[data-state=there]")


def test_nobody_approves_what_is_not_whole_or_was_not_read(
    worker: Visit, here: str, english: dict[str, str]
) -> None:
    assert "are not all there" not in text(worker.see(here).main)
    worker.refused(f"{here}/approve", role="interpreter", read="yes", digest="x")
    worker.sent(here, **in_arabic(english))
    digest = str(worker.see(here).select_one("[name=digest]")["value"])  # type: ignore[index]
    unread = worker.refused(f"{here}/approve", role="interpreter", digest=digest)
    assert "Read all, then tick the box." in text(unread.main)
    nobody = worker.refused(f"{here}/approve", role=" ", read="yes", digest=digest)
    assert "Write a role, such as interpreter." in text(nobody.main)
    old = worker.refused(f"{here}/approve", role="interpreter", read="yes", digest="old")
    assert "Read what is new, then approve." in text(old.main)


def test_an_approval_names_the_role_and_the_day_and_is_on_the_trail(
    worker: Visit, here: str, english: dict[str, str], database: Database
) -> None:
    worker.sent(here, **in_arabic(english))
    page = approve(worker, here)
    assert "Arabic is approved." in banner(page)
    assert "approved by: interpreter, 20 November 2019" in text(page.main)
    assert "our own words in Arabic are approved too" in text(page.main)
    with database.reading() as connection:
        lines = [line.says for line in trail.lines(connection)]
    assert "approved words in another language a-survey ar" in lines


def test_a_changed_word_ends_the_approval(
    worker: Visit, here: str, english: dict[str, str]
) -> None:
    worker.sent(here, **in_arabic(english))
    approve(worker, here)
    told = kept(worker, here, **{"f:title": "أهلا", "b:title": f"قل {english['title']}"})
    assert "Changed since approved" in told["parts"]["words-summary"]
    assert "Words have changed since" in text(worker.see(here).main)
    approve(worker, here)
    page = worker.sent(f"{here}/take-back")
    assert "To be read and approved" in text(page.main)


def test_changed_english_is_told_and_may_be_said_to_be_the_same(
    worker: Visit, here: str, draft: str, english: dict[str, str], database: Database
) -> None:
    worker.sent(here, **in_arabic(english))
    operation = Operation("set", given={"field": "purpose", "value": "We want to know more."})
    drafting.apply(database, draft, operation, 1, "ada", TODAY)
    page = worker.see(here)
    assert "1 English text changed" in text(page.select_one("#words-summary"))
    assert len(worker.see(f"{here}?only=open").select(".words-row")) == 1
    said = f"قل {english['purpose']}"
    same = {"f:purpose": said, "b:purpose": said, "s:purpose": "yes"}
    assert kept(worker, here, **same)["states"] == {"purpose": "there"}


def test_what_was_said_before_is_put_in(
    worker: Visit, here: str, english: dict[str, str], database: Database
) -> None:
    survey = factories.a_survey(purpose=english["purpose"])
    tongues.translate(database, survey, "ar")
    page = worker.see(here)
    assert re.search(r"Put in \d+ texts? that we had before", text(page.main))
    page = worker.sent(f"{here}/fill")
    assert f"ar {english['purpose']}" in page.select_one("#t-purpose, [name='f:purpose']").text  # type: ignore[union-attr]
    assert "that we had before" not in text(page.select_one(".words-ways"))


def test_a_sheet_goes_to_a_translator_and_comes_back(
    worker: Visit, here: str, english: dict[str, str]
) -> None:
    sent = worker.client.get(f"{here}/words.xlsx")
    (sheet,) = workbook.of(sent.data, "words.xlsx").sheets
    assert [row.cells[2] for row in sheet.rows[1:]] == list(english.values())
    lines = ["English,Arabic,Leave this as it is", f"{english['title']},أهلا,title", "x,y,nowhere"]
    file = (io.BytesIO("\n".join(lines).encode()), "words.csv")
    page = worker.sent(f"{here}/sheet", sheet=file)
    assert "1 row left out: the survey has no such text now." in text(page.main)
    assert page.select_one("[name='b:title'][value='أهلا']")
    empty = worker.refused(f"{here}/sheet", sheet=(io.BytesIO(b"a,b\n1,2"), "other.csv"))
    assert "is not the sheet that we gave." in text(empty.main)
    worker.refused(f"{here}/sheet")


@pytest.mark.parametrize("language", ["en", "xx", "ar_EG.UTF-8", "en-GB<"])
def test_what_is_no_other_language_is_not_found(worker: Visit, draft: str, language: str) -> None:
    worker.see(f"/studio/{draft}/words/{language}", 404)


def test_a_draft_that_is_gone_is_not_found(worker: Visit) -> None:
    worker.see("/studio/gone/words", 404)
    worker.see("/surveys/gone/words", 404)


def test_words_go_with_a_draft_to_its_edition_and_on_to_the_next(
    worker: Visit, here: str, draft: str, english: dict[str, str], database: Database
) -> None:
    worker.sent(here, **in_arabic(english))
    approve(worker, here)
    fingerprint = publishing.publish(database, draft, 1, {}, paths.SURVEYS)
    with database.reading() as connection:
        assert translations.languages(connection, draft) == []
        assert translations.languages(connection, fingerprint) == ["ar"]
        survey = publishing.openable(connection, {})["a-survey"]
    page = worker.see("/surveys/a-survey/words/ar")
    assert "Approved; our own words are not yet" in text(page.main)
    tongues.approve_ours(database, "ar")
    found = translating.offered(database, survey, fingerprint, paths.SURVEYS / "none")
    assert list(found.surveys) == ["en", "ar"]
    assert "Offered to children" in text(worker.see("/surveys/a-survey/words").main)
    again = drafting.start_edition(database, survey, "ada", TODAY)
    page = worker.see(f"/studio/{again.id}/words")
    assert "Offered once published" in text(page.main)


# Our own words


def test_arabic_comes_with_the_program_and_is_not_approved(worker: Visit) -> None:
    page = worker.see(OURS)
    assert "Arabic العربية To be read and approved" in text(page.main)
    page = worker.see(f"{OURS}/ar")
    assert "No person has approved them" in text(page.main)
    assert "missing" not in text(page.select_one("#words-summary"))


def test_our_own_words_are_approved_and_changed_like_others(
    worker: Visit, database: Database
) -> None:
    page = approve(worker, f"{OURS}/ar", role="Arabic-speaking support worker")
    assert "Surveys that are approved in Arabic offer it now." in text(page.main)
    with database.reading() as connection:
        assert list(translating.spoken(connection)) == ["ar"]
    (next_,) = (one.place for one in house_words.phrases("ar") if one.english == "Next")
    kept(worker, f"{OURS}/ar", **{f"f:{next_}": "إلى الأمام", f"b:{next_}": "التالي"})
    with database.reading() as connection:
        assert translating.spoken(connection) == {}


def test_a_gap_must_stay_a_gap(worker: Visit) -> None:
    (place,) = (one.place for one in house_words.phrases("ar") if one.english == "Go to %(host)s.")
    for said, wrong in (
        ("اذهب", "%(host)s must stand in it as it is"),
        ("%(host)s %(lead)s", "%(lead)s does not stand in the English"),
        ("%(host)s 100%", "A % by itself cannot be shown."),
    ):
        told = kept(worker, f"{OURS}/ar", **{f"f:{place}": said})
        assert wrong in told["faults"][0]["wrong"]
    assert kept(worker, f"{OURS}/ar", **{f"f:{place}": "%(host)s هناك"})["faults"] == []


def test_a_number_that_is_alone_may_be_said_in_words(worker: Visit) -> None:
    page = worker.see(f"{OURS}/ar")
    assert "For 2" in text(page.main)
    assert "For 3, 4, 5, 6 …" in text(page.main)
    (place,) = (
        one.place
        for one in house_words.phrases("ar")
        if one.numbers == (2,) and one.english.startswith("About")
    )
    assert kept(worker, f"{OURS}/ar", **{f"f:{place}": "دقيقتان"})["faults"] == []


def test_a_language_that_we_do_not_ship_begins_empty(worker: Visit) -> None:
    page = worker.see(f"{OURS}/uk")
    assert len(page.select(".words-row[data-state=missing]")) == len(house_words.phrases("uk"))
