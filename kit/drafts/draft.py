"""A draft: the changes of one person to one form, and which earlier contents of it are kept."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from kit.drafts.merging import Change


class Earlier(BaseModel):
    """A row of a form's history: when it was sent (or, `sent` false, pushed aside by another window), and by whom."""

    model_config = ConfigDict(frozen=True)

    id: str
    at: datetime
    by: str
    sent: bool = True


class Draft(Aggregate):
    """A row of `form_drafts`. `form` is the address it is sent to, `page` the path of the page it stands on."""

    person: str
    form: str
    page: str
    changes: dict[str, Change] = {}
    saved_at: datetime | None = None
    done: tuple[str, ...] = ()
    """Keys of what was sent: a late autosave of the same press is no draft any more."""
    earlier: tuple[Earlier, ...] = ()
    """Newest first."""
    expires_at: datetime


class Content(Aggregate):
    """A row of `form_contents`: what stood in a form when it was sent, or in a draft that was pushed aside."""

    person: str
    form: str
    fields: dict[str, tuple[str, ...]]
    expires_at: datetime
