"""
One real broker and one real database for the whole test session, started when a test first asks for them.

They write to memory where the machine has some for them (`/dev/shm`): what a test is about is seldom that a disk keeps
things. Where it is (drills that kill, an estate killed without warning) a test takes a folder `on_disk`.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from estate.places import CACHE
from estate.processes.children import Child
from estate.servers.database import EmbeddedDatabase
from estate.servers.kafka import Kafka, Secured
from kit.service import Service
from tests import deployment
from tests.broker import make_topics
from tests.deployment import MARK, Deploy, deployed, drop_left

# Tests ask faster than any office; those of the limits set their own.
for _rate in ("OCOP_ANONYMOUS_PER_MINUTE", "OCOP_PERSON_PER_MINUTE"):
    os.environ.setdefault(_rate, "0")

# What a journey finds is what it made itself.
os.environ.setdefault("OCOP_PROVINCE", "empty")

_MEMORY = Path("/dev/shm")
_ROOM = 3 << 30
"""Bytes that must be free in memory-backed folders for both halves of a run; with less, the machine's own folder is taken."""
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))  # where pytest makes `tmp_path` and the like

_numbers = itertools.count(1)
_servers: dict[str, Child] = {}
"""What this session started, by the fixture that stands for it."""


LONGEST_FIRST = (
    "tests/endpoints",
    "tests/estate",
    "tests/matrix",
    "tests/journeys",
    "tests/forms",
    "tests/chaos",
    "tests/kit/messaging",
    "tests/evaluation/across_slices",
    "tests/architecture",
    "tests/deploy",
    "tests/kit/web",
    "tests/registry/across_slices",
)
"""Folders that take half a minute and more; all others fill up what is left."""


def _folder(path: str) -> str:
    return path.partition("::")[0].rpartition("/")[0]


class ByFolder(LoadScopeScheduling):
    """
    `estate/test.sh` runs three workers side by side, each with its own servers: a folder goes whole to the worker that is
    free next, so that what its tests share is made once. (By xdist's own groups it would not: pytest 9.2 keeps no names
    that a plugin gives to tests, and xdist 3.8 counts on it.)
    """

    def _split_scope(self, nodeid: str) -> str:
        return _folder(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFolder:
    """How workers share the tests."""
    return ByFolder(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest folders begin."""
    rank = {folder: at for at, folder in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: rank.get(_folder(item.nodeid), len(rank)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A server that has died fails what needs it at once and says why, instead of every test waiting out its time."""
    for fixture, child in _servers.items():
        if fixture in getattr(item, "fixturenames", ()) and not child.alive:
            pytest.fail(f"the session's {child.name} has died; its last words:\n{child.last_words(20)}", pytrace=False)


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kafka]:
    """The embedded Apache Kafka of this session, with both its listeners."""
    broker = Kafka(tmp_path_factory.mktemp("kafka"), CACHE)
    broker.start()
    _servers["kafka"] = _servers["kafka_bootstrap"] = broker.nodes[0].child
    yield broker
    for fixture in ("kafka", "kafka_bootstrap"):
        _servers.pop(fixture, None)
    broker.stop()


@pytest.fixture(scope="session")
def kafka_bootstrap(request: pytest.FixtureRequest) -> str:
    """The address of the open listener; a broker named in OCOP_TEST_KAFKA is used instead of our own."""
    given = os.environ.get("OCOP_TEST_KAFKA")
    return given or request.getfixturevalue("kafka").bootstrap


@pytest.fixture(scope="session")
def kafka_secured(kafka: Kafka) -> Secured:
    """The SCRAM-authenticated listener of the same broker and its administrator's name and password."""
    return kafka.secured


@pytest.fixture(scope="session")
def mongodb_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database server of this session; one named in OCOP_TEST_MONGODB is used instead of our own."""
    if given := os.environ.get("OCOP_TEST_MONGODB"):
        yield given
        drop_left(given)
        return
    database = EmbeddedDatabase(tmp_path_factory.mktemp("database"))
    database.start()
    _servers["mongodb_uri"] = database.child
    yield database.uri
    _servers.pop("mongodb_uri", None)
    database.stop()


@pytest.fixture(scope="module")
def on_disk() -> Iterator[Path]:
    """A folder on the machine's disk, for what must survive a crash."""
    with tempfile.TemporaryDirectory(prefix="ocop-test-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def fresh_name(request: pytest.FixtureRequest) -> str:
    """A name no other test has: for topics, groups and databases that must be a test's own."""
    return f"{MARK}{next(_numbers)}"


@pytest.fixture
async def deploy(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Deploy]:
    """`await deploy("registry", on=date(…), offices="33/*")`: a service on a database of its own (`tests/deployment.py`)."""
    made = itertools.count()
    async with AsyncExitStack() as kept:

        async def one(service: str, **settings: Any) -> Service:
            database = f"{fresh_name}_{next(made)}"
            return await kept.enter_async_context(deployed(service, mongodb_uri, database, tmp_path, **settings))

        yield one


@pytest.fixture
async def live(kafka_bootstrap: str, mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Deploy]:
    """The same on the session's broker: at work, in consumer groups of its own by a name among its offices."""
    made = itertools.count()
    async with AsyncExitStack() as started:

        async def one(name: str, *, offices: str = "", topics: Iterable[str] = (), **settings: Any) -> Service:
            settings |= {"kafka_bootstrap_servers": kafka_bootstrap, "offices": f"{offices},{fresh_name}".lstrip(",")}
            service = await deployment.deploy(name, mongodb_uri, f"{fresh_name}_live{next(made)}", tmp_path, **settings)
            await make_topics(kafka_bootstrap, {*service.by_topic, *topics})
            await service.start()
            started.push_async_callback(service.stop)
            return service

        yield one


@pytest.fixture(scope="session", autouse=True)
def _home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No test may touch the developer's own estate: its home is a temporary folder."""
    home = tmp_path_factory.mktemp("home")
    os.environ["OCOP_HOME"] = str(home)
    return home
