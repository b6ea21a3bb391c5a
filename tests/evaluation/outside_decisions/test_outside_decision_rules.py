"""What one person may enter of a higher office's paper, and another confirm, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from kit.history import Actor
from kit.refusal import Several
from law.rulebooks import shelf
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Dossier
from services.evaluation.cases.legal import TierOffice
from services.evaluation.outside_decisions import refusals, rules
from services.evaluation.outside_decisions.commands import ConfirmCommand, EnterCommand
from services.evaluation.outside_decisions.lifecycle import State
from services.evaluation.outside_decisions.outside_decision import Outcome, OutsideDecision
from tests.callers import person
from tests.evaluation.evaluation_harness import dossier

SENT, SIGNED, TODAY = date(2026, 8, 3), date(2026, 9, 1), date(2026, 9, 10)
AT = datetime(2026, 9, 10, 2, tzinfo=UTC)
R26 = shelf().get("R26")
CENTRE = TierOffice(tier="centre", office="vn", screens=False)


def said(**more: Any) -> EnterCommand:
    known = {"number": "512/QĐ-BNNMT", "decided_on": SIGNED, "decided_by": "Bộ Nông nghiệp và Môi trường"}
    return EnterCommand(**known | {"outcome": Outcome.RECOGNISED, "total": Decimal("92.5"), "star": 5} | more)


def entered(command: EnterCommand) -> OutsideDecision:
    case = Case.model_construct(id="c", dossier=Dossier.model_validate(dossier().model_dump()), office="33")
    paper: Any = {"sha256": "0" * 64, "size": 9, "media_type": "application/pdf", "name": "qd.pdf"}
    return rules.entered(
        "o", case, command, paper, above=CENTRE, sent_on=SENT, rulebook=R26, by=person("lan"), on=TODAY
    )


class TestAnEntry:
    def test_is_what_the_paper_says(self) -> None:
        made = entered(said())
        assert (made.state, made.star, made.total, made.above, made.office) == (
            State.ENTERED, 5, Decimal("92.5"), "vn", "33",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("more", "refused"),
        [
            ({"decided_on": date(2026, 9, 11)}, refusals.NotYetSigned),
            ({"decided_on": date(2026, 8, 2)}, refusals.BeforeItWasSent),
            ({"star": None}, refusals.StarMissing),
            ({"star": 4}, refusals.StarBeyondPower),
            ({"total": Decimal("89.99")}, refusals.TotalTooLow),
            ({"outcome": Outcome.NOT_RECOGNISED}, refusals.StarUnneeded),
            ({"outcome": Outcome.RETURNED}, refusals.StarIsTheirs),
        ],
        ids=["tomorrow's", "older than the sending", "no star", "a star not theirs", "a total too low", "a star of nothing", "a star sent back"],
    )  # fmt: skip
    def test_is_refused_where_it_cannot_be_so(self, more: dict[str, Any], refused: type[Exception]) -> None:
        with pytest.raises(refused):
            entered(said(**more))

    def test_says_all_that_is_wrong_at_once(self) -> None:
        with pytest.raises(Several):
            entered(said(decided_on=date(2026, 9, 11), star=None))


class TestASecondReading:
    def test_confirms_what_another_person_read_in_the_same_paper(self) -> None:
        read = ConfirmCommand(number=" 512/qđ-bnnmt", decided_on=SIGNED)
        after = rules.confirmed(entered(said()), read, by=person("minh"), on=TODAY, at=AT)
        assert (after.state, after.settled_by) == (State.CONFIRMED, Actor.of(person("minh")))

    def test_is_not_by_who_entered_it(self) -> None:
        read = ConfirmCommand(number="512/QĐ-BNNMT", decided_on=SIGNED)
        with pytest.raises(refusals.SamePerson):
            rules.confirmed(entered(said()), read, by=person("lan"), on=TODAY, at=AT)

    @pytest.mark.parametrize(("number", "on"), [("513/QĐ-BNNMT", SIGNED), ("512/QĐ-BNNMT", date(2026, 9, 2))])
    def test_that_differs_confirms_nothing(self, number: str, on: date) -> None:
        with pytest.raises(refusals.DiffersFromEntry):
            rules.confirmed(
                entered(said()), ConfirmCommand(number=number, decided_on=on), by=person("minh"), on=TODAY, at=AT
            )
