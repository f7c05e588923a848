"""Which browser the tests of pages drive, and how it is started."""

from typing import Any

CHROMIUM = "/usr/bin/chromium"
_QUIET = ("background-networking", "component-update", "sync", "quic", "gpu")
_PARTS = (
    # Of the address bar, which is a page of its own and costs each test a second
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    # What Playwright switches off itself: the last list given is the one that holds
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "RenderDocument",
    "Translate",
    # A process for a page that nobody has opened yet
    "SpareRendererForSitePerProcess",
)
ARGUMENTS = [
    "--no-sandbox",
    "--no-first-run",
    *(f"--disable-{what}" for what in _QUIET),
    f"--disable-features={','.join(_PARTS)}",
]
LOOK: dict[str, Any] = {"viewport": {"width": 820, "height": 1180}, "locale": "en-GB"}
