"""
What a development estate begins with: its two producers, and the published products of the province, as published.

Every row is its own transaction and harmless to repeat, so a seed that was broken off is simply run again.
"""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import files
from typing import Any

import yaml

from kit.service import Service
from kit.work import Unit
from law.places import plain
from programme.places import where
from services.registry.producers import announcements, store
from services.registry.producers.likeness import keys
from services.registry.producers.producer import Person, Producer
from services.registry.recognitions import published_list, rules
from services.registry.recognitions.refusals import DecidedInTheFuture
from services.registry.recognitions.use_cases import enter_row

LIST = "products-hung-yen.csv"


async def seed(service: Service) -> None:
    """Enters what is not there yet, and announces it like anything else."""
    for given in development():
        await service.work.run(_enter, given)
    sets = published_list.shipped_sets()
    for values in published_list.shipped(LIST):
        row = rules.read(values, sets.get(values["product"] or ""), stages=published_list.words_of_lists()["stages"])
        with suppress(DecidedInTheFuture):  # where the clock stands before it, a later start enters it
            await enter_row(service.work, row, by=None)


def development() -> list[dict[str, Any]]:
    """The producers that people of the development estate act for."""
    text = (files("services.registry") / "data" / "development.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["producers"]
    return found


async def _enter(unit: Unit, given: dict[str, Any]) -> None:
    if await store.producers.find(unit, given["id"]):
        return
    producer = Producer(
        id=given["id"],
        name=given["name"],
        kind=given["kind"],
        place=where(given["place"], given["since"]),
        representative=Person(**given["representative"]),
        registered_on=unit.today,
        sort_key=plain(given["name"]),
        likeness=keys(given["name"]),
    )
    announcements.registered(unit, await store.producers.add(unit, producer))
