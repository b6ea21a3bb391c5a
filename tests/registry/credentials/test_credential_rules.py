"""The rules of credentials: both sides of every line, no fixture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.command import Reason
from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Forbidden, Refusal, Several
from law import evidence
from law.kinds import kinds_of_credential
from law.rulebooks import shelf
from programme.places import Where
from services.registry.credentials import rules
from services.registry.credentials.commands import CredentialCommand
from services.registry.credentials.credential import Credential, Granted, Paper
from services.registry.credentials.lifecycle import State
from services.registry.credentials.refusals import (
    DatesReversed,
    EndedAlready,
    HeldByAnother,
    KindUnknown,
    NotIssuedYet,
    NumberMissing,
    OfAnotherProducer,
    PaperMissing,
    ReasonMissing,
    RecordedAlready,
)
from services.registry.producers.producer import Person, Producer
from services.registry.products.product import Product

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 5, tzinfo=UTC)
PLACE = Where(code="11977", path="33/11977", name="Xã Tân Hưng", on=ON)
HUONG = Principal.of("huong", "Hương", "producer@p")
OFFICER = Principal.of("officer", "Cán bộ", "province-officer@33", "commune-officer@33/11977")
PRODUCER = Producer(
    id="p", name="HTX", kind="cooperative", place=PLACE, representative=Person(name="Hương"), registered_on=ON
)
PRODUCT = Product(
    id="x", name="Long nhãn", set_no=1, producer_id="p", producer_name="HTX", producer_kind="cooperative", place=PLACE,
    registered_on=ON,
)  # fmt: skip
PAPER = Paper(name="a.pdf", size=1, media_type="application/pdf", sha256="0" * 64)


@dataclass(frozen=True)
class Report:
    agency: str = "food-safety"
    report_id: str = "R-1"
    reported_on: date = ON
    document_url: str | None = None


def recorded(
    by: Principal = HUONG, product: Product | None = PRODUCT, paper: Paper | None = PAPER, **changes: Any
) -> Credential:
    said = {"kind": "vietgap", "number": "VG-1", "issued_on": "2026-01-10", "expires_on": "2027-12-31"} | changes
    command = CredentialCommand(producer_id="p", **said)
    return rules.recorded(
        "c", command, producer=PRODUCER, product=product, place=PLACE, paper=paper, by=by, at=AT, on=ON, lists={}
    )


def other(id: str, **changes: Any) -> Credential:
    return recorded().model_copy(update={"id": id, **changes})


class TestTheList:
    def test_names_evidence_and_topics_there_are_a_source_and_how_far_it_was_compared(self) -> None:
        act = shelf().get("R26")
        topics = {leaf.topic for set_no in act.sets for leaf in act.sheet(set_no).leaves}
        known = {one.id for one in evidence.kinds()}
        for kind in kinds_of_credential().values():
            assert kind.evidence, kind.id
            assert set(kind.evidence) <= known
            assert set(kind.topics) <= topics
            assert kind.source is not None
            assert kind.issuers is not None
            assert list(kind.days_before) == sorted(kind.days_before, reverse=True)

    def test_has_national_and_international_organic_apart(self) -> None:
        assert {"organic", "organic-international"} <= set(kinds_of_credential())


class TestRecording:
    def test_takes_the_last_day_of_the_paper_or_of_its_kind(self) -> None:
        assert recorded().ends_on == date(2027, 12, 31)
        assert recorded(expires_on=None).ends_on == date(2028, 1, 10)  # 24 months
        assert recorded(kind="copyright", expires_on=None).ends_on is None

    def test_is_verified_at_once_by_an_officer_at_the_office_nearest_to_it(self) -> None:
        assert recorded().state is State.RECORDED
        one = recorded(OFFICER, paper=None)
        assert (one.state, one.verified_by, one.office) == (State.VERIFIED, "officer", "33/11977")

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"kind": "feng-shui"}, KindUnknown),
            ({"kind": "food-safety"}, HeldByAnother),
            ({"number": " -/. "}, NumberMissing),
            ({"issued_on": "2026-08-04"}, NotIssuedYet),
            ({"expires_on": "2026-01-09"}, DatesReversed),
            ({"expires_on": "2026-08-02"}, EndedAlready),
            ({"paper": None}, PaperMissing),
            ({"product": PRODUCT.model_copy(update={"producer_id": "q"})}, OfAnotherProducer),
        ],
    )
    def test_refuses(self, changes: dict[str, Any], refusal: type[Refusal]) -> None:
        with pytest.raises(refusal):
            recorded(**changes)

    def test_takes_what_is_just_in_time(self) -> None:
        assert recorded(issued_on="2026-08-03", expires_on="2026-08-03").alive_on(ON)

    def test_says_all_that_is_wrong_at_once(self) -> None:
        with pytest.raises(Several) as said:
            recorded(paper=None, number=".")
        assert len(said.value.refusals) == 2

    def test_refuses_the_same_number_while_it_is_held(self) -> None:
        again = other("d", number_key="VG1")
        with pytest.raises(RecordedAlready):
            rules.must_be_new(again, [recorded()])
        rules.must_be_new(again, [recorded().model_copy(update={"state": State.WITHDRAWN})])
        rules.must_be_new(other("d", number_key="VG2"), [recorded()])


class TestVouching:
    def test_is_for_a_registrar_of_its_place_and_not_of_ones_own(self) -> None:
        assert rules.may_verify(recorded(), OFFICER)
        assert not rules.may_verify(recorded(), HUONG)
        assert not rules.may_verify(recorded(), Principal.of("x", "X", "commune-officer@33/12004"))
        assert not rules.may_verify(recorded(), Principal.of("x", "X", "commune-officer@33/11977", "producer@p"))

    def test_is_done_once(self) -> None:
        with pytest.raises(StepRefused):
            rules.verified(recorded(OFFICER), by=OFFICER, at=AT, on=ON)

    def test_by_its_issuer_takes_its_days_and_keeps_its_word(self) -> None:
        said = Granted.of({"kind": "vietgap", "number": "VG-1", "granted_on": "2026-02-01", "agency": "x"})
        one = rules.confirmed(recorded(), said, Report(), at=AT, on=ON)
        assert (one.state, one.verified_by, one.ends_on) == (State.VERIFIED, "issuer", date(2028, 2, 1))
        assert one.word is not None
        assert "R-1" in one.word
        with pytest.raises(DatesReversed):
            rules.confirmed(
                recorded(), said.model_copy(update={"expires_on": date(2026, 1, 1)}), Report(), at=AT, on=ON
            )

    def test_of_what_was_withdrawn_is_refused(self) -> None:
        ended = rules.withdrawn(recorded(), Reason(reason="Ghi nhầm"), by=HUONG, at=AT, on=ON)
        said = Granted.of({"kind": "vietgap", "number": "VG-1", "issued_on": "2026-02-01"})
        with pytest.raises(StepRefused):
            rules.confirmed(ended, said, Report(), at=AT, on=ON)


class TestItsEnd:
    def test_before_its_day_has_a_reason_and_who(self) -> None:
        with pytest.raises(ReasonMissing):
            rules.withdrawn(recorded(), Reason(reason=""), by=HUONG, at=AT, on=ON)
        assert rules.withdrawn(recorded(), Reason(reason="x"), by=HUONG, at=AT, on=ON).withdrawn_by == "producer"
        assert rules.withdrawn(recorded(), Reason(reason="x"), by=OFFICER, at=AT, on=ON).withdrawn_by == "officer"
        by_issuer = rules.withdrawn_by_issuer(recorded(), Report(), reason="", at=AT, on=ON)
        assert (by_issuer.withdrawn_by, by_issuer.reason) == ("issuer", "food-safety: R-1")

    def test_is_told_of_on_the_days_of_its_kind_then_on_the_day_itself_then_it_is_over(self) -> None:
        left = [rung.days_left for rung in rules.rungs(recorded())]
        assert left == [90, 30, 7, 0, -1]
        assert rules.rungs(recorded(kind="copyright", expires_on=None)) == []
        assert rules.next_rung(recorded(), date(2027, 12, 31)) == rules.rungs(recorded())[-1]
        assert rules.next_rung(recorded(), date(2028, 1, 1)) is None


class TestRenewing:
    def test_takes_the_place_of_the_same_kind_and_holder_that_is_no_newer(self) -> None:
        new = other("n", number_key="VG2", issued_on=date(2026, 7, 1))
        assert rules.renewable(new, [recorded()]) == [recorded()]
        assert rules.renewable(new, [recorded(kind="haccp")]) == []
        assert rules.renewable(new, [recorded(product=None)]) == []
        assert rules.renewable(new, [other("l", issued_on=date(2026, 7, 2))]) == []
        assert rules.renewable(new, [other("w", state=State.WITHDRAWN)]) == []
        assert len(rules.renewable(new, [other("e", state=State.EXPIRED)])) == 1

    def test_leaves_what_may_be_held_side_by_side(self) -> None:
        one, two = (
            recorded(kind="trademark"),
            recorded(kind="trademark").model_copy(update={"id": "t", "number_key": "2"}),
        )
        assert rules.renewable(two, [one]) == []
        assert rules.newer_of(one, [two]) is None

    def test_gives_way_to_one_that_came_before_it(self) -> None:
        newer = other("n", issued_on=date(2026, 7, 1))
        assert rules.newer_of(recorded(), [newer]) is newer
        assert rules.newer_of(newer, [recorded()]) is None

    def test_of_an_agencys_is_held_for_whom_it_says_or_what_is_there(self) -> None:
        assert rules.holder_of("vietgap", PRODUCT, []) == "x"
        assert rules.holder_of("food-safety", PRODUCT, []) is None
        assert rules.holder_of("vietgap", None, [recorded()]) == "x"
        assert rules.holder_of("vietgap", None, [recorded(), other("y", product_id="y")]) is None
        assert rules.holder_of("vietgap", PRODUCT, [recorded(product=None)]) is None


class TestWhatEverybodyFinds:
    def test_is_alive_verified_and_of_a_public_kind(self) -> None:
        assert rules.shown_kinds([recorded(OFFICER)], ON) == ["vietgap"]
        assert rules.shown_kinds([recorded()], ON) == []
        assert rules.shown_kinds([recorded(OFFICER)], date(2028, 1, 1)) == []
        assert rules.shown_kinds([recorded(OFFICER, kind="test-report", expires_on=None)], ON) == []


def test_only_its_producer_and_registrars_of_its_place_write_of_it() -> None:
    rules.require_keeper(HUONG, "p", PLACE)
    rules.require_keeper(OFFICER, "p", PLACE)
    with pytest.raises(Forbidden):
        rules.require_keeper(Principal.of("c", "C", "centre-officer@vn"), "p", PLACE)
