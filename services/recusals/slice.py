"""The slice as a service takes it in, below its own: no service owns it, so no service's `LAYERS` name it."""

from __future__ import annotations

from dataclasses import replace

from kit.service import Slice, find_slices
from services.recusals.subscriptions import of_notifications


def evaluation_slice() -> Slice:
    """For evaluation, where people stand aside."""
    (found,) = find_slices("services", [["recusals"]])
    return found


def notifications_slice() -> Slice:
    """For notifications, which tells nobody of a dossier they stood aside from."""
    return replace(evaluation_slice(), subscriptions=of_notifications)
