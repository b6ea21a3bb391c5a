"""The JSON API of certificates; they are public, and what becomes of them is decided by officers or given up by producers."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel

from kit.command import Id
from kit.mapped import mapped
from kit.refusal import NotFound
from kit.web.acting import Change
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from services.registry.certificates import store, use_cases, views
from services.registry.certificates.commands import (
    ExtendCommand,
    GiveUpCommand,
    ReinstateMarkCommand,
    ReplacePaperCommand,
    SuspendCertificateCommand,
    SuspendMarkCommand,
)

router = APIRouter()


@router.get("/certificates/{certificate_id}", response_model=views.CertificateView, summary="One certificate")
async def show(service: Here, certificate_id: Id) -> Response:
    return versioned(views.public(await store.certificates.get(service.work.reading(), certificate_id)))


@router.get(
    "/product-codes/{product_code}", response_model=views.CertificateView, summary="The certificate of a product code"
)
async def show_by_code(service: Here, product_code: Id) -> Response:
    found = await store.by_code(service.work.reading(), product_code)
    if found is None:
        raise NotFound()
    return versioned(views.public(found))


class PaperFound(BaseModel):
    """A certificate by a number of its paper. `struck`: the number was replaced, and is that of no valid paper."""

    struck: bool
    certificate: views.CertificateView


class PapersFound(BaseModel):
    """Certificates whose paper has or had a number."""

    items: list[PaperFound]


@router.get("/certificate-papers", summary="The certificates whose paper has or had a number; struck ones too")
async def find_by_paper(service: Here, number: Annotated[str, Query(min_length=1, max_length=100)]) -> PapersFound:
    found = await store.by_paper(service.work.reading(), number)
    return PapersFound(
        items=[
            PaperFound(struck=number.strip() != one.paper_numbers[-1], certificate=views.public(one)) for one in found
        ]
    )


@router.post(
    "/certificates/{certificate_id}/mark-suspension",
    response_model=views.CertificateView,
    summary="Suspend the use of the mark on the product",
)
async def suspend_mark(change: Change, certificate_id: Id, command: SuspendMarkCommand) -> Response:
    return versioned(views.public(await change(use_cases.suspend_mark, certificate_id, command)))


@router.post(
    "/certificates/{certificate_id}/mark-reinstatement",
    response_model=views.CertificateView,
    summary="Let the mark be used again",
)
async def reinstate_mark(change: Change, certificate_id: Id, command: ReinstateMarkCommand) -> Response:
    return versioned(views.public(await change(use_cases.reinstate_mark, certificate_id, command)))


@router.post(
    "/certificates/{certificate_id}/suspension",
    response_model=views.CertificateView,
    summary="Suspend a certificate itself: refused while no installed act allows it",
)
async def suspend(change: Change, certificate_id: Id, command: SuspendCertificateCommand) -> Response:
    return versioned(views.public(await change(use_cases.suspend_certificate, certificate_id, command)))


@router.post(
    "/certificates/{certificate_id}/extension",
    response_model=views.CertificateView,
    summary="Prolong the validity, as far as the act in force allows",
)
async def extend(change: Change, certificate_id: Id, command: ExtendCommand) -> Response:
    return versioned(views.public(await change(use_cases.extend_certificate, certificate_id, command)))


@router.post(
    "/certificates/{certificate_id}/giving-up",
    response_model=views.CertificateView,
    summary="Give the certificate up, or note the producer's letter",
)
async def give_up(change: Change, certificate_id: Id, command: GiveUpCommand) -> Response:
    return versioned(views.public(await change(use_cases.give_up_certificate, certificate_id, command)))


@router.post(
    "/certificates/{certificate_id}/paper-replacement",
    response_model=views.CertificateView,
    summary="Note a paper replaced after a clerical error",
)
async def replace_paper(change: Change, certificate_id: Id, command: ReplacePaperCommand) -> Response:
    return versioned(views.public(await change(use_cases.replace_paper, certificate_id, command)))


class Arriving(BaseModel):
    """A decision of many lines of which not every one is here: its certificates are issued together."""

    decision_id: str
    number: str
    decided_on: date
    office: str
    done: int
    of: int


class DecisionsArriving(BaseModel):
    """The decisions on their way with a line in the caller's territory, the oldest first; at most 50."""

    items: list[Arriving]


@router.get("/decisions-arriving", summary="Decisions whose lines have not all arrived: k of n")
async def decisions_arriving(service: Here, me: Me) -> DecisionsArriving:
    found = await store.arriving_to(service.work.reading(), me)
    return DecisionsArriving(items=[mapped(Arriving, one, decision_id=one.id) for one in found])
