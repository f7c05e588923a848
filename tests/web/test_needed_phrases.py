from voice.paths import STATIC
from voice.web import needed
from voice.web.assets import Assets


def test_a_tablet_that_fetches_the_check_of_phrases_fetches_its_list() -> None:
    assets = Assets(STATIC)
    page = f'<script type="module" src="{assets.url("phrases.js")}"></script>'
    found = {file.url for file in needed.by_pages(assets, [page])}
    assert found == {assets.url("phrases.js"), assets.url("phrases-list.js")}
