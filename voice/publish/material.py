"""All that a paper is made of: facts, releases, figures of others and words. Nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from voice import words
from voice.analysis import findings, said
from voice.analysis.activity import Event
from voice.analysis.aloud import Line
from voice.analysis.elsewhere import Figure
from voice.analysis.plans import Forward
from voice.analysis.safe import Release
from voice.analysis.terms import Seat, Term
from voice.analysis.themes import ToldTheme
from voice.analysis.unheard import Told as Who
from voice.analysis.voices import Known

THEME = "voices"
"""The section whose words are the priority that a worker chose."""


@dataclass(frozen=True)
class Material:
    """What one paper may say, before it is put into sections."""

    council: str
    lead: str
    contact: str
    meeting: date
    cutoff: date
    after: date | None
    """The cut-off of the paper before; None for the first."""
    policy: Mapping[str, str | int]
    """The policy in force, for a paper that has no release."""
    happened: tuple[Event, ...] = ()
    """Events up to the cut-off, by day, those called off included."""
    planned: tuple[Event, ...] = ()
    """Events after the cut-off, as they were planned."""
    planned_until: date | None = None
    terms: tuple[Term, ...] = ()
    """Terms of regular groups that the time of this paper reaches into, by time."""
    seats: tuple[Seat, ...] = ()
    """Roles that young people fill, as they stand at the cut-off, by name."""
    plan: Forward = field(default_factory=Forward)
    """The lines of the forward plan, and what came of those of the last paper."""
    releases: tuple[Release, ...] = ()
    """Those this paper is the first to tell, oldest first."""
    earlier: tuple[Release, ...] = ()
    """All before them, oldest first."""
    years: tuple[Release, ...] = ()
    """Whole years this paper is the first to tell; no year is among the releases above."""
    known: Known = field(default_factory=Known)
    """All that was told up to now: these and all releases, years too; words and plans of earlier
    papers."""
    in_care: tuple[str, int] | None = None
    """A year, and how many were in care in it; None where nobody entered it."""
    least_heard: tuple[str, ...] = ()
    """Of which young people fewest came for their share, in sentences."""
    surveys: Mapping[str, str] = field(default_factory=dict)
    """Titles of questionnaires by id."""
    order: tuple[str, ...] = ()
    """Questionnaires in the order in which they are told; others follow by id."""
    figures: tuple[Figure, ...] = ()
    lines: tuple[Line, ...] = ()
    """What young people said or wrote to be passed on; two people checked every line."""
    spoke: int = 0
    """From how many events lines come. Of one alone, a reader who was there knows it."""
    themes: tuple[ToldTheme, ...] = ()
    """What young people wrote about in whole months of its time, as far as it may be named."""
    heard: tuple[Who, ...] = ()
    """Who came beside those the council looks after: years of which something is new."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What a worker wrote for this meeting, by section."""

    @property
    def all_releases(self) -> tuple[Release, ...]:
        """All up to this paper's last, oldest first."""
        return (*self.earlier, *self.releases)

    @property
    def first_told(self) -> tuple[Release, ...]:
        """All this paper is the first to tell, periods and years."""
        return (*self.releases, *self.years)

    @property
    def theme(self) -> str:
        """The priority whose voice this paper puts together; empty for none."""
        return self.words.get(THEME, "")

    @property
    def since(self) -> date:
        """The first day this paper looks at."""
        if self.after is not None:
            return self.after + timedelta(days=1)
        return min((event.day for event in self.happened), default=self.cutoff)

    @property
    def span(self) -> str:
        """From 2 September to 1 November 2019: the year only once where it is the same."""
        first, last = words.long_day(self.since), words.long_day(self.cutoff)
        if self.since.year == self.cutoff.year:
            first = first.removesuffix(f" {self.cutoff.year}")
        return f"from {first} to {last}"

    @property
    def periods(self) -> str:
        """The months whose answers are told; none where nothing is."""
        return findings.span_of(self.releases)

    @property
    def k(self) -> int:
        """The least number that may be known of a split."""
        return int(self.rules["k"])

    @property
    def rules(self) -> Mapping[str, str | int]:
        """The policy the figures were made under: that of the latest release."""
        return self.releases[-1].policy if self.releases else self.policy

    @property
    def places(self) -> dict[str, str]:
        """What stands in the braces of the standing words."""
        rules = self.rules
        return {
            "council": self.council,
            "lead": self.lead,
            "contact": self.contact,
            "meeting": words.long_day(self.meeting),
            "cutoff": words.long_day(self.cutoff),
            "since": words.long_day(self.since),
            "span": self.span,
            "periods": self.periods or "no period yet",
            "policy": str(rules["version"]),
            "k": str(rules["k"]),
            "one_below_k": str(self.k - 1),
            "n": str(rules["n"]),
            "n_pct": str(rules["n_pct"]),
            "files": said.listed(
                ["figures.csv", *(f"tables-{one.id}.json" for one in self.first_told)]
            ),
        }

    def title_of(self, survey: str) -> str:
        """A questionnaire's title; its id in words where it has none."""
        return self.surveys.get(survey) or survey.replace("-", " ").capitalize()
