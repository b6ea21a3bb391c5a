"""Documents in collections: filters, pages, indexes and transactions; the driver stays inside."""

from kit.storage.collection import Access, Collection, Page
from kit.storage.filters import all_of, any_of
from kit.storage.mongo import Database, Index

__all__ = ["Access", "Collection", "Database", "Index", "Page", "all_of", "any_of"]
