"""The deployed shape says what the code says: services, ports, settings, topics, scrape targets, image contents."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from kit.messaging.lag import Lag
from kit.messaging.watch import Watch
from kit.settings import ServiceSettings
from kit.telemetry.metrics import Metrics
from services.notifications.deliveries.gauges import MessageGauges
from services.reporting.progress.gauges import ProgrammeGauges

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = sorted(p.parent.name for p in (ROOT / "services").glob("*/__main__.py"))
DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text()
SETTINGS = {field.alias for field in ServiceSettings.model_fields.values()}


class TestTheComposeFile:
    def test_runs_the_four_services_and_no_other(self) -> None:
        own = {name for name, s in COMPOSE["services"].items() if "build" in s} - {"topics"}
        assert own == {"registry", "evaluation", "notifications", "reporting"} == set(SERVICES)

    @pytest.mark.parametrize("name", SERVICES)
    def test_builds_each_from_the_one_recipe_for_itself(self, name: str) -> None:
        build = COMPOSE["services"][name]["build"]
        assert build["dockerfile"] == "deploy/Dockerfile"
        assert build["args"] == {"SERVICE": name}

    @pytest.mark.parametrize("name", SERVICES)
    def test_gives_each_only_settings_that_it_reads(self, name: str) -> None:
        service = COMPOSE["services"][name]
        assert set(service["environment"]) <= SETTINGS
        given = {handed(secret) for secret in service["secrets"]}
        assert given - {"OCOP_CA"} <= SETTINGS
        assert {"KAFKA_BOOTSTRAP_SERVERS", "MONGODB_URI", "OIDC_ISSUER"} <= set(service["environment"]) | given
        assert "OCOP_DEVELOPMENT_CLOCK" not in service["environment"]

    @pytest.mark.parametrize("name", SERVICES)
    def test_locks_each_down(self, name: str) -> None:
        service = COMPOSE["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "ports" not in service, "only the proxy is reached from outside"

    def test_measures_lag_in_a_process_that_needs_no_service_and_no_secret_but_its_own(self) -> None:
        lag = COMPOSE["services"]["lag"]
        assert lag["command"] == ["ocop", "lag", "--serve"]
        assert set(lag["environment"]) <= SETTINGS
        assert lag["environment"]["OCOP_OFFICES"] == COMPOSE["services"]["reporting"]["environment"]["OCOP_OFFICES"]
        assert (lag["read_only"], lag["cap_drop"]) == (True, ["ALL"])
        assert {handed(secret) for secret in lag["secrets"]} == {"OCOP_CA", "KAFKA_PASSWORD"}
        assert set(lag["depends_on"]) == {"topics"}

    def test_waits_for_topics_and_for_a_database_that_takes_writes(self) -> None:
        for name in SERVICES:
            wanted = COMPOSE["services"][name]["depends_on"]
            assert wanted["topics"]["condition"] == "service_completed_successfully"
            assert wanted["database-users"]["condition"] == "service_completed_successfully"

    def test_runs_the_kafka_of_the_lock(self) -> None:
        lock = tomllib.loads((ROOT / "deploy/kafka/jgo.toml").read_text())
        version = next(c for c in lock["dependencies"]["coordinates"] if ":kafka_" in c).rsplit(":", 1)[1]
        assert COMPOSE["services"]["kafka"]["image"].partition("@")[0] == f"apache/kafka:{version}"

    def test_holds_no_secret(self) -> None:
        for secret in COMPOSE["secrets"].values():
            assert list(secret) == ["file"]
            assert secret["file"].startswith("deploy/secrets/")
        for name, service in COMPOSE["services"].items():
            for setting, value in (service.get("environment") or {}).items():
                if re.search(r"PASSWORD|SECRET|_KEY$|URI$", setting):
                    assert str(value).startswith("/run/secrets/"), (name, setting)
        assert "deploy/secrets/" in (ROOT / ".gitignore").read_text()

    @pytest.mark.skipif(not shutil.which("go"), reason="the reference parser needs Go, which this machine lacks")
    @pytest.mark.timeout(300)
    def test_is_accepted_by_the_reference_parser(self, tmp_path: Path) -> None:
        command = ["go", "run", "github.com/compose-spec/compose-go/v2/cmd@latest", str(ROOT / "docker-compose.yml")]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        if "dial tcp" in done.stderr or "proxyconnect" in done.stderr:
            pytest.skip("the Go module proxy is out of reach")
        assert done.returncode == 0, done.stderr


class TestTheImage:
    def test_holds_every_package_a_service_imports(self) -> None:
        for package in ("contracts", "kit", "law", "services"):
            assert f"COPY {package} {package}" in DOCKERFILE
            assert f"!{package}\n" in (ROOT / ".dockerignore").read_text()

    def test_does_not_run_as_root_and_reports_its_health(self) -> None:
        assert re.search(r"^USER 10001$", DOCKERFILE, re.M)
        assert "/livez" in DOCKERFILE

    def test_starts_the_service_it_was_built_for(self) -> None:
        assert 'exec python -m services.${OCOP_SERVICE}"' in DOCKERFILE


class TestTheProxy:
    @pytest.mark.parametrize("name", SERVICES)
    def test_joins_each_service_under_its_prefix(self, name: str) -> None:
        caddy = (ROOT / "deploy/proxy/Caddyfile").read_text()
        assert f"handle_path /{name}/*" in caddy
        assert f"reverse_proxy {name}:8000" in caddy
        assert f"X-Forwarded-Prefix /{name}" in caddy
        assert COMPOSE["services"][name]["environment"]["OCOP_PORT"] == "8000"


class TestPrometheus:
    CONFIG = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())

    def test_scrapes_all_four_and_who_measures_them_from_outside(self) -> None:
        targets = [t for job in self.CONFIG["scrape_configs"] for s in job["static_configs"] for t in s["targets"]]
        assert sorted(targets) == sorted(f"{name}:8000" for name in [*SERVICES, "lag"])

    def test_alerts_and_dashboards_name_only_metrics_that_exist(self) -> None:
        registry = Metrics().registry
        ProgrammeGauges(registry)
        MessageGauges(registry)
        outside = Watch(Lag((), {})).registry
        exist = {sample for one in (registry, outside) for family in one.collect() for sample in names_of(family)}
        alerts = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text())
        announced = [rule["expr"] for group in alerts["groups"] for rule in group["rules"]]
        for board in (ROOT / "deploy/grafana/dashboards").glob("*.json"):
            panels = json.loads(board.read_text())["panels"]
            announced += [target["expr"] for panel in panels for target in panel["targets"]]
        used = {name for expr in announced for name in re.findall(r"\bocop_\w+", expr)}
        assert used
        assert used <= exist

    @pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not on this machine")
    def test_rules_are_accepted_by_promtool(self) -> None:
        done = subprocess.run(
            ["promtool", "check", "config", str(ROOT / "deploy/prometheus/prometheus.yml")],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


class TestTheRealm:
    REALM = json.loads((ROOT / "deploy/keycloak/ocop-realm.json").read_text())

    def test_puts_grants_and_audience_into_the_access_token(self) -> None:
        scope = next(s for s in self.REALM["clientScopes"] if s["name"] == "ocop")
        mappers = {m["name"]: m["config"] for m in scope["protocolMappers"]}
        assert mappers["grants"]["claim.name"] == "ocop_grants"
        assert mappers["grants"]["access.token.claim"] == "true"
        assert mappers["audience"]["included.custom.audience"] == ServiceSettings.model_fields["oidc_audience"].default

    def test_has_access_tokens_say_what_they_are(self) -> None:
        """RFC 9068 2.1: so that no ID token passes for one."""
        for client in self.REALM["clients"]:
            assert client["attributes"]["access.token.header.type.rfc9068"] == "true"

    def test_defines_every_scope_it_names(self) -> None:
        """Keycloak gives a realm file with scopes of its own none of its built-in ones: no `sub`, no name."""
        scopes = {scope["name"]: scope for scope in self.REALM["clientScopes"]}
        assert set(self.REALM["defaultDefaultClientScopes"]) <= set(scopes)
        kinds = {mapper["protocolMapper"] for scope in scopes.values() for mapper in scope["protocolMappers"]}
        assert {"oidc-sub-mapper", "oidc-full-name-mapper"} <= kinds

    @pytest.mark.parametrize("name", SERVICES)
    def test_has_a_client_of_its_own_for_each_service_and_tells_it_of_every_end(self, name: str) -> None:
        """Back-Channel Logout 1.0, 2.2: one address a client; services that shared one would not all be told."""
        environment = COMPOSE["services"][name]["environment"]
        (client,) = (c for c in self.REALM["clients"] if c["clientId"] == environment["OIDC_CLIENT_ID"])
        attributes = client["attributes"]
        assert client["redirectUris"] == [f"${{OCOP_PUBLIC_URL}}/{name}/sign-in/callback"]
        assert attributes["post.logout.redirect.uris"] == f"${{OCOP_PUBLIC_URL}}/{name}/"
        address = f"http://{name}:{environment['OCOP_PORT']}/sign-in/backchannel-logout"
        assert attributes["backchannel.logout.url"] == address
        assert attributes["backchannel.logout.session.required"] == "true"

    def test_outlasts_the_services_sessions(self) -> None:
        """A provider that forgets a person sooner than the service would end the session in the middle of its idle time."""
        fields = ServiceSettings.model_fields
        assert self.REALM["ssoSessionIdleTimeout"] > fields["session_idle_minutes"].default * 60
        assert self.REALM["ssoSessionMaxLifespan"] >= fields["session_hours"].default * 3600

    def test_ships_no_user_and_no_secret(self) -> None:
        assert self.REALM["users"] == []
        assert all(c["secret"] == "${OIDC_CLIENT_SECRET}" for c in self.REALM["clients"])


def handed(secret: str | dict[str, str]) -> str:
    """The name under which a container finds a secret."""
    return secret if isinstance(secret, str) else secret["target"]


def names_of(family: Any) -> set[str]:
    """The sample names a metric family gives to Prometheus."""
    suffixes = {"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"]}.get(family.type, [""])
    return {family.name + suffix for suffix in suffixes}
