"""Rulebooks: the text of every edition of the law that stamps dossiers, sheets and rulings."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

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


class LawTextPublishedV1(
    EventData,
    type="vn.ocop.reference.law-text.published.v1",
    topic=TOPIC,
    key="edition",
    key_facts=("content_gzip", "first", "last"),
    vi="Một bản của danh mục hoặc quy chế Hội đồng đang được dùng; toàn văn kèm theo để đọc lại mãi về sau.",
    example={
        "edition": "list:ladder/970353b92bea9e55872bb5ac1183f6afbbc77c39e1250f963af010b4381bf527",
        "kind": "list",
        "text_id": "ladder",
        "text_hash": "970353b92bea9e55872bb5ac1183f6afbbc77c39e1250f963af010b4381bf527",
        "first": "2018-05-07",
        "content_gzip": "H4sIAAAAAAACA6tWSkmsLI5PSk3LL0pVsoo2NDLQsTTQMTbQMY/VUcrMiweKJwMlqpXSMouKS5SslIwMDC10DUx1DcyVanWUcjLBgjmJKSmpRUq1ACWNX1JPAAAA",
    },
):
    """
    An edition of a list or of an office's council regulation is in use, once per edition. What it stamped can be read by it
    for ever; no event changes what is in force.

    `edition` is `<kind>:<text_id>/<text_hash>`; `content_gzip` the gzip, in base64, of the RFC 8785 JSON whose SHA-256 is
    `text_hash`.
    """

    edition: str
    kind: Annotated[str, Field(description="`list` or `regulation`.")]
    text_id: Annotated[str, Field(description="The list's name, or the regulation's id.")]
    text_hash: str
    first: date
    last: date | None = None
    content_gzip: str
