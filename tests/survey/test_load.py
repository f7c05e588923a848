"""Questionnaires from their folders: all faults at once, in words a worker can act on."""

import random
import re
from pathlib import Path

import pytest

from voice import paths
from voice.faults import FaultyError
from voice.survey.load import load, load_all
from voice.survey.structure import FIELDS

HEAD = """id = "a-survey"
title = "A survey"
purpose = "To try."
audience = "Nobody."
feedback = "Never."
ages = "8-11"
minutes = 1
"""
ITEM = """[[items]]
id = "came-before"
kind = "choice"
text = "Have you been here before?"
options = [{ id = "yes", text = "Yes" }, { id = "no", text = "No" }]
"""
JARGON = re.compile(
    r"pydantic|Input|valid(ation|ator)?\b|\bstr\b|string|tuple|dict|model|literal|NoneType|instance"
    r"|discriminator|\btype=|\bctx\b|\bloc\b|http|Traceback|datetime",
    re.IGNORECASE,
)


def written(tmp_path: Path, text: str, name: str = "a-survey") -> Path:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "survey.toml").write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> list[str]:
    """The faults of the folder's questionnaire, without the file's name."""
    with pytest.raises(FaultyError) as error:
        load(folder)
    lines = [str(fault) for fault in error.value.faults]
    start = f"{folder.name}/survey.toml: "
    assert all(line.startswith(start) for line in lines)
    assert not [line for line in lines if JARGON.search(line)]
    assert all(fault.do for fault in error.value.faults)
    return [line.removeprefix(start) for line in lines]


