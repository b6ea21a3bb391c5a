"""`ocop topics plan | apply | password` against a real broker: what differs is said, done, and said no more."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from aiokafka import AIOKafkaProducer
from confluent_kafka.admin import (
    AclBinding,
    AclOperation,
    AclPermissionType,
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    NewTopic,
    ResourcePatternType,
    ResourceType,
)
from typer.testing import CliRunner, Result

from estate.servers.kafka import Secured
from kit.messaging.commands import BrokerAway, PrincipalUnknown, app
from kit.messaging.passwords import Passwords
from kit.messaging.topics import administrator


@dataclass
class Desk:
    """An operator with a small file of their own on the session's broker."""

    name: str
    file: Path
    secrets: Path
    admin: AdminClient

    def say(self, command: str, *arguments: str) -> Result:
        """What the command line answers; a refusal is raised as itself."""
        options = ["--file", str(self.file), "--passwords", str(self.secrets), "--language", "en"]
        answer = CliRunner().invoke(app, [command, *arguments, *options])
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer

    def write(self, **topics: object) -> None:
        """The file: one service, one guest, and these topics."""
        people = {
            f"{self.name}-says": {"groups": f"{self.name}.says."},
            f"{self.name}-hears": {"groups": f"{self.name}.hears."},
        }
        entry = {"about": "A topic of a test.", "writes": [f"{self.name}-says"], "reads": [f"{self.name}-hears"]}
        said = {f"{self.name}.{topic}": {**entry, **(more or {})} for topic, more in topics.items()}  # type: ignore[dict-item]
        file = {
            "prefix": f"{self.name}.",
            "partitions": 2,
            "retention": "forever",
            "principals": people,
            "topics": said,
        }
        self.file.write_text(yaml.safe_dump(file))

    def settles(self, *said: str) -> None:
        """A plan says exactly these, within the time a broker needs to show what it acknowledged."""
        ends = time.monotonic() + 10
        while True:
            lines = self.say("plan").stdout.splitlines()
            about = [line for line in lines if self.name in line]
            if all(any(wanted in line for line in about) for wanted in said) and len(about) == len(said):
                return
            assert time.monotonic() < ends, lines
            time.sleep(0.1)


