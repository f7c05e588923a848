"""Languages as forms name them: “Arabic (ar)”, “ar”, “English”, “العربية”."""

import re
from functools import cache

from babel import Locale, UnknownLocaleError

ENGLISH = "en"
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\s*\)\s*$")


@cache
def code(name: str) -> str | None:
    """The language's code as pages name it (``ar``, ``fa-AF``), or None where we know none.

    All kinds of English are ``en``: they are the words the questionnaire itself is written in.
    """
    inside = _CODE.search(name)
    for given in (inside.group(1) if inside else "", name.strip()):
        found = _known(given) or _by_name().get(given.casefold())
        if found:
            return ENGLISH if found.split("-")[0] == ENGLISH else found
    bare = re.sub(r"\(.*", "", name).strip().casefold()
    return _by_name().get(bare)


def _known(given: str) -> str | None:
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?", given):
        return None
    try:
        locale = Locale.parse(given.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
    return "-".join(part for part in (locale.language, locale.script, locale.territory) if part)


@cache
def _by_name() -> dict[str, str]:
    """What languages are called in English and in themselves, in small letters."""
    names: dict[str, str] = {}
    for language, name in Locale(ENGLISH).languages.items():
        if _known(language):
            names.setdefault(name.casefold(), language.replace("_", "-"))
    for language in dict.fromkeys(names.values()):
        own = Locale.parse(language.replace("-", "_")).languages.get(language)
        if own:
            names.setdefault(own.casefold(), language)
    return names
