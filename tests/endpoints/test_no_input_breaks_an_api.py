"""
Whatever a machine sends to a JSON endpoint, the answer is one the endpoint's description knows: never a fault of ours.

Schemathesis makes the requests from each service's own `/openapi.json`: valid ones, invalid ones, and valid ones about
things that exist, by each main role and by nobody. `make prove` looks longer than `make test` has time for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from tests.architecture import house
from tests.endpoints.served import Served, application, bearer

WHO = [
    None,
    "producer.huong",
    "commune.officer",
    "province.officer",
    "chair",
    "member.1",
    "secretary",
    "inspector",
    "operator",
]
KNOWN: dict[str, list[Any]] = {
    "place": ["33/11977", "33", "33/330/12265", "vn"],
    "office": ["33", "33/11977"],
    "path": ["33/11977"],
    "on": ["2026-08-03", "2023-04-10", "9999-12-31", "0001-01-01"],
    "set_no": [1, 7],
    "kind": ["first", "cooperative", "business-registration"],
    "after": ["W251bGwsIngiXQ", "WyIiLCJ4Il0"],
}


def operations() -> list[Any]:
    found = []
    for name in house.built():
        schema = schemathesis.openapi.from_dict(application(name).openapi())
        for result in schema.get_all_operations():
            operation = result.ok()
            found.append(pytest.param(name, operation, id=f"{name} {operation.method.upper()} {operation.path}"))
    return found


@pytest.mark.parametrize("examples", [6, pytest.param(100, marks=[pytest.mark.prove, pytest.mark.timeout(300)])])
@pytest.mark.parametrize(("name", "operation"), operations())
def test_an_operation_answers_as_it_says(
    served: Callable[[str], Served], name: str, operation: Any, examples: int
) -> None:
    service = served(name)

    @given(
        case=operation.as_strategy() | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        who=st.sampled_from(WHO),
        real=st.randoms(use_true_random=False),
        about_what_exists=st.booleans(),
    )
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any, who: str | None, real: Any, about_what_exists: bool) -> None:
        if about_what_exists:
            case.path_parameters = _real(dict(case.path_parameters or {}), service.things, real)
            case.body = _real(case.body, service.things, real)
            case.query = _real(dict(case.query or {}), service.things, real)
        headers = {k: v for k, v in dict(case.headers or {}).items() if k.lower() != "authorization"}
        if about_what_exists and "If-Match" in headers:
            headers["If-Match"] = f'"{real.randint(1, 4)}"'
        case.headers = headers
        sent = case.as_transport_kwargs(base_url=service.url)
        answer = case.call(base_url=service.url, headers=bearer(who))
        said = f"{sent['method']} {sent['url']} by {who}: {answer.status_code} {answer.text[:500]}"
        assert answer.status_code < 500, said
        assert "Traceback" not in answer.text, said
        if answer.status_code >= 400:
            assert answer.headers["content-type"][0].startswith("application/problem+json"), said
            problem = answer.json()
            assert problem["status"] == answer.status_code, said
            assert problem["detail_vi"] != problem["detail_en"], said
        else:
            # What the framework reads leniently (`on=0` as a day) is no lie of the description.
            case.validate_response(answer, excluded_checks=[negative_data_rejection])

    ask()


def _real(value: Any, things: dict[str, list[str]], choose: Any, name: str = "") -> Any:
    """A value with the ids, places and days in it replaced by some that exist."""
    if isinstance(value, dict):
        return {key: _real(item, things, choose, str(key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_real(item, things, choose, name) for item in value]
    if name in KNOWN:
        return choose.choice(KNOWN[name])
    return choose.choice(things[name]) if name in things else value
