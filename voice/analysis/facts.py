"""Facts: what is told of something else than answers, in the shape of a finding.

Who came is exact by the policy's section 8, a theme of free text is named by its section 10. Both
have rules of their own where they are made; no fact holds a figure about answers.
"""

from dataclasses import dataclass

from voice.analysis.bars import Chart, Grid


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that may be said otherwise than from answers, in every form a document needs."""

    name: str
    """Fit for a file name, and the fact's own within a paper."""
    title: str
    subtitle: str
    sentences: tuple[str, ...]
    alt: str
    table: Grid
    chart: Chart | None
    """None where it is told in words only."""
    period: str = ""
    """As it is read: September to October 2019."""
