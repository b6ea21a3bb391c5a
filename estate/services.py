"""The four services of the platform, as the estate starts them."""

from __future__ import annotations

import importlib
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the process that only supervises does without the services' libraries
    from kit.service import Service
    from kit.settings import ServiceSettings

NAMES = ("registry", "evaluation", "notifications", "reporting")

Seed = Callable[["Service"], Awaitable[None]]


def build(name: str, settings: ServiceSettings) -> Service:
    """This will build one of them from its settings."""
    built: Service = importlib.import_module(f"services.{name}.service").build(settings)
    return built


def seed_of(name: str) -> Seed | None:
    """What fills a new database of the service with what development needs; None when it needs nothing."""
    package = importlib.import_module(f"services.{name}")
    places = ("seed", *(f"{file.parent.name}.seed" for file in sorted(Path(package.__path__[0]).glob("*/seed.py"))))
    found: list[Seed] = [
        importlib.import_module(f"{package.__name__}.{place}").seed
        for place in places
        if find_spec(f"{package.__name__}.{place}")
    ]

    async def seed(service: Service) -> None:
        for part in found:
            await part(service)

    return seed if found else None


def present() -> tuple[str, ...]:
    """The services there are; nothing of them is imported, which the process that only supervises would pay for."""
    return tuple(name for name in NAMES if find_spec(f"services.{name}.service"))
