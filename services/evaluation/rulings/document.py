"""The explanation of a ruling as a document to file or attach."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from docx import Document

from kit.refusal import Language
from law.explanation import Explanation, Step, into_docx
from law.rulebooks import Text
from services.evaluation.rulings.ruling import ExplanationStep, Ruling

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def explanation_docx(ruling: Ruling, shown: Sequence[ExplanationStep], language: Language) -> bytes:
    """Writes the steps, as shown to the reader, under the product's name. Blocks: run it in a thread."""
    document = Document()
    document.add_heading(f"{ruling.dossier.product.name} – {ruling.dossier.producer.name}", level=1)
    if ruling.decision_number:
        document.add_paragraph(f"{ruling.decision_number} · {ruling.decided_on:%d/%m/%Y}")
    title = Text(vi="Giải trình kết quả", en="How the result came about")
    steps = tuple(_step(step) for step in shown)
    into_docx(document, Explanation(title=title, steps=steps), language)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _step(step: ExplanationStep) -> Step:
    article = Text(vi=step.article, en=step.article) if step.article else None
    return Step.model_validate(
        {"code": step.code, "text": Text(vi=step.vi, en=step.en), "mark": step.mark, "article": article}
    )
