"""A stranger finds where a line belongs: names, places and sizes are the same everywhere."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.refusal import Refusal
from tests.architecture import house

CAST = {"rules", "store", "announcements", "use_cases", "api", "pages", "subscriptions"}
LONGEST, LONGEST_TEST = 400, 500
"""Lines of a Python file. The median is to be 30 to 150; beyond this nobody reads a file whole."""
FORBIDDEN = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc|stuff|base)($|_)", re.IGNORECASE)
TOP = {
    *("README.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "pyproject.toml", "uv.lock", "docker-compose.yml"),
    *(".importlinter", ".gitignore", ".dockerignore", ".python-version", ".pre-commit-config.yaml"),
    *(".ci", "contracts", "kit", "law", "programme", "services", "estate", "deploy", "tests", "bench", "docs"),
}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
MAKERS = {"uuid1", "uuid4", "uuid7", "uuid6"}

SLICES = sorted(set(house.slices()))


class TestTheRoot:
    def test_holds_nothing_that_has_no_place_there(self) -> None:
        assert {file.parts[0] for file in house.kept()} - TOP == set()


class TestAName:
    def test_never_says_that_nobody_knew_what_it_is(self) -> None:
        vague = [
            str(file)
            for file in house.kept()
            if file.suffix == ".py" and any(FORBIDDEN.search(part) for part in file.with_suffix("").parts)
        ]
        assert vague == []

    def test_of_a_class_neither(self) -> None:
        vague = re.compile(r"(Manager|Helper|Utils?|Impl|Mixin)$")
        found = [
            f"{file}: {node.name}"
            for file in house.modules()
            for node in ast.walk(house.tree(file))
            if isinstance(node, ast.ClassDef) and vague.search(node.name)
        ]
        assert found == []

    def test_of_the_cast_is_given_inside_a_slice_only(self) -> None:
        astray = [
            str(file) for file in house.modules("services") if file.stem in CAST and file.parent not in set(SLICES)
        ]
        assert astray == []


class TestAFile:
    def test_can_be_read_whole(self) -> None:
        long = {
            str(file): lines
            for file in house.kept()
            if file.suffix == ".py"
            and (lines := len((house.ROOT / file).read_text("utf-8").splitlines()))
            > (LONGEST_TEST if file.parts[0] == "tests" else LONGEST)
        }
        assert long == {}

    def test_says_in_its_first_line_what_it_is_for(self) -> None:
        silent = [str(file) for file in house.modules() if (house.ROOT / file).read_text("utf-8").strip()]
        silent = [file for file in silent if not ast.get_docstring(house.tree(Path(file)))]
        assert silent == []

    def test_names_no_folder_of_the_machine_it_was_written_on(self) -> None:
        found = [
            str(file)
            for file in house.kept()
            if file.suffix in {".py", ".md", ".yaml", ".yml", ".toml", ".html", ".json", ".sh"}
            and re.search(r"(/home/|/Users/|/work/(main|shared)|/tmp/wt)", (house.ROOT / file).read_text("utf-8"))
            and file != Path(__file__).relative_to(house.ROOT)
        ]
        assert found == []


@pytest.mark.parametrize("folder", SLICES, ids=str)
class TestASlice:
    def test_opens_with_a_sentence_about_itself(self, folder: Path) -> None:
        assert ast.get_docstring(house.tree(folder / "__init__.py"))

    def test_that_announces_has_a_use_case_to_announce_from(self, folder: Path) -> None:
        has = {file.stem for file in house.kept() if file.parent == folder}
        assert "announcements" not in has or has & {"use_cases", "subscriptions"}


@pytest.mark.parametrize("service", house.SERVICES)
class TestAService:
    def test_can_be_run_alone_and_says_what_it_is(self, service: str) -> None:
        has = {str(file.relative_to(f"services/{service}")) for file in house.modules(f"services/{service}")}
        assert {"__init__.py", "__main__.py", "service.py"} <= has

    def test_has_a_page_about_itself(self, service: str) -> None:
        page = house.ROOT / "services" / service / "README.md"
        assert page.is_file(), f"write services/{service}/README.md: owns, hears, says, how it fails, who to ask"
        headings = re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)
        assert [heading.split(" · ")[-1] for heading in headings] == [
            *("Owns", "Hears", "Says", "How it fails", "Who to ask"),
        ]


class TestTheLaw:
    def test_and_rules_and_use_cases_never_ask_the_machine_for_time_or_ids(self) -> None:
        pure = [*house.modules("law"), *(f for f in house.modules("services") if f.stem in CAST)]
        assert [asked for file in pure for asked in _asked_of_the_machine(file)] == []


class TestRefusals:
    def test_have_a_slug_each_and_words_in_both_languages(self) -> None:
        for file in house.modules("kit", "law", "services", "estate"):
            if "Refusal" in (house.ROOT / file).read_text("utf-8") and file.name != "__main__.py":
                importlib.import_module(".".join(file.with_suffix("").parts))
        kinds = {kind for kind in _below(Refusal) if kind.__module__.split(".")[0] in house.ROOMS}
        shared = Counter(kind.slug for kind in kinds if "slug" in vars(kind))
        assert [slug for slug, times in shared.items() if times > 1] == []
        assert [kind for kind in kinds if kind.__name__.endswith("Error")] == []
        assert [kind for kind in kinds if kind.vi == kind.en and kind.vi != "{why}"] == []
        for kind in kinds:
            assert sorted(re.findall(r"{(\w+)", kind.vi)) == sorted(re.findall(r"{(\w+)", kind.en)), kind


def _asked_of_the_machine(file: Path) -> Iterator[str]:
    for node in ast.walk(house.tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            asked = (owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", ""), node.func.attr)
            if asked in CLOCKS or asked[1] in MAKERS:
                yield f"{file}:{node.lineno}: {'.'.join(asked)}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            yield f"{file}:{node.lineno}: {node.func.id}"


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _below(sub)
