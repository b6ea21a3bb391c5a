"""The pages of revocations: the list, one procedure, and each of its steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Command, Reason
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.refusal import Forbidden, NotFound
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import read
from kit.web.labelled import form
from kit.web.lists import AskedOfList, listing, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from services.registry.certificates import store as certificates
from services.registry.certificates.certificate import Certificate
from services.registry.products.product import Product
from services.registry.revocations import deciding, store, use_cases, views
from services.registry.revocations.commands import (
    AppealCommand,
    AskCommand,
    CollectCommand,
    ConcludeCommand,
    ExplainCommand,
    ProposeCommand,
    SettleCommand,
    SubmitCommand,
)
from services.registry.revocations.decision_pages import pages as decision_pages
from services.registry.revocations.lifecycle import LIFECYCLE, State

pages = APIRouter()
panels = Panels()

STEPS: dict[str, tuple[type[Command], Any]] = {
    "explanation-request": (AskCommand, use_cases.ask_explanation),
    "explanation": (ExplainCommand, use_cases.explain),
    "conclusion": (ConcludeCommand, use_cases.conclude),
    "submission": (SubmitCommand, use_cases.submit),
    "collection": (CollectCommand, use_cases.collect_paper),
    "appeal": (AppealCommand, use_cases.appeal),
    "appeal-settlement": (SettleCommand, deciding.settle_appeal),
    "dropping": (Reason, use_cases.drop),
}
"""What is done in a procedure on a page: the last part of its address → the command and the use case."""


@pages.get("/revocations")
async def list_revocations(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    chosen = State(state) if state in {known.value for known in State} else None
    found = await store.listed(unit, me, asked.turn(store.ORDERS), state=chosen, text=asked.q)
    options = [(known.value, names.state(LIFECYCLE, known)) for known in State]
    choices = [states(_("Trạng thái"), options, chosen.value if chosen else "")]
    search = _("Mã, sản phẩm, chủ thể hoặc số quyết định")
    view = {
        "revocations": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/revocations", asked, store.ORDERS, found, choices=choices, search=search),
        "decides": views.works_for_an_office(me),
    }
    return page(request, "registry/revocations/list.html", view)


@pages.get("/certificates/{certificate_id}/revocation")
async def proposal_form(request: Request, service: Here, me: Me, certificate_id: str) -> Response:
    unit = service.work.reading()
    certificate = await certificates.certificates.get(unit, certificate_id)
    if not use_cases.may_propose(me, certificate):
        raise Forbidden()
    law = use_cases.law_of(unit, certificate)
    language = current_language()
    doubts = views.doubts(await use_cases.contradictions(unit, certificate, by=me), law)
    grounds = [(one.id, f"{one.text.say(language)} ({one.article.say(language)})") for one in law.grounds]
    view = {
        "certificate": certificate,
        "rulebook": law.rulebook.title.say(language),
        "doubts": doubts,
        "asked": form(ProposeCommand, views.proposal(doubts), {"grounds": grounds}, but=("certificate_id",)),
    }
    return page(request, "registry/revocations/proposal.html", view)


@pages.post("/certificates/{certificate_id}/revocation")
async def propose(request: Request, act: Act, certificate_id: str) -> Response:
    command = read(ProposeCommand, await form_of(request), certificate_id=certificate_id)
    made = await act(use_cases.propose, command)
    return see_other(request, f"/revocations/{made.id}", notice=_("Đã ghi đề nghị. Giấy chứng nhận giữ nguyên."))


@pages.get("/revocations/{revocation_id}")
async def show(request: Request, service: Here, me: Me, revocation_id: str) -> Response:
    unit = service.work.reading()
    revocation = await store.seen_by(unit, revocation_id, me)
    return page(request, "registry/revocations/show.html", views.whole(revocation, me, unit.today))


@pages.get("/revocations/{revocation_id}/steps/{step}")
async def step_form(request: Request, service: Here, me: Me, revocation_id: str, step: str) -> Response:
    unit = service.work.reading()
    revocation = await store.seen_by(unit, revocation_id, me)
    found = next((one for one in views.acts(revocation, me, unit.today) if one["at"] == step), None)
    if found is None:
        raise NotFound()
    view = {"revocation": revocation, "line": views.line(revocation, unit.today), "step": found}
    return page(request, "registry/revocations/step.html", view)


@pages.post("/revocations/{revocation_id}/steps/{step}")
async def take_step(request: Request, change: Change, revocation_id: str, step: str) -> Response:
    known = STEPS.get(step)
    if known is None:
        raise NotFound()
    kind, use_case = known
    await change(use_case, revocation_id, read(kind, await form_of(request)))
    return see_other(request, f"/revocations/{revocation_id}", notice=_("Đã ghi nhận."))


@panels.on("certificates/show")
async def of_a_certificate(
    unit: Unit, certificate: Certificate, me: Principal | None
) -> tuple[str, Mapping[str, Any]] | None:
    """The procedure over a certificate, to whoever may see it, and the way to propose one."""
    if me is None:
        return None
    last = await store.last_of(unit, certificate.id, me)
    may_propose = use_cases.may_propose(me, certificate) and views.can_be_proposed(certificate, last)
    found = await use_cases.contradictions(unit, certificate, by=me) if may_propose else []
    view = {
        "certificate": certificate,
        "last": views.line(last, unit.today) if last else None,
        "may_propose": may_propose,
        "doubts": views.doubts(found, use_cases.law_of(unit, certificate)),
    }
    return ("registry/revocations/panel.html", view) if view["last"] or view["may_propose"] else None


@panels.on("products/show")
async def of_a_product(unit: Unit, product: Product, me: Principal | None) -> tuple[str, Mapping[str, Any]] | None:
    """The open procedures over a product's certificates, to whoever may see them."""
    if me is None:
        return None
    found = await store.open_of_product(unit, product.id, me)
    view = {"rows": [views.line(one, unit.today) for one in found]}
    return ("registry/revocations/of_product.html", view) if found else None


pages.include_router(decision_pages)
