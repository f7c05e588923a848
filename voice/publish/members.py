"""What members ask, and a voice on the theme, in a paper: a line each, told once."""

from collections.abc import Iterable
from dataclasses import replace

from voice.analysis import aloud, members, said, trends, voices
from voice.analysis.members import Facts
from voice.analysis.voices import Dated, Known, Spoken, Told, Voice
from voice.publish.blocks import Block, Bullets, Heading, Numbered, Paragraph
from voice.publish.material import Material
from voice.publish.wording import Wording
from voice.survey.measures import PRIORITIES
from voice.words import long_day

ANSWERED, WITHHELD = "What they answered", "What cannot be said of the newest period"
WROTE = "What they wrote about"
SAID, PLANNED = "What they said, in papers before this one", "What we planned"
INTRO = "What periods and papers up to now told on “{0}”, a line each."
NOTHING = "Nothing on “{0}” may be told yet."


def answered(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """The ten questions with a sentence or two each."""
    lines = (Paragraph(one.text, lead=one.question) for one in members.answers(_facts(material)))
    return [*words, *lines]


def on_theme(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """The voice on the theme that a worker chose for this meeting; nothing where none is."""
    if material.theme not in PRIORITIES:
        return words
    voice = voices.on(material.theme, _known(material))
    intro = NOTHING if voice.silent else INTRO
    told = [block for heading, lines in _parts(voice, material) for block in _part(heading, lines)]
    return [Numbered(intro.format(voice.name)), *words, *told]


def _known(material: Material) -> Known:
    """All that was told, and the plan of this paper: what is ahead, and what came of the last."""
    here = {line.id: line for line in material.plan.coming}
    here |= {
        one.line.id: one.line for one in material.plan.returned if one.state == one.line.outcome
    }
    before = (line for line in material.known.plans if line.id not in here)
    plans = sorted((*before, *here.values()), key=lambda line: (line.month, line.what.casefold()))
    return replace(material.known, plans=tuple(plans))


def _parts(voice: Voice, material: Material) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Each kind of what was told, with its lines."""
    yield ANSWERED, tuple(_newest(one, voice, material) for one in voice.told if one.answers)
    yield WITHHELD, tuple(_withheld(voice, material))
    yield WROTE, tuple(f"{one.when}: {one.text}" for one in voice.named)
    spoken = (one for _, lines in voice.spoken for one in lines)
    yield SAID, tuple(f"{_words(one)} (paper of {long_day(one.meeting)})" for one in spoken)
    yield PLANNED, tuple(f"{one.when}: {one.text}" for one in voice.plans)


def _part(heading: str, lines: tuple[str, ...]) -> list[Block]:
    return [Heading(3, heading), Bullets(lines)] if lines else []


def _newest(one: Told, voice: Voice, material: Material) -> str:
    """The newest answer, and what moved."""
    newest = one.answers[0]
    moved = "" if one.changed.startswith(trends.NO_CHANGE) else one.changed
    parts = (_asked(one, voice, material), f"{newest.when}: {newest.text}", moved)
    return " ".join(part for part in parts if part)


def _withheld(voice: Voice, material: Material) -> Iterable[str]:
    """What the newest period cannot say, the questions with the same reason in one line."""
    shared: dict[Dated, list[str]] = {}
    for one in voice.told:
        if one.withheld:
            shared.setdefault(one.withheld, []).append(_asked(one, voice, material))
    for reason, questions in shared.items():
        yield f"{reason.when}: {' '.join(map(said.sentence, questions))} {reason.text}"


def _asked(one: Told, voice: Voice, material: Material) -> str:
    """The question; with its questionnaire where two ask the same."""
    alike = [other for other in voice.told if other.question == one.question]
    return f"{one.question} ({material.title_of(one.survey)})" if len(alike) > 1 else one.question


def _words(line: Spoken) -> str:
    return f"“{line.text}”" if line.own else line.text


def _facts(material: Material) -> Facts:
    messages = aloud.of_source(material.lines, aloud.MESSAGE)
    return Facts(
        releases=material.known.releases,
        measured=material.known.measured,
        when=material.span,
        events=tuple(event for event in material.happened if not event.partner),
        k=material.k,
        population=material.in_care,
        unheard=material.least_heard,
        messages=tuple(line.text for line in messages),
        impact=material.words.get("impact", ""),
        plan=material.plan,
        assurance=material.words.get("assurance", ""),
    )
