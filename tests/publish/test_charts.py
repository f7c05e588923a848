"""Charts: every figure in words beside its bar, nothing else in any byte, the same every time."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from tests.charting import KINDS, a_fact
from tests.papers import autumn, summer
from tests.releases import FACES, HAPPY, YES_NO, a_release, a_row, a_table, by_age
from voice.analysis import batteries, findings, trends
from voice.analysis.counts import Answer
from voice.analysis.findings import Finding
from voice.publish import charts, drawing, scheme
from voice.publish.drawing import Sheet


def a_finding(counts: tuple[int, ...] = (7, 5, 0)) -> Finding:
    table = a_table([a_row(counts)], YES_NO, "heard", "Had you heard of it?", kind="choice")
    (finding,) = findings.of(a_release([table]))
    return finding


def test_a_chart_that_travels_alone_says_its_message_its_question_and_what_it_is_of(
    written: list[str],
) -> None:
    charts.draw(a_finding(), "svg", titled=True)
    assert written[:3] == [
        "Most answers were ‘Yes’",
        "Had you heard of it?",
        "12 answers, September to October 2026; one of three answers chosen.",
    ]


def test_in_a_document_only_bars_words_and_figures_are_drawn(written: list[str]) -> None:
    charts.draw(a_finding(), "svg", titled=False)
    assert sorted(written) == sorted(["Yes", "Not sure", "No", "7 of 12", "5 of 12", "0 of 12"])


def test_nobody_is_a_figure_too(written: list[str]) -> None:
    charts.draw(a_finding((12, 18, 0)), "svg", titled=False)
    assert "0%" in written


def test_each_group_is_named_with_its_answers(written: list[str]) -> None:
    table = by_age({"0-9": (5, 5, 5, 9, 8), "10-16": (6, 7, 8, 9, 10)})
    (finding,) = findings.of(a_release([table]))
    charts.draw(finding, "svg", titled=False)
    assert written[:4] == ["Up to 9", "32 answers", "10 to 16", "40 answers"]


def test_where_a_panel_is_an_answer_no_number_stands_under_it(written: list[str]) -> None:
    tables = [a_table([a_row((7, 5, 8))], YES_NO, item, kind="choice") for item in ("a", "b", "c")]
    charts.draw(batteries.together(findings.of(a_release(tables)), 30), "svg", titled=False)
    assert written[:3] == ["Yes", "Not sure", "No"]
    assert "20 answers" not in written


def test_long_words_are_wrapped_and_never_cut(written: list[str]) -> None:
    long = "The people who live in my home and look after me every single day"
    answers = (Answer("a", long), Answer("b", "Nobody"))
    (finding,) = findings.of(a_release([a_table([a_row((9, 6))], answers, kind="choice")]))
    charts.draw(finding, "svg", titled=False)
    assert " ".join(written[: written.index("Nobody")]) == long
    assert all(drawing.wide(line, scheme.LABEL) <= scheme.MOST_LABEL for line in written)


def test_signs_of_formulas_and_letters_of_other_alphabets_are_drawn_as_they_are() -> None:
    answers = (Answer("a", "$1 ^ 2_3"), Answer("b", "Ystafell ŵyl"))
    (finding,) = findings.of(a_release([a_table([a_row((9, 6))], answers, kind="choice")]))
    assert charts.draw(finding, "png", titled=False)


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_figures_give_the_same_bytes(form: drawing.Format) -> None:
    first = charts.draw(a_finding(), form, titled=True)
    charts._draw.cache_clear()
    assert charts.draw(a_finding(), form, titled=True) == first
    assert charts.draw(a_finding((5, 7, 0)), form, titled=True) != first


def test_a_chart_is_drawn_once_for_the_same_figures() -> None:
    charts._draw.cache_clear()
    charts.draw(a_finding(), "svg", titled=True)
    charts.draw(a_finding(), "svg", titled=True)
    assert charts._draw.cache_info().hits == 1


def test_an_svg_carries_its_title_and_description_and_no_clock_or_program() -> None:
    svg = (charts.draw(a_finding(), "svg", titled=True) or b"").decode()
    assert "<title>Most answers were ‘Yes’</title>" in svg
    assert "Yes 7 of 12, Not sure 5 of 12 and No 0 of 12." in svg
    assert "dc:date" not in svg
    assert "Matplotlib v" not in svg
    assert not re.search(r"\b20\d\d-\d\d-\d\dT", svg)


def test_a_png_carries_nothing_but_its_picture() -> None:
    png = charts.draw(a_finding(), "png", titled=True) or b""
    with Image.open(io.BytesIO(png)) as picture:
        assert set(picture.info) <= {"dpi"}
        assert round(picture.info["dpi"][0]) == drawing.DPI
        assert picture.width == round((scheme.WIDTH + 2 * scheme.MARGIN) * drawing.DPI)


def test_what_is_told_in_words_has_no_chart() -> None:
    words = [f for f in findings.of(autumn()) if f.chart is None]
    assert words
    assert charts.draw(words[0], "svg", titled=True) is None
    assert charts.files(words[0]) == {}


def test_every_chart_comes_as_four_files() -> None:
    finding = replace(a_finding(), name="heard")
    assert set(charts.files(finding)) == {
        "charts/heard.svg",
        "charts/heard.png",
        "charts/heard-plain.svg",
        "charts/heard-narrow.svg",
    }


def test_only_findings_and_facts_are_drawn() -> None:
    with pytest.raises(TypeError):
        charts.draw({"Yes": 7}, "svg", titled=True)  # type: ignore[arg-type]
    assert charts.draw(a_fact(KINDS["shares"]), "svg", titled=True)


def test_every_chart_of_a_paper_can_be_drawn() -> None:
    told = (*findings.of(autumn()), *trends.of([summer(), autumn()]))
    assert all(charts.draw(f, "svg", titled=False) for f in told if f.chart)


def test_each_bar_is_drawn_against_its_own_n(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[float, str]] = []
    monkeypatch.setattr(
        Sheet, "bar", lambda self, x, middle, length, thick, colour: drawn.append((length, colour))
    )
    charts._draw.cache_clear()
    rows = [a_row((5, 5), "0-9", "Up to 9"), a_row((15, 45), "10-16", "10 to 16")]
    (finding,) = findings.of(a_release([a_table(rows, HAPPY, dimension="age_band")]))
    charts.draw(finding, "svg", titled=False)
    charts._draw.cache_clear()
    full = max(length for length, colour in drawn if colour == scheme.TRACK)
    bars = [round(length / full, 3) for length, colour in drawn if colour == scheme.BAR]
    assert bars == [0.5, 0.5, 0.25, 0.75]


def test_faces_are_drawn_beside_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(Sheet, "picture", lambda self, x, middle, side, name: drawn.append(name))
    charts._draw.cache_clear()
    (finding,) = findings.of(a_release([a_table([a_row((5, 7, 12, 25, 18))])]))
    charts.draw(finding, "svg", titled=False)
    charts._draw.cache_clear()
    assert drawn == [answer.picture for answer in FACES]
