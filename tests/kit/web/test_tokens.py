"""What makes a token count, one reason at a time, against an issuer whose keys we hold."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from kit.refusal import Refusal
from kit.settings import development_settings
from kit.web import tokens
from kit.web.claims import Misread, Seen, misread, principal_of
from kit.web.key_set import readable
from kit.web.tokens import Issuer


class Provider:
    """Serves its metadata and its keys, and counts how often they are asked for."""

    def __init__(self) -> None:
        self.keys = [RSAKey.generate_key(2048, {"kid": "first"})]
        self.asked = 0
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.asked += self.path == "/jwks"
                metadata = {"issuer": provider.issuer, "jwks_uri": f"{provider.issuer}/jwks"}
                answer = KeySet(provider.keys).as_dict(private=False) if self.path == "/jwks" else metadata
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def sign(self, key: int = 0, header: dict[str, str] | None = None, **changed: object) -> str:
        claims = {"iss": self.issuer, "aud": ["account", "ocop"], "sub": "u-1", "exp": int(time.time()) + 60, **changed}
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": self.keys[key].kid} | (header or {}), claims, self.keys[key])


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def issuer(provider: Provider) -> Issuer:
    return Issuer(development_settings(oidc_issuer=provider.issuer + "/", oidc_audience="ocop"))


class TestAToken:
    async def test_counts_when_all_is_right(self, provider: Provider, issuer: Issuer) -> None:
        principal = await issuer.principal(provider.sign(name="An", ocop_grants=["operator@vn"]))
        assert (principal.id, principal.name, principal.holds("operator", "vn")) == ("u-1", "An", True)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"exp": int(time.time()) - 3600},
            {"exp": None},
            {"nbf": int(time.time()) + 3600},
            {"iss": "https://elsewhere.example"},
            {"iss": None},
            {"aud": "another"},
            {"aud": None},
            {"sub": None},
            {"typ": "ID", "azp": "another", "aud": ["another"]},
        ],
    )
    async def test_does_not_count_when_one_thing_is_wrong(
        self, provider: Provider, issuer: Issuer, wrong: dict[str, object]
    ) -> None:
        with pytest.raises(Refusal) as refused:
            await issuer.principal(provider.sign(**wrong))
        assert refused.value.slug == "token.refused"

    async def test_of_an_unknown_key_makes_one_question_however_many_come(
        self, provider: Provider, issuer: Issuer
    ) -> None:
        sent = [provider.sign(header={"kid": f"unknown-{n}"}) for n in range(20)]
        answers = await asyncio.gather(*(issuer.principal(token) for token in sent), return_exceptions=True)
        assert {type(answer).__name__ for answer in answers} == {"TokenRefused"}
        assert provider.asked == 1

    async def test_is_not_asked_about_again_at_once_where_nobody_answers(self) -> None:
        issuer = Issuer(development_settings(oidc_issuer="http://127.0.0.1:9"))
        away, get = list[str](), issuer.fetch

        async def counted(url: str) -> dict[str, object]:
            away.append(url)
            return await get(url)

        issuer.fetch = counted  # type: ignore[method-assign]
        for _ in range(5):
            with pytest.raises(Refusal) as refused:
                await issuer.principal("a.b.c")
            assert refused.value.slug == "sign-in.provider-away"
        assert len(away) == 1

    async def test_with_a_name_of_piled_marks_does_not_count(self, provider: Provider, issuer: Issuer) -> None:
        with pytest.raises(Refusal) as refused:
            await issuer.principal(provider.sign(name="a" + "\u0316" * 100))
        assert refused.value.slug == "token.refused"

    async def test_of_another_sign_in_does_not_count(self, provider: Provider, issuer: Issuer) -> None:
        token = provider.sign(nonce="this")
        assert (await issuer.claims(token, "ocop", "this"))["sub"] == "u-1"
        for nonce in ("that", ""):
            with pytest.raises(Refusal):
                await issuer.claims(token, "ocop", nonce)


class TestATokenOfAnotherKind:
    """The client's id is the audience here: only what an ID token says of itself tells it from an access token."""

    @pytest.mark.parametrize(
        ("header", "claims"),
        [
            ({}, {"nonce": "n"}),
            ({}, {"at_hash": "h"}),
            ({}, {"c_hash": "h"}),
            ({}, {"typ": "ID"}),
            ({"typ": "JWT"}, {"typ": "ID"}),
        ],
    )
    async def test_for_signing_in_is_no_access_token_and_is_told_so(
        self, provider: Provider, issuer: Issuer, header: dict[str, str], claims: dict[str, object]
    ) -> None:
        token = provider.sign(header=header, aud="ocop", **claims)
        with pytest.raises(Refusal) as refused:
            await issuer.principal(token)
        assert "mã định danh (ID token)" in refused.value.say("vi")
        assert "it is an ID token" in refused.value.say("en")
        assert (await issuer.claims(token, "ocop"))["sub"] == "u-1"  # signing in takes it

    @pytest.mark.parametrize(
        ("header", "claims"),
        [({"typ": "logout+jwt"}, {}), ({"typ": "dpop+jwt"}, {}), ({}, {"typ": "Refresh"}), ({}, {"typ": "Logout"})],
    )
    async def test_is_no_access_token(
        self, provider: Provider, issuer: Issuer, header: dict[str, str], claims: dict[str, object]
    ) -> None:
        with pytest.raises(Refusal) as refused:
            await issuer.principal(provider.sign(header=header, **claims))
        assert refused.value.slug == "token.refused"

    @pytest.mark.parametrize("typ", ["at+jwt", "application/at+jwt", "AT+JWT", "JWT"])
    async def test_is_none_when_it_says_that_it_gives_access(
        self, provider: Provider, issuer: Issuer, typ: str
    ) -> None:
        assert (await issuer.principal(provider.sign(header={"typ": typ}, typ="Bearer"))).id == "u-1"


