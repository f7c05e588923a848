"""Rules about how something is asked: one thing, fairly, and nothing that points at a child."""

import re
from collections.abc import Iterator

from voice.survey.friendly_lists import PAIRS_OF_ONE
from voice.survey.friendly_rule import Found, Level, Passage, Rule, Span
from voice.survey.friendly_text import sentences, words
from voice.survey.friendly_words import any_of, is_negative, spans, told

_BOTH = re.compile(r"(?i)\band\s?/\s?or\b")
_JOINED = re.compile(r"(?i)\b(?:and|or)\b")
_ASKS_ON = re.compile(r"(?i)\b(?:and|or)\s+(?:what|why|how|who|when|where|which|do|did|does)\b")
_PAIR = any_of(PAIRS_OF_ONE)
_LEADING = re.compile(
    r"(?i)\b(?:do|does|did|is|are|was|were|would|have|has|can|could|should|wo|ca)n't\s+"
    r"(?:you|it|we|they|he|she)\b"
    r"|\b(?:of course|surely|obviously|clearly|everybody knows|everyone knows"
    r"|most (?:children|young people|people|others))\b"
    r"|(?<!much )(?<!far )\b(?:do|would)\s+you\s+agree\b"
    r"|\b(?:how much|how many times)\s+(?:do|did)\s+you\s+(?:love|enjoy)\b"
)
_SHOULD = re.compile(r"(?i)\b(?:should|shouldn't|ought to)\b")
_OPEN = re.compile(r"(?i)^\W*(?:what|which|who|whom|how|where|when)\b")
_GREAT = re.compile(r"(?i)\b(?:great|amazing|awesome|fantastic|brilliant|wonderful|lovely)\b")
_PRAISE = re.compile(
    r"(?i)\b(?:well done|good (?:job|boy|girl|work)|great (?:job|work)|clever (?:boy|girl)"
    r"|you win|you won|proud of you"
    r"|(?:win|get|earn) (?:(?:a|an|some|your|the|one|more) )?"
    r"(?:prize|reward|badge|sticker|star|sweet|treat|voucher|point)s?)\b"
)
_MUST = re.compile(
    r"(?i)\b(?:you must|you have to answer|must (?:be )?answer(?:ed)?|answer (?:every|all)\b"
    r"|(?:is|are) (?:required|compulsory|mandatory)|do not skip|don't skip)"
)
_ABSOLUTE = re.compile(
    r"(?i)\b(?:always|never|everyone|everybody|nobody|no one|all the time|every (?:day|time|one)"
    r"|completely|totally|absolutely)\b"
)
_WHO = (
    r"(?:full |first |last |own )?(?:name|surname|nickname|initials|(?:home )?address|post ?code"
    r"|(?:phone|telephone|mobile) number|phone|e-?mail(?: address)?|birthday|birth date"
    r"|date of birth|age|instagram|snapchat|tiktok|username)"
)
_WHERE = r"(?:school|class|college|teacher|social worker|carer|foster carer|street|town|village)"
_TELL = (
    r"(?:tell us|tell me|what is|what's|what are|write|write down|give us|give|say|type|enter"
    r"|fill in)"
)
_NAMES = re.compile(
    rf"(?i)\b(?:{_TELL} your {_WHO}\b(?! (?:for|like|about))|{_TELL} the name of your"
    r"|what are you called|when were you born|when is your birthday)"
)
_PLACES = re.compile(
    rf"(?i)\b(?:{_TELL} (?:the name of )?your {_WHERE}(?:'s name| called)?"
    r"(?=\W*$|[.,?!]| and\b| or\b)"
    r"|(?:which|what) (?:school|class|college|town|village|street|city) (?:do|did|are) you"
    r"|where do you live|how old are you|who (?:do|did) you live with"
    r"|who is your (?:social worker|carer|foster carer|teacher|pa)\b)"
)
"""Where a child is found. To choose from a few answers of ours is no more than a warning."""
_OPENED = re.compile(
    rf"(?i)^\W*(?:your {_WHO}|(?:first |last |full )?name|date of birth)(?:,? please)?\W*$"
    r"|\b(?:write|say|tell us|tell me) who you are\b"
    r"|\b(?:brothers?|sisters?|siblings?)(?:'s?)?(?: and (?:brothers?|sisters?)'?s?)? names?\b"
    r"|\b(?:which|what) (?:street|road|town|village) is your (?:house|home)\b"
)
_ONE_EVENT = re.compile(
    r"(?i)\bwhat happened\b|\btell us about (?:a|the|one) (?:time|day|moment|night)\b"
    r"|\bwhy (?:did|do|were|are|have) (?:you|your family|your mum|your dad)\b[^.?!]*"
    r"\b(?:care|taken|moved?|leave|left|living)\b"
    r"|\bthe (?:(?:day|night)(?: when| that)?|time (?:when|that)) (?:you|they)\b"
    r"|\bwhen you (?:were|got) (?:taken|moved|hurt)\b"
    r"|\bwhat did your (?:mum|dad|mother|father|parents|family|carers?)\b"
    r"|\b(?:how|when) did you (?:come|go) into care\b|\bwhen did you (?:move|leave)\b"
    r"|\bwho (?:hurts?|hits?|bullied|bullies) you\b|\byour story\b"
)


_ASKED = frozenset({"question", "hint", "option", "section"})
"""Where something may be asked of a child."""


