"""Scripts and style sheets as they are sent: without comments and indents, which are for readers.

A comment goes only where it begins a line, so no text in a file is taken for one. A licence in a
file of others (``.min.js``, ``.min.css``) stays.
"""

import re

_BLOCK = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


def is_own(name: str) -> bool:
    """Whether a file is a script or a style sheet of ours."""
    return name.endswith((".js", ".css")) and ".min." not in name


def bare(text: str) -> str:
    """A script or a style sheet without the comments that stand on lines of their own, without
    indents and without empty lines."""
    return _INDENT.sub("", _LINE.sub("", _BLOCK.sub("", text)))
