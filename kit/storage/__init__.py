"""Documents in collections: filters, pages, indexes and transactions; the driver stays inside."""

from kit.storage.collection import Access, Collection, Page
from kit.storage.filters import all_of, any_of
from kit.storage.mongo import Database, Index

# moved: begin
# isort: off
from typing import TYPE_CHECKING

from kit.aggregate import Aggregate as Aggregate

if TYPE_CHECKING:
    from kit.work import Due as Due, IdempotencyKey as IdempotencyKey, Unit as Unit, Work as Work


def __getattr__(name: str) -> object:
    if name in ("Due", "IdempotencyKey", "Unit", "Work"):
        from importlib import import_module

        return getattr(import_module("kit.work"), name)
    raise AttributeError(name)


# isort: on
# moved: end

__all__ = ["Access", "Collection", "Database", "Index", "Page", "all_of", "any_of"]
