"""What is done with recusals: they are noted, by the command itself and again when the event of it is consumed."""

from __future__ import annotations

from collections.abc import Sequence

from kit.work import Unit
from services.recusals import store
from services.recusals.case_recusals import CaseRecusals


async def note(unit: Unit, noted: Sequence[CaseRecusals]) -> None:
    """Closes the dossiers to those who stood aside; of a case from which nobody did, there is nothing to note. Harmless to repeat, in any order."""
    noted = [one for one in noted if one.people]
    known = await store.recusals.among(unit, [one.id for one in noted])
    changed: dict[str, CaseRecusals] = {}
    for one in noted:
        before = known.get(one.id)
        people = tuple(sorted({*(before.people if before else ()), *one.people}))
        if before is None or people != before.people:
            version = before.version + 1 if before else 1
            known[one.id] = changed[one.id] = one.model_copy(update={"people": people, "version": version})
    await store.recusals.put_all(unit, list(changed.values()))
