"""Events in a paper: a line each where they are few, one table where they are many."""

from datetime import date

from tests.papers import a_paper, an_event, section, told
from voice.analysis.activity import Event
from voice.analysis.terms import Seat, Term
from voice.publish.blocks import Heading, Numbered, Table


def many_sessions(count: int) -> tuple[Event, ...]:
    notes = {2: "Ideas for the food."}
    return tuple(
        an_event(date(2026, 9, day), came=5 + day, signed_up=9, letters=10, note=notes.get(day, ""))
        for day in range(1, count + 1)
    )


def test_a_group_of_many_events_is_one_table_and_only_notes_have_lines() -> None:
    off = an_event(date(2026, 9, 20), status="cancelled", why="Snow", signed_up=6)
    sentence, _, said, table, *noted = section(
        a_paper(happened=(*many_sessions(5), off)), "Who came"
    )
    assert "5 events took place" in repr(sentence)
    assert said == Numbered("To ask people to come: 50 letters.")
    assert isinstance(table, Table)
    assert table.title == "Just Us groups from 1 September to 31 October 2026"
    assert table.grid.header == ("Day", "Event", "Where", "Signed up", "Came")
    assert table.grid.rows[0] == (
        "1 September 2026",
        "Just Us session",
        "Fenland",
        "9",
        "6",
    )
    assert table.grid.rows[-1][-2:] == ("6", "cancelled")
    assert noted == [
        Numbered("Ideas for the food.", lead="2 September 2026: Just Us session."),
        Numbered("Cancelled: Snow.", lead="20 September 2026: Just Us session."),
    ]


def test_the_sentence_on_all_events_counts_why_some_were_cancelled() -> None:
    off = [
        an_event(date(2026, 10, day), status="cancelled", why_kind="nobody", notice=2)
        for day in (22, 23, 24)
    ]
    first, *_, last = section(a_paper(happened=(*many_sessions(2), *off[:2])), "Who came")
    assert "2 events were cancelled (all because nobody had signed up)" in repr(first)
    assert "Cancelled: nobody had signed up, two days before." in repr(last)


def test_a_group_of_few_events_has_a_line_each() -> None:
    events = section(a_paper(happened=many_sessions(4)), "Who came")
    assert not [block for block in events if isinstance(block, Table)]
    assert len([block for block in events if isinstance(block, Numbered) and block.lead]) == 4


def test_carers_among_those_who_came_are_said() -> None:
    counted = {"all": 20, "carers": 8, "children": 12}
    paper = a_paper(happened=(an_event(date(2026, 9, 5), came=counted),))
    assert "people, carers included, came 20 times." in told(paper, "Summary")


def test_of_several_groups_each_says_how_many_events_its_table_has() -> None:
    other = an_event(date(2026, 9, 26), "Autumn meeting", group="Voices Matter", came=18)
    assert "5 events took place and people came 40 times." in told(
        a_paper(happened=(*many_sessions(5), other)), "Who came"
    )


def test_events_with_the_same_note_share_its_line() -> None:
    off = [
        an_event(date(2026, 9, day), name, status="cancelled", why="Nobody signed up")
        for day, name in ((20, "First"), (21, "Second"))
    ]
    found = section(a_paper(happened=(*many_sessions(5), *off)), "Who came")
    assert found[-1] == Numbered(
        "Cancelled: Nobody signed up.", lead="20 September 2026 and 21 September 2026."
    )
    table = next(block for block in found if isinstance(block, Table))
    assert table.grid.rows[-1][-2:] == ("not counted", "cancelled")


def test_a_regular_group_says_how_its_term_goes_before_its_sessions() -> None:
    going = Term("Just Us groups", "2026-autumn", 2, 2, 13, members=9, new=1, over=False)
    quiet = Term("Pond club", "2026-summer", members=12, new=6, left=0)
    blocks = section(a_paper(happened=many_sessions(2), terms=(quiet, going)), "Who came")
    first, second = [place for place, block in enumerate(blocks) if isinstance(block, Heading)]
    assert blocks[first + 1] == Numbered(
        "2 sessions were held so far; on average 7 came. The group has 9 members.",
        lead="Autumn term 2026.",
    )
    assert blocks[second:] == [
        Heading(3, "Pond club"),
        Numbered(
            "No session was held. The group has 12 members; 6 joined and nobody left.",
            lead="Summer term 2026.",
        ),
    ]


def test_roles_of_young_people_are_told_with_what_they_changed_lately() -> None:
    seats = (
        Seat("Awards committee", 4, "2026-07", "the cake"),
        Seat("Co-opted seats", 2, "2026-09", "papers come a week earlier"),
        Seat("Old panel", 0, "2026-01"),
    )
    blocks = section(a_paper(happened=many_sessions(1), seats=seats), "Who came")
    assert blocks[-3:] == [
        Heading(3, "Roles filled by young people"),
        Numbered("4 filled by young people, since July 2026.", lead="Awards committee."),
        Numbered(
            "2 filled by young people, since September 2026. What they changed: papers come a week "
            "earlier.",
            lead="Co-opted seats.",
        ),
    ]
