"""What is done with artwork of the mark: packed by an office, handed out for a product, fetched while the right lives."""

from __future__ import annotations

from kit.history import Actor
from kit.identity import Principal
from kit.refusal import Forbidden, NotFound
from kit.work import Unit
from programme.roles import OFFICERS
from services.registry.artwork import rules, store
from services.registry.artwork.artwork_pack import ArtworkPack, HandOut, PackFile
from services.registry.artwork.commands import PackCommand
from services.registry.marks import announcements as mark_announcements
from services.registry.marks import rules as mark_rules
from services.registry.marks import use_cases as mark_use_cases
from services.registry.marks.commands import NewUseCommand
from services.registry.products import use_cases as product_use_cases
from services.registry.products.product import Product


async def enter_pack(unit: Unit, command: PackCommand, *, by: Principal) -> ArtworkPack:
    """Enters a pack, in draft: an officer of exactly the office. Raises Forbidden."""
    _must_work_at(by, command.office)
    return await store.packs.add(unit, rules.entered(unit.new_id(), command, on=unit.today))


async def must_take_file(unit: Unit, pack_id: str, *, by: Principal) -> ArtworkPack:
    """What would refuse a file, asked before its content is kept; raises as `add_file` does."""
    pack = await pack_to_change(unit, pack_id, by)
    rules.with_file(pack, PackFile(sha256="0" * 64, size=0, media_type="", name=""), at=unit.now, by=by)
    return pack


async def add_file(unit: Unit, pack_id: str, kept: PackFile, *, by: Principal) -> ArtworkPack:
    """Adds a file to a draft; raises NotFound, Forbidden, StepRefused, TooManyFiles."""
    pack = await pack_to_change(unit, pack_id, by)
    file = PackFile.model_validate(dict(kept))
    return await store.packs.keep(unit, rules.with_file(pack, file, at=unit.now, by=by))


async def offer_pack(unit: Unit, pack_id: str, *, by: Principal, expected: int) -> ArtworkPack:
    """Begins to hand a pack out; raises NotFound, Stale, Forbidden, StepRefused, NoFiles."""
    pack = await pack_to_change(unit, pack_id, by, expected)
    return await store.packs.keep(unit, rules.offered(pack, at=unit.now, by=by))


async def withdraw_pack(unit: Unit, pack_id: str, *, by: Principal, expected: int) -> ArtworkPack:
    """Stops handing a pack out; raises NotFound, Stale, Forbidden, StepRefused."""
    pack = await pack_to_change(unit, pack_id, by, expected)
    return await store.packs.keep(unit, rules.withdrawn(pack, at=unit.now, by=by))


async def hand_out(unit: Unit, pack_id: str, command: NewUseCommand, *, by: Principal) -> HandOut:
    """
    Hands a pack out for a product, and begins the record of the use it is for: who may write of the product, while its
    certificate lives and its mark is not suspended. Raises NotFound, Forbidden, NotHandedOut, OfAnotherPlace,
    OfAnotherStar, NoCertificateInForce, TooManyUses.
    """
    pack = await store.seen_by(unit, pack_id, by)
    product = await product_use_cases.product_to_change(unit, command.product_id, by)
    certificate, _ = await mark_use_cases.right_of(unit, product.id)
    rules.check_fits(pack, product, certificate)
    use = await mark_use_cases.start_use(unit, command, by=by)
    assert use.certificate, "a use begins under a certificate"
    handed = HandOut(
        id=unit.new_id(),
        pack_id=pack.id,
        product_id=product.id,
        product_name=product.name,
        producer_id=product.producer_id,
        certificate_id=use.certificate.id,
        use_id=use.id,
        handed_out_on=unit.today,
        by=Actor.of(by),
    )
    kept = await store.handouts.add(unit, handed)
    await store.packs.keep(unit, rules.counted(pack))
    mark_announcements.artwork_handed_out(unit, use, pack=pack.name, sha256=pack.sha256, on=unit.today)
    return kept


async def file_to_fetch(unit: Unit, pack_id: str, sha256: str, by: Principal) -> PackFile:
    """
    A file of a pack for who may fetch it now: an officer of its office, or a producer to whom it was handed out for a product
    that may still show the mark. Raises NotFound, Forbidden.
    """
    pack = await store.seen_by(unit, pack_id, by)
    file = next((one for one in pack.files if one.sha256 == sha256), None)
    if file is None:
        raise NotFound()
    if pack.office in by.offices(*OFFICERS):
        return file
    for product_id in dict.fromkeys(one.product_id for one in await store.handed_out_to(unit, pack.id, by)):
        certificate, why_not = await mark_use_cases.right_of(unit, product_id)
        if mark_rules.allows_mark(certificate, why_not):
            return file
    raise Forbidden()


async def follow_product(unit: Unit, product_id: str, product: Product) -> None:
    """Has what was handed out for a product that was merged or moved name the record that is kept, whose producer fetches it."""
    now = {"product_id": product.id, "product_name": product.name, "producer_id": product.producer_id}
    for one in await store.handed_out_for(unit, product_id):
        await store.handouts.keep(unit, one.model_copy(update=now))


async def pack_to_change(unit: Unit, pack_id: str, by: Principal, expected: int | None = None) -> ArtworkPack:
    """Loads a pack for an officer of exactly its office; raises NotFound, Stale, Forbidden."""
    pack = await store.seen_by(unit, pack_id, by, expected)
    _must_work_at(by, pack.office)
    return pack


def _must_work_at(by: Principal, office: str) -> None:
    if office not in by.offices(*OFFICERS):
        raise Forbidden()
