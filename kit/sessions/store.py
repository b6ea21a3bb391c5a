"""The collections `sessions` and `logouts`: begin, find, prolong, end; rows of what has ended go by themselves."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError

from kit.clock import SystemClock
from kit.identity import Principal
from kit.sessions.sealing import Keys
from kit.sessions.session import Limits, Session, Tokens
from kit.storage.documents import decode, encode
from kit.storage.mongo import DuplicateKeyError, Index
from kit.work.unit import Unit
from kit.work.work import Work

ROWS, LOGOUTS = "sessions", "logouts"
INDEXES = (Index("who.id"), Index("sid"), Index("expires_at", expire_after_seconds=0))
"""`expires_at` is of the machine's clock, as the server's sweep is: a played clock must not empty the collection."""
LOGOUT_INDEXES = (Index("expires_at", expire_after_seconds=0),)

SEEN_EVERY = timedelta(minutes=1)
MOST = 100
"""Sessions of one person that are listed, or ended at the provider, at a time."""
_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")
_LOGOUT_KEPT = timedelta(minutes=30)
"""Longer than any logout token is taken for new (`kit.web.logout_tokens`)."""


class Sessions:
    """One service's sessions, by its own clock."""

    def __init__(self, work: Work, keys: Keys, limits: Limits) -> None:
        self.work = work
        self.keys = keys
        self.limits = limits

    async def begin(self, who: Principal, sid: str | None, tokens: Tokens) -> str:
        """A new session; the answer is the cookie's value, which is kept nowhere."""
        cookie = secrets.token_urlsafe(32)
        now = self._now()
        session = Session(
            id=self.keys.row(cookie),
            who=who,
            sid=sid,
            started_at=now,
            seen_at=now,
            asked_at=now,
            tokens=self.keys.seal(tokens),
        )
        document = encode(session)
        expires_at = SystemClock().now() + self.limits.longest
        await self._rows.insert_one({"_id": document.pop("id"), **document, "expires_at": expires_at})
        return cookie

    async def find(self, cookie: str) -> Session | None:
        """The live session of a cookie's value; what is no value of ours is not looked for."""
        if not _COOKIE.fullmatch(cookie):
            return None
        document = await self._rows.find_one({"_id": self.keys.row(cookie)})
        session = _read(document) if document else None
        return session if session and self.limits.is_live(session, self._now()) else None

    async def saw(self, session: Session) -> None:
        """Work prolongs the session; written once a minute at most."""
        now = self._now()
        if now >= session.seen_at + SEEN_EVERY:
            await self._rows.update_one({"_id": session.id, "seen_at": {"$lt": now}}, {"$set": {"seen_at": now}})

    async def take_turn(self, session: Session) -> bool:
        """Whether it is this request that asks the provider for the person's rights: one does, while others go on."""
        now = self._now()
        if not self.limits.rights_are_old(session, now):
            return False
        answer = await self._rows.update_one(
            {"_id": session.id, "asked_at": session.asked_at}, {"$set": {"asked_at": now}}
        )
        return bool(answer.modified_count)

    async def ask_again_in(self, session: Session, pause: timedelta) -> None:
        """The provider did not answer: the rights stay as they are until somebody asks again after `pause`."""
        asked_at = self._now() - self.limits.rights + pause
        await self._rows.update_one({"_id": session.id}, {"$set": {"asked_at": asked_at}})

    async def renew(self, session: Session, who: Principal, tokens: Tokens) -> Session:
        """The session with what the provider says now. One that was ended meanwhile stays ended."""
        renewed = session.model_copy(update={"who": who, "tokens": self.keys.seal(tokens)})
        changed = {"who": encode(who), "tokens": renewed.tokens}
        await self._rows.update_one({"_id": session.id}, {"$set": changed})
        return renewed

    async def end(self, session: Session) -> None:
        """From now on its cookie is worth nothing, wherever it was copied to."""
        await self._rows.delete_one({"_id": session.id})

    async def of(self, person_id: str) -> list[Session]:
        """The person's live sessions, the latest first."""
        found = self._rows.find({"who.id": person_id}).sort([("seen_at", -1)]).limit(MOST)
        read = [_read(document) async for document in found]
        return [session for session in read if session and self.limits.is_live(session, self._now())]

    async def end_all_of(self, person_id: str) -> int:
        """Ends every session of a person in this service; answers how many there were."""
        return int((await self._rows.delete_many({"who.id": person_id})).deleted_count)

    async def end_by_provider(self, token_id: str, sid: str | None, person_id: str | None) -> bool:
        """
        Ends what a logout token names, all of it given: the provider's session, the person's, or both.

        False when a token of this id was used before. One transaction: a token that ended nothing because the database
        went away may come again. Raises ValueError when it names nobody.
        """
        named: dict[str, Any] = {"who.id": person_id} if person_id else {}
        if sid:  # a session begun by a provider that named none then is the person's all the same
            named["sid"] = {"$in": [sid, None]} if person_id else sid
        if not named:
            raise ValueError("a logout that names neither a session nor a person")

        async def once(unit: Unit) -> None:
            used = {"_id": token_id, "expires_at": SystemClock().now() + _LOGOUT_KEPT}
            await unit.database[LOGOUTS].insert_one(used, session=unit.session)
            await unit.database[ROWS].delete_many(named, session=unit.session)

        try:
            await self.work.transact(once)
        except DuplicateKeyError:
            return False
        return True

    def _now(self) -> datetime:
        return self.work.clock.now()

    @property
    def _rows(self) -> Any:
        return self.work.database[ROWS]


def _read(document: dict[str, Any]) -> Session | None:
    fields = decode(document)
    try:
        return Session.model_validate({**fields, "id": fields["_id"]})
    except ValidationError:  # of another release: the person signs in anew
        return None
