"""What workers fill in about a theme."""

from voice.theming import LONGEST_MEANING, LONGEST_NAME
from voice.web.forms import Form, LineField, TextField


class ThemeForm(Form):
    """A theme: its name, what belongs under it, the words by which it is suggested."""

    name = LineField(
        "Name",
        "Say in a few words what it is.",
        most=LONGEST_NAME,
        description="As a paper says it: “Young people wrote about: …”",
    )
    meaning = TextField(
        "What belongs under it",
        most=LONGEST_MEANING,
        description="In a sentence, so that two people sort alike.",
    )
    keywords = TextField(
        "Words by which it is suggested",
        description="With commas between them. “friend” finds “friends” too.",
    )
