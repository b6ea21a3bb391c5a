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
    vi="Một bản của bộ tiêu chí đang được dùng; toàn văn kèm theo để đọc lại mãi về sau.",
    example={
        "edition": "R26/907899ccf646f6be0e9a83d54e57df09ec0da4b8fd9f46b5790a716424ea208b",
        "rulebook_id": "R26",
        "rulebook_hash": "907899ccf646f6be0e9a83d54e57df09ec0da4b8fd9f46b5790a716424ea208b",
        "title_vi": "Quyết định 26/2026/QĐ-TTg (trích)",
        "title_en": "Decision 26/2026/QĐ-TTg (excerpt)",
        "first": "2026-05-22",
        "content_gzip": "H4sIAAAAAAACA6tWSssvyk0sUbIy1FHKTFGyUgoyMlMCMvPigRLJqUpW1UppmUXFQAVKRgZGZroGprpGRkq1OkolmSU5YOnUPKCcS2pyZnFmfp6CkZk+SJ1+4JEJuiEh6QoaqRXJqUUFJZpAQ8sygSoDSysf7tpfonBk4sPd3XkZmBpKig6vTc7QVKqtBQDSeKRhnQAAAA==",
    },
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
