"""The four services of the platform, as the estate starts them."""

from __future__ import annotations

import importlib
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
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
    try:
        module = importlib.import_module(f"services.{name}.seed")
    except ModuleNotFoundError as absent:
        if absent.name != f"services.{name}.seed":
            raise
        return None
    seed: Seed = module.seed
    return seed


def present() -> tuple[str, ...]:
    """The services there are; nothing of them is imported, which the process that only supervises would pay for."""
    return tuple(name for name in NAMES if find_spec(f"services.{name}.service"))