class TestTheReason:
    @pytest.mark.parametrize(
        ("changed", "vi", "en"),
        [
            ({"exp": int(time.time()) - 3600}, "mã đã hết hạn", "it has expired"),
            ({"exp": None}, "thiếu thông tin «exp»", "it has no “exp” claim"),
            ({"nbf": int(time.time()) + 3600}, "chưa đến lúc có hiệu lực", "not valid yet"),
            ({"iss": "https://elsewhere.example"}, "máy chủ đăng nhập khác cấp", "another sign-in server"),
            ({"aud": "another"}, "cấp cho hệ thống khác", "for another system"),
        ],
    )
    async def test_is_said_in_both_languages(
        self, provider: Provider, issuer: Issuer, changed: dict[str, object], vi: str, en: str
    ) -> None:
        await self.is_said(issuer, provider.sign(**changed), vi, en)

    @pytest.mark.parametrize("nonsense", ["nonsense", "..", "a.b.c", "", "x" * 20_000, "Thẻ"])
    async def test_of_nonsense_is_that_nobody_can_read_it(self, issuer: Issuer, nonsense: str) -> None:
        await self.is_said(issuer, nonsense, "không đọc được như một mã JWT", "cannot be read as a JWT")

    async def test_of_a_forgery_is_that_it_is_not_the_providers(self, provider: Provider, issuer: Issuer) -> None:
        claims = {"iss": provider.issuer, "aud": "ocop", "sub": "u-1", "exp": int(time.time()) + 60}
        for kid in ("first", "nobody's"):
            forged = jwt.encode({"alg": "RS256", "kid": kid}, claims, RSAKey.generate_key(2048))
            await self.is_said(issuer, forged, "chữ ký không phải của máy chủ", "not signed by the sign-in server")

    async def is_said(self, issuer: Issuer, token: str, vi: str, en: str) -> None:
        with pytest.raises(Refusal) as refused:
            await issuer.principal(token)
        assert vi in refused.value.say("vi")
        assert en in refused.value.say("en")
        assert "Error" not in refused.value.say("en")


