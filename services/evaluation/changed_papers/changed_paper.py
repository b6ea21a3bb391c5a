"""What became of a paper while an office has the dossier."""

from __future__ import annotations

from datetime import date

from kit.aggregate import Aggregate


class ChangedPaper(Aggregate):
    """
    One change. `change`: a word of the contract's `PAPER_CHANGE`; `kind`: of the credential, `evidence_kind`: what it is
    evidence of; `expires_on`: when the credential ends, as it is now.
    """

    dossier_id: str
    credential_id: str
    kind: str
    number: str
    evidence_kind: str
    change: str
    expires_on: date | None = None
    changed_on: date
