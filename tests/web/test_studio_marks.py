"""Each text once with all its marks, errors first, one line for one fault."""

from dataclasses import dataclass

from voice.survey.friendly_draft import Piece, Said
from voice.survey.friendly_rule import Remark
from voice.web.worker.studio_marks import shown, texts


@dataclass(frozen=True)
class Line:
    level: str
    said: Said


def line(level: str, *pieces: str) -> Line:
    """A remark on pieces of a text; those in capitals are marked."""
    cut = tuple(Piece(one, one.isupper()) for one in pieces)
    remark = Remark("", "hint", "rule", "wrong", "do")
    return Line(level, Said("text", remark, cut))


def test_a_text_is_shown_once_with_every_mark() -> None:
    found = [line("error", "a", "BC", "d"), line("hint", "aBCd"), line("hint")]
    assert "".join(one.text for one in texts(found)[0]) == "aBCd"
    both = [line("hint", "A", "B"), line("hint", "AB")]
    assert texts(both) == [(Piece("AB", True),)]


def test_what_is_about_the_same_words_waits_in_the_fold_but_no_error_does() -> None:
    one, same, other = line("warning", "A", "b"), line("hint", "A", "b"), line("hint")
    grave = line("error", "A", "b")
    assert shown([grave, one, other]).first == (grave, other)
    assert shown([one, same, other]).rest == (same,)
    assert shown([grave, line("error", "A", "b", "")]).rest == ()


def test_of_many_only_the_first_few_are_said_at_once() -> None:
    many = [line("hint", f"a{n}") for n in range(5)]
    told = shown(many)
    assert (len(told.first), len(told.rest)) == (3, 2)
