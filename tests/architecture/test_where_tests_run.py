"""Each test is run by `make test` or by `make prove`, and tests/README.md says by which."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture import house
from tests.conftest import LONGEST_FIRST

TEXT = (house.ROOT / "tests" / "README.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (make \w+)\n(.+?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
FILES = [file for file in house.kept() if file.parts[0] == "tests" and file.suffix == ".py"]
OURS = Path("tests/architecture/test_where_tests_run.py")
MARK = re.compile(r"\bmark\.prove\b")
PYTEST = tomllib.loads((house.ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]


def rows(section: str) -> set[str]:
    """What stands in the first column of a section's table."""
    return set(re.findall(r"^\| `([^`]+)` \|", SECTIONS[section], re.MULTILINE))


def read(file: Path) -> str:
    return (house.ROOT / file).read_text("utf-8")


def test_every_folder_of_tests_has_its_row() -> None:
    folders = {"/".join(file.parts[:2]) for file in FILES if file.name.startswith("test_")}
    assert rows("make test") == folders


def test_every_file_that_leaves_something_to_make_prove_has_its_row() -> None:
    assert rows("make prove") == {str(file) for file in FILES if file != OURS and MARK.search(read(file))}


def test_what_one_leaves_out_the_other_runs() -> None:
    assert "-m 'not prove'" in PYTEST["addopts"]
    proving = [line for line in read(Path("estate/prove.sh")).splitlines() if ".venv/bin/pytest" in line]
    assert proving
    assert all("-m prove" in line for line in proving)


def test_make_test_runs_all_of_them_each_folder_whole() -> None:
    text = read(Path("estate/test.sh"))
    [arguments, whole] = [
        line.split(".venv/bin/pytest ")[1] for line in text.splitlines() if ".venv/bin/pytest" in line
    ]
    assert arguments == '"$@"'
    assert whole == "-p no:cacheprovider --numprocesses 3 --dist loadscope --no-loadscope-reorder", "no folder is named"
    assert PYTEST["testpaths"] == ["tests"]


def test_the_folders_that_begin_are_there() -> None:
    folders = {file.parent.as_posix() for file in FILES if file.name.startswith("test_")}
    assert set(LONGEST_FIRST) - folders == set()
    assert len(LONGEST_FIRST) == len(set(LONGEST_FIRST))


@pytest.mark.parametrize("file", [file for file in FILES if not file.name.startswith("test_")], ids=str)
def test_a_file_that_is_not_collected_holds_no_test(file: Path) -> None:
    assert not re.findall(r"^(?:async )?def test_|^class Test", read(file), re.MULTILINE)
