"""What the operator reads is what the code does: every setting, every alert, every command, every metric."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from pydantic import SecretStr
from typer.main import get_command

from estate.cli import ELSEWHERE, app
from kit.settings import ServiceSettings
from tests.architecture import house

TEXT = (house.ROOT / "docs/operations.md").read_text("utf-8")
SETTINGS = dict(re.findall(r"^\| `([A-Z_]+)` \| `?([^`|]*?)`? \|", TEXT, re.MULTILINE))
ALERTS = yaml.safe_load((house.ROOT / "deploy/prometheus/alerts.yml").read_text("utf-8"))
METRIC = re.compile(r"`(ocop_[a-z_]+)`")


def shown(default: Any) -> str:
    """A default as the table writes it."""
    return "–" if default in (None, "") or isinstance(default, SecretStr) else str(default)


class TestTheSettings:
    def test_are_all_in_the_table_and_no_others(self) -> None:
        assert set(SETTINGS) == {field.alias for field in ServiceSettings.model_fields.values()}

    @pytest.mark.parametrize("field", ServiceSettings.model_fields.values(), ids=lambda field: field.alias)
    def test_have_the_default_the_table_says(self, field: Any) -> None:
        assert SETTINGS[field.alias] == shown(field.default)

    def test_read_elsewhere_are_named_too(self) -> None:
        named = re.compile(r'environ(?:\.get\(|\[)\s*"(OCOP_[A-Z_]+)"')
        read = {
            name
            for file in house.modules("kit", "services", "law")
            for name in named.findall((house.ROOT / file).read_text("utf-8"))
        }
        assert {name for name in read if f"`{name}`" not in TEXT and name != "OCOP_CHROMIUM"} == set()


class TestAnAlert:
    @pytest.mark.parametrize("name", [r["alert"] for g in ALERTS["groups"] for r in g["rules"] if "alert" in r])
    def test_has_its_paragraph_in_both_languages(self, name: str) -> None:
        found = re.search(rf"^### {name}\n\n(.+?)\n\n", TEXT, re.MULTILINE | re.DOTALL)
        assert found, f"docs/operations.md needs a paragraph `### {name}`: what to look at, what to do"
        vi, dash, en = found[1].partition(" — ")
        assert dash
        assert len(vi) > 20
        assert len(en) > 60

    def test_that_is_no_more_has_none(self) -> None:
        announced = re.findall(r"^### (\w+)$", TEXT, re.MULTILINE)
        assert set(announced) == {
            rule["alert"] for group in ALERTS["groups"] for rule in group["rules"] if "alert" in rule
        }


class TestACommand:
    def test_that_is_named_exists(self) -> None:
        ours = set(ELSEWHERE) | set(get_command(app).list_commands(None))  # type: ignore[attr-defined,arg-type]
        assert set(re.findall(r"`ocop ([a-z-]+)", TEXT)) <= ours
        targets = set(re.findall(r"^([a-z]+):.*##", (house.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
        assert set(re.findall(r"`make ([a-z]+)", TEXT)) <= targets


class TestAMetric:
    def test_that_is_named_is_measured(self) -> None:
        code = "".join((house.ROOT / file).read_text("utf-8") for file in house.modules("kit", "services"))
        assert [name for name in METRIC.findall(TEXT) if f'"{name.removesuffix("_total")}"' not in code] == []
