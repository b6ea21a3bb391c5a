"""Dependencies of endpoints: the service, the caller, the version, the command's key."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header, Query
from starlette.requests import Request

from kit.identity import Principal
from kit.service import Service
from kit.storage.cursors import LONGEST
from kit.web.callers import caller_of, network_of
from kit.web.fields import form_of
from kit.web.refusals import KeyUnreadable, SignInNeeded, VersionMissing, VersionUnreadable
from kit.work import IdempotencyKey

_ETAG = re.compile(r'(?:W/)?"?(\d{1,15})"?', re.ASCII)
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


async def here(request: Request) -> Service:
    """The service behind the endpoint. Not a plain function: FastAPI would send those to a thread, for every request."""
    service: Service = request.app.state.service
    return service


async def maybe_me(request: Request) -> Principal | None:
    """The caller: by bearer token, else by session; None when neither is there. Raises TokenRefused."""
    caller = caller_of(request.scope)
    if caller.refusal:
        raise caller.refusal
    return caller.principal


async def me(request: Request) -> Principal:
    """The caller; raises SignInNeeded when there is none."""
    principal = await maybe_me(request)
    if principal is None:
        raise SignInNeeded()
    return principal


Version = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The ETag of what the caller has seen: 428 when missing, 412 when it was changed since.",
        examples=['"3"'],
    ),
]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="The caller's name for this command: sent again, it is done once and answered alike.",
    ),
]


async def if_match(request: Request, given: Version = None) -> int:
    """The version the caller has seen: If-Match, or the form's own field. Raises VersionMissing."""
    given = given or str((await form_of(request)).get("_version", ""))
    if not given:
        raise VersionMissing()
    found = _ETAG.fullmatch(given.strip())
    if found is None:
        raise VersionUnreadable()
    return int(found.group(1))


async def idempotency(request: Request, given: Key = None) -> IdempotencyKey | None:
    """The command's key: Idempotency-Key, or the one the form was made with; None when the caller gave none."""
    if given is None:
        given = str((await form_of(request)).get("_key", "")) or None
    if given is None:
        return None
    if not _KEY.fullmatch(given):
        raise KeyUnreadable()
    principal = await maybe_me(request)
    return IdempotencyKey(given, principal.id if principal else _visit(request))


def _visit(request: Request) -> str:
    """Whose key it is of somebody not known: the visit's; of a machine without one its address's, never everybody's."""
    if visit := request.session.get("csrf"):
        return f"session:{visit}"
    return f"address:{network_of(request.client.host if request.client else '')}"


After = Annotated[
    str | None,
    Query(
        max_length=LONGEST,
        description="The `next` of the page before, exactly as it was given; the first page without.",
    ),
]
Here = Annotated[Service, Depends(here)]
Me = Annotated[Principal, Depends(me)]
MaybeMe = Annotated[Principal | None, Depends(maybe_me)]
IfMatch = Annotated[int, Depends(if_match)]
Idempotency = Annotated[IdempotencyKey | None, Depends(idempotency)]
