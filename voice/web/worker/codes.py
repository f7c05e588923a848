"""Addresses of the children's door as tablets and phones reach them, and their QR codes."""

import io
from dataclasses import dataclass

import segno
from flask import request
from markupsafe import Markup

from voice.web.worker.desk import desk

_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
_INK, _PAPER = "#1d2b3a", "#fff"
_TABLET = "/tablet/"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What sets a tablet or a phone up, once, as a page shows it. It stands in no other place."""

    drawn: Markup
    """The QR code."""
    link: str
    """The same address for the device in one's hand."""
    home: str
    """What is typed on a device without a camera…"""
    letters: tuple[str, ...]
    """… and what is typed there, in fours."""


def invitation(secret: str) -> Invitation:
    """Everything a page shows of an invitation.

    The secret stands behind the “#”: a browser keeps that part to itself.
    """
    link = f"{_TABLET}#set-up={secret}"
    return Invitation(
        drawn=inline(outside(link)),
        link=link,
        home=outside(_TABLET).partition("://")[2],
        letters=tuple(secret[at : at + 4] for at in range(0, len(secret), 4)),
    )


def outside(path: str) -> str:
    """The whole address of a path. Behind a TLS proxy we only see the inner, plain request."""
    scheme = "https" if desk().settings.https else request.scheme
    return f"{scheme}://{request.host}{path}"


def can_keep() -> bool:
    """Whether a browser that comes as this one came can keep answers without a network.

    Browsers let a page seal and keep only over https, or on the machine itself.
    """
    host = request.host.rpartition(":")[0] if _has_port(request.host) else request.host
    return outside("").startswith("https:") or host in _HERE


def svg(address: str) -> bytes:
    """A QR code as a picture of its own. Drawn here: no other server learns of the address."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn,
        kind="svg",
        scale=10,
        border=4,
        dark=_INK,
        light=_PAPER,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return drawn.getvalue()


def inline(address: str) -> Markup:
    """The same as a part of a page, for an address that must stand in no other."""
    code = segno.make(address, error="m", micro=False)
    # segno writes nothing but its own numbers into the drawing.
    return Markup(  # noqa: S704
        code.svg_inline(
            scale=10,
            border=4,
            dark=_INK,
            light=_PAPER,
            svgclass=None,
            lineclass=None,
            omitsize=True,
        )
    )


def _has_port(host: str) -> bool:
    return host.rpartition(":")[2].isdigit()
