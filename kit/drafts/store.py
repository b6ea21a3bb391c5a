"""The collections `form_drafts` and `form_contents`: written field by field, read by their own person, gone by themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kit.clock import SystemClock
from kit.drafts.draft import Content, Draft, Earlier
from kit.drafts.merging import Change, changed, mark, plain, with_identities
from kit.refusal import Kind, Refusal, Stale, Taken
from kit.storage.collection import Collection
from kit.storage.mongo import Index
from kit.work.unit import Unit
from kit.work.work import Work

KEPT = timedelta(days=30)
"""By the machine's clock, as the server's sweep is."""
MOST_DRAFTS = 200
"""Of one person in one service; the oldest makes room."""
MOST_EARLIER = 20
MOST_CHARACTERS = 300_000
_DONE = 5
_TRIES = 8

drafts: Collection[Draft] = Collection(
    Draft, "form_drafts", [Index("person", "page"), Index("expires_at", expire_after_seconds=0)]
)
contents: Collection[Content] = Collection(
    Content, "form_contents", [Index("person"), Index("expires_at", expire_after_seconds=0)]
)


class DraftTooLong(Refusal):
    """A draft is longer than any form of ours."""

    slug = "draft.too-long"
    kind = Kind.TOO_LARGE
    vi = "Nội dung nháp dài quá {limit} ký tự nên chưa giữ được. Rút ngắn, hoặc gửi thành tệp."
    en = "The draft is longer than {limit} characters and was not kept. Shorten it, or send it as a file."


@dataclass(frozen=True)
class Sent:
    """What a form brought: `written` by field, `shown` the marks of what its page had shown."""

    form: str
    page: str
    key: str
    """The command's key."""
    window: str
    """The opened page it comes from."""
    turn: int
    """The draft's version that page was made with; 0: none."""
    written: Mapping[str, list[str]]
    shown: Mapping[str, str]


class Drafts:
    """One service's drafts."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def on_page(self, person: str, page: str) -> dict[str, Draft]:
        """A person's drafts of the forms on a page, by form."""
        found = await drafts.select(self._unit(), {"person": person, "page": page}, limit=20)
        return {draft.form: draft for draft in found}

    async def earlier(self, person: str, id: str) -> Content | None:
        """An earlier content of a person's own form."""
        found = await contents.find(self._unit(), id)
        return found if found and found.person == person else None

    async def save(self, person: str, name: str, sent: Sent, touched: list[str] | None) -> Draft:
        """
        Keeps what was written in the `touched` fields (None: in those where something else stands than what is kept or
        drafted), beside what other windows wrote in others. A field back at what is kept is no change any more. What was
        sent under the same key already changes nothing.

        Raises DraftTooLong.
        """
        aside: dict[str, Change] = {}

        def saved(draft: Draft) -> Draft:
            aside.clear()
            if sent.key in draft.done:
                return draft
            changes, turn = dict(draft.changes), draft.version + 1
            fields = touched
            if fields is None:
                known = [name for name, one in changes.items() if one.page == sent.window or one.turn <= sent.turn]
                fields = [*changed(sent.written, sent.shown), *(name for name in known if name in sent.shown)]
            for field in with_identities(fields, sent.shown):
                values, base = tuple(sent.written.get(field, ())), sent.shown.get(field)
                before = changes.pop(field, None)
                if before and before.page != sent.window and before.turn > sent.turn and _differs(before, values):
                    aside[field] = before
                if mark(values) != base:
                    changes[field] = Change(values=values, base=base, page=sent.window, turn=turn)
            return draft.model_copy(update={"changes": changes, "saved_at": self._now(), "page": sent.page})

        kept = await self._change(person, sent, saved)
        if aside:
            fields = {field: change.values for field, change in aside.items()}
            kept = await self._remember(person, name, sent, fields, were_sent=False)
        return kept

    async def done(self, person: str, name: str, sent: Sent, *, history: bool) -> None:
        """
        The form was sent and taken: its window's changes are over, those of other windows stay. `history`: what was
        sent is kept as an earlier content of the form.
        """

        def over(draft: Draft) -> Draft:
            left = {
                field: change
                for field, change in draft.changes.items()
                if change.page != sent.window
                and change.turn > sent.turn
                and _differs(change, tuple(sent.written.get(field, ())))
            }
            done = (*draft.done, sent.key)[-_DONE:]
            return draft.model_copy(update={"changes": left, "done": done, "page": sent.page})

        await self._change(person, sent, over)
        if history:
            fields = {field: tuple(sent.written.get(field, ())) for field in sent.shown}
            await self._remember(person, name, sent, fields, were_sent=True)

    async def discard(self, person: str, form: str) -> None:
        """The draft is given up; earlier contents stay."""
        found = await drafts.find(self._unit(), _id(person, form))
        if found:
            nothing = Sent(form, found.page, "", "", found.version, {}, {})
            await self._change(person, nothing, lambda draft: draft.model_copy(update={"changes": {}}))

    async def _remember(
        self, person: str, name: str, sent: Sent, fields: dict[str, tuple[str, ...]], *, were_sent: bool
    ) -> Draft:
        unit = self._unit()
        content = Content(
            id=unit.new_id(), person=person, form=sent.form, fields=fields, expires_at=SystemClock().now() + KEPT
        )
        await contents.add(unit, content)
        row = Earlier(id=content.id, at=self._now(), by=name, sent=were_sent)
        gone: list[str] = []

        def remembered(draft: Draft) -> Draft:
            rows = (row, *draft.earlier)
            gone[:] = [one.id for one in rows[MOST_EARLIER:]]
            return draft.model_copy(update={"earlier": rows[:MOST_EARLIER]})

        kept = await self._change(person, sent, remembered)
        if gone:
            await contents.raw(unit).delete_many({"_id": {"$in": gone}})
        return kept

    async def _change(self, person: str, sent: Sent, change: Callable[[Draft], Draft]) -> Draft:
        """Reads, changes, keeps; again when another window was faster."""
        unit, id = self._unit(), _id(person, sent.form)
        for _ in range(_TRIES):
            found = await drafts.find(unit, id)
            expires_at = SystemClock().now() + KEPT
            before = found or Draft(id=id, person=person, form=sent.form, page=sent.page, expires_at=expires_at)
            after = change(before)
            if after is before:
                return before
            if sum(len(value) for one in after.changes.values() for value in one.values) > MOST_CHARACTERS:
                raise DraftTooLong(limit=MOST_CHARACTERS)
            after = after.model_copy(update={"expires_at": expires_at})
            try:
                if found:
                    return await drafts.keep(unit, after)
                await self._make_room(person)
                return await drafts.add(unit, after)
            except (Stale, Taken):
                continue
        raise Stale()

    async def _make_room(self, person: str) -> None:
        unit = self._unit()
        if await drafts.count(unit, {"person": person}) >= MOST_DRAFTS:
            for oldest in await drafts.select(unit, {"person": person}, sort=[("expires_at", 1)], limit=1):
                await drafts.raw(unit).delete_one({"_id": oldest.id})

    def _unit(self) -> Unit:
        return self.work.reading()

    def _now(self) -> datetime:
        return self.work.clock.now()


def _differs(change: Change, values: tuple[str, ...]) -> bool:
    return plain(change.values) != plain(values)


def _id(person: str, form: str) -> str:
    return hashlib.sha256(f"{person}\n{form}".encode()).hexdigest()
