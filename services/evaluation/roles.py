"""Who may do what in evaluation: the roles, named once."""

from __future__ import annotations

OFFICERS = ("commune-officer", "district-officer", "province-officer", "central-officer")
"""Work for an office: act at exactly that one, read it and those below it."""

COUNCIL_DESK = ("chair", "secretary", "adviser")
"""See every case of exactly their office."""

JUDGES = ("chair", "member")
"""May sit on a council and score."""

COUNCIL = ("chair", "secretary", "member", "adviser")
"""May hold a seat: the registry opens the papers of a dossier to them while they do."""
