"""
Topics and rights on the broker, brought to what the topics file says.

`plan` only looks. `apply` creates, adds and grants, and may be run as often as one likes; it never deletes a topic nor
anything in it. What only a person may decide comes back as drift.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from confluent_kafka import KafkaError, KafkaException
from confluent_kafka.admin import (
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    ConfigSource,
    NewPartitions,
    NewTopic,
    ResourceType,
)

from kit.messaging import principals
from kit.messaging.change import Change, What
from kit.messaging.manifest import Manifest, load
from kit.messaging.passwords import Passwords

_PATIENCE = 30.0


class TopicsNotAppliedError(RuntimeError):
    """The broker took the changes and does not show them; what is missing is in the message."""


def administrator(bootstrap: str, security: dict[str, str] | None = None) -> AdminClient:
    """A client that may change the broker; `security` are confluent-kafka's own settings."""
    # A broker that is stopped closes its connections: no news for the operator.
    return AdminClient({"bootstrap.servers": bootstrap, "log.connection.close": False, **(security or {})})


def plan(admin: AdminClient, manifest: Manifest, passwords: Passwords | None = None) -> list[Change]:
    """Says what differs, in the order it would be done; without `passwords`, users are left out of it."""
    there = {name: len(t.partitions) for name, t in admin.list_topics(timeout=_PATIENCE).topics.items()}
    found = _topics(there, manifest) + _configs(admin, [t for t in manifest.topics if t in there], manifest)
    try:
        found += principals.plan_rights(admin, manifest)
    except KafkaException as refused:
        if refused.args[0].code() != KafkaError.SECURITY_DISABLED:
            raise
        found.append(Change.of(What.UNGUARDED, "*"))
    if passwords is not None:
        found += principals.plan_users(admin, manifest, passwords)
    return sorted(found)


def apply(
    admin: AdminClient,
    manifest: Manifest,
    passwords: Passwords | None = None,
    report: Callable[[Change], None] = lambda change: None,
) -> list[Change]:
    """
    Brings the broker to the file and sees that it is there; the answer is what was done, then the drift.

    Each change is reported once the broker has acknowledged it. Two at work at once do not disturb each other.
    """
    done: list[Change] = []
    ends = time.monotonic() + _PATIENCE
    while True:
        found = plan(admin, manifest, passwords)
        todo = [change for change in found if not change.drift]
        if not todo:
            return done + found
        fresh = [change for change in todo if change not in done]
        for what, some in itertools.groupby(fresh, key=lambda change: change.what):
            batch = list(some)
            _do(admin, manifest, passwords, what, batch)
            done += batch
            for change in batch:
                report(change)
        if not fresh:  # acknowledged, but not yet visible to every broker
            if time.monotonic() > ends:
                raise TopicsNotAppliedError("; ".join(change.say("en") for change in todo))
            time.sleep(0.1)


async def ensure_topics(
    bootstrap: str, file: Path, passwords: Path | None = None, security: dict[str, str] | None = None
) -> list[Change]:
    """Does all of it in a thread, for whoever starts a broker; `passwords` is the folder they are kept in."""

    def work() -> list[Change]:
        admin = administrator(bootstrap, security)
        return apply(admin, load(file), Passwords(passwords) if passwords else None)

    return await asyncio.to_thread(work)


def _topics(there: dict[str, int], manifest: Manifest) -> list[Change]:
    found = []
    for name in manifest.topics:
        wanted = manifest.partitions_of(name)
        if name not in there:
            settings = ", ".join(f"{k}={v}" for k, v in sorted(manifest.config_of(name).items()))
            found.append(Change.of(What.CREATE_TOPIC, name, f"{wanted} × {settings}"))
        elif there[name] < wanted:
            found.append(Change.of(What.ADD_PARTITIONS, name, f"{there[name]} → {wanted}"))
        elif there[name] > wanted:
            found.append(Change.of(What.FEWER_PARTITIONS, name, f"{there[name]} > {wanted}"))
    ours = (name for name in there if name.startswith(manifest.prefix) and name not in manifest.topics)
    return found + [Change.of(What.UNKNOWN_TOPIC, name) for name in ours]


def _configs(admin: AdminClient, topics: list[str], manifest: Manifest) -> list[Change]:
    found = []
    if not topics:
        return []
    asked = admin.describe_configs([ConfigResource(ResourceType.TOPIC, name) for name in topics])
    for resource, answer in asked.items():
        entries = answer.result()
        wanted = manifest.config_of(resource.name)
        for key, value in wanted.items():
            if (is_now := entries[key].value) != value:
                found.append(Change.of(What.SET, resource.name, f"{key}: {is_now} → {value}"))
        for key, entry in entries.items():
            if entry.source == ConfigSource.DYNAMIC_TOPIC_CONFIG.value and key not in wanted:
                found.append(Change.of(What.SET_BY_HAND, resource.name, f"{key}={entry.value}"))
    return found


def _do(admin: AdminClient, manifest: Manifest, passwords: Passwords | None, what: What, some: list[Change]) -> None:
    """All changes of one kind in one request: a broker takes two hundred as fast as two."""
    names = [change.subject for change in some]
    match what:
        case What.CREATE_TOPIC:
            topics = [NewTopic(n, manifest.partitions_of(n), config=manifest.config_of(n)) for n in names]
            _acknowledged(admin.create_topics(topics), KafkaError.TOPIC_ALREADY_EXISTS)
        case What.ADD_PARTITIONS:
            more = [NewPartitions(n, manifest.partitions_of(n)) for n in names]
            _acknowledged(admin.create_partitions(more), KafkaError.INVALID_PARTITIONS)
        case What.SET:
            _acknowledged(admin.incremental_alter_configs([_settings(manifest, n, some) for n in dict.fromkeys(names)]))
        case _:
            principals.do(admin, manifest, passwords, what, some)


def _settings(manifest: Manifest, topic: str, some: list[Change]) -> ConfigResource:
    keys = [change.detail.split(":", 1)[0] for change in some if change.subject == topic]
    config = manifest.config_of(topic)
    entries = [ConfigEntry(key, config[key], incremental_operation=AlterConfigOpType.SET) for key in keys]
    return ConfigResource(ResourceType.TOPIC, topic, incremental_configs=entries)


def _acknowledged(answers: dict[Any, Any], unless: int | None = None) -> None:
    """`unless`: what the broker answers when somebody else who applies the same file was faster."""
    for answer in answers.values():
        try:
            answer.result()
        except KafkaException as refused:
            if refused.args[0].code() != unless:
                raise
