"""One frozen set of settings, read once from ``VOICE_*`` in the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from voice import paths
from voice.faults import Fault, FaultyError

NAME_LETTERS = 24
"""What fits under an icon and into a task switcher."""
ICON_SIDE = 512
"""Pixels a home screen may ask for."""
COUNTED = ("households", "carers", "gender", "out-of-county", "first-time")
"""What is counted of those who came, beside their ages, unless a council says otherwise."""
COUNTABLE = (*COUNTED, "been-before", "children-who-foster", "guests", "ages")
"""What a council may have counted: ages are the youngest and the oldest who came."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What this council's installation is set to. Each field is read from ``VOICE_<NAME>``."""

    data: Path
    """Folder of the database, generated papers and uploads."""
    keys: Path
    """Folder of the key files, mode 600, outside ``data`` so that a backup of one is not both."""
    database: str
    """A SQLAlchemy address; by default ``voice.db`` (SQLite) in ``data``."""
    surveys: Path
    """Folder of questionnaires, one folder each."""
    policy: Path
    """The disclosure policy's parameters: a TOML file addressed to the manager."""
    council: str = "Example County Council"
    """The council's name, as children and committee read it."""
    lead: str = "the participation manager"
    """Who reads what children write, by role."""
    contact: str = "participation@example.gov.uk"
    """Where a question or a complaint about answers goes."""
    service_signed: str = ""
    """Role and day of the data owner who signed the list of service items; empty: not signed."""
    counted: frozenset[str] = frozenset(COUNTED)
    """What workers count of those who came: some of ``COUNTABLE``."""
    app_name: str = "Pebbles"
    """What stands outside the pages young people see: titles, the icon's name, the history."""
    app_icon: Path | None = None
    """The council's own icon, a square PNG; None: ours."""
    exit_to: str = "https://www.bbc.co.uk/weather"
    """Where “exit this page” leads: a page nobody wonders at."""
    host: str = "127.0.0.1"
    port: int = 8000
    https: bool = False
    """True behind a TLS proxy: the worker's cookie is then sent over HTTPS only."""
    names_model: str = "en_core_web_sm"
    """A language model that marks names in what a paper may quote: a package or a folder."""
    idle_minutes: int = 15
    """A worker is logged out after this many minutes without a page."""


def read(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment. Raises ``FaultyError`` naming every bad one."""
    given = os.environ if environ is None else environ
    data = Path(given.get("VOICE_DATA") or paths.default_data()).absolute()
    known = {f"VOICE_{field.name.upper()}" for field in fields(Settings)}
    faults = [
        Fault(name, "is not a setting.", "See docs/running.md for the list.")
        for name in sorted(given)
        if name.startswith("VOICE_") and name not in known
    ]
    port = _number(given, "VOICE_PORT", 8000, 1, 65535, faults)
    idle = _number(given, "VOICE_IDLE_MINUTES", 15, 1, 120, faults)
    icon = _icon(given, faults)
    counted = _counted(given, faults)
    _outside(given, faults)
    https = given.get("VOICE_HTTPS", "0")
    if https not in {"0", "1"}:
        faults.append(Fault("VOICE_HTTPS", f"is “{https}”.", "Give 1 or 0."))
    if faults:
        raise FaultyError(faults)
    words = {
        name: given[f"VOICE_{name.upper()}"] for name in _WORDS if f"VOICE_{name.upper()}" in given
    }
    return Settings(
        data=data,
        keys=Path(given.get("VOICE_KEYS") or data.parent / "keys").absolute(),
        database=given.get("VOICE_DATABASE") or f"sqlite:///{data / 'voice.db'}",
        surveys=Path(given.get("VOICE_SURVEYS") or paths.SURVEYS).absolute(),
        policy=Path(given.get("VOICE_POLICY") or paths.REPORTS / "policy.toml").absolute(),
        port=port,
        https=https == "1",
        idle_minutes=idle,
        app_icon=icon,
        counted=counted,
        **words,
    )


def _number(
    given: Mapping[str, str], name: str, default: int, low: int, high: int, faults: list[Fault]
) -> int:
    text = given.get(name, "")
    if not text:
        return default
    if text.isascii() and text.isdigit() and low <= int(text) <= high:
        return int(text)
    faults.append(Fault(name, f"is “{text}”.", f"Give a whole number from {low} to {high}."))
    return default


def _counted(given: Mapping[str, str], faults: list[Fault]) -> frozenset[str]:
    """What is counted of those who came; an empty setting counts nothing but ages."""
    text = given.get("VOICE_COUNTED")
    if text is None:
        return frozenset(COUNTED)
    named = {name.strip() for name in text.split(",")} - {""}
    if named - set(COUNTABLE):
        do = f"Give some of {', '.join(COUNTABLE)}, with commas between them."
        faults.append(Fault("VOICE_COUNTED", f"is “{text}”.", do))
    return frozenset(named)


def _outside(given: Mapping[str, str], faults: list[Fault]) -> None:
    """What is seen outside a page, and where one leaves to."""
    name = given.get("VOICE_APP_NAME")
    if name is not None and not (
        name.isprintable() and name == name.strip() and 0 < len(name) <= NAME_LETTERS
    ):
        do = f"Give 1 to {NAME_LETTERS} letters: they stand under the icon on a tablet."
        faults.append(Fault("VOICE_APP_NAME", f"is “{name}”.", do))
    to = given.get("VOICE_EXIT_TO")
    if to is not None and not _is_page(to):
        do = "Give the whole address of a page, such as https://www.bbc.co.uk/weather."
        faults.append(Fault("VOICE_EXIT_TO", f"is “{to}”.", do))


def _is_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
        whole = parts.scheme == "https" and bool(parts.hostname) and parts.port in {None, 443}
    except ValueError:
        return False
    return whole and "@" not in parts.netloc and address.isascii() and not set(address) & _BREAKS


def _icon(given: Mapping[str, str], faults: list[Fault]) -> Path | None:
    """The council's icon; None where ours stands."""
    text = given.get("VOICE_APP_ICON", "")
    if not text:
        return None
    path = Path(text).absolute()
    try:
        begins = path.read_bytes()[: _SIDES.stop]
    except OSError:
        faults.append(Fault("VOICE_APP_ICON", f"is “{text}”, which cannot be read.", _ICON))
        return None
    wide, high = (int.from_bytes(begins[_SIDES][at : at + 4]) for at in (0, 4))
    if not begins.startswith(_PNG) or wide != high or wide < ICON_SIDE:
        faults.append(Fault("VOICE_APP_ICON", f"is “{text}”, which is no such picture.", _ICON))
    return path


_WORDS = (
    *("council", "lead", "contact", "service_signed", "app_name", "exit_to", "host"),
    "names_model",
)
"""Settings that are words as they were given."""
_PNG = b"\x89PNG\r\n\x1a\n"
_SIDES = slice(16, 24)
"""Where a PNG tells its width and height, four bytes each."""
_ICON = f"Give a square picture of at least {ICON_SIDE} by {ICON_SIDE} pixels, as PNG."
_BREAKS = frozenset(" \t\r\n<>\"'\\")
