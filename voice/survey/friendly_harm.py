"""Rules about what no tablet asks: harm, told to a person alone, and what is theirs to tell.

The lists are ours, of what reviewers and workers wrote down. They catch what somebody types in a
hurry; they do not replace the person who reads the survey before it is published.
"""

import re
from collections.abc import Iterator

from voice.survey.friendly_rule import Found, Passage, Rule
from voice.survey.friendly_words import spans, told

_HARM = re.compile(
    r"(?i)\b(?:suicid\w*|self[- ]?harm\w*|overdos\w*"
    r"|(?:kill|cut|hurt|harm|starve)(?:s|ing)? (?:yourself|yourselves|myself|themselves)"
    r"|(?:want|wish)(?:ed|ing)? (?:to die|to be dead|you were dead|to end it)"
    r"|(?:abus|rap|molest|groom)(?:e|ed|es|ing)\b|sexual\w*|your private parts"
    r"|touch(?:ed|es|ing)? you\b|touched in a way"
    r"|(?:hit|hits|hitting|beat|beats|beaten|slap|slaps|slapped|kick|kicks|kicked|punch\w*|hurt"
    r"|hurts|hurting|threaten\w*|lock|locks|locked) (?:you|your (?:brother|sister|mum|mother))\b"
    r"|(?:been|get|got|were|was|are) (?:hit|beaten|slapped|kicked|punched|abused|touched))\b"
)
_PRIVATE = re.compile(
    r"(?i)\b(?:are you (?:gay|straight|lesbian|bi|bisexual|trans|religious|pregnant|a virgin)"
    r"|(?:your )?(?:sexuality|sexual orientation|religion|immigration status|criminal record)"
    r"|(?:do|have|did) you (?:ever )?(?:take|taken|took|use|used|smoke|smoked|try|tried) "
    r"(?:drugs|weed|alcohol|cigarettes|vapes?)|been arrested|in trouble with the police"
    r"|(?:do|did) you (?:steal|stolen)|(?:have|had) sex)\b"
)
_BLAME = re.compile(
    r"(?i)\bwhy (?:are|were|do|did|don't|can't|won't) you (?:(?:always|so|never|be) )*"
    r"(?:naughty|bad|rude|lazy|angry|difficult|behave|fight|lie|run away)\b"
)


def _harm(passage: Passage) -> Iterator[Found]:
    """An answer to it would lie in a tablet, unread, under nobody's name."""
    if marked := spans(_HARM, passage.text):
        wrong = f"{told(passage.said, marked)} asks a child to tell a tablet of harm."
        do = (
            "Take it out. Nobody can help who does not know whom: such a thing is told to a person."
        )
        yield Found(wrong, do, marked)


def _private(passage: Passage) -> Iterator[Found]:
    """What the law calls special, and blame, is asked only for a reason somebody can give."""
    if marked := tuple(sorted({*spans(_PRIVATE, passage.text), *spans(_BLAME, passage.text)})):
        wrong = f"{told(passage.said, marked)} is very private, or sounds like blame."
        yield Found(wrong, "Ask what helps, or leave it out.", marked)


HARM_RULES: tuple[Rule[Passage], ...] = (
    Rule(
        "harm",
        "No harm is told to a tablet",
        "error",
        "Do you feel safe where you live?",
        "Has anybody hit you?",
        _harm,
    ),
    Rule(
        "private",
        "Not what is only theirs to tell",
        "warning",
        "Who helps you when things are hard?",
        "Are you gay?",
        _private,
    ),
)
"""Rules about what may be asked at all."""
