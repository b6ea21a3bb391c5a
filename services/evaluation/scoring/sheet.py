"""A member's score sheet: secret while it is filled, immutable once sealed, open when all are."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from kit.lifecycle import Lifecycle
from kit.storage.collection import Aggregate
from law.scoring import Filled, seal_of
from services.evaluation.cases.dossier import FilledSheet


class State(StrEnum):
    """Where a sheet stands."""

    DRAFT = "draft"
    SEALED = "sealed"
    REVEALED = "revealed"
    LAPSED = "lapsed"
    SET_ASIDE = "set-aside"


class Verb(StrEnum):
    """What is done to a sheet."""

    SAVE = "save"
    SEAL = "seal"
    REVEAL = "reveal"
    LAPSE = "lapse"
    SET_ASIDE = "set-aside"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("phiếu chấm", "score sheet"),
    initial=State.DRAFT,
    table={
        (State.DRAFT, Verb.SAVE): State.DRAFT,
        (State.DRAFT, Verb.SEAL): State.SEALED,
        (State.DRAFT, Verb.LAPSE): State.LAPSED,
        (State.DRAFT, Verb.SET_ASIDE): State.SET_ASIDE,
        (State.SEALED, Verb.REVEAL): State.REVEALED,
        (State.SEALED, Verb.SET_ASIDE): State.SET_ASIDE,
    },
    states={
        State.DRAFT: ("Bản nháp", "Draft"),
        State.SEALED: ("Đã niêm phong", "Sealed"),
        State.REVEALED: ("Đã công khai", "Revealed"),
        State.LAPSED: ("Không nộp kịp", "Lapsed"),
        State.SET_ASIDE: ("Không tính (không tham gia)", "Set aside (recused)"),
    },
    verbs={
        Verb.SAVE: ("lưu nháp", "save the draft"),
        Verb.SEAL: ("niêm phong", "seal"),
        Verb.REVEAL: ("công khai", "reveal"),
        Verb.LAPSE: ("đóng phiếu chưa niêm phong", "let an unsealed sheet lapse"),
        Verb.SET_ASIDE: ("loại khỏi kết quả", "set aside"),
    },
)


class Sheet(Aggregate):
    """One member's sheet of one round."""

    case_id: str
    office: str
    round: int
    member_id: str
    member_name: str
    state: State = LIFECYCLE.initial
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


def save(sheet: Sheet, filled: FilledSheet, *, note: str | None, at: datetime) -> Sheet:
    """This will keep what the member filled so far; a draft may be incomplete."""
    return sheet.model_copy(
        update={
            "state": LIFECYCLE.step(sheet.state, Verb.SAVE),
            "answers": filled.answers,
            "parts": filled.parts,
            "case_of": filled.case_of,
            "raised": tuple(sorted(set(filled.raised))),
            "note": (note or "").strip() or None,
            "saved_at": at,
        }
    )


def seal(sheet: Sheet, *, nonce: str, at: datetime) -> Sheet:
    """This will make the sheet immutable and stamp it with a digest that binds it to its rulebook."""
    state = LIFECYCLE.step(sheet.state, Verb.SEAL)
    sealed = sheet.model_copy(update={"state": state, "sealed_at": at, "nonce": nonce})
    return sealed.model_copy(update={"digest": digest_of(sealed)})


def reveal(sheet: Sheet) -> Sheet:
    """This will open a sealed sheet."""
    return sheet.model_copy(update={"state": LIFECYCLE.step(sheet.state, Verb.REVEAL)})


def lapse(sheet: Sheet) -> Sheet:
    """This will end a sheet that was not sealed in time; it stays its member's alone."""
    return sheet.model_copy(update={"state": LIFECYCLE.step(sheet.state, Verb.LAPSE)})


def set_aside(sheet: Sheet) -> Sheet:
    """This will take a recused member's sheet out of the result."""
    return sheet.model_copy(update={"state": LIFECYCLE.step(sheet.state, Verb.SET_ASIDE)})


def digest_of(sheet: Sheet) -> str:
    """The digest of the sheet's seal, as `law.scoring.seal_of` makes it."""
    return seal_of(
        Filled.model_validate(sheet.filled.model_dump(include={"answers", "parts", "case_of", "raised"})),
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
