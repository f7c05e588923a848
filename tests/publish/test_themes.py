"""Themes in a paper: named, with their questions and words, and without how many wrote."""

from tests.papers import a_material, a_paper, headings, section, the_form, told
from voice.analysis.aloud import IDEA, REMARK, Asked, Line
from voice.analysis.themes import ToldTheme
from voice.publish import themes
from voice.publish.blocks import Numbered, Paragraph, Said

HEADING = "What young people wrote about"
NEXT, GOOD = Asked("s", 0, "What next?"), Asked("s", 1, "What is good")
HOME = ToldTheme("Home", (NEXT, GOOD), Line("I want a “big” pet", REMARK))
WORKERS = ToldTheme("PAs and workers", (NEXT,), Line("Write back sooner", IDEA))
FUN = ToldTheme("Fun, trips and hobbies", (GOOD,), None)


def test_themes_are_named_in_one_sentence_and_then_each_with_its_questions() -> None:
    said = told(a_paper(themes=(HOME, WORKERS, FUN)), HEADING)
    assert "Young people wrote about: home; PAs and workers; fun, trips and hobbies." in said
    assert "It came up in answers to “What next?” and “What is good”." in said
    assert "It came up in answers to “What next?”" in said
    assert "“What next?”." not in said


def test_words_that_carry_a_theme_stand_under_it_and_ideas_without_quotation_marks() -> None:
    blocks = section(a_paper(themes=(HOME, WORKERS, FUN)), HEADING)
    assert [one.items for one in blocks if isinstance(one, Said)] == [
        ("“I want a ‘big’ pet”",),
        ("Write back sooner",),
    ]


def test_it_says_the_rule_and_no_number_but_those_of_the_rule() -> None:
    blocks = section(a_paper(themes=(HOME, FUN)), HEADING)
    numbered = [one for one in blocks if isinstance(one, Numbered)]
    assert "at least five answers" in numbered[-1].text
    assert "at least 10 answered" in numbered[-1].text
    assert "came up in fewer answers, or in none" in numbered[-1].text
    assert not any(letter.isdigit() for one in numbered[:-1] for letter in one.text)


def test_without_themes_the_section_is_left_out_unless_somebody_wrote_there() -> None:
    assert HEADING not in headings(a_paper(), 2)
    words = [Paragraph("We sort from spring on.")]
    assert themes.themes(a_material(), the_form(), list(words)) == words
