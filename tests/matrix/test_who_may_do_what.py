"""
The matrix: every endpoint of the four services × every kind of people × things of their own and of others, written and not
only read, before a ruling and after it. What is right is in `verdicts.yaml`, by hand; the endpoints are the applications' own.

Every endpoint is asked by all whom its row names, by strangers, and by every fifth of all others, who differ from endpoint to
endpoint; `make prove` has everybody else ask too.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
import yaml
from fastapi.routing import iter_route_contexts

from tests.architecture import house
from tests.endpoints.served import application
from tests.matrix import evaluation, others, registry
from tests.matrix.ask import Ask
from tests.matrix.asking import ASKS
from tests.matrix.people import KINDS
from tests.matrix.world import Asked, World, begun

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("verdicts.yaml").read_text(encoding="utf-8"))
OUTCOMES = {
    "allowed": "allowed",
    "conflict": "409",
    "stale": "412",
    "refused": "422",
    "forbidden": "forbidden",
    "hidden": "hidden",
}
"""The words of a row; who is named under two (as one of a set) counts by the first."""
THINGS: dict[str, Callable[[World], Awaitable[None]]] = {
    "registry": registry.registry,
    "evaluation": evaluation.evaluation,
    "notifications": others.notifications,
    "reporting": others.reporting,
}
ALL = sorted(KINDS)
STRANGERS = ("anonymous", "expired", "forged")
READS = ("GET", "HEAD")


def named(names: Any) -> list[str]:
    """The kinds of people that a list of sets and kinds names; raises KeyError for one there is not."""
    found: list[str] = []
    for name in [names] if isinstance(names, str) else names:
        if name == "all":
            found += ALL
        elif name in TABLE["sets"]:
            found += named(TABLE["sets"][name])
        else:
            found.append(KINDS[name].name)
    return list(dict.fromkeys(found))


def expected(endpoint: str, row: dict[str, Any]) -> dict[str, str]:
    """What becomes of each kind of people by a row."""
    verdict = dict.fromkeys(ALL, row.get("else", "hidden")) | dict.fromkeys(STRANGERS, row.get("strangers", "sign-in"))
    for word in reversed(OUTCOMES):
        verdict |= dict.fromkeys(named(row.get(word, [])), word)
    # A forged session is none, so that no form's token can be of it.
    return verdict | (
        {"forged": "forbidden"} if endpoint.startswith("POST /") and not endpoint.startswith("POST /api/") else {}
    )


@cache
def endpoints(service: str) -> frozenset[str]:
    """Every method at every path of a service, from its own routes."""
    return frozenset(
        f"{method} {getattr(route, 'path', '')}"
        for route in iter_route_contexts(application(service).routes)
        for method in (getattr(route, "methods", None) or ())
        if method not in ("HEAD", "OPTIONS")
    )


def rows(service: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The table of a service: the endpoint (and the way it is asked), and one row of it."""
    for part in (TABLE["every-service"], TABLE[service]):
        for endpoint in part.get("open", ()):
            yield endpoint, {"allowed": "all"}
        for endpoint in part.get("signed-in", ()):
            yield endpoint, {"else": "allowed"}
        for endpoint, given in part.items():
            if endpoint not in ("open", "signed-in", "unasked"):
                for row in given if isinstance(given, list) else [given]:
                    of = row.get("of")
                    for one in of if isinstance(of, list) else [of]:
                        yield endpoint, {**row, "of": one}


def first(endpoint: str, row: dict[str, Any]) -> list[str]:
    """Those by whom a fault would show first."""
    if row.get("allowed") == "all" or row.get("hidden") == "all":
        return [*STRANGERS, "nobody", "producer", "province"]
    announced = {*STRANGERS, *(name for word in OUTCOMES for name in named(row.get(word, [])))}
    rest = [name for name in ALL if name not in announced]
    return [*sorted(announced), *rest[crc32(endpoint.encode()) % 5 :: 5]]


def endpoint_of(text: str) -> str:
    """A row's endpoint without the word for the way it is asked."""
    return " ".join(text.split(" ")[:2])


class TestTheTable:
    @pytest.mark.parametrize("service", house.built())
    def test_has_a_row_for_every_endpoint_and_no_other(self, service: str) -> None:
        unasked = set(TABLE["every-service"].get("unasked", ())) | set(TABLE[service].get("unasked", ()))
        announced = {endpoint_of(endpoint) for endpoint, _ in rows(service)} | unasked
        assert sorted(endpoints(service) - announced) == [], "doors without a verdict"
        assert sorted(announced - endpoints(service)) == [], "verdicts without a door"

    @pytest.mark.parametrize("service", house.built())
    def test_names_nobody_twice_and_no_word_that_means_nothing(self, service: str) -> None:
        for endpoint, row in rows(service):
            assert set(row) <= {*OUTCOMES, "of", "else", "strangers"}, endpoint
            # `hidden: officers` beside `allowed: province` says: the other officers. Kinds named one by one are meant once.
            single = [name for word in OUTCOMES for name in _listed(row.get(word, [])) if name in KINDS]
            assert len(single) == len(set(single)), (endpoint, single)

    def test_asks_in_no_way_that_has_no_row(self) -> None:
        for service, asks in ASKS.items():
            assert sorted(set(asks) - {endpoint for endpoint, _ in rows(service)}) == [], service


