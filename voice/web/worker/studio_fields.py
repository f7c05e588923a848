"""What a control of a question says: its name and value, as the one change of a draft it asks for.

Each control has one value; that of a tick is ``yes`` or nothing. A name is a path into the
question: ``text``, ``measures.theme``, ``options.yes.text``, ``worry.sad``, ``rule.0.says``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from voice.survey import rule_parts
from voice.survey.draft_data import Data, item_of, options_of
from voice.survey.editing import Operation
from voice.survey.rule_words import choices
from voice.survey.scales import together

FIELD = "f:"
"""How the name of every control begins."""
TICKS = frozenset({"dont_know", "harmless", "mean", "stall", "ask_helped"})
"""Fields that are so or are not."""
NEEDED = frozenset({"text", "low", "high", "title", "purpose", "audience", "feedback", "ages"})
"""Fields that stay there when they are emptied, so that it is told that they are."""
USUAL: Mapping[str, str] = {"sensitivity": "personal"}
"""What need not be said."""
LONGEST_NUMBER = 4
"""Figures from which on a number in a name is none of ours."""
GROUPS = "ABCDEF"
"""What groups of answers are called while they are put together."""


def operation(data: Data, item: str, path: str, given: str) -> Operation | None:
    """The change this control asks for; None where the draft says the same already."""
    if not item:
        return _of_whole(data, path, given)
    found = item_of(data, item)
    if found is None:
        return Operation("change", item, {"field": path, "value": given})
    head, _, rest = path.partition(".")
    if head == "versions":
        return _of_version(found, rest, given)
    return _HEADS.get(head, _plain)(data, found, path, given)


def _of_whole(data: Data, path: str, given: str) -> Operation | None:
    value = _value(path, given)
    if value == data.get(path) or (value is None and path not in data):
        return None
    return Operation("set", "", {"field": path, "value": value})


def _plain(data: Data, item: Data, path: str, given: str) -> Operation | None:
    """A field of the question itself."""
    value, holder = _value(path, given), item
    *above, name = path.split(".")
    for step in above:
        inside = holder.get(step)
        holder = inside if isinstance(inside, dict) else {}
    return None if _same(value, holder.get(name)) else _change(item, path, value)


def _same(value: object, now: object) -> bool:
    """Whether a control says what is there: one for a single line leaves out ends of lines."""
    if isinstance(value, str) and isinstance(now, str):
        return value in {now, now.replace("\n", "")}
    return value == now


def _change(item: Data, path: str, value: object) -> Operation:
    return Operation("change", item["id"], {"field": path, "value": value})


def _value(path: str, given: str) -> object:
    """What the control says, as a draft keeps it; None where nothing is said."""
    name = path.rpartition(".")[2]
    text = given.replace("\r\n", "\n")
    if name in TICKS:
        return True if text else None
    if name == "minutes":
        return int(text) if text.strip().isdecimal() and len(text.strip()) < 4 else text
    if USUAL.get(name) == text or (not text.strip() and name not in NEEDED):
        return None
    return text


# Answers


def _option(data: Data, item: Data, path: str, given: str) -> Operation | None:
    """``options.<id>.<field>``."""
    id_, _, name = path.partition(".")[2].rpartition(".")
    found = next((one for one in options_of(item) if one.get("id") == id_), None)
    value = _value(name, given)
    if found is not None and _same(value, found.get(name)):
        return None
    return Operation("change-option", item["id"], {"option": id_, "field": name, "value": value})


def _worry(data: Data, item: Data, path: str, given: str) -> Operation | None:
    """``worry.<id>``: whether one answer worries us."""
    id_ = path.partition(".")[2]
    now = item.get("worry")
    worries = [str(one) for one in now] if isinstance(now, list | tuple) else []
    if (id_ in worries) is bool(given):
        return None
    new = [*worries, id_] if given else [one for one in worries if one != id_]
    return _change(item, "worry", new or None)


def _group(data: Data, item: Data, path: str, given: str) -> Operation | None:
    """``group.<id>``: with which others an answer is told where there are few."""
    id_ = path.partition(".")[2]
    now = groups_of(item)
    if now.get(id_, "") == given:
        return None
    new = {**now, id_: given}
    return _change(item, "collapse", together(item, new) or None)


def groups_of(item: Data) -> dict[str, str]:
    """Answers put together by hand, in one step: option id → its group, a capital letter."""
    maps = item.get("collapse")
    first = maps[0] if isinstance(maps, list) and maps else None
    parts = first.get("to") if isinstance(first, dict) else None
    found: dict[str, str] = {}
    for letter, part in zip(GROUPS, parts if isinstance(parts, list) else (), strict=False):
        takes = part.get("takes") if isinstance(part, dict) else None
        found |= {str(id_): letter for id_ in (takes if isinstance(takes, list) else ())}
    return found


def _faces(data: Data, item: Data, path: str, given: str) -> Operation | None:
    """``faces``: how many there are."""
    if given == str(len(options_of(item))):
        return None
    number = int(given) if given.isdecimal() and len(given) == 1 else given
    return Operation("set-faces", item["id"], {"number": number})


# Other words for other ages


def _of_version(item: Data, path: str, given: str) -> Operation | None:
    """``<band>.text``, ``<band>.options.<id>.text`` or ``<band>.shown.<id>``."""
    band, _, inside = path.partition(".")
    what, _, rest = inside.partition(".")
    changer = _IN_VERSION.get(what)
    if changer is None:
        return _text_of_version(item, band, what, given)
    new = changer(item, _options_of_version(item, band), rest, given)
    if new == _options_of_version(item, band):
        return None
    same = new == _bare(options_of(item))
    return _change(item, f"versions.{band}.options", None if same else new)


def _text_of_version(item: Data, band: str, name: str, given: str) -> Operation | None:
    """Without words of its own a band is asked as all others are: then nothing of it is left."""
    version = _version(item, band)
    value = _value(f"versions.{name}", given) if given.strip() else None
    if value == version.get(name):
        return None
    if name == "text" and value is None:
        return _change(item, f"versions.{band}", None)
    return _change(item, f"versions.{band}.{name}", value)


def _worded(item: Data, options: list[Data], path: str, given: str) -> list[Data]:
    id_, _, name = path.rpartition(".")
    value = _value(name, given) if given.strip() else _own(item, id_).get(name)
    return [
        ({**one, name: value} if value is not None else _without(one, name))
        if one["id"] == id_
        else one
        for one in options
    ]


def _shown(item: Data, options: list[Data], id_: str, given: str) -> list[Data]:
    """Whether this band is offered an answer; they keep the order all others are shown."""
    known = {one["id"]: one for one in options}
    known.setdefault(id_, _bare([_own(item, id_)])[0])
    shown = {*(one["id"] for one in options)} - {id_} | ({id_} if given else set())
    return [known[one["id"]] for one in options_of(item) if one["id"] in shown]


_IN_VERSION: Mapping[str, Callable[[Data, list[Data], str, str], list[Data]]] = {
    "options": _worded,
    "shown": _shown,
}


def _version(item: Data, band: str) -> Data:
    versions = item.get("versions")
    found = versions.get(band) if isinstance(versions, dict) else None
    return found if isinstance(found, dict) else {}


def _options_of_version(item: Data, band: str) -> list[Data]:
    """The answers a band is shown: those of all others where it has none of its own."""
    own = _version(item, band).get("options")
    fits = isinstance(own, list) and all(isinstance(one, dict) and "id" in one for one in own)
    return list(own) if fits and own else _bare(options_of(item))


def _bare(options: list[Data]) -> list[Data]:
    """Answers without what a version does not say again."""
    return [_without(one, "score") for one in options]


def _own(item: Data, id_: str) -> Data:
    return next((one for one in options_of(item) if one["id"] == id_), {"id": id_})


def _without(table: Data, name: str) -> Data:
    return {key: value for key, value in table.items() if key != name}


# When it is shown


def _rule(data: Data, item: Data, path: str, given: str) -> Operation | None:
    """``rule.join``, ``rule.<n>.item`` and ``rule.<n>.says``."""
    now = rule_parts.parts(item.get("show_if"))
    _, _, rest = path.partition(".")
    number, _, what = rest.partition(".")
    if rest == "join":
        new = rule_parts.Parts("any" if given == "any" else "all", now.conditions)
    else:
        at = int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else -1
        new = _condition(data, item, now, at, what, given)
    if new == now:
        return None
    return Operation("set-rule", item["id"], {"rule": new.rule})


def _condition(
    data: Data, item: Data, now: rule_parts.Parts, number: int, what: str, given: str
) -> rule_parts.Parts:
    """One condition looks at another question, or for another answer to the same."""
    if not 0 <= number < len(now.conditions):
        return now
    looked_at = now.conditions[number].get("item")
    if what == "item":
        chosen = {one.item: one for one in choices(data, item["id"])}.get(given)
        if chosen is None or given == looked_at:
            return now
        return now.changed(number, rule_parts.first_of(chosen))
    test = rule_parts.said(given)
    return now if test is None or test["item"] != looked_at else now.changed(number, test)


_HEADS: Mapping[str, Callable[[Data, Data, str, str], Any]] = {
    "options": _option,
    "worry": _worry,
    "group": _group,
    "faces": _faces,
    "rule": _rule,
}
"""First step of a path → what makes a change of it; any other is a field of the question."""
