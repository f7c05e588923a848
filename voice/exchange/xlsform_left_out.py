"""What is never taken from a form, and the sentence that says why: one a type."""

import re

IDENTIFIES: dict[str, tuple[str, str]] = {
    "start": (
        "The form notes when each child began or ended.",
        "Left out: times can show who answered.",
    ),
    "device": (
        "The form notes which tablet or phone was used.",
        "Left out: a device can show who answered.",
    ),
    "phone": ("The form notes a phone number.", "Left out: it tells who answered."),
    "person": (
        "The form notes the name or e-mail of whoever is logged in.",
        "Left out: nobody's name stands beside answers here.",
    ),
    "audit": (
        "The form records how a child goes from screen to screen.",
        "Left out: we do not watch how children answer.",
    ),
    "place": ("The form notes where the child is.", "Left out: a place can show who answered."),
    "barcode": ("The form reads a barcode.", "Left out: a code on a card tells whose it is."),
    "recording": (
        "The form records sound without anybody noticing.",
        "Left out: we never record in secret.",
    ),
    "capture": (
        "The form asks for a picture, a recording or a file.",
        "Left out: it would show or hold who answered.",
    ),
}
NO_PLACE: dict[str, tuple[str, str]] = {
    "date": (
        "This asks for a date or a time.",
        "Left out: a day can point at one child. Ask it as a choice: this week, longer ago.",
    ),
    "hidden": (
        "This is worked out or kept unseen; no child answers it.",
        "Left out: we keep only what a child said.",
    ),
}
LEFT_OUT = IDENTIFIES | NO_PLACE

IGNORED: dict[str, tuple[str, str]] = {
    "required": (
        "An answer is demanded.",
        "Left out: a child can always say “I'd rather not say”.",
    ),
    "constraint": (
        "Some answers are refused.",
        "Left out: we take what a child says.",
    ),
    "choice_filter": (
        "Answers are filtered by what was said before.",
        "Left out: every answer of the list is shown.",
    ),
    "default": ("An answer is filled in beforehand.", "Left out: nothing is chosen for a child."),
    "calculation": ("Something is worked out here.", "Left out: we keep what a child said."),
    "guidance_hint": ("There are words for an interviewer.", "Left out: children read it alone."),
    "video": ("There is a film.", "Left out: we show pictures and read words aloud."),
    "audio": (
        "There is a recording of the words.",
        "Left out: have somebody there who reads aloud to those who want it.",
    ),
    "save_to": ("Answers are kept in the record of a person.", "Left out: no answer has a name."),
    "repeat_count": ("This says how often it is asked.", "Left out: it is asked once."),
    "trigger": ("Another answer sets this off.", "Left out."),
}
"""Columns that have no meaning here, in questions that are kept."""

SEEMS_TO_ASK_WHO = "This seems to ask who the child is."
ASKS_WHO = frozenset(
    {"name", "names", "surname", "firstname", "nickname", "phone", "telephone", "mobile"}
    | {"email", "address", "postcode", "dob", "birthday", "birthdate", "birth", "nhs"}
)
"""Words of a question that is answered in words and seems to ask who the child is."""

RULE_NOT_TAKEN = "Its rule could not be taken."
"""How a note begins about a question that was kept and must not be asked yet."""

AGE = ("This asks how old the child is.", "Left out: every survey asks that by itself.")
_ASKS_AGE = re.compile(
    r"(how old are you|what is your age|what's your age|what age are you|(your )?age( group)?)"
)


def asks_age(words: str) -> bool:
    """Whether a question asks for the age of whoever answers, and for nothing else."""
    flat = " ".join(words[:300].replace("’", "'").lower().split())
    return _ASKS_AGE.fullmatch(flat.rstrip(" ?.:!")) is not None
