"""The code that leads to a questionnaire, and the days on which it does."""

from datetime import timedelta

import pytest

from tests import factories
from tests.web.child_door import DAY, Front, Opener


@pytest.mark.parametrize("typed", ["BCDGHJMN", "bcdg hjmn", " Bcdg-Hjmn "])
def test_a_code_is_read_however_it_is_typed(front: Front, typed: str) -> None:
    response = front.client.get("/", query_string={"code": typed})
    assert response.status_code == 303
    assert response.location == front.path
    assert front.client.get(f"/c/{typed}").status_code == 200


def test_a_code_that_cannot_be_one_is_asked_for_again(front: Front) -> None:
    page = front.page("/?code=%3Cb%3E12")
    field = page.select_one("input[name=code]")
    assert field
    assert field["value"] == "<b>12"
    assert field["aria-invalid"] == "true"
    assert "try again" in page.text


@pytest.mark.parametrize("code", ["XXXXXXXX", "short", "BCDGHJM%00", "12345678", "ſſſſſſſſ", "%ff"])
def test_an_unknown_code_is_told_kindly(front: Front, code: str) -> None:
    for method, path in (("GET", ""), ("POST", ""), ("GET", "/thank-you"), ("GET", "/survey.json")):
        response = front.client.open(f"/c/{code}{path}", method=method)
        assert response.status_code == 404
    posted = front.client.post(f"/c/{code}/responses", data=factories.a_submission())
    assert posted.status_code == 404
    assert posted.json
    assert posted.json["faults"]


def test_before_and_after_its_days_a_survey_cannot_be_started(opened: Opener) -> None:
    early = opened(today=DAY - timedelta(days=1)).page()
    assert "not started yet" in early.text
    assert not early.select("form")


def test_a_closed_survey_says_so_and_still_takes_what_was_finished(opened: Opener) -> None:
    front = opened(today=DAY + timedelta(days=3), closes=DAY + timedelta(days=1))
    page = front.page()
    assert "This one has finished." in page.text
    assert not page.select("form")
    posted = front.client.post(f"{front.path}/responses", data=factories.a_submission())
    assert posted.status_code == 201
