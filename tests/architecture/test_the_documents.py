"""What is written about the house is about this house: files that are named exist, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture import house

PAGES = [file for file in house.kept() if file.suffix == ".md" and "node_modules" not in file.parts]
DECISIONS = [file for file in PAGES if file.parts[:2] == ("docs", "adr") and file.name != "README.md"]
_NAMED = re.compile(r"`((?:kit|law|services|estate|tests|deploy|contracts|docs|bench)/[\w./-]*[\w/])`")
_LINK = re.compile(r"\]\(([^)#\s]+)?(#[^)\s]+)?\)")


@pytest.mark.parametrize("page", PAGES, ids=str)
class TestAPage:
    def test_names_files_that_exist(self, page: Path) -> None:
        named = _NAMED.findall((house.ROOT / page).read_text("utf-8"))
        assert [name for name in named if not (house.ROOT / name).exists()] == []

    def test_links_to_what_is_there(self, page: Path) -> None:
        broken = []
        for target, anchor in _LINK.findall((house.ROOT / page).read_text("utf-8")):
            if "://" in target:
                continue
            led = (house.ROOT / page.parent / target).resolve() if target else house.ROOT / page
            if not led.exists() or (anchor and led.suffix == ".md" and anchor[1:] not in _anchors(led)):
                broken.append(f"{target}{anchor}")
        assert broken == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name)
class TestADecision:
    def test_is_one_page_with_context_decision_alternatives_and_what_enforces_it(self, page: Path) -> None:
        text = (house.ROOT / page).read_text("utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            *("Context", "Decision", "Alternatives", "What enforces it"),
        ]
        assert len(text.splitlines()) <= 60

    def test_can_be_quoted_in_both_languages(self, page: Path) -> None:
        quoted = re.findall(r"^> (.+)$", (house.ROOT / page).read_text("utf-8"), re.MULTILINE)
        assert len(quoted) == 2

    def test_names_a_check_that_exists(self, page: Path) -> None:
        enforced = (house.ROOT / page).read_text("utf-8").split("## What enforces it")[1]
        named = _NAMED.findall(enforced)
        assert [name for name in named if (house.ROOT / name).exists()]
        contracts = re.findall(r"\*([A-Z][^*`]{10,}?)\*", enforced)
        assert [name for name in contracts if f"name = {name}" not in (house.ROOT / ".importlinter").read_text()] == []

    def test_is_in_the_list(self, page: Path) -> None:
        assert f"({page.name})" in (house.ROOT / "docs/adr/README.md").read_text("utf-8")


def _anchors(page: Path) -> set[str]:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)"', text))
