"""What the program itself puts into each section of a paper: facts, findings, figures of others.

A section's content is one entry in ``CONTENTS``. It gets the words that stand there (a worker's
for this meeting, else the form's own) and gives blocks; none at all leaves the section out.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from voice import words as writing
from voice.analysis import activity, elsewhere, findings, promises, said
from voice.publish import aloud, attended, heard, members, planned, shares, themes, years
from voice.publish.blocks import Block, Bullets, Heading, Numbered, Paragraph, Table
from voice.publish.material import Material
from voice.publish.wording import Wording

HOW_SURE = (
    "A change is told where it is larger than chance would easily bring if every answer came from a"
    " different young person."
)
OWN_WORDS = "What young people said or wrote to be passed on stands in their own words."
NOT_ASSURED = (
    "The Participation Service has not yet said whether every safeguarding concern was acted on the"
    " same day."
)
MOST_POINTS = 8
"""A summary has so many points at the most."""
LATEST_ONLY = (
    " For each question the latest months are told here; an appendix has the months before."
)

Content = Callable[[Material, Wording, list[Block]], list[Block]]


def nothing(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    return []


def only_words(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    return words


def notice(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """Says at the very top that an example is one, and what a worker wrote to stand there."""
    every = (*material.happened, *material.planned)
    made_up = [event for event in every if event.invented]
    if not made_up:
        return words
    if len(made_up) == len(every):
        text = (
            "The events, answers and words in it were made up, to show what such a paper looks"
            " like."
        )
    else:
        text = "Events marked “made up”, and what was answered or said at them, did not take place."
    return [Paragraph(text, lead="This paper is an example."), *words]


def summary(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """A worker's points, else the paper's own, few: young people's messages, events, who is least
    heard, answers, what changed, plans."""
    if words:
        return words
    first = [*aloud.points(material), attended.sentence(material), *shares.least(material)]
    plans = " ".join(planned.sentences(material))
    last = [point for point in (years.in_one_line(material), _change(material), plans) if point]
    room = MOST_POINTS - len(first) - len(last)
    answers = _messages(material, min(wording.messages_in_summary, room))
    return [Bullets((*first, *answers, *last))]


def _messages(material: Material, most: int) -> list[str]:
    """What each questionnaire's first question found, then its second, up to so many."""
    every = _each_once(heard.questions(material))
    turn: Counter[str] = Counter()
    turns = []
    for place, one in enumerate(every):
        turn[one.now[0].survey] += 1
        turns.append((turn[one.now[0].survey], place))
    chosen = sorted(place for _, place in sorted(turns)[:most])
    told = [
        _on_the_board(every[place], material) or _message(every[place], material)
        for place in chosen
    ]
    return list(dict.fromkeys(told)) or [_nothing_heard(material)]


def _on_the_board(one: heard.Heard, material: Material) -> str:
    """What the ten promises say where they stand on their board: the paper says it once."""
    board = promises.board(material.releases)
    if board is None or not (one.several and heard.on_the_board(one.now[0])):
        return ""
    return f"{board.question} {promises.in_short(board)}"


def _each_once(every: Sequence[heard.Heard]) -> list[heard.Heard]:
    """Of a question that two questionnaires ask, the one with more answers."""
    by_question: dict[tuple[str, str], heard.Heard] = {}
    for one in every:
        asked = (one.now[0].question, one.now[0].survey if one.several else "")
        if asked not in by_question or heard.answers(one) > heard.answers(by_question[asked]):
            by_question[asked] = one
    kept = list(by_question.values())
    return [one for one in every if one in kept]


def _message(one: heard.Heard, material: Material) -> str:
    first = one.now[0]
    asked = material.title_of(first.survey).rstrip("?") if one.several else first.question
    late = first.period == findings.period_of(material.releases[-1])
    months = "" if late else f"{first.period}: "
    return f"{_asked(asked)} {months}{first.sentences[0]}"


def _asked(question: str) -> str:
    return question if question.endswith(("?", ".", "!", ")")) else f"{question}:"


def _change(material: Material) -> str:
    series = heard.series_of(material)
    moved = [one for one in series if heard.moved(one)]
    if not series:
        return ""
    if not moved:
        return _no_change(len(series))
    changes = [
        f"{_asked(heard.question(one, material))} {said.sentence(one.title)}" for one in moved
    ]
    return " ".join([*changes, HOW_SURE])


def _no_change(compared: int) -> str:
    """Without a date: each question is compared with the last period that told it alike."""
    if compared == 1:
        return "The one question that can be compared with a period before shows no clear change."
    return (
        f"None of the {compared} questions that can be compared with a period before shows a clear"
        " change."
    )


