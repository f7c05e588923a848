"""Envelopes: what a tablet seals with a public key, and only the server's key file opens.

A record's text is padded with blanks to steps of 2 KiB, so that its length tells nothing, and
encrypted with AES-256-GCM (NIST SP 800-38D) under a key of its own; that key is wrapped with
RSA-OAEP (RFC 8017, SHA-256) under a public key of 3072 bits. What stands outside (the record's id,
the key's id and the tablet's number n) is bound to it. ``static/seal.js`` is the other half.
"""

import base64
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

STEP = 2048
"""Bytes; a sealed text is a whole number of them long."""
BITS = 3072
WRAPPED, NONCE = BITS // 8, 12
LONGEST = 256 * 1024
"""Letters of a sealed text; what is longer is not even tried. The longest record is a tenth."""
KEY_ID = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9a-f]{8}")

_OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)


class SealedError(ValueError):
    """Raised for an envelope that cannot be opened: why, in a few words and never its content."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One sealed record as it travels."""

    id: str
    """UUID version 4, made when a child starts."""
    key_id: str
    n: int
    """Which of the tablet's envelopes of one event it is, from 1. Says what is missing."""
    sealed: str
    """Base64 of the wrapped key (384 bytes), the nonce (12), the encrypted text and its tag."""

    @property
    def around(self) -> bytes:
        """What stands outside and is bound to the inside."""
        return f"{self.id}\n{self.key_id}\n{self.n}".encode()

    @property
    def hash(self) -> str:
        """SHA-256 of what was sent: the receipt names it."""
        return hashlib.sha256(self.sealed.encode(errors="surrogatepass")).hexdigest()


def new_key() -> RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=BITS)


def id_of(key: RSAPrivateKey, made: date) -> str:
    """The id of a key: the month it was made, so that ids sort by age, and its fingerprint."""
    return f"{made:%Y-%m}-{fingerprint(key)}"


def fingerprint(key: RSAPrivateKey) -> str:
    """Eight hexadecimal digits that tell one key from another."""
    told = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(told).hexdigest()[:8]


def to_file(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def from_file(path: Path) -> RSAPrivateKey:
    """Read a key. Raises ``ValueError`` for what is none of ours."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (TypeError, UnsupportedAlgorithm) as error:  # it has a password, or is of another kind
        raise ValueError(f"{path.name} is no key of ours") from error
    if not isinstance(key, RSAPrivateKey) or key.key_size != BITS:
        raise ValueError(f"{path.name} is no RSA key of {BITS} bits")
    return key


def public_jwk(key: RSAPublicKey | RSAPrivateKey) -> dict[str, str]:
    """The public half as a JSON Web Key (RFC 7517), for WebCrypto's ``importKey``."""
    public = key.public_key() if isinstance(key, RSAPrivateKey) else key
    numbers = public.public_numbers()
    return {
        "kty": "RSA",
        "alg": "RSA-OAEP-256",
        "n": _base64url(numbers.n),
        "e": _base64url(numbers.e),
    }


def seal(text: bytes, id_: str, key_id: str, n: int, key: RSAPublicKey) -> Envelope:
    """Seal a text as a tablet does. The product's tablets seal by themselves; tests use this."""
    own, nonce = AESGCM.generate_key(256), os.urandom(NONCE)
    padded = text + b" " * (-len(text) % STEP)
    around = Envelope(id_, key_id, n, "").around
    inside = key.encrypt(own, _OAEP) + nonce + AESGCM(own).encrypt(nonce, padded, around)
    return Envelope(id_, key_id, n, base64.b64encode(inside).decode())


def open_(envelope: Envelope, keys: Mapping[str, RSAPrivateKey]) -> bytes:
    """The text inside, its padding of blanks with it. Raises ``SealedError``."""
    key = keys.get(envelope.key_id)
    if key is None:
        raise SealedError("is sealed for a key that is not here")
    try:
        inside = _unwritten(envelope.sealed)
        own = key.decrypt(inside[:WRAPPED], _OAEP)
        nonce, rest = inside[WRAPPED : WRAPPED + NONCE], inside[WRAPPED + NONCE :]
        return AESGCM(own).decrypt(nonce, rest, envelope.around)
    except (ValueError, InvalidTag) as error:
        raise SealedError("cannot be opened: it is damaged or was altered") from error


def _unwritten(sealed: str) -> bytes:
    """The bytes that a sealed text stands for. Raises ``ValueError``.

    One way of writing them is taken: a text that is altered is another text, padding and all.
    """
    if len(sealed) > LONGEST:
        raise ValueError("is longer than any record")
    inside = base64.b64decode(sealed, validate=True)
    if base64.b64encode(inside).decode() != sealed:
        raise ValueError("is not written as we write it")
    return inside


def _base64url(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
