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
class DeadLetters:
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
def dead_letters(kafka_bootstrap: str, fresh_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeadLetters:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", kafka_bootstrap)
    made = DeadLetters(fresh_name, tmp_path / "topics.yaml", tmp_path / "principals", administrator(kafka_bootstrap))
    made.write(thing=None)
    return made


class TestPlanAndApply:
    def test_say_and_do_everything_once(self, dead_letters: DeadLetters) -> None:
        before = dead_letters.say("plan")
        assert before.exit_code == 2
        assert f"+ create topic {dead_letters.name}.thing (2 × cleanup.policy=delete, retention.ms=-1)" in before.stdout
        assert f"+ create user {dead_letters.name}-hears" in before.stdout
        assert f"+ grant {dead_letters.name}-hears: read topic {dead_letters.name}.thing" in before.stdout
        assert f"{dead_letters.name}.thing" not in dead_letters.admin.list_topics(timeout=10).topics, (
            "a plan changes nothing"
        )

        assert dead_letters.say("apply").exit_code == 0
        dead_letters.settles()
        assert "0 changes were made" in dead_letters.say("apply").stdout
        for principal in ("says", "hears"):
            file = Passwords(dead_letters.secrets).file(f"{dead_letters.name}-{principal}")
            assert file.stat().st_mode & 0o777 == 0o600

    def test_add_partitions_and_settings_and_take_back_rights(self, dead_letters: DeadLetters) -> None:
        dead_letters.say("apply")
        dead_letters.write(thing={"partitions": 3, "retention": "90 days", "reads": [f"{dead_letters.name}-says"]})
        dead_letters.settles(
            f"+ add partitions to {dead_letters.name}.thing: 2 → 3",
            f"+ set on {dead_letters.name}.thing: retention.ms: -1 → {90 * 86_400_000}",
            f"+ grant {dead_letters.name}-says: read topic {dead_letters.name}.thing",
            f"+ revoke from {dead_letters.name}-hears: read topic {dead_letters.name}.thing",
        )
        dead_letters.say("apply")
        dead_letters.settles()

    def test_leave_to_a_person_what_only_a_person_may_decide(self, dead_letters: DeadLetters) -> None:
        dead_letters.write(thing=None, other=None)
        dead_letters.say("apply")
        for made in dead_letters.admin.create_topics([NewTopic(f"{dead_letters.name}.stray", 1)]).values():
            made.result()
        by_hand = ConfigEntry("max.message.bytes", "2000000", incremental_operation=AlterConfigOpType.SET)
        resource = ConfigResource(ResourceType.TOPIC, f"{dead_letters.name}.thing", incremental_configs=[by_hand])
        for altered in dead_letters.admin.incremental_alter_configs([resource]).values():
            altered.result()
        who, right = f"User:{dead_letters.name}-somebody", (AclOperation.READ, AclPermissionType.ALLOW)
        stranger = AclBinding(
            ResourceType.TOPIC, f"{dead_letters.name}.thing", ResourcePatternType.LITERAL, who, "*", *right
        )
        for given in dead_letters.admin.create_acls([stranger]).values():
            given.result()
        Passwords(dead_letters.secrets).file(f"{dead_letters.name}-hears").unlink()
        dead_letters.write(thing={"partitions": 1}, other=None)

        drift = (
            f"! {dead_letters.name}.thing has more partitions than the file",
            f"! {dead_letters.name}.stray is not in the file",
            f"! {dead_letters.name}.thing has a setting made by hand (max.message.bytes=2000000)",
            f"! {dead_letters.name}-somebody is not in the file and holds a right",
            f"! {dead_letters.name}-hears has an account, but its password is not kept here",
        )
        dead_letters.settles(*drift)
        assert "0 changes were made" in dead_letters.say("apply").stdout
        dead_letters.settles(*drift)
        dead_letters.say("password", f"{dead_letters.name}-hears")
        dead_letters.settles(*drift[:-1])


class TestAPassword:
    async def test_lets_its_principal_in_and_the_one_before_no_more(
        self, dead_letters: DeadLetters, kafka_secured: Secured
    ) -> None:
        dead_letters.say("apply")
        says, kept = f"{dead_letters.name}-says", Passwords(dead_letters.secrets)
        first = kept.of(says)
        answer = dead_letters.say("password", says)
        second = kept.of(says)
        assert first != second
        assert second not in answer.stdout
        assert str(kept.file(says)) in answer.stdout.replace("\n", "")
        await comes_in(kafka_secured, says, second, f"{dead_letters.name}.thing")
        with pytest.raises(Exception, match=r"[Aa]uthentication|bootstrap"):
            await comes_in(kafka_secured, says, first, f"{dead_letters.name}.thing")

    async def test_that_was_put_into_its_file_is_told_to_the_broker(
        self, dead_letters: DeadLetters, kafka_secured: Secured
    ) -> None:
        """As an operator rotates one where the folder is mounted read-only."""
        dead_letters.say("apply")
        says, kept = f"{dead_letters.name}-says", Passwords(dead_letters.secrets)
        kept.make(says)
        second = kept.of(says)
        dead_letters.say("password", says, "--kept")
        assert kept.of(says) == second
        await comes_in(kafka_secured, says, second, f"{dead_letters.name}.thing")

    def test_is_refused_to_who_is_not_in_the_file(self, dead_letters: DeadLetters) -> None:
        with pytest.raises(PrincipalUnknown) as refused:
            dead_letters.say("password", "mallory")
        assert f"{dead_letters.name}-says" in refused.value.say("en")


def test_a_broker_that_is_away_is_said_to_be_away(
    dead_letters: DeadLetters, monkeypatch: pytest.MonkeyPatch, unused_tcp_port_factory: Callable[[], int]
) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", f"127.0.0.1:{unused_tcp_port_factory()}")
    monkeypatch.setattr("kit.messaging.commands.PATIENCE", 1)
    with pytest.raises(BrokerAway) as refused:
        dead_letters.say("plan")
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
