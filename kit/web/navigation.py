"""The links of a service's own navigation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.identity import Principal
from kit.language import mark
from kit.service import Service
from kit.web.work_queue import queues_of


@dataclass(frozen=True)
class Nav:
    """
    A link of the service's own navigation, given as `resources["navigation"] = [Nav(mark("Hồ sơ"), "/dossiers"), …]`.

    Shown to everybody, or only to holders of one of `roles`. `group`: the name under which it is folded with others of the
    same name; without one it stands open.
    """

    text: str
    path: str
    roles: tuple[str, ...] = ()
    group: str = ""


def navigation(service: Service, me: Principal | None) -> dict[str, list[Nav]]:
    """
    What this person finds in the navigation of a service, by group in the order they are first named, what stands open
    under ""; who operates it finds its dead-letter queue too.
    """
    links: Sequence[Nav] = service.resources.get("navigation", ())
    if queues_of(service, me):
        links = [*links, Nav(mark("Bàn việc vận hành"), "/queues")]
    if service.by_topic and service.dead_letters.admits(me):
        links = [*links, Nav(mark("Sự kiện tạm giữ"), "/parked")]
    found: dict[str, list[Nav]] = {}
    for nav in links:
        if not nav.roles or (me is not None and me.has(*nav.roles)):
            found.setdefault(nav.group, []).append(nav)
    return found
