"""Forms as people make them: what can be taken is taken, and all else is told in its place."""

from pathlib import Path

import pytest

from tests.exchange.forms import HEAD, YES_NO, Rows, form, read, told
from voice.survey.model import Choice, Faces, Info, Many

A = ("text", "a", "A?")


def test_a_whole_form(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("select_one yn", "came_before", "Came before?", "Tap one.", "home.png", "Jebs se?"),
        ("select_multiple yn", "liked", "Liked?", None, None, None),
        head=(*HEAD, "hint", "media::image", "label::French (fr)"),
        settings=[("form_title", "form_id"), ("A day out", "day_out")],
    )
    imported, survey = read(path)
    assert (survey.id, survey.title) == ("day-out", "A day out")
    first, second = survey.items
    assert isinstance(first, Choice)
    assert isinstance(second, Many)
    assert (first.id, first.hint, first.picture) == ("came-before", "Tap one.", "home")
    assert [(option.id, option.text) for option in first.options] == [("yes", "Yes"), ("no", "No")]
    assert imported.translations == {"fr": {"items.came-before.text": "Jebs se?"}}


def test_what_a_form_does_not_say_is_marked_to_be_written(tmp_path: Path) -> None:
    imported, survey = read(form(tmp_path, A))
    assert survey.purpose == "[Write why we ask, in words for a child]"
    assert survey.audience.startswith("[Write ")
    assert survey.feedback.startswith("[Write ")
    assert (survey.ages, survey.minutes) == ("8-11", 1)
    last = [note for note in imported.notes if note.sheet == "settings"]
    assert len(last) == 6
    assert imported.notes[-6:] == tuple(last)


def test_notes_stand_in_order_of_sheet_and_row_and_name_their_cell(tmp_path: Path) -> None:
    rows = [("deviceid", "d"), ("rank yn", "r", "Rank"), ("select_one gone", "g", "G?")]
    imported, _ = read(form(tmp_path, *rows))
    places = [note.where for note in imported.notes if note.sheet == "survey"]
    assert places == [f"survey, row {row}, column A “type”" for row in (2, 3, 4)]
    assert str(imported.notes[1]).endswith("any number can be ticked.")
    assert imported.notes[0].as_dict()["row"] == 2


def test_the_same_note_is_said_once_with_its_rows(tmp_path: Path) -> None:
    rows = [("text", f"q{at}", "Q?", "yes") for at in range(20)]
    imported, _ = read(form(tmp_path, *rows, head=(*HEAD, "required")))
    (note,) = [note for note in imported.notes if "demanded" in note.said]
    assert note.row == 2
    assert "(Also in rows 3, 4, 5, 6, 7, 8, 9, 10 and 11 more.)" in note.said
    assert "rather not say" in note.did


NOTED: list[tuple[str, str, str]] = [
    ("required", "yes", "can always say"),
    ("bind::required", "true()", "can always say"),
    ("constraint", ". > 3", "we take what a child says"),
    ("choice_filter", "a = ${b}", "every answer of the list is shown"),
    ("default", "yes", "nothing is chosen for a child"),
    ("guidance_hint", "Read slowly", "children read it alone"),
    ("calculation", "1 + 1", "we keep what a child said"),
    ("media::video", "a.mp4", "we show pictures"),
    ("audio", "a.mp3", "have somebody there who reads aloud"),
    ("image", "no-such.png", "is not among ours"),
    ("big-image", "no-such.png", "is not among ours"),
    ("save_to", "name", "no answer has a name"),
    ("parameters", "randomize=true", "they keep their order"),
    ("appearance", "image-map", "We show it our own way"),
]


@pytest.mark.parametrize(("column", "cell", "said"), NOTED)
def test_columns_without_meaning_here_are_told(
    tmp_path: Path, column: str, cell: str, said: str
) -> None:
    path = form(tmp_path, ("select_one yn", "a", "A?", cell), head=(*HEAD, column))
    imported, survey = read(path)
    assert len(survey.items) == 1
    (note,) = [note for note in imported.notes if said in str(note)]
    assert note.column == f"D “{column}”"


@pytest.mark.parametrize("column", ["required", "required_message", "autoplay", "rows", "hxl"])
def test_columns_that_change_nothing_are_passed_over(tmp_path: Path, column: str) -> None:
    imported, _ = read(form(tmp_path, (*A, "no"), head=(*HEAD, column)))
    assert not [note for note in imported.notes if note.sheet == "survey"]


