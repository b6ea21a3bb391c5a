"""
Principals: who may come in by password, and exactly which topics and groups each may use.

The file is the whole truth of the principals it names: a right it does not give is taken away. Rights of others on our
topics are reported and left alone, for somebody may depend on them.
"""

from __future__ import annotations

from typing import Any

from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialUpsertion,
)

from kit.messaging.change import Change, What
from kit.messaging.manifest import Manifest
from kit.messaging.passwords import Passwords

_ITERATIONS = 8192


def rights(manifest: Manifest) -> list[AclBinding]:
    """
    Every right the file gives: to write a topic, to read a topic, to be a group, to see how far all groups are.

    To see a topic's description, and to be an idempotent producer, comes with reading or writing it.
    """
    given = []
    for topic in manifest.topics:
        given += [_allow(p, ResourceType.TOPIC, topic, AclOperation.WRITE) for p in manifest.writers(topic)]
        given += [_allow(p, ResourceType.TOPIC, topic, AclOperation.READ) for p in manifest.readers(topic)]
    groups = manifest.groups()
    for name, begin in groups.items():
        given.append(_allow(name, ResourceType.GROUP, begin, AclOperation.READ, prefixed=True))
    for name in (name for name, entry in manifest.principals.items() if entry.watches):
        given.append(_allow(name, ResourceType.TOPIC, manifest.prefix, AclOperation.DESCRIBE, prefixed=True))
        for begin in groups.values():
            given.append(_allow(name, ResourceType.GROUP, begin, AclOperation.DESCRIBE, prefixed=True))
    return given


def plan_rights(admin: AdminClient, manifest: Manifest) -> list[Change]:
    """Compares the broker's rights with the file's."""
    there = list(admin.describe_acls(_everything()).result())
    wanted = rights(manifest)
    found = [Change.of(What.GRANT, _name(b), _said(b)) for b in wanted if b not in there]
    for binding in there:
        if binding in wanted:
            continue
        if _name(binding) in manifest.principals:
            found.append(Change.of(What.REVOKE, _name(binding), _said(binding)))
        elif _touches(binding, manifest):
            found.append(Change.of(What.STRANGER, _name(binding), _said(binding)))
    return found


def plan_users(admin: AdminClient, manifest: Manifest, passwords: Passwords) -> list[Change]:
    """Compares the accounts. A password cannot be read back, so only its absence is noticed."""
    there = set(_users(admin))
    found = []
    for name in manifest.principals:
        if name not in there:
            found.append(Change.of(What.CREATE_USER, name))
        elif not passwords.known(name):
            found.append(Change.of(What.PASSWORD_LOST, name, str(passwords.file(name))))
    return found


def do(admin: AdminClient, manifest: Manifest, passwords: Passwords | None, what: What, some: list[Change]) -> None:
    """Brings the planned changes of one kind about, of users or of rights."""
    wished = {(change.subject, change.detail) for change in some}
    match what:
        case What.CREATE_USER if passwords is not None:
            for change in some:
                set_password(admin, change.subject, passwords.of(change.subject))
        case What.GRANT:
            given = [b for b in rights(manifest) if (_name(b), _said(b)) in wished]
            for answer in admin.create_acls(given).values():
                answer.result()
        case What.REVOKE:
            there = admin.describe_acls(_everything()).result()
            taken = [_only(b) for b in there if (_name(b), _said(b)) in wished]
            for removed in admin.delete_acls(taken).values():
                removed.result()
        case _:
            raise ValueError(f"{what.name} is for a person to decide")


def set_password(admin: AdminClient, principal: str, password: str) -> None:
    """Makes the account, or gives it a new password; connections already open stay."""
    info = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, _ITERATIONS)
    wish = UserScramCredentialUpsertion(principal, info, password.encode())
    admin.alter_user_scram_credentials([wish])[principal].result()


def _users(admin: AdminClient) -> list[str]:
    answer: Any = admin.describe_user_scram_credentials()
    described = answer.result() if hasattr(answer, "result") else {k: v.result() for k, v in answer.items()}
    wanted = ScramMechanism.SCRAM_SHA_512
    return [name for name, d in described.items() if any(i.mechanism == wanted for i in d.scram_credential_infos)]


def _allow(principal: str, kind: ResourceType, name: str, may: AclOperation, *, prefixed: bool = False) -> AclBinding:
    pattern = ResourcePatternType.PREFIXED if prefixed else ResourcePatternType.LITERAL
    return AclBinding(kind, name, pattern, f"User:{principal}", "*", may, AclPermissionType.ALLOW)


def _everything() -> AclBindingFilter:
    return AclBindingFilter(
        ResourceType.ANY, None, ResourcePatternType.ANY, None, None, AclOperation.ANY, AclPermissionType.ANY
    )


def _only(b: AclBinding) -> AclBindingFilter:
    return AclBindingFilter(
        b.restype, b.name, b.resource_pattern_type, b.principal, b.host, b.operation, b.permission_type
    )


def _name(binding: AclBinding) -> str:
    return str(binding.principal).removeprefix("User:")


def _said(b: AclBinding) -> str:
    many = "…" if b.resource_pattern_type == ResourcePatternType.PREFIXED else ""
    verb = b.operation.name.lower()
    denied = "" if b.permission_type == AclPermissionType.ALLOW else "deny "
    host = "" if b.host == "*" else f" from {b.host}"
    return f"{denied}{verb} {b.restype.name.lower()} {b.name}{many}{host}"


def _touches(b: AclBinding, manifest: Manifest) -> bool:
    """Whether a right reaches a topic or a group of ours."""
    ours = [manifest.prefix] if b.restype == ResourceType.TOPIC else [*manifest.groups().values()]
    if b.restype not in (ResourceType.TOPIC, ResourceType.GROUP):
        return False
    if b.resource_pattern_type == ResourcePatternType.PREFIXED:
        return any(b.name.startswith(own) or own.startswith(b.name) for own in ours)
    return b.name == "*" or any(b.name.startswith(own) for own in ours)
