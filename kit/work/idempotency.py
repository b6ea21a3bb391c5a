"""
Idempotency keys: a command that is sent again is answered as it was, not done again.

An answer may hold a whole record, people's data among it. It is kept sealed with a key made of the command's own (HKDF, RFC
5869; AES-GCM), which is kept nowhere: who sends the command again can open it, who has the database cannot.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from opentelemetry import trace
from pydantic import BaseModel, TypeAdapter

from kit.clock import SystemClock
from kit.identity import Principal
from kit.refusal import Kind, Refusal
from kit.storage.mongo import Database, Index, Session

IDEMPOTENCY = "idempotency"
INDEXES = (Index("kept_at", expire_after_seconds=7 * 24 * 3600),)
"""`kept_at` is of the machine's clock, as the server's sweep is: a played clock must not have a command done again."""
_NONCE = 12


@dataclass(frozen=True)
class IdempotencyKey:
    """A caller's name for one command: the same key again means the same command again."""

    key: str
    caller: str


class KeyReused(Refusal):
    """The key was used for another command."""

    slug = "idempotency.key-reused"
    kind = Kind.INVALID
    vi = "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác. Tạo khóa mới cho yêu cầu mới; chỉ dùng lại khóa khi gửi lại đúng yêu cầu cũ."
    en = "This Idempotency-Key was used for a different request. Make a new key for a new request; reuse one only to repeat the same request."


def _made_of(key: IdempotencyKey) -> tuple[str, bytes]:
    """The id of a command's row, and the key that opens its answer."""
    made = HKDF(algorithm=SHA256(), length=64, salt=None, info=f"ocop answer {key.caller}".encode())
    both = made.derive(key.key.encode())
    return both[:32].hex(), both[32:]


async def was_done(database: Database, key: IdempotencyKey) -> bool:
    """Whether a command of this key was done, whatever it was."""
    asked = {"_id": {"$in": [_made_of(key)[0], f"{key.caller}|{key.key}"]}}
    return await database[IDEMPOTENCY].find_one(asked, {"_id": 1}) is not None


class Once:
    """A command under its key, to be done once: where its answer is kept, and what opens it."""

    def __init__(
        self, key: IdempotencyKey, use_case: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        self.id, sealing = _made_of(key)
        self._sealing = AESGCM(sealing)
        self._id_before = f"{key.caller}|{key.key}"
        """By which a release before this one kept it, unsealed; such rows are gone after seven days."""
        self._fingerprint = fingerprint_of(use_case, args, kwargs)
        self._type: TypeAdapter[Any] = TypeAdapter(get_type_hints(use_case)["return"])

    async def answered(self, database: Database, session: Session) -> tuple[Any] | None:
        """The answer in a tuple, where the command was done; raises KeyReused where the key named another."""
        asked = {"_id": {"$in": [self.id, self._id_before]}}
        row = await database[IDEMPOTENCY].find_one(asked, session=session)
        if row is None:
            return None
        fingerprint, answer = self._opened(row["sealed"]) if "sealed" in row else (row["fingerprint"], row["answer"])
        if fingerprint != self._fingerprint:
            raise KeyReused()
        trace.get_current_span().set_attribute("ocop.idempotent_replay", True)
        return (self._type.validate_json(answer),)

    async def keep(self, database: Database, session: Session, answer: Any) -> None:
        """Keeps the answer in the command's own transaction; raises DuplicateKeyError where it was done at the same moment."""
        sealed = self._sealed(self._type.dump_json(answer))
        row = {"_id": self.id, "sealed": sealed, "kept_at": SystemClock().now()}
        await database[IDEMPOTENCY].insert_one(row, session=session)

    def _sealed(self, answer: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._sealing.encrypt(nonce, self._fingerprint.encode() + answer, self.id.encode())

    def _opened(self, sealed: bytes) -> tuple[str, bytes]:
        opened = self._sealing.decrypt(sealed[:_NONCE], sealed[_NONCE:], self.id.encode())
        return opened[:64].decode(), opened[64:]


def fingerprint_of(use_case: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """A digest of a command: the use case and everything it was given."""
    parts = [f"{use_case.__module__}.{use_case.__qualname__}", *map(_text, args)]
    parts += [f"{name}={_text(value)}" for name, value in sorted(kwargs.items())]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _text(value: Any) -> str:
    if isinstance(value, Principal):  # whose key it is; rights and name may be newer when it is sent again
        return value.id
    if isinstance(value, BaseModel):
        return value.model_dump_json()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return repr(value)
