"""A child changes the language on any screen and loses nothing; the next child chooses anew."""

import pytest
from playwright.sync_api import Page, Route

from tests import factories
from tests.pages.axes import faults
from tests.pages.packed import Pack, Shared, fetch
from tests.pages.served import Served
from voice import keys
from voice.survey import translation
from voice.survey.model import Survey
from voice.web import assets, child, packs

pytestmark = pytest.mark.browser
IDEAS = {"id": "next-time", "kind": "ideas", "text": "What shall we do?"}
ITEMS = [
    factories.feeling(
        worry=["very-sad"], versions={"0-9": {"text": "How do you feel, small one?"}}
    ),
    factories.good(),
    factories.words(),
    IDEAS,
]
SURVEY = factories.a_survey(id="tablet-languages", ages="5-7", items=ITEMS)


@pytest.fixture(scope="module")
def pack(served: Served) -> Pack:
    return fetch(served, SURVEY)


@pytest.fixture(scope="module")
def pages(served: Served, pack: Pack) -> dict[str, bytes]:
    """The same pack with two more languages than the questionnaire has yet."""
    held = keys.read(served.settings.keys)
    languages = {"en": SURVEY} | {name: in_other_words(name) for name in ("ar", "pl")}
    asked = packs.Asked(pack.code, SURVEY.fingerprint, "told", languages)
    event = packs.Event(pack.event, "Pond dipping", served.day.isoformat(), "Sam", "Just Us")
    app = child.create_app(served.database, held, served.settings, lambda: served.day)
    with app.test_request_context():
        made = packs.make(event, (asked,), packs.key_of(held), served.settings, assets.served())
    return made.pages


def in_other_words(language: str) -> Survey:
    words = {
        place: translation.Said(english=translation.fingerprint(text), text=f"{language} {text}")
        for place, text in translation.texts(SURVEY).items()
    }
    return translation.translated(SURVEY, translation.Translation(language, "me", words))


@pytest.fixture
def tablet(page: Page, pack: Pack, pages: dict[str, bytes]) -> Shared:
    tablet = Shared(page, pack).away()

    def serve(route: Route) -> None:
        place = "/".join(route.request.url.split("/")[-2:])
        route.fulfill(body=pages[place], content_type="text/html; charset=utf-8")

    page.context.route("**/tablet/packs/**", serve)
    tablet.start()
    page.evaluate("window.same = true")
    return tablet


def choose(tablet: Shared, language: str) -> None:
    """Two taps: the button in the bar, and a name."""
    tablet.page.click(".language")
    tablet.wait_for("languages")
    tablet.page.click(f"#languages [lang='{language}']")
    tablet.page.wait_for_selector(f"html[lang^='{language}']:not(.busy)", state="attached")


def test_languages_are_chosen_by_their_own_names(tablet: Shared) -> None:
    assert tablet.page.locator(".language").inner_text().strip() == "English"
    tablet.page.click(".language")
    names = tablet.page.locator("#languages .tongues button")
    assert names.all_inner_texts() == ["English", "العربية", "polski"]
    assert names.nth(1).get_attribute("dir") == "rtl"
    assert names.nth(0).get_attribute("aria-current") == "true"
    assert faults(tablet.still().page) == []
    tablet.go("return")
    assert tablet.here == "assent"


def test_the_page_turns_and_every_answer_stays(tablet: Shared) -> None:
    tablet.begin(band="0-9").tap("very-sad").go("on").tap("food").tap("school").go("on")
    tablet.write("A pond").tap("idea").go("on").write("ducks").write("frogs", place=1)
    (before,) = tablet.drafts()
    choose(tablet, "ar")
    assert tablet.here == "q-next-time"
    assert tablet.screen.locator("h1").inner_text() == "ar What shall we do?"
    assert tablet.page.locator("html").get_attribute("dir") == "rtl"
    fields = tablet.screen.locator("input[type=text]")
    assert [field.input_value() for field in fields.all()[:3]] == ["ducks", "frogs", ""]
    assert tablet.drafts() == [before]
    tablet.go("back")
    assert tablet.screen.locator("textarea").input_value() == "A pond"
    (chosen,) = tablet.screen.locator("input:checked").all()
    assert chosen.get_attribute("value") == "idea"
    tablet.go("back")
    ticked = tablet.screen.locator("input:checked").all()
    assert [one.get_attribute("value") for one in ticked] == ["school", "food"]
    tablet.go("back")
    assert tablet.screen.locator("h1").inner_text() == "ar How do you feel, small one?"
    assert tablet.page.locator(".strip:visible").count() == 1
    tablet.to_the_end().finish()
    assert tablet.page.evaluate("window.same")
    assert tablet.page.url == tablet.address
    (said,) = tablet.outbox()
    assert said["id"] == before["id"]
    assert said["age_band"] == "0-9"
    assert said["answers"] == {
        "feeling-now": "very-sad",
        "good": ["school", "food"],
        "say-more": "A pond",
        "next-time": ["ducks", "frogs"],
    }
    assert said["leave"] == {"say-more": "idea"}


def test_what_was_not_reached_stays_so(tablet: Shared) -> None:
    tablet.begin().tap("happy").go("on")
    choose(tablet, "pl")
    tablet.go("stop").go("keep").wait_for("done")
    (said,) = tablet.outbox()
    assert said["answers"] == {"feeling-now": "happy"}
    assert tablet.page.locator(".language").count() == 0


def test_the_choice_ends_with_the_child(tablet: Shared) -> None:
    choose(tablet, "ar")
    tablet.begin().tap("happy").to_the_end().finish().go("fresh").fresh()
    assert tablet.page.locator("html").get_attribute("lang") == "en-GB"
    assert tablet.page.locator("html").get_attribute("dir") == "ltr"
    choose(tablet, "pl")
    tablet.page.reload()
    assert tablet.fresh().page.locator("html").get_attribute("lang") == "en-GB"


def test_a_language_is_changed_in_front_of_talk_and_back(tablet: Shared) -> None:
    tablet.begin().tap("happy").talk()
    choose(tablet, "ar")
    assert tablet.here == "talk"
    choose(tablet, "en")
    assert tablet.here == "talk"
    tablet.go("return")
    assert tablet.here == "q-feeling-now"
    assert tablet.screen.locator("input:checked").get_attribute("value") == "happy"


def test_a_language_that_does_not_come_changes_nothing(tablet: Shared) -> None:
    tablet.begin().tap("happy")
    tablet.page.context.route("**/ar", lambda route: route.abort())
    tablet.page.click(".language")
    tablet.page.click("#languages [lang='ar']")
    tablet.page.wait_for_selector("#q-feeling-now:visible")
    assert tablet.page.locator("html").get_attribute("lang") == "en-GB"
    assert tablet.screen.locator("input:checked").get_attribute("value") == "happy"


def test_one_language_has_no_button(page: Page, pack: Pack) -> None:
    Shared(page, pack).away().start()
    assert page.locator(".language").count() == 0
