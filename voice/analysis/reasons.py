"""Why a table is not shown, and what would bring it back, for somebody with little time.

The sentences are the same whatever the numbers are: a reason must not tell what it keeps. So
"few or nearly all" is one reason, and how many answers are missing is never said.
"""

from dataclasses import dataclass

from voice.analysis.periods import is_year
from voice.analysis.policy import Policy


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. ``id`` stands in the log; ``{n}`` is the policy's least number of answers,
    ``{n_cross}`` that of a row by two dimensions."""

    id: str
    sentence: str
    back: str
    next_year: str = "More answers in the next year can bring it back."
    """What is said in place of ``back`` of a table of a year."""

    def told(self, policy: Policy) -> str:
        return self.sentence.format(n=policy.n, n_cross=policy.n_cross)

    def what_helps(self, period: str) -> str:
        """What would bring a table of this period, or year, back."""
        return self.next_year if is_year(period) else self.back


FEW = Reason(
    "few",
    "Fewer than {n} answers so far.",
    "One or two more sessions usually bring it back.",
)
SAME = Reason(
    "same",
    "The answers may be those of fewer than {n} young people who came several times.",
    "Answers of other young people can bring it back.",
)
ALIKE = Reason(
    "alike",
    "Some answers were given by very few, or nearly everybody gave the same one.",
    "More answers can bring it back.",
)
TICKS = Reason(
    "ticks",
    "Some answers were given by few or by nearly all.",
    "More answers can bring it back.",
)
ROUTED = Reason(
    "routed",
    "It is asked after certain answers only, and too few were asked it or too few were not.",
    "More answers can bring it back.",
)
SPLIT = Reason(
    "split",
    "Split up like this, some of its numbers would be too small.",
    "More answers can bring it back.",
)
CROSSED = Reason(
    "crossed",
    "Split two ways, some of its numbers would be too small; each line needs {n_cross} answers.",
    "More answers in every line can bring it back: ask for it again at a later close.",
)
NOBODY = Reason(
    "nobody",
    "Nobody answered it in these months.",
    "Ask for it again when it has been answered.",
)
BESIDE = Reason(
    "beside",
    "Not all of its periods showed it; the sum could say what some of them kept back.",
    "The next year can show it, if its periods do.",
    "The next year can show it, if its periods do.",
)
AUDIT = Reason(
    "audit",
    "Beside the other figures it would say too much about a few young people.",
    "The next period may show it.",
    "The next year may show it.",
)
CAME = Reason("came", AUDIT.sentence, AUDIT.back, AUDIT.next_year)
"""Said as what the audit refuses: that few of those who came did not answer is not told either."""
