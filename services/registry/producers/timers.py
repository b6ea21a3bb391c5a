"""What producers begin with: a person's number that an earlier release kept in the open is put among the personal data."""

from __future__ import annotations

from kit.refusal import Refusal
from kit.service import Service
from kit.telemetry.logs import log
from services.registry.producers import store, use_cases
from services.registry.producers.producer import Producer

_log = log(__name__)


async def put_numbers_apart(service: Service) -> None:
    """Looks through the numbers kept in the open, then through those matched by the key of another secret."""
    after = ""
    while found := await store.with_numbers_in_the_open(service.work.reading(), after):
        await _each_apart(service, found)
        after = found[-1].tax_code or after
    if service.work.matching is None:
        return
    seen: set[str] = set()
    while found := await store.with_numbers_of_other_keys(service.work.reading(), service.work.matching.mark):
        if {one.id for one in found} <= seen:
            return  # what could not be kept is said once
        seen |= {one.id for one in found}
        await _each_apart(service, found)


async def _each_apart(service: Service, found: list[Producer]) -> None:
    for one in found:
        try:
            await service.work.run(use_cases.put_numbers_apart, one.id)
        except Refusal as refused:  # another replica was first, or two producers have one number
            _log.warning("a person's number was not put apart", producer=one.id, why=refused.slug)


begins = [put_numbers_apart]
