"""What a machine can learn of each service's JSON endpoints: a valid OpenAPI 3.1 document that leaves nothing out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.architecture import house
from tests.endpoints.served import application

REPEATABLE = {
    "POST /api/comparisons",
    "POST /api/places/announcements",
    "POST /api/public/citizen-reports/found",
    "POST /api/public/mark-requests/found",
    "POST /api/templates/{template_id}/preview",
}
"""One tells what was not yet told, the others keep nothing: whoever repeats them needs no key."""
DOCUMENTS = {name: application(name).openapi() for name in house.built()}


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


@pytest.mark.parametrize("name", DOCUMENTS)
class TestTheOpenApiDocument:
    def test_is_valid_by_another_hand(self, name: str) -> None:
        assert DOCUMENTS[name]["openapi"].startswith("3.1")
        assert [str(fault) for fault in OpenAPIV31SpecValidator(DOCUMENTS[name]).iter_errors()] == []

    def test_would_not_be_with_a_fault_in_it(self, name: str) -> None:
        broken = DOCUMENTS[name] | {"paths": {"no-slash": {"get": {}}}}
        assert list(OpenAPIV31SpecValidator(broken).iter_errors())

    def test_names_the_prefix_the_service_answers_under(self, name: str) -> None:
        assert DOCUMENTS[name]["servers"] == [{"url": f"/{name}"}]

    def test_says_that_every_refusal_is_a_problem(self, name: str) -> None:
        for at, operation in operations(DOCUMENTS[name]):
            assert set(operation["responses"]["4XX"]["content"]) == {"application/problem+json"}, at
            assert not {"422", "default"} & set(operation["responses"]), at

    def test_says_of_every_operation_what_it_does_and_whose_it_is(self, name: str) -> None:
        ids = []
        for at, operation in operations(DOCUMENTS[name]):
            assert operation["summary"], at
            assert operation["tags"], at
            ids.append(operation["operationId"])
        assert len(ids) == len(set(ids))

    def test_asks_for_a_version_wherever_something_is_replaced_or_removed(self, name: str) -> None:
        for at, operation in operations(DOCUMENTS[name]):
            if at.startswith(("PUT", "DELETE", "PATCH")):
                asked = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "header" and p["required"]}
                assert "If-Match" in asked, at

    def test_offers_a_key_to_every_command(self, name: str) -> None:
        for at, operation in operations(DOCUMENTS[name]):
            if not at.startswith("GET") and at not in REPEATABLE:
                asked = {p["name"] for p in operation.get("parameters", ())}
                assert "Idempotency-Key" in asked, at
