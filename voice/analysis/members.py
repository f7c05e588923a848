"""What members ask: ten standing questions of a committee, each answered in a sentence or two.

A figure stands here only if a release or an activity fact holds it. Where answers were given and
none can be told it says so, and what would bring it back; where nobody was asked, it says that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import comb

from voice.analysis import absences, activity, befores, findings, plans, said, trends, voices
from voice.analysis.activity import Event
from voice.analysis.chance import RISK, Pair
from voice.analysis.findings import Finding
from voice.analysis.plans import Forward
from voice.analysis.safe import Release, Safe
from voice.analysis.voices import CANNOT, Measured
from voice.survey.measures import PROMISES

NOT_ASKED = "Nobody asked this yet."
NOT_ENTERED = "How many could have come is not told: nobody has entered how many we look after."
NO_SHARES = "Whom we do not hear is not told: nobody has entered whom we look after."
NOT_ASSURED = (
    "The Participation Service has not yet said whether every safeguarding concern was acted on the"
    " same day."
)
NOTHING_ASKED = "No message of a group was told in this time."
NOTHING_CAME = "What came of it has not been written down yet."
NOTHING_PLANNED = "Nothing is written in the plan."
NOT_INVITED = "Ask the Participation Service when you can come."
NO_EVENTS = "No event took place"
NOT_COMPARED = "There is nothing to compare yet: no question was told in the same form twice."
CHANCE = "This difference may be chance."
HEARD_OF = "promise-heard"
"""The item that asks whether somebody had heard of the promises, in every questionnaire."""
MESSAGES = 2
"""So many messages of groups are repeated."""
CHANGES = 3
"""So many changes are told here; the others stand with their questions."""

Pick = Callable[[Measured], bool]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the ten answers are made from."""

    releases: tuple[Release, ...] = ()
    """Periods and years, in the order in which they were made."""
    measured: tuple[Measured, ...] = ()
    when: str = ""
    """The time of events, messages and plan, within a sentence: from 2 September to 1 November."""
    events: tuple[Event, ...] = ()
    """The service's own events of that time."""
    k: int = 5
    population: tuple[str, int] | None = None
    """A year, and how many children in care and care leavers the council looked after in it; None
    where nobody entered it."""
    unheard: tuple[str, ...] = ()
    """Of which groups fewest came for their share, in sentences."""
    messages: tuple[str, ...] = ()
    """What groups agreed to say to councillors."""
    impact: str = ""
    """What a worker wrote of what came of it."""
    plan: Forward = field(default_factory=Forward)
    assurance: str = ""
    """What a worker wrote of whether safeguarding concerns were acted on the same day."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One standing question, and what can be said to it."""

    question: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


def answers(facts: Facts) -> tuple[Answer, ...]:
    """All ten, in their order, none without a sentence."""
    return tuple(Answer(question, answer(facts)) for question, answer in QUESTIONS)


def took_part(facts: Facts) -> tuple[str, ...]:
    told = activity.totals(facts.events)
    if not told.held:
        came = f"{NO_EVENTS} {facts.when}".strip() + "."
    else:
        held = said.counted(told.held, "event")
        times = f"; people came {said.counted(told.came, 'time')}" if told.came is not None else ""
        came = said.sentence(f"{held} took place {facts.when}".strip() + times)
    if facts.population is None:
        return came, NOT_ENTERED
    year, number = facts.population
    return came, f"In {year} the council looked after {number:,} children in care and care leavers."


def know_the_promise(facts: Facts) -> tuple[str, ...]:
    return _answered(facts, lambda one: one.item == HEARD_OF)


def kept_least_and_most(facts: Facts) -> tuple[str, ...]:
    """Of promises told alike in the newest release that tells two; else what holds for one."""
    for release in voices.newest_first(facts.releases):
        told = _promises(release)
        if len(told) > 1:
            return _least_and_most(told, findings.n_pct(release), findings.period_of(release))
    return _answered(facts, lambda one: one.promise is not None)


def feel_safe(facts: Facts) -> tuple[str, ...]:
    """In figures or not at all; and always whether concerns were acted on."""
    told = _answered(facts, lambda one: voices.is_about(one, "safe"), in_figures=True)
    return *told, said.sentence(facts.assurance) or NOT_ASSURED


def listened_to(facts: Facts) -> tuple[str, ...]:
    asked = _answered(facts, lambda one: one.theme == "listening" or one.promise == "listened")
    plan = _answered(facts, lambda one: one.promise == "care-plan")
    return asked[0], asked[1] if len(asked) > 1 else f"On changes to their care plan: {plan[0]}"


def how_they_feel(facts: Facts) -> tuple[str, ...]:
    return _answered(facts, lambda one: one.theme == "feelings")


def not_heard(facts: Facts) -> tuple[str, ...]:
    missed = absences.told_of_all([one.tallies for one in facts.events], facts.k)
    found = (_signed_up(facts.events), missed, *(facts.unheard or (NO_SHARES,)))
    return tuple(one for one in found if one)


def _signed_up(events: Sequence[Event]) -> str:
    """How many came of those who had signed up, over the events at which both were counted."""
    both = [
        (signed_up, came)
        for one in events
        if one.status == "went-ahead"
        and (signed_up := one.total("signed-up")) is not None
        and (came := one.total("came")) is not None
    ]
    if not both:
        return ""
    signed_up, came = (sum(numbers) for numbers in zip(*both, strict=True))
    at = said.counted(len(both), "event")
    return f"Where both were counted, at {at}, {signed_up:,} signed up and {came:,} came."


