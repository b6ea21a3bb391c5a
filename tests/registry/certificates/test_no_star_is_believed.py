"""A ruling is acted on only when dossier, law and its own basis bear it out; a forged one is parked and certifies nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.vocabulary import (
    Basis,
    BothLanguages,
    EditionApplied,
    Layer,
    MemberSheet,
    Period,
    ProductRef,
    RegulationRef,
    SignedPaper,
)

from kit.messaging.parking import Outcome
from law.rulebooks import shelf
from tests.law.test_editions import corrected
from tests.law.test_installed import write
from tests.registry.registry_harness import CHAU, OLD_COMMUNE, PDF, Registry, particulars, ruled, submitted
from tests.rulings import SCORERS, sheets_giving

TODAY = date(2026, 8, 3)
PAPER = SignedPaper(name="dang-ky.pdf", sha256=hashlib.sha256(PDF).hexdigest())
CERTIFY = "certificates.when_a_ruling_is_issued_certify_the_product"
SENT_BACK = Layer(
    office="vn", tier="centre", case_id="c", outcome="returned", total="88", star=3, rulebook_id="R26", sheets=[]
)
OWN = RegulationRef(
    id="mine",
    office="33",
    decision=BothLanguages(vi="Quy chế", en="Regulation"),
    in_force=Period(first=date(2026, 1, 1)),
    rulebooks=["R26"],
    council={"spread_limit": "50"},
)


def basis(kind: str, **more: Any) -> Basis:
    return Basis(kind=kind, **more)


def one_answer_less(announced: RulingIssuedV1) -> dict[str, Any]:
    """The ruling's sheets with one criterion of one member made worse after the star was computed."""
    [first, *others] = announced.sheets
    id, option = next((id, option) for id, option in first.answers.items() if not option.endswith("a"))
    answers = {**first.answers, id: f"{id}.a"}
    assert option != answers[id]
    return {"sheets": [first.model_copy(update={"answers": answers}), *others]}


def applied(former: str, later: str) -> list[EditionApplied]:
    return [EditionApplied(from_hash=former, to_hash=later, reason="Đính chính", on=TODAY, by_id="officer")]


FORGED: dict[str, tuple[str, dict[str, Any] | Callable[[RulingIssuedV1], dict[str, Any]]]] = {
    "a star its tier may not recognise": ("ruling.beyond-their-power", {"star": 5}),
    "another star than its sheets give": ("ruling.sheets-do-not-give-it", {"star": 3}),
    "another total": ("ruling.sheets-do-not-give-it", {"total": "89"}),
    "sheets altered afterwards": ("ruling.sheets-do-not-give-it", one_answer_less),
    "that it is not recognised": (
        "ruling.sheets-do-not-give-it",
        {"outcome": "not-recognised", "authority": None, "validity_months": None},
    ),
    "another province's office": ("ruling.not-theirs-to-decide", {"office": "34"}),
    "the commune itself": ("ruling.beyond-their-power", {"office": "33/11977", "tier": "commune"}),
    "a tier the act does not have": ("ruling.not-theirs-to-decide", {"office": "33/330", "tier": "district"}),
    "another authority": ("ruling.beyond-their-power", {"authority": "UBND cấp xã"}),
    "no number": ("ruling.number-missing", {"decision_number": " "}),
    "tomorrow": ("ruling.decided-on-no-such-day", {"decided_on": TODAY + timedelta(days=1)}),
    "before it was submitted": ("ruling.decided-on-no-such-day", {"decided_on": TODAY - timedelta(days=1)}),
    "ten years": ("ruling.validity-differs", {"validity_months": 120}),
    "no sheets": ("ruling.no-basis", {"sheets": []}),
    "no sheets and no basis": ("ruling.no-basis", {"sheets": [], "basis": None}),
    "another rulebook's content": ("ruling.other-than-the-dossier", {"rulebook_hash": "0" * 64}),
    "a correction that nobody holds": (
        "ruling.rulebook-not-here",
        lambda announced: {"rulebook_hash": "0" * 64, "editions": applied(announced.rulebook_hash, "0" * 64)},
    ),
    "a correction of another edition": (
        "ruling.other-than-the-dossier",
        lambda announced: {"editions": applied("0" * 64, announced.rulebook_hash)},
    ),
    "another rulebook": ("ruling.other-than-the-dossier", {"rulebook_id": "R148"}),
    "another product": ("ruling.other-than-the-dossier", {"product": ProductRef(id="x", name="Rượu", set_no=7)}),
    "another dossier": ("ruling.dossier-unknown", {"dossier_id": "d-of-nobody"}),
    "a higher council that nobody heard": ("ruling.no-basis", {"star": 3, "total": "88", "layers": [SENT_BACK]}),
    "a regulation of its own making": ("ruling.regulation-not-here", {"own_regulation": OWN}),
    "opinions in writing on a first dossier": ("ruling.not-in-writing", {"basis": basis("written-opinions")}),
    "a basis nobody knows": ("ruling.unknown-basis", {"basis": basis("hearsay")}),
    "a paper that is not there": (
        "ruling.paper-missing",
        {"basis": basis("outside-decision", entered_by="a", confirmed_by="b")},
    ),
    "a star above what its total allows": (
        "ruling.sheets-do-not-give-it",
        {"basis": basis("outside-decision", paper=PAPER, entered_by="a", confirmed_by="b"), "total": "69"},
    ),
    "one person only": (
        "ruling.one-person-only",
        {"basis": basis("outside-decision", paper=PAPER, entered_by="a", confirmed_by="a")},
    ),
}