def test_a_good_questionnaire_is_loaded(tmp_path: Path) -> None:
    survey = load(written(tmp_path, HEAD + ITEM))
    assert survey.id == "a-survey"
    assert [item.id for item in survey.items] == ["came-before"]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    folder = written(tmp_path, "")
    text = HEAD.replace('"To try."', '"""To try\nit."""') + ITEM
    (folder / "survey.toml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(folder).purpose == "To try\nit."


STRUCTURE: list[tuple[str, str, str]] = [
    ('title = "A survey"\n', "", "title: is missing. Add it."),
    ("minutes = 1", 'minutes = "three"', "minutes: is “three” and should be a whole number."),
    ("minutes = 1", "minutes = 1.5", "minutes: is 1.5 and should be a whole number."),
    ("minutes = 1", "minutes = nan", "minutes: is nan and should be a whole number."),
    ("minutes = 1", "minutes = 0", "minutes: is 0. Give 1 or more."),
    ("minutes = 1", "minutes = 99", "minutes: is 99. Give 20 or less."),
    ("minutes = 1", "minutes = 1\nstall = 'maybe'", "stall: is “maybe” and should be true or"),
    ("minutes = 1", "minutes = 1\nstall = 2019-10-24", "stall: is a date or time and should be"),
    ('ages = "8-11"', 'ages = "8-12"', "ages: is “8-12”. Give one of 5-7, 8-11, 12+, care-leav"),
    ('ages = "8-11"', "ages = 8", "ages: is 8. Give one of 5-7"),
    ('"To try."', '""', "purpose: is empty."),
    ('"To try."', '"  "', "purpose: is empty."),
    ('"To try."', "true", "purpose: is true and should be text in quotes."),
    ('"To try."', "[1]", "purpose: is a list and should be text in quotes."),
    ('"To try."', f'"{"a" * 401}"', "purpose: is longer than 400 letters."),
    ('id = "a-survey"', 'id = "A survey"', "id: is “A survey”, which is no id."),
    ('audience = "', 'audiense = "', "audience: is missing."),
    ('audience = "', 'audiense = "', "audiense: is not a name that may stand here. Did you mean"),
    ("minutes = 1", "minutes = 1\nxyzzy = 2", "xyzzy: is not a name that may stand here. Take it"),
    (ITEM, "items = []", "items: has 0 and needs at least 1."),
    (ITEM, "items = 3", "items: is 3 and should be a list."),
    (ITEM, "items = [3]", "items[1]: is 3 and should be a table"),
    ('kind = "choice"', "", "items[1] “came-before”: kind: is missing. Give one of faces, choice"),
    ('kind = "choice"', 'kind = "choise"', "kind: is “choise”, which is no kind of question. Did"),
    ('kind = "choice"', "kind = 3", "items[1] “came-before”: kind: is 3, which is no kind"),
    ('kind = "choice"', 'kind = "words"', "options: is not a name that may stand here. It belongs"),
    ('kind = "choice"', 'kind = "faces"', "“came-before”: Faces have three or five options. Mend"),
    ('id = "came-before"', "id = 3", "items[1]: id: is 3 and should be text in quotes."),
    ('id = "came-before"\n', "", "items[1]: id: is missing."),
    ('id = "yes", ', "", "items[1] “came-before”: options[1].id: is missing."),
    ('"Yes" }', '"Yes", score = "high" }', "“came-before”: options[1].score: is “high” and should"),
    ('"Yes" }', '"Yes", scroe = 1 }', "options[1].scroe: is not a name that may stand here. Did"),
    (', { id = "no", text = "No" }', "", "options: has 1 and needs at least 2."),
    (
        '[{ id = "yes"',
        "[" + "".join(f'{{ id = "o-{n}", text = "{n}" }}, ' for n in range(11)) + '{ id = "yes"',
        "options: has 13 and may have 12 at most.",
    ),
    ("options =", 'worry = "no"\noptions =', "“came-before”: worry: is “no” and should be a list."),
    ("options =", 'measures = "x"\noptions =', "measures: is “x” and should be a table with names"),
    ("options =", "versions = 3\noptions =", "versions: is 3 and should be a table with names"),
    (
        "options =",
        'show_if = { any = [{ item = "x" }] }\noptions =',
        "“came-before”: show_if.any[1]: is not a rule. A rule is one of: item with is, is_not",
    ),
    ("options =", "show_if = { all = [] }\noptions =", "show_if.all: has 0 and needs at least 1."),
    (
        "options =",
        "versions = { 0-9 = { text = 1 } }\noptions =",
        "“came-before”: versions.0-9.text: is 1 and should be text in quotes.",
    ),
]


@pytest.mark.parametrize(("before", "after", "said"), STRUCTURE)
def test_a_fault_of_structure_is_told_with_place_what_and_what_to_do(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    text = HEAD + ITEM
    assert before in text
    lines = told(written(tmp_path, text.replace(before, after, 1)))
    assert any(said in line for line in lines), lines


SYNTAX: list[tuple[str, str]] = [
    ('title "x"', "line 8: a name has no = and value after it."),
    ("title = 'x", "the end of the file: a quotation mark is not closed."),
    (
        'title = "x\nages = 1',
        "line 8: a letter stands here that cannot be seen, or a text runs over",
    ),
    ("x = [1, 2", "the end of the file: a list is not closed with ]."),
    ("x = {a = 1", "the end of the file: a table is not closed with }."),
    ('id = "again"\n', "line 8: a name is given twice."),
    ("[x]\n[x]", "line 9: a name is given twice."),
    ("x = yes", "line 8: a value is missing, or is text without quotation marks."),
    ("= 1", "line 8: a name is missing, or holds a letter that needs quotation marks."),
    ("x = 1 2", "line 8: something follows a value that does not belong there."),
    ('x = "a\\b\\c"', "line 8: a backslash stands in double quotation marks."),
    ('x = "\\u12"', "line 8: a backslash stands in double quotation marks."),
    ('x = "\\ud800"', "line 8: a backslash stands in double quotation marks."),
    ("x = 2019-02-30", "line 8: a date or time is none, or is text without quotation marks."),
    ("x = {a = 1, a = 2}", "line 8: a name is given twice."),
    ("[x\ny = 1", "line 8: the brackets of a heading are not closed."),
    ("x = { é = 1 }", "line 8: a name is missing, or holds a letter that needs quotation marks."),
    ("x = [1]\n[[x]]", "line 9: a name is given twice, or a heading belongs to a value above it."),
    ("x = '\x07'", "line 8: a letter stands here that cannot be seen."),
    ("x = " + "[" * 3000, "has brackets inside brackets too many times."),
]


@pytest.mark.parametrize(("line", "said"), SYNTAX, ids=range(len(SYNTAX)))
def test_a_fault_of_writing_is_told_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    assert said in told(written(tmp_path, HEAD + line))[0]


def test_letters_that_are_not_utf_8_are_told_with_their_line(tmp_path: Path) -> None:
    folder = written(tmp_path, "")
    (folder / "survey.toml").write_bytes(HEAD.encode() + b'hint = "caf\xe9"\n')
    assert told(folder) == ["line 8: is not written in UTF-8. Save the file in UTF-8."]


def test_a_folder_without_a_questionnaire_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert told(tmp_path / "empty") == ["cannot be opened. Is there a survey.toml here?"]


def test_faults_of_structure_and_of_meaning_come_in_one_report(tmp_path: Path) -> None:
    good = ITEM.replace("came-before", "helped") + 'worry = ["maybe"]\n'
    bad = ITEM.replace("came-before", "broken").replace('"Yes"', "1")
    lines = told(written(tmp_path, HEAD.replace('"To try."', "1") + good + bad))
    assert [line.partition(" ")[0] for line in lines] == [
        "purpose:",
        "items[2]",
        "items[1]",
        "items[1]",
    ]


def test_all_faults_of_meaning_are_placed_in_the_file(tmp_path: Path) -> None:
    text = HEAD + ITEM + 'worry = ["maybe"]\nshow_if = { item = "nothing", is = "yes" }\n'
    assert [line.split(": ")[1] for line in told(written(tmp_path, text))] == ["worry", "show_if"]


def test_the_id_is_the_folders_name(tmp_path: Path) -> None:
    lines = told(written(tmp_path, HEAD + ITEM, name="another"))
    assert lines == ["id: “a-survey” is not the name of the folder. Give both the same name."]


def test_a_folder_may_be_given_as_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(written(tmp_path, HEAD + ITEM))
    assert load(Path()).id == "a-survey"


WITH_FILES = HEAD + (
    ITEM.replace('"Yes"', '"Yes", picture = "ours", sound = "yes"')
    + 'picture = "nowhere"\n[items.versions.0-9]\ntext = "Been here?"\n'
    'options = [{ id = "yes", text = "Yes" }, { id = "no", text = "No", picture = "missing" }]\n'
)


def test_pictures_and_sounds_named_must_be_there(tmp_path: Path) -> None:
    assert [line.partition(" Put ")[0] for line in told(written(tmp_path, WITH_FILES))] == [
        "items[1] “came-before”: There is no picture “nowhere”.",
        "items[1] “came-before”: options[1]: There is no picture “ours”.",
        "items[1] “came-before”: options[1]: There is no sound “yes”.",
        "items[1] “came-before”: versions.0-9.options[2]: There is no picture “missing”.",
    ]


def test_pictures_are_found_beside_the_questionnaire_or_among_those_for_all(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path, WITH_FILES.replace("nowhere", "home").replace("missing", "ours"))
    (folder / "pictures").mkdir()
    (folder / "pictures" / "ours.svg").write_text("<svg/>")
    (folder / "sounds").mkdir()
    (folder / "sounds" / "yes.mp3").write_bytes(b"")
    assert load(folder).item("came-before").picture == "home"


def test_all_questionnaires_below_a_folder_come_by_id(tmp_path: Path) -> None:
    for name in ("b-survey", "a-survey"):
        written(tmp_path, HEAD.replace("a-survey", name) + ITEM, name=name)
    (tmp_path / "drawings").mkdir()
    (tmp_path / "notes.txt").write_text("nothing")
    assert list(load_all(tmp_path)) == ["a-survey", "b-survey"]


def test_faults_of_all_questionnaires_are_told_together(tmp_path: Path) -> None:
    written(tmp_path, HEAD + ITEM)
    written(tmp_path, "id = ", name="broken")
    other = HEAD.replace("a-survey", "other") + ITEM.replace('"No"', '"No", score = 1')
    written(tmp_path, other, name="other")
    with pytest.raises(FaultyError) as error:
        load_all(tmp_path)
    places = [fault.place for fault in error.value.faults]
    assert places == ["broken/survey.toml: the end of the file", "other: items[1] “came-before”"]


def test_a_root_that_is_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FaultyError, match="is not a folder"):
        load_all(tmp_path / "nothing")
    assert load_all(tmp_path) == {}


def test_every_name_a_questionnaire_may_hold_can_be_suggested() -> None:
    assert {"show_if", "is", "not", "takes", "audience", "low"} <= FIELDS


def test_the_shipped_questionnaires_are_found_where_the_program_is() -> None:
    assert set(load_all(paths.SURVEYS)) == {
        path.parent.name for path in paths.SURVEYS.glob("*/survey.toml")
    }


def wounded(text: str, chance: random.Random) -> str:
    """The file after a bad edit: a line lost, doubled, moved or cut, or a value changed."""
    lines = text.splitlines()
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        name, is_, value = lines[at].partition("=")
        edits = [
            [],
            [lines[at], lines[at]],
            [lines[at][: chance.randrange(len(lines[at]) + 1)]],
            [chance.choice(lines)],
            [f"{name}= {chance.choice(VALUES)}"] if is_ else ["[[items]]"],
            [f"{chance.choice(NAMES)} = {value}"] if is_ else ["[items.show_if]"],
        ]
        lines[at : at + 1] = chance.choice(edits)
    return "\n".join(lines)


VALUES = ["1", "-1.5", "true", '""', '"x"', "[]", "{}", "[[1]]", "2019-10-24", "nan", '["a"]', ""]
NAMES = sorted(FIELDS)


def test_any_bad_edit_is_told_in_plain_words(tmp_path: Path) -> None:
    shipped = sorted(paths.SURVEYS.glob("*/survey.toml"))
    folder = written(tmp_path, "")
    for seed in range(300):
        chance = random.Random(seed)
        text = wounded(shipped[seed % len(shipped)].read_text(encoding="utf-8"), chance)
        (folder / "survey.toml").write_text(text, encoding="utf-8")
        assert told(folder)
