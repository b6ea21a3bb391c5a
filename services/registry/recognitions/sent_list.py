"""A list somebody sent: how it was read, how far it has come, and its lines with what became of each."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from kit.command import Fields, Label
from kit.history import Stateful
from kit.identity import Principal
from kit.lists.writings import Writing
from services.registry.recognitions.lifecycle import LIFECYCLE, State

Outcome = Literal["added", "joined", "known", "refused", "undone", "stays"]
"""A product is entered, a row is added to one that is there, or was there already; or it cannot be. Of a list that is taken back: gone, or kept."""
Phase = Literal["check", "entry", "undo"]
"""Of a line: what would become of it, what became of it, and what became of that."""
PHASES: dict[State, Phase] = {
    State.CHECKING: "check",
    State.CHECKED: "check",
    State.ENTERING: "entry",
    State.ENTERED: "entry",
    State.UNDOING: "undo",
    State.UNDONE: "undo",
}


class ReadFields(Fields):
    """How the letters of a file are taken."""

    writing: Annotated[
        Writing, Label("Chữ trong tệp được viết theo", "The letters of the file are written in", "tcvn3")
    ]


class EnterFields(Fields):
    """Enter what can be entered, or all of it or nothing."""

    whole: Annotated[
        bool,
        Label(
            "Nhập tất cả hoặc không nhập gì",
            "All lines or none",
            hint=(
                "Nếu có dòng không nhập được thì không dòng nào được giữ.",
                "If one line cannot be entered, none is kept.",
            ),
        ),
    ] = False


class Reading(ReadFields):
    """
    How a file is read. `writings`: how else its letters may be meant, `samples` what that changes. `total`: its lines.
    """

    writings: tuple[Writing, ...]
    samples: tuple[tuple[str, str], ...] = ()
    total: int


class NewList(Reading):
    """A file that was sent, as it was read. `name`: the sender's; its bytes are kept by `sha256`."""

    name: str
    sha256: str


class SentList(EnterFields, NewList, Stateful, lifecycle=LIFECYCLE):
    """
    A file that was sent. `reading`: how often it was read. `by`: who sent it, or has it entered, with the rights under which
    it is.
    """

    reading: int = 1
    by: Principal
    offices: tuple[str, ...]
    sent_at: datetime
    state: State = State.CHECKING

    @property
    def phase(self) -> Phase:
        """What its lines are asked about now."""
        return PHASES[self.state]


class Why(BaseModel):
    """Why a line was not entered, or stays."""

    model_config = ConfigDict(frozen=True)

    slug: str
    vi: str
    en: str


class Became(BaseModel):
    """
    What becomes of a line. Of products, producers and certificates the ids of those it enters or joins; `says`: a
    digest of what it says, by which two lines that say the same are known.
    """

    model_config = ConfigDict(frozen=True)

    outcome: Outcome
    product_id: str | None = None
    producer_id: str | None = None
    certificate_id: str | None = None
    says: str = ""
    why: Why | None = None


class Line(Aggregate):
    """One line of a list. `number`: of the file's line, or the worksheet's row."""

    list_id: str
    reading: int
    number: int
    product: str
    cells: dict[str, str]
    check: Became | None = None
    entry: Became | None = None
    undo: Became | None = None
