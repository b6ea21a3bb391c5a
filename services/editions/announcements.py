"""That an edition of a rulebook is in use, in the words of the contract."""

from __future__ import annotations

from ocop_events.reference.rulebook import RulebookPublishedV1

from kit.work import Unit
from law.rulebooks.kept import unpacked
from services.editions.edition import LawEdition


def published(unit: Unit, edition: LawEdition) -> None:
    """Announces an edition with its whole text."""
    content = unpacked(edition.text)
    period = content["in_force"]
    unit.announce(
        RulebookPublishedV1(
            edition=edition.id,
            rulebook_id=edition.rulebook_id,
            rulebook_hash=edition.rulebook_hash,
            title_vi=content["title"]["vi"],
            title_en=content["title"]["en"],
            first=period["first"],
            last=period.get("last"),
            content_gzip=edition.text,
        )
    )


def edition_from(event: RulebookPublishedV1) -> dict[str, str]:
    """What a service keeps of a published edition, but for the time."""
    return {
        "id": f"{event.rulebook_id}/{event.rulebook_hash}",
        "rulebook_id": event.rulebook_id,
        "rulebook_hash": event.rulebook_hash,
        "text": event.content_gzip,
    }
