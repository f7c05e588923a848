"""The ids of a draft become those of a survey: made of words, once, just before it is published."""

import copy
from collections.abc import Collection, Mapping

from voice.survey.draft_data import PROVISIONAL, Data, id_from, items_of, options_of, tidy
from voice.survey.editing import renamed
from voice.survey.model import ID_LETTERS

_TESTS = ("is", "is_not", "includes")


def with_final_ids(data: Data, taken: Collection[str] = ()) -> Data:
    """The draft with an id made of its words for each item and option that has none of its own.

    ``taken`` are the item ids of other surveys: an id means one thing everywhere.
    """
    draft = tidy(data)
    for item in items_of(draft):
        options = _final(options_of(item), ())
        if options:
            draft = _with_options(draft, item["id"], options)
    return renamed(draft, _final(items_of(draft), taken))


def _final(parts: list[Data], taken: Collection[str]) -> dict[str, str]:
    """Provisional id → its id for good."""
    known = {*taken, *(part["id"] for part in parts)}
    found: dict[str, str] = {}
    for part in parts:
        if PROVISIONAL.fullmatch(part["id"]):
            text = part.get("text")
            found[part["id"]] = id_from(text if isinstance(text, str) else "", known)
            known.add(found[part["id"]])
    return found


def _with_options(data: Data, item: str, names: Mapping[str, str]) -> Data:
    """The draft with options of one item under other ids, wherever they are named."""
    new = copy.deepcopy(data)
    for one in items_of(new):
        if one["id"] == item:
            _rename_inside(one, names)
        _rename_in_rule(one.get("show_if"), item, names)
    return new


def _rename_inside(item: Data, names: Mapping[str, str]) -> None:
    if isinstance(item.get("worry"), list):
        item["worry"] = [_name(one, names) for one in item["worry"]]
    versions = item.get("versions")
    holders = [item, *(versions.values() if isinstance(versions, dict) else ())]
    for option in (option for holder in holders for option in _tables(holder, "options")):
        option["id"] = _name(option.get("id"), names)
    for part in (part for each in _tables(item, "collapse") for part in _tables(each, "to")):
        if isinstance(part.get("takes"), list):
            part["takes"] = [_name(one, names) for one in part["takes"]]
        part["id"] = _merged(part.get("id"), names)


def _tables(holder: object, name: str) -> list[Data]:
    """The tables in a list that may be none."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _rename_in_rule(rule: object, item: str, names: Mapping[str, str]) -> None:
    if not isinstance(rule, dict):
        return
    if rule.get("item") == item:
        for test in _TESTS:
            if test in rule:
                rule[test] = _name(rule[test], names)
    for name in ("all", "any"):
        for part in rule[name] if isinstance(rule.get(name), list) else []:
            _rename_in_rule(part, item, names)
    _rename_in_rule(rule.get("not"), item, names)


def _name(id_: object, names: Mapping[str, str]) -> object:
    return names.get(id_, id_) if isinstance(id_, str) else id_


def _merged(id_: object, names: Mapping[str, str]) -> object:
    """The id of a coarser answer, which may be made of those of the answers it takes."""
    if not isinstance(id_, str):
        return id_
    for old, new in names.items():
        id_ = id_.replace(old, new[: ID_LETTERS // 2 - 2].rstrip("-")) if id_ != old else new
    return id_
