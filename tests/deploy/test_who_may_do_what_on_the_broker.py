"""
Every topic of deploy/topics.yaml × every principal, to write and to read, and every group × every principal: allowed
or refused by the real broker at its authenticated listener, exactly as the file says.

The file is applied under a test's own names, so that the session's other tests never meet what is written here.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import GroupAuthorizationFailedError, GroupCoordinatorNotAvailableError, KafkaConnectionError
from aiokafka.protocol.fetch import FetchRequest
from aiokafka.protocol.group import JoinGroupRequest
from confluent_kafka import KafkaError, Producer
from confluent_kafka.admin import AdminClient

from estate.servers.kafka import Secured
from kit.messaging.lag import Lag
from kit.messaging.manifest import Manifest
from kit.messaging.passwords import Passwords
from kit.messaging.topics import administrator, apply, plan

FILE = Path(__file__).parents[2] / "deploy" / "topics.yaml"
WITHIN = 30.0
MEMBER_ID_REQUIRED = 79
"""The broker's answer to somebody it lets in, who is to come again with the name it gives."""
QUIET = {"log_level": "0", "log.connection.close": "false"}


def under_own_names(name: str) -> Manifest:
    """The file with every topic, principal and group renamed, and nothing else changed."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    people = read["principals"]

    def own(names: Iterable[str]) -> list[str]:
        return [f"{name}-{n}" if n in people else n for n in names]

    return Manifest.model_validate(
        {
            **read,
            "prefix": f"{name}.",
            "partitions": 1,
            "principals": {
                f"{name}-{p}": {**e, **({"groups": f"{name}.{e['groups']}"} if "groups" in e else {})}
                for p, e in people.items()
            },
            "topics": {
                f"{name}.{t}": {**e, "writes": own(e["writes"]), "reads": own(e["reads"])}
                for t, e in read["topics"].items()
            },
        }
    )


@dataclass(frozen=True)
class Guest:
    """One principal at the authenticated listener, with the password it was given."""

    secured: Secured
    name: str
    password: str

    def settings(self, **more: str) -> dict[str, str]:
        return {**self.secured.confluent(self.name, self.password), **QUIET, **more}

    def writes(self, topics: Iterable[str]) -> set[str]:
        """The topics the broker lets it write; any answer but yes and `not authorised` is a failure."""
        answers: dict[str, KafkaError | None] = {}
        producer = Producer(self.settings(acks="all", **{"message.timeout.ms": "20000"}))
        for topic in topics:
            producer.produce(
                topic, b"{}", self.name, 0, on_delivery=lambda error, m: answers.__setitem__(m.topic(), error)
            )
        producer.flush(WITHIN)
        return allowed(answers, topics, KafkaError.TOPIC_AUTHORIZATION_FAILED)

    async def reads(self, topics: Iterable[str]) -> set[str]:
        """The topics of which the broker gives it a record, all asked for in one request: it answers each by itself."""
        client = AIOKafkaClient(**self.driver)
        await client.bootstrap()
        try:
            (broker,) = client.cluster.brokers()
            wanted = [(topic, [(0, 0, 1_024)]) for topic in topics]
            answer = await client.send(broker.nodeId, FetchRequest(500, 1, 1_000_000, 0, wanted))
        finally:
            await client.close()
        answers: dict[str, KafkaError | None] = {}
        for topic, ((_, code, *_, records),) in answer.topics:
            assert bool(records) == (code == 0), topic
            answers[topic] = KafkaError(code) if code else None
        return allowed(answers, topics, KafkaError.TOPIC_AUTHORIZATION_FAILED)

    async def sees(self, groups: Iterable[str]) -> set[str]:
        """The groups whose places it may ask for, as their members may."""
        admin = AIOKafkaAdminClient(**self.driver)
        await admin.start()
        mine = set()
        try:
            for group in groups:
                with suppress(GroupAuthorizationFailedError):
                    await admin.list_consumer_group_offsets(group)
                    mine.add(group)
        finally:
            await admin.close()
        return mine

    async def joins(self, group: str) -> bool:
        """Whether it may be a member of a group."""
        client = AIOKafkaClient(**self.driver)
        await client.bootstrap()
        try:
            (broker,) = client.cluster.brokers()
            wish = JoinGroupRequest(group, 6_000, 6_000, "", "", "consumer", [("range", b"")])
            answer = await client.send(broker.nodeId, wish)
            assert answer.error_code in (0, GroupAuthorizationFailedError.errno, MEMBER_ID_REQUIRED), answer
        finally:
            await client.close()
        return answer.error_code != GroupAuthorizationFailedError.errno

    @property
    def driver(self) -> dict[str, str]:
        """How aiokafka comes in as this guest."""
        return {
            "bootstrap_servers": self.secured.bootstrap,
            "security_protocol": self.secured.protocol,
            "sasl_mechanism": self.secured.mechanism,
            "sasl_plain_username": self.name,
            "sasl_plain_password": self.password,
        }


def allowed(answers: dict[str, KafkaError | None], asked: Iterable[str], refusal: int) -> set[str]:
    """What was allowed, once everything that was asked has been answered by yes or by this refusal."""
    odd = {name: error for name, error in answers.items() if error is not None and error.code() != refusal}
    assert not odd, odd
    assert set(answers) == set(asked), sorted(set(asked) - set(answers))
    return {name for name, error in answers.items() if error is None}


@dataclass(frozen=True)
class Applied:
    """The file on the broker: its guests, and one record on every topic to be read."""

    manifest: Manifest
    guests: dict[str, Guest]
    admin: AdminClient
    passwords: Passwords


@pytest.fixture(scope="module")
def applied(kafka_secured: Secured, tmp_path_factory: pytest.TempPathFactory) -> Applied:
    """The whole file applied under names of this module's own."""
    manifest = under_own_names(f"who{time.time_ns() % 10**9}")
    passwords = Passwords(tmp_path_factory.mktemp("principals"))
    administrative = {k: v for k, v in kafka_secured.confluent().items() if k != "bootstrap.servers"}
    admin = administrator(kafka_secured.bootstrap, {**administrative, **QUIET})
    apply(admin, manifest, passwords)
    estate = Guest(kafka_secured, kafka_secured.username, kafka_secured.password)
    assert estate.writes(manifest.topics) == set(manifest.topics)
    guests = {name: Guest(kafka_secured, name, passwords.of(name)) for name in manifest.principals}
    return Applied(manifest, guests, admin, passwords)


