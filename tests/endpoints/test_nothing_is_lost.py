"""The registry's own endpoints: texts in one form, commands done once, versions respected, papers examined, offices kept apart."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from tests.endpoints.pages import cookies
from tests.endpoints.seeding import PARTICULARS, PDF
from tests.endpoints.served import Served
from tests.endpoints.test_bad_input import problem

Serve = Callable[[str], Served]
NAME = "HTX Nhãn lồng Phố Hiến"


@pytest.fixture
def registry(served: Serve) -> Served:
    return served("registry")


def a_draft(registry: Served) -> Any:
    with registry.client("producer.huong") as huong:
        drafts = huong.get("/api/dossiers?state=draft").json()["items"]
        return huong.get(f"/api/dossiers/{drafts[0]['id']}").json()


def produce(registry: Served, **more: Any) -> Any:
    """A producer entered by the commune's officer."""
    with registry.client("commune.officer") as officer:
        answer = officer.post("/api/producers", json=PARTICULARS | more)
        assert answer.status_code == 201, answer.text
        return answer.json()


class TestText:
    def test_in_the_other_form_of_vietnamese_is_kept_in_the_one_form(self, registry: Served) -> None:
        made = produce(registry, name=unicodedata.normalize("NFD", NAME))
        assert made["name"] == NAME

    @pytest.mark.parametrize("name", ["{{7*7}} <script>", "$where", "' OR 1=1 --", "😀 OCOP", "a" * 200])
    def test_that_is_hostile_is_text_like_any_other(self, registry: Served, name: str) -> None:
        made = produce(registry, name=name)
        with registry.client("commune.officer") as officer:
            assert officer.get(f"/api/producers/{made['id']}").json()["name"] == name

    def test_longer_than_any_name_is_refused_at_its_field(self, registry: Served) -> None:
        with registry.client("commune.officer") as officer:
            said = problem(officer.post("/api/producers", json=PARTICULARS | {"name": "a" * 5_000}), 422)
        assert said["pointer"] == "/name"


class TestACommandSentAgain:
    def test_under_its_key_is_done_once_and_answered_alike(self, registry: Served) -> None:
        key = {"Idempotency-Key": "doors-1"}
        with registry.client("commune.officer") as officer:
            first = officer.post("/api/producers", json=PARTICULARS | {"name": "HTX Một lần"}, headers=key)
            again = officer.post("/api/producers", json=PARTICULARS | {"name": "HTX Một lần"}, headers=key)
            assert (first.status_code, first.json()) == (again.status_code, again.json())
            other = officer.post("/api/producers", json=PARTICULARS | {"name": "HTX Khác"}, headers=key)
            assert problem(other, 422)["slug"] == "idempotency.key-reused"
        with registry.client("province.officer") as another:
            taken = another.post("/api/producers", json=PARTICULARS | {"name": "HTX Người khác"}, headers=key)
            assert taken.status_code == 201, "a key belongs to its caller"


class TestAChange:
    def test_of_what_somebody_else_changed_is_refused_and_theirs_stays(self, registry: Served) -> None:
        made = produce(registry)
        with registry.client("commune.officer") as officer:
            address = f"/api/producers/{made['id']}"
            seen = {"If-Match": f'"{made["version"]}"'}
            body = PARTICULARS | {"name": "HTX Thứ nhất"}
            assert officer.put(address, json=body, headers=seen).status_code == 200
            late = officer.put(address, json=PARTICULARS | {"name": "HTX Thứ hai"}, headers=seen)
            assert problem(late, 412)["slug"] == "stale"
            assert problem(officer.put(address, json=body), 428)["slug"] == "precondition.missing"
            assert officer.get(address).json()["name"] == "HTX Thứ nhất"

    def test_by_another_office_is_refused_as_if_nothing_were_there(self, registry: Served) -> None:
        made = produce(registry)
        seen = {"If-Match": f'"{made["version"]}"'}
        for who in ("commune.officer.2023", "district.officer", "producer.chau"):
            with registry.client(who) as stranger:
                absent = problem(stranger.get("/api/producers/nothing"), 404)
                hidden = problem(stranger.get(f"/api/producers/{made['id']}"), 404)
                assert absent["detail_vi"] == hidden["detail_vi"]
                problem(stranger.put(f"/api/producers/{made['id']}", json=PARTICULARS, headers=seen), 404)


