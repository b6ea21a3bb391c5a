"""
The register of official numbers: an office gives a number once a year, to one act, whichever slice that is of and whether
the number came with a draft of ours or was typed from a paper. One collection a service, in the caller's transaction.
"""

from __future__ import annotations

from datetime import date

from kit.aggregate import Aggregate
from kit.lifecycle import Label
from kit.papers.number import Act, Place
from kit.refusal import Kind, Refusal, Taken
from kit.storage.collection import Collection
from kit.work import Unit

ANOTHER: Label = ("một văn bản khác", "another paper")


class NumberTaken(Refusal):
    """Another act of the office has the number in that year."""

    slug = "decision.number-taken"
    kind = Kind.CONFLICT
    vi = "Số {number} năm {year} của cơ quan {office} đã là số của {called}, ngày {on}. Đối chiếu bản ký; nếu số ghi ở đó sai thì đính chính ở đó trước."
    en = "Number {number} of {year} of office {office} is that of {called}, dated {on}. Compare the signed copy; if the number there is wrong, correct it there first."


class NumberCited(NumberTaken):
    """The number was typed as that of another act, by records of which none is that act."""

    slug = "decision.number-cited"
    vi = "Số {number} năm {year} của cơ quan {office} đang được ghi là số của {called}, ngày {on}. Đối chiếu bản ký: nếu ở đó ghi sai số thì sửa ở đó; nếu văn bản đó ký năm khác thì ghi cả ngày ở đó, ví dụ «{number} ngày 05/02/{before}»."
    en = "Number {number} of {year} of office {office} was typed as that of {called}, dated {on}. Compare the signed copy: if the number there is wrong, mend it there; if that paper is of another year, type its day there too, such as “{number} ngày 05/02/{before}”."


class NumberHeld(Aggregate):
    """
    Which act has a number; the id is the number's place. `act_id`: the record that is the act; None where it is only known
    by those that cite it, of which there are `citing`.
    """

    kind: str
    called: Label
    on: date
    act_id: str | None = None
    citing: int = 0


numbers: Collection[NumberHeld] = Collection(NumberHeld, "official_numbers")


async def take(unit: Unit, place: Place, act: Act, *, pointer: str = "/number") -> None:
    """Has an act take a number; one that was only cited so far, as an act of its kind, is that act. Raises NumberTaken."""
    held = await numbers.find(unit, place.id)
    if held is None:
        entered = NumberHeld(id=place.id, kind=act.kind, called=act.called, on=place.on, act_id=act.id)
        await _enter(unit, place, entered, pointer)
    elif held.act_id == act.id or (held.act_id is None and held.kind == act.kind):
        await numbers.keep(unit, held.model_copy(update={"act_id": act.id, "on": place.on}))
    else:
        raise refused(place, held, pointer)


async def held_by(unit: Unit, place: Place) -> NumberHeld | None:
    """What has a number, or cites it; None where it is free."""
    return await numbers.find(unit, place.id)


async def give_up(unit: Unit, place: Place, act_id: str) -> None:
    """Has an act give a number up that it has; it is free, unless others cite it."""
    held = await numbers.find(unit, place.id)
    if held is not None and held.act_id == act_id:
        await _keep_or_remove(unit, held.model_copy(update={"act_id": None}))


async def cite(unit: Unit, place: Place, kind: str, called: Label, *, years: int = 0, pointer: str = "/number") -> str:
    """
    Notes that a record cites an act by its number: as many may as one decision is about, such as the councils that one
    decision forms. `years`: by so many the act may be older than the day of its place, which is the record's where no day of
    the act is typed. Answers the key for `cite_no_more`. Raises NumberTaken where the number is another kind's.
    """
    keys = [place.before(count).id for count in range(years + 1)]
    found = await numbers.among(unit, keys)
    cited = next((found[key] for key in keys if key in found and found[key].kind == kind), None)
    if cited is not None:
        return (await numbers.keep(unit, cited.model_copy(update={"citing": cited.citing + 1}))).id
    if (held := found.get(place.id)) is not None:
        raise refused(place, held, pointer)
    await _enter(unit, place, NumberHeld(id=place.id, kind=kind, called=called, on=place.on, citing=1), pointer)
    return place.id


async def cite_no_more(unit: Unit, key: str) -> None:
    """Takes back what `cite` noted; a number that nothing has and nothing cites is free."""
    held = await numbers.find(unit, key)
    if held is not None and held.citing:
        await _keep_or_remove(unit, held.model_copy(update={"citing": held.citing - 1}))


def taken(place: Place, called: Label, on: date, pointer: str = "/number") -> NumberTaken:
    """The refusal of a number, which says what has it."""
    return NumberTaken(
        pointer=pointer,
        number=place.number.text,
        year=str(place.on.year),
        office=place.office,
        called=called,
        on=on,
    )


def refused(place: Place, held: NumberHeld, pointer: str) -> NumberTaken:
    """The refusal of a number that something has or cites."""
    said = taken(place, held.called, held.on, pointer)
    if held.act_id is not None:
        return said
    return NumberCited(pointer=pointer, before=str(place.on.year - 1), **said.fields)


async def _enter(unit: Unit, place: Place, held: NumberHeld, pointer: str) -> None:
    try:
        await numbers.add(unit, held)
    except Taken as other:
        raise taken(place, ANOTHER, place.on, pointer) from other


async def _keep_or_remove(unit: Unit, held: NumberHeld) -> None:
    if held.act_id is None and not held.citing:
        await numbers.remove(unit, held)
    else:
        await numbers.keep(unit, held)
