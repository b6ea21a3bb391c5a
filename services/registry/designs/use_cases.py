"""What is done with designs: entered, pictured, offered, published, taken up by others, withdrawn."""

from __future__ import annotations

from kit.command import Reason
from kit.identity import Principal, is_within
from kit.refusal import Forbidden
from kit.work import Unit
from programme.places import place_now
from programme.roles import REGISTRARS, acts_for, keeps
from services.registry.designs import announcements, rules, store
from services.registry.designs.commands import DesignCommand, NewDesignCommand
from services.registry.designs.design import Design
from services.registry.designs.lifecycle import State
from services.registry.designs.refusals import TooManyDesigns
from services.registry.marks import use_cases as mark_use_cases
from services.registry.marks.commands import NewUseCommand
from services.registry.marks.mark_use import MarkUse, Picture, PictureFile
from services.registry.products import use_cases as product_use_cases


async def enter_design(unit: Unit, command: NewDesignCommand, *, by: Principal) -> Design:
    """
    Enters a design of a producer, in draft: who may write of the producer. Raises NotFound, Forbidden, ConsentedLater,
    TooManyDesigns.
    """
    producer = await product_use_cases.producer_to_enter_for(unit, command.producer_id, by)
    if await store.count_waiting(unit, producer.id) >= rules.MOST_WAITING:
        raise TooManyDesigns(most=rules.MOST_WAITING)
    place = place_now(producer.place, unit.today)
    helped = None if acts_for(by, producer.id) else _office(by, place.path)
    made = rules.entered(unit.new_id(), command.described(), producer, place=place, on=unit.today, supported_by=helped)
    return await store.designs.add(unit, made)


async def change_design(unit: Unit, design_id: str, command: DesignCommand, *, by: Principal, expected: int) -> Design:
    """Corrects a draft; raises NotFound, Stale, Forbidden, StepRefused, ConsentedLater."""
    design = await design_to_change(unit, design_id, by, expected)
    return await store.designs.keep(unit, rules.changed(design, command, at=unit.now, on=unit.today, by=by))


async def must_take_file(unit: Unit, design_id: str, *, by: Principal) -> Design:
    """What would refuse a file of a draft, asked before its content is kept; raises as `add_picture` does."""
    design = await design_to_change(unit, design_id, by)
    nothing = Picture(id="–", sha256="0" * 64, size=0, media_type="", name="", url="", added_on=unit.today)
    rules.with_picture(design, nothing, at=unit.now, by=by)
    return design


async def add_picture(unit: Unit, design_id: str, kept: PictureFile, *, by: Principal, address: str) -> Design:
    """
    Adds a picture to a draft; `address`: below which it is fetched by its id. Raises NotFound, Forbidden, StepRefused,
    TooManyPictures.
    """
    design = await design_to_change(unit, design_id, by)
    id = unit.new_id()
    picture = Picture(id=id, **dict(kept), url=f"{address}/{id}", added_on=unit.today)
    return await store.designs.keep(unit, rules.with_picture(design, picture, at=unit.now, by=by))


async def add_consent(unit: Unit, design_id: str, kept: PictureFile, *, by: Principal) -> Design:
    """Adds the designer's signed consent to a draft; raises NotFound, Forbidden, StepRefused."""
    design = await design_to_change(unit, design_id, by)
    paper = PictureFile.model_validate(dict(kept))
    return await store.designs.keep(unit, rules.with_consent(design, paper, at=unit.now, by=by))


async def offer_design(unit: Unit, design_id: str, *, by: Principal, expected: int) -> Design:
    """Offers a design to the gallery; raises NotFound, Stale, Forbidden, StepRefused, NothingToShow, ConsentMissing."""
    design = await design_to_change(unit, design_id, by, expected)
    kept = await store.designs.keep(unit, rules.offered(design, at=unit.now, by=by))
    announcements.offered(unit, kept)
    return kept


async def publish_design(unit: Unit, design_id: str, *, by: Principal, expected: int) -> Design:
    """Puts a design into the gallery: a registrar of its place. Raises NotFound, Stale, Forbidden, StepRefused, OwnDesign."""
    design = await store.managed_by(unit, design_id, by, expected)
    by.must_cover(design.place.path, *REGISTRARS)
    office = _office(by, design.place.path)
    kept = await store.designs.keep(unit, rules.published(design, at=unit.now, by=by, office=office))
    announcements.published(unit, kept)
    return kept


async def withdraw_design(unit: Unit, design_id: str, command: Reason, *, by: Principal, expected: int) -> Design:
    """Takes a design out of the gallery, or does not take it in; raises NotFound, Stale, Forbidden, StepRefused."""
    design = await design_to_change(unit, design_id, by, expected)
    kept = await store.designs.keep(unit, rules.withdrawn(design, command.reason, at=unit.now, by=by))
    if design.state is not State.DRAFT:
        announcements.withdrawn(unit, kept, command.reason)
    return kept


async def take_up(unit: Unit, design_id: str, command: NewUseCommand, *, by: Principal) -> MarkUse:
    """
    Registers a use of the mark by a product, made after a design of the gallery. Raises NotFound, NotInTheGallery, and what
    `register_use` raises.
    """
    design = await store.seen_by(unit, design_id, by)
    await store.designs.keep(unit, rules.taken_up(design))
    return await mark_use_cases.register_use(unit, command, by=by, design_id=design.id)


async def design_to_change(unit: Unit, design_id: str, by: Principal, expected: int | None = None) -> Design:
    """Loads a design for who may write of its producer; raises NotFound, Stale, Forbidden to those who only see it."""
    design = await store.managed_by(unit, design_id, by, expected)
    if not keeps(by, design.producer_id, design.place.path):
        raise Forbidden()
    return design


def _office(by: Principal, place: str) -> str:
    return next(one for one in by.offices(*REGISTRARS) if is_within(place, one))
