"""CONTRIBUTING is true to the file: its recipes name files that are there, and `ocop new slice` is run on a copy of the repository."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from estate.commands.new import (
    ServiceUnknown,
    SliceNameTaken,
    SliceNameUnfit,
    participle_of,
    plural_of,
    slice,
)
from tests.architecture import house

TEXT = (house.ROOT / "CONTRIBUTING.md").read_text("utf-8")
RECIPES = dict(re.findall(r"^## (Add .+?)\n(.+?)(?=^## )", TEXT, re.MULTILINE | re.DOTALL))
MOST = 120
"""Lines of Python that a slice with one aggregate needs that is registered, its test included, blank ones aside."""
HOUSE = {"service": "registry", "slice": "products", "noun": "product", "page": "form", "news": "credential-expiring"}
"""What the placeholders of a recipe stand for in the repository as it is."""
SKELETON = {"service": "registry", "slice": "site_visits", "noun": "site_visit"}
"""And in the copy, of the slice that is written there."""


def named(recipe: str) -> set[str]:
    """The files and folders that a recipe names: what has a slash, or a dot before."""
    quoted = re.findall(r"`([^`\s]+)`", recipe)
    return {name for name in quoted if ("/" in name or name == ".importlinter") and not name.startswith((".venv", "/"))}


def filled(path: str, known: dict[str, str]) -> str:
    return re.sub(r"<(\w+)>", lambda found: known[found[1]], path)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is kept of the repository, but for documents; in it, the slice of the recipe and a larger one."""
    folder = tmp_path_factory.mktemp("house")
    for file in house.kept():
        if file.parts[0] not in {"docs", "bench", "deploy"} and (len(file.parts) < 3 or file.parts[0] != "tests"):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(house.ROOT / file, folder / file)
    run(folder, "estate.cli", "new", "slice", "registry", "site_visit", "--vi", "chuyến thăm")
    run(folder, "estate.cli", "new", "slice", "reporting", "campaign_day", "--event", "--step", "close")
    return folder


def run(folder: Path, *command: str) -> str:
    """`python -m …` in the copy, with its packages before those of this repository."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{folder}:{folder}/contracts/src", "MYPYPATH": "", "COLUMNS": "200"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


SLICES = ["services/registry/site_visits", "services/reporting/campaign_days"]
TESTS = ["tests/registry/site_visits", "tests/reporting/campaign_days"]
LOOK = """
from importlib import import_module
from kit.service import find_slices
for service in ("registry", "reporting"):
    layers = import_module(f"services.{service}.service").LAYERS
    top = find_slices(f"services.{service}", layers[-1:])[0]
    print(service, top.name, len(top.collections), top.api is not None, top.pages is not None)
"""
CONTRACT = "contracts/src/ocop_events/reporting/campaign_day.py"


class TestARecipe:
    def test_is_there_for_what_is_added_most(self) -> None:
        assert set(RECIPES) == {
            *("Add a slice", "Add a rule", "Add an event, consumed by another service with a mail"),
            *("Add a page", "Add a command"),
        }

    @pytest.mark.parametrize("name", [name for name in RECIPES if name != "Add a slice"])
    def test_names_files_that_are_there(self, name: str) -> None:
        assert [path for path in named(RECIPES[name]) if not (house.ROOT / filled(path, HOUSE)).exists()] == []

    def test_for_a_slice_names_what_is_written_and_what_is_there(self, copy: Path) -> None:
        paths = {filled(path, SKELETON) for path in named(RECIPES["Add a slice"])}
        assert [path for path in paths if not ((copy / path).exists() or (house.ROOT / path).exists())] == []
        written = {str(file.relative_to(copy)) for folder in (SLICES[0], TESTS[0]) for file in files(copy, folder)}
        assert {path for path in written if not path.endswith("__init__.py")} - paths == set()

    @pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
    def test_numbers_its_steps(self, recipe: str) -> None:
        numbers = [int(number) for number in re.findall(r"^(\d+)\. ", recipe, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert numbers

    def test_speaks_of_modules_of_the_cast(self) -> None:
        for path in re.findall(r"`([\w/]+\.(?:py|md|yml|yaml))`", TEXT):
            assert "/" not in path or (house.ROOT / path).exists(), path


def files(copy: Path, folder: str) -> list[Path]:
    return [file for file in (copy / folder).rglob("*") if file.is_file() and "__pycache__" not in file.parts]


class TestANewSlice:
    def test_is_small(self, copy: Path) -> None:
        python = [file for folder in (SLICES[0], TESTS[0]) for file in files(copy, folder) if file.suffix == ".py"]
        lines = [line for file in python for line in file.read_text("utf-8").splitlines() if line.strip()]
        assert len(lines) <= MOST

    def test_passes_the_linter(self, copy: Path) -> None:
        services = ["services/registry/service.py", "services/reporting/service.py"]
        run(copy, "ruff", "check", *SLICES, *TESTS, CONTRACT)
        run(copy, "ruff", "format", "--check", *SLICES, *TESTS, CONTRACT, *services)

    @pytest.mark.prove
    def test_passes_the_type_checker(self, copy: Path) -> None:
        run(copy, "mypy", *SLICES, CONTRACT)

    def test_passes_its_test(self, copy: Path) -> None:
        assert "3 passed" in run(copy, "pytest", *TESTS, "-v", "-p", "no:cacheprovider")

    def test_is_found_by_its_service_and_lies_on_top(self, copy: Path) -> None:
        (copy / "look.py").write_text(LOOK)
        found = run(copy, "look").splitlines()
        assert found == ["registry site_visits 1 True True", "reporting campaign_days 1 True True"]
        contracts = configparser.ConfigParser()
        contracts.read(copy / ".importlinter")
        held = [
            contracts[f"importlinter:contract:layers-{service}"]["layers"].split()
            for service in ("registry", "reporting")
        ]
        assert [layers[0] for layers in held] == ["site_visits", "campaign_days"]

    def test_has_its_english(self, copy: Path) -> None:
        run(copy, "kit.web.messages", "check", "services/registry", "services/reporting")


class TestTheCommand:
    @pytest.mark.parametrize(
        ("service", "name", "refusal"),
        [
            ("registri", "site_visit", ServiceUnknown),
            ("registry", "product", SliceNameTaken),
            ("registry", "SiteVisit", SliceNameUnfit),
            ("registry", "class", SliceNameUnfit),
            ("registry", "../x", SliceNameUnfit),
            ("registry", "helper", SliceNameUnfit),
            ("registry", "rule", SliceNameUnfit),
            ("registry", "api", SliceNameUnfit),
        ],
    )
    def test_refuses_before_it_writes(self, service: str, name: str, refusal: type[Exception]) -> None:
        with pytest.raises(refusal):
            slice(service, name)

    @pytest.mark.parametrize(
        ("noun", "plural"), [("visit", "visits"), ("inquiry", "inquiries"), ("day", "days"), ("batch", "batches")]
    )
    def test_knows_regular_plurals(self, noun: str, plural: str) -> None:
        assert plural_of(noun) == plural

    @pytest.mark.parametrize(
        ("verb", "participle"), [("close", "closed"), ("verify", "verified"), ("hand_over", "handed_over")]
    )
    def test_knows_regular_participles(self, verb: str, participle: str) -> None:
        assert participle_of(verb) == participle