class TestThePrincipals:
    def test_write_exactly_what_the_file_gives_them(self, applied: Applied) -> None:
        topics = applied.manifest.topics
        with ThreadPoolExecutor(6) as pool:
            wrote = list(pool.map(lambda guest: guest.writes(topics), guests(applied)))
        for guest, found in zip(guests(applied), wrote, strict=True):
            assert found == {t for t in topics if guest.name in applied.manifest.writers(t)}, guest.name

    async def test_read_exactly_what_the_file_gives_them(self, applied: Applied) -> None:
        topics = applied.manifest.topics
        for guest, found in zip(
            guests(applied), await asyncio.gather(*(guest.reads(topics) for guest in guests(applied))), strict=True
        ):
            assert found == {t for t in topics if guest.name in applied.manifest.readers(t)}, guest.name

    def test_are_given_no_more_than_their_kind_may_know(self, applied: Applied) -> None:
        """What the two above compare with, held against what was decided: written by hand, not read from the file."""
        prefix = applied.manifest.prefix
        closed = {f"{prefix}ocop.{topic}" for topic in ("registry.dossier", "evaluation.case", "evaluation.ruling")}
        personal = {f"{prefix}ocop.registry.producer", f"{prefix}ocop.registry.producer.state"}
        for name in applied.guests:
            kind = name.partition("-")[2]
            read = {topic for topic in applied.manifest.topics if name in applied.manifest.readers(topic)}
            written = {topic for topic in applied.manifest.topics if name in applied.manifest.writers(topic)}
            if kind not in ("registry", "evaluation", "notifications", "reporting"):
                assert not read & closed, name
                assert written <= {f"{prefix}ocop.agencies.{kind}"}
            if kind not in ("registry", "notifications"):
                assert not read & personal, name
            raw = {topic for topic in read if topic.startswith(f"{prefix}ocop.agencies.")}
            if kind != "registry":  # evaluation, notifications and reporting are told by the registry what reports mean
                assert raw <= {f"{prefix}ocop.agencies.{kind}"}, name
            answers = {topic for topic in read if topic.startswith(f"{prefix}ocop.answers.")}
            assert answers <= {f"{prefix}ocop.answers.{kind}"}, "an agency's answers are its own"

    async def test_are_members_of_their_own_groups_only(self, applied: Applied, kafka_bootstrap: str) -> None:
        begins = applied.manifest.groups()
        groups = {begin + "one" for begin in begins.values()}
        await has_groups(kafka_bootstrap)
        seen = await asyncio.gather(*(guest.sees(groups) for guest in guests(applied)))
        for guest, may in zip(guests(applied), seen, strict=True):
            if applied.manifest.principals[guest.name].watches:
                assert may == groups, "who watches sees all"
            else:
                assert may == {begins[guest.name] + "one"}, guest.name

    async def test_that_only_watch_measure_every_group_and_are_of_none(self, applied: Applied) -> None:
        (watcher,) = [guest for guest in guests(applied) if applied.manifest.principals[guest.name].watches]
        pairs = [
            (begin + "one", topic) for begin in applied.manifest.groups().values() for topic in applied.manifest.topics
        ]
        lag = Lag(pairs, watcher.driver)
        found = await lag.measure()
        await lag.close()
        assert set(found) == set(pairs)
        assert all(found.values()), "there is a record on every topic, and nobody has read it"
        joined = [await watcher.joins(begin + "one") for begin in applied.manifest.groups().values()]
        assert not any(joined)
        own = applied.guests[next(iter(applied.manifest.groups()))]
        assert await own.joins(applied.manifest.groups()[own.name] + "one"), "as its members may"

    async def test_come_in_by_their_own_password_only(self, applied: Applied) -> None:
        first, second = guests(applied)[:2]
        with pytest.raises(KafkaConnectionError):
            await Guest(first.secured, first.name, second.password).reads(applied.manifest.topics)

    def test_can_make_no_topic(self, applied: Applied) -> None:
        name = f"{applied.manifest.prefix}made.by.writing"
        guest = guests(applied)[0]
        producer = Producer(guest.settings(**{"message.timeout.ms": "1500"}))
        producer.produce(name, b"{}")
        producer.flush(5)
        assert name not in applied.admin.list_topics(timeout=10).topics

    def test_leave_nothing_more_to_do(self, applied: Applied) -> None:
        own = {*applied.manifest.topics, *applied.manifest.principals}
        found = [change for change in plan(applied.admin, applied.manifest, applied.passwords) if change.subject in own]
        assert found == []


async def has_groups(bootstrap: str) -> None:
    """A young broker makes its offsets topic when a group is first asked for: until then it knows no coordinator."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    ends = time.monotonic() + WITHIN
    while time.monotonic() < ends:
        try:
            await admin.list_consumer_group_offsets("anybody")
            break
        except GroupCoordinatorNotAvailableError:
            await asyncio.sleep(0.1)
    await admin.close()


def guests(applied: Applied) -> list[Guest]:
    return list(applied.guests.values())
