"""What one child's taps become: back, skip, stop, worries, rules, ages; and who sees none of it."""

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.pages.served import Served
from tests.pages.tablet import Tablet
from voice import paths
from voice.survey import load, rules
from voice.survey.model import Answer, Rule, Survey

pytestmark = pytest.mark.browser
SHIPPED = load.load_all(paths.SURVEYS)
TINY = Path(__file__).parent.parent / "surveys"


@pytest.fixture
def tablet(page: Page, served: Served) -> Tablet:
    """A tablet before four questions: faces, any of three, one of three, words."""
    return a_tablet(page, served, factories.a_survey(id="four"))


def a_tablet(page: Page, served: Served, survey: Survey) -> Tablet:
    return Tablet(page, f"{served.url}/c/{served.open(survey)}").start()


def kept(tablet: Tablet, served: Served) -> list[dict[str, list[str]]]:
    return served.responses(tablet.address[-8:])


def test_the_first_question_is_two_taps_away(tablet: Tablet) -> None:
    assert tablet.begin().here == "q-feeling-now"


def test_the_age_can_be_passed(tablet: Tablet, served: Served) -> None:
    tablet.begin(band=None).to_the_end().finish()
    assert served.around(tablet.address[-8:]) == [(None, None)]


def test_a_double_tap_is_one_tap(tablet: Tablet) -> None:
    page = tablet.page
    page.click("#assent [data-go=on]")
    page.locator("#age .stone input").first.dblclick()
    assert tablet.here == "q-feeling-now"
    assert tablet.screen.locator("input:checked").count() == 0
    page.locator("[data-go=on]:visible").dblclick()
    assert tablet.here == "q-good"


def test_tapping_on_through_everything_reaches_the_thanks(tablet: Tablet, served: Served) -> None:
    tablet.begin().to_the_end().finish()
    assert kept(tablet, served) == [
        {
            "feeling-now": ["_skipped"],
            "good": ["_none"],
            "listened": ["_skipped"],
        }
    ]


def test_back_shows_what_was_tapped_and_it_can_be_changed(tablet: Tablet, served: Served) -> None:
    tablet.begin().tap("happy").go("on").tap("food").go("back")
    assert tablet.screen.locator("input:checked").first.get_attribute("value") == "happy"
    tablet.tap("sad").go("on")
    assert tablet.screen.locator("input:checked").first.get_attribute("value") == "food"
    tablet.to_the_end().finish()
    assert kept(tablet, served)[0]["feeling-now"] == ["sad"]


def test_i_would_rather_not_say_takes_the_answer_back_but_no_written_words(
    tablet: Tablet, served: Served
) -> None:
    tablet.begin().tap("happy").rather_not()
    assert tablet.screen.locator(".stone input:checked").count() == 0
    tablet.tap("sad")
    assert tablet.screen.locator(".pass input:checked").count() == 0
    tablet.rather_not().go("on").tap("food").rather_not().go("on").go("on")
    tablet.write("The pond").rather_not()
    assert tablet.screen.locator("textarea").input_value() == "The pond"
    tablet.to_the_end().finish()
    (answers,) = kept(tablet, served)
    assert answers["feeling-now"] == answers["good"] == ["_skipped"]


def test_i_do_not_know_is_an_answer_of_its_own(tablet: Tablet, served: Served) -> None:
    tablet.begin().go("on").go("on").tap("yes").tap("_dont-know").to_the_end().finish()
    assert kept(tablet, served)[0]["listened"] == ["_dont-know"]


def test_stopping_keeps_what_was_reached(tablet: Tablet, served: Served) -> None:
    tablet.begin().tap("happy").go("on").tap("food").go("stop").go("keep").wait_for("done")
    assert kept(tablet, served) == [
        {
            "feeling-now": ["happy"],
            "good": ["food"],
            "listened": ["_not-reached"],
        }
    ]


def test_stopping_can_throw_everything_away(tablet: Tablet, served: Served) -> None:
    tablet.begin().tap("happy").go("on").go("stop").go("fresh")
    tablet.page.wait_for_selector("#assent:visible")
    assert kept(tablet, served) == []
    assert tablet.posts() == []
    assert tablet.page.locator("input:checked").count() == 0


def test_one_can_stop_and_go_back_or_never_start(tablet: Tablet, served: Served) -> None:
    tablet.go("no-thanks").go("return")
    assert tablet.here == "assent"
    tablet.begin().go("stop").go("return")
    assert tablet.here == "q-feeling-now"
    tablet.go("stop").go("keep")
    tablet.page.wait_for_selector("#assent:visible")
    assert kept(tablet, served) == []


