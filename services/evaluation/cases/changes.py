"""What a supplement changed: the dossier as it was sent back beside the one that came. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from services.evaluation.cases.case import Answer, Paper, Supplement
from services.evaluation.cases.dossier import Dossier, Evidence


def between(before: Dossier, after: Dossier, done: Sequence[str]) -> Supplement:
    """The supplement that made `after` of `before`; `done`: what the producer says is supplied, in the office's words."""
    return Supplement(
        done=tuple(done),
        note=after.note,
        answers=_answers(before, after),
        added=_missing_in(before, after.evidence),
        gone=_missing_in(after, before.evidence),
    )


def _answers(before: Dossier, after: Dossier) -> tuple[Answer, ...]:
    then, now = before.self_assessment, after.self_assessment
    changed = []
    for was, asked in ((then.answers, now.answers), (then.parts, now.parts)):
        for criterion in dict.fromkeys((*was, *asked)):
            if was.get(criterion) != asked.get(criterion):
                changed.append(Answer(criterion=criterion, then=was.get(criterion), now=asked.get(criterion)))
    return tuple(changed)


def _missing_in(dossier: Dossier, papers: Sequence[Evidence]) -> tuple[Paper, ...]:
    """Of some papers, those whose content a dossier does not have."""
    held = {paper.sha256 for paper in dossier.evidence}
    return tuple(Paper(name=paper.name, kind=paper.kind) for paper in papers if paper.sha256 not in held)
