import pytest
from playwright.sync_api import Page

from tests.pages.served import Served
from tests.phrases import CORPUS, by_chance
from voice.analysis import phrases
from voice.paths import STATIC
from voice.web.assets import Assets

pytestmark = pytest.mark.browser


def test_the_tablet_and_the_service_flag_the_same_phrases(page: Page, served: Served) -> None:
    texts = [*CORPUS, *by_chance(400)]
    page.goto(f"{served.url}/")
    found = page.evaluate(
        """async ([address, texts]) => {
          const {flags} = await import(address);
          return texts.map((text) =>
            flags(text).map(({start, end, why}) => [[...text.slice(0, start)].length,
                                                    text.slice(start, end), why]));
        }""",
        [Assets(STATIC).url("phrases.js"), texts],
    )
    wanted = [
        [[flag.start, text[flag.start : flag.end], flag.why] for flag in phrases.check(text)]
        for text in texts
    ]
    assert found == wanted
    assert sum(map(bool, found)) > len(texts) / 2
