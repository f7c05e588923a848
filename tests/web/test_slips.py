"""One-time codes at the child's door: one code, one answer, and nothing that tells which."""

import json
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests import factories
from tests.web.child_door import DAY, Front, a_front
from voice import collect
from voice.keys import Keys
from voice.opening import LETTERS
from voice.settings import Settings
from voice.store import collections, slips
from voice.store.db import Database
from voice.store.receipts import coded
from voice.survey.model import Survey
from voice.web import headers

USED = "These letters open nothing now."


class Remote(Front):
    """A standing questionnaire with slips of paper."""

    def printed(self, keys: Keys, number: int = 3) -> list[str]:
        with self.database.reading() as connection:
            (id_,) = [record.id for record in collections.standing(connection)]
        made = collect.print_slips(self.database, keys, id_, number, DAY)
        return [letters.replace("-", "") for letters in made]

    def send(self, letters: str, record: bytes | None = None) -> TestResponse:
        return self.client.post(
            f"/o/{letters}/responses", data=record or factories.a_submission(self.survey)
        )

    def left(self) -> int:
        with self.database.reading() as connection:
            return sum(
                slips.left(connection, record.id) for record in collections.standing(connection)
            )


@pytest.fixture
def remote(database: Database, keyring: Keys, settings: Settings) -> Remote:
    return a_remote(database, keyring, settings)


@pytest.fixture
def code(remote: Remote, keyring: Keys) -> str:
    return remote.printed(keyring)[0]


def a_remote(
    database: Database, keys: Keys, settings: Settings, survey: Survey | None = None, **more: object
) -> Remote:
    front = a_front(database, keys, settings, survey, event=None, channel="link", **more)
    return Remote(front.database, front.survey, front.app)


def text_of(response: TestResponse) -> str:
    return " ".join(BeautifulSoup(response.text, "html.parser").text.split())


# One code, one answer


def test_a_code_opens_the_same_questionnaire_on_ones_own_phone(remote: Remote, code: str) -> None:
    page = remote.page(f"/o/{code}")
    form = page.select_one("#survey")
    assert form
    assert form["action"] == f"/o/{code}"
    assert len(page.select("[data-item]")) == len(remote.survey.items)
    talk = page.select_one("#talk")
    assert talk
    assert "Now, day or night: Childline 0800 1111" in talk.text
    assert "tablet" not in page.text


def test_looking_and_filling_in_spend_nothing(remote: Remote, code: str) -> None:
    for _ in range(3):
        assert remote.client.get(f"/o/{code}").status_code == 200
    assert remote.client.post(f"/o/{code}/responses", data=b"{").status_code == 400
    assert remote.left() == 3
    assert remote.send(code).status_code == 201


def test_once_it_is_kept_the_code_opens_nothing_and_takes_nothing(
    remote: Remote, code: str
) -> None:
    assert remote.send(code).status_code == 201
    page = remote.client.get(f"/o/{code}")
    second = remote.send(code)
    assert (page.status_code, second.status_code) == (404, 404)
    assert USED in text_of(page)
    assert "Perhaps they have been used." in text_of(page)
    assert second.json
    assert [fault["place"] for fault in second.json["faults"]] == ["code"]
    assert len(remote.rows("response")) == 1
    assert remote.left() == 2


def test_the_same_record_sent_again_after_a_lost_reply_is_one_answer(
    remote: Remote, code: str
) -> None:
    body = factories.a_submission()
    outcomes = [remote.send(code, body).get_json()["outcome"] for _ in range(3)]
    assert outcomes == ["stored", "already", "already"]
    assert len(remote.rows("response")) == 1


def test_what_was_kept_before_costs_no_second_code(remote: Remote, keyring: Keys) -> None:
    one, other = remote.printed(keyring, 2)
    body = factories.a_submission()
    assert [remote.send(each, body).get_json()["outcome"] for each in (one, other)] == [
        "stored",
        "already",
    ]
    assert remote.client.get(f"/o/{other}").status_code == 200


