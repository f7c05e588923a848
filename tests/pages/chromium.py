"""Which browser the tests of pages drive, and how it is started."""

from typing import Any

CHROMIUM = "/usr/bin/chromium"
_QUIET = ("background-networking", "component-update", "sync", "quic", "gpu")
ARGUMENTS = ["--no-sandbox", "--no-first-run", *(f"--disable-{what}" for what in _QUIET)]
LOOK: dict[str, Any] = {"viewport": {"width": 820, "height": 1180}, "locale": "en-GB"}
