"""Where the files shipped with the program are: in a wheel, an editable install or a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_bundled"
_HOME = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent

TEMPLATES = _HOME / "templates"
STATIC = _HOME / "static"
SURVEYS = _HOME / "surveys"
REPORTS = _HOME / "reports"
LANGUAGES = _PACKAGE / "translations"
"""Our own words: in English, and as we propose them in other languages."""


def default_data() -> Path:
    """Where data lives when ``VOICE_DATA`` does not say: ``instance/`` in a checkout, else here."""
    home = Path.cwd() if _HOME == _BUNDLED else _HOME
    return home / "instance"
