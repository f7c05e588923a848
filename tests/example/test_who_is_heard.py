"""The example council says who is heard and who is not, on its page and in its paper."""

from tests.example.conftest import Council
from voice import unheard
from voice.analysis import policy


def test_a_year_that_is_over_says_who_came_less_often_than_their_share(council: Council) -> None:
    rules = policy.read(council.settings.policy)
    with council.database.reading() as connection:
        told = unheard.of_year(connection, 2025, rules).told
    assert told.fewer == (
        (
            "Unaccompanied asylum-seeking young people are about 1 in 9 of those we look after, and"
            " none of those who came."
        ),
        (
            "Young people living out of county are about 1 in 4 of those we look after, and about "
            "1 in 10 of those who came."
        ),
    )


def test_the_year_that_goes_on_tells_age_bands_alone(council: Council) -> None:
    rules = policy.read(council.settings.policy)
    with council.database.reading() as connection:
        heard = unheard.of_year(connection, 2026, rules)
    assert heard.told.fewer[0].startswith("Young people aged 17 and over are about half")
    assert all("aged" in row[0].lower() for row in heard.told.fact.table.rows)
    assert heard.everybody
    assert heard.everybody.came < heard.everybody.signed_up


def test_the_paper_tells_both(council: Council) -> None:
    page = (council.papers / "2026-11-18" / "index.html").read_text(encoding="utf-8")
    assert "Who we hear and who we do not" in page
    assert "about 1 in 10 of those who came" in page
    assert (council.papers / "2026-11-18" / "charts" / "who-is-heard-2025.svg").is_file()
    earlier = (council.papers / "2019-11-20" / "index.html").read_text(encoding="utf-8")
    assert "Who we hear and who we do not" not in earlier
