"""Aggregates in a collection: loaded by id, kept under guard of their version, paged by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from kit.aggregate import Aggregate
from kit.refusal import NotFound, Stale, Taken
from kit.storage.cursors import cursor, kind_of, may_be_empty, read_cursor
from kit.storage.documents import decode, encode
from kit.storage.filters import Filter, all_of, checked, may_be_id, parts
from kit.storage.mongo import Database, DuplicateKeyError, Index, ReplaceOne, Session
from kit.storage.stretches import stretches
from kit.storage.turns import MOST_COUNTED, Turn

A = TypeVar("A", bound=Aggregate)
Gathered = Sequence[dict[str, Any]]
"""Stages of the database's aggregation."""


class Access(Protocol):
    """By which a collection is read and written: a database, and the session of the transaction, if there is one."""

    @property
    def database(self) -> Database: ...

    @property
    def session(self) -> Session | None: ...


@dataclass(frozen=True)
class Page(Generic[A]):
    """
    Some items, and the opaque keys of those that follow and of those before (None: there are none). `total`: how many
    match, `MOST_COUNTED` + 1 for more than that, None where nobody counted.
    """

    items: list[A]
    next: str | None
    previous: str | None = None
    total: int | None = None


class Collection(Generic[A]):
    """A typed collection. Every method takes the unit first and takes part in its transaction, if it has one."""

    def __init__(self, kind: type[A], name: str, indexes: Sequence[Index] = ()) -> None:
        self.kind = kind
        self.name = name
        self.indexes = tuple(indexes)

    def raw(self, unit: Access) -> Any:
        """The driver's collection, for the rare query this class has no word for; pass `session=unit.session`."""
        return unit.database[self.name]

    async def get(self, unit: Access, id: str, expected: int | None = None, *, within: Filter | None = None) -> A:
        """
        Loads one; raises NotFound, or Stale when its version is not the `expected` one. What is not `within` a filter,
        such as that of what the caller may see, is not found.
        """
        found = await self.first(unit, all_of({"_id": id}, within or {})) if may_be_id(id) else None
        if found is None:
            raise NotFound()
        if expected is not None and found.version != expected:
            raise Stale()
        return found

    async def find(self, unit: Access, id: str) -> A | None:
        """Loads one, or answers None: also for what can be nobody's id, whatever a client sent."""
        return await self.first(unit, {"_id": id}) if may_be_id(id) else None

    async def first(self, unit: Access, filter: Filter, sort: Sequence[tuple[str, int]] | None = None) -> A | None:
        """Loads the first match, or answers None."""
        document = await self.raw(unit).find_one(checked(filter), session=unit.session, sort=_sort(sort))
        return self._load(document) if document else None

    async def add(self, unit: Access, aggregate: A) -> A:
        """Keeps a new one at version 1; raises Taken when its id or a unique field exists."""
        added = aggregate.model_copy(update={"version": 1})
        try:
            await self.raw(unit).insert_one(_document(added), session=unit.session)
        except DuplicateKeyError as duplicate:
            raise Taken() from duplicate
        return added

    async def add_all(self, unit: Access, aggregates: Sequence[A]) -> None:
        """Keeps many new ones at version 1; raises BulkWriteError when an id or a unique field exists."""
        if aggregates:
            documents = [_document(aggregate.model_copy(update={"version": 1})) for aggregate in aggregates]
            await self.raw(unit).insert_many(documents, session=unit.session)

    async def keep(self, unit: Access, aggregate: A) -> A:
        """Replaces the stored one if nobody kept it since it was loaded; raises Stale otherwise."""
        kept = aggregate.model_copy(update={"version": aggregate.version + 1})
        try:
            answer = await self.raw(unit).replace_one(
                {"_id": aggregate.id, "version": aggregate.version}, _document(kept), session=unit.session
            )
        except DuplicateKeyError as duplicate:
            raise Taken() from duplicate
        if answer.matched_count == 0:
            raise Stale()
        return kept

    async def touch(self, unit: Access, aggregate: A) -> None:
        """
        Has a decision that rests on this one meet whoever changes it at the same moment: both write to it, so one of
        them is run again. Its version stays, for nobody's open page is out of date. Raises Stale when it was changed since.
        """
        answer = await self.raw(unit).update_one(
            {"_id": aggregate.id, "version": aggregate.version}, {"$inc": {"touched": 1}}, session=unit.session
        )
        if answer.matched_count == 0:
            raise Stale()

    async def put_all(self, unit: Access, aggregates: Sequence[A]) -> None:
        """
        Writes each one as it is, whatever is stored under its id: for projections, which take their
        version from the event they were made of.
        """
        changes = []
        for aggregate in aggregates:
            document = _document(aggregate)
            changes.append(ReplaceOne({"_id": document["_id"]}, document, upsert=True))
        if changes:
            await self.raw(unit).bulk_write(changes, session=unit.session, ordered=False)

    async def remove(self, unit: Access, aggregate: A) -> None:
        """Removes the stored one under the same guard as `keep`."""
        answer = await self.raw(unit).delete_one(
            {"_id": aggregate.id, "version": aggregate.version}, session=unit.session
        )
        if answer.deleted_count == 0:
            raise Stale()

    async def select(
        self, unit: Access, filter: Filter, sort: Sequence[tuple[str, int]] | None = None, limit: int = 1000
    ) -> list[A]:
        """Loads the matches, at most `limit`."""
        cursor = self.raw(unit).find(checked(filter), session=unit.session)
        if sort:
            cursor = cursor.sort(_sort(sort))
        return [self._load(document) async for document in cursor.limit(limit)]

    async def among(self, unit: Access, ids: Iterable[str]) -> dict[str, A]:
        """Loads those that exist, by id."""
        found: dict[str, A] = {}
        for some in parts(ids):
            found |= {one.id: one for one in await self.select(unit, {"_id": {"$in": some}}, limit=len(some))}
        return found

    async def count(self, unit: Access, filter: Filter, *, most: int | None = None) -> int:
        """Counts the matches; no further than `most`, if one is given."""
        bound = {"limit": most} if most else {}
        return int(await self.raw(unit).count_documents(checked(filter), session=unit.session, **bound))

    async def page(
        self,
        unit: Access,
        filter: Filter,
        sort: tuple[str, int] = ("_id", 1),
        after: str | None = None,
        limit: int = 50,
    ) -> Page[A]:
        """
        Loads a page in the order of `sort`, ties by id, items without a value last; work grows with the page, not with
        its distance. Raises CursorUnreadable when `after` is no cursor of this order.
        """
        return await self.turned(unit, filter, Turn(sort, after=after, limit=limit))

    async def turned(self, unit: Access, filter: Filter, turn: Turn, gathered: Gathered = ()) -> Page[A]:
        """
        Loads the page of a turn, and the key of the page before it; with how many match, up to `MOST_COUNTED` + 1, when
        it is to be counted. Too few for a page before a place are answered as the first page.

        `gathered`: where several documents are one row, the stages that make of the matches one document a row, with the
        `_id` of the one that stands for it and what rows are ordered by.

        Raises CursorUnreadable when `after` or `before` is no cursor of this order.
        """
        backwards = turn.before is not None
        documents, more = await self._beside(unit, filter, turn, gathered)
        if backwards and not more:
            backwards, turn = False, replace(turn, before=None)
            documents, more = await self._beside(unit, filter, turn, gathered)
        field = turn.sort[0]
        first, last = (
            [cursor(_value(at, field), at["_id"]) for at in (documents[0], documents[-1])]
            if documents
            else (None, None)
        )
        return Page(
            await self._standing_for(unit, documents) if gathered else [self._load(one) for one in documents],
            next=last if more or backwards else None,
            previous=first if turn.after is not None or (backwards and more) else None,
            total=await self._counted(unit, filter, gathered) if turn.counted else None,
        )

    async def _counted(self, unit: Access, filter: Filter, gathered: Gathered) -> int:
        if not gathered:
            return await self.count(unit, filter, most=MOST_COUNTED + 1)
        stages = [{"$match": checked(filter)}, *gathered, {"$limit": MOST_COUNTED + 1}, {"$count": "rows"}]
        return sum([found["rows"] async for found in self.raw(unit).aggregate(stages, session=unit.session)])

    async def _standing_for(self, unit: Access, rows: Sequence[dict[str, Any]]) -> list[A]:
        found = await self.among(unit, [row["_id"] for row in rows])
        return [found[row["_id"]] for row in rows if row["_id"] in found]

    async def _beside(
        self, unit: Access, filter: Filter, turn: Turn, gathered: Gathered
    ) -> tuple[list[dict[str, Any]], bool]:
        """The documents next to a place, in the list's order, and whether there are more of them that way."""
        field, direction = ("_id" if turn.sort[0] == "id" else turn.sort[0]), turn.sort[1]
        given, backwards = turn.before or turn.after, turn.before is not None
        place = (
            None if given is None else read_cursor(given, kind_of(self.kind, field), "before" if backwards else "after")
        )
        empty = may_be_empty(self.kind, field)
        documents: list[dict[str, Any]] = []
        for stretch, step in stretches(field, direction, place, backwards=backwards, may_be_empty=empty):
            order = [(field, step)] if field == "_id" else [(field, step), ("_id", step)]
            left = turn.limit + 1 - len(documents)
            if gathered:
                stages = [{"$match": checked(filter)}, *gathered, {"$match": stretch}, {"$sort": dict(order)}]
                found = self.raw(unit).aggregate([*stages, {"$limit": left}], session=unit.session)
            else:
                asked = checked(all_of(filter, stretch))
                found = self.raw(unit).find(asked, session=unit.session).sort(order).limit(left)
            documents += [document async for document in found]
            if len(documents) > turn.limit:
                break
        some = documents[: turn.limit]
        return some[::-1] if backwards else some, len(documents) > turn.limit

    def _load(self, document: dict[str, Any]) -> A:
        fields = decode(document)
        fields["id"] = fields.pop("_id")
        return self.kind.model_validate(fields)


def _document(aggregate: Aggregate) -> dict[str, Any]:
    fields: dict[str, Any] = encode(aggregate)
    return {"_id": fields.pop("id"), **fields}


def _sort(sort: Sequence[tuple[str, int]] | None) -> list[tuple[str, int]] | None:
    return [("_id" if name == "id" else name, direction) for name, direction in sort] if sort else None


def _value(document: dict[str, Any], field: str) -> Any:
    """What a document is ordered by; the field may lie in parts of it."""
    for name in ("_id" if field == "id" else field).split("."):
        document = (document or {}).get(name)  # type: ignore[assignment]
    return document
