"""What a supplement changed: by the rules alone, and as the office reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ocop_events.registry.dossier import DossierSupplementedV1
from ocop_events.vocabulary import EvidenceRef, FilledSheet

from services.evaluation.cases import changes
from services.evaluation.cases.case import Answer, Paper
from services.evaluation.cases.subscriptions import dossier_from
from tests.evaluation.evaluation_harness import HUONG, SCREENER, Deployment, Estate, dossier, submitted

OLD = {"id": "e-1", "kind": "story", "name": "cu.pdf", "size": 9, "media_type": "application/pdf", "url": "http://r/1"}
NEW = OLD | {"id": "e-2", "kind": "quality-declaration", "name": "kiem-nghiem.pdf", "url": "http://r/2"}


def with_papers(content: Any, *papers: dict[str, Any], **more: Any) -> Any:
    held = [EvidenceRef(**paper, sha256=paper["id"].encode().hex().ljust(64, "0")) for paper in papers]
    return content.model_copy(update={"evidence": held, **more})


class TestASupplement:
    def test_names_papers_that_came_and_went_and_answers_that_changed(self) -> None:
        then, now = (
            FilledSheet(answers={"1.1": "1.1.1", "1.2": "1.2.1"}),
            FilledSheet(answers={"1.1": "1.1.2", "1.2": "1.2.1"}),
        )
        before = with_papers(dossier(), OLD, self_assessment=then)
        after = with_papers(dossier(), NEW, note="Đã thay", self_assessment=now)
        made = changes.between(dossier_from(before), dossier_from(after), ["Phiếu kiểm nghiệm"])
        assert made.added == (Paper(name="kiem-nghiem.pdf", kind="quality-declaration"),)
        assert made.gone == (Paper(name="cu.pdf", kind="story"),)
        assert made.answers == (Answer(criterion="1.1", then="1.1.1", now="1.1.2"),)
        assert (made.done, made.note, made.changes_nothing) == (("Phiếu kiểm nghiệm",), "Đã thay", False)

    def test_of_the_same_dossier_changes_nothing(self) -> None:
        same = dossier_from(with_papers(dossier(), OLD))
        assert changes.between(same, same, []).changes_nothing

    async def test_is_shown_to_the_office_with_what_was_ticked_and_the_note(
        self, province: Deployment, estate: Estate
    ) -> None:
        content = with_papers(dossier(), OLD, note="Kính đề nghị xem xét")
        await estate.publish(submitted(content))
        [line] = (await province.read(SCREENER, "/api/cases"))["items"]
        case, page = f"/api/cases/{line['id']}", f"/cases/{line['id']}"
        text = (await province.at(SCREENER).get(page)).text
        assert "Kính đề nghị xem xét" in text
        province.clock.set(datetime(2026, 8, 7, 2, tzinfo=UTC))
        asked = ["Phiếu kiểm nghiệm", "Ảnh bao bì"]
        await province.send(SCREENER, f"{case}/return", {"missing": asked}, version="case")
        again = with_papers(content, OLD, NEW, supplement=1, note="Ảnh gửi sau")
        announced = DossierSupplementedV1(
            dossier_id=content.dossier_id, dossier=again, case_id=line["id"], done=asked[:1]
        )
        await estate.publish(announced)
        text = (await province.at(SCREENER).get(page)).text
        assert "Đã bổ sung ngày 07/08/2026" in text
        assert "☑ Phiếu kiểm nghiệm" in text
        assert "☐ Ảnh bao bì" in text
        assert "Minh chứng mới: kiem-nghiem.pdf" in text
        assert "Ảnh gửi sau" in text
        back = (await province.read(HUONG, case))["returns"][0]
        assert (back["supplemented_on"], back["supplement"]["done"]) == (str(date(2026, 8, 7)), asked[:1])
