"""What the example council's team sorted, and what its paper says of it."""

from tests.example.conftest import Council
from voice import theming
from voice.people import Who
from voice.store import codings
from voice.web.worker.theme_cards import Cards


def test_something_is_sorted_something_waits_and_two_differ(council: Council) -> None:
    with council.database.reading() as connection:
        questions = Cards(connection, Who("reviewer", "reviewer")).questions()
        different = theming.differences(connection, "reviewer")
        texts = codings.texts(connection)
    assert any(one.waiting for one in questions)
    assert any(not one.waiting for one in questions)
    assert {one.text.words for one in different} == {
        "I like it when somebody reads to me.",
        "I wish the taxi was the same person.",
        "Answer when I call",
        "Cooking",
    }
    assert len(texts) > 300


def test_the_paper_names_themes_and_no_number_of_texts(council: Council) -> None:
    page = (council.papers / "2026-11-18" / "index.html").read_text(encoding="utf-8")
    assert "What young people wrote about" in page
    assert "Young people wrote about: " in page
    assert "What young people wrote about" not in (
        council.papers / "2019-11-20" / "index.html"
    ).read_text(encoding="utf-8")
