"""Two people change one draft: what each touched, and putting one person's parts into another's."""

import copy
from collections.abc import Iterable

from voice.survey.draft_data import Data, item_of, items_of, place_of

Part = tuple[str, str]
"""``("field", name)`` of the whole, ``("item", id)``, or ``("order", "")`` of the items."""
ORDER: Part = ("order", "")


def touched(before: Data, after: Data) -> frozenset[Part]:
    """What differs. An item that came or went does not touch the order of the others."""
    names = ({*before, *after}) - {"items"}
    parts: set[Part] = {("field", name) for name in names if before.get(name) != after.get(name)}
    was, now = ({item["id"]: item for item in items_of(data)} for data in (before, after))
    parts |= {("item", id_) for id_ in {*was, *now} if was.get(id_) != now.get(id_)}
    if [id_ for id_ in was if id_ in now] != [id_ for id_ in now if id_ in was]:
        parts.add(ORDER)
    return frozenset(parts)


def alike(one: Data, other: Data, parts: Iterable[Part]) -> bool:
    """Whether two drafts say the same in these parts."""
    return not touched(one, other) & frozenset(parts)


def taken_over(data: Data, theirs: Data, parts: Iterable[Part]) -> Data:
    """The draft with these parts as the other has them; everything else stays."""
    new, chosen = copy.deepcopy(data), sorted(parts)
    for what, name in chosen:
        if what == "field":
            _take_field(new, theirs, name)
        elif what == "item":
            _take_item(new, theirs, name)
    if ORDER in chosen:
        _take_order(new, theirs)
    return new


def _take_field(new: Data, theirs: Data, name: str) -> None:
    if name in theirs:
        new[name] = copy.deepcopy(theirs[name])
    else:
        new.pop(name, None)


def _take_item(new: Data, theirs: Data, id_: str) -> None:
    """As the other has it: changed in its place, put after what it stands after, or gone."""
    item, at = copy.deepcopy(item_of(theirs, id_)), place_of(new, id_)
    if at >= 0:
        new["items"][at : at + 1] = [item] if item else []
    elif item:
        before = [one["id"] for one in items_of(theirs)[: place_of(theirs, id_)]]
        after = [place_of(new, one) for one in before if place_of(new, one) >= 0]
        new["items"].insert(after[-1] + 1 if after else 0, item)


def _take_order(new: Data, theirs: Data) -> None:
    """Those that both have stand as the other has them; the rest keep their places."""
    both = [item["id"] for item in items_of(theirs) if item_of(new, item["id"]) is not None]
    known = {item["id"]: item for item in items_of(new)}
    waiting = iter(both)
    new["items"] = [known[next(waiting)] if item["id"] in both else item for item in items_of(new)]
