"""Idempotency keys: a command that is sent again is answered as it was, not done again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from opentelemetry import trace
from pydantic import BaseModel, TypeAdapter

from kit.identity import Principal
from kit.refusal import Kind, Refusal
from kit.storage.mongo import Index

IDEMPOTENCY = "idempotency"
INDEXES = (Index("kept_at", expire_after_seconds=7 * 24 * 3600),)


@dataclass(frozen=True)
class IdempotencyKey:
    """A caller's name for one command: the same key again means the same command again."""

    key: str
    caller: str

    @property
    def id(self) -> str:
        return f"{self.caller}|{self.key}"


class KeyReused(Refusal):
    """The key was used for another command."""

    slug = "idempotency.key-reused"
    kind = Kind.INVALID
    vi = "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác. Tạo khóa mới cho yêu cầu mới; chỉ dùng lại khóa khi gửi lại đúng yêu cầu cũ."
    en = "This Idempotency-Key was used for a different request. Make a new key for a new request; reuse one only to repeat the same request."


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


def _answer_type(use_case: Callable[..., Any]) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(use_case)["return"])


def kept(use_case: Callable[..., Any], answer: Any) -> str:
    """The answer of a use case as JSON, by the type it declares."""
    return _answer_type(use_case).dump_json(answer).decode()


def replayed(use_case: Callable[..., Any], row: dict[str, Any], fingerprint: str) -> Any:
    """The answer kept in a row; raises KeyReused when the row is of another command."""
    if row["fingerprint"] != fingerprint:
        raise KeyReused()
    trace.get_current_span().set_attribute("ocop.idempotent_replay", True)
    return _answer_type(use_case).validate_json(row["answer"])
