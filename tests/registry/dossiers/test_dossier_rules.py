"""What may be opened, attached and submitted as a dossier, by rule."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.command import Reason
from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Refusal, Several
from law.rulebooks import shelf
from programme.places import where
from services.registry.dossiers import refusals, rules
from services.registry.dossiers.allowance import Allowance, Limit
from services.registry.dossiers.commands import EvidenceCommand, OpenCommand, SubmitCommand
from services.registry.dossiers.dossier import Dossier, EvidenceFile, Return
from services.registry.dossiers.lifecycle import State
from services.registry.producers.producer import Person, Producer
from services.registry.products.product import Certified, Product

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
PLACE = where("33/11977", ON)
HUONG = Principal.of("huong", "Nguyễn Thị Hương", "producer@p-huong")
LAN = Principal.of("lan", "Trần Thị Lan", "producer@p-huong")
PRODUCER = Producer(
    id="p-huong",
    name="HTX Nhãn lồng",
    kind="cooperative",
    place=PLACE,
    representative=Person(name="Hương"),
    registered_on=ON,
)
PDF = EvidenceFile(name="dang-ky.pdf", size=100, media_type="application/pdf", sha256="a" * 64)


def product(certified_until: date | None = None) -> Product:
    recognition = Certified(
        certificate_id="c-1",
        product_code="33-1",
        star=3,
        valid_from=date(2023, 8, 1),
        valid_until=certified_until or ON,
    )
    return Product(
        id="s-1",
        name="Long nhãn",
        set_no=7,
        producer_id=PRODUCER.id,
        producer_name=PRODUCER.name,
        producer_kind=PRODUCER.kind,
        place=PLACE,
        registered_on=ON,
        certified=recognition if certified_until else None,
    )


def opened(of: Product, kind: str = "first", before: Dossier | None = None) -> Dossier:
    command = OpenCommand(product_id=of.id, kind=kind)
    return rules.opened("d-1", of, PRODUCER, command, place=PLACE, before=before, at=AT, on=ON)


def refused(*args: Any, **more: Any) -> type[Refusal]:
    with pytest.raises(Refusal) as raised:
        opened(*args, **more)
    return type(raised.value)


class TestOpening:
    def test_starts_as_a_draft_of_the_product_as_it_is(self) -> None:
        dossier = opened(product())
        assert (dossier.state, dossier.set_no, dossier.producer_name, dossier.previous) == (
            *(State.DRAFT, 7, PRODUCER.name),
            None,
        )

    def test_is_refused_for_a_kind_nobody_knows(self) -> None:
        assert refused(product(), "second") is refusals.KindUnknown

    def test_of_a_first_one_waits_for_the_end_of_the_certificate(self) -> None:
        assert refused(product(date(2026, 8, 3))) is refusals.CertifiedAlready
        assert opened(product(date(2026, 8, 2))).previous is None

    @pytest.mark.parametrize("kind", ["upgrade", "re-evaluation"])
    def test_of_any_other_needs_one(self, kind: str) -> None:
        assert refused(product(), kind) is refusals.NothingToStartFrom
        previous = opened(product(date(2026, 8, 2)), kind, before=opened(product())).previous
        assert previous
        assert (previous.dossier_id, previous.certificate_id, previous.star) == ("d-1", "c-1", 3)


class TestEvidence:
    def added(self, dossier: Dossier, by: Principal = HUONG, **dates: date) -> Dossier:
        command = EvidenceCommand(kind="business-registration", **dates)
        return rules.with_evidence(dossier, command, PDF, id="e-1", at=AT, by=by)

    def test_makes_whoever_adds_it_an_author(self) -> None:
        assert self.added(self.added(opened(product())), LAN).authors == ("huong", "lan")

    def test_does_not_end_before_it_began(self) -> None:
        with pytest.raises(refusals.DatesReversed):
            self.added(opened(product()), issued_on=date(2026, 8, 2), expires_on=date(2026, 8, 1))

    def test_is_not_added_to_what_was_taken_back(self) -> None:
        withdrawn = rules.withdrawn(opened(product()), Reason(reason="Ngừng sản xuất"), at=AT, by=HUONG)
        with pytest.raises(StepRefused):
            self.added(withdrawn)

    def test_fits_or_not_by_files_and_by_bytes(self) -> None:
        limit = Limit(files=2, size=1_000)
        rules.must_fit(Allowance(id="p", files=1, size=900), 100, limit)
        for used, size in ((Allowance(id="p", files=2, size=0), 1), (Allowance(id="p", files=1, size=900), 101)):
            with pytest.raises(refusals.AllowanceUsedUp):
                rules.must_fit(used, size, limit)


class TestHandingIn:
    def test_names_everything_that_is_missing_at_once(self) -> None:
        rulebook = shelf().in_force(ON)
        with pytest.raises(Several) as raised:
            rules.submitted(opened(product()), rulebook, SubmitCommand(), number="–", by=HUONG, at=AT, on=ON)
        kinds = {type(one) for one in raised.value.refusals}
        assert {refusals.SelfAssessmentMissing, refusals.NoEvidence} <= kinds

    def test_a_draft_is_not_returned(self) -> None:
        with pytest.raises(StepRefused):
            rules.returned(opened(product()), Return(case_id="c", office="33", missing=("giấy",)), at=AT)

    def test_taking_back_asks_why(self) -> None:
        with pytest.raises(refusals.ReasonMissing):
            rules.withdrawn(opened(product()), Reason(reason="  "), at=AT, by=HUONG)
