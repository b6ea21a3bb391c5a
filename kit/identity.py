"""Who is asking: a person or a service account, with the roles it holds and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

EVERYWHERE = "vn"
"""The office at the root of the tree, above every place."""


class Grant(BaseModel):
    """One role at one office: a place path (`33/330/12265`), the root, or the id of what the role is bound to."""

    model_config = ConfigDict(frozen=True)

    role: str
    office: str

    @classmethod
    def parse(cls, text: str) -> Grant:
        """This will read the claim's form, `role@office`; raises ValueError when it is not of that form."""
        role, sign, office = text.partition("@")
        if not (role and sign and office):
            raise ValueError(f"a grant is written role@office, not {text!r}")
        return cls(role=role, office=office)

    def __str__(self) -> str:
        return f"{self.role}@{self.office}"


class Principal(BaseModel):
    """The caller, as the identity provider vouches for it."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    email: str = ""
    grants: tuple[Grant, ...] = ()
    kind: Literal["person", "service"] = "person"
    language: Literal["vi", "en"] = "vi"

    @classmethod
    def of(cls, id: str, name: str, *grants: str, **more: object) -> Principal:
        """A principal from grants in the claim's form."""
        return cls(id=id, name=name, grants=tuple(Grant.parse(g) for g in grants), **more)

    def holds(self, role: str, at: str) -> bool:
        """Whether the role is held at exactly this office."""
        return any(grant.role == role and grant.office == at for grant in self.grants)

    def offices(self, *roles: str) -> list[str]:
        """The offices at which one of the roles is held (any role when none is named)."""
        return [grant.office for grant in self.grants if not roles or grant.role in roles]

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is held anywhere."""
        return any(grant.role in roles for grant in self.grants)

    def covers(self, place_path: str, *roles: str) -> bool:
        """Whether an office of these roles is the place itself or stands above it."""
        return any(is_within(place_path, office) for office in self.offices(*roles))


def is_within(place_path: str, office: str) -> bool:
    """Whether a place lies in an office's territory; the root holds every place."""
    return office == EVERYWHERE or place_path == office or place_path.startswith(office + "/")


def within_any(offices: Sequence[str]) -> dict[str, object]:
    """A database filter on a field named by the caller: places of these offices. Empty offices match nothing."""
    if EVERYWHERE in offices:
        return {"$exists": True}
    patterns = [rf"^{re.escape(office)}(/|$)" for office in offices]
    return {"$regex": "|".join(patterns)} if patterns else {"$in": []}
