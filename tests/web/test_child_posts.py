"""What the child's door takes in: records as JSON from a tablet, and the plain form."""

import hashlib
import json
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tests import factories
from tests.web.child_door import Front, Opener
from voice import collect
from voice.faults import BusyError
from voice.survey import load
from voice.survey.model import Survey

TINY = Path(__file__).parent.parent / "surveys"


# A record as JSON


def test_a_record_is_kept_once_and_its_receipt_names_the_bytes(front: Front) -> None:
    body = factories.a_submission()
    first = front.client.post(f"{front.path}/responses", data=body)
    again = front.client.post(f"{front.path}/responses", data=body)
    wanted = {"id": json.loads(body)["id"], "hash": hashlib.sha256(body).hexdigest()}
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == {**wanted, "outcome": "stored"}
    assert again.json == {**wanted, "outcome": "already"}
    assert len(front.rows("response")) == 1


def test_another_record_under_a_known_id_and_one_of_an_unknown_edition_are_accepted(
    front: Front,
) -> None:
    id_ = str(uuid.uuid4())
    url = f"{front.path}/responses"
    front.client.post(url, data=factories.a_submission(id=id_))
    conflict = front.client.post(url, data=factories.a_submission(id=id_, age_band="17+"))
    aside = front.client.post(url, data=factories.a_submission(edition="0" * 64))
    assert conflict.status_code == aside.status_code == 202
    assert conflict.json
    assert conflict.json["outcome"] == "conflict"
    assert aside.json
    assert aside.json["outcome"] == "set-aside"