@pytest.mark.parametrize(
    "head",
    [
        ("Type", "NAME", "Label"),
        (" type ", "name ", " label"),
        ("command", "tag", "caption"),
        ("type", "value", "label::English (en)"),
        ("type", "name", "label:English"),
        ("type", "name", "Label :: english"),
        ("type", "name", "label::en"),
        ("type", "name", "LABEL::English (en-GB)"),
    ],
)
def test_headings_in_every_spelling(tmp_path: Path, head: tuple[str, ...]) -> None:
    imported, survey = read(form(tmp_path, A, head=head))
    assert (survey.items[0].id, survey.items[0].text) == ("a", "A?")
    assert imported.translations == {}


@pytest.mark.parametrize(
    "head",
    [
        ("list name", "name", "label"),
        ("LIST_NAME", "value", "caption"),
        ("list_name", "Name", "label::English"),
    ],
)
def test_headings_of_choices_in_every_spelling(tmp_path: Path, head: tuple[str, ...]) -> None:
    choices = [head, *YES_NO[1:]]
    _, survey = read(form(tmp_path, ("select_one yn", "a", "A?"), Choices=choices))
    assert len(survey.items) == 1


def test_other_languages_go_beside_the_english_words(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("select_one yn", "a", "Hello?", "مرحبا؟", "Hallo?", "Zkt"),
        head=("type", "name", "label", "label::Arabic (ar)", "label::Deutsch", "label::Xyzzy"),
        choices=[
            ("list_name", "name", "label", "label::Arabic (ar)"),
            ("yn", "y", "Yes", "نعم"),
            ("yn", "n", "No", "لا"),
        ],
    )
    imported, _ = read(path)
    assert imported.translations["ar"] == {
        "items.a.text": "مرحبا؟",
        "items.a.options.y.text": "نعم",
        "items.a.options.n.text": "لا",
    }
    assert imported.translations["de"] == {"items.a.text": "Hallo?"}
    assert "We know no language called “Xyzzy”" in told(imported)


def test_a_form_in_another_language_keeps_its_words_and_says_so(tmp_path: Path) -> None:
    settings = [("form_title", "default_language"), ("عن يومك", "Arabic (ar)")]
    imported, survey = read(form(tmp_path, ("text", "س", "كيف حالك؟"), settings=settings))
    assert survey.items[0].text == "كيف حالك؟"
    assert survey.items[0].id == "question-1"
    assert "There are no English words" in told(imported)


def test_plain_words_are_those_of_the_default_language(tmp_path: Path) -> None:
    settings = [("form_title", "default_language"), ("T", "French (fr)")]
    head = ("type", "name", "label", "label::English (en)")
    imported, survey = read(
        form(tmp_path, ("text", "a", "Bonjour", "Hello"), head=head, settings=settings)
    )
    assert survey.items[0].text == "Hello"
    assert imported.translations["fr"]["items.a.text"] == "Bonjour"


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("**Bold** and __so__", "Bold and so"),
        ("# Heading", "Heading"),
        ("<span style='color:red'>Red</span> &amp; blue", "Red & blue"),
        ("[here](https://example.org)", "here"),
        ("You said ${other}. Why?", "You said …. Why?"),
        ("right \u202eto left\u2069", "right to left"),
        ("\ufeffbom", "bom"),
        ("a < b and 2*3*4", "a < b and 2*3*4"),
        ("   ", "[Write the question: a]"),
        ("\u200b\u200f", "[Write the question: a]"),
        ("<br/>", "[Write the question: a]"),
    ],
)
def test_labels_are_what_a_child_reads(tmp_path: Path, label: str, text: str) -> None:
    assert read(form(tmp_path, ("text", "a", label)))[1].items[0].text == text


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (("a", "a", "A"), ["a", "a-2", "a-3"]),
        (("Q 1", "q_1", "q-1"), ["q-1", "q-1-2", "q-1-3"]),
        (("id", "answers", "leave"), ["id-asked", "answers-asked", "leave-asked"]),
        (("", None, "  "), ["what-do-you-think", "what-do-you-think-2", "what-do-you-think-3"]),
        (("x" * 90, "x" * 90), ["x" * 60, "x" * 58 + "-2"]),
        (("größe", "naïve"), ["grosse", "naive"]),
        ((1, 2.0, "__"), ["1", "2", "what-do-you-think"]),
    ],
)
def test_ids_are_good_and_each_is_there_once(
    tmp_path: Path, names: tuple[str, ...], ids: list[str]
) -> None:
    rows = [("text", name, "What do you think?") for name in names]
    _, survey = read(form(tmp_path, *rows))
    assert [item.id for item in survey.items] == ids


