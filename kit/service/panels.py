"""The panels of a slice: what it adds to pages of lower slices, which therefore need not know it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from kit.identity import Principal
from kit.work.unit import Unit

Panel = Callable[[Unit, Any, Principal | None], Awaitable[tuple[str, Mapping[str, Any]] | None]]
"""`panel(unit, subject, me)`: the template and its view, or None where there is nothing to show to this person."""
P = TypeVar("P", bound=Panel)


class Panels:
    """The panels of one slice, by the page they stand on: `@panels.on("products/show")`."""

    def __init__(self) -> None:
        self.by_page: dict[str, list[Panel]] = {}

    def on(self, page: str) -> Callable[[P], P]:
        """Registers a panel for a page, named `<slice>/<page>` as its template is."""

        def register(panel: P) -> P:
            self.by_page.setdefault(page, []).append(panel)
            return panel

        return register
