"""Papers that were made, and the words written for them."""

from datetime import date

from voice.store import papers
from voice.store.db import Database
from voice.store.papers import PaperRecord

SEPTEMBER, NOVEMBER = date(2019, 9, 18), date(2019, 11, 20)


def test_a_paper_knows_the_papers_before_it(database: Database) -> None:
    with database.writing() as connection:
        papers.note(connection, NOVEMBER, date(2019, 11, 1), {"paper.docx": "ab"})
        papers.note(connection, SEPTEMBER, date(2019, 9, 1), {})
        before = papers.before(connection, NOVEMBER)
        kept = papers.all_papers(connection)
    assert before == [PaperRecord(SEPTEMBER, date(2019, 9, 1), {})]
    assert [paper.meeting for paper in kept] == [SEPTEMBER, NOVEMBER]


def test_a_paper_made_again_takes_the_place_of_the_first(database: Database) -> None:
    with database.writing() as connection:
        papers.note(connection, NOVEMBER, date(2019, 11, 1), {"paper.docx": "ab"})
        papers.note(connection, NOVEMBER, date(2019, 11, 8), {"paper.docx": "cd"})
        kept = papers.all_papers(connection)
    assert kept == [PaperRecord(NOVEMBER, date(2019, 11, 8), {"paper.docx": "cd"})]


def test_words_belong_to_a_meeting_and_a_section(database: Database) -> None:
    with database.writing() as connection:
        papers.put_words(connection, NOVEMBER, "impact", "First words")
        papers.put_words(connection, NOVEMBER, "impact", " We changed the invitation. \n")
        papers.put_words(connection, SEPTEMBER, "impact", "Something else")
        written = papers.words_of(connection, NOVEMBER)
    assert written == {"impact": "We changed the invitation."}


def test_empty_words_are_not_the_same_as_no_words(database: Database) -> None:
    with database.writing() as connection:
        papers.put_words(connection, NOVEMBER, "impact", "")
        papers.put_words(connection, NOVEMBER, "staffing", "Two workers.")
        papers.drop_words(connection, NOVEMBER, "staffing")
        written = papers.words_of(connection, NOVEMBER)
    assert written == {"impact": ""}