def lists(*options: tuple[object, ...]) -> Rows:
    return [("list_name", "name", "label"), *(("l", *option) for option in options)]


@pytest.mark.parametrize(
    ("choices", "ids"),
    [
        (lists(("1", "One"), ("1", "Uno")), ["1", "1-2"]),
        (lists((1, "One"), (2.0, "Two")), ["1", "2"]),
        (lists(("none", "None"), ("skipped", "Gone")), ["none-asked", "skipped-asked"]),
        (lists(("a", None), ("b", "")), ["a", "b"]),
        (lists((None, "Alpha"), (None, "Beta")), ["alpha", "beta"]),
        (lists(("نعم", "نعم"), ("لا", "لا")), ["answer-1", "answer-2"]),
        (lists(("-1", "Minus"), ("1", "Plus")), ["minus-1", "1"]),
        (lists(*((at, f"Answer {at}") for at in range(30))), [str(at) for at in range(12)]),
        (
            lists(("a", "A"), ("b", "B"), ("dk", "Don’t know"), ("no", "Prefer not to say")),
            ["a", "b"],
        ),
        (lists(("a", "A"), ("dk", "I don't know")), ["a", "dk"]),
    ],
)
def test_lists_become_options(tmp_path: Path, choices: Rows, ids: list[str]) -> None:
    _, survey = read(form(tmp_path, ("select_one l", "q", "Q?"), choices=choices))
    (item,) = survey.items
    assert isinstance(item, Choice)
    assert [option.id for option in item.options] == ids


def test_not_knowing_is_our_own_answer(tmp_path: Path) -> None:
    choices = lists(("a", "A"), ("b", "B"), ("dk", "I don’t know"))
    imported, survey = read(form(tmp_path, ("select_one l", "q", "Q?"), choices=choices))
    assert survey.items[0].dont_know
    assert "which is counted apart" in told(imported)


@pytest.mark.parametrize("type_", ["select_one gone", "select_one", "select_one_from_file a.csv"])
def test_a_missing_list_leaves_two_answers_to_be_written(tmp_path: Path, type_: str) -> None:
    imported, survey = read(form(tmp_path, (type_, "q", "Q?")))
    (item,) = survey.items
    assert [option.text for option in item.choices] == ["[Write answer 1]", "[Write answer 2]"]
    assert "Write the answers." in told(imported)


def test_one_answer_is_something_to_read(tmp_path: Path) -> None:
    choices = lists(("ok", "OK"))
    imported, survey = read(form(tmp_path, ("select_one l", "q", "Read this."), choices=choices))
    assert isinstance(survey.items[0], Info)
    assert "only one answer" in told(imported)


@pytest.mark.parametrize("look", ["faces", "smileys w1", "emoji", "columns-3 faces"])
@pytest.mark.parametrize("count", [3, 5])
def test_faces_by_their_look(tmp_path: Path, look: str, count: int) -> None:
    choices = lists(*((at, f"Face {at}") for at in range(count)))
    path = form(
        tmp_path, ("select_one l", "q", "Q?", look), head=(*HEAD, "appearance"), choices=choices
    )
    imported, survey = read(path)
    (item,) = survey.items
    assert isinstance(item, Faces)
    assert [option.score for option in item.options] == list(range(1, count + 1))
    assert item.options[-1].picture == "face-5"
    assert "Look whether it does" in told(imported)


@pytest.mark.parametrize("look", ["likert", "minimal", "quick", "columns", "faces"])
def test_other_looks_are_choices(tmp_path: Path, look: str) -> None:
    path = form(tmp_path, ("select_one yn", "q", "Q?", look), head=(*HEAD, "appearance"))
    assert isinstance(read(path)[1].items[0], Choice)


def test_faces_by_their_pictures_are_put_in_order(tmp_path: Path) -> None:
    choices = [
        ("list_name", "name", "label", "image"),
        *(("l", at, f"F{at}", f"face-{at}.png") for at in (5, 3, 1)),
    ]
    (item,) = read(form(tmp_path, ("select_one l", "q", "Q?"), choices=choices))[1].items
    assert isinstance(item, Faces)
    assert [option.id for option in item.options] == ["1", "3", "5"]
