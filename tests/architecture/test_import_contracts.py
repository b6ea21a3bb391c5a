"""The lines between the rooms hold, and each contract notices when its line is crossed."""

from __future__ import annotations

import configparser
import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import house

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
    ("Rules know no infrastructure", "services/registry/crossing/rules.py", "import kit.work.unit\n"),
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
        "services/registry/crossing/rules.py",
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
    def test_notice_a_crossing(self, copy: Path, contract: str, file: str, line: str) -> None:
        crossing = copy / file
        made = crossing.parent if not crossing.parent.exists() else None
        crossing.parent.mkdir(exist_ok=True)
        if made:
            (made / "__init__.py").touch()
        crossing.write_text(line)
        try:
            code, said = lint(copy)
        finally:
            crossing.unlink()
            if made:
                shutil.rmtree(made)
        assert code != 0, said
        assert f"{contract} BROKEN" in said, said
