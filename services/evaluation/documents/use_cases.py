"""What is done with the documents of a case: draft, file the signed copy, take it back, issue, discard; each one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field

from kit.decisions import rules as decision_rules
from kit.decisions.decision import By, State, Verb
from kit.identity import Principal
from kit.lifecycle import Label
from kit.mapped import mapped
from kit.papers import register as papers
from kit.papers.filed import FiledPaper, Scan
from kit.papers.paper import Paper
from kit.papers.written import Written
from kit.refusal import Forbidden, Stale
from kit.work import Unit
from law.roles import part
from law.scoring import points_text
from programme.roles import MAY
from services.evaluation.cases import access, legal
from services.evaluation.cases.case import Case
from services.evaluation.cases.rules import AWAITS_RULING
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import store as council_store
from services.evaluation.councils import use_cases as councils
from services.evaluation.councils.council import Council, Seat
from services.evaluation.documents import drafting, refusals, store
from services.evaluation.documents.commands import DraftCommand, SignedCommand
from services.evaluation.documents.document import NAMES, Document, DocumentLine, Kind, Signatory, document_id
from services.evaluation.documents.drafting import Content
from services.evaluation.rulings import rules as ruling_rules
from services.evaluation.rulings import store as ruling_store
from services.evaluation.rulings import use_cases as rulings
from services.evaluation.rulings.commands import RulingCommand
from services.evaluation.rulings.rules import ENDS, NEEDS_NUMBER
from services.evaluation.rulings.ruling import Outcome, Ruling, Signature

DRAFTERS = {kind: MAY.rule if kind is Kind.RECOGNITION else MAY.form_council for kind in Kind}
"""Who acts on a document besides the office's officers: a ruling is the chair's, never the secretary's."""


@dataclass(frozen=True)
class Plan:
    """A draft about to be kept. Its files are no part of what a repeated command is known by."""

    document: Document
    paper: Paper
    is_new: bool
    written: Written | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"Plan({self.document.id})"


async def plan(unit: Unit, case_id: str, command: DraftCommand, *, by: Principal) -> Plan:
    """
    What a draft would say now, before its files are written.

    Raises NotYet, IssuedAlready, StepRefused once the document is signed, NobodySigns, PostMissing.
    """
    kind = command.kind
    case = await case_to_act_on(unit, case_id, by, also=DRAFTERS[kind])
    content = await _content(unit, case, kind)
    same = sorted((one for one in await store.of_case(unit, case_id) if one.kind == kind.value), key=lambda one: one.no)
    last = same[-1] if same else None
    signatory = mapped(Signatory, command, name=command.signatory)
    drafted = drafting.paper(kind, case, content, on=unit.today, signatory=signatory)
    if last is not None and last.state in (State.DRAFT, State.SIGNED):
        amended = decision_rules.amended(last, content.lines, subject=drafted.subject)
        return Plan(amended.model_copy(update={"signatory": signatory}), drafted, is_new=False)
    if last is not None and last.state is State.ISSUED and _words(last.lines) == _words(content.lines):
        raise refusals.IssuedAlready(document=NAMES[kind])
    no = last.no + 1 if last else 1
    document = mapped(
        Document,
        command,
        id=document_id(case_id, kind, no),
        office=case.office,
        symbol=drafted.symbol,
        subject=drafted.subject,
        lines=content.lines,
        case_id=case_id,
        no=no,
        signatory=signatory,
    )
    return Plan(document, drafted, is_new=True)


async def draft_document(unit: Unit, case_id: str, command: DraftCommand, made: Plan, *, by: Principal) -> Document:
    """Keeps a draft and the digests of its files. Raises what `plan` raises, and Stale where the case moved meanwhile."""
    fresh = await plan(unit, case_id, command, by=by)
    if fresh.paper != made.paper or fresh.document.id != made.document.id or made.written is None:
        raise Stale()
    kept = await (
        store.register.draft(unit, fresh.document) if fresh.is_new else store.documents.keep(unit, fresh.document)
    )
    await papers.file_draft(
        unit, kept.id, fresh.paper, made.written, subject=case_id, about=kept.kind, office=kept.office
    )
    return kept


async def require_signing(unit: Unit, document_id: str, *, by: Principal, expected: int) -> Document:
    """A document whose signed copy a person may file, asked before its bytes are kept. Raises NotFound, Forbidden, Stale."""
    document = (await _to_act_on(unit, document_id, by))[1]
    if document.version != expected:
        raise Stale()
    return document


