"""Charts to test with: data of every kind that is drawn."""

from collections.abc import Sequence

from voice.analysis.bars import Bar, Chart, Grid, Panel, untold
from voice.analysis.facts import Fact

PEBBLES = tuple(f"face-{place}" for place in range(1, 6))
FACES = ("Very sad", "Sad", "OK", "Happy", "Very happy")
ARABIC = ("حزين جدًا", "حزين", "لا بأس", "سعيد", "سعيد جدًا")
FARSI = ("خیلی غمگین", "غمگین", "خوب", "خوشحال می‌شوم", "خیلی خوشحال")
TIGRINYA = ("ኣዝዩ ሕዙን", "ሕዙን", "ደሓን", "ሕጉስ", "ኣዝዩ ሕጉስ")


def some_bars(
    labels: Sequence[str],
    counts: Sequence[int],
    n: int = 40,
    pictures: Sequence[str | None] = (None,) * 12,
) -> tuple[Bar, ...]:
    given = zip(labels, counts, pictures, strict=False)
    return tuple(
        Bar(label, count, n, f"{count} of {n}", picture) for label, count, picture in given
    )


def a_chart(kind: str, *panels: Panel) -> Chart:
    return Chart(kind, "A title", "A question?", "What it is of.", panels)


def a_fact(chart: Chart, alt: str = "What it shows.") -> Fact:
    table = Grid(("Answer", "Number"), (("Yes", "7 of 12"),))
    return Fact("told", chart.title, chart.subtitle, ("A sentence.",), alt, table, chart)


def before_and_after(labels: Sequence[str] = FACES) -> Chart:
    return a_chart(
        "before-after",
        Panel("Before", some_bars(labels, (5, 6, 5, 6, 0), 22, PEBBLES)),
        Panel("After", some_bars(labels, (0, 0, 5, 8, 7), 20, PEBBLES)),
    )


KINDS: dict[str, Chart] = {
    "bars": a_chart("bars", Panel("", some_bars(FACES, (5, 6, 8, 12, 9), 40, PEBBLES))),
    "series": a_chart(
        "series",
        Panel("Sad", some_bars(("2025", "2026"), (12, 15))),
        Panel("Happy", some_bars(("2025", "2026"), (28, 25))),
    ),
    "questions": a_chart("questions", Panel("Yes", some_bars(("Safe?", "Heard?"), (12, 15)))),
    "before-after": before_and_after(),
    "shares": a_chart(
        "shares",
        Panel("Up to 9", some_bars(("Of those we look after", "Of those who came"), (12, 15))),
        Panel("17 and over", some_bars(("Of those we look after", "Of those who came"), (9, 5))),
    ),
    "promises": a_chart(
        "promises",
        Panel("Heard of it", some_bars(("All ten promises",), (30,))),
        Panel(
            "Kept for me",
            (*some_bars(("Being safe",), (25,), 40, ("promise-4",)), untold("Moves", "promise-3")),
        ),
    ),
    "themes": a_chart(
        "themes",
        Panel("Home", (), quote="We eat together.", signed="Written in September 2026"),
        Panel("School", ()),
    ),
}
