"""The four services of the platform, as the estate starts them."""

from __future__ import annotations

import importlib
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from kit.refusal import Refusal

if TYPE_CHECKING:  # the process that only supervises does without the services' libraries
    from kit.service import Service
    from kit.settings import ServiceSettings

NAMES = ("registry", "evaluation", "notifications", "reporting")

Seed = Callable[["Service"], Awaitable[None]]


class UnknownService(Refusal):
    """A name that is none of the services'."""

    slug = "estate.unknown-service"
    vi = "Không có dịch vụ «{name}». Các dịch vụ: {known}."
    en = "There is no service “{name}”. There are: {known}."


def build(name: str, settings: ServiceSettings) -> Service:
    """Builds one of them from its settings. Raises UnknownService."""
    known(name)
    built: Service = importlib.import_module(f"services.{name}.service").build(settings)
    return built


def seeds_of(name: str) -> list[Seed]:
    """What fills a new database of the service with what development needs: `seed` of the slices that have a `seed.py`."""
    package = importlib.import_module(f"services.{name}")
    slices = [module.name for module in iter_modules(package.__path__, f"{package.__name__}.") if module.ispkg]
    found = [f"{place}.seed" for place in (package.__name__, *slices) if find_spec(f"{place}.seed")]
    return [importlib.import_module(module).seed for module in found]


def known(name: str) -> None:
    """Raises UnknownService for a name that is none of the services'."""
    if name not in NAMES:
        raise UnknownService(name=name, known=", ".join(NAMES))


def present() -> tuple[str, ...]:
    """The services there are; nothing of them is imported, which the process that only supervises would pay for."""
    return tuple(name for name in NAMES if find_spec(f"services.{name}.service"))
