"""The numbers of a paper's headings, paragraphs, tables and figures."""

from voice.analysis.bars import Grid
from voice.publish.blocks import (
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    Table,
    numbers,
    unbroken,
)

TABLE = Table("Title", "Description", Grid(("A",), (("b",),)))


def test_paragraphs_count_below_the_last_numbered_heading() -> None:
    paper = [
        Heading(1, "Background"),
        Numbered("a"),
        Numbered("b"),
        Heading(1, "Main issues"),
        Heading(2, "Who came"),
        Numbered("c"),
        Heading(3, "Just Us"),
        Numbered("d"),
        Heading(2, "What we heard"),
        Numbered("e"),
        Heading(1, "Conclusion"),
        Numbered("f"),
    ]
    assert numbers(paper) == (
        "1",
        "1.1",
        "1.2",
        "2",
        "2.1",
        "2.1.1",
        "",
        "2.1.2",
        "2.2",
        "2.2.1",
        "3",
        "3.1",
    )


def test_what_is_not_numbered_does_not_count() -> None:
    paper = [
        Heading(1, "Summary", numbered=False),
        Bullets(("x",)),
        Heading(1, "A"),
        Paragraph("y"),
    ]
    assert numbers(paper) == ("", "", "1", "")


def test_tables_are_counted_through() -> None:
    assert numbers([TABLE, Heading(1, "A"), TABLE]) == ("1", "1", "2")


def test_no_line_ends_inside_a_figure() -> None:
    assert unbroken("40% (12 of 30)") == "40% (12\u00a0of\u00a030)"
    assert unbroken("1,040 of 2,000") == "1,040\u00a0of\u00a02,000"
    assert unbroken("about 9 in 10") == "about 9\u00a0in\u00a010"
    assert unbroken("most of those who came") == "most of those who came"
