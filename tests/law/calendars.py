"""A calendar with two days off that no file here has: as another installation stamped a case with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rfc8785 import dumps

from law.calendar import calendar_editions
from law.rulebooks.kept import TEXTS, packed
from law.rulebooks.reading import content_of, hash_of

TWO_DAYS_OFF = """
list: calendar
in_force: {first: 2026-08-01}
fixed_until: 2027
moved:
- {free: 2026-08-20, source: Nghỉ bão, verified: 'no'}
- {free: 2026-08-21, source: Nghỉ bão, verified: 'no'}
"""


@contextmanager
def kept_in_the_database() -> Iterator[tuple[str, ...]]:
    """Has the process find the calendar among what its database keeps; the editions it is made of, oldest first."""
    content = content_of(TWO_DAYS_OFF, is_json=False)
    hash = hash_of(content)
    TEXTS["list", "calendar", hash] = packed(dumps(content))
    try:
        yield (*calendar_editions(), hash)
    finally:
        del TEXTS["list", "calendar", hash]
