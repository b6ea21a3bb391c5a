"""What is done with recognitions: the newest word on a certificate is kept."""

from __future__ import annotations

from collections.abc import Iterable

from kit.work import Unit
from services.evaluation.recognitions import store
from services.evaluation.recognitions.certificate import Certificate
from services.evaluation.recognitions.recognition import Recognition


async def note(unit: Unit, before: Recognition, after: Recognition) -> None:
    """Keeps what an event says of a certificate, unless a later one is known already; what it does not say stays."""
    if after.version > before.version:
        await store.recognitions.put_all(unit, [after])


async def known(unit: Unit, certificate_id: str, product_id: str) -> Recognition:
    """What is kept of a certificate; of one that nothing was said of, nothing yet."""
    found = await store.recognitions.find(unit, certificate_id)
    return found or Recognition(id=certificate_id, product_id=product_id)


async def keep_as_they_are(unit: Unit, said: Iterable[Certificate]) -> None:
    """Keeps certificates as the registry has them now; older than what is known already is nothing. Harmless to repeat."""
    newest: dict[str, Certificate] = {}
    for one in said:
        if one.id not in newest or one.version > newest[one.id].version:
            newest[one.id] = one
    known = await store.certificates.among(unit, newest)
    changed = [one for id, one in newest.items() if id not in known or one.version > known[id].version]
    await store.certificates.put_all(unit, changed)


async def strike(unit: Unit, certificate_id: str, version: int) -> None:
    """Has a certificate be as if it had never been: the list that brought it was taken back."""
    known = await store.certificates.find(unit, certificate_id)
    if known is not None and version > known.version:
        await store.certificates.put_all(unit, [known.model_copy(update={"struck": True, "version": version})])
