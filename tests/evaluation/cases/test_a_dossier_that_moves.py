"""A dossier whose product or producer was merged into another record: its cases and rulings follow, and its people with them."""

from __future__ import annotations

from datetime import date

from ocop_events.registry.dossier import DossierMovedV1

from tests.callers import person
from tests.evaluation.evaluation_harness import HUONG, SCREENER, Deployment, Estate, dossier, submitted

KEPT = person("kept", "producer@p-2", name="Trần Thị Mai")


async def test_is_of_its_new_producers_people(province: Deployment, estate: Estate) -> None:
    content = dossier()
    await estate.publish(submitted(content))
    [line] = (await province.read(SCREENER, "/api/cases"))["items"]
    assert (await province.read(KEPT, "/api/cases"))["items"] == []
    moved = DossierMovedV1(
        dossier_id=content.dossier_id,
        product=content.product.model_copy(update={"id": "s-2"}),
        producer=content.producer.model_copy(update={"id": "p-2", "name": "HTX Tân Hưng"}),
        reason="Ghi hai lần",
        moved_on=date(2026, 8, 4),
    )
    await estate.publish(moved)
    assert [one["id"] for one in (await province.read(KEPT, "/api/cases"))["items"]] == [line["id"]]
    assert (await province.read(HUONG, "/api/cases"))["items"] == []
    case = await province.service.database["cases"].find_one({"_id": line["id"]})
    assert case is not None
    assert (case["dossier"]["product"]["id"], case["dossier"]["producer"]["name"]) == ("s-2", "HTX Tân Hưng")
    assert case["dossier"]["producer"]["place"]["path"] == content.producer.place.path