class TestTheKeys:
    async def test_are_asked_for_once(self, provider: Provider, issuer: Issuer) -> None:
        for _ in range(5):
            await issuer.principal(provider.sign())
        assert provider.asked == 1

    async def test_are_asked_for_again_when_a_new_one_signs(
        self, provider: Provider, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await issuer.principal(provider.sign())
        provider.keys.append(RSAKey.generate_key(2048, {"kid": "second"}))
        monkeypatch.setattr(tokens, "AGAIN_SECONDS", 0)
        assert (await issuer.principal(provider.sign(key=1))).id == "u-1"
        assert provider.asked == 2

    async def test_are_not_asked_for_at_every_nonsense(self, provider: Provider, issuer: Issuer) -> None:
        await issuer.principal(provider.sign())
        stranger = RSAKey.generate_key(2048, {"kid": "nobody's"})
        claims = {"iss": provider.issuer, "aud": "ocop", "sub": "u-1", "exp": int(time.time()) + 60}
        for _ in range(5):
            with pytest.raises(Refusal):
                await issuer.principal(jwt.encode({"alg": "RS256", "kid": "nobody's"}, claims, stranger))
        assert provider.asked == 1


class TestThePrincipal:
    def test_of_a_service_account_is_a_service(self) -> None:
        assert principal_of({"sub": "a", "ocop_kind": "service"}).kind == "service"
        assert principal_of({"sub": "a", "preferred_username": "service-account-lab"}).kind == "service"
        assert principal_of({"sub": "a", "name": "An"}).kind == "person"

    @pytest.mark.parametrize("grants", ["operator@vn,member@33", ["operator@vn", "member@33", "nonsense", 3, None]])
    def test_has_the_grants_that_can_be_read(self, grants: object) -> None:
        principal = principal_of({"sub": "a", "ocop_grants": grants})
        assert [str(grant) for grant in principal.grants] == ["operator@vn", "member@33"]

    @pytest.mark.parametrize("grants", [None, 7, {"operator": "vn"}])
    def test_has_none_when_there_are_none(self, grants: object) -> None:
        assert principal_of({"sub": "a", "ocop_grants": grants}).grants == ()

    def test_has_a_name_of_one_line_without_what_no_eye_can_see(self) -> None:
        name = "An\u202e\n\x00\x1b[31m Bi\u0300nh\u200b\ud800"
        principal = principal_of({"sub": "a", "name": name, "email": "a@x.vn\r\nBcc: b@x.vn"})
        assert (principal.name, principal.email) == ("An [31m Bình", "")
        assert principal_of({"sub": "a", "name": "\u200b\x07"}).name == "a"

    @pytest.mark.parametrize("id", ["", "a\n", " a", "a\u200b", "\u202ea", "a\x00", "a\ud800", "a" * 256])
    def test_has_no_id_that_could_pass_for_another(self, id: str) -> None:
        with pytest.raises(Refusal) as refused:
            principal_of({"sub": id})
        assert "(sub)" in refused.value.say("vi")


class TestAGrantNotUnderstood:
    @pytest.mark.parametrize(
        ("grant", "en"),
        [
            ("/registry/33", "written role@office"),
            ("member@/33/330", "neither begins nor ends with"),
            ("member@33/", "neither begins nor ends with"),
            ("producer@01990000-ABCD-7000-8000-000000000001", "small letters"),
            ("Operator@vn", "small letters"),
            ("member@33//1", "characters that no"),
            ("member@33\u202e", "characters that no"),
            ("mem ber@33", "characters that no"),
            ("a@" + "3" * 300, "written role@office"),
        ],
    )
    def test_gives_nothing_and_says_why(self, grant: str, en: str) -> None:
        claims = {"sub": "a", "ocop_grants": ["operator@vn", grant]}
        assert [str(one) for one in principal_of(claims).grants] == ["operator@vn"]
        (unread,) = misread(claims)
        assert en in unread.why[1]
        assert unread.grant.isprintable()

    def test_is_logged_once_and_at_every_tenfold(self) -> None:
        announced: list[dict[str, object]] = []
        seen = Seen(most=3, warn=lambda _, **said: announced.append(said))
        one = Misread("member@/33", ("", "why"))
        for _ in range(150):
            seen.note("https://i", one)
        assert [said["times"] for said in announced] == [1, 10, 100]
        for number in range(1000):
            seen.note("https://i", Misread(f"x{number}", ("", "")))
        assert len(seen) == 3


class TestAKeySet:
    async def test_with_a_key_of_a_kind_nobody_knows_is_read_without_it(
        self, provider: Provider, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        strange = [
            {"kty": "EC", "crv": "P-1024", "x": "AA", "y": "AA", "kid": "curve"},
            {"kty": "OKP", "crv": "Ed9", "x": "AA", "kid": "edwards"},
            {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA", "kid": "lattice"},
            {"kid": "nothing"},
            "no key at all",
        ]
        document = {"keys": [*strange, *KeySet(provider.keys).as_dict(private=False)["keys"]]}
        monkeypatch.setattr(issuer, "fetch", get_of(issuer.fetch, document))
        assert (await issuer.principal(provider.sign())).id == "u-1"
        assert [key.kid for key in readable(document).keys] == ["first"]

    @pytest.mark.parametrize("document", [{}, {"keys": None}, {"keys": "x"}, {"keys": []}])
    def test_of_another_form_has_no_keys(self, document: dict[str, object]) -> None:
        assert readable(document).keys == []


def get_of(real: Any, keys: dict[str, object]) -> Any:
    async def get(url: str) -> dict[str, object]:
        return keys if url.endswith("/jwks") else await real(url)

    return get
