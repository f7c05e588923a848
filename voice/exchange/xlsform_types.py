"""What the type column says: every spelling that form tools accept, and what each becomes here."""

import re
from dataclasses import dataclass

_ONE, _MANY, _RANK = "one", "many", "rank"
SELECTS: dict[str, str] = {
    "add select one prompt using": _ONE,
    "add select multiple prompt using": _MANY,
    "cascading select": _ONE,
    "cascading_select": _ONE,
    "select all that apply from": _MANY,
    "select all that apply": _MANY,
    "select multiple from file": _MANY,
    "select multiple from": _MANY,
    "select multiple using": _MANY,
    "select multiple": _MANY,
    "select one external": _ONE,
    "select one from file": _ONE,
    "select one from": _ONE,
    "select one using": _ONE,
    "select one": _ONE,
    "select1": _ONE,
    "select": _MANY,
    "q select1": _ONE,
    "q select": _MANY,
    "rank": _RANK,
}
"""Spellings of questions with a list, longest first where one begins as another does."""
FROM_FILE = ("from file", "external", "cascading")

_PLAIN: dict[str, tuple[str, ...]] = {
    "text": ("text", "string"),
    "integer": ("integer", "int"),
    "decimal": ("decimal", "percentage"),
    "range": ("range",),
    "note": ("note",),
    "acknowledge": ("acknowledge", "trigger"),
    "date": ("date", "time", "datetime", "date time"),
    "start": ("start", "start time", "end", "end time", "today"),
    "device": (
        "deviceid",
        "device id",
        "imei",
        "simserial",
        "sim id",
        "subscriberid",
        "subscriber id",
        "uri:deviceid",
        "uri:simserial",
        "uri:subscriberid",
    ),
    "phone": ("phonenumber", "phone number", "uri:phonenumber"),
    "person": ("username", "email", "uri:username", "uri:email"),
    "audit": ("audit",),
    "place": (
        "geopoint",
        "geotrace",
        "geoshape",
        "gps",
        "location",
        "osm",
        "start-geopoint",
        "background-geopoint",
    ),
    "barcode": ("barcode",),
    "recording": ("background-audio",),
    "capture": ("image", "photo", "picture", "audio", "video", "file"),
    "hidden": (
        "calculate",
        "hidden",
        "xml-external",
        "csv-external",
        "number of days in last month",
        "number of days in last six months",
        "number of days in last year",
    ),
}
TYPES: dict[str, str] = {
    f"{before}{spelled}{after}": meaning
    for meaning, spellings in _PLAIN.items()
    for spelled in spellings
    for before, after in (("", ""), ("q ", ""), ("get ", ""), ("add ", " prompt"))
}

_CONTROL = re.compile(
    r"(begin|end)[\s_-]*(group|lgroup|repeat|loop|looped[\s_]group)(?:[\s_]*(?:over\s+)?\S+)?"
)
_OTHER = re.compile(r"\s+(?:or[\s_]+specify[\s_]+other|or[\s_]+other)$")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a type cell asks for.

    ``meaning`` is one of the words of ``TYPES``, of ``SELECTS``, ``begin``, ``end`` or ``unknown``.
    """

    meaning: str
    list_name: str = ""
    other: bool = False
    from_file: bool = False
    repeats: bool = False


def read(cell: str) -> Kind:
    """What a type cell says. Capitals, underscores and spaces do not matter."""
    cell = cell[:300].strip()
    flat = re.sub(r"[\s_]+", " ", cell.lower()).strip()
    control = _CONTROL.fullmatch(cell.lower())
    if control:
        return Kind(control.group(1), repeats=control.group(2) not in {"group"})
    if flat in TYPES:
        return Kind(TYPES[flat])
    return _select(cell, flat)


def _select(cell: str, flat: str) -> Kind:
    """A question with a list: its name keeps its own letters."""
    other = _OTHER.search(cell.lower())
    kept = cell[: other.start()] if other else cell
    for spelled, meaning in SELECTS.items():
        pattern = spelled.replace("_", " ").replace(" ", r"[\s_]+")
        found = re.match(rf"{pattern}(?:\s+(.*))?$", kept, re.I | re.S)
        if found:
            away = any(word in spelled for word in FROM_FILE)
            return Kind(meaning, (found.group(1) or "").strip(), bool(other), away)
    if flat.startswith("osm "):
        return Kind("place")
    return Kind("unknown")
