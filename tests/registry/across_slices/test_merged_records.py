"""
What refers to a record follows it where that is merged into another, in every slice: a new one is looked at by being there.

Of each collection whose documents name a product or a producer one is kept in every state it knows; after the merge no text in
the whole database is the id of the record that is gone, but where NAMES_IT_STILL says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from kit.storage import Collection
from services.registry.producers.commands import MergeCommand
from services.registry.producers.use_cases import merge_producer
from services.registry.products.use_cases import merge_product
from tests.registry.registry_harness import HUONG, OFFICER, Registry, particulars
from tests.smallest import holds, smallest

NAMES = frozenset({"producer_id", "product_id"})
NAMES_IT_STILL = {
    ("producers", "_id"): "the record itself, which leads to the one it was merged into",
    ("products", "_id"): "the record itself, which leads to the one it was merged into",
    (
        "sent_list_lines",
        "check.producer_id",
    ): "what a list entered: only taking it back asks, which refuses merged records",
    ("sent_list_lines", "check.product_id"): "the same",
    ("sent_list_lines", "entry.producer_id"): "the same",
    ("sent_list_lines", "entry.product_id"): "the same",
    ("sent_list_lines", "undo.producer_id"): "the same",
    ("sent_list_lines", "undo.product_id"): "the same",
    ("sent_files", "_id"): "which content a producer sent once; sent again under the kept record it counts once more",
    ("sent_files", "producer_id"): "the same",
    ("certificate_decisions", "lines.product_id"): "a decision says what it was signed with",
    ("agency_remembered", "producer_id"): "read through the record it leads to",
    ("agency_remembered", "product_id"): "the same",
    ("dossiers", "formerly"): "by which a ruling on the record of then is known",
}
"""(Collection, path) → why a document may name a record that was merged."""
NOT_BY_NAME = {"producers", "products", "allowances"}
"""Kept under the record's own id, or made by the registry here."""
FILED = {"edition": 1, "filed_by": "producer", "filed_on": "2026-07-01"}
REASON = "Cùng một hợp tác xã, ghi hai lần."


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a document, with the path to it; what was done with it, and the search's words, aside."""
    if isinstance(value, str):
        yield path, value
    for name, part in value.items() if isinstance(value, dict) else ():
        if name not in ("steps", "merged_into", "touched"):
            yield from texts(part, f"{path}.{name}" if path else name)
    for part in value if isinstance(value, list) else ():
        yield from texts(part, path)


async def naming(registry: Registry, id: str) -> dict[tuple[str, str], int]:
    """(Collection, path) → how many texts of the slices' collections hold an id."""
    found: dict[tuple[str, str], int] = {}
    for collection in registry.service.collections:
        async for row in registry.service.database[collection.name].find({}):
            for path, text in texts(row):
                if id in text:
                    found[collection.name, path] = found.get((collection.name, path), 0) + 1
    return found


def of_records(registry: Registry) -> list[Collection[Any]]:
    """The collections whose documents name a product or a producer, by what their models declare."""
    found = [one for one in registry.service.collections if one.name not in NOT_BY_NAME]
    return [one for one in found if holds(one.kind, NAMES)]


async def keep_one_of_each(registry: Registry, product: dict[str, Any], producer: dict[str, Any]) -> None:
    """A document in every state of every collection that names records."""
    known = {
        "producer_id": producer["id"],
        "product_id": product["id"],
        "place": producer["place"],
        "set_no": 7,
        "scopes": ["mark"],
    }

    async def keep(unit: Any, collection: Collection[Any]) -> None:
        state = collection.kind.model_fields.get("state")
        states = list(state.annotation) if state and issubclass(state.annotation, StrEnum) else [None]
        for at, one in enumerate(states):
            fields = smallest(collection.kind, known | {"id": f"row-{at}"}, NAMES, f"{collection.name}-{at}")
            fields |= {"state": one.value} if one else {}
            if collection.name == "yearly_cards":  # one a year, under an id of its own
                year = 2026 - at
                fields |= {"id": f"{year}-{product['id']}", "year": year} | FILED
            await collection.add(unit, collection.kind.model_validate(fields | {"version": 0}))

    for collection in of_records(registry):
        await registry.service.work.run(keep, collection)


async def two_producers(registry: Registry) -> tuple[dict[str, Any], dict[str, Any]]:
    one = await registry.send(HUONG, "/api/producers", particulars(name="HTX Nhãn lồng Quý Hương"))
    said = particulars(name="Hợp tác xã Nhãn lồng Quí Hương", tax_code="0901234564")
    return one, await registry.send(OFFICER, "/api/producers", said)


async def a_product(registry: Registry, producer: dict[str, Any], name: str) -> dict[str, Any]:
    body = {"producer_id": producer["id"], "name": name, "set_no": 7}
    made: dict[str, Any] = await registry.send(OFFICER, "/api/products", body)
    return made


async def silent(registry: Registry, **ids: str) -> set[str]:
    """The collections that were to name one of some records (name of the field → id), and do not: nothing would be seen of them."""
    named = {collection for id in ids.values() for collection, _ in await naming(registry, id)}
    return {one.name for one in of_records(registry) if holds(one.kind, frozenset(ids))} - named


class TestWhatNamesARecordFollowsIt:
    async def test_into_another_producer(self, registry: Registry) -> None:
        gone, into = await two_producers(registry)
        product = await a_product(registry, gone, "Long nhãn sấy")
        await keep_one_of_each(registry, product, gone)
        assert not await silent(registry, producer_id=gone["id"], product_id=product["id"])
        command = MergeCommand(into=into["id"], reason=REASON)
        seen = (await registry.read(OFFICER, f"/api/producers/{gone['id']}"))["version"]
        await registry.service.work.run(merge_producer, gone["id"], command, by=OFFICER, expected=seen)
        left = {where for where in await naming(registry, gone["id"]) if where not in NAMES_IT_STILL}
        assert left == set()

    async def test_into_another_product(self, registry: Registry) -> None:
        producer, _ = await two_producers(registry)
        gone = await a_product(registry, producer, "Long nhãn sấy")
        into = await a_product(registry, producer, "Long nhãn sấy khô")
        await keep_one_of_each(registry, gone, producer)
        assert not await silent(registry, product_id=gone["id"])
        command = MergeCommand(into=into["id"], reason=REASON)
        seen = (await registry.read(OFFICER, f"/api/products/{gone['id']}"))["version"]
        await registry.service.work.run(merge_product, gone["id"], command, by=OFFICER, expected=seen)
        left = {where for where in await naming(registry, gone["id"]) if where not in NAMES_IT_STILL}
        assert left == set()
