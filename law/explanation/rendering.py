"""An explanation for people: as plain text, as data of a page, and as a fragment of a DOCX."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from kit.refusal import Language
from law.explanation.value import Explanation, Mark, Step

if TYPE_CHECKING:
    from docx.document import Document

SIGNS: dict[Mark, str] = {"met": "✓", "missed": "✗", "noted": "·"}
MARKS: dict[Mark, tuple[str, str]] = {"met": ("Đạt", "Met"), "missed": ("Không đạt", "Missed"), "noted": ("", "")}
BASIS = {"vi": "Căn cứ", "en": "Basis"}


class StepOnPage(TypedDict):
    """One row of a page or table; `mark_text` says in words what the sign shows, for those who cannot see it."""

    code: str
    number: int
    text: str
    mark: Mark
    mark_text: str
    article: str | None
    at: str | None


def as_text(explanation: Explanation, language: Language) -> str:
    """Numbered lines for a terminal or an e-mail."""
    lines = [explanation.title.say(language), ""]
    for number, step in enumerate(explanation.steps, start=1):
        lines.append(f"{number:>3}. {SIGNS[step.mark]} {step.text.say(language)}{_cited(step, language)}")
    return "\n".join(lines) + "\n"


def as_page(explanation: Explanation, language: Language) -> list[StepOnPage]:
    """The steps as plain data; a template decides how they look."""
    return [
        StepOnPage(
            code=step.code,
            number=number,
            text=step.text.say(language),
            mark=step.mark,
            mark_text=MARKS[step.mark][0 if language == "vi" else 1],
            article=step.article.say(language) if step.article else None,
            at=step.at,
        )
        for number, step in enumerate(explanation.steps, start=1)
    ]


def into_docx(document: Document, explanation: Explanation, language: Language) -> None:
    """Appends a heading and a three-column table to a document of python-docx."""
    document.add_heading(explanation.title.say(language), level=2)
    headings = ("Bước", "Kết quả", BASIS["vi"]) if language == "vi" else ("Step", "Finding", BASIS["en"])
    table = document.add_table(rows=1, cols=len(headings))
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.text = heading
    for step in as_page(explanation, language):
        row = table.add_row().cells
        row[0].text = str(step["number"])
        row[1].text = f"{SIGNS[step['mark']]} {step['text']}"
        row[2].text = step["article"] or ""


def _cited(step: Step, language: Language) -> str:
    return f" [{BASIS[language]}: {step.article.say(language)}]" if step.article else ""
