"""From draft to signed copy to issue: what is kept of a paper, and what is refused on the way."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kit.lifecycle import StepRefused
from kit.papers import filed as rules
from kit.papers.filed import (
    LARGEST_BYTES,
    CopyTooLarge,
    DayImpossible,
    Draft,
    DraftIsNotSigned,
    FiledPaper,
    NotASignedPdf,
    Scan,
    State,
)
from kit.papers.number import NumberUnreadable
from tests.kit.papers.samples import AT, decision

SCAN = b"%PDF-1.7 scanned, signed and stamped %%EOF"
TODAY = date(2026, 2, 10)


def on_file() -> FiledPaper:
    paper = decision()
    filed = FiledPaper(id="p-1", subject="d-1", about="decision", office="33", paper=paper)
    return rules.redrafted(filed, paper, Draft(docx_sha256="a", pdf_sha256="b", layout="ND30", at=AT, by="officer.1"))


def signed(filed: FiledPaper, content: bytes = SCAN, number: str = "1608", on: date = date(2026, 2, 5)) -> FiledPaper:
    at = datetime(2026, 2, 10, 2, tzinfo=UTC)
    return rules.signed(filed, Scan.of(content, "QĐ.pdf"), number=number, on=on, by="officer.2", at=at, today=TODAY)


class TestASignedCopy:
    def test_keeps_digest_number_day_and_who_typed_them(self) -> None:
        after = signed(on_file())
        assert after.state is State.SIGNED
        assert after.signed is not None
        assert (after.signed.number.text, after.signed.on, after.signed.by) == (
            "1608/QĐ-UBND",
            date(2026, 2, 5),
            "officer.2",
        )
        assert (len(after.signed.sha256), after.signed.size) == (64, len(SCAN))

    def test_is_a_pdf_of_a_bounded_size_with_a_number_and_a_day_that_has_come(self) -> None:
        for wrong, refusal in (
            ({"content": b"PK\x03\x04"}, NotASignedPdf),
            ({"content": SCAN[:-5]}, NotASignedPdf),
            ({"content": b"%PDF-" + bytes(LARGEST_BYTES) + b"%%EOF"}, CopyTooLarge),
            ({"number": "không số"}, NumberUnreadable),
            ({"on": date(2026, 2, 11)}, DayImpossible),
        ):
            with pytest.raises(refusal):
                signed(on_file(), **wrong)  # type: ignore[arg-type]

    def test_is_never_the_draft_itself(self) -> None:
        import hashlib

        draft = b"%PDF-1.7 the draft %%EOF"
        filed = on_file()
        digest = hashlib.sha256(draft).hexdigest()
        again = filed.drafts[0].model_copy(update={"pdf_sha256": digest})
        with pytest.raises(DraftIsNotSigned):
            signed(rules.redrafted(filed, filed.paper, again), draft)

    def test_filed_by_mistake_is_taken_back_and_kept(self) -> None:
        back = rules.returned(signed(on_file()))
        assert (back.state, back.signed, len(back.returned)) == (State.DRAFT, None, 1)
        assert signed(back, number="1609").signed is not None


class TestAPaper:
    def test_is_issued_only_with_its_signed_copy_and_superseded_only_then(self) -> None:
        for before in (on_file(), rules.issued(signed(on_file()))):
            with pytest.raises(StepRefused):
                rules.issued(before)
        with pytest.raises(StepRefused):
            rules.superseded(signed(on_file()), "p-2")
        assert rules.superseded(rules.issued(signed(on_file())), "p-2").superseded_by == "p-2"

    def test_once_signed_is_drafted_no_more(self) -> None:
        after = signed(on_file())
        with pytest.raises(StepRefused):
            rules.redrafted(after, after.paper, after.drafts[0])
