"""The one way an endpoint runs a command: caller, version and idempotency key go along by themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from starlette.requests import Request

from kit.identity import Principal
from kit.refusal import Refusal
from kit.service import Service
from kit.web.csrf import unconfirmed
from kit.web.dependencies import Here, Idempotency, IfMatch, Me
from kit.work import IdempotencyKey, Unit
from kit.work.idempotency import was_done

T = TypeVar("T")


@dataclass(frozen=True)
class Acting:
    """A caller about to do something new: `await act(use_cases.register_product, command)`."""

    service: Service
    me: Principal
    key: IdempotencyKey | None
    unsure: Refusal | None
    """The question whether it is meant, where the form asks and nobody has answered."""

    async def __call__(self, use_case: Callable[..., Awaitable[T]], *args: Any, **more: Any) -> T:
        """Runs `use_case(unit, *args, by=me)` in one transaction, once per key; raises what the use case raises, then Unconfirmed."""
        return await self.service.work.run(
            use_case, *args, by=self.me, idempotency=self.key, unsure=self.unsure, **more
        )

    async def was_done(self) -> bool:
        """Whether this command was done before and is only sent again: what is asked before it would refuse its own doing."""
        return self.key is not None and await was_done(self.service.database, self.key)

    def reading(self) -> Unit:
        """A unit outside any transaction, to read with."""
        return self.service.work.reading()


@dataclass(frozen=True)
class Changing(Acting):
    """A caller about to change what they have seen at a version: `await act(use_cases.update_product, id, command)`."""

    version: int

    async def __call__(self, use_case: Callable[..., Awaitable[T]], *args: Any, **more: Any) -> T:
        """Runs `use_case(unit, *args, by=me, expected=version)` in one transaction, once per key."""
        return await super().__call__(use_case, *args, expected=self.version, **more)


@dataclass(frozen=True)
class Anybody:
    """Somebody who need not be known: `await anybody(use_cases.report_product, command)`. `host`: the address they ask from."""

    service: Service
    key: IdempotencyKey | None
    host: str

    async def __call__(self, use_case: Callable[..., Awaitable[T]], *args: Any, **more: Any) -> T:
        """Runs `use_case(unit, *args)` in one transaction, once per key of this visit; raises what the use case raises."""
        return await self.service.work.run(use_case, *args, idempotency=self.key, **more)

    def reading(self) -> Unit:
        """A unit outside any transaction, to read with."""
        return self.service.work.reading()


async def anybody(request: Request, service: Here, key: Idempotency) -> Anybody:
    """Whoever asks. Raises KeyUnreadable."""
    return Anybody(service, key, request.client.host if request.client else "")


async def acting(request: Request, service: Here, me: Me, key: Idempotency) -> Acting:
    """The caller of a command that makes something. Raises SignInNeeded, KeyUnreadable."""
    return Acting(service, me, key, await unconfirmed(request))


async def changing(request: Request, service: Here, me: Me, key: Idempotency, version: IfMatch) -> Changing:
    """The caller of a command that changes something seen before. Raises VersionMissing, VersionUnreadable too."""
    return Changing(service, me, key, await unconfirmed(request), version)


Act = Annotated[Acting, Depends(acting)]
Public = Annotated[Anybody, Depends(anybody)]
Change = Annotated[Changing, Depends(changing)]
