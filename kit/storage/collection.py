"""Aggregates in a collection: loaded by id, kept under guard of their version, paged by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from kit.aggregate import Aggregate
from kit.refusal import NotFound, Stale, Taken
from kit.storage.cursors import CursorUnreadable, Scalar, cursor, kind_of, read_cursor
from kit.storage.documents import decode, encode
from kit.storage.filters import Filter, all_of, checked, may_be_id, parts
from kit.storage.mongo import Database, DuplicateKeyError, Index, ReplaceOne, Session

A = TypeVar("A", bound=Aggregate)


class Access(Protocol):
    """By which a collection is read and written: a database, and the session of the transaction, if there is one."""

    @property
    def database(self) -> Database: ...

    @property
    def session(self) -> Session | None: ...


@dataclass(frozen=True)
class Page(Generic[A]):
    """Some items, and the opaque key of those that follow (None: these are the last)."""

    items: list[A]
    next: str | None


class Collection(Generic[A]):
    """A typed collection. Every method takes the unit first and takes part in its transaction, if it has one."""

    def __init__(self, kind: type[A], name: str, indexes: Sequence[Index] = ()) -> None:
        self.kind = kind
        self.name = name
        self.indexes = tuple(indexes)

    def raw(self, unit: Access) -> Any:
        """The driver's collection, for the rare query this class has no word for; pass `session=unit.session`."""
        return unit.database[self.name]

    async def get(self, unit: Access, id: str, expected: int | None = None) -> A:
        """Loads one; raises NotFound, or Stale when its version is not the `expected` one."""
        found = await self.find(unit, id)
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

    async def count(self, unit: Access, filter: Filter) -> int:
        """Counts the matches."""
        return int(await self.raw(unit).count_documents(checked(filter), session=unit.session))

    async def page(
        self,
        unit: Access,
        filter: Filter,
        sort: tuple[str, int] = ("_id", 1),
        after: str | None = None,
        limit: int = 50,
    ) -> Page[A]:
        """
        Loads a page in the order of `sort`, ties by id; work grows with the page, not with its distance.

        Raises CursorUnreadable when `after` is no cursor of this order.
        """
        field, direction = ("_id" if sort[0] == "id" else sort[0]), sort[1]
        order = [(field, direction)] if field == "_id" else [(field, direction), ("_id", direction)]
        documents: list[dict[str, Any]] = []
        kind = kind_of(self.kind, field)
        for stretch in [{}] if after is None else _beyond(field, direction, *read_cursor(after, kind)):
            found = self.raw(unit).find(checked(all_of(filter, stretch)), session=unit.session).sort(order)
            documents += [document async for document in found.limit(limit + 1 - len(documents))]
            if len(documents) > limit:
                break
        more = len(documents) > limit
        documents = documents[:limit]
        following = cursor(documents[-1].get(field), documents[-1]["_id"]) if more else None
        return Page([self._load(document) for document in documents], following)

    def _load(self, document: dict[str, Any]) -> A:
        fields = decode(document)
        fields["id"] = fields.pop("_id")
        return self.kind.model_validate(fields)


def _document(aggregate: Aggregate) -> dict[str, Any]:
    fields: dict[str, Any] = encode(aggregate)
    return {"_id": fields.pop("id"), **fields}


def _sort(sort: Sequence[tuple[str, int]] | None) -> list[tuple[str, int]] | None:
    return [("_id" if name == "id" else name, direction) for name, direction in sort] if sort else None


def _beyond(field: str, direction: int, value: Scalar, id: str) -> list[dict[str, Any]]:
    """
    The stretches of the order that follow a place, one question each: asked as one, with `$or`, a planner may walk all.
    """
    step = "$gt" if direction > 0 else "$lt"
    if field == "_id":
        if value != id:
            raise CursorUnreadable(pointer="/after")
        return [{"_id": {step: id}}]
    ties = {field: value, "_id": {step: id}}
    if value is None:  # nothing sorts before null, and everything after it
        return [ties, {field: {"$ne": None}}] if direction > 0 else [ties]
    return [ties, {field: {step: value}}, *([{field: None}] if direction < 0 else [])]
