"""Envelopes: what was sealed opens, whole and with its own key; nothing else does."""

import base64
import json
import uuid
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from voice import sealing
from voice.sealing import Envelope, SealedError

ID = "0f6ab8d2-1111-4222-8333-444455556666"
KEY_ID = "2019-10-0123abcd"
TEXT = json.dumps({"id": ID, "answers": {"say-more": "Grüße, ጤና ይስጥልኝ"}}).encode()

often = hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def envelope(sealing_key: RSAPrivateKey) -> Envelope:
    return sealing.seal(TEXT, ID, KEY_ID, 7, sealing_key.public_key())


def changed(envelope: Envelope, **changes: object) -> Envelope:
    fields = {name: getattr(envelope, name) for name in ("id", "key_id", "n", "sealed")}
    return Envelope(**(fields | changes))


def is_refused(envelope: Envelope, key: RSAPrivateKey) -> bool:
    """Whether it does not open under any of the names that it gives; nothing else is raised."""
    try:
        sealing.open_(envelope, {KEY_ID: key, envelope.key_id: key})
    except SealedError:
        return True
    return False


class TestOpens:
    @given(text=st.binary(max_size=5000), n=st.integers(1, 10**6))
    @often
    def test_what_was_sealed_opens_with_its_padding(
        self, text: bytes, n: int, sealing_key: RSAPrivateKey
    ) -> None:
        made = sealing.seal(text, str(uuid.uuid4()), KEY_ID, n, sealing_key.public_key())
        opened = sealing.open_(made, {KEY_ID: sealing_key})
        assert opened.startswith(text)
        assert opened[len(text) :].strip(b" ") == b""
        assert len(opened) % sealing.STEP == 0

    @pytest.mark.parametrize(("length", "steps"), [(1, 1), (2047, 1), (2048, 1), (2049, 2)])
    def test_the_length_tells_only_the_steps(
        self, length: int, steps: int, sealing_key: RSAPrivateKey
    ) -> None:
        made = sealing.seal(b"x" * length, ID, KEY_ID, 1, sealing_key.public_key())
        around = sealing.WRAPPED + sealing.NONCE + 16
        assert len(base64.b64decode(made.sealed)) == around + steps * sealing.STEP

    def test_the_same_text_is_never_sealed_alike(
        self, envelope: Envelope, sealing_key: RSAPrivateKey
    ) -> None:
        again = sealing.seal(TEXT, ID, KEY_ID, 7, sealing_key.public_key())
        assert again.sealed != envelope.sealed
        assert again.hash != envelope.hash

    def test_the_hash_is_of_the_text_that_was_sent(self, envelope: Envelope) -> None:
        assert len(envelope.hash) == 64
        assert changed(envelope, id="another", n=8).hash == envelope.hash
        assert changed(envelope, sealed="\ud800").hash != envelope.hash


