"""Role x office x object at every JSON endpoint; versions, keys and bad input."""

from __future__ import annotations

from typing import Any

import pytest

from kit.identity import Principal
from tests.notifications.notifications_facts import COMMUNE, NEIGHBOUR, case_received, certified, known
from tests.notifications.notifications_harness import (
    FOREIGN,
    HOA,
    HUONG,
    MEMBER,
    MINH,
    NEIGHBOURS_OFFICER,
    OTHER,
    VAN,
    PostOffice,
)

CONTACTS = {"contacts": [{"name": "Trần Văn Minh", "email": "minh@xa.example"}]}
SIGHT = [
    (HUONG, {"producer:p-1"}),
    (MINH, {"producer:p-1", f"office:{COMMUNE}"}),
    (HOA, {"producer:p-1", f"office:{COMMUNE}", "office:33"}),
    (OTHER, set()),
    (NEIGHBOURS_OFFICER, set()),
    (FOREIGN, set()),
    (VAN, set()),
    (MEMBER, set()),
]


@pytest.fixture
async def announced(office: PostOffice) -> PostOffice:
    """The producer, the commune and the province were told something."""
    for path in ("33", COMMUNE):
        await office.hold(path, f"officer@{path.replace('/', '-')}.example")
    await office.consume(known())
    await office.consume(certified())
    await office.consume(case_received())
    return office


class TestAMessage:
    @pytest.mark.parametrize(("who", "sees"), SIGHT, ids=[who.id for who, _ in SIGHT])
    async def test_is_seen_by_whom_it_concerns_and_absent_to_all_others(
        self, announced: PostOffice, who: Principal, sees: set[str]
    ) -> None:
        listed = (await announced.read(who, "/api/messages"))["items"]
        assert {f"{row['to']['kind']}:{row['to']['id']}" for row in listed} == sees
        for one in await announced.messages():
            seen = one.told_key.split("#")[0] in sees
            await announced.read(who, f"/api/messages/{one.id}", 200 if seen else 404)
            assert (one.id in {row["id"] for row in listed}) is seen

    async def test_needs_a_sign_in(self, announced: PostOffice) -> None:
        for path in ("/api/messages", "/api/unreached", "/api/offices", f"/api/offices/{COMMUNE}", "/api/templates"):
            await announced.read(None, path, 401)

    async def test_may_be_sought_by_state_and_by_what_it_is_about(self, announced: PostOffice) -> None:
        assert len((await announced.read(HOA, "/api/messages?about=c-1"))["items"]) == 2
        assert (await announced.read(HOA, "/api/messages?state=delivered"))["items"] == []
        await announced.read(HOA, "/api/messages?state=lost", 422)

    async def test_comes_in_pages_newest_first(self, announced: PostOffice) -> None:
        seen: list[str] = []
        path = "/api/messages?limit=1"
        while True:
            page = await announced.read(HOA, path)
            seen += [row["id"] for row in page["items"]]
            if page["next"] is None:
                break
            path = f"/api/messages?limit=1&after={page['next']}"
        assert len(seen) == len(set(seen)) == 4

    async def test_is_sent_again_by_officers_of_its_territory_only(self, announced: PostOffice) -> None:
        announced.post.answers = ["RCPT 550 no"] * 9
        await announced.deliver()
        message = await announced.message("producer:p-1")
        path = f"/api/messages/{message.id}"
        await announced.send(HUONG, f"{path}/retry", version=message.version, status=403)
        for who in (OTHER, NEIGHBOURS_OFFICER, FOREIGN, VAN):
            await announced.send(who, f"{path}/retry", version=message.version, status=404)
            await announced.send(who, f"{path}/told-otherwise", {"how": "x"}, version=message.version, status=404)
        await announced.send(MINH, f"{path}/retry", status=428)
        await announced.send(MINH, f"{path}/retry", version=message.version - 1, status=412)
        assert (await announced.read(MINH, path))["may"] != []
        assert (await announced.read(HUONG, path))["may"] == []
        first = await announced.send(MINH, f"{path}/retry", version=message.version, headers={"idempotency-key": "k-1"})
        again = await announced.send(MINH, f"{path}/retry", version=message.version, headers={"idempotency-key": "k-1"})
        assert first == again
        assert (await announced.read(MINH, "/api/unreached"))["items"][0]["to"]["id"] == COMMUNE
        assert (await announced.read(NEIGHBOURS_OFFICER, "/api/unreached"))["items"] == []
        assert (await announced.read(HUONG, "/api/unreached"))["items"] == []