def test_one_code_from_many_phones_at_once_is_exactly_one_answer(remote: Remote, code: str) -> None:
    phones, said = 8, []
    ready = threading.Barrier(phones)

    def finish() -> None:
        client = remote.app.test_client()
        body = factories.a_submission()
        ready.wait()
        for _ in range(50):
            status = client.post(f"/o/{code}/responses", data=body).status_code
            if status != 503:  # the file was busy, and nothing was kept: the phone tries again
                break
        said.append(status)

    threads = [threading.Thread(target=finish) for _ in range(phones)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [201] + [404] * (phones - 1)
    assert len(remote.rows("response")) == 1


def test_the_plain_form_is_thanked_for_as_often_as_it_is_sent(remote: Remote, code: str) -> None:
    page = remote.page(f"/o/{code}")
    hidden = {str(f["name"]): str(f["value"]) for f in page.select("#survey input[type=hidden]")}
    fields = hidden | {"q.feeling-now": "happy"}
    for _ in range(2):
        thanks = remote.client.post(f"/o/{code}", data=fields)
        assert thanks.status_code == 200
        assert "Thank you." in text_of(thanks)
        assert "Your letters are used now" in text_of(thanks)
    assert len(remote.rows("response")) == 1
    another = remote.client.post(f"/o/{code}", data=fields | {"id": remote_id()})
    assert another.status_code == 404
    assert USED in text_of(another)


def remote_id() -> str:
    return str(json.loads(factories.a_submission())["id"])


# Nobody learns which codes there are


def test_a_used_code_one_that_never_was_and_nonsense_look_the_same(
    remote: Remote, code: str
) -> None:
    remote.send(code)
    guesses = [code, "B" * 12, "BCDG", "%3Cscript%3E", "A" * 12]
    pages = {remote.client.get(f"/o/{guess}").text for guess in guesses}
    posts = {remote.send(guess).text for guess in guesses}
    assert len(pages) == len(posts) == 1


@trying(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(guess=st.text(LETTERS, min_size=12, max_size=12))
def test_no_guess_opens_takes_or_tells_anything(remote: Remote, code: str, guess: str) -> None:
    if guess == code:
        return
    answers = remote.client.get(f"/o/{guess}"), remote.send(guess)
    assert {answer.status_code for answer in answers} == {404}
    assert guess not in "".join(answer.text for answer in answers)
    assert remote.rows("response") == []


def test_codes_are_drawn_from_sixteen_letters_twelve_times(remote: Remote, keyring: Keys) -> None:
    """2**48 of them: two hundred printed codes are one in a million million guesses."""
    made = remote.printed(keyring, 200)
    assert len(set(made)) == 200
    assert all(len(each) == 12 and set(each) <= set(LETTERS) for each in made)
    assert len(LETTERS) == 16
    for place in range(12):
        assert len({each[place] for each in made}) > 12
    assert len({each[:8] for each in made}) == 200


def test_the_surveys_own_code_opens_and_takes_nothing_any_more(remote: Remote, code: str) -> None:
    page = remote.client.get(remote.path)
    assert page.status_code == 200
    assert "This one opens with letters of your own." in text_of(page)
    assert not BeautifulSoup(page.text, "html.parser").select("form")
    record = remote.client.post(f"{remote.path}/responses", data=factories.a_submission())
    form = remote.client.post(remote.path, data={"id": remote_id(), "edition": "0" * 64})
    assert (record.status_code, form.status_code) == (404, 404)
    assert remote.rows("response") == []


def test_the_surveys_own_code_stands_on_no_page_of_a_slip(remote: Remote, code: str) -> None:
    assert factories.CODE not in remote.client.get(f"/o/{code}").text


def test_the_file_holds_no_code_used_or_not(
    remote: Remote, keyring: Keys, database: Database, tmp_path: Path
) -> None:
    codes = remote.printed(keyring)
    body = factories.a_submission()
    remote.send(codes[0], body)
    database.checkpoint()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "instance").iterdir())
    for letters in codes:
        for form in (letters, "-".join((letters[:4], letters[4:8], letters[8:]))):
            assert form.encode() not in kept
    spent, good = (coded(keyring.receipts, "slip", each).encode() for each in codes[:2])
    assert spent not in kept, "a used code leaves no row, even for whoever has the keys"
    assert good in kept


def test_nothing_of_a_code_is_logged(
    remote: Remote,
    code: str,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(0)
    for path in (f"/o/{code}", f"/?code={code}", f"/o/{code}x"):
        remote.client.get(path)
    remote.send(code, b"{")
    remote.send(code)
    logged = caplog.text + "".join(capsys.readouterr())
    assert code not in logged


# Around it


@pytest.mark.parametrize("form", ["{0}{1}{2}", "{0}-{1}-{2}", " {0} {1}.{2} "])
def test_twelve_letters_can_be_typed_as_they_stand_on_the_paper(
    remote: Remote, code: str, form: str
) -> None:
    typed = form.format(code[:4], code[4:8], code[8:]).lower()
    response = remote.client.get("/", query_string={"code": typed})
    assert (response.status_code, response.location) == (303, f"/o/{code}")
    assert remote.client.get(f"/o/{code[:4]}-{code[4:].lower()}").status_code == 200


def test_letters_that_are_neither_eight_nor_twelve_are_asked_for_again(remote: Remote) -> None:
    page = remote.client.get("/", query_string={"code": "bcdg hjmn prs"})
    assert page.status_code == 200
    assert "not eight letters, or twelve" in text_of(page)


def test_a_closed_survey_says_so_and_still_takes_what_was_begun(
    database: Database, keyring: Keys, settings: Settings
) -> None:
    remote = a_remote(database, keyring, settings, closes=DAY + timedelta(days=1))
    letters = remote.printed(keyring, 1)[0]
    after = a_later_door(remote, keyring, settings, DAY + timedelta(days=9))
    assert "This one has finished." in text_of(after.client.get(f"/o/{letters}"))
    assert after.send(letters).status_code == 201


def a_later_door(remote: Remote, keys: Keys, settings: Settings, today: object) -> Remote:
    door = remote.app.extensions["voice.door"]
    remote.app.extensions["voice.door"] = type(door)(remote.database, keys, settings, lambda: today)
    return Remote(remote.database, remote.survey, remote.app)


def test_no_page_of_a_slip_is_kept_or_named_to_another_site(remote: Remote, code: str) -> None:
    asked = [
        remote.client.get(f"/o/{code}"),
        remote.client.get("/o/BBBBBBBBBBBB"),
        remote.send(code),
        remote.client.get("/exit"),
    ]
    assert [response.status_code for response in asked] == [200, 404, 201, 303]
    for response in asked:
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Content-Security-Policy"] == headers.POLICY
        assert "Set-Cookie" not in response.headers


def test_the_way_out_leads_where_the_council_says_and_nowhere_else(remote: Remote) -> None:
    settings = remote.app.extensions["voice.door"].settings
    for query in ("", "?to=https://evil.example", "?next=//evil.example"):
        assert remote.client.get(f"/exit{query}").location == settings.exit_to
