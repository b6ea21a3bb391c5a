"""Who is asking: a person or a service account, with the roles it holds and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kit.refusal import Forbidden

EVERYWHERE = "vn"
"""The office at the root of the tree, above every place."""


_ROLE = re.compile(r"[a-z][a-z0-9-]{0,59}")
_OFFICE = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
_LONGEST = 200


class Grant(BaseModel):
    """One role at one office: a place path (`33/330/12265`), the root, or the id of what the role is bound to."""

    model_config = ConfigDict(frozen=True)

    role: str
    office: str

    @classmethod
    def parse(cls, text: str) -> Grant:
        """
        The claim's form, `role@office`; raises GrantUnreadableError when it is not of that form.

        An office is compared letter by letter: `/33` (a group's path) or `P-1` (an id in capitals) would give no right
        anywhere, and nobody would notice.
        """
        role, sign, office = text.partition("@")
        if not (role and sign and office) or len(text) > _LONGEST:
            raise GrantUnreadableError(text, _FORM)
        if office.startswith("/") or office.endswith("/"):
            raise GrantUnreadableError(text, _PATH)
        if text != text.lower():
            raise GrantUnreadableError(text, _CAPITALS)
        if not (_ROLE.fullmatch(role) and _OFFICE.fullmatch(office)):
            raise GrantUnreadableError(text, _CHARACTERS)
        return cls(role=role, office=office)

    def __str__(self) -> str:
        return f"{self.role}@{self.office}"


_FORM = ("phải viết dạng vai-trò@đơn-vị", "it must be written role@office")
_PATH = (
    "đơn vị không bắt đầu hay kết thúc bằng «/»: ghi 33/330, không ghi /33/330",
    "an office neither begins nor ends with “/”: write 33/330, not /33/330",
)
_CAPITALS = ("mã phải viết bằng chữ thường", "ids are written in small letters")
_CHARACTERS = ("có ký tự không dùng trong vai trò hay mã đơn vị", "it has characters that no role or office id has")


class GrantUnreadableError(ValueError):
    """A text that is no grant; `why` is said to whoever manages the accounts, (Vietnamese, English)."""

    def __init__(self, text: str, why: tuple[str, str]) -> None:
        self.why = why
        super().__init__(f"{text[:_LONGEST]!a}: {why[1]}")


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

    def must_cover(self, place_path: str, *roles: str) -> None:
        """Raises Forbidden unless `covers` says so."""
        if not self.covers(place_path, *roles):
            raise Forbidden()


def is_within(place_path: str, office: str) -> bool:
    """Whether a place lies in an office's territory; the root holds every place."""
    return office == EVERYWHERE or place_path == office or place_path.startswith(office + "/")


def within_any(offices: Sequence[str]) -> dict[str, object]:
    """A database filter on a field named by the caller: places of these offices. Empty offices match nothing."""
    if EVERYWHERE in offices:
        return {"$exists": True}
    if len(offices) == 1:
        # A path below goes on with a slash, and "0" is the sign after it: a range, which every planner finds an index for.
        return {"$gte": offices[0], "$lt": f"{offices[0]}0"}
    patterns = [rf"^{re.escape(office)}(/|$)" for office in offices]
    return {"$regex": "|".join(patterns)} if patterns else {"$in": []}
