"""From a question to its answer: what is counted in the database, told in the borders asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.collation import vietnamese_key
from kit.storage import Page, Unit
from law.classification import classification
from law.places import NotThen, Place, UnknownPlace, gazetteer
from programme import borders as territory
from services.reporting import names
from services.reporting.standings import refusals, rules, store
from services.reporting.standings.question import By, Question
from services.reporting.standings.recognition import Recognition
from services.reporting.standings.store import Line
from services.reporting.standings.views import GroupView, Named, PlaceView, ProductView, StandingsView, UndecidedView


async def standings(unit: Unit, asked: Question) -> StandingsView:
    """How the programme stands; raises PlaceUnknown, PlaceNotThen, SectorUnknown, KindUnknown."""
    place = checked(asked)
    below = gazetteer().children(place.path, asked.borders_on)
    lines = await _answering(unit, asked)
    counted = rules.count(
        (rules.Cell(_group(asked, line), line.entry.star, 1) for line in lines),
        [one.path for one in below] if asked.by is By.PLACE else (),
    )
    untold = undecided(asked, lines)
    return StandingsView(
        place=_place(place, asked),
        above=[_place(one, asked) for one in reversed(gazetteer().ancestors(place.path, asked.borders_on))],
        on=asked.on,
        borders=asked.borders,
        borders_on=asked.borders_on,
        by=asked.by,
        total=counted.whole.total,
        stars=_stars(counted.whole),
        groups=_in_order(asked, [_told(asked, key, one) for key, one in counted.groups.items()]),
        undecided=untold,
        undecided_total=sum(one.total for one in untold),
    )


def checked(asked: Question) -> Place:
    """The place asked about, in the borders asked for; raises what is wrong with the question."""
    known_sectors = [one.code for one in classification().sectors]
    if asked.sector is not None and asked.sector not in known_sectors:
        raise refusals.SectorUnknown(pointer="/sector", given=asked.sector, known=", ".join(known_sectors))
    if asked.kind is not None and asked.kind not in names.kinds():
        raise refusals.KindUnknown(pointer="/kind", given=asked.kind, known=", ".join(names.kinds()))
    try:
        return gazetteer().at(asked.place, asked.borders_on)
    except UnknownPlace as unknown:
        raise refusals.PlaceUnknown(pointer="/place", place=asked.place) from unknown
    except NotThen as other:
        raise refusals.PlaceNotThen(
            pointer="/place", place=asked.place, on=f"{asked.borders_on:%d/%m/%Y}", periods=other.fields["periods"]
        ) from other


def undecided(asked: Question, lines: Iterable[Line]) -> list[UndecidedView]:
    """What lies at this place and nobody can place further down, by origin."""
    counts: dict[str, rules.Count] = {}
    for line in lines:
        if _is_undecided(asked, line.origin):
            counts.setdefault(line.origin, rules.Count()).add(line.entry.star, 1)
    found = [_undecided(asked, origin, one) for origin, one in counts.items()]
    return sorted(found, key=lambda one: vietnamese_key(one.name))


async def products(
    unit: Unit, asked: Question, *, undecided: bool = False, after: str | None = None, limit: int = 50
) -> Page[Recognition]:
    """The recognitions that are counted, by name; `undecided`: those only that a person must place further down."""
    checked(asked)
    lines = [one for one in await _answering(unit, asked) if not undecided or _is_undecided(asked, one.origin)]
    return await store.listed(unit, lines, after=after, limit=limit)


def product(asked: Question, one: Recognition) -> ProductView:
    """A recognised product in a list."""
    found = territory.find(one.origin, asked.borders_on)
    place = None if found.untold else gazetteer().at(found.path, asked.borders_on)
    return ProductView(
        product_id=one.product_id,
        certificate_id=one.id,
        product_code=one.product_code,
        name=one.product_name,
        set=_named(str(one.set_no), names.product_set(one.set_no)),
        producer=one.producer_name,
        kind=_named(one.kind, names.kinds().get(one.kind, (one.kind, one.kind))),
        place=_place(place, asked) if place else None,
        place_name=one.place_name,
        star=one.star,
        decision_number=one.decision_number,
        decided_on=one.decided_on,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
    )


def _is_undecided(asked: Question, origin: str) -> bool:
    found = territory.find(origin, asked.borders_on)
    return found.untold is not None and found.path == asked.place


async def _answering(unit: Unit, asked: Question) -> list[Line]:
    """The recognitions that answer a question: at the place, holding on the day, with what it asks in common."""
    return [
        line
        for line in await store.lines(unit, asked)
        if rules.holds(line.entry, asked.on)
        and asked.star in (None, line.entry.star)
        and asked.year in (None, line.entry.year)
        and asked.set_no in (None, line.entry.set_no)
        and asked.kind in (None, line.entry.kind)
        and (asked.sector is None or asked.sector == names.sector_of(line.entry.set_no))
    ]


def _group(asked: Question, line: Line) -> str | None:
    match asked.by:
        case By.PLACE:
            return territory.step_below(territory.find(line.origin, asked.borders_on).path, asked.place)
        case By.STAR:
            return str(line.entry.star)
        case By.SECTOR:
            return names.sector_of(line.entry.set_no) or "?"
        case By.SET:
            return str(line.entry.set_no)
        case By.KIND:
            return line.entry.kind
        case By.YEAR:
            return str(line.entry.year)


def _told(asked: Question, key: str, count: rules.Count) -> GroupView:
    return GroupView(**_named(key, _label(asked, key)).model_dump(), total=count.total, stars=_stars(count))


def _label(asked: Question, key: str) -> names.Label:
    match asked.by:
        case By.PLACE:
            return names.place(key, asked.borders_on)
        case By.STAR:
            return f"{key} sao", f"{key} stars"
        case By.SECTOR:
            return names.sector(key) if key != "?" else ("Ngoài bảng phân loại", "Not in the classification")
        case By.SET:
            return names.product_set(int(key))
        case By.KIND:
            return names.kinds().get(key, (key, key))
        case By.YEAR:
            return key, key


def _in_order(asked: Question, groups: Sequence[GroupView]) -> list[GroupView]:
    if asked.by is By.PLACE:
        return sorted(groups, key=lambda one: (vietnamese_key(one.vi), one.code))
    if asked.by in (By.STAR, By.YEAR):
        return sorted(groups, key=lambda one: one.code, reverse=True)
    return sorted(groups, key=lambda one: (vietnamese_key(one.code), one.code))


def _undecided(asked: Question, origin: str, count: rules.Count) -> UndecidedView:
    untold = territory.find(origin, asked.borders_on).untold
    assert untold is not None
    path, then = territory.path_of(origin), territory.day_of(origin)
    return UndecidedView(
        place=path,
        name=names.place(path, then)[0],
        total=count.total,
        stars=_stars(count),
        vi=untold.say("vi"),
        en=untold.say("en"),
    )


def _place(place: Place, asked: Question) -> PlaceView:
    vi, en = names.place(place.path, asked.borders_on)
    return PlaceView(code=place.path, vi=vi, en=en, level=place.level)


def _named(code: str, label: names.Label) -> Named:
    return Named(code=code, vi=label[0], en=label[1])


def _stars(count: rules.Count) -> dict[str, int]:
    return {str(star): number for star, number in sorted(count.stars.items(), reverse=True) if number}
