"""A repair mends what cannot be read, and what is said by the way; headers that were read and key facts stay."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest
from ocop_events.envelope import Envelope, EventData, catalogue

from kit.messaging.parked.refusals import KeyFactChanged, NotJson, NotOfItsKey
from kit.messaging.parked.repair import check_repair, differences
from kit.messaging.received import Record

TOPIC, TYPE = "ocop.repairs.thing", "vn.ocop.repairs.thing.said.v1"


@pytest.fixture(scope="module", autouse=True)
def fact() -> Iterator[type[EventData]]:
    class Said(EventData):
        thing_id: str
        star: int
        name: str
        maker: dict[str, str] = {}
        sheets: list[dict[str, int]] = []

    keywords = {"type": TYPE, "topic": TOPIC, "key": "thing_id", "key_facts": ("star", "sheets")}
    yield type("SaidV1", (Said,), {"__module__": __name__}, **keywords)
    catalogue.pop(TYPE)


DATA: dict[str, Any] = {
    "thing_id": "t",
    "star": 3,
    "name": "Mứt",
    "maker": {"id": "m", "name": "Hoa"},
    "sheets": [{"points": 1}, {"points": 2}],
}
HEADERS = dict(
    Envelope(
        id="1",
        source="/a",
        type=TYPE,
        time="2026-05-01T00:00:00Z",
        subject="t",
        partitionkey="t",
        ocopplace="33",  # type: ignore[arg-type]
    ).headers()
)


def record(data: Any = DATA, **headers: bytes | None) -> Record:
    value = data if isinstance(data, bytes) or data is None else json.dumps(data).encode()
    made = {**HEADERS, **{f"ce_{name}": text for name, text in headers.items()}}
    kept = tuple((name, text) for name, text in made.items() if text is not None)
    return Record(topic=TOPIC, partition=0, offset=0, key=b"t", headers=kept, value=value)


class TestTheData:
    @pytest.mark.parametrize(
        ("field", "changed"),
        [
            ("/thing_id", {"thing_id": "u"}),
            ("/star", {"star": 5}),
            ("/star", {"star": None}),
            ("/star", {"star": "3"}),
            ("/maker/id", {"maker": {"id": "n", "name": "Hoa"}}),
            ("/maker/id", {"maker": {}}),
            ("/maker/tax_code", {"maker": {"id": "m", "name": "Hoa", "tax_code": "1"}}),
            ("/sheets/1/points", {"sheets": [{"points": 1}]}),
            ("/sheets/2/points", {"sheets": [*DATA["sheets"], {"points": 9}]}),
            ("/sheets/0/points", {"sheets": DATA["sheets"][::-1]}),
        ],
    )
    def test_keep_their_key_facts(self, field: str, changed: dict[str, Any]) -> None:
        with pytest.raises(KeyFactChanged) as refused:
            check_repair(record(DATA | {"name": 7}), record(DATA | changed))
        assert refused.value.pointer == "/value"
        for language in ("vi", "en"):
            assert f" {field} " in refused.value.say(language)  # type: ignore[arg-type]

    def test_may_be_given_another_name(self) -> None:
        check_repair(record(DATA | {"name": 7}), record(DATA | {"name": "Mứt", "maker": {"id": "m", "name": "Hòa"}}))

    @pytest.mark.parametrize("wrong", [{"star": "ba"}, {"star": None}, {"thing_id": 7}, {"sheets": "none"}])
    def test_are_given_what_could_not_be_read(self, wrong: dict[str, Any]) -> None:
        check_repair(record(DATA | wrong), record())
        with pytest.raises(KeyFactChanged, match="/maker/id"):
            check_repair(record(DATA | wrong), record(DATA | {"maker": {"id": "n"}}))

    def test_agree_with_the_key_where_nothing_could_be_read(self) -> None:
        check_repair(record(b"rubbish"), record())
        with pytest.raises(NotOfItsKey, match="/thing_id must be “t”"):
            check_repair(record(b"rubbish"), record(DATA | {"thing_id": "u"}))

    def test_are_a_json_object(self) -> None:
        for written in (b"{", b"7", b"[]", b"null"):
            with pytest.raises(NotJson):
                check_repair(record(), record(written))

    @pytest.mark.parametrize(("was", "now"), [(DATA, None), (b"rubbish", None), (None, DATA)])
    def test_do_not_come_or_go(self, was: Any, now: Any) -> None:
        with pytest.raises(KeyFactChanged):
            check_repair(record(was), record(now))


class TestTheHeaders:
    @pytest.mark.parametrize(
        "changed",
        [
            {"id": b"2"},
            {"source": b"/b"},
            {"type": b"vn.ocop.other.v1"},
            {"time": b"2026-05-02T00:00:00Z"},
            {"subject": b"u"},
            {"partitionkey": b"u"},
            {"subjectversion": b"2"},
            {"ocopplace": b"34"},
            {"ocopplace": None},
            {"id": None},
        ],
        ids=str,
    )
    def test_stay_once_they_can_be_read(self, changed: dict[str, bytes | None]) -> None:
        [name] = changed
        with pytest.raises(KeyFactChanged, match=f"ce_{name}") as refused:
            check_repair(record(), record(**changed))
        assert refused.value.pointer == "/headers"

    @pytest.mark.parametrize("name", ["id", "source", "type", "time", "subject", "subjectversion"])
    @pytest.mark.parametrize("broken", [None, b"", b"\xff"])
    def test_are_supplied_where_they_could_not_be_read(self, name: str, broken: bytes | None) -> None:
        original = record(**{name: broken})
        check_repair(original, record())
        other = "source" if name != "source" else "id"
        with pytest.raises(KeyFactChanged, match=f"ce_{other}"):
            check_repair(original, record(**{other: b"/other"}))

    def test_agree_with_key_and_topic_when_supplied(self, fact: type[EventData]) -> None:
        with pytest.raises(NotOfItsKey, match="ce_subject must be “t”"):
            check_repair(record(subject=None, partitionkey=None), record(subject=b"u", partitionkey=b"u"))
        elsewhere = dataclasses.replace(record(type=b"vn.nobody"), topic="ocop.repairs.other")
        with pytest.raises(NotOfItsKey, match="ce_type"):
            check_repair(elsewhere, dataclasses.replace(record(), topic="ocop.repairs.other"))

    def test_may_not_be_given_twice_to_say_two_things(self) -> None:
        twice = dataclasses.replace(record(), headers=(*record().headers, ("ce_id", b"2")))
        with pytest.raises(KeyFactChanged, match="ce_id"):
            check_repair(record(), twice)


def test_what_a_repair_changed_is_named_field_by_field() -> None:
    changed = differences(record(DATA | {"name": 7}, time=b"hom qua"), record())
    assert [(one.at, one.was, one.now) for one in changed] == [
        ("ce_time", "hom qua", "2026-05-01T00:00:00Z"),
        ("/name", "7", "Mứt"),
    ]