async def certificates(registry: Registry) -> list[dict[str, Any]]:
    return await registry.facts("vn.ocop.registry.certificate.issued.v1")


class TestARuling:
    async def test_that_says_more_than_it_bears_out_is_parked_and_certifies_nothing(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        for number, (says, (slug, altered)) in enumerate(FORGED.items()):
            true = ruled(dossier, on=TODAY, id=f"r-{number}")
            written = altered(true) if callable(altered) else altered
            forged = RulingIssuedV1.model_validate({**dict(true), **written})
            assert (await registry.consume(forged))[CERTIFY] is Outcome.PARKED, says
            row = (await registry.parked())[-1]
            assert row["reason"]["slug"] == slug, (says, row["reason"]["en"])
            assert row["reason"]["vi"] != row["reason"]["en"]
            assert "{" not in row["reason"]["vi"] + row["reason"]["en"]
        assert await certificates(registry) == []
        await registry.read(None, f"/api/public/products/{dossier['product_id']}", status=404)
        await registry.consume(ruled(dossier, on=TODAY, id="true"))
        assert [one["star"] for one in await certificates(registry)] == [4]

    @pytest.mark.parametrize(
        ("source", "slug"),
        [
            ("/ocop/registry", "event.foreign-source"),
            ("/ocop/evaluations", "event.foreign-source"),
            ("/ocop/evaluation/34-all", "event.outside-its-offices"),
            ("/ocop/evaluation/33-11977", "event.outside-its-offices"),
        ],
    )
    async def test_is_consumed_from_its_office_s_evaluation_alone(
        self, registry: Registry, source: str, slug: str
    ) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=TODAY), source=source)
        rows = {(row["handler"].partition(".")[0], row["reason"]["slug"]) for row in await registry.parked()}
        assert rows == {("certificates", slug), ("journeys", slug)}
        assert await certificates(registry) == []

    async def test_of_a_deployment_for_the_province_is_consumed(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=TODAY), source="/ocop/evaluation/33-all")
        assert await registry.parked() == []
        assert len(await certificates(registry)) == 1

    async def test_of_an_earlier_release_states_no_basis_and_carries_its_sheets(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=TODAY, basis=None))
        assert [one["star"] for one in await certificates(registry)] == [4]

    async def test_from_outside_rests_on_a_signed_paper_and_two_persons(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        outside = basis("outside-decision", paper=PAPER, entered_by="a", confirmed_by="b")
        await registry.consume(ruled(dossier, on=TODAY, star=3, sheets=[], basis=outside))
        assert await registry.parked() == []
        assert [one["star"] for one in await certificates(registry)] == [3]

    async def test_of_the_centre_is_taken_up_by_the_province_whose_own_power_it_is_not(
        self, registry: Registry
    ) -> None:
        dossier = await submitted(registry)
        authority = shelf().get(dossier["rulebook_id"]).tier("centre").authority_for(5, dossier["set_no"])
        assert authority is not None
        stated = {"star": 5, "total": "92.5", "sheets": [], "tier": "centre", "authority": authority.vi}
        outside = basis("outside-decision", paper=PAPER, entered_by="a", confirmed_by="b")
        alone = ruled(dossier, on=TODAY, id="alone").model_copy(update={**stated, "total": "92.5"})
        assert (await registry.consume(alone))[CERTIFY] is Outcome.PARKED
        assert (await registry.parked())[-1]["reason"]["slug"] == "ruling.not-theirs-to-decide"
        taken_up = RulingIssuedV1.model_validate({**dict(ruled(dossier, on=TODAY, id="r")), **stated, "basis": outside})
        await registry.consume(taken_up, source="/ocop/evaluation/33-all")
        assert [one["star"] for one in await certificates(registry)] == [5]


class TestARulingOnAHigherCouncilsResult:
    """Decision 148, Annex II: the province sent the case back, and the district rules on what the province found."""

    def sent_back(self, dossier: dict[str, Any], **altered: Any) -> RulingIssuedV1:
        act, set_no = shelf().get("R148"), dossier["set_no"]
        above, theirs = sheets_giving(act, "province", set_no, "returned", 3)
        own, ours = sheets_giving(act, "district", set_no, "forwarded", 4)
        layer = Layer(
            office="33",
            tier="province",
            case_id="c",
            outcome="returned",
            total=format(above.total, "f"),
            star=3,
            rulebook_id=act.id,
            sheets=[MemberSheet(member_id=who, **theirs.model_dump(exclude={"total", "star"})) for who in SCORERS],
        )
        announced = ruled(dossier, on=date(2023, 4, 10), star=3)
        facts = {
            "total": layer.total,
            "regulation": own.settings.as_text(),
            "sheets": [MemberSheet(member_id=who, **ours.model_dump(exclude={"total", "star"})) for who in SCORERS],
            "layers": [layer],
        }
        return announced.model_copy(update=facts | altered)

    async def test_is_counted_from_that_council_s_sheets(self, registry_2023: Registry) -> None:
        registry = registry_2023
        dossier = await submitted(registry, CHAU, **particulars(OLD_COMMUNE, name="Công ty TNHH Hoàng Minh Châu"))
        true = self.sent_back(dossier)
        [layer] = true.layers
        better = layer.model_copy(update={"total": "69.99"})
        for number, (slug, altered) in enumerate(
            [
                ("ruling.sheets-do-not-give-it", {"layers": [better], "total": "69.99"}),
                ("ruling.no-basis", {"layers": [layer.model_copy(update={"sheets": []})]}),
                ("ruling.sheets-do-not-give-it", {"layers": []}),
            ]
        ):
            await registry.consume(self.sent_back(dossier, ruling_id=f"r-{number}", **altered))
            assert (await registry.parked())[-1]["reason"]["slug"] == slug
        assert await certificates(registry) == []
        await registry.consume(true)
        assert [one["star"] for one in await certificates(registry)] == [3]


class TestARulingUnderACorrectedEdition:
    async def test_is_believed_when_the_correction_is_held_here_and_stamps_the_certificate(
        self, registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dossier = await submitted(registry)
        former = shelf().get("R26").hash
        write(tmp_path / "rulebooks", "R26.json", corrected())
        monkeypatch.setenv("OCOP_LAW", str(tmp_path))
        shelf.cache_clear()
        try:
            true = ruled(dossier, on=TODAY, id="r-corrected")
            assert true.rulebook_hash != former
            [parked] = [one for one in (await registry.consume(true)).values() if one is Outcome.PARKED]
            announced = true.model_copy(update={"ruling_id": "r-told", "editions": applied(former, true.rulebook_hash)})
            assert (await registry.consume(announced))[CERTIFY] is Outcome.APPLIED
        finally:
            shelf.cache_clear()
        assert parked is Outcome.PARKED
        assert len(await certificates(registry)) == 1
