"""A producer's particulars read out of a page's form."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.datastructures import FormData

from services.registry.forms import command, text
from services.registry.producers.commands import ProducerCommand
from services.registry.producers.producer import Producer
from services.registry.territory import commune_named, label_of

PERSON = ("name", "sex", "ethnicity", "email", "phone", "address")


def particulars(sent: FormData, on: date, known: Producer | None = None) -> dict[str, Any]:
    """
    What the use cases take. The commune is named in words; the one the producer lies in already stays as it is.

    Raises CommuneUnknown, CommuneAmbiguous, FieldInvalid.
    """
    place = text(sent, "place")
    stays = known is not None and place == label_of(known.place)
    person = {name: text(sent, f"representative-{name}") or None for name in PERSON}
    told = command(
        ProducerCommand,
        {
            "name": text(sent, "name"),
            "kind": text(sent, "kind"),
            "tax_code": text(sent, "tax_code") or None,
            "place": known.place.path if known and stays else commune_named(place, on).path,
            "representative": person | {"name": person["name"] or ""},
            "language": text(sent, "language") or "vi",
        },
    )
    return {name: getattr(told, name) for name in ("name", "kind", "tax_code", "place", "language")} | {
        "representative": told.person()
    }
