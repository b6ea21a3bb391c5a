"""The JSON views of the standings, in the borders asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import BaseModel, Field

from kit.collation import vietnamese_key
from kit.lifecycle import Label
from law.places import Place, gazetteer
from programme import borders, names
from services.reporting.standings import counting, rules
from services.reporting.standings.question import Borders, By, Question
from services.reporting.standings.recognition import Entry, Recognition
from services.reporting.standings.store import Line

Stars = dict[str, int]
"""How many products of each star; stars nobody has are left out."""


class Named(BaseModel):
    """A code with its words."""

    code: str
    vi: str
    en: str

    @property
    def label(self) -> Label:
        return self.vi, self.en


class PlaceView(Named):
    """A place in the borders of the answer. `code` is its path: `33`, `33/11977`, `33/330/12265`; `vn` is the country."""

    level: str = Field(description="country, province, district or commune")


class GroupView(Named):
    """One part of the answer: a place, a star, a year, a sector, a set or a kind of producer."""

    total: int
    stars: Stars


class EndingView(BaseModel):
    """How many of the counted products' recognitions end in one month."""

    month: date = Field(description="Its first day")
    total: int
    stars: Stars


class EndedView(BaseModel):
    """How many recognitions had ended by the day, by how; what was revoked after its end is counted beside its end."""

    revoked: int = 0
    given_up: int = 0
    lapsed: int = Field(0, description="Ended with its last day, without another")
    revoked_after_end: int = Field(
        0, description="Revoked by a decision when it had ended already: no end, counted apart"
    )


class UndecidedView(BaseModel):
    """Products nobody can place further down without a person's choice, by the place their certificates name."""

    place: str = Field(description="Path of the place that the certificates name")
    name: str
    total: int
    stars: Stars
    vi: str = Field(description="Why, and what to do")
    en: str = Field(description="Why, and what to do")


class StandingsView(BaseModel):
    """
    How many recognised products there were at a place on a day. Counted by place, the groups and what is undecided make
    up the total; counted otherwise, the groups alone do.
    """

    place: PlaceView
    above: list[PlaceView] = Field(description="The places that hold this one, the country first")
    on: date = Field(description="The day asked about")
    borders: Borders
    borders_on: date = Field(description="The day whose borders the answer is in")
    by: By
    total: int = Field(description="Products with a recognition that holds on the day, each counted once")
    stars: Stars
    groups: list[GroupView]
    undecided: list[UndecidedView]
    undecided_total: int
    ending: list[EndingView] = Field(
        description="Recognitions that end in the month of the day asked about and in each of the eleven that follow"
    )
    ended: EndedView = Field(description="Recognitions that had ended by the day asked about, replaced ones left out")


class ProductView(BaseModel):
    """One recognised product, as its certificate says."""

    product_id: str
    certificate_id: str
    product_code: str
    name: str
    set: Named
    producer: str
    kind: Named
    place: PlaceView | None = Field(description="In the borders of the answer; null where a person must choose")
    place_name: str = Field(description="The place as the certificate has it")
    star: int
    decision_number: str
    decided_on: date
    valid_from: date
    valid_until: date


class ProductsView(BaseModel):
    """A page of products."""

    items: list[ProductView]
    next: str | None = Field(description="What `after` takes for the next page; null on the last")


def standings(asked: Question, place: Place, lines: Sequence[Line], *, ended: Sequence[Entry] = ()) -> StandingsView:
    """What was counted at a place, as its parts and the whole. `ended`: of all that answers, what may have ended."""
    below = gazetteer().children(place.path, asked.borders_on)
    counted = counting.count(
        (counting.Cell(_group(asked, line), line.entry.star, 1) for line in lines),
        [one.path for one in below] if asked.by is By.PLACE else (),
    )
    undecided = _undecided(asked, lines)
    return StandingsView(
        place=_place(place, asked),
        above=[_place(one, asked) for one in reversed(gazetteer().ancestors(place.path, asked.borders_on))],
        on=asked.on,
        borders=asked.borders,
        borders_on=asked.borders_on,
        by=asked.by,
        total=counted.whole.total,
        stars=_stars(counted.whole),
        groups=_in_order(asked, [_group_view(asked, key, one) for key, one in counted.groups.items()]),
        undecided=undecided,
        undecided_total=sum(one.total for one in undecided),
        ending=[_ending_view(month, one) for month, one in counting.ending(asked.on, (line.entry for line in lines))],
        ended=_ended(ended, asked.on),
    )


