"""Operations on the answers of one question. Their ids stay, whatever becomes of their words."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

from voice.survey.beginnings import faces
from voice.survey.draft_data import (
    Data,
    Done,
    called,
    changed,
    item_of,
    items_of,
    next_id,
    options_of,
    put,
    refused,
    rules_in,
    without,
)
from voice.survey.model import KINDS, Option
from voice.survey.scales import proposals

_GONE = "This answer is not there any more.", "Load the page again."
_FIELDS = frozenset(Option.model_fields) - {"id"}
_TESTS = ("is", "is_not", "includes")


def add_option(
    data: Data,
    item: str,
    text: object = "",
    named: object = None,
    after: object = None,
) -> Done:
    """A new answer, at the end or after another."""
    found = item_of(data, item)
    if found is None or not _has_options(found):
        return refused(data, item, "Answers cannot be added here.", "Load the page again.")
    taken = [option["id"] for option in options_of(found)]
    free = named if isinstance(named, str) and named else next_id(taken)
    if free in taken:
        return refused(data, item, "This answer is there already.", "Load the page again.")
    at = taken.index(str(after)) + 1 if after in taken else len(taken)
    option: Data = {"id": free, "text": text if isinstance(text, str) else ""}
    if found.get("kind") == "faces":
        option["score"] = at + 1

    def insert(one: Data) -> None:
        one["options"] = [*options_of(one)[:at], option, *options_of(one)[at:]]

    return Done(_following(data, item, insert), f"Added an answer to {called(found)}.")


def change_option(data: Data, item: str, option: object, field: object, value: object) -> Done:
    """Set one field of an answer; None takes it out."""
    found, one = _found(data, item, option)
    if found is None or one is None:
        return refused(data, item, *_GONE)
    if not isinstance(field, str) or field not in _FIELDS:
        return refused(data, str(field), "is not something an answer has.", "Load the page again.")

    def set_it(changing: Data) -> None:
        put(_option(changing, option) or {}, str(field), value)

    new = _following(data, item, set_it)
    return Done(new, f"Changed the answer {called(_found(new, item, option)[1])}.")


def move_option(data: Data, item: str, option: object, by: object = 0, to: object = None) -> Done:
    """Move an answer up (``by`` -1) or down (1), or ``to`` a place counted from 1."""
    found, one = _found(data, item, option)
    if found is None or one is None:
        return refused(data, item, *_GONE)
    at = options_of(found).index(one)
    wanted = to - 1 if isinstance(to, int) else at + (by if isinstance(by, int) else 0)
    place = min(max(wanted, 0), len(options_of(found)) - 1)

    def reorder(changing: Data) -> None:
        options_of(changing).insert(place, options_of(changing).pop(at))
        order = [each["id"] for each in options_of(changing)]
        for version in _versions(changing):
            version["options"].sort(
                key=lambda each: order.index(each["id"]) if each.get("id") in order else len(order)
            )

    if place == at:
        return Done(data, f"The answer {called(one)} stays where it is.")
    return Done(_following(data, item, reorder), f"Moved the answer {called(one)}.")


def remove_option(data: Data, item: str, option: object) -> Done:
    """Take an answer out, and all that speaks of it: rules, worry, coarser scales, versions."""
    found, one = _found(data, item, option)
    if found is None or one is None:
        return refused(data, item, *_GONE)

    def gone(test: Data) -> bool:
        return test.get("item") == item and any(test.get(name) == option for name in _TESTS)

    new = _following(data, item, lambda changing: _take_out(changing, str(option)))
    said = f"Took out the answer {called(one)}."
    for other in items_of(new):
        if any(gone(test) for test in rules_in(other)):
            other["show_if"] = without(other["show_if"], gone)
            put(other, "show_if", other["show_if"])
            said += f" {called(other)} does not look at it any more."
    return Done(new, said)


def set_faces(data: Data, item: str, number: object) -> Done:
    """Three or five faces; words of those that stay are kept."""
    found = item_of(data, item)
    if found is None or found.get("kind") != "faces" or number not in (3, 5):
        return refused(data, item, "There are three or five faces.", "Choose 3 or 5.")
    words = {option["id"]: option for option in options_of(found)}

    def replace(changing: Data) -> None:
        changing["options"] = [
            {**new, **words.get(new["id"], {}), "score": new["score"]}
            for new in faces(int(str(number)))
        ]
        stay = {option["id"] for option in changing["options"]}
        for id_ in words.keys() - stay:
            _take_out(changing, id_)

    return Done(_following(data, item, replace), f"{called(found)} has {number} faces.")


def set_scale(data: Data, item: str, proposal: object = 0) -> Done:
    """Take one of the coarser scales that are proposed, by its place from 0."""
    found = item_of(data, item)
    offered = proposals(found) if found else ()
    if not isinstance(proposal, int) or not 0 <= proposal < len(offered):
        do = "Write down yourself which answers belong together."
        return refused(data, item, "There is no such coarser scale.", do)
    chosen = offered[proposal]
    new = changed(data, item, lambda one: one.update(collapse=copy.deepcopy(list(chosen.maps))))
    return Done(new, f"Told more coarsely where answers are few: {chosen.name}.")


def _following(data: Data, item: str, change: Callable[[Data], None]) -> Data:
    """The draft with one item changed; a coarser scale of our own proposing follows its answers."""
    before = item_of(data, item) or {}
    ours = [
        n for n, one in enumerate(proposals(before)) if list(one.maps) == before.get("collapse")
    ]

    def follow(one: Data) -> None:
        change(one)
        offered = proposals(one)
        if ours and offered:
            one["collapse"] = list(offered[min(ours[0], len(offered) - 1)].maps)
        elif ours:
            one.pop("collapse", None)

    return changed(data, item, follow)


def _take_out(item: Data, option: str) -> None:
    """Leave nothing in the item that speaks of this option."""
    for holder in (item, *_versions(item)):
        holder["options"] = [one for one in options_of(holder) if one.get("id") != option]
    if isinstance(item.get("worry"), list):
        put(item, "worry", [one for one in item["worry"] if one != option] or None)
    if isinstance(item.get("collapse"), list):
        maps = [_without_option(one, option) for one in item["collapse"]]
        put(item, "collapse", [one for one in maps if one] or None)


def _without_option(collapse: object, option: str) -> Data | None:
    """A coarser scale that takes this option no more; None where too little is left of it."""
    parts = collapse.get("to") if isinstance(collapse, dict) else None
    left = []
    for part in parts if isinstance(parts, list) else []:
        takes = part.get("takes") if isinstance(part, dict) else None
        stay = [one for one in takes if one != option] if isinstance(takes, list) else []
        if stay:
            left.append({**part, "takes": stay})
    return {"to": left} if len(left) > 1 else None


def _versions(item: Data) -> list[Data]:
    """The versions for age bands that have options of their own."""
    versions = item.get("versions")
    found = versions.values() if isinstance(versions, dict) else ()
    return [
        one
        for one in found
        if isinstance(one, dict)
        and isinstance(one.get("options"), list)
        and all(isinstance(option, dict) for option in one["options"])
    ]


def _has_options(item: Data) -> bool:
    kind = KINDS.get(item["kind"]) if isinstance(item.get("kind"), str) else None
    return kind is not None and "options" in kind.model_fields


def _found(data: Data, item: str, option: object) -> tuple[Data | None, Data | None]:
    found = item_of(data, item)
    return found, _option(found, option) if found else None


def _option(item: Data, id_: object) -> Data | None:
    return next((one for one in options_of(item) if one["id"] == id_), None)


OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "add-option": add_option,
    "change-option": change_option,
    "move-option": move_option,
    "remove-option": remove_option,
    "set-faces": set_faces,
    "set-scale": set_scale,
}
"""By their names, as ``editing.apply`` takes them."""
