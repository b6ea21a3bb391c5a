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
RULES = [rule for group in ALERTS["groups"] for rule in group["rules"] if "alert" in rule]
NAMES = [rule["alert"] for rule in RULES]
METRIC = re.compile(r"`(ocop_[a-z_]+)`")
PARTS = {
    "vi": ("Nghĩa là gì.", "Làm gì.", "Xong khi", "Gọi"),
    "en": ("What it means.", "What to do.", "Over when", "Call"),
}
"""What each section of the runbook says, in its order."""


def sections(language: str) -> dict[str, str]:
    """The runbook's sections by alert."""
    text = (house.ROOT / f"docs/runbook/{language}.md").read_text("utf-8")
    return dict(re.findall(r"^### (\w+)\n(.+?)(?=^### |\Z)", text, re.MULTILINE | re.DOTALL))


SECTIONS = {language: sections(language) for language in PARTS}


def commands(language: str) -> list[str]:
    """Every line somebody is to run."""
    blocks = [
        block for section in SECTIONS[language].values() for block in re.findall(r"```sh\n(.+?)\n```", section, re.S)
    ]
    return [line for block in blocks for line in block.splitlines()]


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


class TestTheRunbook:
    @pytest.mark.parametrize(("language", "parts"), PARTS.items())
    @pytest.mark.parametrize("name", NAMES)
    def test_says_of_each_alert_what_it_means_what_to_run_when_it_is_over_and_whom_to_call(
        self, language: str, parts: tuple[str, ...], name: str
    ) -> None:
        section = SECTIONS[language][name]
        places = [section.index(f"**{part}") for part in parts]
        assert places == sorted(places), "in this order"
        assert all(len(section[at:].partition("\n")[0]) > 24 for at in places)
        assert re.search(r"^```sh\n.+\n```$", section, re.MULTILINE | re.DOTALL)

    @pytest.mark.parametrize("language", PARTS)
    def test_has_a_section_for_each_alert_and_none_for_what_is_no_more(self, language: str) -> None:
        assert list(SECTIONS[language]) == sorted(NAMES, key=list(SECTIONS[language]).index)
        assert set(SECTIONS[language]) == set(NAMES)

    def test_has_the_same_commands_in_both_languages(self) -> None:
        assert commands("vi") == commands("en")

    def test_names_commands_and_services_that_exist(self) -> None:
        ours = set(ELSEWHERE) | set(get_command(app).list_commands(None))  # type: ignore[attr-defined,arg-type]
        compose = yaml.safe_load((house.ROOT / "docker-compose.yml").read_text("utf-8"))["services"]
        for command in commands("vi"):
            assert set(re.findall(r"\bocop ([a-z]+)", command)) <= ours, command
            verb = re.match(r"docker compose (exec|logs|restart|ps|run|up)\b(.*)", command)
            assert verb, command
            named = re.sub(r"--(tail|since|scale) \S+|-\S+", "", verb[2]).split()
            assert not named or named[0] in {*compose, "SERVICE"}, command
        metrics = {name for command in commands("vi") for name in re.findall(r"ocop_[a-z_]+", command)}
        assert {
            name for name in metrics if re.sub("_(sum|count|bucket)$", "", name) not in METRIC.findall(TEXT)
        } == set()

    def test_is_no_template(self) -> None:
        for language in PARTS:
            assert "{{" not in (house.ROOT / f"docs/runbook/{language}.md").read_text("utf-8"), "the proxy would run it"

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
    def test_is_where_each_alert_leads(self, rule: dict[str, Any]) -> None:
        assert rule["annotations"]["runbook_url"] == (
            f"{{{{ $externalLabels.site }}}}/runbook/vi#{rule['alert'].lower()}"
        )
        for language in PARTS:
            assert rule["alert"].lower() in {name.lower() for name in SECTIONS[language]}


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