def test_talking_to_someone_sends_nothing_and_leads_back(tablet: Tablet) -> None:
    tablet.begin().tap("happy")
    before = len(tablet.requests)
    tablet.talk()
    assert tablet.here == "talk"
    assert "0800 1111" in tablet.screen.inner_text()
    assert tablet.page.url == tablet.address
    tablet.go("return")
    assert tablet.here == "q-feeling-now"
    assert tablet.screen.locator("input:checked").count() == 1
    assert len(tablet.requests) == before


def test_coming_back_from_talk_is_coming_back_to_the_same_place(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    tablet = a_tablet(page, served, SHIPPED["how-are-you"]).begin().still()
    page.evaluate("scrollTo(0, 120)")
    tablet.tap("ok")
    before = page.evaluate("scrollY")
    page.evaluate("document.querySelector('header .talk').click()")
    tablet.go("return").still()
    assert page.evaluate("scrollY") == before > 0


def test_talk_is_there_from_the_first_to_the_last_screen(tablet: Tablet) -> None:
    for step in (lambda: None, tablet.begin, tablet.to_the_end, lambda: tablet.go("stop")):
        step()
        tablet.talk()
        assert tablet.here == "talk"
        tablet.go("return")
    tablet.go("return").finish()
    tablet.talk().go("return")
    assert tablet.here == "done"


def test_the_strip_comes_with_an_answer_that_may_be_a_worry(page: Page, served: Served) -> None:
    tablet = a_tablet(page, served, SHIPPED["how-are-you"]).begin()
    strip = page.locator(".strip:visible")
    tablet.tap("happy")
    assert strip.count() == 0
    tablet.tap("very-sad")
    assert strip.count() == 1
    assert tablet.page.locator("h1:focus").count() == 0
    tablet.tap("ok")
    assert strip.count() == 0
    tablet.tap("very-sad").rather_not()
    assert strip.count() == 0


def at(tablet: Tablet, what: str) -> tuple[float, float]:
    """From where to where something stands in the window."""
    box = tablet.screen.locator(what).first.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1180, 820)])
