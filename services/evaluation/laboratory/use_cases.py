"""What is done with laboratory results: kept as the registry matched them, forgotten when that was wrong."""

from __future__ import annotations

from kit.facts import Fact
from kit.work import Unit
from services.evaluation.laboratory import store
from services.evaluation.laboratory.result import LabResult


class ResultKept(Fact):
    """A laboratory's result of a product is known: who ordered the test notes it."""

    result: LabResult


class ResultForgotten(Fact):
    """A result was matched to the wrong product: who noted it takes it away."""

    result: LabResult


async def keep_result(unit: Unit, result: LabResult) -> LabResult:
    """Keeps a result; one matched anew, to another product, takes the place of what was kept of it."""
    known = await store.results.find(unit, result.id)
    if known is None:
        kept = await store.results.add(unit, result)
    else:
        await unit.happens(ResultForgotten(result=known))
        kept = await store.results.keep(unit, result.model_copy(update={"version": known.version}))
    await unit.happens(ResultKept(result=kept))
    return kept


async def forget_result(unit: Unit, id: str) -> None:
    """Removes a result that was matched to the wrong product; of other reports nothing is kept here."""
    known = await store.results.find(unit, id)
    if known is not None:
        await store.results.remove(unit, known)
        await unit.happens(ResultForgotten(result=known))
