"""What was drawn on a sheet, for tests of charts."""

from typing import Any

import pytest

from voice.publish import charts
from voice.publish.drawing import Sheet


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is drawn, in order."""
    texts: list[str] = []
    draw = Sheet.text

    def noting(self: Sheet, x: float, y: float, text: str, *rest: Any) -> None:
        texts.append(text)
        draw(self, x, y, text, *rest)

    monkeypatch.setattr(Sheet, "text", noting)
    charts._draw.cache_clear()
    return texts


@pytest.fixture
def barred(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float, float, str]]:
    """Every bar that is drawn: where it starts, its middle, its length and its colour."""
    drawn: list[tuple[float, float, float, str]] = []
    draw = Sheet.bar

    def noting(
        self: Sheet, x: float, middle: float, length: float, thick: float, colour: str
    ) -> None:
        drawn.append((x, middle, length, colour))
        draw(self, x, middle, length, thick, colour)

    monkeypatch.setattr(Sheet, "bar", noting)
    charts._draw.cache_clear()
    return drawn
