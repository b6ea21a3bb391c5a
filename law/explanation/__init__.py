"""
A star that explains itself: every step from sealed sheets to route, with the article it rests on.

    from law.explanation import as_page, as_text, explain, explain_sheet, into_docx, recount, recorded_of

    explanation = explain(rulebook, result, names={"u1": "Nguyễn Thị Lan"})
    explanation.as_event()                 # [{code, vi, en, article}], as a ruling carries it
    as_text(explanation, "vi"); as_page(explanation, "en"); into_docx(document, explanation, "vi")
    recount(shelf().get(event.rulebook_id, event.rulebook_hash), recorded_of(event_data)).differences    # () when the record holds
"""

from law.explanation.explain import explain, explain_sheet
from law.explanation.recorded import Recorded, RecordedSheet, recorded_of
from law.explanation.recount import Difference, Recount, recount
from law.explanation.rendering import as_page, as_text, into_docx
from law.explanation.value import Explanation, Step

__all__ = [
    "Difference",
    "Explanation",
    "Recorded",
    "RecordedSheet",
    "Recount",
    "Step",
    "as_page",
    "as_text",
    "explain",
    "explain_sheet",
    "into_docx",
    "recorded_of",
    "recount",
]
