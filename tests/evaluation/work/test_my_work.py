"""A person's work, ordered by deadline and complete: what is due, the next act, search, choices, counts and pages."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import Any

from kit.identity import Principal
from tests.callers import person
from tests.evaluation.evaluation_harness import COMMUNE, FINDINGS, HUONG, OFFICER, SCREENER, STRANGER, Deployment

MANY = 60
OTHER = "33/11998"
NEIGHBOUR = person("neighbour", f"commune-officer@{OTHER}")


async def fill(deployment: Deployment, office: str = COMMUNE, name: str = "Mật ong", *, many: int = MANY) -> date:
    """As many cases of an office as asked for, each due a day after the one before; the first ones overdue. Answers today."""
    raw = deployment.service.database["cases"]
    one = await raw.find_one({})
    assert one is not None
    today = deployment.service.work.reading().today
    rows: list[dict[str, Any]] = []
    for n in range(many):
        due = today + timedelta(days=n - 10)
        product = {**one["dossier"]["product"], "name": f"{name} số {n}"}
        made = {**one["dossier"], "dossier_id": f"{name}-{n}", "number": f"{n}/PĐK-{office}", "product": product}
        period = {**one["period"], "due_on": due.isoformat()}
        own = {"office": office, "dossier": made, "period": period, "due_on": due.isoformat()}
        rows.append({**one, "_id": f"{name}-{(n * 7) % many}", **own})
    await raw.insert_many(rows)
    return today


async def opened(deployment: Deployment, who: Principal, path: str) -> str:
    answer = await deployment.at(who).get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def products(page: str) -> list[str]:
    return re.findall(r"(Mật ong số \d+|Kẹo dừa số \d+|Long nhãn Tân Hưng) – ", page.partition("<table")[2])


def link_to(page: str, text: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*>(?:(?!</a>).)*{text}', page, re.S)
    assert found, text
    return found.group(1)


class TestMyWork:
    async def test_has_what_is_most_overdue_on_top_and_all_of_it(self, province: Deployment, at_commune: str) -> None:
        await fill(province)
        page, seen, pages = await opened(province, SCREENER, "/work"), list[str](), list[str]()
        while True:
            seen += products(page)
            pages += re.findall(r"Trang \d+/\d+", page)
            if "Trang tiếp" not in page:
                break
            page = await opened(province, SCREENER, link_to(page, "Trang tiếp"))
        assert [name for name in seen if name.startswith("Mật")] == [f"Mật ong số {n}" for n in range(MANY)]
        assert len(seen) == MANY + 1
        assert pages == ["Trang 1/3", "Trang 2/3", "Trang 3/3"]
        assert "61 hồ sơ" in page
        page = await opened(province, SCREENER, link_to(page, "Trang trước"))
        assert products(page) == seen[25:50]
        page = await opened(province, SCREENER, link_to(page, "Trang trước"))
        assert products(page) == seen[:25]
        assert "Trang trước" not in page

    async def test_says_the_next_act_and_leads_to_it(self, province: Deployment, at_commune: str) -> None:
        page = await opened(province, SCREENER, "/work")
        case = at_commune.rpartition("/")[2]
        assert link_to(page, "Ghi kết quả thẩm tra") == f"/evaluation/cases/{case}/screening"
        assert re.search(r"\(còn \d+ ngày\)", page)
        screened = {"findings": FINDINGS, "proposes": True}
        await province.send(SCREENER, f"{at_commune}/screening", screened, version="case")
        page = await opened(province, SCREENER, "/work")
        assert link_to(page, "Chuyển cấp trên") == f"/evaluation/cases/{case}/forwarding"
        assert "Ghi kết quả thẩm tra" not in page, "that is done"

    async def test_is_narrowed_to_what_is_overdue_and_counts_it(self, province: Deployment, at_commune: str) -> None:
        await fill(province)
        page = await opened(province, SCREENER, "/work")
        assert "Quá hạn (10)" in page
        assert "Đến hạn trong 7 ngày (8)" in page
        page = await opened(province, SCREENER, link_to(page, r"Quá hạn \(10\)"))
        assert products(page) == [f"Mật ong số {n}" for n in range(10)]
        assert "10 hồ sơ" in page

    async def test_is_searched_without_accents_and_sorted(self, province: Deployment, at_commune: str) -> None:
        await fill(province, many=5)
        assert products(await opened(province, SCREENER, "/work?q=MAT+ong+so+4")) == ["Mật ong số 4"]
        assert products(await opened(province, SCREENER, "/work?q=PDK+33+11977+4&sort=-due")) == ["Mật ong số 4"]
        page = await opened(province, SCREENER, "/work?sort=-due&q=mat")
        assert products(page) == [f"Mật ong số {n}" for n in (4, 3, 2, 1, 0)]
        assert 'aria-sort="descending"' in page
        nothing = await opened(province, SCREENER, "/work?q=zzz")
        assert "Không có dòng nào khớp" in nothing
        assert products(await opened(province, SCREENER, link_to(nothing, "Bỏ tìm và lọc"))) != []

    async def test_and_every_case_are_sorted_by_the_day_that_is_shown(
        self, province: Deployment, at_commune: str
    ) -> None:
        """Inside it is the council's step; to the producer, who is shown none, it orders nothing."""
        today, raw = await fill(province, many=3), province.service.database["cases"]
        day = (today - timedelta(days=20)).isoformat()
        at = {"state": "council", "step_due": {"step": "open", "due_on": day}, "due_on": day}
        await raw.update_one({"dossier.product.name": "Mật ong số 2"}, {"$set": at})
        for who, path, order in (
            (SCREENER, "/work", (2, 0, 1)),
            (SCREENER, "/cases", (2, 0, 1)),
            (HUONG, "/work", (0, 1, 2)),
            (HUONG, "/cases", (0, 1, 2)),
        ):
            page = await opened(province, who, f"{path}?sort=due&q=mat+ong")
            assert products(page) == [f"Mật ong số {n}" for n in order]
            assert (f"{date.fromisoformat(day):%d/%m/%Y}" in page) is (who is SCREENER)

    async def test_has_nothing_of_what_a_person_may_not_see(self, province: Deployment, at_commune: str) -> None:
        await fill(province)
        await fill(province, OTHER, "Kẹo dừa", many=12)
        for page in [await opened(province, SCREENER, path) for path in ("/work", "/work?q=keo+dua", "/cases?q=dua")]:
            assert "Kẹo dừa" not in page
        assert "61 hồ sơ" in await opened(province, SCREENER, "/work")
        assert "12 hồ sơ" in await opened(province, NEIGHBOUR, "/work?q=keo")
        assert products(await opened(province, STRANGER, "/work?q=mat")) == []

    async def test_is_of_ones_own_office_and_with_those_below_when_asked(
        self, province: Deployment, at_commune: str
    ) -> None:
        await fill(province, many=3)
        assert products(await opened(province, OFFICER, "/work")) == []
        assert len(products(await opened(province, OFFICER, "/work?whose=below"))) == 4

    async def test_leads_a_producer_to_what_is_to_be_supplemented(self, province: Deployment, at_commune: str) -> None:
        await province.send(SCREENER, f"{at_commune}/return", {"missing": ["Giấy kiểm nghiệm"]}, version="case")
        page = await opened(province, HUONG, "/work")
        assert link_to(page, "Bổ sung hồ sơ") == "/registry/dossiers/d-1"
