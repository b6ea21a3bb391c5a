"""What the provider's claims say about somebody: who they are, and which rights can be understood."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kit.identity import Grant, GrantUnreadableError, Principal
from kit.normalization import MarksPiled
from kit.telemetry.logs import log
from kit.text import is_visible, visible
from kit.web import token_faults
from kit.web.refusals import TokenRefused

_log = log(__name__)
_NAME_LONGEST, _ID_LONGEST = 200, 255
"""255: OpenID Connect Core 1.0, 2, for `sub`."""


@dataclass(frozen=True)
class Misread:
    """A right that was given and is not understood."""

    grant: str
    """As it was written, without what no eye can see, cut to a line."""
    why: tuple[str, str]
    """(Vietnamese, English)."""


def principal_of(claims: Mapping[str, Any]) -> Principal:
    """
    The principal that claims describe. A grant that is not understood gives nothing and is logged, see `misread`.

    Raises TokenRefused for an id with hidden characters: cleaned, it could be somebody else's; and for a name with more
    marks than any language writes. A name is only shown, so it is cleaned; an address with such characters is left out.
    """
    try:
        return _principal(claims)
    except MarksPiled as piled:
        raise TokenRefused(why=(f"tên: {piled.say('vi')}", f"name: {piled.say('en')}")) from piled


def _principal(claims: Mapping[str, Any]) -> Principal:
    id = str(claims["sub"])
    if not is_visible(id) or id != id.strip() or not 0 < len(id) <= _ID_LONGEST:
        raise TokenRefused(why=token_faults.ID_HIDDEN)
    username = visible(str(claims.get("preferred_username") or ""))
    service = claims.get("ocop_kind") == "service" or username.startswith("service-account-")
    email = str(claims.get("email") or "")
    grants, unread = _grants(claims)
    for one in unread:
        seen.note(str(claims.get("iss") or ""), one)
    return Principal(
        id=id,
        name=(visible(str(claims.get("name") or "")) or username or id)[:_NAME_LONGEST],
        email=email if is_visible(email) and " " not in email else "",
        grants=tuple(grants),
        kind="service" if service else "person",
        language="en" if claims.get("ocop_language") == "en" else "vi",
    )


def misread(claims: Mapping[str, Any]) -> list[Misread]:
    """The rights in the claims that give nothing, to be shown to the person who expects them."""
    return _grants(claims)[1]


def _grants(claims: Mapping[str, Any]) -> tuple[list[Grant], list[Misread]]:
    texts: object = claims.get("ocop_grants")
    if isinstance(texts, str):
        texts = texts.replace(",", " ").split()
    grants, unread = [], []
    for text in texts if isinstance(texts, (list, tuple)) else ():
        try:
            grants.append(Grant.parse(str(text)))
        except GrantUnreadableError as refused:
            unread.append(Misread(visible(str(text)[:200])[:80], refused.why))
    return grants, unread


class Seen:
    """Misread grants by issuer, the latest few hundred: the log says each once, then at every tenfold of its count."""

    def __init__(self, most: int = 500, warn: Callable[..., object] = _log.warning) -> None:
        self._most, self._warn = most, warn
        self._counts: OrderedDict[tuple[str, str], int] = OrderedDict()

    def __len__(self) -> int:
        return len(self._counts)

    def note(self, issuer: str, one: Misread) -> None:
        """Counts it, and logs it when it is news."""
        key = (issuer[:200], one.grant)
        count = self._counts[key] = self._counts.pop(key, 0) + 1
        while len(self._counts) > self._most:
            self._counts.popitem(last=False)
        if str(count).strip("0") == "1":
            self._warn("a grant is not understood", issuer=key[0], grant=one.grant, why=one.why[1], times=count)


seen = Seen()
