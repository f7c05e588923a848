"""What a paper says: the form of the council, facts apart from answers, nothing made up."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.papers import (
    a_material,
    a_paper,
    an_event,
    headings,
    promise,
    section,
    summer,
    texts,
    the_form,
    told,
)
from tests.releases import YES_NO, a_release, a_row, a_table
from voice.analysis.aloud import Line
from voice.analysis.safe import NotShown
from voice.publish import compose
from voice.publish.blocks import Bullets, Figure, Front, Heading, Numbered, Paper, Paragraph, Table


def test_a_paper_begins_with_the_lines_of_the_form() -> None:
    front = a_paper().blocks[0]
    assert isinstance(front, Front)
    lines = dict(front.lines)
    assert lines["Meeting date"] == "18 November 2026"
    assert lines["From"] == "The participation manager"
    assert lines["Officer contact"] == (
        "Post: the participation manager\nEmail: participation@example.gov.uk"
    )


def test_a_line_of_the_front_without_an_answer_is_left_out() -> None:
    front = a_paper(words={"officer-contact": "Name:\nPost: Manager\nTel:"}).blocks[0]
    assert isinstance(front, Front)
    assert dict(front.lines)["Officer contact"] == "Post: Manager"


def test_who_came_and_what_we_heard_are_separate_sections() -> None:
    paper = a_paper()
    came, heard = told(paper, "Who came"), told(paper, "What we heard")
    assert "9 signed up and 5 came." in came
    assert "How do you feel" not in came
    assert "Just Us session" not in heard


def test_events_stand_by_group_and_day_with_day_and_place_in_bold() -> None:
    events = section(a_paper(), "Who came")
    leads = [block.lead for block in events if isinstance(block, Numbered) and block.lead]
    assert leads == [
        "Saturday 5 September 2026: Just Us session, Fenland.",
        "Saturday 19 September 2026: Just Us session, Fenland.",
        "Saturday 26 September 2026: Autumn meeting, Fenland.",
    ]


def test_all_groups_are_added_up_exactly() -> None:
    (table,) = [block for block in section(a_paper(), "Who came") if isinstance(block, Table)]
    assert table.grid.rows == (
        ("Just Us groups", "1", "1", "9", "5"),
        ("Voices Matter", "1", "0", "not written down", "18"),
        ("All groups", "2", "1", "9", "23"),
    )


def test_the_summary_tells_a_question_once_with_more_answers() -> None:
    few, many = (
        a_table([a_row(counts)], YES_NO, "heard", "Had you heard?", kind="choice", survey=survey)
        for survey, counts in (("how-are-you", (5, 5, 5)), ("our-promise", (9, 9, 9)))
    )
    (points,) = section(a_paper(releases=(a_release([few, many]),), earlier=()), "Summary")
    assert isinstance(points, Bullets)
    asked = [point for point in points.items if "Had you heard?" in point]
    assert len(asked) == 1
    assert asked[0].startswith("Had you heard? Of 27 answers, 9 were ‘Yes’")


def test_sections_that_say_the_same_are_named_in_one_line() -> None:
    paper = a_paper(words={"implications-health": "A nurse will come."})
    found = section(paper, "Significant implications")
    assert isinstance(found[0], Numbered)
    assert found[0].text == "The Participation Service has named none."
    assert found[0].lead.startswith("Resource implications; Procurement,")
    assert [block.text for block in found if isinstance(block, Heading)] == [
        "Statutory, legal and risk implications",
        "Engagement and communications implications",
        "Public health implications",
    ]


def test_events_of_other_organisations_stand_in_their_own_section() -> None:
    paper = a_paper()
    assert "Arts Award" in told(paper, "Events of other organisations we supported")
    assert "Arts Award" not in told(paper, "Who came")


def test_every_chart_stands_between_its_sentence_and_its_table() -> None:
    blocks = a_paper().blocks
    places = [place for place, block in enumerate(blocks) if isinstance(block, Figure)]
    assert len(places) == 6
    for place in places:
        assert isinstance(blocks[place - 1], Numbered | Paragraph)
        assert isinstance(blocks[place + 1], Table)


def test_a_series_follows_the_question_it_is_of() -> None:
    paper = a_paper()
    names = [finding.name for finding in paper.findings]
    place = names.index("our-promise-heard-2026-p5")
    assert names[place + 1] == "our-promise-heard-by-period-2026-p5"


def test_breakdowns_stand_in_an_appendix() -> None:
    appendix = told(a_paper(), "Answers by age band and other groupings")
    assert "By age band" in appendix
    assert "17 and over" in appendix


def test_what_is_told_in_words_has_a_sentence_and_no_chart() -> None:
    heard = section(a_paper(), "Do you feel listened to?")
    assert heard == [Numbered("‘Yes’: most or all of the 22 answers.")]


def test_what_is_not_shown_is_one_table_with_its_reasons() -> None:
    (table,) = section(a_paper(), "What is not shown, and why")
    assert isinstance(table, Table)
    assert table.title == "Not shown for September to October 2026"
    assert table.grid.rows == (
        (
            "How are you?",
            "How do you feel about where you live?",
            "By group and by month: fewer than 10 answers so far. Two more sessions.",
        ),
    )


def test_questions_with_the_same_reasons_share_a_line() -> None:
    gone = [
        NotShown("how-are-you", item, f"{item}?", "group", "Too few.", "More.")
        for item in ("one", "two", "three")
    ]
    paper = a_paper(releases=(a_release([], gone),))
    (table,) = section(paper, "What is not shown, and why")
    assert isinstance(table, Table)
    assert [row[1] for row in table.grid.rows] == ["One? Two? Three?"]


def test_the_summary_holds_events_messages_changes_and_plans() -> None:
    (points,) = section(a_paper(), "Summary")
    assert isinstance(points, Bullets)
    assert points.items[1] == (
        "2 events took place from 1 September to 31 October 2026 and 1 event was cancelled;"
        " people came 23 times."
    )
    assert (
        "Had you heard of the Promise? Of 22 answers, 7 were ‘Yes’ and 15 ‘Not sure’; nobody gave"
        " ‘No’."
    ) in points.items
    assert (
        "Had you heard of the Promise? Answers changed since July to August 2026. A change is told"
        " where it is larger than chance would easily bring if every answer came from a different"
        " young person."
    ) in points.items
    assert points.items[-1] == "1 event is planned after the cut-off, 31 October 2026."


def test_a_long_summary_has_eight_points_and_young_people_speak_first() -> None:
    tables = [
        a_table([a_row((9, 9, 9))], YES_NO, "q", f"Question {n}?", kind="choice", survey=f"s{n}")
        for n in range(12)
    ]
    lines = tuple(Line(f"We like day {n}.", "message", signed="Just Us") for n in range(5))
    paper = a_paper(releases=(a_release(tables),), earlier=(), lines=lines)
    (points,) = section(paper, "Summary")
    assert isinstance(points, Bullets)
    assert len(points.items) <= 8
    assert [point[:14] for point in points.items[:2]] == ["To councillors"] * 2
    assert sum("Question" in point for point in points.items) == the_form().messages_in_summary
    assert all(points.items)


def test_a_workers_summary_takes_the_place_of_ours() -> None:
    paper = a_paper(words={"summary": "- We met.\n- We listened."})
    assert section(paper, "Summary") == [Bullets(("We met.", "We listened."))]


def test_words_of_a_worker_are_paragraphs_and_bullets() -> None:
    words = "Because they said so, we moved it.\n\nNext:\n- letters\n- a {meeting} {unknown}"
    assert section(a_paper(words={"impact": words}), "Impact") == [
        Numbered("Because they said so, we moved it."),
        Numbered("Next:"),
        Bullets(("letters", "a 18 November 2026 {unknown}")),
    ]


def test_nothing_is_asserted_that_nobody_wrote() -> None:
    """No impact unless a worker wrote it; and no gap to be filled in."""
    paper = a_paper()
    assert "Impact" not in headings(paper, 2)
    assert "to be completed" not in " ".join(texts(paper)).lower()


def test_an_assurance_line_stands_where_it_was_written() -> None:
    written = "Every worry was acted on the same day, every time."
    paper = a_paper(words={"assurance": written})
    assert section(paper, "When a young person is not safe") == [Numbered(written)]


@pytest.mark.parametrize("words", [{}, {"assurance": ""}, {"assurance": " \n"}])
def test_a_paper_nobody_wrote_the_assurance_of_says_so(words: dict[str, str]) -> None:
    assert section(a_paper(words=words), "When a young person is not safe") == [
        Numbered(
            "The Participation Service has not yet said whether every safeguarding concern was"
            " acted on the same day."
        )
    ]


def test_where_nothing_changed_the_summary_names_no_period_to_compare_with() -> None:
    """Each question is compared with its own last period: here one of January, one of March."""
    another = a_table([a_row((9, 8, 7))], YES_NO, "kept", "Is it kept?", kind="choice")
    periods = [
        a_release([promise((9, 9, 6))], id_="2026-P1", months=("2026-01", "2026-02")),
        a_release([another], id_="2026-P2", months=("2026-03", "2026-04")),
    ]
    now = a_release([promise((8, 9, 7)), another], id_="2026-P3", months=("2026-05",))
    assert (
        "None of the 2 questions that can be compared with a period before shows a clear change."
        in told(a_paper(releases=(now,), earlier=tuple(periods)), "Summary")
    )
    alone = a_release([promise((8, 9, 7))], id_="2026-P3", months=("2026-05",))
    assert (
        "The one question that can be compared with a period before shows no clear change."
        in told(a_paper(releases=(alone,), earlier=tuple(periods)), "Summary")
    )


def test_the_method_says_what_the_test_of_a_change_cannot_know() -> None:
    method = told(a_paper(), "Source documents")
    assert "as if it came from a different young person" in method
    assert "the test is a guide, and not proof" in method


def test_the_files_of_this_very_paper_are_named() -> None:
    assert "this paper: figures.csv and tables-2026-P5.json." in told(a_paper(), "Source documents")
    alone = a_paper(releases=(), earlier=(summer(),))
    assert "this paper: figures.csv." in told(alone, "Source documents")


def test_a_section_emptied_by_a_worker_is_left_out() -> None:
    assert "Participation Service" not in headings(a_paper(words={"service": ""}), 1)


def test_a_paper_without_a_release_says_so_and_has_no_figure() -> None:
    paper = a_paper(releases=(), earlier=(summer(),))
    assert paper.findings == ()
    assert "No answers can be told yet" in told(paper, "What we heard")
    assert "No answers can be told yet" in told(paper, "Summary")
    assert not [text for text in headings(paper, 1) if text.endswith("other groupings")]


def test_a_release_that_tells_nothing_is_said_plainly() -> None:
    gone = NotShown("how-are-you", "home", "Home?", None, "Fewer than 10 answers.", "More.")
    paper = a_paper(releases=(a_release([], [gone]),), earlier=())
    assert "none can be told yet without the risk" in told(paper, "What we heard")


def test_a_period_in_which_nobody_was_asked_is_said_plainly() -> None:
    paper = a_paper(releases=(a_release(),), earlier=())
    assert "Nobody was asked anything in September to October 2026." in told(paper, "What we heard")


def test_a_calendar_without_events_is_said_plainly() -> None:
    paper = a_paper(happened=(), planned=())
    assert "No events were in the calendar from 1 September" in told(paper, "Who came")
    assert "No events are in the calendar after 31 October" in told(
        paper, "Activities and work planned"
    )
    assert "None is written down" in told(paper, "Events of other organisations we supported")


def test_planned_events_stand_as_planned() -> None:
    planned = (an_event(date(2026, 12, 20), "Make and create", status="planned", district=""),)
    (table,) = [
        block
        for block in section(a_paper(planned=planned), "Activities and work planned")
        if isinstance(block, Table)
    ]
    assert table.grid.rows == (
        ("Sunday 20 December 2026", "Make and create", "Just Us groups", "not decided yet"),
    )


def test_figures_of_another_system_stand_with_their_source() -> None:
    paper = a_paper()
    assert told(paper, "Mind of My Own") == (
        "For September 2026, Mind of My Own gives: express statements 14."
    )
    appendix = told(paper, "Mind of My Own month by month")
    assert "Source: Mind of My Own, as counted there." in appendix
    assert "33" not in appendix


def test_without_figures_of_another_system_its_sections_are_left_out() -> None:
    assert not [text for text in headings(a_paper(figures=()), 1) if "Mind of My Own" in text]


def test_figures_from_before_the_time_of_the_paper_are_not_told_again() -> None:
    later = a_paper(after=date(2026, 9, 30))
    assert not [text for text in headings(later, 1) if "Mind of My Own" in text]


def test_appendices_are_counted_and_begin_a_page() -> None:
    appendices = [b for b in a_paper().blocks if isinstance(b, Heading) and "Appendix" in b.text]
    assert [block.text[:10] for block in appendices] == [
        "Appendix 1",
        "Appendix 2",
        "Appendix 3",
        "Appendix 4",
    ]
    assert [block.new_page for block in appendices] == [True, False, False, False]
    assert not any(block.numbered for block in appendices)


def test_an_example_says_that_it_is_one() -> None:
    material = a_material()
    every = tuple(replace(event, invented=True) for event in material.happened)
    planned = tuple(replace(event, invented=True) for event in material.planned)
    whole = a_paper(happened=every, planned=planned)
    assert whole.blocks[1] == Paragraph(
        "The events, answers and words in it were made up, to show what such a paper looks like.",
        lead="This paper is an example.",
    )
    part = a_paper(happened=(every[0], *material.happened[1:]))
    assert "Just Us session, Fenland (made up)." in told(part, "Who came")
    assert "made up" not in " ".join(texts(a_paper()))


def test_the_method_is_told_with_the_policys_numbers() -> None:
    method = told(a_paper(), "Source documents")
    assert "version 1" in method
    assert "from 10 answers on" in method
    assert "no number from 1 to 4" in method
    assert "from 30 answers on" in method


def test_standing_words_are_given_filled_in() -> None:
    words = compose.standing_words(a_material(), the_form())
    assert "from 1 September to 31 October 2026" in words["background"]
    assert words["impact"] == ""


def test_no_sentence_is_longer_than_thirty_five_words() -> None:
    sentences = re.split(r"(?<=[.!?])\s", " ".join(words_of(a_paper())))
    assert max(len(sentence.split()) for sentence in sentences) <= 35


def words_of(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Numbered | Paragraph)]


def test_the_same_material_gives_the_same_paper() -> None:
    assert a_paper() == a_paper()


def test_a_question_shown_before_as_well_is_told_once_a_period() -> None:
    again = a_release([a_table([a_row((5, 7, 12, 25, 18))])], id_="2026-P5")
    assert len(a_paper(releases=(again,), earlier=()).findings) == 1
