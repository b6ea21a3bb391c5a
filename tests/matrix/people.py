"""
The kinds of people at the endpoints of the matrix. Everything is published of one producer, in one commune of one province:
`own` is that producer's person, `other` another's; `17` is another province.
"""

from __future__ import annotations

import json
import time
from base64 import b64encode
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, Literal

import itsdangerous
from joserfc import jwt
from joserfc.jwk import RSAKey

from kit.clock import FixedClock
from kit.identity import Principal
from kit.service import Service
from kit.sessions.store import Sessions
from kit.web.app import app_of
from kit.web.session import session_cookie, visit_cookie
from tests.callers import ISSUER, KEY, begun

PROVINCE, COMMUNE, NEIGHBOUR, FORMER = "33", "33/11977", "33/12004", "33/330/12265"
OWN, OTHER = "p-own", "p-other"
CSRF = "token-of-the-session"
STRANGERS_KEY = RSAKey.generate_key(2048, parameters={"kid": "tests"})
"""Signs what pretends to come from the issuer."""


@dataclass(frozen=True)
class Kind:
    """
    A kind of people. `grants`: what they hold now, in the claim's form; `then`: what they held when the objects were
    made, where that was something else. `pass_`: what they show at the endpoint.
    """

    name: str
    grants: tuple[str, ...] = ()
    then: tuple[str, ...] | None = None
    pass_: Literal["sound", "none", "expired", "forged"] = "sound"
    machine: bool = False

    @property
    def now(self) -> Principal:
        """This person as the provider vouches for them today."""
        return Principal.of(self.name, self.name, *self.grants)

    @property
    def before(self) -> Principal:
        """The same while the objects were made."""
        return Principal.of(self.name, self.name, *(self.grants if self.then is None else self.then))

    @cache  # noqa: B019  (as many as there are kinds: signing takes longer than asking)
    def bearer(self, who: Principal | None = None) -> dict[str, str]:
        """The header they come with to an endpoint of machines."""
        if self.pass_ == "none":
            return {}
        who = who or self.now
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": "ocop",
            "sub": who.id,
            "name": who.name,
            "exp": int(time.time()) + (-3600 if self.pass_ == "expired" else 7200),
            "ocop_grants": [str(grant) for grant in who.grants],
        }
        if self.machine:
            claims["ocop_kind"] = "service"
        key = STRANGERS_KEY if self.pass_ == "forged" else KEY
        return {"authorization": f"Bearer {jwt.encode({'alg': 'RS256', 'kid': 'tests'}, claims, key)}"}

    async def visit(self, service: Service) -> tuple[str, str]:
        """What a browser of theirs brings to an endpoint of people, and the token of its forms: (cookie header, token)."""
        sessions: Sessions = app_of(service).state.sessions
        if self.pass_ == "forged":
            return f"{session_cookie(service)}={'x' * 43}", CSRF
        signer = itsdangerous.TimestampSigner(sessions.keys.visit())
        visit = f"{visit_cookie(service)}={signer.sign(b64encode(json.dumps({'csrf': CSRF}).encode())).decode()}"
        if self.pass_ == "none":
            return visit, CSRF
        now = service.work.clock
        if self.pass_ == "expired":
            service.work.clock = FixedClock(now.now() - timedelta(days=2))
        name, value = await begun(service, self.now)
        service.work.clock = now
        if self.pass_ == "expired":
            return f"{name}={value}; {visit}", CSRF
        return f"{name}={value}", str(sessions.keys.form(value))


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("anonymous", pass_="none"),
        Kind("expired", ("province-officer@33",), pass_="expired"),
        Kind("forged", ("province-officer@33",), pass_="forged"),
        Kind("nobody"),
        Kind("producer", (f"producer@{OWN}",)),
        Kind("producer.other", (f"producer@{OTHER}",)),
        Kind("commune", (f"commune-officer@{COMMUNE}",)),
        Kind("commune.neighbour", (f"commune-officer@{NEIGHBOUR}",)),
        Kind("commune.former", (f"commune-officer@{FORMER}",)),
        Kind("commune.own", (f"commune-officer@{COMMUNE}", f"producer@{OWN}")),
        Kind("district", ("district-officer@33/330",)),
        Kind("province", ("province-officer@33",)),
        Kind("province.other", ("province-officer@17",)),
        Kind("province.own", ("province-officer@33", f"producer@{OWN}")),
        Kind("centre", ("central-officer@vn",)),
        Kind("chair", ("chair@33",)),
        Kind("chair.idle", ("chair@33",)),
        Kind("chair.other", ("chair@17",)),
        Kind("secretary", ("secretary@33",)),
        Kind("secretary.idle", ("secretary@33",)),
        Kind("secretary.other", ("secretary@17",)),
        Kind("member", ("member@33",)),
        Kind("member.idle", ("member@33",)),
        Kind("member.other", ("member@17",)),
        Kind("member.recused", ("member@33",)),
        Kind("member.withdrawn", (), then=("member@33",)),
        Kind("member.moved", (f"member@{COMMUNE}",), then=("member@33",)),
        Kind("member.own", ("member@33", f"producer@{OWN}"), then=("member@33",)),
        Kind("member.author", ("member@33",)),
        Kind("adviser", ("adviser@33",)),
        Kind("adviser.other", ("adviser@17",)),
        Kind("inspector", ("inspector@33",)),
        Kind("operator", ("operator@vn",)),
        Kind("operator.province", ("operator@33",)),
        Kind("administrator", ("administrator@vn",)),
        Kind("administrator.commune", (f"administrator@{COMMUNE}",)),
        Kind("publisher", ("publisher@market",), machine=True),
        Kind("subscriber", ("subscriber@portal",), machine=True),
    )
}
"""`member.recused` stood aside; `member.withdrawn`, `member.moved` and `member.own` sit, by the role of then."""

SEATED = {
    "chair": "chair",
    "secretary": "secretary",
    **dict.fromkeys(
        ("member", "member.recused", "member.withdrawn", "member.moved", "member.own", "fifth", "sixth"), "member"
    ),
}
"""Who sits on every council here, in what part; two of them only to make a quorum; `spare` sits nowhere yet."""
EXTRAS = (
    *(Kind(name, ("member@33",)) for name in ("fifth", "sixth", "spare")),
    *(Kind(name, ("adviser@33",)) for name in ("aide", "other.head")),
)
"""`aide` is on no advisory team yet; `other.head` leads one that has no work. The team at work is led by `adviser`."""
SCORERS = ("chair", "member", "member.withdrawn", "member.moved", "fifth", "sixth", "member.own")
