"""A survey of the team's own making is opened and answered like any other."""

import pytest

from tests import factories
from tests.survey.operations import a_draft
from tests.web.visiting import TODAY, Visit, banner, text
from voice import drafting, paths, publishing
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")


@pytest.fixture
def ours(database: Database) -> None:
    draft = drafting.start_from_data(database, a_draft(), "ada", TODAY)
    publishing.publish(database, draft.id, 1, {}, paths.SURVEYS)


def test_our_own_survey_stands_on_the_list_and_is_opened(
    worker: Visit, database: Database, ours: None
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)
    assert "A survey" in text(worker.see("/surveys"))
    assert "Did you like it?" in text(worker.see("/surveys/library/a-survey"))
    page = worker.sent("/surveys/at/pond-dipping", survey="a-survey")
    assert "“A survey” is open." in banner(page)


def test_a_retired_survey_is_not_on_the_list(worker: Visit, database: Database, ours: None) -> None:
    publishing.retire(database, "a-survey", {})
    offered = worker.see("/surveys/new-link").select("[name=survey]")
    assert "a-survey" not in {str(one.get("value")) for one in offered}
    assert "Nobody opens it any more." in text(worker.see("/surveys/library/a-survey"))
