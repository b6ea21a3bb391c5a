"""The printed certificate: everything that must be on it is, and a dead one says so across the sheet."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import typst
from pypdf import PdfReader

from programme.places import Where
from services.registry.certificates import paper
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State

ADDRESS = "https://ocop.example/registry/products/33-11977-1-2026"


def certificate(**changes: object) -> Certificate:
    where = Where(code="11977", path="33/11977", name="Xã Tân Hưng", province_name="Tỉnh Hưng Yên", on=date(2026, 8, 3))
    made = Certificate(
        id="c-1",
        product_id="s-1",
        product_name="Mật ong #hoa nhãn* $x$ “Phố Hiến”",
        set_no=4,
        producer_id="p-1",
        producer_name="HTX Nhãn lồng Tân Hưng",
        producer_kind="cooperative",
        place=where,
        product_code="33-11977-1-2026",
        star=4,
        decision_number="12/QĐ-UBND",
        decided_on=date(2026, 8, 3),
        authority="Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên",
        rulebook_id="R26",
        valid_from=date(2026, 8, 3),
        valid_until=date(2029, 8, 3),
        dossier_id="d-1",
        ruling_id="r-1",
    )
    return made.model_copy(update=changes)


class TestThePaper:
    def test_is_a_pdf_of_one_page(self) -> None:
        made = paper.pdf(certificate(), address=ADDRESS, on=date(2026, 8, 3))
        assert made.startswith(b"%PDF-")
        assert made.count(b"/Type /Page\n") + made.count(b"/Type/Page\n") <= 1
        assert len(made) < 300_000

    @pytest.mark.parametrize("product", ["Long nhãn sấy dẻo (hộp 500 g) " * 10, "Nhãn" * 75, "Лонган " * 42])
    def test_of_the_longest_names_stays_on_its_page_with_the_signature(self, product: str) -> None:
        long = certificate(
            product_name=product[:300].strip(),
            producer_name=("Hợp tác xã Nông nghiệp và Dịch vụ tổng hợp chế biến nhãn lồng " * 5)[:300],
            signed_as=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            signed_by="Nguyễn Văn Hòa",
        )
        filled = paper.inputs(long, address=ADDRESS, on=date(2026, 8, 3))
        pages = typst.compile(paper.template(), format="png", ppi=20, sys_inputs=filled)
        assert isinstance(pages, bytes)  # several pages come as a list
        assert "Nguyễn Văn Hòa" in typst.query(paper.template(), "<signature>", sys_inputs=filled)

    @pytest.mark.parametrize(
        ("script", "name"),
        [("ZCOOLXiaoWei", "龙眼干"), ("NanumMyeongjo", "용안 말랭이"), ("NotoSansThai", "ลำไยอบแห้ง")],
    )
    def test_prints_a_name_in_another_script_in_a_font_that_has_its_letters(self, script: str, name: str) -> None:
        made = paper.pdf(certificate(product_name=f"Long nhãn {name}"), address=ADDRESS, on=date(2026, 8, 3))
        [page] = PdfReader(BytesIO(made)).pages
        fonts = [str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()]
        assert [font for font in fonts if script in font], fonts

    @pytest.mark.parametrize(
        ("where", "said"),
        [
            ("<title>", ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN", "GIẤY CHỨNG NHẬN", "★★★★"]),
            (
                "<facts>",
                [
                    "Mật ong #hoa nhãn* $x$ “Phố Hiến”",  # as it is: nothing in a name is markup
                    "HTX Nhãn lồng Tân Hưng",
                    "Xã Tân Hưng, Tỉnh Hưng Yên",
                    "33-11977-1-2026",
                    "12/QĐ-UBND",
                    "03/08/2026",
                    "03/08/2029",
                ],
            ),
        ],
    )
    def test_says_everything_that_was_decided(self, where: str, said: list[str]) -> None:
        filled = paper.inputs(certificate(), address=ADDRESS, on=date(2026, 8, 3))
        found = typst.query(paper.template(), where, sys_inputs=filled).replace('\\"', '"')
        assert [text for text in said if text not in found and text.lower() not in found.lower()] == []

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({}, ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN"]),
            (
                {"authority": "Chủ tịch UBND cấp tỉnh", "office": "33"},
                ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN"],
            ),
            ({"authority": "UBND cấp huyện", "office": "33/330", "decided_on": date(2023, 7, 1)}, ["HUYỆN KHOÁI CHÂU"]),
            (
                {
                    "signed_as": ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
                    "signed_by": "Nguyễn #Hùng* Nam",
                },
                ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn #Hùng* Nam"],
            ),
        ],
    )
    def test_is_signed_as_the_decision_was(self, changes: dict[str, object], said: list[str]) -> None:
        filled = paper.inputs(certificate(**changes), address=ADDRESS, on=date(2026, 8, 3))
        found = typst.query(paper.template(), "<signature>", sys_inputs=filled)
        assert [text for text in said if text not in found] == []

    @pytest.mark.parametrize(
        ("changes", "on", "dead"),
        [
            ({}, date(2029, 8, 3), ""),
            ({}, date(2029, 8, 4), "HẾT HIỆU LỰC"),
            ({"state": State.REVOKED}, date(2026, 9, 1), "ĐÃ THU HỒI"),
            ({"state": State.SUPERSEDED}, date(2026, 9, 1), "ĐÃ ĐƯỢC THAY THẾ"),
        ],
    )
    def test_says_across_the_sheet_when_it_no_longer_holds(
        self, changes: dict[str, object], on: date, dead: str
    ) -> None:
        filled = paper.inputs(certificate(**changes), address=ADDRESS, on=on)
        assert f'"dead": "{dead}"' in filled["told"]
        assert typst.compile(paper.template(), format="pdf", sys_inputs=filled).startswith(b"%PDF-")

    def test_carries_a_code_that_leads_to_the_public_page(self) -> None:
        assert paper.qr_svg(ADDRESS).startswith(b"<?xml")
        assert paper.qr_svg(ADDRESS) != paper.qr_svg(ADDRESS + "x")
