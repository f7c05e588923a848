"""What a tablet sent, opened as far as that can be done. Whatever it is, nothing is raised."""

import hashlib
import json
import uuid
from dataclasses import dataclass, replace

from voice import sealing
from voice.faults import FaultyError
from voice.intake import NO_ID, Record
from voice.keys import Keys
from voice.sealing import Envelope, SealedError
from voice.store import receipts
from voice.survey import answers

_UNREAD = "was not understood by this version"
_PARTS = ("id", "key_id", "n", "sealed")


@dataclass(frozen=True)
class Came:
    """One envelope as it came, opened as far as that can be done."""

    raw: object
    """What was sent; nothing but the parts of an envelope, where it is one."""
    aside: str
    """The id under which it is set aside: the same whenever the same comes again."""
    hash: str
    why: str = ""
    """Why it cannot be counted; empty for a record."""
    event: str | None = None
    """Where it says it is from; never asked of what can be opened."""
    envelope: Envelope | None = None
    text: bytes | None = None
    """What is inside, its own id blotted out; None where it was not opened."""
    code: str = ""
    record: Record | None = None

    @classmethod
    def of(cls, raw: object, keys: Keys, event: str | None = None) -> "Came":
        """``event`` is where all that came with it says it is from, unless it says so itself."""
        envelope = _envelope(raw)
        if envelope is None:
            return cls._shapeless(raw, keys.receipts)
        parts = {name: getattr(envelope, name) for name in _PARTS}
        came = cls(
            parts,
            _aside(keys.receipts, parts),
            envelope.hash,
            event=event_of(raw) or event,
            envelope=envelope,
        )
        try:
            text = sealing.open_(envelope, keys.sealing).rstrip(b" ")
        except SealedError as error:
            return replace(came, why=str(error))
        return came._read(text, envelope, keys.receipts)

    @classmethod
    def _shapeless(cls, raw: object, key: bytes) -> "Came":
        came = cls(raw, _aside(key, raw), _hash(raw), why="is no envelope")
        if isinstance(raw, dict) and "sealed" in raw:
            return came
        kept = {name: raw[name] for name in raw if name != "n"} if isinstance(raw, dict) else raw
        if isinstance(kept, dict) and "id" in kept:
            kept["id"] = NO_ID
        return replace(came, text=_json(kept))

    def _read(self, text: bytes, envelope: Envelope, key: bytes) -> "Came":
        kept = _blotted(text, envelope.id)
        try:
            code, submission = answers.parse_sealed(text)
        except FaultyError:
            return replace(self, text=kept, why="holds no record")
        if submission.id != envelope.id:
            return replace(
                self, text=_blotted(kept, submission.id), why="has another id inside than outside"
            )
        record = Record(submission, text, envelope.hash, key)
        return replace(self, text=record.without_id, code=code, record=record)

    @property
    def id(self) -> str | None:
        sent = self.raw.get("id") if isinstance(self.raw, dict) else None
        return sent if isinstance(sent, str) else None

    @property
    def is_open(self) -> bool:
        return self.text is not None

    @property
    def closed(self) -> "Came":
        """The same as if it had not been opened, so that a later version can."""
        return replace(self, why=_UNREAD, text=None, code="", record=None)


def event_of(said: object) -> str | None:
    """The event that something names; None where it names none that can be asked for."""
    event = said.get("event") if isinstance(said, dict) else None
    return event if isinstance(event, str) and is_id(event) else None


def is_id(text: str) -> bool:
    """Whether it can be the id of a tablet or event, and so be asked for."""
    return text.isascii() and text.isprintable()


def _envelope(raw: object) -> Envelope | None:
    """The envelope that was sent; None where it has not the shape of one. More parts are let go."""
    match raw:
        case {"id": str(id_), "key_id": str(key_id), "n": int(n), "sealed": str(sealed)}:
            return None if isinstance(n, bool) else Envelope(id_, key_id, n, sealed)
    return None


def _blotted(text: bytes, id_: str) -> bytes:
    """The text without a record's own id: it is not kept."""
    return text.replace(id_.encode(), NO_ID.encode()) if len(id_) == len(NO_ID) else text


def _hash(raw: object) -> str:
    sealed = raw.get("sealed") if isinstance(raw, dict) else None
    text = sealed.encode(errors="surrogatepass") if isinstance(sealed, str) else _json(raw)
    return hashlib.sha256(text).hexdigest()


def _aside(key: bytes, raw: object) -> str:
    return str(uuid.UUID(receipts.coded(key, "aside", _json(raw).decode())[:32]))


def _json(raw: object) -> bytes:
    """One way of writing a JSON value: the same value is the same bytes."""
    return json.dumps(raw, sort_keys=True, separators=(",", ":")).encode()