async def file_signed_copy(
    unit: Unit, document_id: str, command: SignedCommand, scan: Scan, *, by: Principal, expected: int
) -> Document:
    """
    Files the signed copy under number and day as they stand on it: that number is the office's once in that year.

    Raises NumberTaken, NumberUnreadable, CopyOfAnotherPaper, SignatoryMissing, what `kit.papers.filed.signed` raises, and
    for a decision on a result what a ruling of that day would be refused for.
    """
    case, document = await _to_act_on(unit, document_id, by)
    name = command.signatory or document.signatory.name
    if not name:
        raise refusals.SignatoryMissing(pointer="/signatory")
    kind, signatory = Kind(document.kind), document.signatory.model_copy(update={"name": name})
    lines = drafting.signed_as(kind, case, min(command.on, unit.today), signatory)
    if kind is Kind.RECOGNITION:
        await _would_rule(unit, case, RulingCommand(decision_number=command.number, decided_on=command.on), by)
    after = await store.register.sign(
        unit,
        document.id,
        number=command.number,
        on=command.on,
        signatory=" / ".join((*lines, name)),
        by=_by(unit, by, document.id),
        expected=expected,
    )
    await papers.file_signed(unit, document.id, scan, number=command.number, on=command.on, by=by.id)
    return await store.documents.keep(unit, after.model_copy(update={"signatory": signatory}))


async def take_back_copy(unit: Unit, document_id: str, *, by: Principal, expected: int) -> Document:
    """Takes back a copy filed by mistake before the issue; number and file are free again."""
    _, document = await _to_act_on(unit, document_id, by)
    after = await store.register.take_back(unit, document.id, expected=expected)
    await papers.take_back(unit, document.id)
    return after


async def discard_document(unit: Unit, document_id: str, *, by: Principal, expected: int) -> Document:
    """Gives a draft up; another may be begun."""
    _, document = await _to_act_on(unit, document_id, by)
    return await store.register.discard(unit, document.id, expected=expected)


async def issue_document(unit: Unit, document_id: str, *, by: Principal, expected: int) -> Document:
    """
    Puts a signed document into force, with what follows from it: a decision on a result issues the ruling under its
    number and day, one that forms a council gives the council its number.

    Raises LinesNotReady where the case says something else than was signed; StepRefused, Stale.
    """
    case, document = await _to_act_on(unit, document_id, by)
    kind = Kind(document.kind)
    content = await _content(unit, case, kind)
    not_ready: dict[int, Label] = {}
    if _words(content.lines) != _words(document.lines):
        why = ("nội dung đã thay đổi sau khi soạn dự thảo", "what it says has changed since it was drafted")
        not_ready = {line.no: why for line in document.lines}
    issued = await store.register.issue(
        unit, document.id, not_ready=not_ready, by=_by(unit, by, document.id), expected=expected
    )
    await papers.issue(unit, document.id)
    for former in await store.of_case(unit, case.id):
        if former.kind == document.kind and former.state is State.ISSUED and former.id != document.id:
            await _supersede(unit, former.id, document.id)
    assert issued.signed is not None, "an issued document was signed"
    number, on = issued.signed.number.text, issued.signed.on
    if kind is Kind.COUNCIL:
        await councils.give_number(unit, case.id, number, on)
    elif kind is Kind.RECOGNITION:
        lines = drafting.signed_as(kind, case, on, issued.signatory)
        signature = Signature(lines=lines, name=issued.signatory.name, document_id=document.id)
        command = RulingCommand(decision_number=number, decided_on=on)
        await rulings.issue_ruling(unit, case.id, command, by=by, expected=case.version, signature=signature)
    return issued


async def correct_document_of(unit: Unit, ruling: Ruling, *, by: Principal) -> None:
    """
    Corrects the number of the document that issued a ruling, where there is one.

    Raises NumberTaken, NumberUnreadable, NothingCorrected.
    """
    if ruling.signature is None:
        return
    if await store.documents.find(unit, ruling.signature.document_id) is None:
        return  # a decision's, which corrects itself
    said = ruling.corrections[-1]
    reason = By(who=by.id, at=unit.now, reason=said.what, paper=ruling.signature.document_id)
    await store.register.correct(
        unit, ruling.signature.document_id, number=said.decision_number, what=said.what, by=reason
    )


async def paper_of(unit: Unit, document_id: str) -> FiledPaper:
    """The paper on file under a document's id."""
    return await papers.papers.get(unit, document_id)


def drafts_open_to(by: Principal, case: Case, kinds: list[Document]) -> list[Kind]:
    """The kinds of document that a person may draft now, as far as can be said without asking the case's facts."""
    busy = {one.kind for one in kinds if one.state is State.SIGNED}
    return [kind for kind in Kind if kind.value not in busy and _may(case, by, kind)]


def may(document: Document, case: Case, by: Principal) -> list[Verb]:
    """What a person may do with a document, by the lines of the use cases."""
    steps = {
        State.DRAFT: [Verb.SIGN, Verb.DISCARD],
        State.SIGNED: [Verb.ISSUE, Verb.RETURN],
    }
    return steps.get(document.state, []) if _may(case, by, Kind(document.kind)) else []


def _may(case: Case, by: Principal, kind: Kind) -> bool:
    acts = access.acts_for(case, by, *DRAFTERS[kind]) and access.sees_all(case, by)
    return acts and not access.conflict_of(case, by)


async def _to_act_on(unit: Unit, document_id: str, by: Principal) -> tuple[Case, Document]:
    case, document = await store.seen_by(unit, document_id, by)
    if not store.handles_the_papers(case, by):
        raise Forbidden()
    return await case_to_act_on(unit, case.id, by, also=DRAFTERS[Kind(document.kind)]), document


