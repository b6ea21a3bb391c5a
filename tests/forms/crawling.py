"""Every page of a service, found by following its links as each of its people, and every form on them."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urldefrag, urlsplit

from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path

from tests.endpoints.served import application
from tests.forms.reading import Form, read
from tests.forms.site import PEOPLE, Site
from tests.matrix.ask import Ask
from tests.matrix.asking import ASKS
from tests.matrix.people import KINDS

_MACHINES = ("/api", "/static", "/openapi.json", "/asyncapi.json", "/livez", "/readyz", "/metrics", "/sign-", "/drafts")
_OF_A_KIND, _OF_A_LIST = 12, 2
"""
Addresses of one kind of page that each of the people opens: as many as things are in different states; and ways to look at
one list.
"""


@dataclass(frozen=True)
class Seen:
    """A page somebody has seen. `kind`: its route; `address`: path and query inside the service."""

    who: str
    kind: str
    address: str
    shape: str


@dataclass(frozen=True)
class Found:
    """A form somebody has seen on `page`; `kind`: the route it is sent to; `keeps`: it keeps drafts."""

    who: str
    page: str
    kind: str
    action: str
    method: str
    keeps: bool
    fields: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """For a report."""
        return f"{self.kind} on {self.page}, as {self.who}"


@dataclass
class Crawl:
    """What was found. `pages`: each kind in each of its shapes; `forms`: each kind with each set of fields, once."""

    pages: dict[tuple[str, str], Seen] = field(default_factory=dict)
    forms: dict[tuple[str, tuple[str, ...]], Found] = field(default_factory=dict)

    def note(self, seen: Seen, forms: Iterable[Found]) -> None:
        self.pages.setdefault((seen.kind, seen.shape), seen)
        for form in forms:
            # A row more or less (`seats-0-…`, `seats-1-…`) makes no other form.
            names = tuple(sorted({re.sub(r"\d+", "#", name) for name, _ in form.fields}))
            self.forms.setdefault((form.kind, names), form)


def people() -> list[str]:
    """
    Who comes with a browser: everybody of the matrix but machines and those whose pass is no good. Whose name says more than
    a role (`chair.other`, `member.moved`) see the pages of that role, or fewer.
    """
    return [
        name for name, one in KINDS.items() if not one.machine and one.pass_ in ("sound", "none") and "." not in name
    ]


@cache
def routes(service: str, method: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The paths for people, each with its pattern, in the router's order."""
    return tuple(
        (path, compile_path(path)[0])
        for route in iter_route_contexts(application(service).routes)
        if method in (getattr(route, "methods", None) or ())
        and not (path := str(getattr(route, "path", ""))).startswith(_MACHINES)
    )


def kind_of(service: str, method: str, path: str) -> str | None:
    """The route of a path inside the service; None where it has none for people."""
    return next((name for name, pattern in routes(service, method) if pattern.match(path)), None)


async def crawl(site: Site, who: Iterable[str] | None = None, kinds: tuple[str, ...] = ()) -> Crawl:
    """
    Opens the pages as each of the people, beginning with every route about every thing there is; what links lead to comes
    then. `kinds`: only pages of these routes, no links followed.
    """
    found = Crawl()
    for name in people() if who is None else who:
        await _as_one(site, name, kinds, found)
    return found


async def _as_one(site: Site, who: str, kinds: tuple[str, ...], found: Crawl) -> None:
    cookie = await _cookie(site, who)
    waiting = deque(address for address in _starts(site) if not kinds or _kind(site, address) in kinds)
    known, times = set(waiting), Counter[str]()
    while waiting:
        address = waiting.popleft()
        kind = _kind(site, address)
        if kind is None or times[kind] >= (_OF_A_LIST if "{" not in kind else _OF_A_KIND):
            continue
        answer = await site.world.client.get(f"{site.prefix}{address}", headers={"cookie": cookie})
        site.world.client.cookies.clear()
        times[kind] += answer.status_code == 200
        if answer.status_code != 200 or "html" not in answer.headers["content-type"]:
            continue
        html = read(answer.text)
        found.note(Seen(who, kind, address, html.shape), _forms(site, who, address, html.forms))
        for link in () if kinds else html.links:
            inside = _inside(site, link)
            if inside and inside not in known:
                known.add(inside)
                waiting.append(inside)


async def _cookie(site: Site, who: str) -> str:
    cookie, _ = await PEOPLE[who].visit(site.world.service)
    return cookie


def _kind(site: Site, address: str) -> str | None:
    return kind_of(site.name, "GET", urlsplit(address).path)


def _forms(site: Site, who: str, address: str, forms: list[Form]) -> Iterator[Found]:
    for form in forms:
        inside = _inside(site, form.action)
        kind = kind_of(site.name, form.method.upper(), urlsplit(inside or "").path)
        if inside and kind:
            fields = tuple(form.fields.items())
            yield Found(who, address, kind, inside, form.method, form.keeps, fields)


def _inside(site: Site, link: str) -> str | None:
    """The address inside the service that a link leads to; None for another place, and for the same in another language."""
    parts = urlsplit(urldefrag(link).url)
    path = parts.path.removeprefix(site.prefix) or "/"
    if parts.netloc or not parts.path.startswith(site.prefix) or re.search(r"(^|&)(lang|earlier)=", parts.query):
        return None
    return path + (f"?{parts.query}" if parts.query else "")


def _starts(site: Site) -> Iterator[str]:
    yield "/"
    for path, _ in routes(site.name, "GET"):
        ask = ASKS[site.name].get(f"GET {path}", Ask())
        # A form may stand on the page of its own address, with what it is about in the query.
        said = [one.query for one in (ask, ASKS[site.name].get(f"POST {path}", Ask())) if one.query]
        names = [part.split("}")[0].split(":")[0] for part in path.split("{")[1:]]
        for thing in [{}, *site.world.things.values()]:
            values = {**thing, **ask.params}
            if all(name in values for name in names):
                filled = path
                for part in re.findall(r"{\w+(?::\w+)?}", path):
                    filled = filled.replace(part, str(values[part.strip("{}").split(":")[0]]))
                yield from (f"{filled}?{query}" for query in said)
                if not ask.query:
                    yield filled
