"""On which papers a certificate leans, how healthy they are on a day, and when that changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kit.mapped import mapped
from kit.refusal import Refusal
from law import evidence
from law.kinds import credential_kind
from law.rulebooks import Rulebook
from services.registry.certificates.certificate import Certificate
from services.registry.credentials.credential import Credential
from services.registry.credentials.lifecycle import State
from services.registry.dossiers.dossier import Evidence
from services.registry.health.paper_health import Health, Leaning, PaperHealth

WEAKEST = 5
"""So many papers are kept by name."""


def leaning(
    papers: Sequence[Evidence], held: Sequence[Credential], rulebook: Rulebook, set_no: int, on: date
) -> list[Leaning]:
    """
    The papers with an end that a certificate leans on, what ends first at the top. `papers`: the evidence it was recognised
    by; `held`: what is on file for its product. One that was renewed is the newer one. Without evidence here (a certificate
    of earlier years) it leans on what is on file.
    """
    found = [_of_evidence(paper, held, on) for paper in papers] or [
        _newest(one, held, on) for one in held if _counts(one)
    ]
    once = {one.id: one for one in found if one.ends_on is not None}
    named = [one.model_copy(update={"criteria": _criteria(one, rulebook, set_no)}) for one in once.values()]
    return sorted(named, key=lambda one: (one.ends_on or date.max, one.id))


def found_on(certificate: Certificate, papers: Sequence[Leaning], *, on: date, ending_days: int) -> PaperHealth:
    """The health of a certificate's papers on a day."""
    ends = papers[0].ends_on if papers else None
    return mapped(
        PaperHealth,
        certificate,
        version=0,
        health=health_of(ends, on, ending_days),
        ends_on=ends,
        weakest=tuple(papers[:WEAKEST]),
        papers=len(papers),
        changed_on=on,
    )


def health_of(ends: date | None, on: date, ending_days: int) -> Health:
    """A certificate is as healthy as its weakest paper; its last day is a day on which it holds."""
    if ends is None or ends > on + timedelta(days=ending_days):
        return Health.SOUND
    return Health.ENDING if ends >= on else Health.BROKEN


def changes_next(papers: Iterable[Leaning], on: date, ending_days: int) -> date | None:
    """The first day after this one on which a paper begins to end soon, or is over."""
    days = [
        day
        for one in papers
        if one.ends_on is not None
        for day in (one.ends_on - timedelta(days=ending_days), one.ends_on + timedelta(days=1))
    ]
    return min((day for day in days if day > on), default=None)


def _of_evidence(paper: Evidence, held: Sequence[Credential], on: date) -> Leaning:
    known = {one.id: one for one in held}
    if paper.credential_id in known:
        return _newest(known[paper.credential_id], held, on)
    ends = paper.ended_on or evidence.last_day(paper.kind, paper.issued_on, paper.expires_on)
    if ends is not None:
        covers = [
            one for one in held if one.alive_on(on) and one.answers(paper.kind) and (one.ends_on or date.max) > ends
        ]
        if covers:
            return _of_credential(max(covers, key=lambda one: one.ends_on or date.max))
    return Leaning(id=paper.id, kind=paper.kind, number=paper.number, ends_on=ends)


def _newest(credential: Credential, held: Sequence[Credential], on: date) -> Leaning:
    """The credential that stands in one's place now: what renewed it, or, where it ended, a newer of its kind on file."""
    known = {one.id: one for one in held}
    for _ in held:
        if credential.renewed_by not in known:
            break
        credential = known[credential.renewed_by]
    kind = credential_kind(credential.kind)
    if not (kind and kind.several):
        newer = [
            one for one in held if one.kind == credential.kind and one.alive_on(on) and _later(one) > _later(credential)
        ]
        credential = max(newer, key=_later, default=credential)
    return _of_credential(credential)


def _of_credential(one: Credential) -> Leaning:
    ends = one.withdrawn_on if one.state is State.WITHDRAWN else one.ends_on
    return Leaning(id=one.id, kind=one.kind, credential=True, number=one.number, ends_on=ends)


def _counts(one: Credential) -> bool:
    """Whether a credential is one that a certificate without evidence here leans on: not what was recorded by mistake."""
    return one.state is not State.RENEWED and (one.state is not State.WITHDRAWN or one.withdrawn_by == "issuer")


def _later(one: Credential) -> date:
    if one.state is State.WITHDRAWN:
        return date.min
    return one.ends_on or date.max


def _criteria(one: Leaning, rulebook: Rulebook, set_no: int) -> tuple[str, ...]:
    known = credential_kind(one.kind) if one.credential else None
    try:
        topics = known.topics if known else evidence.kind(one.kind).supports
        leaves = rulebook.sheet(set_no).leaves
    except Refusal:  # a kind, or a set, of another edition
        return ()
    return tuple(leaf.id for leaf in leaves if leaf.topic in topics)