def changed(facts: Facts) -> tuple[str, ...]:
    series = trends.of(facts.releases)
    moved = [one for one in series if not one.title.startswith(trends.NO_CHANGE)]
    if not series:
        return (_not_compared(facts.releases),)
    if not moved:
        return ("No question that can be compared shows a clear change.",)
    told = tuple(f"“{one.question}” {one.sentences[0]}" for one in moved[:CHANGES])
    return (*told, "More changes stand with their questions.") if moved[CHANGES:] else told


def _not_compared(releases: Sequence[Release]) -> str:
    """That nothing ever was compared, or of what time nothing can be though earlier ones were."""
    told = trends.of_kind(releases, year=False)
    if any(trends.of(told[:last]) for last in range(2, len(told))):
        return f"Nothing from {findings.period_of(told[-1])} can be compared."
    return NOT_COMPARED


def asked_and_became(facts: Facts) -> tuple[str, ...]:
    told = said.listed(f"“{message}”" for message in facts.messages[:MESSAGES])
    became = said.sentence(_first_line(facts.impact)) or NOTHING_CAME
    return (f"Groups said to councillors: {said.sentence(told)}" if told else NOTHING_ASKED), became


def planned(facts: Facts) -> tuple[str, ...]:
    lines = facts.plan.coming
    if not lines:
        return (NOTHING_PLANNED,)
    told = plans.named([line for line in lines if line.members])
    welcome = f"Members are welcome at: {said.sentence(told)}" if told else NOT_INVITED
    return f"We plan: {said.sentence(plans.named(lines))}", welcome


QUESTIONS: tuple[tuple[str, Callable[[Facts], tuple[str, ...]]], ...] = (
    ("How many took part, and how many could have?", took_part),
    ("Do children and young people know of our promises?", know_the_promise),
    ("Which promise do they say we keep least, and which most?", kept_least_and_most),
    ("Do they feel safe?", feel_safe),
    ("Are they listened to, also when their plans are made?", listened_to),
    ("How do they feel?", how_they_feel),
    ("Who did not come, and whom do we not hear?", not_heard),
    ("What has changed since last time?", changed),
    ("What did they ask of us, and what came of it?", asked_and_became),
    ("What is planned, and when can members come?", planned),
)
"""What members ask at meeting after meeting, and how each is answered."""


def _answered(facts: Facts, pick: Pick, in_figures: bool = False) -> tuple[str, ...]:
    """The newest answer to any of these questions, of several the one with most answers; then that
    a newer period cannot say, or that none can and what would bring it back."""
    keys = {one.key for one in facts.measured if pick(one)}
    gone = ""
    for release in voices.newest_first(facts.releases):
        found = _found(release, keys, in_figures)
        if found:
            return tuple(one for one in (_sentence(found), gone) if one)
        held = (one for key in sorted(keys) if (one := voices.withheld(key, release)))
        spoken = any((t.survey, t.item) in keys for t in release.tables)
        cannot = next(map(voices.back, held), f"{CANNOT} {voices.MORE}" if spoken else "")
        gone = gone or (cannot and f"{findings.period_of(release)}: {cannot}")
    return (gone or NOT_ASKED,)


def _found(release: Release, keys: set[voices.Key], in_figures: bool) -> Finding | None:
    def wanted(table: Safe) -> bool:
        figures = any(row.counts is not None for row in table.rows)
        asked = (table.survey, table.item) in keys and table.dimension is None
        return asked and (figures or not in_figures)

    told = findings.of(voices.only(release, wanted))
    return max(told, key=_most, default=None)


def _most(finding: Finding) -> int:
    return max(row.n or 0 for table in finding.source for row in table.rows)


def _sentence(finding: Finding) -> str:
    return f"{finding.period}, “{finding.question}”: {finding.sentences[0]}"


def _first_line(text: str) -> str:
    """What a worker wrote first, without the mark of a bullet."""
    return next((line.strip("- ") for line in text.splitlines() if line.strip("- ")), "")


def _promises(release: Release) -> list[Safe]:
    """Promises told in figures, of the questionnaire that tells most of them; their first answer
    is the same one, however the others were put together."""
    alike: dict[object, list[Safe]] = {}
    for table in release.tables:
        told = table.dimension is None and not table.multiple and table.rows[0].counts is not None
        if told and table.promise in PROMISES:
            alike.setdefault((table.survey, table.answers[0].id), []).append(table)
    return max(alike.values(), key=len, default=[])


def _least_and_most(told: Sequence[Safe], n_pct: int, when: str) -> tuple[str, ...]:
    pairs = [((table.rows[0].counts or (0,))[0], table.rows[0].n or 1) for table in told]
    shares = [Fraction(*pair) for pair in pairs]
    least, most = min(shares), max(shares)
    answer = f"{when}, of the promises that can be told: {said.quoted(told[0].answers[0].text)}"
    if least == most:
        return (f"{answer} was said equally often to each.",)
    ends = [
        said.listed(
            f"“{table.text}” ({said.share(*pair, n_pct)})"
            for table, pair, share in zip(told, pairs, shares, strict=True)
            if share == end
        )
        for end in (least, most)
    ]
    sentence = f"{answer} was said least to {ends[0]} and most to {ends[1]}."
    # The two ends of many were looked for; so all pairs of promises were looked at.
    pair = Pair(*pairs[shares.index(least)], *pairs[shares.index(most)])
    chance_of = befores.likelihood(pair) * comb(len(told), 2)
    return (sentence,) if chance_of <= RISK else (sentence, CHANCE)
