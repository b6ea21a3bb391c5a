"""The lines between the rooms hold, and each contract notices when its line is crossed."""

from __future__ import annotations

import configparser
import fnmatch
import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tests.architecture import house, loading

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

CROSSINGS = [
    ("Services never import one another", "services/registry/crossing.py", "import services.evaluation\n"),
    (
        "Evaluation: a slice imports slices of lower layers only",
        "services/evaluation/cases/crossing.py",
        "import services.evaluation.rulings.store\n",
    ),
    ("The kit knows no OCOP word", "kit/crossing.py", "import ocop_events.registry.dossier\n"),
    ("The kit stands in layers", "kit/storage/crossing.py", "import kit.work.unit\n"),
    (
        "Nothing in the kit goes round in a circle",
        "kit/messaging/parked/crossing.py",
        "import kit.messaging.dead_letters\n",
    ),
    ("Law and territory are pure", "law/crossing.py", "import kit.work.unit\n"),
    ("The contract needs pydantic only", "contracts/src/ocop_events/crossing.py", "import yaml\n"),
    ("One file imports the database driver", "services/reporting/crossing.py", "import pymongo\n"),
    (
        "Rules know no infrastructure",
        "services/registry/crossing/rules.py",
        "import services.registry.crossing.table\n",
    ),
    (
        "Only announcements and subscriptions import the contract",
        "services/registry/crossing/api.py",
        "import ocop_events.registry.dossier\n",
    ),
    (
        "Nothing in a slice imports its endpoints",
        "services/registry/crossing/use_cases.py",
        "import services.registry.products.api\n",
    ),
    (
        "Rules, stores and announcements do not know what is done with them",
        "services/registry/crossing/store.py",
        "import services.registry.products.use_cases\n",
    ),
    (
        "Rules know neither documents nor events",
        "services/registry/crossing_documents/rules.py",
        "import services.registry.products.store\n",
    ),
    (
        "APIs and subscriptions show no pages",
        "services/registry/crossing/subscriptions.py",
        "import services.evaluation.cases.pages\n",
    ),
    (
        "Pages and subscriptions do not go through the API",
        "services/registry/crossing/pages.py",
        "import services.registry.products.api\n",
    ),
    (
        "Nothing the product ships depends on the estate",
        "services/notifications/crossing.py",
        "import estate.servers.kafka\n",
    ),
    (
        "What all services know of the programme is below them, and owns no document",
        "programme/crossing.py",
        "import services.registry.places.store\n",
    ),
    (
        "Registry: a slice imports slices of lower layers only",
        "services/registry/producers/crossing.py",
        "import services.registry.dossiers.store\n",
    ),
    (
        "Notifications: a slice imports slices of lower layers only",
        "services/notifications/recipients/crossing.py",
        "import services.notifications.messages.store\n",
    ),
    (
        "Reporting: a slice imports slices of lower layers only",
        "services/reporting/standings/crossing.py",
        "import services.reporting.progress.rules\n",
    ),
]
BEHIND = {"services/registry/crossing/table.py": "import kit.work.unit\n"}
"""What a crossing imports that does not itself cross: rules may not reach infrastructure indirectly either."""


def lint(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [str(LINT), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        # The copy's packages first, wherever this project itself is installed from.
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{folder}:{folder}/contracts/src", "COLUMNS": "200"},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for package in ("kit", "law", "programme", "services", "estate", "contracts"):
        shutil.copytree(
            ROOT / package,
            folder / package,
            ignore=lambda _, names: [n for n in names if not (n.endswith(".py") or "." not in n) or n == "data"],
        )
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def declared_layers() -> dict[str, list[list[str]]]:
    """The layers of every service that declares them, lowest first."""
    modules = {service: importlib.import_module(f"services.{service}.service") for service in house.built()}
    return {
        name: [list(layer) for layer in module.LAYERS] for name, module in modules.items() if hasattr(module, "LAYERS")
    }


class TestTheLayersOfAService:
    def test_are_those_the_linter_holds(self) -> None:
        linted = configparser.ConfigParser()
        linted.read(ROOT / ".importlinter")
        held = {
            section.rpartition("layers-")[2]: [
                sorted(line.split(" | ")) for line in linted[section]["layers"].strip().splitlines()
            ]
            for section in linted
            if "layers-" in section
        }
        assert held == {
            service: [sorted(layer) for layer in reversed(layers)] for service, layers in declared_layers().items()
        }

    def test_are_found_where_they_are_declared(self) -> None:
        assert "registry" in declared_layers()


class TestTheImportContracts:
    def test_hold(self, copy: Path) -> None:
        code, said = lint(copy)
        assert code == 0, said

    def test_are_each_broken_once_below(self) -> None:
        named = re.findall(r"^name = (.+)$", (ROOT / ".importlinter").read_text(), re.MULTILINE)
        assert sorted(named) == sorted(contract for contract, _, _ in CROSSINGS)

    @pytest.mark.parametrize(("contract", "file", "line"), CROSSINGS, ids=[c[0] for c in CROSSINGS])
    def test_notice_a_crossing(self, crossed: dict[str, str], contract: str, file: str, line: str) -> None:
        importing, imported = module_of(file), line.split()[1]
        said = " ".join(crossed.get(contract, "").split())
        assert any(f"{one} -> {other}" in said for one, other in ((importing, imported), siblings(importing, imported)))

    def test_of_rules_covers_every_pure_module(self) -> None:
        linted = configparser.ConfigParser()
        linted.read(ROOT / ".importlinter")
        named = linted["importlinter:contract:rules"]["source_modules"].split()
        pure = loading.pure_modules()
        sources = {one for one in pure if any(fnmatch.fnmatchcase(one, pattern) for pattern in named)}
        graph = grimp.build_graph("kit", "law", "programme", "services", cache_dir=None)
        covered = sources.union(*(graph.find_upstream_modules(one) for one in sources))
        assert sorted(set(pure) - covered) == [], "name it in the contract `rules`"
        assert [one for one in named if "*" not in one and one not in pure] == []


@pytest.fixture(scope="module")
def crossed(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the linter says of each contract when all of them are crossed, each by a module of its own."""
    house_of_crossings = tmp_path_factory.mktemp("crossed") / "house"
    shutil.copytree(copy, house_of_crossings)
    for file, line in [*((file, line) for _, file, line in CROSSINGS), *BEHIND.items()]:
        crossing = house_of_crossings / file
        crossing.parent.mkdir(exist_ok=True)
        (crossing.parent / "__init__.py").touch()
        crossing.write_text(line)
    code, said = lint(house_of_crossings)
    assert code != 0, said
    broken = said[said.index("Broken contracts") :]
    parts = re.split(r"^(.+)\n-+\n", broken, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def siblings(importing: str, imported: str) -> tuple[str, str]:
    """Where two modules part below a package of both, as a circle is said."""
    pairs = zip(importing.split("."), imported.split("."), strict=False)
    return next(((f".{one}", f".{other}") for one, other in pairs if one != other), ("", ""))


def module_of(file: str) -> str:
    """A file's name as it is imported."""
    return file.removeprefix("contracts/src/").removesuffix(".py").replace("/", ".")
