"""A line of a campaign: one certificate to be judged again."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Words
from kit.history import Actor, Stateful
from programme.places import Where
from services.evaluation.campaigns.line_lifecycle import LINES, RECOGNISED, WAITING, Stage


class ReviewFields(Fields):
    """What was found on the spot before the producer is invited, by finding id."""

    findings: Annotated[
        dict[Id, bool],
        Field(max_length=20),
        Label("Nội dung rà soát", "Findings", example={"still-produced": True}),
    ]
    note: (
        Annotated[
            Words, Label("Nhận xét", "Remark", why=("trừ khi có nội dung không đạt", "unless something is not met"))
        ]
        | None
    ) = None


class Review(ReviewFields, Kept):
    """A review, by whom and for which office."""

    model_config = ConfigDict(frozen=True)

    reviewed_on: date
    office: str
    by: Actor


class Line(Stateful, lifecycle=LINES):
    """
    `no`: its number in the campaign. `opens_on`, `closes_on`: when a dossier is in time; `decision_line`: its number in the
    annex of the decision that recognised it, where that is known; `internal_by`: the office's own earlier
    day. `taken`: its certificate, while the campaign is open: a certificate is in one open campaign. `ended_on`: when the certificate
    itself ended. `star_now`: of the new recognition.
    """

    campaign_id: str
    no: int
    office: str
    campaign: str
    receiving_office: str
    certificate_id: str
    taken: str | None = None
    product_code: str
    star: int
    valid_from: date
    valid_until: date
    decision_number: str
    decided_on: date
    decision_line: int | None = None
    product_id: str
    product_name: str
    set_no: int
    producer_id: str
    producer_name: str
    producer_kind: str = ""
    place_then: Where
    place_now: Where
    opens_on: date | None = None
    closes_on: date
    internal_by: date | None = None
    due_on: date | None = None
    state: Stage = Stage.NOT_INVITED
    review: Review | None = None
    invited_on: date | None = None
    dossier_id: str | None = None
    received_on: date | None = None
    in_time: bool | None = None
    star_now: int | None = None
    ended_on: date | None = None
    because: str = ""

    @property
    def last_day(self) -> date:
        """By when its office wants the dossier: its own day, else the law's."""
        return self.internal_by or self.closes_on

    @property
    def waits(self) -> bool:
        """Whether its dossier is not in."""
        return self.state in WAITING

    @property
    def recognised(self) -> bool:
        """Whether it ended in another recognition."""
        return self.state in RECOGNISED

    def late(self, on: date) -> bool:
        """Whether its dossier is not in, and its last day is past."""
        return self.waits and on > self.closes_on
