"""Languages are known by their codes, their English names and what they call themselves."""

import pytest

from voice import words
from voice.exchange import languages


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Arabic (ar)", "ar"),
        ("arabic", "ar"),
        ("ar", "ar"),
        ("العربية", "ar"),
        ("Deutsch", "de"),
        ("French (something)", "fr"),
        ("Persian, Afghanistan (fa-AF)", "fa-AF"),
        ("fa_AF", "fa-AF"),
        ("Tigrinya", "ti"),
        ("English", "en"),
        ("English (en-GB)", "en"),
        ("en_US", "en"),
        ("", None),
        ("Xyzzy", None),
        ("Klingon (tlh)", None),
        ("(((", None),
    ],
)
def test_names_of_languages(name: str, code: str | None) -> None:
    assert languages.code(name) == code


def test_every_code_can_be_named_on_a_page() -> None:
    for name in ("Arabic", "Ukrainian", "Polish", "Romanian", "Kurdish", "Dari (prs)", "Welsh"):
        code = languages.code(name)
        assert code is not None
        assert words.own_name(code)