def test_the_strip_is_seen_and_moves_nothing(
    page: Page, served: Served, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    tablet = a_tablet(page, served, SHIPPED["how-are-you"]).begin().still()
    before = [at(tablet, what) for what in ("h1", ".stone", ".moves")]
    page.mouse.click(width / 4, before[1][0] + 40)
    tablet.still()
    assert [at(tablet, what) for what in ("h1", ".stone", ".moves")] == before
    assert before[1][1] < at(tablet, ".foot")[0] <= at(tablet, ".strip")[0]
    assert at(tablet, ".strip")[1] < at(tablet, ".pass")[0]


def test_an_answer_under_the_strip_is_uncovered_and_the_question_stays(
    page: Page, served: Served
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    survey = factories.a_survey(id="low", items=[factories.feeling(worry=["okay"])])
    tablet = a_tablet(page, served, survey).begin().still()
    page.mouse.click(90, at(tablet, ".stone:nth-child(3)")[0] + 30)
    tablet.still()
    assert page.evaluate("scrollY") > 0
    assert at(tablet, "h1")[0] >= 0
    assert at(tablet, ".stone:nth-child(3)")[1] <= at(tablet, ".foot")[0]


def test_three_answers_are_seen_over_the_foot_of_a_small_screen(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    tablet = a_tablet(page, served, SHIPPED["how-are-you"]).begin().still()
    for _ in range(2):
        wave = at(tablet, ".foot")[0] - 27
        assert at(tablet, ".stone:nth-of-type(3)")[1] <= wave
        tablet.go("on").still()


def test_only_an_answer_sends_a_ripple(tablet: Tablet) -> None:
    ripples = """field => {
      field.click();
      if (field.type === "textarea") field.dispatchEvent(new Event("input", {bubbles: true}));
      return field.closest("section").querySelectorAll(".tapped").length;
    }"""
    tablet.begin()
    assert tablet.screen.locator(".stone input").first.evaluate(ripples) == 1
    tablet.go("on").go("on").go("on").still()
    assert tablet.screen.locator("textarea").evaluate(ripples) == 0


def test_a_question_is_asked_when_its_rule_says_so(page: Page, served: Served) -> None:
    tablet = a_tablet(page, served, load.load(TINY / "rules")).begin()
    tablet.tap("yes").go("on")
    assert tablet.here == "q-liked-before"
    tablet.tap("food").go("on")
    assert tablet.here == "q-best-food"
    tablet.write("pizza").go("back").go("back").tap("no").go("on")
    assert tablet.here == "q-why-not-before"
    tablet.to_the_end().finish()
    (answers,) = kept(tablet, served)
    assert answers["liked-before"] == ["_not-asked"]
    assert answers["came-before"] == ["no"]


def test_the_page_and_the_server_read_rules_alike(tablet: Tablet) -> None:
    tests = [{"is": "a"}, {"is_not": "a"}, {"includes": "b"}, {"was_answered": True}]
    single: list[dict[str, object]] = [{"item": "one", **test} for test in tests]
    joined: list[dict[str, object]] = [
        {join: [first, second | {"item": "two"}]}
        for join, first, second in product(("all", "any"), single, single)
    ]
    every = [*single, *joined, *({"not": rule} for rule in single + joined)]
    values = [[], ["a"], ["b", "c"], ["_skipped"], ["_none"], ["_written"], ["_not-asked"]]
    given = [{"one": one, "two": two} for one, two in product(values, values)]
    found = tablet.page.evaluate(
        """async ([base, every, given]) => {
          const {shown} = await import(base);
          return every.map(r => given.map(g => shown(r, new Map(Object.entries(g)))));
        }""",
        [tablet.page.locator("[href$='rules.js']").get_attribute("href"), every, given],
    )
    wanted = [
        [
            rules.shown(
                Rule.model_validate(rule), {k: Answer(options=tuple(v)) for k, v in g.items()}
            )
            for g in given
        ]
        for rule in every
    ]
    assert found == wanted


def test_an_age_reads_its_own_words(page: Page, served: Served) -> None:
    tablet = a_tablet(page, served, load.load(TINY / "versions")).begin(band="0-9")
    assert tablet.screen.locator("h1").inner_text() == "Did you like it here?"
    assert tablet.screen.locator(".word:visible").all_inner_texts() == ["No", "A bit", "Yes"]
    tablet.go("back").screen.locator(".stone input").nth(2).click()
    assert tablet.screen.locator("h1").inner_text() == "How did you like it here today?"
    assert tablet.screen.locator(".word:visible").count() == 5


def test_the_browsers_own_back_is_our_back(tablet: Tablet) -> None:
    tablet.begin().go("on")
    tablet.page.go_back()
    assert tablet.here == "q-feeling-now"
    tablet.talk().page.go_back()
    assert tablet.here == "q-feeling-now"


def test_nothing_of_one_child_is_there_for_the_next(page: Page, served: Served) -> None:
    code = served.open_at_event(factories.a_survey(id="handed-round"))
    tablet = Tablet(page, f"{served.url}/c/{code}").start()
    tablet.begin().tap("very-sad").go("on").go("on").go("on").write("my secret").go("on").finish()
    assert "my secret" not in page.content()
    page.go_back()
    page.wait_for_selector("#assent:visible")
    assert "my secret" not in page.content()
    page.reload()
    tablet.start().begin().go("on").go("on").go("on")
    assert tablet.screen.locator("textarea").input_value() == ""
    tablet.go("on").finish().go("fresh")
    page.wait_for_selector("#assent:visible")
    stored = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie.length,"
        " (await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    assert stored == [0, 0, 0, 0, 0]
    assert page.context.cookies() == []
    assert len(kept(tablet, served)) == 2


def test_a_page_left_half_way_remembers_nothing(tablet: Tablet, served: Served) -> None:
    page = tablet.page
    tablet.begin().tap("very-sad").go("on").go("on").go("on").write("my secret")
    page.goto(f"{served.url}/")
    page.go_back()
    page.wait_for_selector("#assent:visible")
    assert page.locator("input:checked").count() == 0
    assert page.evaluate("document.querySelector('textarea').value") == ""


def test_an_idle_tablet_asks_then_keeps_what_was_said_and_starts_anew(
    page: Page, served: Served
) -> None:
    page.clock.install()
    tablet = a_tablet(page, served, factories.a_survey(id="four"))
    page.clock.run_for(200_000)
    assert tablet.here == "assent"
    tablet.begin().tap("happy").go("on")
    page.clock.run_for(230_000)
    assert tablet.here == "q-good"
    page.clock.run_for(12_000)
    assert tablet.here == "still-there"
    tablet.go("return")
    assert tablet.here == "q-good"
    page.clock.run_for(241_000)
    page.clock.run_for(32_000)
    page.wait_for_selector("#assent:visible")
    (answers,) = kept(tablet, served)
    assert answers["feeling-now"] == ["happy"]
    assert answers["good"] == ["_not-reached"]


def test_an_idle_tablet_on_which_nothing_was_said_sends_nothing(page: Page, served: Served) -> None:
    page.clock.install()
    tablet = a_tablet(page, served, factories.a_survey(id="four")).begin()
    page.clock.run_for(275_000)
    page.wait_for_selector("#assent:visible")
    assert tablet.posts() == []
