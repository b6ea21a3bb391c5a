"""A member's score sheet: secret while it is filled, immutable once sealed, open when all are."""

from __future__ import annotations

from datetime import datetime

from kit.history import Stateful
from law.scoring import seal_of
from services.evaluation.cases.dossier import FilledSheet
from services.evaluation.scoring.sheet_lifecycle import LIFECYCLE, State


class Sheet(Stateful, lifecycle=LIFECYCLE):
    """One member's sheet of one round."""

    case_id: str
    office: str
    round: int
    member_id: str
    member_name: str
    state: State = State.DRAFT
    rulebook_id: str
    rulebook_hash: str
    answers: dict[str, str] = {}
    parts: dict[str, str] = {}
    case_of: dict[str, str] = {}
    raised: tuple[str, ...] = ()
    note: str | None = None
    saved_at: datetime
    sealed_at: datetime | None = None
    nonce: str | None = None
    digest: str | None = None

    @property
    def filled(self) -> FilledSheet:
        """What was judged, as the law reads it."""
        return FilledSheet(answers=self.answers, parts=self.parts, case_of=self.case_of, raised=self.raised)


def digest_of(sheet: Sheet) -> str:
    """The digest of the sheet's seal, as `law.scoring.seal_of` makes it."""
    return seal_of(
        sheet.filled.for_law(),
        case_id=sheet.case_id,
        member_id=sheet.member_id,
        round=sheet.round,
        rulebook_id=sheet.rulebook_id,
        rulebook_hash=sheet.rulebook_hash,
        note=sheet.note,
        nonce=sheet.nonce,
    )


def is_genuine(sheet: Sheet) -> bool:
    """Whether a sealed sheet is still what was sealed."""
    return sheet.digest is not None and digest_of(sheet) == sheet.digest
