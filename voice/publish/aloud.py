"""Young people's own words as a paper tells them: messages, what was said together, quotes, ideas.

Which event a line comes from and how many said it stands nowhere in a paper. So nothing here
counts lines or knows an event.
"""

from collections.abc import Callable, Iterable

from voice.analysis import aloud, said
from voice.analysis.aloud import Line
from voice.publish.blocks import Block, Heading, Numbered, Quotation, Said
from voice.publish.material import Material
from voice.publish.wording import Wording

IN_SUMMARY = 2
"""So many messages of groups are repeated in the summary."""
MANY, SHORT, BETWEEN = 4, 22, "; "
"""So many lines of so few letters each stand one after the other, with this between them."""
INTRO = (
    "These words are young people’s own. They were said or written to be passed on. Two people"
    " checked each line: names and places are left out, and a word was changed where it could"
    " point at somebody. How many said a line is not told."
)
SEVERAL = " Which group said what is not told."
"""True only where more than one could have said it and none signed with its name."""
MESSAGES = (
    "Groups of young people agreed on these words for councillors. Everybody there was asked"
    " privately, and nobody said no."
)
TOGETHER = (
    "Young people answered these questions out loud, in their groups. All groups are put together"
    " under each question."
)
STARRED = " What a group thought most important stands first, in bold."
WRITTEN = "Each of these lines was written by {signed}, who said that we may use the words."
IDEAS = "Each idea is told once, in short, however many had it."
MOMENTS = "Workers and carers saw these. Who it was, where and when is left out."


def own_words(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """All of it, what is agreed by a group first; nothing where nothing was checked in time."""
    told = [
        *_messages(material),
        *_together(material),
        *_written(material),
        *_by_question(material, aloud.IDEA, "Ideas", IDEAS),
        *_moments(material),
    ]
    intro = INTRO + (SEVERAL if _hides_groups(material) else "")
    return [Numbered(intro), *words, *told] if told else words


def _hides_groups(material: Material) -> bool:
    signed = (line.signed for line in material.lines if line.source == aloud.MESSAGE)
    return material.spoke > 1 and all(one.startswith(aloud.USUAL) for one in signed)


def points(material: Material) -> list[str]:
    """Messages of groups, as points of the summary."""
    messages = aloud.of_source(material.lines, aloud.MESSAGE)[:IN_SUMMARY]
    return [f"To councillors from {one.signed}: {_quoted(one.text)}" for one in messages]


def _messages(material: Material) -> Iterable[Block]:
    messages = aloud.of_source(material.lines, aloud.MESSAGE)
    if messages:
        yield Heading(3, "Messages to councillors")
        yield Numbered(MESSAGES)
    for line in messages:
        yield Quotation(_quoted(line.text), line.signed)


def _together(material: Material) -> Iterable[Block]:
    starred = any(line.starred for line in material.lines if line.source == aloud.CARD)
    intro = TOGETHER + (STARRED if starred else "")
    return _by_question(material, aloud.CARD, "Said together in our groups", intro)


def _written(material: Material) -> Iterable[Block]:
    """All are signed alike: nobody is told apart by the season they wrote in."""
    signed = {line.signed for line in material.lines if line.source == aloud.REMARK}
    intro = WRITTEN.format(signed=said.listed(sorted(signed)))
    return _by_question(material, aloud.REMARK, "Written by young people", intro)


def _by_question(material: Material, source: str, heading: str, intro: str) -> Iterable[Block]:
    questions = aloud.by_question(material.lines, source, material.order)
    if questions:
        yield Heading(3, heading)
        yield Numbered(intro)
    for asked, lines in questions.items():
        yield Heading(4, asked.text)
        yield _said(lines)


def _moments(material: Material) -> Iterable[Block]:
    moments = aloud.of_source(material.lines, aloud.MOMENT)
    if moments:
        yield Heading(3, "Moments worth telling")
        yield Numbered(MOMENTS)
        yield _said(moments)


def _said(lines: tuple[Line, ...]) -> Said:
    """Words in quotation marks where they are somebody's own; many short ones in one run."""
    items = tuple(SHOWN[line.source](line.text) for line in lines)
    starred = sum(line.starred for line in lines)
    if len(items) >= MANY and max(map(len, items)) <= SHORT and not starred:
        return Said((BETWEEN.join(items),))
    return Said(items, starred)


def _quoted(text: str) -> str:
    """In double quotation marks; those within become single ones."""
    return f"“{_on_one_line(text).translate(str.maketrans('“”', '‘’'))}”"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


SHOWN: dict[str, Callable[[str], str]] = {
    aloud.CARD: _quoted,
    aloud.REMARK: _quoted,
    aloud.IDEA: _on_one_line,
    aloud.MOMENT: _on_one_line,
}
"""How a line of each source is written in a list."""
