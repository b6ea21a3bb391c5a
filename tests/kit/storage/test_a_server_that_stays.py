"""A database server named in OCOP_TEST_MONGODB is left as it was found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pymongo import MongoClient

ROOT = Path(__file__).parents[3]


TESTS = (
    "tests/kit/storage/test_indexes.py::TestAnIndexDeclaredOtherwise",
    "tests/reporting/progress/test_gauges.py::TestTheGauges::test_forget_what_is_gone",
)
"""One that opens a database, and one that deploys a service, whose database is emptied for the next."""


def test_a_session_leaves_no_database_on_it(mongodb_uri: str) -> None:
    with MongoClient[dict[str, object]](mongodb_uri) as client:
        before = client.list_database_names()
        own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *TESTS]
        done = subprocess.run(
            command, cwd=ROOT, env=own | {"OCOP_TEST_MONGODB": mongodb_uri}, capture_output=True, text=True, timeout=100
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert client.list_database_names() == before
