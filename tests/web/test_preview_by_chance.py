"""Whatever becomes of a draft, it can be looked at: each of its questions has its place."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.survey.operations import JSON, a_draft, odd_operations, operations
from voice import settings as settings_module
from voice.settings import Settings
from voice.survey import editing, translation
from voice.survey.draft_data import Data, tidy
from voice.survey.editing import Operation
from voice.web import preview, preview_draft
from voice.web.preview import Way

HOUSE = settings_module.read({"VOICE_DATA": "/nowhere/data", "VOICE_KEYS": "/nowhere/keys"})
SOME = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
WAYS = st.builds(
    Way,
    st.sampled_from(["5-7", "8-11", "12+", "care-leavers"]),
    st.sampled_from(["tablet", "phone"]),
    st.sampled_from(["en", "ar"]),
)


def drawn(data: Data, way: Way, house: Settings = HOUSE) -> str:
    survey = preview_draft.survey_of(data)
    other = translation.translated(survey, translation.Translation("ar", "", {}))
    return preview.draw({"en": survey, "ar": other}, way, house)


@SOME
@given(st.lists(operations() | odd_operations(), max_size=8), WAYS)
def test_a_draft_can_be_looked_at_after_any_changes(done: list[Operation], way: Way) -> None:
    data = tidy(a_draft())
    for operation in done:
        data = editing.apply(data, operation).data
    page = drawn(data, way)
    assert page.count(" data-item=") == len(data["items"])


@SOME
@given(st.lists(JSON | st.dictionaries(st.sampled_from(["id", "kind", "text"]), JSON)), JSON, WAYS)
def test_whatever_was_brought_in_can_be_looked_at(
    items: list[object], other: object, way: Way
) -> None:
    whole = dict.fromkeys(("title", "purpose", "ages", "minutes", "id", "ask_helped"), other)
    data = tidy({**whole, "items": items})
    assert drawn(data, way).count(" data-item=") == len(data["items"])


def test_what_a_draft_says_is_never_taken_for_html() -> None:
    said = "<script>alert(1)</script><i data-go='on'>"
    item = {"id": '"><b>', "kind": "choice", "text": said, "options": [{"id": "a", "text": said}]}
    page = drawn(tidy({"title": said, "items": [item]}), Way("8-11"))
    assert "<script>alert" not in page
    assert "<i data-go" not in page
    assert '"><b>' not in page
