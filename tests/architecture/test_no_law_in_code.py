"""Nothing of the law stands in code: levels, roles, parts, kinds, acts, stars, years and counts of days are data (`law/data`)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from law import evidence, kinds, levels
from law.roles import roles
from law.rulebooks import shelf
from tests.architecture.house import ROOT

FOLDERS = ("kit", "law", "programme", "services")
"""The development estate (`estate/`) plays two years of one province: its people, places and days are its subject."""

ALLOWED: dict[tuple[str, str], str] = {
    ("kit/drafts/store.py", "days"): "how long unsent writing is kept",
    ("services/evaluation/documents/drafting.py", "centre"): "how a column is set",
    ("services/evaluation/decisions/drafting.py", "centre"): "how a column is set",
    ("services/evaluation/meetings/meeting_papers.py", "centre"): "how a column is set",
    ("services/evaluation/meetings/meeting.py", "deputy"): "somebody came instead of a member: no seat of a council",
    ("services/evaluation/campaigns/report_paper.py", "centre"): "how a column is set",
    ("services/registry/revocations/drafting.py", "centre"): "how a column is set",
    ("services/registry/revocations/store.py", "first"): "the first day due, as a query answers it",
    ("services/notifications/messages/readers.py", "commune"): "what texts call the office that serves a place",
    ("services/evaluation/substitutes/store.py", "first"): "the first day of a period, as its field is called",
    ("services/reporting/activities/store.py", "first"): "the first day of an activity, as its field is called",
    ("services/reporting/activities/views.py", "first"): "the same",
    ("services/reporting/activities/importing.py", "first"): "the same",
    ("services/reporting/activities/views.py", "days"): "the days of a month, as the page calls them",
    ("services/reporting/activities/rules.py", "promotion"): "what the registry's event of a promotion becomes",
    ("kit/storage/turns.py", "first"): "the order a list begins with",
    ("kit/web/inspection/pdf.py", "2048"): "bytes in which a header is looked for",
    ("kit/papers/paper.py", "centre"): "how a paragraph is set",
    ("kit/papers/wordml.py", "centre"): "how a paragraph is set",
    ("law/places/centre.py", "first"): "a field of a period",
    ("services/editions/announcements.py", "first"): "a field of a period",
    ("services/evaluation/rulebooks/views.py", "first"): "a field of a period",
    ("services/registry/certificates/paper.py", "province"): "a field of the certificate's form: where it is signed",
    ("services/evaluation/analysis/leaning.py", "days"): "a year looked back on for a statistic",
    ("services/registry/citizen_reports/use_cases.py", "days"): "how long the count of a day's reports is kept",
    ("services/registry/inspections/record_paper.py", "centre"): "how a column is set",
    ("services/reporting/progress/rules.py", "days"): "a year looked back on for a statistic",
    ("services/reporting/progress/tally.py", "days"): "what a board calls soon",
    ("services/notifications/messages/rules.py", "days"): "when a mail that reached nobody is tried again",
    ("kit/messaging/manifest.py", "days"): "how long a topic keeps what was deleted",
    ("kit/web/contact.py", "days"): "how long a security contact holds (RFC 9116)",
}
"""(file, what is found) → why it is no law. Nothing else may be added without such a reason."""


def vocabulary() -> dict[str, str]:
    """Every word of the law that data defines → what it is."""
    found = {one.role: "role" for one in levels.levels()}
    found |= {word: "level" for one in levels.levels() for word in (one.id, one.place)}
    found |= {one.id: "council role" for one in roles().council} | {one.id: "council part" for one in roles().parts}
    found |= {one.id: "kind of dossier" for one in kinds.dossier_kinds()}
    found |= dict.fromkeys(kinds.credential_kinds(), "credential") | {one.id: "evidence" for one in evidence.kinds()}
    found |= {kind.id: "kind of producer" for book in shelf().all() for kind in book.producers}
    return found | {book.id: "act" for book in shelf().all()}


def stars_in_a_row(values: list[object]) -> bool:
    """Whether constants are stars counted up or down, such as 5, 4, 3."""
    numbers = [int(one) for one in values if isinstance(one, int | str) and str(one).isdigit()]
    known = shelf().stars()
    return len(values) == len(numbers) >= 3 and all(
        one in known and abs(one - other) == 1 for one, other in pairwise(numbers)
    )


def found_in(text: str) -> Iterator[tuple[int, str]]:
    """(line, what) for every piece of law in a module's source. Docstrings and examples of labels are no code."""
    tree, words = ast.parse(text), vocabulary()
    acts = re.compile(r"\b(" + "|".join(book.id for book in shelf().all()) + r")\b")
    prose = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    prose |= {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.keyword) and one.arg == "example"}
    stars = shelf().stars()
    for node in ast.walk(tree):
        if id(node) in prose:
            continue
        if isinstance(node, ast.Constant):
            value = node.value
            if isinstance(value, str) and value in words:
                yield node.lineno, value
            elif isinstance(value, str) and (act := acts.search(value)):
                yield node.lineno, act[0]
            elif type(value) is int and 2001 <= value <= 2048:
                yield node.lineno, str(value)
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            constants = [one.value if isinstance(one, ast.Constant) else None for one in node.elts]
            if stars_in_a_row(constants):
                yield node.lineno, "stars"
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            limits = {
                one.arg: one.value.value for one in node.keywords if one.arg and isinstance(one.value, ast.Constant)
            }
            numbers = [one.value for one in node.args if isinstance(one, ast.Constant)]
            if (limits.get("ge"), limits.get("le")) == (stars[0], stars[-1]) or (
                called == "range" and numbers == [stars[0], stars[-1] + 1]
            ):
                yield node.lineno, "stars"
            days = limits.get("days", 0) if called == "timedelta" else 0
            if called in ("add_months", "valid_until", "add_working_days", "due_on", "clock"):
                days = next((one for one in numbers if isinstance(one, int)), 0)
            if isinstance(days, int) and days > 1:
                yield node.lineno, "days"


