"""Parts of a draft: their names stay where they are when the question that began them goes."""

from collections.abc import Sequence

from voice.survey.draft_data import Data


def handed_on(items: Sequence[Data], at: int) -> list[Data]:
    """The items, the name of the part that one begins given to the next of the same part.

    Where the next one begins a part itself, or there is none, the name stays.
    """
    new = list(items)
    if at + 1 < len(new) and new[at].get("section") and not new[at + 1].get("section"):
        new[at + 1] = {**new[at + 1], "section": new[at]["section"]}
        new[at] = nameless(new[at])
    return new


def nameless(item: Data) -> Data:
    """The item, beginning no part."""
    return {name: value for name, value in item.items() if name != "section"}
