"""Who may do what in evaluation: the roles, named once."""

from __future__ import annotations

from law.levels import officers

OFFICERS = officers()
"""Work for an office: act at exactly that one, read it and those below it."""

COUNCIL_DESK = ("chair", "secretary", "adviser")
"""See every case of exactly their office."""

JUDGES = ("chair", "member")
"""May sit on a council and score."""

COUNCIL = ("chair", "secretary", "member", "adviser")
"""Work for an office's councils: a seat counts only while its holder has one of these roles at that office."""

SEAT_ROLES = {"chair": ("chair",), "secretary": ("secretary",), "member": JUDGES}
"""Which of them a part on a council asks for, at seating and at every act."""
