"""What is done with packages: sealed for a case on its way up, and taken in where it arrives; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocop_events.evaluation.case import CaseForwardedV1

from kit.history import Actor
from kit.identity import Principal
from kit.refusal import Forbidden
from kit.work import Unit
from programme.roles import MAY, OFFICERS
from services.editions import use_cases as editions
from services.evaluation.cases import use_cases as case_use_cases
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Dossier, Layer
from services.evaluation.outside_decisions.outside_decision import StoredFile
from services.evaluation.outside_decisions.use_cases import awaits_paper
from services.evaluation.packages import refusals, store
from services.evaluation.packages.package import ReceivedPackage, SealedPackage


@dataclass(frozen=True)
class Made:
    """A package as it was sealed, before it is kept."""

    id: str
    file: StoredFile
    files: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Came:
    """A package whose seal was verified. `kid`: whose key it bears."""

    id: str
    file: StoredFile
    kid: str
    forwarded: CaseForwardedV1


async def seal_package(unit: Unit, case_id: str, made: Made, *, by: Principal, expected: int) -> SealedPackage:
    """Keeps a package of a case that is on its way to another installation. Raises as `case_to_seal`."""
    case = await case_to_seal(unit, case_id, by, expected)
    dossier = case.dossier
    return await store.sealed.add(
        unit,
        SealedPackage(
            id=made.id,
            office=case.office,
            to_office=case.to_office or "",
            case_id=case.id,
            dossier_id=dossier.dossier_id,
            dossier_number=dossier.number,
            product_name=dossier.product.name,
            producer_id=dossier.producer.id,
            producer_name=dossier.producer.name,
            file=made.file,
            files=made.files,
            missing=made.missing,
            on=unit.today,
            by=Actor.of(by),
        ),
    )


async def receive_package(unit: Unit, came: Came, *, by: Principal) -> ReceivedPackage:
    """
    Takes a package in: opens the case it carries, with everything other offices found. One that was taken in before is found,
    not taken in again. Raises FromHere, NotForUs, and what `receive_case` raises (AlreadyOpen, RulebookUnknown, RulebookDiffers).
    """
    fact = came.forwarded
    require_receiver(unit, fact.to_office, by)
    if known := await store.received.find(unit, came.id):
        return known
    if await store.sealed.find(unit, came.id):
        raise refusals.FromHere()
    dossier = Dossier.model_validate(fact.dossier.model_dump())
    await editions.take_up_one(unit, dossier.rulebook_id, dossier.rulebook_hash)
    case = await case_use_cases.receive_case(
        unit,
        dossier,
        from_case=fact.case_id,
        from_office=fact.office,
        from_tier=fact.tier,
        to_office=fact.to_office,
        to_tier=fact.to_tier,
        layers=[Layer.model_validate(one.model_dump()) for one in fact.layers],
    )
    assert case is not None, "an office that is served"
    return await store.received.add(
        unit,
        ReceivedPackage(
            id=came.id,
            office=fact.to_office,
            case_id=case.id,
            dossier_id=dossier.dossier_id,
            dossier_number=dossier.number,
            product_name=dossier.product.name,
            producer_id=dossier.producer.id,
            producer_name=dossier.producer.name,
            file=came.file,
            from_office=fact.office,
            from_case_id=fact.case_id,
            kid=came.kid,
            on=unit.today,
            by=Actor.of(by),
        ),
    )


def require_receiver(unit: Unit, office: str, by: Principal) -> None:
    """Raises NotForUs for a package of an office that is not served here, or whose officer the person is not."""
    if not unit.serves(office) or not any(by.holds(role, office) for role in OFFICERS):
        raise refusals.NotForUs(office=office)


def require_officer(by: Principal) -> None:
    """Raises Forbidden to whoever is no office's officer, before any file of theirs is opened."""
    if not by.has(*OFFICERS):
        raise Forbidden()


async def case_to_seal(unit: Unit, case_id: str, by: Principal, expected: int | None = None) -> Case:
    """A case that its office may seal into a package. Raises as `case_to_act_on`, NotOnItsWay."""
    case = await case_use_cases.case_to_act_on(unit, case_id, by, expected, also=MAY.rule)
    if not await awaits_paper(unit, case):
        raise refusals.NotOnItsWay()
    return case


def missing_of(case: Case, enclosed: Sequence[StoredFile]) -> tuple[str, ...]:
    """The dossier's papers that are not enclosed, by name. Raises PaperOfNobody for a file that is none of them."""
    theirs = {one.sha256: one.name for one in case.dossier.evidence}
    for one in enclosed:
        if one.sha256 not in theirs:
            raise refusals.PaperOfNobody(pointer="/files", name=one.name)
    known = {one.sha256 for one in enclosed}
    return tuple(name for sha256, name in theirs.items() if sha256 not in known)
