"""The slice as a service takes it in, before its own: no service owns it, so no service's `LAYERS` name it."""

from __future__ import annotations

from dataclasses import replace

from kit.service import Slice, find_slices
from services.editions.timers import publishing


def consumer_slice() -> Slice:
    """For a service that reads what others stamped."""
    (found,) = find_slices("services", [["editions"]])
    return found


def publisher_slice() -> Slice:
    """For the service that stamps: the registry, when a dossier is submitted. It publishes, and consumes none of its own."""
    found = consumer_slice()
    return replace(found, subscriptions=None, tasks=[*found.tasks, publishing])
