"""The certificate: one recognition of one product."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict

from kit.aggregate import Kept
from kit.clock import LOCAL
from kit.command import Fields, Label, Words
from kit.days import Day
from kit.history import Stateful
from services.registry.certificates.lifecycle import LIFECYCLE, State
from services.registry.dossiers.dossier import Subject


class Ground(Kept):
    """A ground in law: its code, its words, and the article."""

    model_config = ConfigDict(frozen=True)

    code: str
    words: str
    article: str | None = None


class PaperCited(Kept):
    """A signed paper by number and day, as it is cited; of what kind it is stands in the symbol of its number."""

    model_config = ConfigDict(frozen=True)

    number: str
    signed_on: date
    kind: str = "-"


class Mark(StrEnum):
    """What a certificate allows of the mark now."""

    ALLOWED = "allowed"
    SUSPENDED = "suspended"
    ENDED = "ended"


class SuspensionFields(Fields):
    """Why the use of the mark is suspended, and until when."""

    why: Annotated[Words, Label("Nêu rõ sự việc", "What happened", example="Bao bì in bốn sao, được công nhận ba sao.")]
    until: (
        Annotated[
            Day,
            Label(
                "Đến hết ngày",
                "Until the end of",
                hint=(
                    "Để trống: đến khi cơ quan cho phép sử dụng lại. Hết ngày này quyền sử dụng tự trở lại.",
                    "Leave empty: until an office lifts it. After this day the mark may be used again by itself.",
                ),
            ),
        ]
        | None
    ) = None


class ReasonFields(Fields):
    """Why something is done with a certificate."""

    reason: Annotated[Words, Label("Lý do", "Reason", example="Chuyển sang sản phẩm khác.")]


class Suspension(SuspensionFields, Kept):
    """
    The use of the mark on the product suspended by an office; the certificate and its star stay.

    `until`: its last day, None: until it is lifted. `source`: the rule an office suspends by. `breach_id`: for which
    breach, where it is for one. `whole`: the certificate itself is suspended, and the use of the mark with it.
    """

    model_config = ConfigDict(frozen=True)

    grounds: tuple[Ground, ...]
    suspended_on: date
    paper: PaperCited | None = None
    source: str = ""
    breach_id: str | None = None
    whole: bool = False


class DecisionCited(Kept):
    """A line of an issued decision: which one, and where in it (`DecisionRef` of the contract)."""

    model_config = ConfigDict(frozen=True)

    id: str
    number: str
    decided_on: date
    line: int
    of: int


class Revoked(Kept):
    """
    What an authority decided when it revoked the recognition. `recognition_line`: the line of the decision it revokes;
    `collected_by`: the office ordered to collect the paper. `annulled_on`: an appeal had it annulled.
    """

    model_config = ConfigDict(frozen=True)

    revoked_on: date
    grounds: tuple[Ground, ...]
    decision: DecisionCited
    authority: str = ""
    recognition_line: int | None = None
    collected_by: str | None = None
    annulled_on: date | None = None


class GivenUp(ReasonFields, Kept):
    """The producer gave the certificate up before its last day. `letter`: where an officer noted its letter."""

    model_config = ConfigDict(frozen=True)

    given_up_on: date
    letter: PaperCited | None = None


class Extension(ReasonFields, Kept):
    """A prolonged validity: to when from when, why, by which decision."""

    model_config = ConfigDict(frozen=True)

    previous_valid_until: date
    valid_until: date
    extended_on: date
    source: str = ""
    decision: DecisionCited | None = None
    paper: PaperCited | None = None


class PaperReplaced(Kept):
    """A paper with a clerical error replaced: its number is struck; star and days are as they were."""

    model_config = ConfigDict(frozen=True)

    old_number: str
    new_number: str
    what: str
    replaced_on: date


class DecisionPutRight(Kept):
    """Number and day that the decision was said to have before its office put them right, and why."""

    was_number: str
    was_decided_on: date
    what: str
    corrected_on: date


class Decided(Kept):
    """The decision a certificate rests on: its number and day, the office that decided, and who signed."""

    model_config = ConfigDict(frozen=True)

    decision_number: str
    decided_on: date
    office: str = ""
    """The office that decided; of what was certified before it was noted, none."""
    signed_as: tuple[str, ...] = ()
    """The lines of authority above the signature of the decision; empty where its signed copy was not on file."""
    signed_by: str = ""
    ruling_id: str = ""
    decision_line: int | None = None
    """Its own number in the decision's annex; of what was decided by itself before decisions had lines, none."""


class Certificate(Subject, Decided, Stateful, lifecycle=LIFECYCLE):
    """
    One recognition of one product. The first and the last day are both valid.

    One of earlier years was read in a `source`, has no dossier or ruling here, and no code when none was published.
    """

    product_code: str
    star: int
    authority: str
    rulebook_id: str
    rulebook_hash: str | None = None
    """The edition; of what was certified before editions were noted, none."""
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition it was certified by; of what was certified before, none."""
    valid_from: date
    valid_until: date
    dossier_id: str = ""
    source: str | None = None
    list_sha256: str | None = None
    """The published list it was read in, as it was sent; and who loaded it. Nothing of those the product ships."""
    entered_by: str | None = None
    supersedes: str | None = None
    superseded_by: str | None = None
    suspension: Suspension | None = None
    """The use of the mark is suspended, or the certificate itself; of one that ended meanwhile, what was."""
    revoked: Revoked | None = None
    """Of one that had ended before, a later fact and not its end."""
    given_up: GivenUp | None = None
    extensions: tuple[Extension, ...] = ()
    papers: tuple[PaperReplaced, ...] = ()
    decision_corrections: tuple[DecisionPutRight, ...] = ()
    """Of its decision's number and day, oldest first; by each number it is found."""
    paper_numbers: tuple[str, ...] = ()
    """Every number its paper has had, the struck ones too: by each it is found."""
    state: State = State.VALID

    @property
    def mark(self) -> Mark:
        """Whether the mark may be used on the product by this certificate."""
        if self.state is not State.VALID:
            return Mark.ENDED
        return Mark.SUSPENDED if self.suspension else Mark.ALLOWED

    @property
    def ended_on(self) -> date | None:
        """The first day on which it no longer holds; None while it does. Of one that was superseded, its last step's."""
        match self.state:
            case State.VALID:
                return None
            case State.REVOKED if self.revoked:
                return self.revoked.revoked_on
            case State.GIVEN_UP if self.given_up:
                return self.given_up.given_up_on
            case State.SUPERSEDED if self.steps:
                return min(self.steps[-1].at.astimezone(LOCAL).date(), self.valid_until + timedelta(days=1))
        return self.valid_until + timedelta(days=1)

    @property
    def retrospective(self) -> bool:
        """Whether it was read in a published list, not issued here."""
        return self.source is not None
