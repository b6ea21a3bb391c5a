"""Who may see what of reporting: the roles, named once."""

from __future__ import annotations

OFFICERS = ("commune-officer", "district-officer", "province-officer", "central-officer")
"""Work for an office: see the progress of that office and of those below it."""