GOOD = json.loads(factories.a_submission())
MALFORMED: dict[str, bytes] = {
    "nothing": b"",
    "not JSON": b"{",
    "not UTF-8": b"\xff\xfe{}",
    "a list": b"[]",
    "a number": b"12",
    "nested without end": b"[" * 100_000,
    "no id": json.dumps({k: v for k, v in GOOD.items() if k != "id"}).encode(),
    "an id of another kind": json.dumps(GOOD | {"id": "me"}).encode(),
    "answers as a list": json.dumps(GOOD | {"answers": []}).encode(),
    "more than is asked": json.dumps(GOOD | {"name": "x"}).encode(),
    "a name twice": json.dumps(GOOD).encode()[:-1] + b',"id":"x"}',
    "no number": b'{"id": NaN}',
    "an edition that is no text": json.dumps(GOOD | {"edition": {"$ne": 1}}).encode(),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_malformed_records_are_refused_with_faults(front: Front, what: str) -> None:
    response = front.client.post(f"{front.path}/responses", data=MALFORMED[what])
    assert response.status_code == 400
    assert response.json
    assert response.json["faults"]
    for fault in response.json["faults"]:
        assert set(fault) == {"place", "wrong", "do"}
        assert fault["wrong"]


def test_too_much_is_refused_however_it_is_sent(front: Front) -> None:
    whole = front.client.post(f"{front.path}/responses", data=b" " * (256 * 1024 + 1))
    streamed = front.client.post(
        f"{front.path}/responses",
        data=b" " * (256 * 1024 + 1),
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    form = front.client.post(front.path, data={"q.say-more": "x" * 300_000})
    assert whole.status_code == streamed.status_code == form.status_code == 413
    assert whole.json
    assert whole.json["faults"]
    assert "too much" in form.text
    assert front.rows("response") == []


def test_a_busy_house_says_when_to_come_back(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise BusyError("locked")

    fields = front.fields()
    monkeypatch.setattr(collect, "take_in", busy)
    posted = front.client.post(f"{front.path}/responses", data=factories.a_submission())
    form = front.client.post(front.path, data=fields)
    assert posted.status_code == form.status_code == 503
    assert posted.headers["Retry-After"] == form.headers["Retry-After"] == "5"
    assert "Nothing you said is lost" in form.text


def test_the_definition_can_be_read(front: Front) -> None:
    answer = front.client.get(f"{front.path}/survey.json").json
    assert answer
    assert answer["edition"] == front.survey.fingerprint
    assert Survey.model_validate(answer["survey"]) == front.survey


def test_health_tells_of_the_house_and_of_nobody(front: Front) -> None:
    url = f"{front.path}/responses"
    front.client.post(url, data=factories.a_submission(edition="a" * 64))
    health = front.client.get("/health")
    assert health.status_code == 200
    assert health.json == {"ok": True, "database": "ok", "migrations": "at head"}


def test_health_is_503_where_the_tables_are_not_of_this_version(front: Front) -> None:
    with front.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    health = front.client.get("/health")
    assert health.status_code == 503
    assert health.json
    assert health.json["ok"] is False
    assert health.json["database"] == "ok"
    assert health.json["migrations"].startswith("at 0001, not ")


def test_health_is_503_where_the_database_cannot_be_read(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise BusyError("in use")

    monkeypatch.setattr(front.database, "reading", busy)
    health = front.client.get("/health")
    assert health.status_code == 503
    assert health.json == {"ok": False, "database": "cannot be read", "migrations": "not known"}


# The plain form


def test_the_plain_form_keeps_one_answer_and_thanks(front: Front) -> None:
    fields = front.fields(
        **{
            "age_band": "10-16",
            "q.feeling-now": "happy",
            "q.good": ["friends", "food"],
            "q.say-more": "One\r\ntwo",
            "leave.say-more": "words",
        },
    )
    for _ in range(2):
        response = front.client.post(front.path, data=fields)
        assert response.status_code == 303
    thanks = front.page(response.location)
    assert thanks.h1
    assert thanks.h1.text == "Thank you."
    assert front.rows("response") == [("10-16", None)]
    assert front.rows() == [
        ("feeling-now", "happy"),
        ("good", "food"),
        ("good", "friends"),
        ("listened", "_skipped"),
    ]
    assert front.rows("remark") == [("say-more", "One\ntwo")]
    assert front.rows("leave") == [("say-more", "words")]


def test_words_on_a_plain_form_go_no_further_unless_that_was_chosen(front: Front) -> None:
    front.client.post(front.path, data=front.fields(**{"q.say-more": "One"}))
    assert front.rows("leave") == [("say-more", "team")]


def test_would_rather_not_say_and_do_not_know_win_over_what_else_was_ticked(front: Front) -> None:
    fields = front.fields(
        **{
            "age_band": "",
            "q.listened": "_dont-know",
            "q.feeling-now": "sad",
            "pass": ["feeling-now", "good"],
            "q.good": "food",
        },
    )
    front.client.post(front.path, data=fields)
    assert dict(front.rows()) == {
        "feeling-now": "_skipped",
        "good": "_skipped",
        "listened": "_dont-know",
    }
    assert front.rows("response") == [(None, None)]


def test_every_kind_can_be_posted_and_hidden_questions_are_not_asked(opened: Opener) -> None:
    front = opened(load.load(TINY / "rules"))
    fields = front.fields(
        **{
            "q.came-before": "no",
            "q.liked-before": ["games"],
            "q.next-time": ["pond", "", " "],
        },
    )
    assert front.client.post(front.path, data=fields).status_code == 303
    assert dict(front.rows())["liked-before"] == "_not-asked"
    assert ("next-time", "pond") in front.rows("remark")


def test_a_plain_form_without_its_id_is_refused_in_words(front: Front) -> None:
    response = front.client.post(front.path, data={"q.feeling-now": "happy"})
    assert response.status_code == 400
    assert "Something went wrong." in response.text
    assert front.rows("response") == []


def test_each_page_has_its_own_record(front: Front) -> None:
    ids = {str(front.fields()["id"]) for _ in range(2)}
    assert len(ids) == 2
    assert all(uuid.UUID(id_).version == 4 for id_ in ids)


# Whatever comes

KINDS = [
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "text/plain; charset=utf-16",
    "\u00ff",
    "",
]
NEAR = st.sampled_from([factories.a_submission(), b"--x\r\n", b"id=a&edition=%ff", b"{}"])
BODIES = st.one_of(st.binary(max_size=200), st.tuples(NEAR, st.binary(max_size=20)).map(b"".join))


@trying(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    body=BODIES,
    kind=st.sampled_from(KINDS),
    path=st.one_of(st.sampled_from(["", "/responses"]), st.text(max_size=12).map("/{}".format)),
    method=st.sampled_from(["POST", "GET", "PUT", "HEAD"]),
)
def test_no_input_leads_to_an_error_of_ours(
    front: Front, body: bytes, kind: str, path: str, method: str
) -> None:
    response = front.client.open(
        front.path + path, method=method, data=body, headers={"Content-Type": kind}
    )
    assert response.status_code < 500
    assert "Set-Cookie" not in response.headers
    response.close()
