"""
What would be ruled on a re-evaluation whose council said its opinion in writing. Pure.

Whoever answered as the others did adopted the sheet they were asked about: the star is counted from these sheets as from any,
so that the registry counts it again and nobody's word is believed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kit.clock import local_date
from law.rulebooks import Rulebook
from law.scoring import points_text, self_assessment
from services.evaluation.cases import legal
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import MemberSheet
from services.evaluation.opinions import rules
from services.evaluation.opinions.opinion import Opinion, Opinions
from services.evaluation.rulings.ruling import Basis, ExplanationStep
from services.evaluation.rulings.verdict import Proposal, verdict
from services.evaluation.scoring.result import Bench

CODE = "written-opinions"
"""The step of an explanation that says so; `law.explanation.recount.BESIDE` knows it."""


def bench_of(case: Case, opinions: Opinions, on: date) -> Bench:
    """What the result rests on: the one sheet, for each member who answered."""
    return Bench(
        tier=case.tier,
        dossier=case.dossier,
        on=on,
        set_no=case.dossier.product.set_no,
        round=1,
        turn=1,
        seats=rules.seats_of(opinions),
        settings=legal.council_settings(legal.rulebook_of(case.dossier), opinions.regulation),
        regulation=opinions.regulation,
        sheets={form.member_id: opinions.sheet for form in opinions.forms},
        names={form.member_id: form.member_name for form in opinions.forms},
        layers=case.layers,
    )


def proposal_of(case: Case, opinions: Opinions, bench: Bench) -> Proposal:
    """The proposal that follows; raises what keeps a council from having a result."""
    assert opinions.conclusion is not None, "it was concluded"
    rulebook = legal.rulebook_of(case.dossier)
    found = verdict(rulebook, bench)
    tally, finding = self_assessment(rulebook, bench.set_no, opinions.sheet.for_law())
    filled = opinions.sheet.model_dump(exclude={"total", "star"})
    star = 0 if tally.rejected else finding.star
    sheets = tuple(
        MemberSheet(
            **filled,
            total=points_text(tally.total),
            star=star,
            member_id=form.member_id,
            member_name=form.member_name,
            note=form.reason,
        )
        for form in opinions.forms
    )
    return Proposal(
        case=case,
        rulebook=rulebook,
        bench=bench,
        sheets=sheets,
        concluded_at=opinions.conclusion.concluded_at,
        found=replace(found, explanation=(*found.explanation, _step(opinions, rulebook))),
        basis=Basis(kind="written-opinions", opinion_id=opinions.id),
    )


def _step(opinions: Opinions, rulebook: Rulebook) -> ExplanationStep:
    """That the council said it in writing: how many said what, and by which article."""
    said = [opinions.said_by(one.person_id) for one in opinions.members]
    kept, lowered, silent = (said.count(one) for one in (Opinion.KEEP, Opinion.LOWER, Opinion.SILENT))
    assert opinions.conclusion is not None, "it was concluded"
    on = local_date(opinions.conclusion.concluded_at)
    ground = rulebook.ground("/re_evaluation/council_in_writing")
    return ExplanationStep(
        code=CODE,
        vi=f"Hội đồng cho ý kiến bằng văn bản, tổng hợp ngày {on:%d/%m/%Y}: {kept} giữ hạng, {lowered} hạ hạng, {silent} không trả lời.",
        en=f"The council said its opinion in writing, summarised on {on:%d/%m/%Y}: {kept} keep, {lowered} lower, {silent} silent.",
        article=ground.source.vi if ground else None,
    )
