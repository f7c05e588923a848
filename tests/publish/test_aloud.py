"""Young people's own words in a paper: only the words, beautifully, and nothing beside them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.papers import (
    COMING,
    FOOD,
    GOOD,
    LINES,
    OURS,
    OWN,
    TEMPLATE,
    a_material,
    a_paper,
    an_event,
    headings,
    section,
    texts,
    told,
)
from tests.releases import a_release
from voice.analysis.aloud import Asked, Line
from voice.publish import page, word
from voice.publish.blocks import Bullets, Heading, Numbered, Quotation, Said

WORDS = "In young people’s own words"


def test_a_message_is_a_quotation_with_its_signature() -> None:
    (message,) = [b for b in section(a_paper(), WORDS) if isinstance(b, Quotation)]
    assert message == Quotation("“We want to choose what our newsletter is about.”", OURS)


def test_messages_come_first_then_what_was_said_together_then_what_each_wrote() -> None:
    names = [b.text for b in section(a_paper(), WORDS) if isinstance(b, Heading) and b.level == 3]
    assert names == [
        "Messages to councillors",
        "Said together in our groups",
        "Written by young people",
        "Ideas",
        "Moments worth telling",
    ]


def test_what_was_said_stands_below_its_question_and_the_starred_first() -> None:
    blocks = section(a_paper(), "Said together in our groups")
    assert blocks[1:] == [
        Heading(4, COMING.text),
        Said(("“Ask anything, even twice”", "“Bring your own pillow”"), starred=1),
        Heading(4, GOOD.text),
        Said(("“Days out”",)),
    ]


def test_what_is_starred_is_explained_only_where_something_is() -> None:
    plain = tuple(replace(line, starred=False) for line in LINES)
    assert "in bold" in told(a_paper(), WORDS)
    assert "in bold" not in told(a_paper(lines=plain), WORDS)


def test_a_quote_is_of_a_young_person_of_a_season_and_nothing_more() -> None:
    assert section(a_paper(), "Written by young people") == [
        Numbered(f"Each of these lines was written by {OWN}, who said that we may use the words."),
        Heading(4, GOOD.text),
        Said(("“You can be a ‘buddy’ one day.”",)),
    ]


def test_ideas_are_told_once_without_counts_and_not_as_somebodys_words() -> None:
    twice = (*LINES, Line("burgers.", "idea", FOOD), Line("Burgers", "idea", FOOD))
    for lines in (LINES, twice):
        *_, said = section(a_paper(lines=lines), "Ideas")
        assert said == Said(("Burgers", "Fruit on sticks"))


def test_many_short_lines_stand_one_after_the_other() -> None:
    words = ("kind", "fair", "try harder", "hope")
    lines = tuple(Line(word, "remark", GOOD, OWN) for word in words)
    *_, said = section(a_paper(lines=lines), "Written by young people")
    assert said == Said(("“fair”; “hope”; “kind”; “try harder”",))
    *_, said = section(a_paper(lines=lines[1:]), "Written by young people")
    assert said == Said(("“fair”", "“hope”", "“try harder”"))


def test_a_moment_is_told_without_quotation_marks() -> None:
    *_, said = section(a_paper(), "Moments worth telling")
    assert said == Said(("Somebody quiet explained the rules to everybody else.",))


def test_who_came_and_what_was_said_are_sections_apart() -> None:
    names = headings(a_paper(), 2)
    assert [names.index(name) for name in ("Who came", WORDS, "What we heard")] == [0, 1, 2]
    came = told(a_paper(), "Who came")
    assert not [line.text for line in LINES if line.text in came]
    assert not [line.asked.text for line in LINES if line.asked and line.asked.text in came]


@pytest.mark.parametrize("name", ["Pond dipping day", "Riverside Hall", "Fenland", "Otters"])
def test_no_event_place_or_group_is_named_beside_words(name: str) -> None:
    """What is known of the events does not reach the section, whatever the events are called."""
    event = an_event(date(2026, 9, 5), "Pond dipping day", came=3, group="Otters")
    named = replace(event, place="Riverside Hall", place_safe=True)
    with_it, without = a_paper(happened=(named,)), a_paper(happened=())
    assert section(with_it, WORDS) == section(without, WORDS)
    assert name not in told(with_it, WORDS)


def test_nothing_says_how_many_said_a_line() -> None:
    many = tuple(replace(line) for line in LINES for _ in range(7))
    assert section(a_paper(lines=many), WORDS) == section(a_paper(), WORDS)


def test_the_summary_begins_with_the_messages_of_young_people() -> None:
    (points,) = section(a_paper(), "Summary")
    assert isinstance(points, Bullets)
    assert points.items[0] == (
        f"To councillors from {OURS}: “We want to choose what our newsletter is about.”"
    )


def test_the_summary_repeats_two_messages_at_the_most() -> None:
    messages = tuple(Line(f"We like day {n}.", "message", signed=OURS) for n in range(5))
    (points,) = section(a_paper(lines=messages), "Summary")
    assert isinstance(points, Bullets)
    assert len([point for point in points.items if point.startswith("To councillors")]) == 2


def test_without_words_there_is_no_section() -> None:
    assert WORDS not in headings(a_paper(lines=()), 2)
    assert "councillors from" not in " ".join(texts(a_paper(lines=())))


NOT_TOLD = "Which group said what is not told."


@pytest.mark.parametrize(("spoke", "said"), [(0, False), (1, False), (2, True)])
def test_a_paper_hides_which_group_spoke_only_where_several_did(spoke: int, said: bool) -> None:
    text = told(a_paper(spoke=spoke), WORDS)
    assert "How many said a line is not told." in text
    assert (NOT_TOLD in text) == said


def test_a_paper_does_not_say_it_hides_a_group_that_signed_with_its_name() -> None:
    lines = (*LINES, Line("We want hot lunches.", "message", signed="Just Us"))
    assert NOT_TOLD not in told(a_paper(spoke=2, lines=lines), WORDS)


def test_a_worker_may_say_something_before_the_words() -> None:
    written = section(a_paper(words={"own-words": "These came by post."}), WORDS)
    assert written[1] == Numbered("These came by post.")
    alone = a_paper(lines=(), words={"own-words": "Nobody wanted to say anything."})
    assert section(alone, WORDS) == [Numbered("Nobody wanted to say anything.")]


def test_questionnaires_come_in_the_order_of_the_form() -> None:
    lines = (
        Line("Soup", "card", Asked("stall", 0, "What food?")),
        Line("Days out", "card", Asked("care-leavers-check-in", 3, "What is good?")),
        Line("Cake", "card", Asked("another", 0, "What else?")),
    )
    order = ("care-leavers-check-in", "stall")
    blocks = section(a_paper(lines=lines, order=order), "Said together in our groups")
    asked = [block.text for block in blocks if isinstance(block, Heading)]
    assert asked == ["What is good?", "What food?", "What else?"]


def test_words_are_text_in_every_file_whatever_is_in_them() -> None:
    lines = (Line("<b>Chips</b> & ketchup\nalways", "card", GOOD),)
    html = page.write(a_paper(lines=lines))
    assert "“&lt;b&gt;Chips&lt;/b&gt; &amp; ketchup always”" in html
    assert word.write(a_paper(lines=lines), TEMPLATE)


def test_what_was_said_needs_no_release() -> None:
    """A session of three leaves its words, though no answer can be told."""
    paper = a_paper(releases=(a_release(),), earlier=())
    assert "Bring your own pillow" in told(paper, WORDS)


def test_the_same_lines_in_another_order_give_the_same_bytes() -> None:
    turned = a_paper(lines=LINES[::-1])
    assert page.write(turned) == page.write(a_paper())
    assert word.write(turned, TEMPLATE) == word.write(a_paper(), TEMPLATE)


def test_a_workers_notice_stands_before_everything() -> None:
    paper = a_paper(words={"notice": "The words in it were made up."})
    assert texts(paper).index("The words in it were made up.") < texts(paper).index("Summary")
    assert a_material().words == {}