def _listed(names: Any) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


@pytest.fixture(scope="module")
async def worlds(
    mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Callable[[str], Awaitable[World]]]:
    """A service by name, its things made when it is first asked for."""
    made: dict[str, World] = {}
    whole: set[str] = set()

    async def one(name: str) -> World:
        if name not in made:
            made[name] = world = await begun(name, mongodb_uri, tmp_path_factory.mktemp(name))
            await THINGS[name](world)
            await world.park()
            await world.keep()
            whole.add(name)
        assert name in whole, f"the things of {name} could not be made: see the first test of it"
        return made[name]

    yield one
    for world in made.values():
        await world.client.aclose()
        await world.service.database.drop()
        world.service.database.close()


def _rows() -> list[Any]:
    return [
        pytest.param(service, endpoint, row, id=f"{service} {endpoint} {row.get('of') or ''}".strip())
        for service in house.built()
        for endpoint, row in rows(service)
    ]


@pytest.mark.parametrize(("service", "endpoint", "row"), _rows())
async def test_an_endpoint_is_open_to_whom_the_table_says(
    worlds: Callable[[str], Awaitable[World]], service: str, endpoint: str, row: dict[str, Any]
) -> None:
    await _ask_all(await worlds(service), service, endpoint, row, first(endpoint, row))


@pytest.mark.prove
@pytest.mark.parametrize(("service", "endpoint", "row"), _rows())
async def test_an_endpoint_is_open_to_nobody_else(
    worlds: Callable[[str], Awaitable[World]], service: str, endpoint: str, row: dict[str, Any]
) -> None:
    asked = first(endpoint, row)
    await _ask_all(await worlds(service), service, endpoint, row, [name for name in ALL if name not in asked])


async def _ask_all(world: World, service: str, endpoint: str, row: dict[str, Any], asking: list[str]) -> None:
    ask, verdict = ASKS[service].get(endpoint, Ask()), expected(endpoint, row)
    thing = world.things[row["of"]] if row.get("of") else {}
    wrong: list[str] = []
    for name in asking:
        kind = KINDS[name]
        came = await _asked(world, endpoint, ask, thing, name)
        due = OUTCOMES.get(verdict[name], verdict[name])
        if not _is(came, due):
            wrong.append(
                f"{name} ({', '.join(kind.grants) or '–'}): {verdict[name]} in the table, {came.verdict} at the door"
            )
        written = endpoint.split(" ")[0] not in READS and ask.keeps
        if written and came.commits == 0 and due == "allowed" and endpoint not in _NOTHING_KEPT:
            wrong.append(f"{name}: allowed, and nothing was committed")
        if came.commits and due != "allowed":
            wrong.append(f"{name}: {verdict[name]}, and something was committed")
    assert not wrong, f"{service} {endpoint} of {row.get('of')}\n" + "\n".join(wrong)


_NOTHING_KEPT = {"POST /sign-out"}


def _is(came: Asked, due: str) -> bool:
    return (
        str(came.status) == due if due.isdigit() else came.verdict == due or (due == "allowed" and came.status == 503)
    )


def _filled(value: Any, thing: dict[str, Any]) -> Any:
    """A value with the thing's own in place of names in braces, in lists and parts too."""
    if isinstance(value, list):
        return [_filled(one, thing) for one in value]
    if isinstance(value, dict):
        return {key: _filled(one, thing) for key, one in value.items()}
    return value.format(**thing) if isinstance(value, str) else value


async def _asked(world: World, endpoint: str, ask: Ask, thing: dict[str, Any], name: str) -> Asked:
    method, path = endpoint.split(" ")[:2]
    known = {**thing, **ask.params}
    for part in [part.split("}")[0] for part in path.split("{")[1:]]:
        path = path.replace("{" + part + "}", str(known[part.split(":")[0]]))
    body = {key: _filled(value, thing) for key, value in ask.json.items()} if ask.json else ask.json
    form = (
        {key: value.format(**thing) if isinstance(value, str) else value for key, value in ask.form.items()}
        if ask.form is not None
        else None
    )
    version = thing.get(ask.version) if ask.version else None
    return await world.ask(
        KINDS[name],
        method,
        path + (f"?{ask.query.format(**thing)}" if ask.query else ""),
        version=version,
        json=body,
        form=form,
        file=ask.file,
    )
