"""Who we hear and who we do not: those who came beside those the council looks after, in a paper.

What the service will do about it is a worker's to write, and stands last.
"""

from voice.analysis.unheard import Told
from voice.publish.blocks import Block, Figure, Heading, Numbered, Table
from voice.publish.material import Material
from voice.publish.wording import Wording

LEADS = ("Fewer than their share.", "More than their share.")


def heard(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """Each year of which this paper has something new, the latest first; then a worker's words."""
    told: list[Block] = []
    for one in material.heard:
        if len(material.heard) > 1:
            told.append(Heading(3, one.fact.period))
        told += _year(one)
    notes = dict.fromkeys(note for one in material.heard for note in one.notes)
    counted = [Numbered(" ".join(notes), lead="How this was counted.")] if notes else []
    return [*told, *counted, *words]


def least(material: Material) -> list[str]:
    """Who is furthest below their share, in one sentence; none where that cannot be told."""
    return [sentence for one in material.heard for sentence in one.fewer[:1]][:1]


def _year(one: Told) -> list[Block]:
    found: list[Block] = [
        Numbered(" ".join(sentences), lead=lead)
        for lead, sentences in zip(LEADS, (one.fewer, one.more), strict=True)
        if sentences
    ]
    found += [Numbered(sentence) for sentence in (one.alike, " ".join(one.others)) if sentence]
    if one.fact.chart:
        found.append(Figure(one.fact))
    found.append(Table(f"Who came, {one.fact.period}", one.fact.subtitle, one.fact.table))
    if one.ages:
        about = "For each period, how often young people came, in all and by age band."
        found.append(Table(f"Who came by age band, {one.fact.period}", about, one.ages))
    if one.not_shown:
        found.append(Numbered(" ".join(one.not_shown), lead="Not shown."))
    return found
