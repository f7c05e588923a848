"""What young people wrote about, as a paper tells it: themes, questions, words; no numbers."""

from voice.analysis import said
from voice.analysis.themes import ToldTheme
from voice.publish import aloud
from voice.publish.blocks import Block, Numbered, Said
from voice.publish.material import Material
from voice.publish.wording import Wording

HOW = (
    "A theme is named where at least {k} answers to one question are about it, from young people"
    " who allow their words or the idea to be told, and at least {n} answered that questionnaire. A"
    " person sorted every text. How many wrote about a theme is not told. A theme that is not named"
    " came up in fewer answers, or in none."
)


def themes(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """The themes in one sentence, then each with where it came up; nothing where there are none."""
    if not material.themes:
        return words
    names = "; ".join(_within(one.name) for one in material.themes)
    rules = {"k": said.number_word(material.k).lower(), "n": str(material.rules["n"])}
    told: list[Block] = [Numbered(f"Young people wrote about: {names}."), *words]
    for one in material.themes:
        told.append(Numbered(_where(one), lead=f"{one.name}."))
        if one.line is not None:
            told.append(Said((aloud.SHOWN[one.line.source](one.line.text),)))
    return [*told, Numbered(HOW.format(**rules))]


def _where(one: ToldTheme) -> str:
    questions = said.listed(f"“{asked.text}”" for asked in one.asked)
    return f"It came up in answers to {questions}{'' if questions.endswith(('?”', '.”')) else '.'}"


def _within(name: str) -> str:
    """A name inside a sentence: its first letter is small unless it is short for something."""
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"
