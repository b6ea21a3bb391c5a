"""Metrics are there, move with what happens, and please promtool; each alert rings when it should and not before."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import httpx
import pytest
import yaml

from estate import services
from kit.settings import development_settings
from kit.telemetry.metrics import Metrics
from kit.web.app import app_of

ROOT = Path(__file__).parents[2]
PROMETHEUS = ROOT / "deploy" / "prometheus"
needs_promtool = pytest.mark.skipif(
    not shutil.which("promtool"), reason="promtool (Debian's package `prometheus`) is not on this machine"
)

ASKED_FOR = {
    "ocop_handler_duration_seconds": {"handler", "outcome"},
    "ocop_handler_retries": {"handler"},
    "ocop_parked_open": {"handler"},
    "ocop_parked_oldest_seconds": set(),
    "ocop_inbox_duplicates": {"handler"},
    "ocop_outbox_pending": set(),
    "ocop_outbox_oldest_seconds": set(),
    "ocop_relay_leader": set(),
    "ocop_event_latency_seconds": {"topic"},
    "ocop_consumer_lag": {"topic", "group"},
    "ocop_consumer_assigned_partitions": {"topic"},
    "ocop_deadlines_overdue": {"what"},
}
"""What an operator was promised, with the labels: bounded ones, never an id."""


def promtool(*arguments: str, say: str | None = None) -> None:
    done = subprocess.run(["promtool", *arguments], input=say, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


class TestTheMetrics:
    def test_are_all_those_that_were_promised(self) -> None:
        found = {family._name: family for family in Metrics().registry._collector_to_names}
        for name, labels in ASKED_FOR.items():
            assert set(found[name]._labelnames) == labels, name

    @needs_promtool
    @pytest.mark.parametrize("name", services.present())
    async def test_of_every_service_please_promtool(self, name: str) -> None:
        service = services.build(name, development_settings(session_secret="x" * 32))
        for family in service.metrics.registry._collector_to_names:
            child = family.labels(*(["x"] * len(family._labelnames))) if family._labelnames else family
            getattr(child, "observe", getattr(child, "inc", None))(1)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app_of(service)), base_url="http://127.0.0.1"
        ) as client:
            answer = await client.get(f"/{name}/metrics")
        service.database.close()
        assert "ocop_outbox_pending 1.0" in answer.text
        promtool("check", "metrics", say=answer.text)

    @pytest.mark.parametrize("name", services.present())
    def test_say_of_a_slice_never_counted_that_it_was_not(self, name: str) -> None:
        service = services.build(name, development_settings(session_secret="x" * 32))
        read = service.metrics.registry.get_sample_value
        assert service.figures.of_slices
        for slice in service.figures.of_slices:
            assert read("ocop_counted_timestamp_seconds", {"slice": slice}) == 0, slice
        service.database.close()


class TestTheAlerts:
    RULES = yaml.safe_load((PROMETHEUS / "alerts.yml").read_text())["groups"][0]["rules"]
    SCENARIOS = yaml.safe_load((Path(__file__).parent / "alerts_test.yml").read_text())

    @needs_promtool
    def test_ring_when_they_should_and_not_before(self, tmp_path: Path) -> None:
        shutil.copy(PROMETHEUS / "alerts.yml", tmp_path)
        shutil.copy(Path(__file__).parent / "alerts_test.yml", tmp_path)
        promtool("test", "rules", str(tmp_path / "alerts_test.yml"))

    def test_have_each_a_history_in_which_they_ring(self) -> None:
        announced = [case for scenario in self.SCENARIOS["tests"] for case in scenario["alert_rule_test"]]
        for rule in self.RULES:
            assert any(case["alertname"] == rule["alert"] and case.get("exp_alerts") for case in announced), rule[
                "alert"
            ]
            assert any(case["alertname"] == rule["alert"] and not case.get("exp_alerts") for case in announced), rule[
                "alert"
            ]

    def test_say_what_to_do_and_whether_to_get_up(self) -> None:
        for rule in self.RULES:
            assert rule["labels"]["severity"] in ("page", "ticket")
            assert len(rule["annotations"]["action"]) > 30