class TestTheLawInCode:
    def test_is_nowhere(self) -> None:
        found = {
            f"{path.relative_to(ROOT)}:{line}: {what}"
            for folder in FOLDERS
            for path in (ROOT / folder).rglob("*.py")
            for line, what in found_in(path.read_text(encoding="utf-8"))
            if (str(path.relative_to(ROOT)), what) not in ALLOWED
        }
        assert sorted(found) == []

    def test_is_nowhere_in_templates(self) -> None:
        words = "|".join(map(re.escape, vocabulary()))
        law = re.compile(rf"\{{[%{{][^}}]*?(==|!=|in)\s*\(?[\"']({words})[\"']|in \(5, 4, 3|range\(1, 6\)")
        found = [
            f"{path.relative_to(ROOT)}: {hit[0]}"
            for folder in FOLDERS
            for path in (ROOT / folder).rglob("*.html")
            for hit in law.finditer(path.read_text(encoding="utf-8"))
        ]
        assert found == []

    def test_has_no_permission_that_nothing_uses(self) -> None:
        used = {
            (str(path.relative_to(ROOT)), what)
            for path in {ROOT / file for file, _ in ALLOWED}
            for _, what in found_in(path.read_text(encoding="utf-8"))
        }
        assert set(ALLOWED) - used == set()

    @pytest.mark.parametrize(
        "line",
        [
            'if place.level == "commune": ...',
            'MAY = ("province-officer",)',
            'by.holds("chair", office)',
            'kind = "re-evaluation"',
            'papers = ["business-registration"]',
            'shelf().get("R26")',
            "if on.year >= 2026: ...",
            "star: int = Field(ge=1, le=5)",
            "for star in (5, 4, 3): ...",
            "for star in range(1, 6): ...",
            "last = add_months(issued, 36)",
            "late = today - timedelta(days=90)",
        ],
    )
    def test_would_be_found(self, line: str) -> None:
        assert [*found_in(line)] != []
