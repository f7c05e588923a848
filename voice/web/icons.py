"""The app's icon: ours, or the council's own. It stands outside every page a child sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from voice.settings import Settings
from voice.web import assets


@dataclass(frozen=True, slots=True)
class Icon:
    """The files of one icon by name, for ``asset``."""

    tab: str
    touch: str
    """For home screens that cut the corners themselves."""
    home: tuple[tuple[str, str, str], ...]
    """For home screens: file, size, and whether it may be cut to a shape."""

    @property
    def kind(self) -> str:
        return assets.kind(self.tab)


_OURS = Icon(
    tab="app/icon.svg",
    touch="app/icon-apple-180.png",
    home=(
        ("app/icon-192.png", "192x192", "any"),
        ("app/icon-512.png", "512x512", "any"),
        ("app/icon-maskable-512.png", "512x512", "maskable"),
    ),
)


def of(settings: Settings) -> tuple[Icon, Mapping[str, Path]]:
    """The icon, and the files it needs from outside our folder."""
    own = settings.app_icon
    if own is None:
        return _OURS, {}
    name = f"app/{assets.named(own)}"
    # How large it is we know only at least; nobody drew it with room for a shape around it.
    return Icon(name, name, ((name, "any", "any"),)), {name: own}
