"""Packs of artwork as the JSON API and the pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.identity import Principal
from kit.mapped import mapped
from kit.web.labelled import Asked, form
from programme import names
from programme.roles import OFFICERS
from services.registry.artwork.artwork_pack import ArtworkPack, HandOut, PackFields, PackFile
from services.registry.artwork.commands import PackCommand
from services.registry.artwork.lifecycle import LIFECYCLE, State, Verb
from services.registry.marks import views as mark_views
from services.registry.marks.commands import UseCommand

COLOURS = {State.DRAFT: "grey", State.OFFERED: "green", State.WITHDRAWN: "grey"}


class PackView(PackFields):
    """One pack for machines. `sha256`: the digest of the whole."""

    id: str
    version: int
    state: State
    files: tuple[PackFile, ...]
    sha256: str
    handed_out: int
    entered_on: date


class HandOutView(BaseModel):
    """That a pack was handed out: the use it is for is to be described at `/api/mark-uses/{use_id}`."""

    id: str
    pack_id: str
    product_id: str
    certificate_id: str
    use_id: str
    handed_out_on: date


def view(pack: ArtworkPack) -> PackView:
    """A pack for those who may see it."""
    return mapped(PackView, pack)


def handed(out: HandOut) -> HandOutView:
    """A handing out for who took it."""
    return mapped(HandOutView, out)


def line(pack: ArtworkPack, on: date) -> dict[str, Any]:
    """A pack as a row of a list."""
    return {
        "id": pack.id,
        "name": pack.name,
        "star": pack.star,
        "office": names.office(pack.office, on),
        "state": names.state(LIFECYCLE, pack.state),
        "colour": COLOURS[pack.state],
        "handed_out": pack.handed_out,
    }


def whole(pack: ArtworkPack, handed_out: Sequence[HandOut], by: Principal, on: date) -> dict[str, Any]:
    """A pack as a page."""
    own, may = pack.office in by.offices(*OFFICERS), pack.may
    return {
        "pack": pack,
        "line": line(pack, on),
        "files": [{"sha256": one.sha256, "name": one.name, "size": one.size} for one in pack.files],
        "fetches": own or bool(handed_out),
        "handed_out": [
            {"product": one.product_name, "on": one.handed_out_on, "use_id": one.use_id} for one in handed_out
        ],
        "may_add": own and Verb.ADD_FILE in may,
        "may_offer": own and Verb.OFFER in may,
        "may_withdraw": own and Verb.WITHDRAW in may,
        "is_handed_out": pack.state is State.OFFERED,
    }


def pack_form(offices: Sequence[str], on: date) -> list[Asked]:
    """The form of a pack."""
    return form(PackCommand, None, {"office": [(one, names.office(one, on)) for one in offices]})


def handing_out_form() -> list[Asked]:
    """What is asked of who takes a pack: on what the mark will be."""
    asked = form(UseCommand, None, {"medium": mark_views.media()})
    return [one for one in asked if one.key in ("medium", "what")]
