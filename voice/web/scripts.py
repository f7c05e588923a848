"""Scripts and style sheets as they are sent: without comments and indents, which are for readers.

A comment goes only where it begins a line, so no text in a file is taken for one. A licence in a
file of others (``.min.js``, ``.min.css``) stays. A style sheet loses the spaces
beside its marks too, but not within a text.
"""

import re

_BLOCK = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_AROUND = re.compile(r'("[^"]*")|;?\s*(\})\s*|\s*([{;])\s*|([:,]) ')


def is_own(name: str) -> bool:
    """Whether a file is a script or a style sheet of ours."""
    return name.endswith((".js", ".css")) and ".min." not in name


def bare(text: str) -> str:
    """A script or a style sheet without the comments that stand on lines of their own, without
    indents and without empty lines."""
    return _INDENT.sub("", _LINE.sub("", _BLOCK.sub("", text)))


def tight(text: str) -> str:
    """A style sheet without its comments and without the spaces that mean nothing."""
    return _AROUND.sub(lambda found: found[found.lastindex or 0], bare(text))


def sent(name: str, text: str) -> str:
    """A file of ours as it is sent."""
    return tight(text) if name.endswith(".css") else bare(text)
