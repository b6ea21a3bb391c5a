"""What a producer is counted as: told to those who count, once when it is set and again when it changes, without a person's data."""

from __future__ import annotations

from typing import Any

from tests.registry.registry_harness import OFFICER, Registry, particulars

PROFILE = "vn.ocop.registry.profile.changed.v1"


def led_by(sex: str | None, **changes: Any) -> dict[str, Any]:
    return particulars(representative={"name": "Nguyễn Thị Hương", "sex": sex}, **changes)


async def profiles(registry: Registry) -> list[dict[str, Any]]:
    return await registry.facts(PROFILE)


async def changed(registry: Registry, made: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    answer = await registry.at(OFFICER).put(
        f"/api/producers/{made['id']}", json=body, headers={"If-Match": f'"{made["version"]}"'}
    )
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_it_is_published_when_a_producer_is_entered_and_when_it_becomes_another(registry: Registry) -> None:
    made = await registry.send(OFFICER, "/api/producers", led_by("female"))
    [first] = await profiles(registry)
    assert (first["women_led"], first["kind"], first["closed"]) == (True, made["kind"], False)
    same = await changed(registry, made, led_by("female", name="HTX tên mới"))
    assert len(await profiles(registry)) == 1
    await changed(registry, same, led_by("male", name="HTX tên mới"))
    assert [one["women_led"] for one in await profiles(registry)] == [True, False]


async def test_nobody_said_is_not_no_and_no_person_is_named(registry: Registry) -> None:
    await registry.send(OFFICER, "/api/producers", led_by(None))
    [one] = await profiles(registry)
    assert one["women_led"] is None
    assert "Hương" not in str(one)


async def test_a_closed_producer_is_counted_no_more(registry: Registry) -> None:
    made = await registry.send(OFFICER, "/api/producers", led_by("female"))
    await registry.send(
        OFFICER, f"/api/producers/{made['id']}/closing", {"reason": "Ngừng sản xuất"}, version=made["version"]
    )
    assert (await profiles(registry))[-1]["closed"] is True
