"""What may stand in a decision, and whether each line still holds. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kit.clock import local_date
from kit.lifecycle import Label
from kit.refusal import Refusal
from law.roles import part
from law.scoring import points_text
from services.evaluation.cases.case import Case
from services.evaluation.cases.rules import AWAITS_RULING
from services.evaluation.councils.council import Council, Seat
from services.evaluation.decisions.decision import ON_RESULTS, CaseDecision, CaseLine, Kind
from services.evaluation.rulings.ruling import Outcome
from services.evaluation.rulings.verdict import Proposal

Proposed = Mapping[str, tuple[Proposal, Council] | Refusal]
"""What would be ruled on each case, by its id; a refusal says why nothing would."""

OUTCOMES = {Kind.RECOGNITION: Outcome.RECOGNISED, Kind.FOR_CENTRE: Outcome.FORWARDED}
"""What each line of a decision on results comes to."""

GONE: Label = ("không còn hồ sơ này", "the case is gone")
RULED: Label = ("hồ sơ đánh giá đã có kết luận hoặc chưa có điểm", "the case was ruled on, or has no result")
OTHER_RESULT: Label = ("kết quả khác phụ lục: phiếu hoặc quy chế đã thay đổi", "the sheets give another result now")
OTHER_NAMES: Label = ("tên sản phẩm, chủ thể khác hồ sơ đã đăng ký", "product or producer are named otherwise now")
OTHER_SEATS: Label = ("thành viên Hội đồng đã thay đổi sau khi soạn", "the council's members have changed since")
NO_COUNCIL: Label = ("chưa lập Hội đồng", "no council was formed")
OUTCOME_OF: Mapping[Kind, Label] = {
    Kind.RECOGNITION: (
        "kết quả không phải là công nhận ở cấp này; dưới mức công nhận thì thông báo, không có quyết định",
        "it is not recognised at this level; below recognition there is a notice, not a decision",
    ),
    Kind.FOR_CENTRE: ("kết quả không chuyển trung ương", "its result does not go to the ministry"),
}


def line_of(
    no: int, case: Case, kind: Kind, found: tuple[Proposal, Council] | Refusal | Council | None
) -> CaseLine | Label:
    """The line of a case in a decision of a kind; why there is none otherwise."""
    dossier = case.dossier
    about = {
        "no": no,
        "case_id": case.id,
        "dossier_id": dossier.dossier_id,
        "dossier_number": dossier.number,
        "product_id": dossier.product.id,
        "product_name": dossier.product.name,
        "producer_id": dossier.producer.id,
        "producer_name": dossier.producer.name,
        "place": dossier.place,
        "place_name": dossier.producer.place.name,
    }
    if kind not in ON_RESULTS:
        if not isinstance(found, Council):
            return NO_COUNCIL
        return CaseLine.model_validate({**about, "subject_id": found.id, "members": members(found)})
    if case.state not in AWAITS_RULING:
        return RULED
    if isinstance(found, Refusal):
        return (found.say("vi"), found.say("en"))
    if not isinstance(found, tuple):
        return RULED
    verdict = found[0].found
    if verdict.outcome is not OUTCOMES[kind]:
        return OUTCOME_OF[kind]
    result = {"outcome": verdict.outcome.value, "star": verdict.star, "total": points_text(verdict.total)}
    return CaseLine.model_validate({**about, **result})


def members(council: Council) -> tuple[str, ...]:
    """Who sits and does not stand aside, as the annex writes them."""
    return tuple(
        " – ".join(filter(None, (seat.name, seat.body, _part(seat)))) for seat in council.seats if not seat.recusal
    )


def numbered(lines: Sequence[CaseLine]) -> tuple[CaseLine, ...]:
    """The lines in the order of the annex: by place, producer and product."""
    ordered = sorted(lines, key=lambda one: (one.place, one.producer_name, one.product_name, one.case_id))
    return tuple(line.model_copy(update={"no": no}) for no, line in enumerate(ordered, 1))


def not_ready(decision: CaseDecision, now: Mapping[str, CaseLine | Label]) -> dict[int, Label]:
    """The standing lines that cannot be issued as they were signed. `now`: the line each case would give now, by its id."""
    found: dict[int, Label] = {}
    for line in decision.standing:
        fresh = now.get(line.case_id, GONE)
        if not isinstance(fresh, CaseLine):
            found[line.no] = fresh
        elif why := _differs(line, fresh):
            found[line.no] = why
    return found


def too_early(proposal: Proposal, on: date) -> Label | None:
    """Why a result cannot be decided on under a day: its council concluded later."""
    concluded = local_date(proposal.concluded_at)
    if concluded <= on:
        return None
    day = f"{concluded:%d/%m/%Y}"
    return (f"Hội đồng kết luận ngày {day}, sau ngày ký", f"its council concluded on {day}, after the day of signing")


@dataclass(frozen=True)
class Check:
    """One question of the page before signing: its words, whether nothing speaks against it, and what does, line by line."""

    code: str
    label: Label
    found: tuple[tuple[int, Label], ...] = ()
    stops: bool = True
    """Whether nothing is issued while it is red."""

    @property
    def met(self) -> bool:
        """Green."""
        return not self.found


def readiness(
    decision: CaseDecision, cases: Mapping[str, Case], now: Mapping[str, CaseLine | Label], *, on: date
) -> list[Check]:
    """What is to be seen before the authority signs, in the order of the page."""
    wrong = not_ready(decision, now)
    names = {no: why for no, why in wrong.items() if why == OTHER_NAMES}
    sheets = {no: why for no, why in wrong.items() if no not in names}
    return [
        Check(
            "sheets",
            ("Phụ lục khớp phiếu chấm, hồ sơ đủ điều kiện", "The annex says what the sheets give; every case is ready")
            if Kind(decision.kind) in ON_RESULTS
            else ("Phụ lục khớp thành phần Hội đồng", "The annex says who sits on the councils"),
            _sorted(sheets),
        ),
        Check(
            "names",
            ("Tên sản phẩm, chủ thể như đã đăng ký", "Products and producers are named as registered"),
            _sorted(names),
        ),
        Check(
            "codes",
            ("Mỗi sản phẩm, mỗi số hồ sơ một dòng", "No product and no dossier number stands twice"),
            _twice(decision),
        ),
        Check(
            "papers",
            ("Không giấy tờ nào trong hồ sơ đã hết hạn", "No paper of a dossier has ended"),
            _ended(decision, cases, on),
            stops=False,
        ),
    ]


def _differs(line: CaseLine, fresh: CaseLine) -> Label | None:
    if (line.outcome, line.star, line.total) != (fresh.outcome, fresh.star, fresh.total):
        return OTHER_RESULT
    if (line.members, line.subject_id if line.members else "") != (
        fresh.members,
        fresh.subject_id if fresh.members else "",
    ):
        return OTHER_SEATS
    named = ("product_id", "product_name", "producer_id", "producer_name", "place_name", "dossier_number")
    if any(getattr(line, name) != getattr(fresh, name) for name in named):
        return OTHER_NAMES
    return None


def _twice(decision: CaseDecision) -> tuple[tuple[int, Label], ...]:
    found: dict[int, Label] = {}
    for field, why in (
        ("product_id", ("sản phẩm có ở hai dòng", "the product stands twice")),
        ("dossier_number", ("số hồ sơ có ở hai dòng", "the dossier's number stands twice")),
    ):
        times = Counter(getattr(line, field) for line in decision.standing)
        found |= {line.no: why for line in decision.standing if times[getattr(line, field)] > 1}
    return _sorted(found)


def _ended(decision: CaseDecision, cases: Mapping[str, Case], on: date) -> tuple[tuple[int, Label], ...]:
    found: list[tuple[int, Label]] = []
    for line in decision.standing:
        case = cases.get(line.case_id)
        for paper in case.dossier.evidence if case else ():
            if paper.expires_on and paper.expires_on < on:
                day = f"{paper.expires_on:%d/%m/%Y}"
                found.append((line.no, (f"«{paper.name}» hết hạn ngày {day}", f"“{paper.name}” ended on {day}")))
    return tuple(found)


def _sorted(found: Mapping[int, Label]) -> tuple[tuple[int, Label], ...]:
    return tuple(sorted(found.items()))


def _part(seat: Seat) -> str:
    known = part(seat.part)
    if known is None:
        return seat.part
    own = known.label.vi[:1].upper() + known.label.vi[1:]
    return f"{own} Hội đồng" if known.presides else own
