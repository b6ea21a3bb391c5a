"""An operator in the dead-letter queue: sees it for the whole deployment or not at all, mends what is broken, and changes no fact."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from tests.callers import person
from tests.records import record_of
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import COMMUNE, Registry, ruled, submitted

TODAY = date(2026, 8, 3)
OF_THE_COMMUNE = person("commune-operator", f"operator@{COMMUNE}", f"administrator@{COMMUNE}")
OF_ANOTHER_PROVINCE = person("others-operator", "operator@34")
A_MACHINE = person("machine", "operator@33").model_copy(update={"kind": "service"})
OPERATOR = person("operator", "operator@33")
SECOND = person("operator.2", "operator@33")


async def a_parked_ruling(registry: Registry, dossier: dict[str, Any]) -> str:
    """A ruling that is true, but for a product's name that is none; the id of its row."""
    record = record_of(ruled(dossier, on=TODAY), registry.clock.now())
    data = json.loads(record.value or b"")
    data["product"]["name"] = 7
    broken = dataclasses.replace(record, value=json.dumps(data).encode())
    await registry.service.consumer.process(record.topic, [broken])
    [row] = [one for one in await registry.parked() if one["handler"].startswith("certificates.")]
    assert row["reason"]["slug"] == "data-invalid"
    return str(row["_id"])


async def repaired(
    browser: Browser, id: str, status: int, headers: dict[str, str] | None = None, **changed: Any
) -> str:
    """Sends the form of repair with some fields of the data, or of the headers, written over."""
    row = await browser.registry.service.dead_letters.find(id, by=OPERATOR)
    written = {name: text.decode() for name, text in row.record.headers} | (headers or {})
    data = json.loads(row.record.value or b"") | changed
    await browser.open(f"/parked/{id}/repair", announced=("Mứt", "Long"))
    fields = {
        "headers": "\n".join(f"{name}: {text}" for name, text in written.items()),
        "value": json.dumps(data, ensure_ascii=False),
        "why": "tên sản phẩm phải là chữ",
    }
    return await browser.submit("/repair", fields, status=status)


async def test_the_dead_letters_belongs_to_the_deployment_s_offices_and_to_persons(open_on: Any) -> None:
    registry = await open_on(TODAY, offices="33/*")
    id = await a_parked_ruling(registry, await submitted(registry))
    assert registry.service.dead_letters.admits(OPERATOR)
    assert not registry.service.dead_letters.admits(A_MACHINE)
    for who in (OF_THE_COMMUNE, OF_ANOTHER_PROVINCE):
        browser = Browser(registry, who)
        for path in ("/parked", f"/parked/{id}", f"/parked/{id}/repair"):
            assert (await browser.client.get(path)).status_code == 404, who.id
        for verb in ("repair", "offer", "discard"):
            assert browser.session
            form = {
                "_csrf": browser.session.form_token,
                "_version": "1",
                "why": "x",
                "why_not": "x",
                "headers": "a: b",
                "value": "{}",
            }
            assert (await browser.client.post(f"/parked/{id}/{verb}", data=form)).status_code == 404, who.id
        assert "/parked" not in (await browser.client.get("/")).text
    [row] = [one for one in await registry.parked() if one["handler"].startswith("certificates.")]
    assert row["history"] == []
    browser = Browser(registry, OPERATOR)
    assert "/parked" in (await browser.client.get("/")).text


async def test_a_repair_mends_a_name_and_no_fact_and_takes_two_persons(open_on: Any) -> None:
    registry = await open_on(TODAY, offices="33/*")
    dossier = await submitted(registry)
    id = await a_parked_ruling(registry, dossier)
    operator, second = Browser(registry, OPERATOR), Browser(registry, SECOND)
    product = {"id": dossier["product_id"], "name": "Long nhãn sấy", "set_no": dossier["set_no"]}
    for field, change in {
        "/star": {"star": 5},
        "/dossier_id": {"dossier_id": "another"},
        "/ruling_id": {"ruling_id": "another"},
        "/product/id": {"product": product | {"id": "another"}},
        "/decision_number": {"decision_number": "99/QĐ-UBND"},
        "/decided_on": {"decided_on": "2026-08-02"},
        "/authority": {"authority": "Bộ trưởng Bộ NN&MT"},
        "/outcome": {"outcome": "not-recognised"},
        "/sheets/0/": {"sheets": []},
    }.items():
        refused = await repaired(operator, id, 403, **{"product": product, **change})
        assert f"Bản sửa không được đổi {field}" in refused, field
    for header, text in {
        "ce_id": "other",
        "ce_source": "/ocop/registry",
        "ce_subject": "other",
        "ce_partitionkey": "other",
        "ce_subjectversion": "9",
        "ce_type": "vn.ocop.evaluation.ruling.corrected.v1",
        "ce_ocopplace": "33",
        "ce_time": "2026-08-01T00:00:00Z",
    }.items():
        refused = await repaired(operator, id, 403, {header: text}, product=product)
        assert f"không được đổi {header} " in refused, header
    await repaired(operator, id, 303, product=product)
    shown = await operator.open(f"/parked/{id}", announced=("Long",))
    assert "Một người vận hành khác phải xem bản sửa" in shown
    assert operator.session
    own = {"_csrf": operator.session.form_token, "_version": "2", "why": "tôi tự duyệt"}
    assert (await operator.client.post(f"/parked/{id}/offer", data=own)).status_code == 403
    assert await registry.facts("vn.ocop.registry.certificate.issued.v1") == []
    shown = await second.open(f"/parked/{id}", announced=("Long",))
    for announced in ("/product/name", "7", "Long nhãn sấy", "Duyệt bản sửa và áp dụng"):
        assert announced in shown
    await second.submit("/offer", {"why": "đã so với hồ sơ"})
    [issued] = await registry.facts("vn.ocop.registry.certificate.issued.v1")
    assert issued["star"] == 4
    [row] = [one for one in await registry.parked() if one["handler"].startswith("certificates.")]
    assert [(step["by"], step["did"], step["why"]) for step in row["history"]] == [
        ("operator", "repair", "tên sản phẩm phải là chữ"),
        ("operator.2", "release", "đã so với hồ sơ"),
    ]
