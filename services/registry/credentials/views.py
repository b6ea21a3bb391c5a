"""Credentials as the JSON API and the pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import Asked, Options, form, rows
from law.kinds import credential_kind, kinds_of_credential
from programme import names
from programme.roles import keeps
from services.registry.credentials import rules
from services.registry.credentials.commands import CredentialCommand
from services.registry.credentials.credential import Credential, CredentialFields, Paper
from services.registry.credentials.lifecycle import LIFECYCLE, State, Verb
from services.registry.producers.producer import Producer
from services.registry.products.product import Product

COLOURS = {
    State.RECORDED: "yellow",
    State.VERIFIED: "green",
    State.EXPIRED: "red",
    State.RENEWED: "grey",
    State.WITHDRAWN: "red",
}


class CredentialView(Credential):
    """A credential for machines; who took its steps is the register's own."""

    steps: tuple[Step, ...] = Field((), exclude=True)
    recorded_by: str | None = Field(None, exclude=True)
    word: str | None = Field(None, exclude=True)
    file: Paper | None = None


def view(credential: Credential) -> CredentialView:
    """The credential for machines; `file`: what proves it, handed in or its issuer's word."""
    return mapped(CredentialView, credential, file=credential.paper)


def state_on(credential: Credential, on: date) -> State:
    """The state a reader must know: past its last day it is expired, whether the night's round was or not."""
    alive = credential.state in (State.RECORDED, State.VERIFIED)
    return State.EXPIRED if alive and not credential.alive_on(on) else credential.state


def line(credential: Credential, on: date) -> dict[str, Any]:
    """A credential as a row of a list."""
    state = state_on(credential, on)
    return {
        "id": credential.id,
        "kind": names.credential_kind(credential.kind),
        "number": credential.number,
        "issuer": credential.issuer or credential.agency,
        "holder": credential.product_name or credential.producer_name,
        "producer": credential.producer_name,
        "whole": credential.product_id is None,
        "issued_on": credential.issued_on,
        "ends_on": credential.ends_on,
        "days_left": (credential.ends_on - on).days if credential.ends_on else None,
        "state": names.state(LIFECYCLE, state),
        "colour": COLOURS[state],
        "alive": credential.alive_on(on),
    }


def whole(credential: Credential, by: Principal, on: date, others: Mapping[str, Credential]) -> dict[str, Any]:
    """A credential as a page, with what may be done about it; `others`: the ones it took the place of, or that took its."""
    known = credential_kind(credential.kind)
    kinds = {"kind": [(credential.kind, names.credential_kind(credential.kind))]}
    writes = keeps(by, credential.producer_id, credential.place.path)
    vouched = {"officer": _("Cán bộ đối chiếu giấy"), "issuer": _("Cơ quan cấp xác nhận")}
    return {
        "credential": credential,
        "line": line(credential, on),
        "place": names.where(credential.place),
        "facts": rows(CredentialFields, credential, kinds),
        "paper": credential.paper,
        "answers": [names.evidence_kind(one) for one in known.evidence] if known else [],
        "law": known.source.say(current_language()) if known and known.source else None,
        "vouched": vouched.get(credential.verified_by or ""),
        "office": names.office(credential.office, on) if credential.office else None,
        "renews": others.get(credential.renews or ""),
        "renewed_by": others.get(credential.renewed_by or ""),
        "may_verify": Verb.VERIFY in credential.may and rules.may_verify(credential, by),
        "may_withdraw": Verb.WITHDRAW in credential.may and writes,
        "may_renew": writes and credential.state is not State.RENEWED,
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note}
            for step in reversed(credential.steps)
        ],
    }


def blank(
    producer: Producer, product: Product | None, products: Sequence[Product], kind: str = "", renews: str = ""
) -> dict[str, Any]:
    """The form by which one is recorded, and whom it may be held by."""
    choices: dict[str, Options] = {"kind": [("", _("Chọn loại")), *kinds()]}
    held_for = [("", _("Cả chủ thể: {name}", name=producer.name)), *((one.id, one.name) for one in products)]
    choices["product_id"] = held_for
    asked = form(CredentialCommand, None, choices, but=("producer_id",))
    known = {"kind": kind, "product_id": product.id if product else ""}
    filled = [one if one.key not in known else _with(one, known[one.key]) for one in asked]
    return {"producer": producer, "product": product, "asked": filled, "renews": renews}


def kinds() -> list[tuple[str, str]]:
    """Every kind: (code, name)."""
    return [(code, one.label.say(current_language())) for code, one in kinds_of_credential().items()]


def public_kinds() -> list[tuple[str, str]]:
    """The kinds everybody may look for."""
    return [(code, names.credential_kind(code)) for code, one in kinds_of_credential().items() if one.public]


class KindCounted(BaseModel):
    """A kind of credential, and how many products hold it."""

    kind: str
    name: str
    products: int


def kinds_counted(counted: Mapping[str, int]) -> list[KindCounted]:
    """Every kind that everybody may look for; `counted`: how many products hold which."""
    return [KindCounted(kind=code, name=name, products=counted.get(code, 0)) for code, name in public_kinds()]


def _with(asked: Asked, value: str) -> Asked:
    return replace(asked, value=value)
