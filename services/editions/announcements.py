"""That an edition of a rulebook, a list or a regulation is in use, in the words of the contract."""

from __future__ import annotations

from ocop_events.reference.rulebook import LawTextPublishedV1, RulebookPublishedV1

from kit.work import Unit
from law.rulebooks.kept import unpacked
from services.editions.edition import LawEdition, row_id


def published(unit: Unit, edition: LawEdition) -> None:
    """Announces an edition with its whole text."""
    content = unpacked(edition.text)
    period = content["in_force"]
    days = {"first": period["first"], "last": period.get("last")}
    if edition.kind == "rulebook":
        unit.announce(
            RulebookPublishedV1(
                edition=edition.id,
                rulebook_id=edition.rulebook_id,
                rulebook_hash=edition.rulebook_hash,
                title_vi=content["title"]["vi"],
                title_en=content["title"]["en"],
                content_gzip=edition.text,
                **days,
            )
        )
    else:
        unit.announce(
            LawTextPublishedV1(
                edition=edition.id,
                kind=edition.kind,
                text_id=edition.rulebook_id,
                text_hash=edition.rulebook_hash,
                content_gzip=edition.text,
                **days,
            )
        )


def edition_from(event: RulebookPublishedV1) -> dict[str, str]:
    """What a service keeps of a published rulebook, but for the time."""
    return {
        "id": row_id(event.rulebook_id, event.rulebook_hash),
        "rulebook_id": event.rulebook_id,
        "rulebook_hash": event.rulebook_hash,
        "text": event.content_gzip,
    }


def text_from(event: LawTextPublishedV1) -> dict[str, str]:
    """The same of a published list or regulation."""
    return {
        "id": row_id(event.text_id, event.text_hash, event.kind),
        "kind": event.kind,
        "rulebook_id": event.text_id,
        "rulebook_hash": event.text_hash,
        "text": event.content_gzip,
    }
