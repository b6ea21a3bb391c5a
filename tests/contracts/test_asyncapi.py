"""The contract as AsyncAPI: the official parser takes it, nothing of the catalogue is missing, services serve their part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from ocop_events import catalogue
from ocop_events.asyncapi import contract, document, part
from ocop_events.envelope import encode
from ocop_events.examples import example, types
from ocop_events.schemas import FOLDER, schema_of
from ocop_events.yaml_text import yaml_text

from estate import services
from kit.settings import development_settings
from kit.web.app import app_of

CONTRACT = {event.event_type for event in contract()}
SERVICES = ("registry", "evaluation", "notifications", "reporting")


class TestTheDocument:
    def test_is_valid_for_the_official_parser(self, node: Any) -> None:
        (answer,) = opinions(node, FOLDER / "asyncapi.yaml")
        assert answer["faults"] == []
        assert set(answer["messages"]) == CONTRACT

    def test_would_be_refused_with_a_fault_in_it(self, node: Any, tmp_path: Path) -> None:
        broken = document()
        broken["channels"]["ocop.registry.dossier"]["messages"]["x"] = {"$ref": "#/components/messages/nothing"}
        (tmp_path / "broken.yaml").write_text(yaml_text(broken))
        assert opinions(node, tmp_path / "broken.yaml")[0]["faults"]

    def test_is_the_one_that_is_published(self) -> None:
        published = yaml.safe_load((FOLDER / "asyncapi.yaml").read_text(encoding="utf-8"))
        assert published == json.loads(json.dumps(document())), "run `python -m ocop_events.generate` and commit"

    @pytest.mark.parametrize("service", SERVICES)
    def test_gives_a_service_its_own_part(self, service: str) -> None:
        channels = set(part(service)["channels"])
        assert channels
        for other in set(SERVICES) - {service}:
            assert not channels & set(part(other)["channels"])

    def test_is_said_by_services_and_agencies_as_a_whole(self) -> None:
        announced = {channel for service in SERVICES for channel in part(service)["channels"]}
        assert announced | {"ocop.agencies.agency"} == set(document()["channels"])


class TestAServicesOwnPart:
    async def test_is_served_by_it_and_valid_for_the_official_parser(self, node: Any, tmp_path: Path) -> None:
        files = []
        for name in services.present():
            app = app_of(services.build(name, development_settings(session_secret="x" * 32)))
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
                answer = await client.get(f"/{name}/asyncapi.json")
            assert answer.status_code == 200, answer.text
            assert {operation["action"] for operation in answer.json()["operations"].values()} == {"send", "receive"}
            files.append(tmp_path / f"{name}.json")
            files[-1].write_text(answer.text)
        for file, opinion in zip(files, opinions(node, *files), strict=True):
            assert opinion["faults"] == [], file.stem
            assert opinion["messages"], file.stem

    def test_says_which_types_it_consumes_and_where(self) -> None:
        forwarded, lab = "vn.ocop.evaluation.case.forwarded.v1", "vn.ocop.agencies.lab-test.reported.v1"
        consumed = part(
            "evaluation",
            {
                "ocop.evaluation.case": {forwarded, "vn.ocop.registry.dossier.submitted.v1"},
                "ocop.agencies.quality-laboratory": {lab},
                "t1.thing": {"t1.happened.v1"},
            },
        )
        own = consumed["operations"]["read-ocop.evaluation.case"]
        assert own["messages"] == [{"$ref": f"#/channels/ocop.evaluation.case/messages/{forwarded}"}]
        assert set(consumed["channels"]["ocop.agencies.quality-laboratory"]["messages"]) == {lab}
        assert not any("t1.thing" in name for name in consumed["channels"])


def opinions(node: Any, *files: Path) -> list[dict[str, Any]]:
    """What the official parser says of each file."""
    said, complaint = node("validate.mjs", *map(str, files)).communicate(timeout=110)
    assert said, complaint
    found: list[dict[str, Any]] = json.loads(said)
    return found


class TestEveryExample:
    def test_is_there(self) -> None:
        assert types() == CONTRACT

    @pytest.mark.parametrize("type_", sorted(CONTRACT))
    def test_is_what_would_be_written(self, type_: str) -> None:
        event = catalogue[type_].model_validate(example(type_))
        assert json.loads(encode(event)) == example(type_)

    @pytest.mark.parametrize("type_", sorted(CONTRACT))
    def test_is_valid_by_the_published_schema(self, type_: str) -> None:
        schema = json.loads((FOLDER / f"{type_}.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(example(type_))

    @pytest.mark.parametrize("type_", sorted(CONTRACT))
    def test_lacks_personal_data_outside_the_topics_that_are_for_it(self, type_: str) -> None:
        of_topic = {"ocop.registry.producer": "producer", "ocop.registry.mark-reply": "asker"}
        part = of_topic.get(catalogue[type_].event_topic.removesuffix(".state"))
        assert ("@example.vn" in json.dumps(example(type_))) == (part in example(type_))


class TestYamlText:
    @pytest.mark.parametrize(
        "value",
        [
            {"a": [1, True, None, 1.5, "true", "null", "1", "", "a: b", "- x", "#", "Hồ sơ", "{x}", "2026-01-01"]},
            {"no": {"on": [], "y": {}}, "list": [[1, [2]], {"k": [{"deep": "x"}]}, []]},
            [{"a": 1, "b": {"c": "multi\nline"}}, "~", "0x1f", "1_000", "@at", "*star", "&and"],
        ],
        ids=["scalars", "nesting", "odd texts"],
    )
    def test_reads_back_as_what_it_was(self, value: Any) -> None:
        assert yaml.safe_load(yaml_text(value)) == value


def test_schemas_name_topic_and_key() -> None:
    schema = schema_of("vn.ocop.registry.dossier.submitted.v1")
    assert (schema["x-topic"], schema["x-key"]) == ("ocop.registry.dossier", "dossier_id")