class TestRefuses:
    @given(data=st.data())
    @often
    def test_any_flipped_bit_is_noticed(
        self, data: st.DataObject, envelope: Envelope, sealing_key: RSAPrivateKey
    ) -> None:
        inside = bytearray(base64.b64decode(envelope.sealed))
        at = data.draw(st.integers(0, 8 * len(inside) - 1))
        inside[at // 8] ^= 1 << at % 8
        assert is_refused(changed(envelope, sealed=base64.b64encode(inside).decode()), sealing_key)

    @given(data=st.data())
    @often
    def test_any_cut_is_noticed(
        self, data: st.DataObject, envelope: Envelope, sealing_key: RSAPrivateKey
    ) -> None:
        length = data.draw(st.integers(0, len(envelope.sealed) - 1))
        assert is_refused(changed(envelope, sealed=envelope.sealed[:length]), sealing_key)
        inside = base64.b64decode(envelope.sealed)[: length * 3 // 4]
        assert is_refused(changed(envelope, sealed=base64.b64encode(inside).decode()), sealing_key)

    @pytest.mark.parametrize(
        "change",
        [
            {"id": str(uuid.uuid4())},
            {"id": ID.upper()},
            {"key_id": "2019-11-0123abcd"},
            {"n": 8},
            {"n": -7},
            {"n": True},
            {"n": 10**5000},
            {"id": f"{ID}\n{KEY_ID}", "key_id": "7"},
            {"id": "\ud800"},
            {"key_id": "\udfff"},
        ],
        ids="-".join,
    )
    def test_what_stands_outside_is_bound(
        self, change: dict[str, object], envelope: Envelope, sealing_key: RSAPrivateKey
    ) -> None:
        assert is_refused(changed(envelope, **change), sealing_key)

    @given(sealed=st.text(max_size=700) | st.text("AB+/=", max_size=700))
    @often
    def test_rubbish_is_refused_and_nothing_else_is_raised(
        self, sealed: str, envelope: Envelope, sealing_key: RSAPrivateKey
    ) -> None:
        assert is_refused(changed(envelope, sealed=sealed), sealing_key)

    @pytest.mark.parametrize("more", ["=", "\n", " ", "A", "AAAA", "====", "\ud800", "é"])
    def test_nothing_may_be_added_to_the_text(
        self, more: str, envelope: Envelope, sealing_key: RSAPrivateKey
    ) -> None:
        for sealed in (envelope.sealed + more, more + envelope.sealed):
            assert is_refused(changed(envelope, sealed=sealed), sealing_key)

    def test_bits_that_base64_does_not_need_are_noticed_too(
        self, sealing_key: RSAPrivateKey
    ) -> None:
        made = sealing.seal(b"x" * 2049, ID, KEY_ID, 7, sealing_key.public_key())
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        assert made.sealed.endswith("=")
        stem, last = made.sealed.rstrip("=")[:-1], made.sealed.rstrip("=")[-1]
        other = letters[letters.index(last) ^ 1]
        assert is_refused(changed(made, sealed=f"{stem}{other}="), sealing_key)

    def test_what_is_longer_than_any_record_is_not_even_read(
        self, sealing_key: RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = b"x" * sealing.LONGEST
        made = sealing.seal(text, ID, KEY_ID, 7, sealing_key.public_key())
        monkeypatch.setattr(sealing.base64, "b64decode", lambda *_given, **_more: 1 / 0)
        assert is_refused(made, sealing_key)

    def test_an_envelope_for_a_key_that_is_not_here_says_so(self, envelope: Envelope) -> None:
        with pytest.raises(SealedError, match="a key that is not here"):
            sealing.open_(envelope, {})

    def test_another_key_under_its_name_does_not_open_it(self, envelope: Envelope) -> None:
        assert is_refused(envelope, rsa.generate_private_key(65537, 2048))

    def test_why_says_nothing_of_what_is_inside(
        self, envelope: Envelope, sealing_key: RSAPrivateKey
    ) -> None:
        with pytest.raises(SealedError) as told:
            sealing.open_(changed(envelope, n=8), {KEY_ID: sealing_key})
        assert str(told.value) == "cannot be opened: it is damaged or was altered"


class TestKeys:
    def test_a_key_has_3072_bits(self) -> None:
        assert sealing.new_key().key_size == 3072

    def test_a_key_is_named_by_its_month_and_fingerprint(self, sealing_key: RSAPrivateKey) -> None:
        name = sealing.id_of(sealing_key, date(2019, 10, 24))
        assert sealing.KEY_ID.fullmatch(name)
        assert name.startswith("2019-10-")
        later = sealing.id_of(sealing_key, date(2020, 1, 1))
        assert later > name
        assert later[8:] == name[8:]

    def test_a_key_comes_back_from_its_file(
        self, sealing_key: RSAPrivateKey, envelope: Envelope, tmp_path: Path
    ) -> None:
        path = tmp_path / "key.pem"
        path.write_bytes(sealing.to_file(sealing_key))
        again = sealing.from_file(path)
        assert sealing.open_(envelope, {KEY_ID: again}).startswith(TEXT)

    @pytest.mark.parametrize("kind", ["empty", "rubbish", "short", "curve", "locked", "public"])
    def test_what_is_no_key_of_ours_is_refused(
        self, kind: str, sealing_key: RSAPrivateKey, tmp_path: Path
    ) -> None:
        pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        open_ = serialization.NoEncryption()
        made = {
            "empty": lambda: b"",
            "rubbish": lambda: b"\xff" * 99,
            "short": lambda: sealing.to_file(rsa.generate_private_key(65537, 2048)),
            "curve": lambda: ec.generate_private_key(ec.SECP256R1()).private_bytes(
                pem, pkcs8, open_
            ),
            "locked": lambda: sealing_key.private_bytes(
                pem, pkcs8, serialization.BestAvailableEncryption(b"word")
            ),
            "public": lambda: sealing_key.public_key().public_bytes(
                pem, serialization.PublicFormat.SubjectPublicKeyInfo
            ),
        }
        path = tmp_path / "key.pem"
        path.write_bytes(made[kind]())
        with pytest.raises(ValueError):  # noqa: PT011 - the words are the library's own
            sealing.from_file(path)

    def test_the_public_half_is_told_as_browsers_want_it(self, sealing_key: RSAPrivateKey) -> None:
        told = sealing.public_jwk(sealing_key)
        assert told == sealing.public_jwk(sealing_key.public_key())
        assert set(told) == {"kty", "alg", "n", "e"}
        assert (told["kty"], told["alg"], told["e"]) == ("RSA", "RSA-OAEP-256", "AQAB")
        number = base64.urlsafe_b64decode(told["n"] + "=" * (-len(told["n"]) % 4))
        assert int.from_bytes(number) == sealing_key.public_key().public_numbers().n