class TestAnOfficesContacts:
    @pytest.mark.parametrize("who", [MINH, HOA, VAN], ids=lambda who: who.id)
    async def test_are_written_by_the_office_the_one_above_and_the_administrator(
        self, office: PostOffice, who: Principal
    ) -> None:
        before = await office.read(who, f"/api/offices/{COMMUNE}")
        assert (before["version"], before["contacts"], before["vi"]) == (0, [], "UBND xã Tân Hưng")
        after = await office.send(who, f"/api/offices/{COMMUNE}", CONTACTS, version=0, method="PUT")
        assert [one["email"] for one in after["contacts"]] == ["minh@xa.example"]
        assert after["changed_by"] == who.name

    @pytest.mark.parametrize("who", [NEIGHBOURS_OFFICER, FOREIGN, HUONG, MEMBER], ids=lambda who: who.id)
    async def test_are_nobody_elses_to_see_or_write(self, office: PostOffice, who: Principal) -> None:
        await office.hold()
        await office.read(who, f"/api/offices/{COMMUNE}", 404)
        await office.send(who, f"/api/offices/{COMMUNE}", CONTACTS, version=1, method="PUT", status=404)
        assert (await office.read(who, "/api/offices"))["items"] == []

    async def test_of_the_province_are_not_the_communes(self, office: PostOffice) -> None:
        await office.read(MINH, "/api/offices/33", 404)

    async def test_of_an_office_that_never_was_are_refused(self, office: PostOffice) -> None:
        refused = await office.read(VAN, "/api/offices/33/99999", 404)
        assert refused["slug"] == "office.unknown"
        await office.read(VAN, "/api/offices/33/330/12265")

    async def test_change_under_guard_of_their_version(self, office: PostOffice) -> None:
        path = f"/api/offices/{COMMUNE}"
        await office.send(MINH, path, CONTACTS, method="PUT", status=428)
        await office.send(MINH, path, CONTACTS, version=0, method="PUT", headers={"idempotency-key": "k-1"})
        await office.send(MINH, path, CONTACTS, version=0, method="PUT", headers={"idempotency-key": "k-1"})
        await office.send(MINH, path, CONTACTS, version=0, method="PUT", status=412)
        reused = await office.send(
            MINH, path, {"contacts": []}, version=0, method="PUT", headers={"idempotency-key": "k-1"}, status=422
        )
        assert reused["slug"] == "idempotency.key-reused"

    async def test_may_be_written_while_news_for_them_arrive(self, office: PostOffice) -> None:
        before = await office.read(MINH, f"/api/offices/{COMMUNE}")
        await office.consume(certified())
        await office.send(MINH, f"/api/offices/{COMMUNE}", CONTACTS, version=before["version"], method="PUT")
        assert (await office.message(f"office:{COMMUNE}")).state == "created"

    async def test_keep_who_they_are_when_the_list_is_written_anew(self, office: PostOffice) -> None:
        first = await office.hold(COMMUNE, "minh@xa.example", "lan@xa.example")
        second = await office.hold(COMMUNE, "LAN@xa.example ", "moi@xa.example")
        ids = {one["email"]: one["id"] for one in first["contacts"]}
        assert second["contacts"][0]["id"] == ids["lan@xa.example"]
        assert second["contacts"][1]["id"] not in ids.values()

    BAD: list[tuple[Any, str]] = [
        ([{"name": " ", "email": "a@b.vn"}], "contact.name-missing"),
        ([{"name": "A", "email": "không phải địa chỉ"}], "contact.address-unusable"),
        ([{"name": "A", "email": "a@b"}], "contact.address-unusable"),
        ([{"name": "A", "email": "a@b.vn\r\nBcc: c@d.vn"}], "request.field-invalid"),
        ([{"name": "A", "email": "a@b.vn"}, {"name": "B", "email": "A@B.VN"}], "contact.address-twice"),
        ([{"name": f"A{n}", "email": f"a{n}@b.vn"} for n in range(21)], "contact.too-many"),
    ]

    @pytest.mark.parametrize(("contacts", "slug"), BAD, ids=[f"{n}-{slug}" for n, (_, slug) in enumerate(BAD)])
    async def test_that_are_unusable_are_refused_with_their_row(
        self, office: PostOffice, contacts: Any, slug: str
    ) -> None:
        answer = await office.send(
            MINH, f"/api/offices/{COMMUNE}", {"contacts": contacts}, version=0, method="PUT", status=422
        )
        assert answer["slug"] == slug
        assert (await office.read(MINH, f"/api/offices/{COMMUNE}"))["contacts"] == []

    async def test_with_several_faults_are_told_all_of_them(self, office: PostOffice) -> None:
        body = {"contacts": [{"name": "", "email": "x"}, {"name": "", "email": "y"}]}
        answer = await office.send(MINH, f"/api/offices/{COMMUNE}", body, version=0, method="PUT", status=422)
        assert len(answer["errors"]) == 4

    async def test_are_listed_by_path_to_who_keeps_them(self, office: PostOffice) -> None:
        for path in (COMMUNE, NEIGHBOUR):
            await office.hold(path)
        await office.consume(certified())
        assert [one["office"] for one in (await office.read(HOA, "/api/offices"))["items"]] == [COMMUNE, NEIGHBOUR]
        assert [one["office"] for one in (await office.read(MINH, "/api/offices"))["items"]] == [COMMUNE]


class TestAProducersWishes:
    async def test_are_its_own(self, office: PostOffice) -> None:
        await office.consume(known())
        for who in (OTHER, MINH, HOA, VAN):
            await office.read(who, "/api/producers/p-1/wishes", 404)
        await office.read(HUONG, "/api/producers/p-1/wishes")


class TestAPreview:
    async def test_shows_the_letter_with_the_values_given(self, office: PostOffice) -> None:
        template = await office.read(HUONG, "/api/templates/case-returned")
        values = {**template["sample"], "product": "Mật ong"}
        shown = await office.send(
            HUONG, "/api/templates/case-returned/preview", {"values": values, "to": "Lan", "language": "en"}
        )
        assert shown["subject"] == "Your dossier needs a supplement: Mật ong"
        assert shown["greeting"] == "Dear Lan,"

    async def test_says_field_by_field_what_is_wrong(self, office: PostOffice) -> None:
        body = {"values": {"product": 7, "colour": "red"}}
        answer = await office.send(HUONG, "/api/templates/case-returned/preview", body, status=422)
        pointers = {error["pointer"] for error in answer["errors"]}
        assert {"/values/product", "/values/colour", "/values/office", "/values/missing"} <= pointers
        await office.send(HUONG, "/api/templates/nothing/preview", {}, status=404)
        await office.send(HUONG, "/api/templates/case-returned/preview", {"values": {}, "typo": 1}, status=422)
