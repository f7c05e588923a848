"""The questionnaires that come with the program: sound, short, and in words for children."""

import re
from collections.abc import Iterator

import pytest

from voice import paths
from voice.survey.check import BUDGETS, check, check_together, screens, taps
from voice.survey.load import PICTURES, load_all
from voice.survey.measures import PRIORITIES, PROMISES
from voice.survey.model import Survey

SHIPPED = load_all(paths.SURVEYS)
EACH = pytest.mark.parametrize("name", sorted(SHIPPED))

WORDS_A_LINE = {"5-7": 8, "8-11": 12, "12+": 15, "care-leavers": 15}
WORDS_A_BAND = {"0-9": 8, "10-16": 12, "17+": 15}


def words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text.casefold())


def lines(text: str) -> list[str]:
    """The sentences of a text, each said in one breath."""
    return [line for line in re.split(r"[.?!:]\s*", text) if line]


JARGON = frozenset(
    words(
        "placement contact lac iro pathway participation wellbeing feedback statement theme "
        "stakeholder provision service services regarding submit complete"
    )
)
NEGATIVES = frozenset(["not", "no", "never", "nothing", "nobody", "without"])


def texts(survey: Survey) -> Iterator[tuple[int, str]]:
    """Every text of a screen with the words a line of it may have."""
    most = WORDS_A_LINE[survey.ages]
    for item in survey.items:
        for text in (item.text, item.hint, *(option.text for option in item.choices)):
            yield most, text or ""
        for band, version in item.versions.items():
            for text in (version.text, *(option.text for option in version.options)):
                yield WORDS_A_BAND[band], text


@EACH
def test_a_shipped_questionnaire_has_no_fault(name: str) -> None:
    survey = SHIPPED[name]
    assert check(survey) == []
    assert screens(survey) <= (3 if survey.stall else BUDGETS[survey.ages])
    assert taps(survey) <= 3


def test_shipped_questionnaires_share_their_threads() -> None:
    assert check_together(list(SHIPPED.values())) == []
    threads = [item.id for survey in SHIPPED.values() for item in survey.items if item.asks]
    shared = {thread for thread in threads if threads.count(thread) > 1}
    assert shared >= {
        *("feeling-now", "home-feeling", "listened-to", "promise-heard", "promise-kept-listened"),
        *("told-what-came", "councillors-know", "knows-who-to-ask", "one-change"),
    }


def test_the_two_faces_of_an_activity_are_one_question_asked_of_two_moments() -> None:
    then, now, _ = SHIPPED["before-and-after"].items
    assert (then.before, now.before) == (None, then.id)
    assert then.choices == now.choices


@EACH
def test_a_question_is_short_enough_to_be_heard(name: str) -> None:
    said = [(most, line) for most, text in texts(SHIPPED[name]) for line in lines(text)]
    assert [line for most, line in said if len(words(line)) > most] == []


@EACH
def test_no_question_uses_the_words_of_an_office(name: str) -> None:
    survey = SHIPPED[name]
    said = [text for _, text in texts(survey)] + [survey.title, survey.purpose, survey.feedback]
    assert {word for text in said for word in words(text)} & JARGON == set()


@EACH
def test_no_line_says_no_twice(name: str) -> None:
    for line in (line for _, text in texts(SHIPPED[name]) for line in lines(text)):
        said = [word for word in words(line) if word in NEGATIVES or word.endswith("n't")]
        assert len(said) < 2, line


@EACH
def test_a_questionnaire_says_why_who_reads_and_when_we_answer(name: str) -> None:
    survey = SHIPPED[name]
    for text in (survey.purpose, survey.audience, survey.feedback):
        assert text.endswith(".")
        assert all(len(words(line)) <= 15 for line in lines(text)), text
    assert "we" in words(f"{survey.purpose} {survey.feedback}")


def test_how_are_you_asks_six_things_of_everybody() -> None:
    survey = SHIPPED["how-are-you"]
    assert [item.id for item in survey.items] == [
        "feeling-now",
        "home-feeling",
        "good-in-life",
        "not-good-in-life",
        "listened-to",
        "tell-us",
    ]
    assert survey.ask_helped
    good, not_good = survey.items[2].choices, survey.items[3].choices
    assert [option.id for option in good] == [option.id for option in not_good]
    assert "safe" in survey.items[3].worry
    assert survey.items[1].worry[0] == survey.items[1].choices[0].id


def test_our_promise_asks_for_each_promise_in_the_councils_order() -> None:
    survey = SHIPPED["our-promise-to-you"]
    kept = [item for item in survey.items if item.measures.promise]
    assert [item.measures.promise for item in kept] == list(PROMISES)
    assert [item.id for item in kept] == [f"promise-kept-{promise}" for promise in PROMISES]
    assert [item.picture for item in kept] == [f"promise-{n}" for n in range(1, 11)]
    assert survey.item("promise-heard").sensitivity == "service"


def test_each_priority_of_the_committee_is_asked_about() -> None:
    asked = {item.measures.priority for survey in SHIPPED.values() for item in survey.items}
    assert set(PRIORITIES) <= asked


def test_only_what_tells_of_no_childs_life_is_a_fact_about_the_service() -> None:
    service = {
        item.id
        for survey in SHIPPED.values()
        for item in survey.items
        if item.sensitivity == "service" or item.harmless
    }
    ideas = {"idea-food", "idea-awards", "idea-groups", "idea-places"}
    adults = {"adults-good", "adults-in-time", "adults-easy", "adults-easier", "adults-ideas"}
    assert service == {
        *("promise-heard", "charter-heard", "told-what-came", "write-to-you"),
        *("event-liked", "event-best", "event-again", "next-time"),
        *ideas,
        *adults,
    }


def test_the_short_one_about_the_service_holds_nothing_about_a_child() -> None:
    survey = SHIPPED["about-the-service"]
    assert 1 <= len(survey.items) <= 3
    assert {item.sensitivity for item in survey.items} == {"service"}
    assert not any(item.writes or item.worry or item.measures.theme for item in survey.items)


def test_a_screen_for_the_youngest_has_a_picture_everywhere() -> None:
    for survey in SHIPPED.values():
        if survey.ages == "5-7":
            for item in survey.items:
                assert item.picture or all(option.picture for option in item.choices)


def test_every_picture_is_one_of_ours() -> None:
    drawn = {path.stem for path in PICTURES.glob("*.svg")}
    used = {
        part.picture
        for survey in SHIPPED.values()
        for item in survey.items
        for part in (item, *item.choices)
        if part.picture
    }
    assert used <= drawn


@pytest.mark.parametrize(
    "name",
    [
        *("review-feedback", "before-my-meeting", "my-workers-visit"),
        *("how-i-am", "good-news", "something-wrong"),
    ],
)
def test_what_stays_open_all_year_has_words_for_young_people_too(name: str) -> None:
    bands = {band for item in SHIPPED[name].items for band in item.versions}
    assert bands == {"10-16", "17+"}


def test_nobody_without_brothers_or_sisters_is_told_to_say_they_do_not_know() -> None:
    asked = SHIPPED["brothers-and-sisters-trip"].item("brothers-sisters-see")
    assert asked.hint is None
