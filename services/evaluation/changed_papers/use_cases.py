"""What is done with changes of papers: noted beside the dossier, forgotten when it is handed in anew."""

from __future__ import annotations

from kit.work import Unit
from services.evaluation.changed_papers import store
from services.evaluation.changed_papers.changed_paper import ChangedPaper


async def note_change(unit: Unit, change: ChangedPaper) -> ChangedPaper:
    """Notes what became of a paper; the dossier that is judged is left as it was handed in."""
    known = await store.changed.find(unit, change.id)
    if known is None:
        return await store.changed.add(unit, change)
    return await store.changed.keep(unit, change.model_copy(update={"version": known.version}))


async def forget_changes(unit: Unit, dossier_id: str) -> None:
    """A dossier handed in anew has its papers as they are now: what changed before is in it."""
    for one in await store.of_dossier(unit, dossier_id, most=0):
        await store.changed.remove(unit, one)
