"""Agencies as they publish: records of their own on their own topics, and what they find on their answers' topic."""

from __future__ import annotations

import json
from typing import Any

from kit.messaging.received import Record
from tests.registry.registry_harness import Registry, ruled, submitted

FOOD, LAB, MARKET, IP, TRADE = (
    "food-safety",
    "quality-laboratory",
    "market-surveillance",
    "ip-office",
    "trade-promotion",
)
TYPE = "vn.ocop.agencies.{about}.v1"
ANSWERED, SETTLED = "vn.ocop.answers.report.answered.v1", "vn.ocop.answers.report.settled.v1"
MATCHED = "vn.ocop.registry.agency-report."

SAID: dict[str, tuple[str, dict[str, Any]]] = {
    "inspection.reported": (FOOD, {"inspected_on": "2026-08-01", "passed": False, "finding": "Nhãn thiếu hạn dùng"}),
    "lab-test.reported": (LAB, {"sampled_on": "2026-07-28", "passed": True, "parameters": {"Chì (Pb)": "không phát hiện"}}),
    "mark-breach.reported": (MARKET, {"found_on": "2026-08-01", "what": "In sao cao hơn hạng được công nhận"}),
    "credential.granted": (
        FOOD,
        {"kind": "food-safety", "number": "0012/2026/ATTP", "issued_on": "2026-07-20", "expires_on": "2029-07-19"},
    ),
    "credential.withdrawn": (
        FOOD,
        {"kind": "food-safety", "number": "0012/2026/ATTP", "withdrawn_on": "2026-08-01", "reason": "Không duy trì"},
    ),
    "ip-right.granted": (
        IP,
        {"kind": "trademark", "number": "4-0498765", "holder": "HTX Nhãn lồng Tân Hưng", "granted_on": "2026-07-01"},
    ),
    "promotion.held": (TRADE, {"name": "Hội chợ", "held_on": "2026-07-30", "product_codes": []}),
}  # fmt: skip
"""What each type may say of its own, and who says it as a rule."""


def report(about: str, called: str = "B-1", /, *, agency: str = "", **fields: Any) -> dict[str, Any]:
    """The data of a report."""
    by, own = SAID[about]
    return {"report_id": called, "agency": agency or by, "reported_on": "2026-08-02", **own, **fields}


def record(
    about: str, called: str = "B-1", /, *, topic: str = "", id: str = "", value: Any = None, **fields: Any
) -> Record:
    """A report as it lies on its agency's topic; `value`: other bytes than its JSON."""
    data = report(about, called, **fields)
    owner = topic or data["agency"]
    sent = json.dumps(data, ensure_ascii=False).encode() if value is None else value
    headers = {
        "content-type": "application/json",
        "ce_specversion": "1.0",
        "ce_id": id or f"{owner}-{called}",
        "ce_source": f"/{owner}",
        "ce_type": TYPE.format(about=about),
        "ce_time": "2026-08-02T08:00:00Z",
        "ce_subject": called,
    }
    return Record(
        topic=f"ocop.agencies.{owner}",
        partition=0,
        offset=0,
        key=called.encode(),
        headers=tuple((name, text.encode()) for name, text in headers.items()),
        value=sent,
    )


async def publish(registry: Registry, *records: Record) -> None:
    """Has the registry consume records, as many as there are of a topic together."""
    for topic in dict.fromkeys(one.topic for one in records):
        await registry.service.consumer.process(topic, [one for one in records if one.topic == topic])


async def answers(registry: Registry, type_: str | None = ANSWERED) -> list[dict[str, Any]]:
    return await registry.facts(type_)


async def certified(registry: Registry) -> dict[str, Any]:
    """A certificate of the co-operative's product, with its `product_code`."""
    dossier = await submitted(registry)
    await registry.consume(ruled(dossier, on=registry.service.work.reading().today))
    [issued] = await registry.facts("vn.ocop.registry.certificate.issued.v1")
    return issued
