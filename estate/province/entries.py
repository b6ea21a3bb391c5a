"""What people of the sample province write into the registry: once each, whether it is being made for the first time or again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from estate.demo.clients import Clients, Someone

_TOKEN = re.compile(r'name="_csrf" value="([^"]+)"')


def found(by: Someone, path: str, **known: object) -> dict[str, Any] | None:
    """The first of a list of the registry that a person may see and of which all of this is `known`."""
    at = f"/registry/api/{path}{'&' if '?' in path else '?'}limit=200"
    items = by.get(at)["items"]
    return next((one for one in items if all(one.get(name) == value for name, value in known.items())), None)


def once(
    by: Someone, path: str, said: Mapping[str, Any], *known: str, files: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], bool]:
    """
    What a person says for the first time, or what is there already: of a list, the one of which what is named in `known` is
    the same. Answers it, and whether it is new. With `files` it is sent as a form.
    """
    if there := found(by, path, **{name: said[name] for name in known}):
        return there, False
    how: dict[str, Any] = {"data": said, "files": files} if files else {"body": said}
    return dict(by.send("POST", f"/registry/api/{path}", **how)), True


def step(by: Someone, path: str, said: Mapping[str, Any] | None = None, method: str = "POST") -> dict[str, Any]:
    """A step of something of the registry (`breaches/ID/measures`), at the version it has now."""
    thing = "/".join(path.split("/")[:2])
    version = by.get(f"/registry/api/{thing}")["version"]
    return dict(by.send(method, f"/registry/api/{path}", said, version=version))


def form(clients: Clients, path: str, said: Mapping[str, str]) -> None:
    """A form of a public page of the registry, sent as somebody without an account does."""
    somebody = clients.nobody()
    shown = _TOKEN.search(somebody.page(f"/registry{path}"))
    token = {"_csrf": shown.group(1)} if shown else {}
    somebody.send("POST", f"/registry{path}", data={**said, **token}, expect=303)
