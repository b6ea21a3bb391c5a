"""The people and service accounts of a development estate, as read from `people.yaml`."""

from __future__ import annotations

import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from kit.web.site import Text
from law.levels import officers
from law.roles import council_roles

CLIENT = "ocop"
"""The one client people sign in through."""
_FILE = Path(__file__).with_name("people.yaml")


class Person(BaseModel):
    """Somebody who can sign in."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    email: str
    does: Text
    grants: tuple[str, ...]

    def claims(self) -> dict[str, object]:
        """What the provider says about this person beside the subject."""
        return {
            "name": self.name,
            "preferred_username": self.id,
            "email": self.email,
            "ocop_grants": list(self.grants),
            "ocop_language": "vi",
        }


class ServiceAccount(BaseModel):
    """A machine that comes in by client credentials."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    grants: tuple[str, ...]

    def claims(self) -> dict[str, object]:
        """What the provider says about this account beside the subject."""
        return {"name": self.name, "ocop_kind": "service", "ocop_grants": list(self.grants)}


class People(BaseModel):
    """Everybody."""

    model_config = ConfigDict(frozen=True)

    people: tuple[Person, ...]
    services: tuple[ServiceAccount, ...]

    def person(self, id: str) -> Person:
        """One of them by the name they sign in with; raises StopIteration when there is none."""
        return next(person for person in self.people if person.id == id)


@lru_cache(maxsize=1)
def people() -> People:
    """Reads the file (once)."""
    return People.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def office_contacts() -> dict[str, list[dict[str, str]]]:
    """Name, address and id of the officers by the office they work for: where its mail goes."""
    held: dict[str, list[dict[str, str]]] = {}
    for person in people().people:
        for role, _, office in (grant.partition("@") for grant in person.grants):
            if role in officers():
                held.setdefault(office, []).append({"name": person.name, "email": person.email, "person_id": person.id})
    return held


def council_people() -> dict[str, list[dict[str, Any]]]:
    """Who may sit on an office's council, by the office: with their roles there, and the producers they act for."""
    held: dict[str, list[dict[str, Any]]] = {}
    for person in people().people:
        grants = [grant.partition("@")[::2] for grant in person.grants]
        producers = [bound for role, bound in grants if role == "producer"]
        for office in dict.fromkeys(office for role, office in grants if role in council_roles()):
            roles = [role for role, at in grants if at == office and role in council_roles()]
            known = {"person_id": person.id, "name": person.name, "roles": roles, "producers": producers}
            held.setdefault(office, []).append(known)
    return held


def council_addresses() -> list[dict[str, str]]:
    """Who works for an office's councils, with the address they are reached at."""
    return [
        {"id": person.id, "name": person.name, "email": person.email}
        for person in people().people
        if any(grant.partition("@")[0] in council_roles() for grant in person.grants)
    ]


def service_secrets(home: Path) -> dict[str, str]:
    """The secret of the client and of each service account; made at random when first asked for, then kept under the home."""
    file = home / "service-accounts.json"
    known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    missing = [id for id in (CLIENT, *(account.id for account in people().services)) if id not in known]
    if missing:
        known |= {id: secrets.token_urlsafe(24) for id in missing}
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            json.dump(known, out, indent=1)
    return known