def events(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """The service's own events: all together, then group by group and day by day."""
    own = [event for event in material.happened if not event.partner]
    groups = activity.by_group(own)
    told: list[Block] = [Numbered(attended.sentence(material)), *words]
    if len(groups) > 1:
        told.append(attended.at_a_glance(groups, material))
    for group in sorted({*groups, *(term.group for term in material.terms)}):
        told += [Heading(3, group), *attended.of_terms(group, material)]
        told += attended.accounts(group, groups.get(group, []), material, alone=len(groups) == 1)
    return [*told, *attended.roles(material)]


def told_by_young_people(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """What everybody answered, or plainly that nothing can be told."""
    found = heard.blocks(material)
    if not found:
        return [*words, Numbered(_nothing_heard(material))]
    intro = Numbered(
        f"Young people’s answers are told for {material.periods}. They are those of the young"
        " people who took part, and do not stand for all."
        + (LATEST_ONLY if len(material.releases) > 1 else "")
    )
    return [intro, *words, *found]


def _nothing_heard(material: Material) -> str:
    if not material.releases:
        return "No answers can be told yet: no period was closed and checked since the last paper."
    if not any(release.tables or release.not_shown for release in material.releases):
        return f"Nobody was asked anything in {material.periods}."
    return (
        f"Young people gave answers in {material.periods}, but none can be told yet without the"
        " risk of pointing at one of them. The last appendix says why, and what would change it."
    )


def assurance(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """A worker's line, else that nobody has said it yet. No paper is without."""
    return words or [Numbered(NOT_ASSURED)]


def partners(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """Events of other organisations, day by day."""
    held = [event for event in material.happened if event.partner]
    if not held and not words:
        return [Numbered(f"None is written down {material.span}.")]
    return [*attended.accounts("Events of other organisations", held, material), *words]


def of_others(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """The latest month that another system counted, in one sentence a system."""
    told: list[Block] = []
    for source, figures in _by_source(material).items():
        month = figures[-1].month
        last = [one for one in figures if one.month == month and not elsewhere.is_subject(one)]
        amounts = said.listed(
            f"{one.measure[0].lower()}{one.measure[1:]} {one.number:,}" for one in last
        )
        if amounts:
            name = writing.month_name(month)
            told.append(Numbered(f"For {name}, {source} gives: {amounts}."))
    return [*words, *told]


def of_others_by_month(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """The latest months side by side, as given, with the source."""
    told: list[Block] = []
    for source, figures in _by_source(material).items():
        latest = elsewhere.latest(figures, wording.months_elsewhere)
        grid = elsewhere.by_month(latest, wording.measures)
        if grid is not None:
            told.append(
                Table(
                    f"{source}, month by month",
                    f"Figures as {source} itself counts them, a column a month.",
                    grid,
                )
            )
            told.append(
                Paragraph(
                    f"Source: {source}, as counted there. Subjects are told as an order in words,"
                    " because a share of few statements can point at a young person."
                )
            )
    return told


def _by_source(material: Material) -> dict[str, list[elsewhere.Figure]]:
    """Other systems with figures for the time of this paper; older ones were told before."""
    found: dict[str, list[elsewhere.Figure]] = {}
    for figure in sorted(material.figures, key=lambda one: (one.source, one.month)):
        found.setdefault(figure.source, []).append(figure)
    since = f"{material.since:%Y-%m}"
    return {source: own for source, own in found.items() if own[-1].month >= since}


def conclusion(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    """A worker's words, else what could be told of answers, and that words are there."""
    if words:
        return words
    questions = heard.told(material)
    told = (
        f"Answers to {said.counted(questions, 'question')} can be told for {material.periods}."
        if questions
        else _nothing_heard(material)
    )
    own_words = OWN_WORDS if material.lines else ""
    parts = (told, years.in_one_line(material), own_words)
    return [Numbered(" ".join(part for part in parts if part))]


def sources(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    return words


def over_time(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    return heard.over_time(material)


def breakdowns(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    return heard.breakdowns(material)


def not_shown(material: Material, wording: Wording, words: list[Block]) -> list[Block]:
    return heard.not_shown(material)


CONTENTS: dict[str, Content] = {
    "none": nothing,
    "words": only_words,
    "notice": notice,
    "summary": summary,
    "events": events,
    "own-words": aloud.own_words,
    "themes": themes.themes,
    "heard": told_by_young_people,
    "year": years.whole_years,
    "voices": members.on_theme,
    "assurance": assurance,
    "shares": shares.heard,
    "partners": partners,
    "planned": planned.planned,
    "returned": planned.returned,
    "elsewhere": of_others,
    "conclusion": conclusion,
    "sources": sources,
    "elsewhere-table": of_others_by_month,
    "members": members.answered,
    "over-time": over_time,
    "breakdowns": breakdowns,
    "not-shown": not_shown,
}
