"""Who may see what of reporting: the roles, named once."""

from __future__ import annotations

from law.levels import officers

OFFICERS = officers()
"""Work for an office: see the progress of that office and of those below it."""
