"""What is shown of packages: the JSON views, the lists, and what goes up with a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.history import Actor
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from law.rulebooks.values import Text
from law.sending import SentSet
from programme import names
from services.evaluation.cases.case import Case
from services.evaluation.packages.package import Package, ReceivedPackage, SealedPackage
from services.evaluation.packages.sending import Item


class PackageView(BaseModel):
    """A package. Its file: `GET /api/packages/{id}/file`."""

    id: str
    office: str
    case_id: str
    dossier_number: str
    product_name: str
    producer_name: str
    on: date
    by: Actor
    sha256: str
    size: int
    to_office: str | None = None
    missing: tuple[str, ...] = ()
    from_office: str | None = None
    kid: str | None = None


class PackageList(BaseModel):
    """The latest packages that were sealed and taken in here."""

    sealed: list[PackageView]
    received: list[PackageView]


class ItemView(BaseModel):
    """What goes up with a case. `there`: None where the platform knows nothing of it, and a person looks."""

    id: str
    label: Text
    there: bool | None
    optional: bool


class SendingView(BaseModel):
    """What goes up with a case, and by which article."""

    article: str | None
    items: list[ItemView]


def view(package: Package) -> PackageView:
    """What is shown of a package."""
    return mapped(PackageView, package, sha256=package.file.sha256, size=package.file.size)


def sending(listed: SentSet | None, items: list[Item]) -> SendingView:
    """What goes up with a case, as JSON."""
    return SendingView(
        article=listed.source.say(current_language()) if listed else None,
        items=[mapped(ItemView, one) for one in items],
    )


def rows(sealed: list[SealedPackage], received: list[ReceivedPackage], on: date) -> dict[str, Any]:
    """Both lists as a page."""
    return {
        "sealed": [(one, names.office(one.to_office, on)) for one in sealed],
        "received": [(one, names.office(one.from_office, on)) for one in received],
    }


def form_of(
    case: Case, listed: SentSet | None, items: list[Item], sealed: list[SealedPackage], on: date
) -> dict[str, Any]:
    """The page of what goes up with a case: red and green, and the package."""
    language = current_language()
    return {
        "case": case,
        "to": names.office(case.to_office, on) if case.to_office else "",
        "article": listed.source.say(language) if listed else None,
        "items": [(one.label.say(language), *_mark(one)) for one in items],
        "sealed": sealed,
        "evidence": [one.name for one in case.dossier.evidence],
    }


def _mark(one: Item) -> tuple[str, str]:
    if one.there is None:
        return (_("Không bắt buộc, tự kiểm tra"), "grey") if one.optional else (_("Tự kiểm tra"), "yellow")
    return (_("Đã có"), "green") if one.there else (_("Chưa có"), "red")
