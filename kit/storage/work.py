"""One verb, one function, one commit: runs a use case in a transaction, once per idempotency key."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

from opentelemetry import trace
from pydantic import BaseModel, TypeAdapter

from kit.clock import Clock
from kit.facts import Listeners
from kit.refusal import Kind, Refusal
from kit.storage.mongo import Database, DuplicateKeyError, Index
from kit.storage.unit import Unit
from kit.telemetry.correlation import current_causation, current_correlation

P = ParamSpec("P")
T = TypeVar("T")

IDEMPOTENCY_INDEXES = (Index("kept_at", expire_after_seconds=7 * 24 * 3600),)


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


class Work:
    """Runs use cases against one service's database."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        source: str,
        on_commit: Callable[[], None] = lambda: None,
        listeners: Listeners | None = None,
        serves: Callable[[str], bool] = lambda office: True,
    ) -> None:
        self.database = database
        self.clock = clock
        self.source = source
        self._on_commit = on_commit
        self._listeners = listeners or Listeners()
        self._serves = serves

    def reading(self) -> Unit:
        """A unit outside any transaction, to read with."""
        return self._unit(None)

    async def run(
        self,
        use_case: Callable[Concatenate[Unit, P], Awaitable[T]],
        *args: Any,
        idempotency: IdempotencyKey | None = None,
        **kwargs: Any,
    ) -> T:
        """
        This will run `use_case(unit, *args, **kwargs)` and commit what it kept together with what it announced.

        With an idempotency key, a command already done is not done again: its kept answer is given. Raises what the
        use case raises; KeyReused when the key named another command.
        """
        fingerprint = _fingerprint(use_case, args, kwargs) if idempotency else ""

        async def attempt(session: Any) -> tuple[T, int]:
            unit = self._unit(session)
            if idempotency:
                row = await self.database["idempotency"].find_one({"_id": idempotency.id}, session=session)
                if row:
                    return _replayed(use_case, row, fingerprint), 0
            answer = await use_case(unit, *args, **kwargs)
            told = await unit.write_notes()
            if idempotency:
                await self.database["idempotency"].insert_one(
                    {
                        "_id": idempotency.id,
                        "fingerprint": fingerprint,
                        "answer": _kept(use_case, answer),
                        "kept_at": unit.now,
                    },
                    session=session,
                )
            return answer, told

        try:
            answer, told = await self._transact(attempt)
        except DuplicateKeyError:
            if not idempotency:
                raise
            # The same command ran at the same moment in another request and won: give its answer.
            answer, told = await self._transact(attempt)
        if told:
            self._on_commit()
        return answer

    async def transact(self, attempt: Callable[[Unit], Awaitable[T]]) -> T:
        """This will run `attempt` with a unit and write its notes, in one transaction: for doors other than commands."""

        async def whole(session: Any) -> tuple[T, int]:
            unit = self._unit(session)
            answer = await attempt(unit)
            return answer, await unit.write_notes()

        answer, told = await self._transact(whole)
        if told:
            self._on_commit()
        return answer

    async def _transact(self, attempt: Callable[[Any], Awaitable[T]]) -> T:
        # Shielded: a caller that hangs up must not leave a commit half known.
        return await asyncio.shield(asyncio.ensure_future(self.database.in_transaction(attempt)))

    def _unit(self, session: Any) -> Unit:
        return Unit(
            self.database,
            self.clock.now(),
            self.source,
            session,
            correlation_id=current_correlation(),
            causation_id=current_causation(),
            listeners=self._listeners,
            serves=self._serves,
        )


def _fingerprint(use_case: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    parts = [f"{use_case.__module__}.{use_case.__qualname__}", *map(_text, args)]
    parts += [f"{name}={_text(value)}" for name, value in sorted(kwargs.items())]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _text(value: Any) -> str:
    if isinstance(value, BaseModel):
        return value.model_dump_json()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return repr(value)


def _answer_type(use_case: Callable[..., Any]) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(use_case)["return"])


def _kept(use_case: Callable[..., Any], answer: Any) -> str:
    return _answer_type(use_case).dump_json(answer).decode()


def _replayed(use_case: Callable[..., Any], row: dict[str, Any], fingerprint: str) -> Any:
    if row["fingerprint"] != fingerprint:
        raise KeyReused()
    trace.get_current_span().set_attribute("ocop.idempotent_replay", True)
    return _answer_type(use_case).validate_json(row["answer"])
