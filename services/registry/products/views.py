"""Products as the pages show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.web.formats import show_date
from kit.web.labelled import rows
from law.classification import classification
from programme import names
from programme.roles import acts_for, keeps
from services.registry.products.lifecycle import LIFECYCLE, State
from services.registry.products.product import Certified, Product, ProductFields, Published


def in_force(certified: Certified | None, on: date) -> bool:
    """Whether the recognition holds on a day; its first and its last day are both in force."""
    return certified is not None and certified.ended is None and certified.valid_from <= on <= certified.valid_until


def line(product: Product, on: date) -> dict[str, Any]:
    """A product as a row of a list."""
    known = product.certified
    return {
        "id": product.id,
        "name": product.name,
        "producer": product.producer_name or _("Nguồn không nêu chủ thể"),
        "place": names.where(product.place),
        "set": names.product_set(product.set_no),
        "star": product.listed_star,
        "code": known.product_code if known else None,
        "valid_until": known.valid_until if known else None,
        "status": status(product, on),
        "colour": colour(product, on),
    }


def status(product: Product, on: date) -> str:
    """The recognition in a word, as it stands on a day."""
    known = product.certified
    if known is None:
        return _("Theo nguồn đã công bố") if product.published else names.state(LIFECYCLE, product.state)
    if known.ended is not None:
        return _("Đã thu hồi") if known.ended == "revoked" else _("Chủ thể đã trả lại")
    return _("Còn hiệu lực") if in_force(known, on) else _("Hết hiệu lực")


def colour(product: Product, on: date) -> str:
    """The colour of that word's tag."""
    known = product.certified
    if known is None:
        return "blue" if product.published else "grey"
    if known.ended is not None:
        return "red" if known.ended == "revoked" else "grey"
    return "green" if in_force(known, on) else "orange"


def whole(product: Product, by: Principal | None, on: date, *, manages: bool) -> dict[str, Any]:
    """A product as a page: what everybody may know, and what those who manage it may do."""
    active = product.state is State.REGISTERED
    return {
        "product": product,
        "line": line(product, on),
        "state": names.state(LIFECYCLE, product.state),
        "withdrawn": product.state is State.WITHDRAWN,
        "published": [(published(one), one.source) for one in product.published],
        "manages": manages,
        # What is said elsewhere on the page aside: to the public only what the page itself chooses.
        "particulars": rows(ProductFields, product, but=("name", "set_no", "description")) if manages else [],
        "may_change": active and manages and by is not None and keeps(by, product.producer_id, product.place.path),
        "may_open": active and by is not None and acts_for(by, product.producer_id),
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note}
            for step in reversed(product.steps if manages else ())
        ],
    }


def published(said: Published) -> list[tuple[str, str]]:
    """What the source says, and that it does not say the rest."""
    silent = _("Nguồn không nêu")
    stages = {
        "recognised": _("Đã được công nhận"),
        "council_result": _("Hội đồng cấp tỉnh đã chấm"),
        "district_scored": _("Hội đồng cấp huyện đã chấm"),
        "forwarded_to_central": _("Đã trình trung ương"),
    }
    sure = {
        "verified": _("Đã đối chiếu với nguồn"),
        "partial": _("Đối chiếu được một phần"),
        "sample": _("Dữ liệu mẫu"),
    }
    return [
        (_("Giai đoạn"), stages.get(said.stage, said.stage)),
        (_("Hạng sao"), _("{count} sao", count=said.star) if said.star else silent),
        (_("Quyết định"), said.decision or silent),
        (_("Thời điểm của nguồn"), _source_day(said.as_of) or silent),
        (_("Mức đối chiếu"), sure.get(said.confidence, said.confidence)),
    ]


def _source_day(as_of: str | None) -> str | None:
    """The source's own words for when; a day is written as people write it."""
    try:
        return show_date(date.fromisoformat(as_of or ""))
    except ValueError:
        return as_of


def sets() -> list[tuple[str, list[tuple[int, str]]]]:
    """The product sets by sector and group: (heading, [(number, name)])."""
    language, tree = current_language(), classification()
    groups: dict[str, list[tuple[int, str]]] = {}
    for entry in tree.sets:
        heading = entry.sector.name.say(language)
        if entry.group.name.say(language) != heading:
            heading = f"{heading} › {entry.group.name.say(language)}"
        groups.setdefault(heading, []).append((entry.set_no, names.product_set(entry.set_no)))
    return list(groups.items())
