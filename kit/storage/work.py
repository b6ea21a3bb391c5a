"""Moved: `kit.work`."""  # moved

from kit.work.idempotency import IdempotencyKey, KeyReused
from kit.work.work import Work

__all__ = ["IdempotencyKey", "KeyReused", "Work"]
