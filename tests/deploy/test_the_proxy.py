"""The proxy's file as Caddy itself reads it: what it passes on, what it closes, how it speaks (run where there is Caddy)."""

from __future__ import annotations

import http.server
import os
import re
import shutil
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from estate.commands.secrets import SERVICES, make
from estate.processes.children import Child, free_port, wait_until_listening

CADDYFILE = (Path(__file__).parents[2] / "deploy/proxy/Caddyfile").read_text()


class TestItsFile:
    def test_closes_before_it_passes_on(self) -> None:
        """Outside `route` Caddy tries every `handle` before any `respond`, whatever their order in the file."""
        inside = CADDYFILE[CADDYFILE.index("route {") :]
        assert inside.index("respond @administration 404") < inside.index("handle_path")
        assert inside.index("respond @inside 404") < inside.index("handle_path")

    def test_speaks_tls_tells_browsers_to_stay_with_it_and_to_keycloak_too(self) -> None:
        assert "tls /run/secrets/PROXY_CERTIFICATE /run/secrets/PROXY_KEY" in CADDYFILE
        assert re.search(r'Strict-Transport-Security "max-age=31536000', CADDYFILE)
        assert "reverse_proxy https://keycloak:8443" in CADDYFILE
        assert "tls_insecure_skip_verify" not in CADDYFILE

    def test_sends_who_comes_without_tls_to_the_public_address(self) -> None:
        plain = CADDYFILE[CADDYFILE.index("http://:8080") :]
        assert re.sub(r"\s+", " ", plain).strip() == "http://:8080 { redir {$OCOP_PUBLIC_URL}{uri} 308 }"


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers every request with the path and host it came with."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Server", "behind")
        self.end_headers()
        self.wfile.write(f"{self.path} {self.headers['Host']} {self.headers['X-Forwarded-Host']}".encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


def behind(tls: ssl.SSLContext | None = None) -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, int]]:
    caddy = shutil.which("caddy")
    if not caddy:
        pytest.skip("there is no Caddy on this machine")
    home = tmp_path_factory.mktemp("proxy")
    list(make(home / "secrets", "https://localhost", "localhost"))
    certificates = home / "secrets" / "tls"
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificates / "keycloak.pem", certificates / "keycloak.key")
    plain, keycloak = behind(), behind(tls)
    secure, bare = free_port(), free_port()
    announced = CADDYFILE.replace(":8443 {\n\ttls", f":{secure} {{\n\ttls").replace("http://:8080", f"http://:{bare}")
    announced = re.sub(rf"\b({'|'.join(SERVICES)}):\d+", f"127.0.0.1:{plain.server_address[1]}", announced)
    announced = announced.replace("https://keycloak:8443", f"https://127.0.0.1:{keycloak.server_address[1]}")
    for name, file in (("PROXY_CERTIFICATE", "proxy.pem"), ("PROXY_KEY", "proxy.key"), ("OCOP_CA", "ca.pem")):
        announced = announced.replace(f"/run/secrets/{name}", str(certificates / file))
    announced = announced.replace("/srv/runbook", str(Path(__file__).parents[2] / "docs/runbook"))
    (home / "Caddyfile").write_text(announced)
    environment = {"OCOP_PUBLIC_URL": "https://ocop.example.vn", "HOME": str(home), "XDG_DATA_HOME": str(home)}
    command = [caddy, "run", "--adapter", "caddyfile", "--config", str(home / "Caddyfile")]
    child = Child("caddy", command, home / "caddy.log", {**os.environ, **environment})
    child.start()
    wait_until_listening(secure, child)
    trust = ssl.create_default_context(cafile=str(certificates / "ca.pem"))
    with httpx.Client(base_url=f"https://localhost:{secure}", verify=trust, timeout=10) as client:
        yield client, bare
    child.stop()
    for server in (plain, keycloak):
        server.shutdown()


class TestTheProxy:
    @pytest.mark.parametrize(
        "path",
        [
            "/identity/admin",
            "/identity/admin/",
            "/identity/admin/master/console/",
            "/identity/ADMIN/realms",
            "/identity/realms/master",
            "/identity/realms/master/protocol/openid-connect/auth",
            "/identity/realms/%6daster/account",
            "/identity//admin/realms",
            "/identity/realms//master/x",
            "/identity/realms/ocop/../master/x",
            "/identity/realms/ocop/..%2fmaster/x",
            "/identity/realms/master;a=b/x",
            "/identity/admin;a/x",
            "/identity/metrics",
            "/identity/health/ready",
            "/registry/metrics",
            "/registry/readyz",
            "/reporting//readyz",
            "/prometheus/",
            "/grafana/login",
            "/nothing",
            "/runbook/",
            "/runbook/page.html",
            "/runbook/../proxy/Caddyfile",
        ],
    )
    def test_does_not_pass_on(self, proxy: tuple[httpx.Client, int], path: str) -> None:
        client, _ = proxy
        answer = client.send(client.build_request("GET", httpx.URL(client.base_url, raw_path=path.encode())))
        assert answer.status_code == 404, answer.text

    @pytest.mark.parametrize(
        ("path", "passed"),
        [
            ("/registry/dossiers/?a=1", "/dossiers/?a=1"),
            ("/reporting/", "/"),
            ("/registry/livez", "/livez"),
            (
                "/identity/realms/ocop/protocol/openid-connect/auth?x=1",
                "/identity/realms/ocop/protocol/openid-connect/auth?x=1",
            ),
            ("/identity/resources/x/login.css", "/identity/resources/x/login.css"),
            ("/.well-known/security.txt", "/.well-known/security.txt"),
        ],
    )
    def test_passes_on_over_tls_and_says_to_stay_with_it(
        self, proxy: tuple[httpx.Client, int], path: str, passed: str
    ) -> None:
        answer = proxy[0].get(path)
        assert answer.status_code == 200
        assert answer.text.split(" ")[0] == passed
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
        assert "server" not in answer.headers

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_shows_the_runbook_by_itself_with_the_anchor_an_alert_names(
        self, proxy: tuple[httpx.Client, int], language: str
    ) -> None:
        answer = proxy[0].get(f"/runbook/{language}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert f'<html lang="{language}">' in answer.text
        assert 'id="serviceaway"' in answer.text

    def test_sends_who_comes_in_the_clear_to_the_public_address_only(self, proxy: tuple[httpx.Client, int]) -> None:
        answer = httpx.get(f"http://127.0.0.1:{proxy[1]}/registry/x?y=1", headers={"Host": "evil.example"})
        assert (answer.status_code, answer.headers["location"]) == (308, "https://ocop.example.vn/registry/x?y=1")

    def test_believes_no_strangers_forwarded_headers(self, proxy: tuple[httpx.Client, int]) -> None:
        answer = proxy[0].get("/registry/x", headers={"X-Forwarded-Host": "evil.example"})
        assert "evil" not in answer.text
