"""The words the child-friendliness check knows: which to replace, and which to leave alone.

The lists are ours. Add to them when children tell us of a word; ``docs/child-friendly.md`` shows
the office words with what to say instead, and a test holds the two together.
"""

from dataclasses import dataclass

from voice.survey.model import Ages

SENTENCE_WORDS: dict[Ages, int] = {"5-7": 8, "8-11": 12, "12+": 15, "care-leavers": 15}
"""Words a sentence may have, by the age it is written for."""
LONG_SYLLABLES: dict[Ages, int] = {"5-7": 3, "8-11": 3, "12+": 4, "care-leavers": 5}
"""From how many syllables on a word is long."""
OPTIONS: dict[Ages, int] = {"5-7": 4, "8-11": 6, "12+": 8, "care-leavers": 8}
"""Answers a child can keep in mind while choosing."""


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """A word of the office, and what a child says instead."""

    word: str
    plain: str
    hurts: bool = False
    """It is about children and never said to them: an error."""
    young: bool = False
    """Only those under 12 do not know it."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _all(*rows: tuple[str, str], hurts: bool = False, young: bool = False) -> list[OfficeWord]:
    return [
        OfficeWord(word, plain, hurts, young) for words, plain in rows for word in words.split("|")
    ]


OFFICE_WORDS: tuple[OfficeWord, ...] = (
    *_all(
        ("LAC|CLA|CIC", "children in care"),
        ("UASC", "young people who came here on their own"),
        ("service user|service users", "you, young people"),
        ("troubled|problem child", "say what happens, not what a child is"),
        hurts=True,
    ),
    *_all(
        ("contact", "family time, seeing your family, writing to you"),
        ("placement|placements", "home, where you live"),
        ("respite", "a short stay, staying with another family"),
        ("sibling|siblings", "brothers and sisters"),
        ("PEP", "your plan for school"),
        ("EHCP", "your plan for help at school"),
        ("IRO|independent reviewing officer", "the person who runs your review"),
        ("CAMHS", "people who help with feelings"),
        ("NEET", "not at college or work"),
        ("LADO|MASH|SDQ|SEN|YOT", "say it in full, in words a child knows"),
        ("birth family|birth parents|biological parents", "your own family, your mum or dad"),
        (
            "corporate parent|corporate parents|corporate parenting",
            "the council that looks after you",
        ),
        ("virtual school", "the teachers for children in care"),
        ("professional|professionals", "the adults who work with you"),
        ("practitioner|practitioners", "the adults who work with you"),
        ("stakeholder|stakeholders", "people"),
        ("safeguarding", "keeping you safe"),
        ("disclose|disclosure", "tell somebody"),
        ("absconded|absconding", "went missing, ran away"),
        ("challenging behaviour", "say what happens"),
        ("assessment|assessments", "finding out what you need"),
        ("intervention|interventions", "help"),
        ("provision", "help, what there is"),
        ("outcome|outcomes", "what came of it"),
        ("transition|transitions", "change, moving on"),
        ("permanence|permanency", "a home to stay in"),
        ("peers", "friends, others of your age"),
        ("service|services", "help, the people who help you"),
        ("feedback", "what you think; what came of it"),
        ("participation", "having a say"),
        ("engage|engagement", "take part"),
        ("statement|statements", "what you said"),
        ("theme|themes", "what it is about"),
        ("respondent|respondents|participant|participants", "you, young people"),
        ("questionnaire|questionnaires", "questions"),
        ("regarding|concerning|with regard to", "about"),
        ("prior to", "before"),
        ("utilise|utilize", "use"),
        ("submit", "send, finish"),
        ("complete", "finish, fill in"),
        ("e.g.|eg", "for example"),
        ("i.e.|etc", "say it, or leave it out"),
    ),
    *_all(
        ("wellbeing|well-being", "how you feel"),
        ("accommodation", "a place to live"),
        ("education", "school or college"),
        ("employment", "work"),
        ("independence", "living on your own"),
        ("views", "what you think"),
        ("consent", "saying yes"),
        ("confidential|confidentiality", "private"),
        ("anonymous|anonymously", "without your name"),
        ("appropriate", "right"),
        ("relationships", "people you know"),
        ("PA|personal adviser", "the adult who helps you when you leave care"),
        ("pathway plan", "your plan for when you grow up"),
        young=True,
    ),
)

EXPLAINED: dict[str, str] = {
    "care plan": "plan",
    "pathway plan": "plan",
    "review": "review",
    "charter": "charter",
    "pledge": "pledge",
}
"""Terms a child may have heard and not understood, and the word a hint explains them with."""

KNOWN_PHRASES: tuple[str, ...] = (
    "participation team",
    "participation worker",
    "participation workers",
    "social worker",
    "social workers",
    "independent visitor",
    "text message",
    "text messages",
)
"""Said as one, and known to children in care, though a word in it would be long or the office's."""

KNOWN_LONG: frozenset[str] = _set(
    """
    activities activity adventure adventures afternoon afternoons afterwards already animal animals
    another anybody anyone anything banana bananas beautiful bicycle camera chocolate cinema
    comfortable computer computers councillor councillors december decided diary different evening
    evenings every everybody everyday everyone everything example exciting families family
    favourite favourites february grandfather grandmother grandparents holiday holidays hospital
    hospitals important instagram interesting internet january languages library listening medicine
    messages nobody november october oranges photograph piano policeman potato promises remember
    saturday saturdays september somebody supported television together tomorrow understand
    understood unhappy usually vegetable vegetables visited visiting visitor visitors yesterday
    """
)
"""Longer words that a child of eight says every day."""

NEGATIVES: frozenset[str] = _set(
    "not no never nothing nobody none nowhere without neither nor cannot hardly"
)
HALF_NEGATIVES: frozenset[str] = _set(
    """
    unhappy unsafe unfair unkind unwell unsure unable unlikely unwanted unimportant unheard
    dislike disagree disappointed impossible
    """
)
"""Words with a no inside: two of these are no puzzle, one of them beside a “not” is."""

PAIRS_OF_ONE: tuple[str, ...] = (
    "mum and dad",
    "mum or dad",
    "mums and dads",
    "brothers and sisters",
    "brother or sister",
    "brothers or sisters",
    "body and mind",
    "mind and body",
    "fun and hobbies",
    "children and young people",
    "in and out",
    "up and down",
    "now and then",
    "more and more",
    "out and about",
    "food and drink",
    "at school and outside it",
    "children in care and care leavers",
    "yes or no",
    "more or less",
    "one or two",
    "try and",
    "come and",
    "go and",
)
"""Two words that a child hears as one thing, so that they are not two questions."""
