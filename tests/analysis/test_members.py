"""What members ask: ten answers, each from what may be said, or plainly that it may not."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers import an_event
from tests.releases import YES_NO, SafeRow, a_release, a_row, a_table
from voice.analysis import absences, members, opendata, said, voices
from voice.analysis.members import Facts
from voice.analysis.plans import Forward, Line
from voice.analysis.safe import NotShown, Release, Safe
from voice.analysis.voices import CANNOT, Known, Measured
from voice.survey.measures import PRIORITIES

FEELING = Measured("how-are-you", "feeling", "How do you feel?", "feelings")
SAFE = Measured("promise", "kept-safe", "Do we keep you safe?", None, "safe", "safe")
GOALS = Measured("promise", "kept-goals", "Do we help you reach your goals?", None, "goals")
MOVES = Measured("promise", "kept-moves", "Do we plan moves with you?", None, "moves")
LISTENED = Measured("how-are-you", "listened", "Do grown-ups listen?", "listening")
HEARD = Measured("promise", "promise-heard", "Did you know our promises?")
EVERY = (FEELING, SAFE, GOALS, MOVES, LISTENED, HEARD)


def asked(counts: Sequence[int], one: Measured, **fields: Any) -> Safe:
    about = {"theme": one.theme, "promise": one.promise, "priority": one.priority}
    rows = fields.pop("rows", [a_row(counts)])
    return a_table(
        rows, YES_NO, one.item, one.text, kind="choice", survey=one.survey, **about, **fields
    )


def period(number: int, *tables: Safe, not_shown: Sequence[NotShown] = ()) -> Release:
    months = (f"2026-{2 * number - 1:02}", f"2026-{2 * number:02}")
    return a_release(tables, not_shown, id_=f"2026-P{number}", months=months)


def facts(*releases: Release, **fields: Any) -> Facts:
    return Facts(releases, fields.pop("measured", EVERY), **fields)


def gone(one: Measured) -> NotShown:
    return NotShown(*one.key, one.text, None, "Fewer than 10 answers so far.", "Two more sessions.")


def test_there_are_ten_questions_and_each_has_an_answer() -> None:
    told = members.answers(Facts())
    assert len(told) == 10
    assert all(one.question.endswith("?") and one.text for one in told)
    assert len({one.question for one in told}) == 10


def test_how_many_took_part_is_exact_and_beside_it_how_many_could_have() -> None:
    events = (an_event(date(2026, 9, 5), came=5), an_event(date(2026, 9, 26), came=18))
    some = Facts(events=events, when="in autumn 2026", population=("2026", 812))
    assert members.took_part(some) == (
        "2 events took place in autumn 2026; people came 23 times.",
        "In 2026 the council looked after 812 children in care and care leavers.",
    )
    assert members.took_part(replace(some, population=None))[1] == members.NOT_ENTERED
    assert members.took_part(Facts(when="in May")) == (
        "No event took place in May.",
        members.NOT_ENTERED,
    )


def test_a_question_is_answered_by_the_newest_release_that_tells_it() -> None:
    told = members.how_they_feel(
        facts(period(1, asked((5, 5, 9), FEELING)), period(2, asked((6, 8, 6), FEELING)))
    )
    assert " ".join(told) == (
        "March to April 2026, “How do you feel?”:"
        " Of 20 answers, 6 were ‘Yes’, 8 ‘Not sure’ and 6 ‘No’."
    )


def test_an_older_answer_goes_with_the_newer_period_that_cannot_say() -> None:
    told = members.know_the_promise(
        facts(period(1, asked((5, 5, 9), HEARD)), period(2, not_shown=[gone(HEARD)]))
    )
    assert told[0].startswith("January to February 2026, “Did you know our promises?”")
    assert told[1] == f"March to April 2026: {CANNOT} Two more sessions."


def test_what_may_not_be_said_and_what_nobody_asked_are_told_apart() -> None:
    withheld = members.know_the_promise(facts(period(1, not_shown=[gone(HEARD)])))
    assert withheld == (f"January to February 2026: {CANNOT} Two more sessions.",)
    assert members.know_the_promise(facts(period(1))) == (members.NOT_ASKED,)


def test_of_two_questions_the_one_with_more_answers_is_told() -> None:
    other = replace(HEARD, survey="stall", text="Heard of them?")
    told = members.know_the_promise(
        facts(period(1, asked((5, 5, 9), HEARD), asked((15, 5, 9), other)), measured=(HEARD, other))
    )
    assert "Heard of them?" in told[0]


def test_the_promises_kept_least_and_most_are_named_with_their_figures() -> None:
    tables = [asked((5, 10, 15), GOALS), asked((25, 5, 0), MOVES), asked((15, 5, 10), SAFE)]
    assert " ".join(members.kept_least_and_most(facts(period(1, *tables)))) == (
        "January to February 2026, of the promises that can be told: ‘Yes’ was said least to"
        " “Do we help you reach your goals?” (17%) and most to “Do we plan moves with you?” (83%)."
    )


def test_a_difference_between_promises_that_chance_brings_is_called_so() -> None:
    tables = [asked((8, 7, 5), GOALS), asked((10, 5, 5), MOVES)]
    assert members.kept_least_and_most(facts(period(1, *tables)))[1:] == (members.CHANCE,)


def test_promises_that_are_alike_are_all_named() -> None:
    tables = [asked((8, 7, 5), GOALS), asked((8, 5, 7), MOVES)]
    (told,) = members.kept_least_and_most(facts(period(1, *tables)))
    assert told.endswith("‘Yes’ was said equally often to each.")
    tables.append(asked((18, 1, 1), SAFE))
    (told,) = members.kept_least_and_most(facts(period(1, *tables)))
    assert "goals?” (8 of 20) and “Do we plan moves with you?” (8 of 20) and most to" in told


def test_one_promise_alone_is_told_as_it_is() -> None:
    told = members.kept_least_and_most(facts(period(1, asked((8, 7, 5), GOALS))))
    assert "of 20 answers, 8 were ‘Yes’" in told[0].lower().replace("yes", "Yes")


def test_safety_is_told_in_figures_or_not_at_all() -> None:
    row = SafeRow(None, "Everybody", 22, None, "most or all of the 22 answers", ("yes", 18))
    told = members.feel_safe(facts(period(1, asked((), SAFE, rows=[row], form="bounded"))))
    assert told == (
        f"January to February 2026: {CANNOT} {voices.MORE}",
        members.NOT_ASSURED,
    )
    written = "Every safeguarding concern was acted on the same day"
    told = members.feel_safe(facts(period(1, asked((20, 5, 5), SAFE)), assurance=written))
    assert told[0].startswith("January to February 2026, “Do we keep you safe?”: Of 30 answers")
    assert told[1] == f"{written}."


def test_newer_periods_that_cannot_say_whether_they_feel_safe_are_named() -> None:
    old, new = period(1, asked((20, 5, 5), SAFE)), period(2, not_shown=[gone(SAFE)])
    told = members.feel_safe(facts(old, new))
    assert told[0].startswith("January to February 2026, “Do we keep you safe?”: Of 30 answers")
    assert told[1:] == (f"March to April 2026: {CANNOT} Two more sessions.", members.NOT_ASSURED)


def test_being_listened_to_is_told_with_the_care_plan() -> None:
    told = members.listened_to(facts(period(1, asked((8, 7, 5), LISTENED))))
    assert "Do grown-ups listen?" in told[0]
    assert told[1] == f"On changes to their care plan: {members.NOT_ASKED}"


def test_who_did_not_come_goes_with_whom_we_do_not_hear() -> None:
    events = (an_event(date(2026, 9, 5), came=5),)
    event = replace(events[0], tallies=events[0].tallies | {(absences.WHAT, "all"): 4})
    some = Facts(events=(event,), unheard=("Fewest came of those placed out of county.",))
    assert members.not_heard(some) == (
        "4 did not come.",
        "Fewest came of those placed out of county.",
    )
    more = replace(some, events=(an_event(date(2026, 9, 5), came=5, signed_up=9),))
    assert members.not_heard(more)[0] == (
        "Where both were counted, at 1 event, 9 signed up and 5 came."
    )
    assert members.not_heard(Facts()) == (members.NO_SHARES,)


def test_a_change_is_told_with_its_figures_and_no_change_as_none() -> None:
    then = period(1, asked((3, 5, 22), HEARD), asked((5, 5, 9), FEELING))
    now = period(2, asked((26, 8, 6), HEARD), asked((6, 8, 6), FEELING))
    (told,) = members.changed(facts(then, now))
    assert told.startswith(
        "“Did you know our promises?” Since January to February 2026, ‘Yes’ went"
    )
    still = facts(then, period(2, asked((3, 5, 22), HEARD)))
    assert members.changed(still) == ("No question that can be compared shows a clear change.",)
    assert members.changed(facts(now)) == (members.NOT_COMPARED,)


def test_a_quiet_period_after_compared_ones_is_named() -> None:
    first, second = period(1, asked((3, 5, 22), HEARD)), period(2, asked((26, 8, 6), HEARD))
    assert members.changed(facts(first, second, period(3))) == (
        "Nothing from May to June 2026 can be compared.",
    )
    assert members.changed(facts(first, period(2))) == (members.NOT_COMPARED,)


def test_what_was_asked_and_what_came_of_it_are_the_words_of_a_paper() -> None:
    some = Facts(messages=("We want bikes.", "Ask us.", "Third"), impact="Two bikes were bought")
    assert members.asked_and_became(some) == (
        "Groups said to councillors: “We want bikes.” and “Ask us.”",
        "Two bikes were bought.",
    )
    assert members.asked_and_became(Facts()) == (members.NOTHING_ASKED, members.NOTHING_CAME)


def test_the_plan_says_where_members_are_welcome() -> None:
    lines = (a_line("Make and create"), a_line("Awards evening", members=True))
    assert members.planned(Facts(plan=Forward(lines))) == (
        "We plan: Make and create (December 2026); Awards evening (December 2026).",
        "Members are welcome at: Awards evening (December 2026).",
    )
    assert members.planned(Facts(plan=Forward(lines[:1])))[1] == members.NOT_INVITED
    assert members.planned(Facts()) == (members.NOTHING_PLANNED,)


def test_of_a_long_plan_the_first_lines_are_named() -> None:
    lines = tuple(a_line(name) for name in "ABCDEFG")
    told = members.planned(Facts(plan=Forward(lines)))[0]
    assert told.endswith("; E (December 2026); and 2 more.")
    assert "F (" not in told


def a_line(what: str, **fields: Any) -> Line:
    given = {"month": "2026-12", "district": "", "whom": "", "asks": "", "members": False}
    return Line(what, what, made=date(2026, 10, 1), **(given | fields))


def rows() -> st.SearchStrategy[SafeRow]:
    """Rows of every form: figures, bounded words, words, a number of answers alone."""
    numbers = st.integers(5, 400)
    figures = st.tuples(numbers, numbers, numbers).map(a_row)
    bounded = numbers.map(
        lambda n: SafeRow(None, "Everybody", n, None, f"most or all of the {n} answers", ("yes", n))
    )
    alone = numbers.map(lambda n: SafeRow(None, "Everybody", n))
    return st.one_of(figures, bounded, alone)


@st.composite
def councils(draw: st.DrawFn) -> Facts:
    told = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        shown = draw(st.lists(st.sampled_from(EVERY), unique=True))
        tables = [asked((), one, rows=[draw(rows())]) for one in shown]
        hidden = [gone(one) for one in EVERY if one not in shown and draw(st.booleans())]
        told.append(period(number, *tables, not_shown=hidden))
    came = draw(st.lists(st.integers(0, 300), max_size=3))
    events = tuple(an_event(date(2026, 9, 5), came=number) for number in came)
    population = draw(st.none() | st.integers(0, 3000).map(lambda number: ("2026", number)))
    return facts(*told, events=events, population=population, when="in 2026")


@given(some=councils())
@settings(max_examples=60, deadline=None)
def test_no_number_is_told_that_no_release_and_no_fact_holds(some: Facts) -> None:
    known = Known(some.releases, some.measured)
    texts = [one.text for one in members.answers(some)]
    for priority in PRIORITIES:
        for told in voices.on(priority, known).told:
            silent = [told.withheld] if told.withheld else []
            texts.append(told.changed)
            for one in (*told.answers, *told.splits, *silent):
                texts += [one.when, one.text]
    allowed = _published(some.releases) | _facts(some)
    for text in texts:
        assert _numbers(text) <= allowed, text


def _numbers(text: str) -> set[str]:
    """All but how many comparisons were looked at, which is no figure about answers."""
    return set(re.findall(r"\d+(?:,\d{3})*", re.sub(r"all \d+ comparisons", "", text)))


def _published(releases: Sequence[Release]) -> set[str]:
    """Every figure of the open data, the whole percentages of its rows, and the days in it."""
    found = {"2026"}
    for release in releases:
        document = json.loads(opendata.write(release))
        for table in document["tables"]:
            numbers = [
                cell["published"] for cell in table["cells"] if cell["published"] is not None
            ]
            least = [cell["at_least"] for cell in table["cells"] if cell.get("at_least")]
            n = max(numbers, default=0)
            found |= {f"{number:,}" for number in (*numbers, *least)}
            found |= {str(said.percent(number, n)) for number in numbers if n}
        words = json.dumps([document["words"], document["not_shown"]], ensure_ascii=False)
        found |= _numbers(words)
    return found


def _facts(some: Facts) -> set[str]:
    came = [event.total("came") or 0 for event in some.events]
    numbers = [len(some.events), sum(came), *([some.population[1]] if some.population else [])]
    return {f"{number:,}" for number in numbers}
