"""Credentials at their endpoints: recorded with a paper, vouched for, renewed by their issuer's word, told of before their end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from ocop_events.agencies.reports import CredentialWithdrawnV1, IpRightGrantedV1

from kit.work import Unit
from programme.places import Where
from services.registry.credentials import use_cases
from services.registry.credentials.credential import Credential
from services.registry.health import subscriptions as health
from services.registry.producers import store as producers
from services.registry.producers.commands import MergeCommand
from services.registry.producers.use_cases import merge_producer
from services.registry.products import store as products
from services.registry.products.use_cases import merge_product
from tests.registry.registry_harness import (
    CHAU,
    COMMUNE,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PDF,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    a_product,
    particulars,
)

VIETGAP = {"kind": "vietgap", "number": "VietGAP-TT-12-33-0007", "issued_on": "2026-01-10", "expires_on": "2026-09-30"}


@dataclass(frozen=True)
class Report:
    agency: str = "food-safety"
    report_id: str = "ATTP-1"
    reported_on: date = date(2026, 8, 3)
    document_url: str | None = None


async def record(
    registry: Registry, who: Any, product: dict[str, Any], status: int = 201, file: bytes | None = PDF, **changes: Any
) -> Any:
    asked = VIETGAP | {"producer_id": product["producer_id"], "product_id": product["id"]} | changes
    data = {name: value for name, value in asked.items() if value is not None}
    files = {"file": ("vietgap.pdf", file, "application/octet-stream")} if file else {"none": ("", b"")}
    answer = await registry.at(who).post("/api/credentials", data=data, files=files)
    assert answer.status_code == status, answer.text
    return answer.json()


async def granted(registry: Registry, product: dict[str, Any], report: Report | None = None, **changes: Any) -> Any:
    said = {"kind": "vietgap", "number": "VG-2", "issued_on": "2026-07-20", "expires_on": "2028-07-19"} | changes

    async def run(unit: Any) -> Any:
        return await use_cases.credential_granted(
            unit,
            said,
            producer=await producers.producers.get(unit, product["producer_id"]),
            product=await products.products.get(unit, product["id"]),
            report=report or Report(),
        )

    return await registry.service.work.run(run)


async def sweep(registry: Registry) -> None:
    while await registry.service.ticker.sweep_once():
        pass


class TestRecording:
    async def test_by_its_producer_waits_for_an_officer_who_vouches(self, registry: Registry) -> None:
        product = await a_product(registry)
        held = await record(registry, HUONG, product)
        assert (held["state"], held["ends_on"], held["file"]["name"]) == ("recorded", "2026-09-30", "vietgap.pdf")
        assert await registry.facts("vn.ocop.registry.credential.verified.v1") == []
        await registry.send(HUONG, f"/api/credentials/{held['id']}/verification", {}, version=1, status=403)
        seen = await registry.send(OFFICER, f"/api/credentials/{held['id']}/verification", {}, version=1)
        assert (seen["state"], seen["verified_by"], seen["office"]) == ("verified", "officer", COMMUNE)
        [recorded] = await registry.facts("vn.ocop.registry.credential.recorded.v1")
        [verified] = await registry.facts("vn.ocop.registry.credential.verified.v1")
        assert (recorded["number"], verified["verified_by"]) == (VIETGAP["number"], "officer")
        paper = await registry.at(OFFICER).get(f"/api/credentials/{held['id']}/paper")
        assert paper.content == PDF

    async def test_by_an_officer_is_vouched_for_at_once_and_needs_no_file(self, registry: Registry) -> None:
        product = await a_product(registry)
        held = await record(registry, OFFICER, product, file=None)
        assert (held["state"], held["file"]) == ("verified", None)
        await registry.read(OFFICER, f"/api/credentials/{held['id']}/paper", status=404)

    async def test_says_all_that_is_wrong(self, registry: Registry) -> None:
        product = await a_product(registry)
        wrong = await record(
            registry, HUONG, product, 422, None, issued_on="2027-01-01", expires_on="2026-01-01", number="–"
        )
        assert {one["pointer"] for one in wrong["errors"]} == {"/issued_on", "/expires_on", "/number", "/file"}
        ended = await record(registry, HUONG, product, 422, expires_on="2026-08-02")
        assert ended["type"].endswith("credential.ended-already")
        assert (await record(registry, HUONG, product, 422, kind="feng-shui"))["type"].endswith("kind-unknown")
        assert (await record(registry, HUONG, product, 422, kind="food-safety"))["type"].endswith("held-by-another")
        await record(registry, HUONG, product)
        again = await record(registry, HUONG, product, 409, number="vietgap tt.12.33.0007")
        assert again["type"].endswith("recorded-already")

    async def test_is_for_its_producer_and_the_registrars_of_its_place(self, registry: Registry) -> None:
        product = await a_product(registry)
        held = await record(registry, HUONG, product)
        for who in (CHAU, STRANGER, NEIGHBOURS_OFFICER):
            await record(registry, who, product, 404, number="X-1")
            await registry.read(who, f"/api/credentials/{held['id']}", status=404)
            assert (await registry.read(who, "/api/credentials"))["items"] == []
        for who in (HUONG, OFFICER, PROVINCE_OFFICER):
            assert [one["id"] for one in (await registry.read(who, "/api/credentials"))["items"]] == [held["id"]]

    async def test_of_an_older_paper_gives_way_to_the_newer_that_is_vouched_for(self, registry: Registry) -> None:
        product = await a_product(registry)
        old = await record(registry, HUONG, product)
        new = await record(registry, OFFICER, product, file=None, number="VG-9", issued_on="2026-07-01")
        assert (await registry.read(HUONG, f"/api/credentials/{old['id']}"))["renewed_by"] == new["id"]
        late = await record(registry, OFFICER, product, file=None, number="VG-8", issued_on="2026-06-01")
        assert (late["state"], late["renewed_by"]) == ("renewed", new["id"])


class TestTheIssuersWord:
    async def test_renews_what_is_there_is_said_once_and_can_be_read(self, registry: Registry) -> None:
        product = await a_product(registry)
        old = await record(registry, HUONG, product)
        new = await granted(registry, product)
        assert (new.state, new.renews, new.verified_by) == ("verified", old["id"], "issuer")
        was = await registry.read(HUONG, f"/api/credentials/{old['id']}")
        assert (was["state"], was["renewed_by"]) == ("renewed", new.id)
        [renewed] = await registry.facts("vn.ocop.registry.credential.renewed.v1")
        assert (renewed["credential_id"], renewed["number"], renewed["was_expires_on"]) == (
            old["id"],
            "VG-2",
            "2026-09-30",
        )
        count = len(await registry.facts())
        assert (await granted(registry, product)).version == new.version
        assert len(await registry.facts()) == count
        word = await registry.at(HUONG).get(f"/api/credentials/{new.id}/paper")
        assert "Báo cáo số: ATTP-1" in word.text
        assert (await registry.at(HUONG).get(f"/api/credentials/{new.id}/paper/shown")).status_code == 200

    async def test_that_comes_late_gives_way_to_the_newer_one(self, registry: Registry) -> None:
        product = await a_product(registry)
        new = await granted(registry, product)
        old = await granted(
            registry,
            product,
            Report(report_id="ATTP-0"),
            number="VG-1",
            issued_on="2024-07-20",
            expires_on="2026-07-19",
        )
        assert (old.state, old.renewed_by) == ("renewed", new.id)

    async def test_confirms_what_its_producer_recorded_with_its_own_days(self, registry: Registry) -> None:
        product = await a_product(registry)
        held = await record(registry, HUONG, product)
        said = await granted(
            registry, product, number=VIETGAP["number"], issued_on="2026-01-10", expires_on="2027-01-09"
        )
        assert (said.id, said.state, said.ends_on) == (held["id"], "verified", date(2027, 1, 9))
        assert said.file is not None

    async def test_of_a_right_that_may_be_held_twice_takes_no_place(self, registry: Registry) -> None:
        product = await a_product(registry)
        for at, number in enumerate(("4-1", "4-2")):
            event = IpRightGrantedV1(
                report_id=f"IP-{at}", agency="ip-office", reported_on=date(2026, 8, 3), kind="trademark", number=number,
                holder="HTX", granted_on=date(2026, 8, 1), expires_on=date(2036, 7, 31),
            )  # fmt: skip
            await granted(registry, product, Report("ip-office", f"IP-{at}"), **event.model_dump(mode="json"))
        held = (await registry.read(HUONG, "/api/credentials"))["items"]
        assert [one["state"] for one in held] == ["verified", "verified"]

    async def test_withdraws_and_an_unknown_number_is_nobodys(self, registry: Registry) -> None:
        product = await a_product(registry)
        held = await granted(registry, product)

        async def withdrawn(unit: Any, number: str) -> Any:
            said = CredentialWithdrawnV1(
                report_id="ATTP-9", agency="food-safety", reported_on=date(2026, 8, 3), kind="vietgap", number=number,
                withdrawn_on=date(2026, 8, 1), reason="Không duy trì điều kiện",
            )  # fmt: skip
            producer = await producers.producers.get(unit, product["producer_id"])
            return await use_cases.credential_withdrawn_by_agency(
                unit, said, producer=producer, product=None, report=Report(report_id="ATTP-9")
            )

        assert await registry.service.work.run(withdrawn, "VG-77") is None
        ended = await registry.service.work.run(withdrawn, "vg 2")
        assert (ended.id, ended.state, ended.withdrawn_by) == (held.id, "withdrawn", "issuer")
        [fact] = await registry.facts("vn.ocop.registry.credential.withdrawn.v1")
        assert (fact["reason"], fact["withdrawn_on"]) == ("Không duy trì điều kiện", "2026-08-01")


class TestItsEnd:
    async def test_is_told_of_on_the_days_of_its_kind_and_comes_by_itself(self, registry: Registry) -> None:
        held = await record(registry, HUONG, await a_product(registry))
        registry.clock.set(registry.clock.now().replace(month=8, day=31, hour=6))
        await sweep(registry)
        registry.clock.set(registry.clock.now().replace(month=10, day=1, hour=6))
        await sweep(registry)
        expiring = await registry.facts("vn.ocop.registry.credential.expiring.v1")
        assert [one["days_left"] for one in expiring] == [30]
        [ended] = await registry.facts("vn.ocop.registry.credential.expired.v1")
        assert ended["expired_on"] == "2026-10-01"
        assert (await registry.read(HUONG, f"/api/credentials/{held['id']}"))["state"] == "expired"


class TestWhereACommuneWasDivided:
    async def test_a_grant_does_not_wait_for_its_holder_to_say_in_which_part_it_lies(self, registry: Registry) -> None:
        product = await a_product(registry)
        divided = Where(code="11989", path="33/325/11989", name="Xã Phú Cường", on=date(2025, 3, 1))

        async def grant(unit: Unit) -> Credential:
            producer = await producers.producers.get(unit, product["producer_id"])
            said = {"kind": "gmp", "number": "G-1", "issued_on": "2026-07-20"}
            there = producer.model_copy(update={"place": divided})
            return await use_cases.credential_granted(unit, said, producer=there, product=None, report=Report())

        assert (await registry.service.work.run(grant)).place == divided


class TestMerging:
    async def test_has_what_leans_on_them_looked_at_once_for_all_that_moved(
        self, registry: Registry, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        product = await a_product(registry)
        for number in range(3):
            await record(registry, OFFICER, product, file=None, kind="gmp", number=f"G-{number}", product_id=None)
        looked: list[str] = []

        async def look(unit: Unit, producer_id: str, product_id: str | None) -> None:
            looked.append(producer_id)

        monkeypatch.setattr(health, "look_at_those_of", look)

        async def move(unit: Unit) -> None:
            producer = await producers.producers.get(unit, product["producer_id"])
            await use_cases.move_credentials(unit, producer, producer)

        await registry.service.work.run(move)
        assert looked == [product["producer_id"]]

    async def test_takes_what_a_twin_and_its_product_hold_along(self, registry: Registry) -> None:
        product = await a_product(registry)
        twin = await registry.send(OFFICER, "/api/producers", particulars(name="HTX Nhãn lồng Tân Hưng II"))
        theirs = await registry.send(
            OFFICER, "/api/products", {"producer_id": twin["id"], "name": "Long nhãn II", "set_no": 7}
        )
        of_twin = {"producer_id": twin["id"], "kind": "gmp", "number": "G-1"}
        whole = await record(registry, OFFICER, theirs, file=None, **of_twin, product_id=None)
        own = await record(registry, OFFICER, theirs, file=None, producer_id=twin["id"])
        version = (await registry.read(OFFICER, f"/api/producers/{twin['id']}"))["version"]
        into = MergeCommand(into=product["producer_id"], reason="Ghi hai lần")
        await registry.service.work.run(merge_producer, twin["id"], into, by=OFFICER, expected=version)
        for one in (whole, own):
            assert (await registry.read(HUONG, f"/api/credentials/{one['id']}"))["producer_id"] == product[
                "producer_id"
            ]
        assert (await registry.read(HUONG, f"/api/products/{product['id']}"))["credentials"] == ["gmp"]
        version = (await registry.read(OFFICER, f"/api/products/{theirs['id']}"))["version"]
        same = MergeCommand(into=product["id"], reason="Ghi hai lần")
        await registry.service.work.run(merge_product, theirs["id"], same, by=OFFICER, expected=version)
        moved = await registry.read(HUONG, f"/api/credentials/{own['id']}")
        assert moved["product_id"] == product["id"]
        assert (await registry.read(HUONG, f"/api/products/{product['id']}"))["credentials"] == ["gmp", "vietgap"]
