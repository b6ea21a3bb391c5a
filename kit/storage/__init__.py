"""Aggregates, transactions and indexes; the driver stays inside."""

from kit.storage.collection import Aggregate, Collection, Page
from kit.storage.filters import all_of, any_of
from kit.storage.mongo import Database, Index
from kit.storage.unit import Due, Unit
from kit.storage.work import IdempotencyKey, Work

__all__ = [
    "Aggregate",
    "Collection",
    "Database",
    "Due",
    "IdempotencyKey",
    "Index",
    "Page",
    "Unit",
    "Work",
    "all_of",
    "any_of",
]