class TestAPaper:
    @pytest.mark.parametrize(
        ("name", "content", "kind", "slug"),
        [
            ("dang-ky.pdf", b"MZ\x90\x00" + b"\x00" * 100, "application/pdf", "upload.kind-refused"),
            ("dang-ky.pdf", b"<html><script>alert(1)</script></html>", "application/pdf", "upload.kind-refused"),
            ("dang-ky.exe", PDF, "application/pdf", "upload.renamed"),
            ("dang-ky.jpg", PDF, "image/jpeg", "upload.renamed"),
            ("dang-ky.pdf", b"", "application/pdf", "upload.absent"),
            ("dang-ky.pdf", PDF + b"x" * 25_000_000, "application/pdf", "upload.too-large"),
        ],
        ids=["program", "page", "other-ending", "other-kind", "empty", "too-large"],
    )
    def test_that_is_not_what_it_says_is_refused(
        self, registry: Served, name: str, content: bytes, kind: str, slug: str
    ) -> None:
        draft = a_draft(registry)
        with registry.client("producer.huong") as huong:
            answer = huong.post(
                f"/api/dossiers/{draft['id']}/evidence",
                files={"file": (name, content, kind)},
                data={"kind": "business-registration"},
                headers={"If-Match": f'"{draft["version"]}"'},
            )
        assert problem(answer, 413, 415, 422)["slug"] == slug
        assert a_draft(registry)["evidence"] == draft["evidence"]

    def test_of_a_dangerous_name_is_kept_under_a_harmless_one(self, registry: Served) -> None:
        draft = a_draft(registry)
        with registry.client("producer.huong") as huong:
            kept = huong.post(
                f"/api/dossiers/{draft['id']}/evidence",
                files={"file": ("..\\..\\Giấy‮phép.pdf", PDF, "application/pdf")},
                data={"kind": "business-registration"},
                headers={"If-Match": f'"{draft["version"]}"'},
            )
        assert kept.status_code == 201, kept.text
        assert "Giấyphép.pdf" in [paper["name"] for paper in kept.json()["evidence"]]


class TestAForm:
    FIELDS: ClassVar = {
        "name": "HTX Gửi hai lần",
        "kind": "cooperative",
        "place": "Xã Tân Hưng",
        "representative-name": "Trần Văn Một",
        "language": "vi",
    }

    def test_sent_twice_makes_one_thing_and_loses_nothing(self, registry: Served) -> None:
        with registry.open(cookies=cookies(registry, "commune.officer")) as officer:
            form = officer.get("/producers/new").text
            fields = hidden(form) | self.FIELDS
            first = officer.post("/producers/new", data=fields)
            again = officer.post("/producers/new", data=fields)
        assert (first.status_code, again.status_code) == (303, 303), first.text[:2_000]
        assert first.headers["location"] == again.headers["location"]
        assert self.named("HTX Gửi hai lần", registry) == 1

    @pytest.mark.parametrize(("language", "said"), [("vi", "Cần xem lại"), ("en", "There is a problem")])
    def test_refused_is_shown_again_with_what_was_written(self, registry: Served, language: str, said: str) -> None:
        with registry.open(cookies=cookies(registry, "commune.officer") | {"ocop_language": language}) as officer:
            form = officer.get("/producers/new").text
            answer = officer.post("/producers/new", data=hidden(form) | self.FIELDS | {"kind": "nonsense"})
        assert answer.status_code == 422
        assert said in answer.text
        assert "HTX Gửi hai lần" in answer.text

    def named(self, name: str, registry: Served) -> int:
        async def count() -> int:
            return int(await registry.service.database["producers"].count_documents({"name": name}))

        return registry.run(count())


def hidden(form: str) -> dict[str, str]:
    """The hidden fields of the last form on a page."""
    assert "<form" in form, form[:600]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[form.rindex("<form") :])
    return {name: html.unescape(value) for name, value in found}