@pytest.fixture
def desk(kafka_bootstrap: str, fresh_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", kafka_bootstrap)
    made = Desk(fresh_name, tmp_path / "topics.yaml", tmp_path / "principals", administrator(kafka_bootstrap))
    made.write(thing=None)
    return made


class TestPlanAndApply:
    def test_say_and_do_everything_once(self, desk: Desk) -> None:
        before = desk.say("plan")
        assert before.exit_code == 2
        assert f"+ create topic {desk.name}.thing (2 × cleanup.policy=delete, retention.ms=-1)" in before.stdout
        assert f"+ create user {desk.name}-hears" in before.stdout
        assert f"+ grant {desk.name}-hears: read topic {desk.name}.thing" in before.stdout
        assert f"{desk.name}.thing" not in desk.admin.list_topics(timeout=10).topics, "a plan changes nothing"

        assert desk.say("apply").exit_code == 0
        desk.settles()
        assert "0 changes were made" in desk.say("apply").stdout
        for principal in ("says", "hears"):
            file = Passwords(desk.secrets).file(f"{desk.name}-{principal}")
            assert file.stat().st_mode & 0o777 == 0o600

    def test_add_partitions_and_settings_and_take_back_rights(self, desk: Desk) -> None:
        desk.say("apply")
        desk.write(thing={"partitions": 3, "retention": "90 days", "reads": [f"{desk.name}-says"]})
        desk.settles(
            f"+ add partitions to {desk.name}.thing: 2 → 3",
            f"+ set on {desk.name}.thing: retention.ms: -1 → {90 * 86_400_000}",
            f"+ grant {desk.name}-says: read topic {desk.name}.thing",
            f"+ revoke from {desk.name}-hears: read topic {desk.name}.thing",
        )
        desk.say("apply")
        desk.settles()

    def test_leave_to_a_person_what_only_a_person_may_decide(self, desk: Desk) -> None:
        desk.write(thing=None, other=None)
        desk.say("apply")
        for made in desk.admin.create_topics([NewTopic(f"{desk.name}.stray", 1)]).values():
            made.result()
        by_hand = ConfigEntry("max.message.bytes", "2000000", incremental_operation=AlterConfigOpType.SET)
        resource = ConfigResource(ResourceType.TOPIC, f"{desk.name}.thing", incremental_configs=[by_hand])
        for altered in desk.admin.incremental_alter_configs([resource]).values():
            altered.result()
        who, right = f"User:{desk.name}-somebody", (AclOperation.READ, AclPermissionType.ALLOW)
        stranger = AclBinding(ResourceType.TOPIC, f"{desk.name}.thing", ResourcePatternType.LITERAL, who, "*", *right)
        for given in desk.admin.create_acls([stranger]).values():
            given.result()
        Passwords(desk.secrets).file(f"{desk.name}-hears").unlink()
        desk.write(thing={"partitions": 1}, other=None)

        drift = (
            f"! {desk.name}.thing has more partitions than the file",
            f"! {desk.name}.stray is not in the file",
            f"! {desk.name}.thing has a setting made by hand (max.message.bytes=2000000)",
            f"! {desk.name}-somebody is not in the file and holds a right",
            f"! {desk.name}-hears has an account, but its password is not kept here",
        )
        desk.settles(*drift)
        assert "0 changes were made" in desk.say("apply").stdout
        desk.settles(*drift)
        desk.say("password", f"{desk.name}-hears")
        desk.settles(*drift[:-1])


class TestAPassword:
    async def test_lets_its_principal_in_and_the_one_before_no_more(self, desk: Desk, kafka_secured: Secured) -> None:
        desk.say("apply")
        says, kept = f"{desk.name}-says", Passwords(desk.secrets)
        first = kept.of(says)
        answer = desk.say("password", says)
        second = kept.of(says)
        assert first != second
        assert second not in answer.stdout
        assert str(kept.file(says)) in answer.stdout.replace("\n", "")
        await comes_in(kafka_secured, says, second, f"{desk.name}.thing")
        with pytest.raises(Exception, match=r"[Aa]uthentication|bootstrap"):
            await comes_in(kafka_secured, says, first, f"{desk.name}.thing")

    async def test_that_was_put_into_its_file_is_told_to_the_broker(self, desk: Desk, kafka_secured: Secured) -> None:
        """As an operator rotates one where the folder is mounted read-only."""
        desk.say("apply")
        says, kept = f"{desk.name}-says", Passwords(desk.secrets)
        kept.make(says)
        second = kept.of(says)
        desk.say("password", says, "--kept")
        assert kept.of(says) == second
        await comes_in(kafka_secured, says, second, f"{desk.name}.thing")

    def test_is_refused_to_who_is_not_in_the_file(self, desk: Desk) -> None:
        with pytest.raises(PrincipalUnknown) as refused:
            desk.say("password", "mallory")
        assert f"{desk.name}-says" in refused.value.say("en")


def test_a_broker_that_is_away_is_said_to_be_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, unused_tcp_port_factory: Callable[[], int]
) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", f"127.0.0.1:{unused_tcp_port_factory()}")
    monkeypatch.setattr("kit.messaging.commands.PATIENCE", 1)
    with pytest.raises(BrokerAway) as refused:
        desk.say("plan")
    assert "make up" in refused.value.say("vi")


async def comes_in(secured: Secured, name: str, password: str, topic: str) -> None:
    producer = AIOKafkaProducer(
        bootstrap_servers=secured.bootstrap,
        security_protocol=secured.protocol,
        sasl_mechanism=secured.mechanism,
        sasl_plain_username=name,
        sasl_plain_password=password,
    )
    try:
        await producer.start()
        await producer.send_and_wait(topic, b"{}")
    finally:
        await producer.stop()