async def _supersede(unit: Unit, former: str, by_paper: str) -> None:
    filed = await papers.papers.get(unit, former)
    if filed.superseded_by is None:
        await papers.supersede(unit, former, by_paper=by_paper)


async def _would_rule(unit: Unit, case: Case, command: RulingCommand, by: Principal) -> None:
    """Raises what the ruling would be refused for, before a copy is filed that could never be issued."""
    proposal = await rulings.proposed(unit, case)
    council = await council_store.needed_for(unit, case.id)
    ruling_rules.issued("-", proposal, command, council=council, by=by, at=unit.now)


async def _content(unit: Unit, case: Case, kind: Kind) -> Content:
    if kind is Kind.COUNCIL:
        return _of_council(case, await council_store.needed_for(unit, case.id))
    council = await council_store.of_case(unit, case.id)
    if kind is Kind.NOTICE:
        ruled = [one for one in await ruling_store.of_case(unit, case.id) if one.outcome in ENDS]
        if not ruled:
            raise _not_yet(kind, ("chưa có kết luận", "nothing was ruled yet"))
        last = ruled[-1]
        return _of_result(case, last.total, last.star, last.outcome, decision=last.decision_number or "")
    proposal = await rulings.proposed(unit, case)
    assert council is not None, "who scored sat on a council"
    found = proposal.found
    if kind is Kind.RECOGNITION:
        if found.outcome not in ENDS:
            raise _not_yet(kind, ("kết quả được chuyển cấp khác", "the result goes to another office"))
        if found.outcome not in NEEDS_NUMBER:
            raise _not_yet(
                kind,
                (
                    "kết quả dưới mức công nhận được thông báo, không có quyết định",
                    "a result below recognition is a notice, not a decision",
                ),
            )
        if case.state not in AWAITS_RULING:
            raise _not_yet(kind, ("hồ sơ đánh giá đã có kết luận", "the case was ruled on"))
        total = points_text(found.total)
        return _of_result(case, total, found.star, found.outcome, council_decision=council.decision_number or "")
    lines = tuple(
        DocumentLine(
            no=no,
            subject_id=sheet.member_id,
            words=(sheet.member_name or sheet.member_id, _points(sheet.total or ""), _star(sheet.star or 0)),
        )
        for no, sheet in enumerate(proposal.sheets, 1)
    )
    present = [seat for seat in council.seats if not seat.recusal]
    return Content(
        lines=lines,
        rulebook=proposal.rulebook,
        result=_result(points_text(found.total), found.star, found.outcome),
        council_decision=council.decision_number or "",
        chair=council.chair.name,
        secretary=next((seat.name for seat in council.seats if seat.keeps_minutes), ""),
        present=tuple(f"{seat.name} – {_part(seat)}" for seat in present),
        aside=tuple(seat.name for seat in (*council.seats, *council.aside) if seat.recusal),
    )


def _part(seat: Seat) -> str:
    """The part in the words of a paper; a part the list no longer has, by its id."""
    known = part(seat.part)
    if known is None:
        return seat.part
    own = known.label.vi[:1].upper() + known.label.vi[1:]
    return f"{own} Hội đồng" if known.presides else own


def _of_council(case: Case, council: Council) -> Content:
    lines = tuple(
        DocumentLine(no=no, subject_id=seat.person_id, words=(seat.name, seat.body or "", _part(seat)))
        for no, seat in enumerate((one for one in council.seats if not one.recusal), 1)
    )
    return Content(lines=lines, rulebook=legal.rulebook_of(case.dossier))


def _of_result(
    case: Case, total: str, star: int, outcome: Outcome, *, council_decision: str = "", decision: str = ""
) -> Content:
    product, producer = case.dossier.product, case.dossier.producer
    words = (product.name, f"{producer.name}, {producer.place.name}", _points(total), _outcome(star, outcome))
    return Content(
        lines=(DocumentLine(no=1, subject_id=product.id, words=words),),
        rulebook=legal.rulebook_of(case.dossier),
        result=_result(total, star, outcome),
        council_decision=council_decision,
        decision=decision,
    )


def _result(total: str, star: int, outcome: Outcome) -> str:
    return f"{_points(total)} điểm, {_outcome(star, outcome).lower()}"


def _points(text: str) -> str:
    return text.replace(".", ",")


def _outcome(star: int, outcome: Outcome) -> str:
    said = {Outcome.RECOGNISED: f"Công nhận hạng {_star(star)}", Outcome.NOT_RECOGNISED: "Không công nhận"}
    return said.get(outcome, f"Đề nghị cấp trên đánh giá, {_star(star)}")


def _star(star: int) -> str:
    return f"{star} sao" if star else "không có sao"


def _words(lines: tuple[DocumentLine, ...]) -> list[tuple[str, ...]]:
    return [(line.subject_id, *line.words) for line in lines]


def _not_yet(kind: Kind, why: Label) -> refusals.NotYet:
    return refusals.NotYet(document=NAMES[kind], why=why)


def _by(unit: Unit, by: Principal, paper: str) -> By:
    return By(who=by.id, at=unit.now, paper=paper)
