"""Evaluation's own list of certificates: the registry's state topic from its beginning, then live, the newest word kept."""

from __future__ import annotations

from datetime import date

from ocop_events.registry.certificate import CertificateStateV1

from services.evaluation.recognitions import store
from tests.evaluation.campaigns.campaigns_harness import DECIDED, NUMBER, OLD, described
from tests.evaluation.conftest import Opening
from tests.records import record_of_gone

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)


async def alive(deployment: object, office: str = "33") -> list[str]:
    unit = deployment.service.work.reading()  # type: ignore[attr-defined]
    return [one.id for one in await store.alive(unit, office_path=office, from_=FIRST, to=LAST)]


class TestTheList:
    async def test_has_each_certificate_as_the_newest_word_has_it(self, evaluation: Opening) -> None:
        province = await evaluation()
        await described(province, "a", version=2)
        await described(province, "b")
        await described(province, "a", version=1, status="revoked")
        assert await alive(province) == ["a", "b"]
        await described(province, "a", version=3, status="revoked")
        assert await alive(province) == ["b"]
        found = await store.certificates.find(province.service.work.reading(), "b")
        assert found is not None
        assert (found.number, found.star, found.decision_number, found.decided_on) == ("33-11977-b", 4, NUMBER, DECIDED)

    async def test_forgets_what_was_struck_whatever_comes_late(self, evaluation: Opening) -> None:
        province = await evaluation()
        await described(province, "a", version=1)
        await province.consume(record_of_gone(CertificateStateV1, "a", province.clock.now(), 3))
        await described(province, "a", version=2)
        assert await alive(province) == []

    async def test_is_asked_by_an_offices_territory_of_today_and_of_then(self, evaluation: Opening) -> None:
        province = await evaluation()
        await described(province, "now")
        await described(province, "old", place=OLD, place_on=date(2023, 6, 1), place_name="Xã Chí Tân")
        await described(province, "ends-later", until=date(2027, 1, 1))
        assert set(await alive(province)) == {"now", "old"}
        assert await alive(province, "33/11977") == ["now"]
        assert await alive(province, "33/330") == ["old"]
        assert set(await alive(province, "vn")) == {"now", "old"}
        assert await alive(province, "17") == []
