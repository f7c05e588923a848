"""What workers fill in about words on their way into a paper."""

from voice.marking import LONGEST_LIST
from voice.quotes import LONGEST, LONGEST_REASON
from voice.web.forms import Form, LineField, TextField

SEEN = "Seen by a worker, said by a carer. Two people check it before a paper tells it."


class SayForm(Form):
    """What a paper may tell of a line, and why it was changed."""

    said = TextField("What the paper may say", "Write it, or leave the line out.", most=LONGEST)
    reason = LineField(
        "Why",
        most=LONGEST_REASON,
        description="A few words, such as “a name” or “in fewer words”. No paper tells it.",
    )


class MomentForm(Form):
    """A moment worth telling of an event."""

    moment = TextField(
        "What was seen or said", "Write what was seen or said.", most=LONGEST, description=SEEN
    )


class ListForm(Form):
    """The council's own list of words to mark."""

    typed = TextField(
        "Your own words to mark",
        most=LONGEST_LIST,
        description="One a line: your villages, streets, homes and schools, and nicknames. They "
        "are marked wherever they stand in a line, in small letters too.",
    )
