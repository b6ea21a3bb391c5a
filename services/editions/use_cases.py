"""What is done with editions: keep what the files say and what others publish, and have the process find it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kit.work import Unit
from law import lists
from law.rulebooks import shelf
from law.rulebooks.kept import KEPT, TEXTS, checked, is_known, remember
from law.rulebooks.regulations import regulations
from services.editions import announcements, store
from services.editions.edition import LawEdition, edition_of, row_id


async def keep_the_shelf(unit: Unit) -> int:
    """Keeps every edition of the process's files that is not kept yet; answers how many were new."""
    known = await store.ids_kept(unit)
    new = [one for one in _in_files(unit.now) if one.id not in known]
    for edition in new:
        await store.editions.add(unit, edition)
    return len(new)


def _in_files(at: datetime) -> Iterator[LawEdition]:
    held = shelf()
    for act in held.all():
        for book in held.editions(act.id):
            if held.is_in_files(book):
                yield edition_of("rulebook", book.id, book.hash, book.text, at)
    for name in lists.names():
        for one in lists.editions(name):
            yield edition_of("list", name, one.hash, one.text, at)
    for own in regulations().in_files():
        if own.hash is not None:
            yield edition_of("regulation", own.id, own.hash, own.text, at)


async def keep_published(unit: Unit, edition: LawEdition) -> None:
    """Keeps an edition another service published; raises NotThatEdition when the text is not what its hash says."""
    checked(edition.rulebook_id, edition.rulebook_hash, edition.text, edition.kind)
    if await store.editions.find(unit, edition.id) is None:
        await store.editions.add(unit, edition)
    _find(edition)


async def publish_one(unit: Unit) -> bool:
    """Publishes one edition the other services do not have yet; answers whether there was one."""
    waiting = await store.unpublished(unit)
    if not waiting:
        return False
    announcements.published(unit, waiting[0])
    await store.editions.keep(unit, waiting[0].model_copy(update={"published": True}))
    return True


async def take_up_one(unit: Unit, id: str, hash: str, *, kind: str = "rulebook") -> None:
    """Has the process find one edition, which another replica may have consumed since the last look."""
    if not is_known(id, hash, kind):
        edition = await store.editions.find(unit, row_id(id, hash, kind))
        if edition is not None:
            _find(edition)


async def take_up(unit: Unit) -> int:
    """Has the process find every edition kept that it does not know; answers how many there were."""
    known = {row_id(id, hash) for id, hash in KEPT} | {row_id(id, hash, kind) for kind, id, hash in TEXTS}
    fresh = sorted(await store.ids_kept(unit) - known)
    for edition in (await store.editions.among(unit, fresh)).values():
        _find(edition)
    return len(fresh)


def _find(edition: LawEdition) -> None:
    remember(edition.rulebook_id, edition.rulebook_hash, edition.text, edition.kind)
