"""Work queues: pages where something waits for a person, as each service declares its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from kit.identity import Principal
from kit.language import mark
from kit.service import Service
from kit.work import Unit

Count = Callable[[Unit, Principal], Awaitable[int]]


@dataclass(frozen=True)
class WorkQueue:
    """
    A page of a service where something waits, given as `resources["queues"] = [WorkQueue(mark("Chưa báo được"), "/unreached", OFFICERS)]`.

    `roles`: who may open it. `count`: how much waits there of what that person may see; None where nobody counts.
    """

    text: str
    path: str
    roles: tuple[str, ...] = ()
    count: Count | None = None


def queues_of(service: Service, me: Principal | None) -> list[WorkQueue]:
    """The queues of a service that a person may open; each page asks again for itself."""
    declared: Sequence[WorkQueue] = service.resources.get("queues", ())
    found = [queue for queue in declared if me is not None and me.has(*queue.roles)]
    if service.by_topic and service.dead_letters.admits(me):
        found.append(WorkQueue(mark("Sự kiện tạm giữ"), "/parked", count=service.dead_letters.waiting))
    return found
