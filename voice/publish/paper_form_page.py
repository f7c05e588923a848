"""A survey on paper as HTML: for the browser to print, and for a PDF. One template for both."""

import re
from collections.abc import Callable
from functools import cache

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from voice.paths import TEMPLATES
from voice.publish.paper_form import PaperForm

INK = "#1d2b3a"
_SIGN = re.compile(r'<symbol id="i-([a-z]+)" viewBox="0 0 32 32">(.*?)</symbol>')
_PEN = (
    'aria-hidden="true" fill="none" stroke="#0b4f4a" stroke-width="2.2" '
    'stroke-linecap="round" stroke-linejoin="round"'
)
_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def sheet(form: PaperForm, asset: Callable[[str], str]) -> Markup:
    """The paper as a part of a page. ``asset`` gives the address of a static file."""
    page = _TEMPLATES.get_template("paper-form/form.html")
    # The template escapes every word that it is given.
    return Markup(page.render(_given(form, asset, "h2")))  # noqa: S704


def whole(form: PaperForm, asset: Callable[[str], str]) -> str:
    """The paper as a page of its own."""
    return _TEMPLATES.get_template("paper-form/page.html").render(_given(form, asset, "h1"))


def _given(form: PaperForm, asset: Callable[[str], str], heading: str) -> dict[str, object]:
    """``heading``: the element of its title, which is the only h1 of a page of its own."""
    return {"form": form, "asset": asset, "sign": sign, "square": square, "heading": heading}


def square(address: str) -> Markup:
    """An address as a QR code. Drawn here: no other server learns of it."""
    code = segno.make(address, error="m", micro=False)
    # segno writes nothing but its own numbers into the drawing.
    return Markup(  # noqa: S704
        code.svg_inline(
            scale=10, border=2, dark=INK, light=None, svgclass=None, lineclass=None, omitsize=True
        )
    )


def sign(name: str) -> Markup:
    """One of the line drawings that stand beside a child's facts."""
    drawing = f'<svg class="sign" viewBox="0 0 32 32" {_PEN}>{_signs()[name]}</svg>'
    return Markup(drawing)  # noqa: S704 - shipped with us


@cache
def _signs() -> dict[str, str]:
    return dict(_SIGN.findall((TEMPLATES / "child" / "signs.html").read_text(encoding="utf-8")))
