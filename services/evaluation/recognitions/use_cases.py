"""What is done with recognitions: the newest word on a certificate is kept."""

from __future__ import annotations

from kit.work import Unit
from services.evaluation.recognitions import store
from services.evaluation.recognitions.recognition import Recognition


async def note(unit: Unit, before: Recognition, after: Recognition) -> None:
    """Keeps what an event says of a certificate, unless a later one is known already; what it does not say stays."""
    if after.version > before.version:
        await store.recognitions.put_all(unit, [after])


async def known(unit: Unit, certificate_id: str, product_id: str) -> Recognition:
    """What is kept of a certificate; of one that nothing was said of, nothing yet."""
    found = await store.recognitions.find(unit, certificate_id)
    return found or Recognition(id=certificate_id, product_id=product_id)
