"""One verb, one function, one commit: runs a use case in a transaction, once per idempotency key."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from kit.clock import Clock
from kit.facts import Listeners
from kit.refusal import Refusal
from kit.secret import Matching
from kit.storage.mongo import Database, DuplicateKeyError
from kit.telemetry.correlation import current_causation, current_correlation
from kit.work.idempotency import IdempotencyKey, Once
from kit.work.unit import Unit

P = ParamSpec("P")
T = TypeVar("T")


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
        matching: Matching | None = None,
    ) -> None:
        self.database = database
        self.clock = clock
        self.source = source
        self._on_commit = on_commit
        self._listeners = listeners or Listeners()
        self._serves = serves
        self.matching = matching

    def reading(self) -> Unit:
        """A unit outside any transaction, to read with."""
        return self._unit(None)

    async def run(
        self,
        use_case: Callable[Concatenate[Unit, P], Awaitable[T]],
        *args: Any,
        idempotency: IdempotencyKey | None = None,
        unsure: Refusal | None = None,
        **kwargs: Any,
    ) -> T:
        """
        Runs `use_case(unit, *args, **kwargs)` and commits what it kept together with what it announced.

        With an idempotency key, a command already done is not done again: its kept answer is given. Raises what the
        use case raises; KeyReused when the key named another command. `unsure`: raised where the command would be
        committed, for its caller has not said yet that it is meant.
        """
        once = Once(idempotency, use_case, args, kwargs) if idempotency else None

        async def attempt(session: Any) -> tuple[T, int]:
            unit = self._unit(session)
            if once and (done := await once.answered(self.database, session)):
                answer: T = done[0]
                return answer, 0
            answer = await use_case(unit, *args, **kwargs)
            announced = await unit.write_notes()
            if unsure:
                raise unsure
            if once:
                await once.keep(self.database, session, answer)
            return answer, announced

        try:
            answer, announced = await self.commit(attempt)
        except DuplicateKeyError:
            if once is None:
                raise
            # The same command ran at the same moment in another request and won: give its answer.
            answer, announced = await self.commit(attempt)
        if announced:
            self._on_commit()
        return answer

    async def transact(self, attempt: Callable[[Unit], Awaitable[T]]) -> T:
        """Runs `attempt` with a unit and writes its notes, in one transaction: for callers other than commands."""

        async def whole(session: Any) -> tuple[T, int]:
            unit = self._unit(session)
            answer = await attempt(unit)
            return answer, await unit.write_notes()

        answer, announced = await self.commit(whole)
        if announced:
            self._on_commit()
        return answer

    async def commit(self, attempt: Callable[[Any], Awaitable[T]]) -> T:
        """Runs `attempt` with a session in one transaction, to its end also when the caller goes away."""
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
            matching=self.matching,
        )
