"""Cells that no spreadsheet program takes for a formula."""

import re

STARTS_FORMULA = "=+-@\t\r\n＝＋－＠"
"""Letters that begin a formula in one program or another, wide ones included."""
_TAKEN = re.compile(f"'*[{re.escape(STARTS_FORMULA)}]")


def safe(text: str) -> str:
    """The text for a cell of a CSV file: an apostrophe stands before what begins a formula."""
    return f"'{text}" if _TAKEN.match(text) else text


def unsafe(cell: str) -> str:
    """The text that ``safe`` has written into the cell."""
    return cell[1:] if cell.startswith("'") and _TAKEN.match(cell) else cell
