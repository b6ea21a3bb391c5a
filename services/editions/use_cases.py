"""What is done with editions: keep what the files say and what others publish, and have the process find it."""

from __future__ import annotations

from kit.work import Unit
from law.rulebooks import shelf
from law.rulebooks.kept import KEPT, checked, remember
from services.editions import announcements, store
from services.editions.edition import LawEdition, edition_of


async def keep_the_shelf(unit: Unit) -> int:
    """Keeps every edition of the process's files that is not kept yet; answers how many were new."""
    known = await store.ids_kept(unit)
    held = shelf()
    books = [book for act in held.all() for book in held.editions(act.id) if held.is_in_files(book)]
    new = [edition_of(book, unit.now) for book in books if f"{book.id}/{book.hash}" not in known]
    for edition in new:
        await store.editions.add(unit, edition)
    return len(new)


async def keep_published(unit: Unit, edition: LawEdition) -> None:
    """Keeps an edition another service published; raises NotThatEdition when the text is not what its hash says."""
    checked(edition.rulebook_id, edition.rulebook_hash, edition.text)
    if await store.editions.find(unit, edition.id) is None:
        await store.editions.add(unit, edition)
    remember(edition.rulebook_id, edition.rulebook_hash, edition.text)


async def publish_one(unit: Unit) -> bool:
    """Publishes one edition the other services do not have yet; answers whether there was one."""
    waiting = await store.unpublished(unit)
    if not waiting:
        return False
    announcements.published(unit, waiting[0])
    await store.editions.keep(unit, waiting[0].model_copy(update={"published": True}))
    return True


async def take_up_one(unit: Unit, rulebook_id: str, rulebook_hash: str) -> None:
    """Has the process find one edition, which another replica may have consumed since the last look."""
    if (rulebook_id, rulebook_hash) not in KEPT:
        edition = await store.editions.find(unit, f"{rulebook_id}/{rulebook_hash}")
        if edition is not None:
            remember(edition.rulebook_id, edition.rulebook_hash, edition.text)


async def take_up(unit: Unit) -> int:
    """Has the process find every edition kept that it does not know; answers how many there were."""
    known = {f"{rulebook_id}/{hash}" for rulebook_id, hash in KEPT}
    fresh = sorted(await store.ids_kept(unit) - known)
    for edition in (await store.editions.among(unit, fresh)).values():
        remember(edition.rulebook_id, edition.rulebook_hash, edition.text)
    return len(fresh)
