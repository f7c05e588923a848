"""From material and form to a paper: the sections in their order, each with heading and blocks."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from voice.publish import sections
from voice.publish.blocks import Block, Bullets, Front, Heading, Numbered, Paper, Paragraph
from voice.publish.material import Material
from voice.publish.wording import Line, Section, Wording

Prose = Callable[[str], Block]


def compose(material: Material, wording: Wording) -> Paper:
    """The whole paper. The same material and form give the same paper."""
    blocks: list[Block] = [Front(tuple(_front(material, wording)))]
    appendices = 0
    alike = _told_alike(material, wording)
    for section in wording.section:
        if any(section in own for own in alike.values()):
            continue
        words = prose(_words(section, material), _paragraph(section))
        told = sections.CONTENTS[section.content](material, wording, words)
        told += prose(filled(section.method, material.places), _paragraph(section))
        if told or section.stands:
            appendices += section.appendix
            blocks += [*_heading(section, appendices), *told]
            blocks += _in_one_line(alike.get(section.id, []), material)
    return Paper(wording.title, material.council, material.meeting, tuple(blocks))


def _told_alike(material: Material, wording: Wording) -> Mapping[str, list[Section]]:
    """By chapter, its sections that hold the same one paragraph: a heading each would say less."""
    found: dict[str, list[Section]] = {}
    by_words: dict[tuple[str, str], list[Section]] = {}
    chapter = ""
    for section in wording.section:
        if section.level == 1:
            chapter = section.id
        elif section.content == "words" and section.numbered:
            by_words.setdefault((chapter, _words(section, material).strip()), []).append(section)
    for (chapter, text), own in by_words.items():
        if chapter not in found and len(own) > 1 and len(prose(text, Numbered)) == 1:
            found[chapter] = own
    return found


def _in_one_line(alike: Sequence[Section], material: Material) -> Iterable[Block]:
    if alike:
        names = "; ".join(section.heading for section in alike)
        yield Numbered(_words(alike[0], material).strip(), lead=f"{names}.")


def standing_words(material: Material, wording: Wording) -> Mapping[str, str]:
    """For each section a worker may write, what stands there if they do not."""
    return {one.section: filled(one.words, material.places) for one in wording.editable}


def filled(text: str, places: Mapping[str, str]) -> str:
    """The text with the known words in braces filled in; any other brace stays as it is."""
    return re.sub(r"\{(\w+)\}", lambda found: places.get(found[1], found[0]), text)


def prose(text: str, paragraph: Prose) -> list[Block]:
    """Plain text as blocks: an empty line between paragraphs, "- " before each bullet."""
    blocks: list[Block] = []
    for part in text.strip().split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        points = tuple(line[2:].strip() for line in lines if line.startswith("- "))
        plain = " ".join(line for line in lines if not line.startswith("- "))
        if plain:
            blocks.append(paragraph(plain))
        if points:
            blocks.append(Bullets(points))
    return blocks


def _words(section: Section, material: Material) -> str:
    """A worker's words for this meeting, else the form's own; none where none may be written, or
    where a worker chooses instead."""
    if section.words is None or section.choose:
        return ""
    return filled(material.words.get(section.id, section.words), material.places)


def _paragraph(section: Section) -> Prose:
    return Numbered if section.numbered and not section.appendix else Paragraph


def _heading(section: Section, appendices: int) -> Iterable[Heading]:
    if not section.heading:
        return
    if section.appendix:
        text = f"Appendix {appendices}: {section.heading}"
        yield Heading(1, text, numbered=False, new_page=appendices == 1)
    else:
        yield Heading(section.level, section.heading, section.numbered)


def _front(material: Material, wording: Wording) -> Iterable[tuple[str, str]]:
    for line in (*wording.front, *wording.contact):
        told = _line(line, material)
        if told:
            yield line.label, told[0].upper() + told[1:]


def _line(line: Line, material: Material) -> str:
    """Its text; lines that end in a colon have no answer and are left out."""
    text = filled(material.words.get(line.section or "", line.says), material.places)
    kept = [one.strip() for one in text.splitlines()]
    return "\n".join(one for one in kept if one and not one.endswith(":"))
