"""Correlation and causation: the id that joins the present work to its cause, and the event that caused it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import structlog
from uuid_utils import uuid7

_correlation: ContextVar[str | None] = ContextVar("correlation", default=None)
_causation: ContextVar[str | None] = ContextVar("causation", default=None)


def current_correlation() -> str:
    """The id that joins a request, its events and their effects; a new one where there is none yet."""
    return _correlation.get() or str(uuid7())


def current_causation() -> str | None:
    """The id of the event being handled, if one is."""
    return _causation.get()


@contextmanager
def correlated(correlation_id: str | None, causation_id: str | None = None) -> Iterator[str]:
    """Gives everything inside one correlation id."""
    correlation_id = correlation_id or str(uuid7())
    outer, cause = _correlation.set(correlation_id), _causation.set(causation_id)
    try:
        with structlog.contextvars.bound_contextvars(correlation_id=correlation_id):
            yield correlation_id
    finally:
        _correlation.reset(outer)
        _causation.reset(cause)
