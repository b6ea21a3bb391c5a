"""deploy/topics.yaml agrees with the contract and with what the services publish and consume; a wrong file is refused whole."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from ocop_events.asyncapi import contract, senders
from ocop_events.examples import example

from estate import services
from kit.messaging.manifest import Manifest, ManifestWrong, load
from kit.settings import development_settings

FILE = Path(__file__).parents[2] / "deploy" / "topics.yaml"
MANIFEST = load(FILE)


def channels(topic: str) -> set[str]:
    """The contract's channels of a topic: its own name, or the template it is one of."""
    return {MANIFEST.topics[topic].speaks or topic}


class TestTheFile:
    def test_has_a_topic_for_every_channel_of_the_contract_and_no_other(self) -> None:
        spoken = {event.event_topic for event in contract()}
        assert {channel for topic in MANIFEST.topics for channel in channels(topic)} == spoken

    def test_lets_those_write_whom_the_contract_calls_the_sender(self) -> None:
        for topic in MANIFEST.topics:
            (writer,) = MANIFEST.writers(topic)
            (channel,) = channels(topic)
            said_by = senders(channel)
            assert writer == (topic.rsplit(".", 1)[1] if said_by == "agency" else said_by), topic

    def test_compacts_what_the_contract_calls_a_state(self) -> None:
        states = {event.event_topic for event in contract() if event.event_topic.endswith(".state")}
        assert {topic for topic in MANIFEST.topics if MANIFEST.topics[topic].state} == states
        assert all(MANIFEST.config_of(topic)["cleanup.policy"] == "compact" for topic in states)

    def test_marks_as_personal_exactly_the_topics_that_carry_personal_data(self) -> None:
        carries = {event.event_topic for event in contract() if "@example.vn" in str(example(event.event_type))}
        assert {topic for topic in MANIFEST.topics if MANIFEST.topics[topic].personal} >= carries
        for topic in carries:
            assert set(MANIFEST.readers(topic)) == {"registry", "notifications"}

    @pytest.mark.parametrize("name", services.present())
    def test_lets_each_service_read_all_it_consumes(self, name: str) -> None:
        service = services.build(name, development_settings())
        for topic in service.by_topic:
            assert name in MANIFEST.readers(topic), topic
        begin = MANIFEST.groups()[name]
        assert service.group.startswith(begin.rstrip("."))
        assert service.consumer.group_of("ocop.x.y").startswith(begin)
        service.database.close()


Break = Callable[[dict[str, Any]], Any]
DOSSIER, STATE = "ocop.registry.dossier", "ocop.registry.product.state"

WRONG: list[tuple[str, Break, str]] = [
    ("two writers", lambda f: f["topics"][DOSSIER].update(writes=["registry", "evaluation"]), "exactly one writer"),
    ("no reader", lambda f: f["topics"][DOSSIER].update(reads=[]), f"topics › {DOSSIER} › reads"),
    ("a stranger", lambda f: f["topics"][DOSSIER].update(reads=["nobody"]), "names nobody"),
    ("a crowd reads personal data", lambda f: f["topics"]["ocop.registry.producer"].update(reads=["services"]), "personal"),
    ("a state with another name", lambda f: f["topics"][DOSSIER].update(state=True), "`state: true` belongs"),
    ("a state of nothing", lambda f: f["topics"].pop("ocop.registry.product"), f"{STATE} is the state of no topic"),
    ("a state that runs out", lambda f: f["topics"][STATE].update(retention="9 days"), "has no retention"),
    ("a foreign prefix", lambda f: f["topics"].update({"x.y": f["topics"][DOSSIER]}), "no topic name beginning with"),
    ("an impossible name", lambda f: f["topics"].update({"ocop.A b": f["topics"][DOSSIER]}), "no topic name"),
    ("an unreadable retention", lambda f: f.update(retention="a while"), "for example `90 days`"),
    ("groups within groups", lambda f: f["principals"]["open-data"].update(groups="food-safety.x."), "take in those of"),
    ("neither groups nor a watch", lambda f: f["principals"]["open-data"].pop("groups"), "or else it `watches`"),
    ("a watch with groups", lambda f: f["principals"]["lag"].update(groups="lag."), "or else it `watches`"),
    ("a watch that reads", lambda f: f["topics"][DOSSIER].update(reads=["lag"]), "lag only watches"),
    ("a circle called like a principal", lambda f: f["principals"]["open-data"].update(circles=["registry"]), "both a"),
    ("a word unknown", lambda f: f["topics"][DOSSIER].update(write=["registry"]), f"{DOSSIER} › write"),
    ("no partition", lambda f: f["topics"][DOSSIER].update(partitions=0), f"{DOSSIER} › partitions"),
]  # fmt: skip


class TestAWrongFile:
    @pytest.mark.parametrize(("what", "harm", "said"), WRONG, ids=[w[0] for w in WRONG])
    def test_is_refused_in_words_for(self, what: str, harm: Break, said: str, tmp_path: Path) -> None:
        file = copy.deepcopy(yaml.safe_load(FILE.read_text(encoding="utf-8")))
        harm(file)
        (tmp_path / "topics.yaml").write_text(yaml.safe_dump(file, allow_unicode=True), encoding="utf-8")
        with pytest.raises(ManifestWrong) as refused:
            load(tmp_path / "topics.yaml")
        assert said in refused.value.say("en")
        assert "topics.yaml" in refused.value.say("vi")

    def test_that_is_not_there_is_said_to_be_so(self, tmp_path: Path) -> None:
        with pytest.raises(ManifestWrong):
            load(tmp_path / "nothing.yaml")

    def test_is_not_the_one_that_ships(self) -> None:
        assert isinstance(MANIFEST, Manifest)
        assert len(MANIFEST.topics) > 20
