"""A questionnaire as the file a person reads and changes: ``survey.toml``, and its words.

What is written reads back as what it was written from. Defaults are left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from voice.survey import translation
from voice.survey.model import Survey

Data = Mapping[str, Any]

_LINE = 100
"""Letters of a line; what is longer is set below one another."""
_TOP = ("id", "title", "purpose", "audience", "feedback", "ages", "stall", "minutes", "ask_helped")
_ITEM = (
    *("id", "kind", "section", "text", "easy", "hint", "before", "picture", "sound", "low", "high"),
    *("options", "dont_know", "sensitivity", "harmless", "worry", "mean", "measures"),
)
_INSIDE = ("id", "text", "easy", "picture", "sound", "score", "promise", "theme", "priority")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNSEEN = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\\\\"]')


def write(survey: Survey) -> str:
    """The questionnaire as TOML. ``load.tables`` of it gives data of an equal ``Survey``."""
    return written(survey.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def written(data: Data) -> str:
    """The same for data that may not be a whole questionnaire yet: what is there is written."""
    top = [_pair(name, value) for name, value in _ordered(data, _TOP) if name != "items"]
    items = [_item(item) for item in data.get("items", ())]
    return "\n".join(["\n".join(top) + "\n", *items])


def write_words(data: Data, language: str, said: Mapping[str, str]) -> str:
    """``words/<language>.toml``: each text beside the fingerprint of its English, not approved.

    ``data`` is the questionnaire's, which may not be whole yet. What is no text of it is left out.
    """
    english = texts(data)
    lines = [
        f"{_text(place)} = {_inline({'english': translation.fingerprint(words), 'text': text})}"
        for place, words in english.items()
        if (text := said.get(place))
    ]
    meta = ["[meta]", _pair("language", language), _pair("approved", "")]
    return "\n".join([*meta, "", "[words]", *lines, ""])


def texts(data: Data) -> dict[str, str]:
    """Every text by its place, as ``translation.texts``, of data that may not be whole yet."""
    found = {
        name: data[name] for name in ("title", "purpose", "audience", "feedback") if data.get(name)
    }
    for item in data.get("items", ()):
        found |= _texts(item, f"items.{item.get('id')}")
    return found


def _texts(part: Data, at: str) -> Iterator[tuple[str, str]]:
    for name in ("section", "text", "easy", "hint", "low", "high"):
        if said := part.get(name):
            yield f"{at}.{name}", said
    for option in part.get("options", ()):
        yield from _texts(option, f"{at}.options.{option.get('id')}")
    for band, version in part.get("versions", {}).items():
        yield from _texts(version, f"{at}.versions.{band}")


def _item(item: Data) -> str:
    """An item's own lines, then the tables below it. A short rule is one of its lines."""
    below = {"show_if", "collapse", "versions"}
    own = [_pair(name, value) for name, value in _ordered(item, _ITEM) if name not in below]
    rule = item.get("show_if")
    short = f"show_if = {_inline(rule)}" if rule else ""
    tables: list[str] = []
    if rule and len(short) <= _LINE and "item" in rule:
        own.append(short)
    elif rule:
        tables.append(_table("[items.show_if]", rule.items()))
    tables += [_table("[[items.collapse]]", each.items()) for each in item.get("collapse", ())]
    for band, version in item.get("versions", {}).items():
        pairs = _ordered(version, ("text", "easy", "options"))
        tables.append(_table(f"[items.versions.{_key(band)}]", pairs))
    return "\n".join(["[[items]]\n" + "\n".join(own) + "\n", *tables])


def _table(heading: str, pairs: Iterable[tuple[str, Any]]) -> str:
    lines = [_pair(name, value) for name, value in pairs if value is not None]
    return "\n".join([heading, *lines, ""])


def _ordered(data: Data, order: Sequence[str]) -> list[tuple[str, Any]]:
    """What is given, known names first and in their order."""
    names = [*(name for name in order if name in data), *(n for n in data if n not in order)]
    return [(name, data[name]) for name in names if data[name] is not None]


def _pair(name: str, value: Any) -> str:
    line = f"{_key(name)} = {_inline(value)}"
    if (
        isinstance(value, list | tuple)
        and value
        and (len(line) > _LINE or isinstance(value[0], Mapping))
    ):
        inside = "".join(f"  {_inline(each)},\n" for each in value)
        return f"{_key(name)} = [\n{inside}]"
    return line


def _inline(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, Mapping):
        pairs = [f"{_key(n)} = {_inline(v)}" for n, v in _ordered(value, _INSIDE)]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _text(str(value))


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _text(name)


def _text(text: str) -> str:
    return f'"{_UNSEEN.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    """What may not stand in quotation marks, or would not be seen there."""
    letter = found.group()
    if "\ud800" <= letter <= "\udfff":
        return "\ufffd"
    return _ESCAPES.get(letter, f"\\u{ord(letter):04x}")
