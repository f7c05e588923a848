"""Faults of the verbs in the words of a page: no ids, and an act that a worker can do there.

A verb speaks to the command line too, where things go by their id. One table says each fault anew
for those who read pages, and at which box it stands.
"""

from dataclasses import dataclass

from voice.faults import Fault


@dataclass(frozen=True, slots=True)
class Told:
    """A fault as a page tells it: at the box of that name, above the form where there is none."""

    box: str
    sentence: str


WITHOUT_SLIP = (
    "Somebody has answered this survey without a slip. Open it once more, just for slips."
)
_GONE = "is not there."
_SERVER = "Tell whoever looks after the server."

WORDS: dict[tuple[str, str], Told] = {
    ("event", _GONE): Told("", "This event is not there any more. Look at the list of events."),
    ("event", "is there already."): Told(
        "name", "An event of this name and day is there already. Give it another name."
    ),
    ("event", "is no group."): Told("group", "This group is not there any more. Choose another."),
    ("event", "was cancelled."): Told("", "This event was cancelled. There is nothing to close."),
    ("event", "is still to come."): Told(
        "", "This event is still to come. Close it when its day is over."
    ),
    ("event", "took place."): Told(
        "", "Young people answered at this event, so it took place. Say “We’re done” in its stead."
    ),
    ("event", "is over."): Told(
        "survey", "This event is over. Open the survey outside events, for the same group."
    ),
    ("collection", _GONE): Told(
        "", "This survey is not open any more. Look at the list of surveys."
    ),
    ("survey", "has a newer edition."): Told(
        "survey", "This survey has changed meanwhile. Load this page again, then open it."
    ),
    ("survey", "is open at this event already."): Told(
        "survey", "This survey is open at this event already. Its code stands on the event’s page."
    ),
    ("collection", "was answered without one-time codes."): Told("", WITHOUT_SLIP),
    ("group", "is there already."): Told(
        "name", "A group of this name is there already. Give it another name."
    ),
    ("group", "which is no group."): Told(
        "joins", "One of these groups is not there any more. Load this page again."
    ),
    ("group", "is no group."): Told("group", "This group is not there any more. Choose another."),
    ("group", "is the event's."): Told("group", "The event says which group it is. Choose none."),
    ("why", "is missing."): Told("why", "Write why it is cancelled."),
    ("why_kind", "is no reason."): Told("why_kind", "Choose why it is cancelled."),
    ("why_kind", "is not so: somebody signed up."): Told(
        "why_kind",
        "The event’s numbers say that somebody signed up. Choose another reason, or correct the "
        "numbers first.",
    ),
    ("closes", "is before it opens."): Told(
        "closes", "Last day is before it opens. Give a later day."
    ),
    ("channel", ""): Told("", f"The survey cannot be handed round like this. {_SERVER}"),
    ("cutoff", "is after the meeting."): Told(
        "cutoff", "The cut-off is after the meeting. Enter an earlier day."
    ),
    ("cutoff", "has not come yet."): Told(
        "cutoff", "The cut-off has not come yet. The paper can be built from that day on."
    ),
    ("cutoff", ""): Told(
        "cutoff", "The last paper reported up to this day already. Enter a later cut-off."
    ),
    ("event", "is not there or is over."): Told(
        "", "This event is over. A phone can be given an event that is to come or open."
    ),
    ("name", "is no name."): Told("name", "Give the tablet a name of 1 to 40 letters."),
    ("name", "is the name of a tablet already."): Told(
        "name",
        "A tablet of this name is on the list. Choose another name, or take that one off first.",
    ),
    ("colour", "is none we have."): Told("colour", "Choose one of these colours."),
    ("pin", "is not six figures."): Told("pin", "A PIN has six figures, and nothing else."),
    ("pin", "would be guessed at once."): Told(
        "pin", "Children try this PIN first. Choose six figures that are harder to guess."
    ),
    ("file", ""): Told(
        "saved",
        "This is not a file that a tablet saved, or it is damaged. Nothing of it was taken in, "
        "and nothing is lost: save it on the tablet once more.",
    ),
    ("why", "is missing or long."): Told("why", "Write what happened, in one sentence."),
    ("plan", _GONE): Told("", "This line is not there any more. Look at the plan."),
    ("plan", "stands in a paper."): Told(
        "", "The committee has read this line. Say that it is done, changed or not done instead."
    ),
    ("plan", "was answered in a paper."): Told(
        "", "The committee has read what came of this. Add a new line for what is planned now."
    ),
    ("slips", "were printed since."): Told(
        "",
        "Nothing new was made: this page was loaded again, or somebody printed slips meanwhile. "
        "Do you need more? Then send it once more.",
    ),
    ("name", "is nobody here."): Told(
        "", "Nobody of this name is here. Look at the list of people."
    ),
}
"""What the place begins with and what the fault ends with, as the page says it. Empty: anything."""


def on_page(fault: Fault) -> Told | None:
    """The fault as a page tells it; None for one that only its own words can tell."""
    thing = fault.place.partition(" ")[0]
    said = (told for (kind, end), told in WORDS.items() if _is(thing, fault, kind, end))
    return next(said, None)


def in_words(fault: Fault) -> str:
    """One sentence for a page without a form. What nobody wrote words for is not theirs to mend."""
    told = on_page(fault)
    return told.sentence if told else f"Something the server needs is not right. {_SERVER}"


def _is(thing: str, fault: Fault, kind: str, end: str) -> bool:
    return thing == kind and fault.wrong.endswith(end)
