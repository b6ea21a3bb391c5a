"""The pages of certificates: public, as the decisions they rest on are; what becomes of one, officers and producers decide."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Command
from kit.identity import Principal
from kit.language import gettext as _
from kit.refusal import NotFound
from kit.service import Service
from kit.web.acting import Change
from kit.web.bounded_work import BoundedWork
from kit.web.dependencies import Here, MaybeMe, Me
from kit.web.fields import form_of
from kit.web.forms import read
from kit.web.links import absolute
from kit.web.lists import AskedOfList, listing, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.web.panels import panels as panels_of
from kit.work import Unit
from programme import names
from services.registry.certificates import paper, store, use_cases, views
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.commands import (
    ExtendCommand,
    GiveUpCommand,
    ReinstateMarkCommand,
    ReplacePaperCommand,
    SuspendCertificateCommand,
    SuspendMarkCommand,
)
from services.registry.certificates.lifecycle import LIFECYCLE, State
from services.registry.dossiers import store as dossiers
from services.registry.dossiers.dossier import Dossier

pages = APIRouter()
panels = Panels()
STEPS: dict[str, tuple[type[Command], Any]] = {
    "mark-suspension": (SuspendMarkCommand, use_cases.suspend_mark),
    "suspension": (SuspendCertificateCommand, use_cases.suspend_certificate),
    "mark-reinstatement": (ReinstateMarkCommand, use_cases.reinstate_mark),
    "extension": (ExtendCommand, use_cases.extend_certificate),
    "giving-up": (GiveUpCommand, use_cases.give_up_certificate),
    "paper-replacement": (ReplacePaperCommand, use_cases.replace_paper),
}
"""What is done with a certificate on a page: the last part of its address → the command and the use case."""
papers = BoundedWork()
"""Anybody may print a certificate, and setting the page takes tens of milliseconds of computing."""


@pages.get("/certificates")
async def list_certificates(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    unit = service.work.reading()
    chosen = State(state) if state in {known.value for known in State} else None
    found = await store.concerning(unit, me, asked.turn(store.ORDERS), state=chosen, text=asked.q)
    options = [(known.value, names.state(LIFECYCLE, known)) for known in State]
    choices = [states(_("Trạng thái"), options, chosen.value if chosen else "")]
    search = _("Mã, sản phẩm, chủ thể hoặc số quyết định")
    view = {
        "certificates": [views.line(certificate, unit.today) for certificate in found.items],
        "list": listing(request, "/certificates", asked, store.ORDERS, found, choices=choices, search=search),
        "arrivals": [views.arrival(one, unit.today) for one in await store.arriving_to(unit, me)],
    }
    return page(request, "registry/certificates/list.html", view)


@pages.get("/certificates/{certificate_id}")
async def show(request: Request, service: Here, me: MaybeMe, certificate_id: str) -> Response:
    unit = service.work.reading()
    certificate = await store.certificates.get(unit, certificate_id)
    named = certificate.dossier_id
    dossier = await dossiers.find_seen_by(unit, named, me) if me and named else None
    view = {
        "certificate": certificate,
        "line": views.line(certificate, unit.today),
        "beware": views.warning(certificate, unit.today),
        "suspension": views.suspension(certificate),
        "later": views.later(certificate),
        "dossier_id": dossier.id if dossier else None,
        "steps": views.steps(certificate, me, unit.today) if me else [],
        "panels": await panels_of(request, "certificates/show", certificate, me),
    }
    return page(request, "registry/certificates/show.html", view)


@pages.get("/certificates/{certificate_id}/steps/{step}")
async def step_form(request: Request, service: Here, me: Me, certificate_id: str, step: str) -> Response:
    unit = service.work.reading()
    certificate = await store.certificates.get(unit, certificate_id)
    found = next((one for one in views.steps(certificate, me, unit.today) if one["at"] == step), None)
    if found is None:
        raise NotFound()
    view = {"certificate": certificate, "line": views.line(certificate, unit.today), "step": found}
    return page(request, "registry/certificates/step.html", view | {"source": views.source_of(found["at"], unit.today)})


@pages.post("/certificates/{certificate_id}/steps/{step}")
async def take_step(request: Request, change: Change, certificate_id: str, step: str) -> Response:
    known = STEPS.get(step)
    if known is None:
        raise NotFound()
    kind, use_case = known
    await change(use_case, certificate_id, read(kind, await form_of(request)))
    return see_other(request, f"/certificates/{certificate_id}", notice=_("Đã ghi nhận."))


@pages.get("/certificates/{certificate_id}/qr.svg")
async def qr(service: Here, certificate_id: str) -> Response:
    certificate = await store.certificates.get(service.work.reading(), certificate_id)
    return Response(
        paper.qr_svg(_address(service, certificate)),
        media_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=86400"},
    )


@pages.get("/certificates/{certificate_id}/paper.pdf")
async def printed(service: Here, certificate_id: str) -> Response:
    unit = service.work.reading()
    certificate = await store.certificates.get(unit, certificate_id)
    if certificate.retrospective:  # its paper was issued by the authority of then, not by this register
        raise NotFound()
    address, on = _address(service, certificate), unit.today
    made = await papers.made(
        (certificate.id, certificate.version, address, on), partial(paper.pdf, certificate, address=address, on=on)
    )
    name = f"OCOP-{certificate.product_code}.pdf"
    return Response(made, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@panels.on("dossiers/show")
async def its_decision_on_the_way(
    unit: Unit, dossier: Dossier, me: Principal | None
) -> tuple[str, dict[str, Any]] | None:
    found = await store.arriving_of(unit, dossier.id) if me else None
    if found is None:
        return None
    return "registry/certificates/arrivals.html", {"arrivals": [views.arrival(found, unit.today)]}


def _address(service: Service, certificate: Certificate) -> str:
    """What the code leads to: the product's page, by the product code that is printed beside it when there is one."""
    return absolute(service, f"/products/{certificate.product_code or certificate.product_id}")
