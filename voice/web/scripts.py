"""Scripts as they are sent: without their comments, which are for whoever reads the source.

A comment goes only where it begins a line, so no text in a script is taken for one. A licence in a
file of others (``.min.js``) stays.
"""

import re

_BLOCK = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)


def is_own(name: str) -> bool:
    """Whether a file is a script of ours."""
    return name.endswith(".js") and not name.endswith(".min.js")


def bare(text: str) -> str:
    """A script without the comments that stand on lines of their own."""
    return _LINE.sub("", _BLOCK.sub("", text))
