"""The kinds of question a worker can add, each with a picture and an example in one line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind as the page offers it. Its picture is ``static/kinds/<id>.svg``."""

    id: str
    name: str
    example: str


KINDS: tuple[Kind, ...] = (
    Kind("faces", "Faces", "How did today feel? Tap the face that fits."),
    Kind("choice", "Choose one", "Did somebody listen to you? Yes, No or I don’t know."),
    Kind("many", "Choose any", "What did you do today? Tap as many as you like."),
    Kind("scale", "0 to 10", "How happy are you with your home?"),
    Kind("words", "Write", "What should we change? In your own words."),
    Kind("ideas", "Ideas", "Up to five short ideas, each by itself."),
    Kind("info", "Something to read", "A few words between questions. Nothing is asked."),
)
"""In the order of how often they are needed."""
NAMES: dict[str, str] = {kind.id: kind.name for kind in KINDS}
