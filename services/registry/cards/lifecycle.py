"""The steps of a yearly card, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    ASKED = "asked"
    FILED = "filed"


class Verb(StrEnum):
    FILE = "file"
    AMEND = "amend"


LIFECYCLE = Lifecycle(
    subject=("phiếu năm của sản phẩm", "yearly card"),
    initial=State.ASKED,
    table={(State.ASKED, Verb.FILE): State.FILED, (State.FILED, Verb.AMEND): State.FILED},
    states={State.ASKED: ("chưa khai", "not filled in"), State.FILED: ("đã khai", "filled in")},
    verbs={Verb.FILE: ("khai", "fill in"), Verb.AMEND: ("khai lại", "fill in again")},
)