def _unless_refused(form: re.Pattern[str], text: str) -> tuple[Span, ...]:
    """Where a form is found and no word before it in the sentence says no: “do not tell us …”."""
    found = []
    for start, end in sentences(text):
        noes = [
            start + word.start()
            for word in words(text[start:end])
            if is_negative(word[0].casefold())
        ]
        first = min(noes, default=end)
        found += [span for span in spans(form, text) if start <= span[0] <= min(first, end - 1)]
    return tuple(found)


def _two_questions(passage: Passage) -> Iterator[Found]:
    """Who means yes to one half and no to the other has no answer."""
    if passage.role != "question" or not passage.asks:
        return
    text = passage.text
    marked = spans(_BOTH, text) or spans(_ASKS_ON, text)
    if not marked and text.count("?") > 1:
        marked = tuple((at, at + 1) for at, letter in enumerate(text) if letter == "?")
    if not marked and passage.agreeing:
        pairs = spans(_PAIR, text)
        marked = tuple(
            span
            for span in spans(_JOINED, text)
            if not any(start <= span[0] and span[1] <= end for start, end in pairs)
        )
    if marked:
        wrong = "This may be two questions in one."
        yield Found(wrong, "Ask one thing, or make two questions of it.", marked)


def _negative_question(passage: Passage) -> Iterator[Found]:
    """“No” to “do you not …” can mean both."""
    if passage.role != "question" or not passage.agreeing:
        return
    marked = tuple(word.span() for word in words(passage.text) if is_negative(word[0].casefold()))
    if marked:
        wrong = f"{told(passage.said, marked)}: “no” to this can mean both."
        yield Found(wrong, "Ask it the other way round.", marked)


def _leading(passage: Passage) -> Iterator[Found]:
    """The question tells which answer we would like."""
    if passage.role not in {"question", "hint"}:
        return
    text = passage.text
    marked = spans(_LEADING, text)
    if passage.role == "question" and not _OPEN.match(text):
        marked += spans(_SHOULD, text)
    if passage.asks:
        marked += spans(_GREAT, text)
    if marked:
        wrong = f"{told(passage.said, marked)} tells which answer we would like."
        yield Found(wrong, "Ask it so that every answer is as good as another.", marked)


def _reward(passage: Passage) -> Iterator[Found]:
    """Praise and prizes steer what is said, and make skipping a loss."""
    if marked := _unless_refused(_PRAISE, passage.text):
        wrong = f"{told(passage.said, marked)} rewards an answer."
        yield Found(wrong, "Take it out: every answer is fine, and so is none.", marked)


def _must_answer(passage: Passage) -> Iterator[Found]:
    """Every question can be skipped; words that say otherwise are not true."""
    if marked := _unless_refused(_MUST, passage.text):
        wrong = f"{told(passage.said, marked)} is not true: every question can be skipped."
        yield Found(wrong, "Take it out.", marked)


def _absolute(passage: Passage) -> Iterator[Found]:
    """Nobody feels anything always. A child who takes words as they are has to say no."""
    if passage.role != "question" or not passage.agreeing:
        return
    if marked := spans(_ABSOLUTE, passage.text):
        wrong = f"{told(passage.said, marked)} leaves no room between."
        yield Found(wrong, "Ask without it; let the answers say how often or how much.", marked)


def _identifying(passage: Passage) -> Iterator[Found]:
    """What is asked for is written. We promise not to ask who a child is."""
    if passage.role not in _ASKED:
        return
    who = _unless_refused(_NAMES, passage.text) or spans(_OPENED, passage.text)
    where = _unless_refused(_PLACES, passage.text)
    if marked := tuple(sorted({*who, *where})):
        wrong = f"{told(passage.said, marked)} asks who a child is or where to find them."
        level: Level | None = None if who or not passage.tapped else "warning"
        yield Found(wrong, "Take it out: no answer may say whose it is.", marked, level)


def _one_event(passage: Passage) -> Iterator[Found]:
    """One event of a life is known to others, so the answer says whose it is; and it may hurt."""
    if passage.role not in {"question", "hint"}:
        return
    if marked := _unless_refused(_ONE_EVENT, passage.text):
        wrong = f"{told(passage.said, marked)} asks about one event of a child's life."
        do = "Ask what helps, or what should change. Such a story is told to a person."
        yield Found(wrong, do, marked, "error" if passage.public else None)


ASKING_RULES: tuple[Rule[Passage], ...] = (
    Rule(
        "two-questions",
        "One question at a time",
        "warning",
        "Do you feel safe where you live?",
        "Do you feel happy and safe where you live?",
        _two_questions,
    ),
    Rule(
        "negative-question",
        "Ask what is, not what is not",
        "warning",
        "Do you feel safe at school?",
        "Do you not feel safe at school?",
        _negative_question,
    ),
    Rule(
        "leading",
        "Every answer is as good as another",
        "warning",
        "How was the trip?",
        "The trip was great, wasn't it?",
        _leading,
    ),
    Rule(
        "reward",
        "No praise and no prizes",
        "warning",
        "What else do you want to say?",
        "Well done! What else do you want to say?",
        _reward,
    ),
    Rule(
        "must-answer",
        "Nobody has to answer",
        "error",
        "Tap what fits.",
        "Please answer all of them.",
        _must_answer,
    ),
    Rule(
        "absolute",
        "No always and never in a question",
        "warning",
        "Do you feel safe here?",
        "Do you always feel safe here?",
        _absolute,
    ),
    Rule(
        "identifying",
        "We do not ask who you are",
        "error",
        "What is good about school?",
        "Tell us your name and your school.",
        _identifying,
    ),
    Rule(
        "one-event",
        "No question about one day of a life",
        "warning",
        "What helps when you move?",
        "Why did you come into care?",
        _one_event,
    ),
)
"""Rules about the question itself and the line below it."""
