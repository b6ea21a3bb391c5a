"""One signed-in browser: whose it is, how long it lasts, and what the provider gave for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from kit.identity import Principal
from kit.settings import ServiceSettings

_CLOCKS_DIFFER = timedelta(minutes=5)
"""Replicas' clocks may differ by so much; a session begun later than that has lost its time and ends."""


class Tokens(BaseModel):
    """What the provider gave at sign-in; kept encrypted, never shown to the browser."""

    model_config = ConfigDict(frozen=True)

    id_token: str
    access_token: str
    refresh_token: str | None = None


class Session(BaseModel):
    """A row of the collection `sessions`."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str
    """Keyed hash of the cookie's value: who reads the database cannot make the cookie."""
    who: Principal
    sid: str | None
    """The provider's own session, which its logout tokens name."""
    started_at: datetime
    seen_at: datetime
    """Last work, to the minute."""
    asked_at: datetime
    """When the provider was last asked for the person's rights."""
    tokens: str
    """`Tokens` as JSON, encrypted."""


@dataclass(frozen=True)
class Limits:
    """How long a session lasts without work, at the longest, and how old its rights may grow."""

    idle: timedelta
    longest: timedelta
    rights: timedelta

    @classmethod
    def of(cls, settings: ServiceSettings) -> Limits:
        """The deployment's."""
        return cls(
            idle=timedelta(minutes=settings.session_idle_minutes),
            longest=timedelta(hours=settings.session_hours),
            rights=timedelta(minutes=settings.rights_minutes),
        )

    def ends_at(self, session: Session) -> datetime:
        """When it ends unless work prolongs it; work never prolongs it beyond the longest time."""
        return min(session.seen_at + self.idle, session.started_at + self.longest)

    def is_live(self, session: Session, now: datetime) -> bool:
        """Whether it counts at this instant."""
        return session.started_at - _CLOCKS_DIFFER <= now < self.ends_at(session)

    def rights_are_old(self, session: Session, now: datetime) -> bool:
        """Whether the provider is to be asked again."""
        return now >= session.asked_at + self.rights
