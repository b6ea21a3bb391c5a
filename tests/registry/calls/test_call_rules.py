"""Why somebody is called and in which order, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from programme.journeys import Stage
from programme.places import where
from services.registry.calls import rules
from services.registry.calls.call import Kind
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import State
from services.registry.journeys.journey import Stay

ON = date(2026, 8, 3)
SOON = rules.soon(ON)
ONE_DAY = timedelta(days=1)


def dossier(**changes: Any) -> Dossier:
    made = Dossier(
        id="d-1",
        kind="new",
        product_id="s-1",
        product_name="Long nhãn",
        set_no=19,
        producer_id="p-1",
        producer_name="HTX Nhãn lồng",
        producer_kind="cooperative",
        place=where("33/11977", ON),
        opened_on=ON,
        opened_at=datetime(2026, 8, 3, 2, tzinfo=UTC),
        state=State.RETURNED,
        supplement_by=ON,
        missing=("Phiếu kiểm nghiệm", "Giấy đăng ký"),
    )
    return made.model_copy(update=changes)


def stay(**changes: Any) -> Stay:
    made = Stay(
        id="c-1",
        dossier_id="d-1",
        office="33/11977",
        tier="commune",
        product="Long nhãn",
        producer="HTX Nhãn lồng",
        producer_id="p-1",
        place="33/11977",
        stage=Stage.OPENED,
        open=True,
        opened_on=ON,
        since=ON,
        due_on=ON,
    )
    return made.model_copy(update=changes)


def certificate(ends: date, **changes: Any) -> Certificate:
    known: dict[str, Any] = {
        "id": "g-1",
        "state": CertificateState.VALID,
        "valid_until": ends,
        "product_name": "Long nhãn",
        "producer_name": "HTX Nhãn lồng",
        "producer_id": "p-1",
    }
    return Certificate.model_construct(**known | changes)


class TestASupplement:
    @pytest.mark.parametrize("due", [ON - ONE_DAY, ON, SOON])
    def test_that_is_due_soon_or_over_is_a_reason(self, due: date) -> None:
        found = rules.of_dossier(dossier(supplement_by=due), ON)
        assert found
        assert (found.kind, found.due_on, found.producer_id) == (Kind.SUPPLEMENT, due, "p-1")

    @pytest.mark.parametrize(
        "changes", [{"supplement_by": SOON + ONE_DAY}, {"supplement_by": None}, {"state": State.SUBMITTED}]
    )
    def test_that_is_far_or_owed_by_nobody_is_none(self, changes: dict[str, Any]) -> None:
        assert rules.of_dossier(dossier(**changes), ON) is None

    def test_names_only_what_is_not_ticked_yet(self) -> None:
        found = rules.of_dossier(dossier(done=(0,)), ON)
        assert found
        assert found.asked == ("Giấy đăng ký",)


class TestACertificate:
    def test_is_a_reason_in_the_window_of_the_act_only(self) -> None:
        near, far = certificate(ON + timedelta(days=60)), certificate(ON + timedelta(days=900))
        assert rules.of_certificate(near, ON)
        assert rules.of_certificate(far, ON) is None

    @pytest.mark.parametrize("changes", [{"producer_id": ""}, {"state": CertificateState.REVOKED}])
    def test_of_nobody_or_without_force_is_none(self, changes: dict[str, Any]) -> None:
        assert rules.of_certificate(certificate(ON + timedelta(days=60), **changes), ON) is None


class TestAnOffice:
    @pytest.mark.parametrize("stage", [Stage.OPENED, Stage.SCREENED])
    def test_whose_period_ends_is_called(self, stage: Stage) -> None:
        found = rules.of_stay(stay(stage=stage), ON)
        assert found
        assert (found.kind, found.office, found.producer_id) == (Kind.OFFICE, "33/11977", "")

    @pytest.mark.parametrize(
        "changes",
        [
            {"open": False},
            {"answered_on": ON},
            {"due_on": None},
            {"due_on": SOON + ONE_DAY},
            *({"stage": stage} for stage in Stage if stage not in (Stage.OPENED, Stage.SCREENED)),
        ],
    )
    def test_that_owes_nothing_soon_is_not(self, changes: dict[str, Any]) -> None:
        assert rules.of_stay(stay(**changes), ON) is None


class TestTheMorning:
    def test_has_the_most_overdue_first_and_no_more_than_can_be_called(self) -> None:
        made = [rules.of_dossier(dossier(id=f"d-{n}", supplement_by=ON - n * ONE_DAY), ON) for n in range(15)]
        chosen = rules.chosen([one for one in made if one], ())
        assert [one.subject for one in chosen] == [f"d-{n}" for n in range(14, 4, -1)]

    def test_leaves_out_who_was_called_and_asks_anew_when_the_day_is_another(self) -> None:
        first, later = rules.of_dossier(dossier(), ON), rules.of_dossier(dossier(supplement_by=ON + ONE_DAY), ON)
        assert first
        assert later
        assert rules.chosen([first], {first.id}) == []
        assert rules.chosen([later], {first.id}) == [later]
