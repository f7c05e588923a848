"""Languages as forms name them: “Arabic (ar)”, “ar”, “English”, “العربية”."""

import re
from functools import cache

from babel import Locale, UnknownLocaleError

ENGLISH = "en"
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\s*\)\s*$")

_OWN_NAMES = {
    "am": "አማርኛ",
    "ar": "العربية",
    "bg": "български",
    "bn": "বাংলা",
    "cs": "čeština",
    "cy": "Cymraeg",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "es": "español",
    "fa": "فارسی",
    "fr": "français",
    "gu": "ગુજરાતી",
    "hi": "हिन्दी",
    "hu": "magyar",
    "it": "italiano",
    "ku": "kurdî",
    "lt": "lietuvių",
    "lv": "latviešu",
    "pa": "ਪੰਜਾਬੀ",
    "pl": "polski",
    "ps": "پښتو",
    "pt": "português",
    "ro": "română",
    "ru": "русский",
    "sk": "slovenčina",
    "so": "Soomaali",
    "sq": "shqip",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "uk": "українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
    "ckb": "کوردیی ناوەندی",
}
"""What languages that young people here speak call themselves."""


@cache
def code(name: str) -> str | None:
    """The language's code as pages name it (``ar``, ``fa-AF``), or None where we know none.

    All kinds of English are ``en``: they are the words the questionnaire itself is written in.
    """
    inside = _CODE.search(name)
    bare = re.sub(r"\(.*", "", name).strip()
    for given in (inside.group(1) if inside else "", name.strip(), bare):
        found = _known(given) or _known(_by_name().get(given.casefold(), ""))
        if found:
            return ENGLISH if found.split("-")[0] == ENGLISH else found
    return None


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
    """What languages are called in English and, where often met, in themselves."""
    names = {
        name.casefold(): language.replace("_", "-")
        for language, name in sorted(Locale(ENGLISH).languages.items(), reverse=True)
        if re.fullmatch("[a-z]{2,3}(_[A-Z]{2})?", language)
    }
    return names | {name.casefold(): language for language, name in _OWN_NAMES.items()}
