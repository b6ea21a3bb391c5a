"""Rulebooks: the text of every edition of the law that stamps dossiers, sheets and rulings."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData

TOPIC = "ocop.reference.rulebook"


class RulebookPublishedV1(
    EventData,
    type="vn.ocop.reference.rulebook.published.v1",
    topic=TOPIC,
    key="edition",
    key_facts=("content_gzip", "first", "last"),
):
    """
    An edition of a rulebook is in use. What it stamped can be read by it for ever; no event changes what is in force.

    `edition` is `<rulebook_id>/<rulebook_hash>`; `content_gzip` the gzip, in base64, of the RFC 8785 JSON whose
    SHA-256 is `rulebook_hash`.
    """

    edition: str
    rulebook_id: str
    rulebook_hash: str
    title_vi: str
    title_en: str
    first: date
    last: date | None = None
    content_gzip: str