def _ended(entries: Iterable[Entry], on: date) -> EndedView:
    many = Counter(how for entry in entries for how in rules.ends(entry, on))
    return EndedView(
        revoked=many[rules.REVOKED],
        given_up=many[rules.GIVEN_UP],
        lapsed=many[rules.LAPSED],
        revoked_after_end=many[rules.AFTER_END],
    )


def product(asked: Question, one: Recognition) -> ProductView:
    """A recognised product in a list."""
    found = borders.find(one.origin, asked.borders_on)
    place = None if found.unplaced else gazetteer().at(found.path, asked.borders_on)
    return ProductView(
        product_id=one.product_id,
        certificate_id=one.id,
        product_code=one.product_code,
        name=one.product_name,
        set=_named(str(one.set_no), names.both(names.product_set, one.set_no)),
        producer=one.producer_name,
        kind=_named(one.kind, names.producer_kinds().get(one.kind, (one.kind, one.kind))),
        place=_place(place, asked) if place else None,
        place_name=one.place_name,
        star=one.star,
        decision_number=one.decision_number,
        decided_on=one.decided_on,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
    )


def _undecided(asked: Question, lines: Iterable[Line]) -> list[UndecidedView]:
    """What lies at this place and nobody can place further down, by origin."""
    counts: dict[str, counting.Count] = {}
    for line in lines:
        if rules.is_undecided(asked, line.origin):
            counts.setdefault(line.origin, counting.Count()).add(line.entry.star, 1)
    found = [_undecided_view(asked, origin, one) for origin, one in counts.items()]
    return sorted(found, key=lambda one: vietnamese_key(one.name))


def _group(asked: Question, line: Line) -> str | None:
    match asked.by:
        case By.PLACE:
            return borders.step_below(borders.find(line.origin, asked.borders_on).path, asked.place)
        case By.STAR:
            return str(line.entry.star)
        case By.SECTOR:
            return rules.sector_of(line.entry.set_no) or "?"
        case By.SET:
            return str(line.entry.set_no)
        case By.KIND:
            return line.entry.kind
        case By.YEAR:
            return str(line.entry.year)


def _group_view(asked: Question, key: str, count: counting.Count) -> GroupView:
    return GroupView(**_named(key, _label(asked, key)).model_dump(), total=count.total, stars=_stars(count))


def _label(asked: Question, key: str) -> Label:
    match asked.by:
        case By.PLACE:
            return names.both(names.place, key, asked.borders_on)
        case By.STAR:
            return f"{key} sao", f"{key} stars"
        case By.SECTOR:
            return (
                names.both(names.sector, key) if key != "?" else ("Ngoài bảng phân loại", "Not in the classification")
            )
        case By.SET:
            return names.both(names.product_set, int(key))
        case By.KIND:
            return names.producer_kinds().get(key, (key, key))
        case By.YEAR:
            return key, key


def _in_order(asked: Question, groups: Sequence[GroupView]) -> list[GroupView]:
    if asked.by is By.PLACE:
        return sorted(groups, key=lambda one: (vietnamese_key(one.vi), one.code))
    if asked.by in (By.STAR, By.YEAR):
        return sorted(groups, key=lambda one: one.code, reverse=True)
    return sorted(groups, key=lambda one: (vietnamese_key(one.code), one.code))


def _ending_view(month: date, count: counting.Count) -> EndingView:
    return EndingView(month=month, total=count.total, stars=_stars(count))


def _undecided_view(asked: Question, origin: str, count: counting.Count) -> UndecidedView:
    unplaced = borders.find(origin, asked.borders_on).unplaced
    assert unplaced is not None
    path, then = borders.path_of(origin), borders.day_of(origin)
    return UndecidedView(
        place=path,
        name=names.place(path, then, language="vi"),
        total=count.total,
        stars=_stars(count),
        vi=unplaced.say("vi"),
        en=unplaced.say("en"),
    )


def _place(place: Place, asked: Question) -> PlaceView:
    vi, en = names.both(names.place, place.path, asked.borders_on)
    return PlaceView(code=place.path, vi=vi, en=en, level=place.level)


def _named(code: str, label: Label) -> Named:
    return Named(code=code, vi=label[0], en=label[1])


def _stars(count: counting.Count) -> dict[str, int]:
    return {str(star): number for star, number in sorted(count.stars.items(), reverse=True) if number}
