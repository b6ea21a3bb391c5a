"""The deployed shape says what the code says: services, ports, settings, topics, scrape targets, image contents."""

from __future__ import annotations

import functools
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.routing import iter_route_contexts

from estate import services
from kit.messaging.lag import Lag
from kit.messaging.watch import Watch
from kit.settings import ServiceSettings, development_settings
from kit.web.app import app_of

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = sorted(p.parent.name for p in (ROOT / "services").glob("*/__main__.py"))
DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text()
BOARDS = [json.loads(file.read_text()) for file in sorted((ROOT / "deploy/grafana/dashboards").glob("*.json"))]
PANELS = [panel for board in BOARDS for panel in board["panels"] if panel["type"] != "row"]
RULES = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text())["groups"][0]["rules"]
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

    def test_alerts_name_only_metrics_that_exist(self) -> None:
        used = {name for rule in RULES for name in re.findall(r"\bocop_\w+", rule["expr"])}
        assert used
        assert used <= {sample for family in families() for sample in names_of(family)}

    def test_says_where_people_reach_the_site_for_the_alerts_links(self) -> None:
        assert self.CONFIG["global"]["external_labels"] == {"site": "${OCOP_PUBLIC_URL}"}
        assert "OCOP_PUBLIC_URL" in COMPOSE["services"]["prometheus"]["environment"]
        assert "./docs/runbook:/srv/runbook:ro" in COMPOSE["services"]["proxy"]["volumes"]

    @pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not on this machine")
    def test_rules_are_accepted_by_promtool(self) -> None:
        done = subprocess.run(
            ["promtool", "check", "config", str(ROOT / "deploy/prometheus/prometheus.yml")],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


class TestTheBoards:
    """What is measured, what the manual names and what is drawn are the same."""

    def test_draw_every_metric_the_code_has_and_the_manual_names_and_no_other(self) -> None:
        measured = {family.name for family in families()}
        manual = (ROOT / "docs/operations.md").read_text("utf-8")
        named = {name.removesuffix("_total") for name in re.findall(r"`(ocop_[a-z_]+)`", manual)} - {"ocop_grants"}
        samples = {sample: family.name for family in families() for sample in names_of(family)}
        drawn = {samples[name] for panel in PANELS for name in re.findall(r"\bocop_\w+", expressions(panel))}
        assert measured == named
        assert measured == drawn

    @pytest.mark.parametrize("board", BOARDS, ids=lambda board: board["uid"])
    def test_choose_by_service_and_offices_and_say_their_time(self, board: dict[str, Any]) -> None:
        assert (board["timezone"], "UTC+7" in board["description"]) == ("Asia/Ho_Chi_Minh", True)
        assert [one["name"] for one in board["templating"]["list"]] == ["service", "office", "instance", "site"]
        for panel in panels_of(board):
            for target in panel["targets"]:
                chosen = re.findall(r"\bocop_\w+(\{[^}]*\})?", target["expr"])
                assert all("$instance" in one or "$service" in one for one in chosen) or "ocop_lag_" in target["expr"]

    @pytest.mark.parametrize("board", BOARDS, ids=lambda board: board["uid"])
    def test_have_titles_in_both_languages_and_lead_to_runbook_and_queues(self, board: dict[str, Any]) -> None:
        assert {link.get("url") for link in board["links"]} >= {"${site}/runbook/vi", "${site}/registry/queues"}
        for panel in panels_of(board):
            assert " · " in panel["title"]
            for link in panel["links"]:
                where = link["url"].removeprefix("${site}")
                if where.startswith("/runbook/"):
                    assert where.partition("#")[2] in {rule["alert"].lower() for rule in RULES}
                else:
                    service, _, path = where.removeprefix("/").partition("/")
                    assert f"/{path}" in addresses(service), where

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
    def test_show_each_alert_with_the_number_at_which_it_rings(self, rule: dict[str, Any]) -> None:
        leads = f"#{rule['alert'].lower()}"
        linked = [panel for panel in PANELS if any(leads in link["url"] for link in panel["links"])]
        assert linked
        bounds = {float(number) or 1.0 for number in re.findall(r"> ([\d.]+)", rule["expr"])}
        if bounds:
            reds = {
                step["value"] for panel in linked for step in panel["fieldConfig"]["defaults"]["thresholds"]["steps"]
            }
            assert bounds & reds, (bounds, reds)


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


def panels_of(board: dict[str, Any]) -> list[dict[str, Any]]:
    """The panels of a board, without the headings of its rows."""
    return [panel for panel in board["panels"] if panel["type"] != "row"]


def expressions(panel: dict[str, Any]) -> str:
    """What a panel asks Prometheus."""
    return " ".join(target["expr"] for target in panel["targets"])


@functools.cache
def families() -> tuple[Any, ...]:
    """Every metric family of ours: of the four services as they are built, and of who measures the lag."""
    found: dict[str, Any] = {}
    registries = [Watch(Lag((), {})).registry]
    for name in SERVICES:
        service = services.build(name, development_settings(session_secret="x" * 32))
        registries.append(service.metrics.registry)
        service.database.close()
    for registry in registries:
        found |= {family.name: family for family in registry.collect()}
    return tuple(found.values())


@functools.cache
def addresses(name: str) -> frozenset[str]:
    """The addresses of a service that answer GET and have no part of their own."""
    service = services.build(name, development_settings(session_secret="x" * 32))
    routes = app_of(service).routes
    service.database.close()
    return frozenset(
        str(getattr(route, "path", ""))
        for route in iter_route_contexts(routes)
        if "GET" in (getattr(route, "methods", None) or ())
    )


def names_of(family: Any) -> set[str]:
    """The sample names a metric family gives to Prometheus."""
    suffixes = {"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"]}.get(family.type, [""])
    return {family.name + suffix for suffix in suffixes}
