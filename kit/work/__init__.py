"""Units of work: what one command does, kept and announced in one transaction, and what falls due later."""

from kit.work.deadlines import Due
from kit.work.idempotency import IdempotencyKey
from kit.work.unit import Unit
from kit.work.work import Work

__all__ = ["Due", "IdempotencyKey", "Unit", "Work"]
