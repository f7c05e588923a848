"""What members ask, and a voice on the theme, in a paper: told once, a line each."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests import papers
from tests.releases import YES_NO, a_release, a_row, a_table
from voice.analysis import members as asking
from voice.analysis.plans import Forward, Line, Returned
from voice.analysis.safe import NotShown, Release
from voice.analysis.voices import CANNOT, Known, Measured, Spoken
from voice.publish.blocks import Bullets, Heading, Paragraph
from voice.publish.material import THEME, Material

HOME = Measured("how-are-you", "home", "How is it where you live?", "home", None, "stability")
MOVES = Measured("our-promise", "moves", "Do we plan moves with you?", None, "moves")
ALIKE = replace(HOME, survey="our-promise", item="home-too")
MEASURED = (HOME, MOVES, ALIKE)


def told(one: Measured, counts: tuple[int, int, int], number: int) -> Release:
    table = a_table([a_row(counts)], YES_NO, one.item, one.text, survey=one.survey, kind="choice")
    return a_release([table], id_=f"2026-P{number}", months=(f"2026-{2 * number:02}",))


def material(*releases: Release, **changes: Any) -> Material:
    given = {"measured": MEASURED, **changes.pop("known", {})}
    known = Known(releases, **given)
    words = {THEME: changes.pop("theme", "stability")}
    return papers.a_material(known=known, words=words, **changes)


def of_theme(some: Material) -> list[str]:
    paper = papers.compose.compose(some, papers.the_form())
    return papers.texts(_only(paper, "Voice on the theme"))


def _only(paper: Any, heading: str) -> Any:
    return replace(paper, blocks=tuple(papers.section(paper, heading)))


def test_a_paper_without_a_theme_has_no_voice() -> None:
    paper = papers.a_paper()
    assert "Voice on the theme" not in papers.headings(paper, 2)
    assert "weather" not in of_theme(material(theme="weather"))


def test_each_question_of_a_theme_is_told_in_one_line_with_its_newest_period() -> None:
    some = material(told(HOME, (5, 5, 5), 1), told(HOME, (6, 8, 6), 2))
    lines = of_theme(some)
    assert [line for line in lines if line.startswith(HOME.text)] == [
        f"{HOME.text} April 2026: Of 20 answers, 6 were ‘Yes’, 8 ‘Not sure’ and 6 ‘No’."
    ]
    assert not any("No clear change" in line for line in lines)


def test_a_change_stands_in_the_line() -> None:
    some = material(told(HOME, (3, 5, 22), 1), told(HOME, (26, 8, 6), 2))
    assert any("Since February 2026, ‘Yes’ went from 10%" in line for line in of_theme(some))


def test_what_the_newest_period_holds_back_is_told_for_all_such_questions_at_once() -> None:
    gone = [NotShown(*one.key, one.text, None, "Few.", "Two more sessions.") for one in MEASURED]
    lines = of_theme(material(a_release([], gone, id_="2026-P1", months=("2026-02",))))
    (line,) = [line for line in lines if CANNOT in line]
    assert line == (
        "February 2026: How is it where you live? (How are you?) Do we plan moves with you?"
        f" How is it where you live? (Our Promise to you) {CANNOT} Two more sessions."
    ).replace("(How are you?) Do", "(How are you?). Do").replace("to you) We", "to you). We")


def test_words_of_earlier_papers_and_the_plan_are_told_by_line() -> None:
    spoken = (
        Spoken("My room is mine", *HOME.key, date(2026, 9, 16)),
        Spoken("A garden", *HOME.key, date(2026, 9, 16), own=False),
    )
    ahead = Line("a", "A day for siblings", "2026-12", "", "", "", False, date(2026, 10, 1))
    done = replace(ahead, id="b", what="Moving boxes", outcome="done")
    moved = replace(ahead, id="c", what="Letters on moves")
    known = {"spoken": spoken, "plans": (ahead, done, moved)}
    back = Returned(replace(moved, outcome="changed", reason="a call instead"), "changed")
    lines = of_theme(material(known=known, plan=Forward((ahead,), (back,))))
    assert "“My room is mine” (paper of 16 September 2026)" in lines
    assert "A garden (paper of 16 September 2026)" in lines
    assert lines.count("December 2026: A day for siblings.") == 1
    assert "December 2026: Moving boxes. Done." in lines
    assert "December 2026: Letters on moves. Changed. A call instead." in lines


def test_a_theme_on_which_nothing_may_be_told_says_so() -> None:
    assert of_theme(material(theme="safe"))[0] == "Nothing on “Feeling safe” may be told yet."


def test_the_choice_itself_is_never_printed() -> None:
    lines = of_theme(material(told(HOME, (5, 5, 5), 1)))
    assert "stability" not in lines


def test_every_paper_answers_what_members_ask() -> None:
    paper = papers.a_paper(in_care=("2026", 812), least_heard=("Few of 17 and over came.",))
    blocks = papers.section(paper, "What members ask")
    answers = [block for block in blocks if isinstance(block, Paragraph)]
    assert [one.lead for one in answers] == [question for question, _ in asking.QUESTIONS]
    assert answers[0].text == (
        "2 events took place from 1 September to 31 October 2026; people came 23 times."
        " In 2026 the council looked after 812 children in care and care leavers."
    )
    assert "Few of 17 and over came." in answers[6].text
    assert "“We want to choose what our newsletter is about.”" in answers[8].text


def test_what_members_ask_stands_in_an_appendix() -> None:
    heading = next(
        block
        for block in papers.a_paper().blocks
        if isinstance(block, Heading) and block.text.endswith("What members ask")
    )
    assert heading.text.startswith("Appendix")
    assert not any(isinstance(one, Bullets) for one in papers.section(papers.a_paper(), "members"))
