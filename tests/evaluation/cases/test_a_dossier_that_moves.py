"""A dossier whose product or producer was merged into another record: its cases and rulings follow, and its people with them."""

from __future__ import annotations

from datetime import date

from ocop_events.registry.dossier import DossierContent, DossierMovedV1

from services.evaluation.cases import access, store
from tests.callers import person
from tests.evaluation.evaluation_harness import HUONG, SCREENER, Deployment, Estate, dossier, submitted

KEPT = person("kept", "producer@p-2", name="Trần Thị Mai")


def moved(content: DossierContent) -> DossierMovedV1:
    return DossierMovedV1(
        dossier_id=content.dossier_id,
        product=content.product.model_copy(update={"id": "s-2"}),
        producer=content.producer.model_copy(update={"id": "p-2", "name": "HTX Tân Hưng"}),
        reason="Ghi hai lần",
        moved_on=date(2026, 8, 4),
    )


async def test_is_of_its_new_producers_people(province: Deployment, estate: Estate) -> None:
    content = dossier()
    await estate.publish(submitted(content))
    [line] = (await province.read(SCREENER, "/api/cases"))["items"]
    assert (await province.read(KEPT, "/api/cases"))["items"] == []
    await estate.publish(moved(content))
    assert [one["id"] for one in (await province.read(KEPT, "/api/cases"))["items"]] == [line["id"]]
    assert (await province.read(HUONG, "/api/cases"))["items"] == []
    case = await province.service.database["cases"].find_one({"_id": line["id"]})
    assert case is not None
    assert (case["dossier"]["product"]["id"], case["dossier"]["producer"]["name"]) == ("s-2", "HTX Tân Hưng")
    assert case["dossier"]["producer"]["place"]["path"] == content.producer.place.path


async def test_is_not_judged_by_its_former_producers_people(province: Deployment, estate: Estate) -> None:
    """Their grants name the merged record until somebody renews them: what they are at an office gives them nothing here."""
    both = person("both", "producer@p-1", "province-officer@33")
    content = dossier()
    await estate.publish(submitted(content))
    await estate.publish(moved(content))
    [line] = (await province.read(SCREENER, "/api/cases"))["items"]
    assert (await province.read(both, "/api/cases"))["items"] == []
    assert (await province.at(both).get(f"/api/cases/{line['id']}")).status_code == 404
    case = await store.cases.get(province.service.work.reading(), line["id"])
    assert access.conflict_of(case, both) == access.OF_THE_PRODUCER


async def test_is_of_its_new_producer_where_another_topic_brings_it_later(province: Deployment, estate: Estate) -> None:
    content = dossier()
    await estate.publish(moved(content))
    await estate.publish(submitted(content))
    [line] = (await province.read(KEPT, "/api/cases"))["items"]
    case = await store.cases.get(province.service.work.reading(), line["id"])
    assert (case.dossier.producer.id, case.dossier.former_producers) == ("p-2", ("p-1",))
