"""The registry's own endpoints: texts in one form, commands done once, versions respected, papers examined, offices kept apart."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar

import pytest

from services.registry.dossiers.evidence_files import files_of
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
            ("dang-ky.pdf", PDF[:150], "application/pdf", "upload.pdf-cut-off"),
            ("dang-ky.pdf", b"%PDF-1.7 %%EOF", "application/pdf", "upload.pdf-broken"),
            ("dang-ky.pdf", b"", "application/pdf", "upload.absent"),
            ("dang-ky.pdf", PDF + b"x" * 25_000_000, "application/pdf", "upload.too-large"),
        ],
        ids=["program", "page", "cut-off", "broken", "empty", "too-large"],
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

    @pytest.mark.parametrize(("language", "said"), [("vi", "Có nội dung cần sửa"), ("en", "There is a problem")])
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


class TestPapersOfTwoDevices:
    def test_added_at_once_all_stay(self, registry: Served) -> None:
        before = a_draft(registry)

        def attach(number: int) -> int:
            with registry.client("producer.huong") as huong:
                return huong.post(
                    f"/api/dossiers/{before['id']}/evidence",
                    files={"file": (f"giay-{number}.pdf", PDF + b"%" * number, "application/pdf")},
                    data={"kind": "business-registration"},
                    headers={"If-Match": f'"{before["version"]}"'},
                ).status_code

        with ThreadPoolExecutor(4) as devices:
            assert list(devices.map(attach, range(1, 5))) == [201] * 4
        names = {paper["name"] for paper in a_draft(registry)["evidence"]}
        assert {f"giay-{number}.pdf" for number in range(1, 5)} <= names

    def test_of_one_form_go_together_and_a_refused_one_is_named(self, registry: Served) -> None:
        draft = a_draft(registry)
        address = f"/dossiers/{draft['id']}/evidence"
        with registry.open(cookies=cookies(registry, "producer.huong")) as huong:
            fields = hidden(huong.get(address).text) | {"kind": "business-registration"}
            files = [
                ("file", ("một.pdf", PDF + b"%1", "application/pdf")),
                ("file", ("hai.pdf", b"MZ\x90\x00 no paper", "application/pdf")),
                ("file", ("ba.pdf", PDF + b"%3", "application/pdf")),
            ]
            assert huong.post(address, data=fields, files=files).status_code == 303
            assert "hai.pdf" in huong.get(address).text  # what became of it
        assert {"một.pdf", "ba.pdf"} <= {paper["name"] for paper in a_draft(registry)["evidence"]}
        assert "hai.pdf" not in {paper["name"] for paper in a_draft(registry)["evidence"]}

    def test_that_would_be_refused_leave_no_bytes_behind(self, registry: Served) -> None:
        draft, store = a_draft(registry), files_of(registry.service)
        with registry.client("producer.huong") as huong:
            answer = huong.post(
                f"/api/dossiers/{draft['id']}/evidence",
                files={"file": ("lạ.pdf", PDF + b"%orphan", "application/pdf")},
                data={"kind": "no-such-kind"},
            )
        assert answer.status_code == 422
        assert not store.place_of(hashlib.sha256(PDF + b"%orphan").hexdigest()).exists()

    def test_are_removed_only_when_it_is_meant(self, registry: Served) -> None:
        draft = a_draft(registry)
        paper = draft["evidence"][-1]
        address = f"/dossiers/{draft['id']}/evidence/{paper['id']}/removal"
        with registry.open(cookies=cookies(registry, "producer.huong")) as huong:
            page = huong.get(f"/dossiers/{draft['id']}/evidence").text
            form = page[page.index(address) : page.index("</form>", page.index(address))]
            fields = hidden("<form " + form)
            asked = huong.post(address, data=fields)
            assert asked.status_code == 200
            assert html.escape(paper["name"]) in asked.text
            assert len(a_draft(registry)["evidence"]) == len(draft["evidence"])
            assert huong.post(address, data=hidden(asked.text)).status_code == 303
        assert paper["id"] not in {one["id"] for one in a_draft(registry)["evidence"]}


class TestALongText:
    def test_is_counted_alike_by_page_and_api_and_never_cut(self, registry: Served) -> None:
        draft = a_draft(registry)
        address, lines = f"/dossiers/{draft['id']}/withdrawal", "dòng\r\n" * 1_200
        with registry.open(cookies=cookies(registry, "producer.huong")) as huong:
            fields = hidden(huong.get(address).text)
            assert "maxlength=" not in re.sub("data-maxlength=", "", huong.get(address).text)
            refused = huong.post(address, data=fields | {"reason": lines})
            assert refused.status_code == 422
            assert refused.text.count("dòng") >= 1_200
        with registry.client("producer.huong") as huong:
            seen = {"If-Match": f'"{draft["version"]}"'}
            address = f"/api/dossiers/{draft['id']}/withdrawal"
            problem(huong.post(address, json={"reason": lines.replace("\r\n", "\n")}, headers=seen), 422)
