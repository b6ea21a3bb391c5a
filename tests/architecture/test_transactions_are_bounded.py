"""Whatever writes to a database goes through the place that counts it: nobody has another way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.storage.counted import Counted
from tests.architecture import house

WRITES = {
    *("insert_one", "insert_many", "replace_one", "update_one", "update_many", "delete_one", "delete_many"),
    *("bulk_write", "find_one_and_update", "find_one_and_replace", "find_one_and_delete"),
}
"""Of the driver's collection."""
PLACE = Path("kit/storage")
MAY_BEGIN = {Path("kit/work/work.py"), Path("kit/messaging/rebuild.py")}
"""Who begins a transaction: commands and handlers through `Work`; a rebuild, which splits its batches by itself."""
PAST_THE_COUNT = {"driver", "start_session", "start_transaction", "_clients", "_collection", "aggregate_raw_batches"}
"""What leads to the driver past the count."""
STAGES = {"$out", "$merge"}
"""What writes inside an aggregation."""


def astray(file: Path, tree: ast.AST) -> Iterator[str]:
    """Every line of a module that begins a transaction or writes where nobody counts."""
    inside = PLACE in file.parents
    for node in ast.walk(tree):
        at = f"{file}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Attribute):
            if node.attr in PAST_THE_COUNT and not inside:
                yield f"{at}: {node.attr}"
            if node.attr == "in_transaction" and not inside and file not in MAY_BEGIN:
                yield f"{at}: {node.attr}"
            if node.attr in WRITES - set(vars(Counted)):
                yield f"{at}: {node.attr} is not counted"
        if isinstance(node, ast.Constant) and node.value in STAGES:
            yield f"{at}: {node.value}"


def test_nobody_writes_past_the_count() -> None:
    found = [line for file in house.modules() for line in astray(file, house.tree(file))]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "self.database.driver['rows'].insert_many(rows)",
        "self.database.in_transaction(whole)",
        "client.start_session()",
        "rows.find_one_and_replace({}, {})",
        "rows.aggregate([{'$merge': 'others'}])",
    ],
)
def test_who_tried_would_be_seen(line: str) -> None:
    assert list(astray(Path("services/registry/dossiers/store.py"), ast.parse(line)))


def test_every_write_that_is_used_is_counted() -> None:
    assert {name for name in WRITES if name in vars(Counted)} >= WRITES - {
        "find_one_and_replace",
        "find_one_and_delete",
    }
