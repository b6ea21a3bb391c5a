"""
What a dossier has of the credentials and contracts on file: one as its evidence, those that answer what is asked taken up by themselves,
and what becomes of them in it when they are renewed or end. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from kit.history import SYSTEM, Actor
from kit.identity import Principal
from law import evidence as papers
from law.kinds import credential_kind
from law.linkages import linkage_list
from law.rulebooks import Rulebook
from services.registry.credentials.credential import Credential
from services.registry.dossiers import refusals, rules
from services.registry.dossiers.commands import CredentialEvidenceCommand
from services.registry.dossiers.dossier import Dossier, Evidence, PaperChange
from services.registry.dossiers.lifecycle import State, Verb
from services.registry.linkages.linkage import Linkage

NewId = Callable[[], str]
MOST_NOTED = 100
"""Changes of papers kept with a dossier that an office has."""


def with_credential(
    dossier: Dossier,
    credential: Credential,
    command: CredentialEvidenceCommand,
    *,
    id: str,
    at: datetime,
    on: date,
    by: Principal,
) -> Dossier:
    """
    The dossier with a credential as evidence: same paper, hash, number and days. Raises StepRefused, TooMany,
    UnknownEvidenceKind, CredentialNotAlive, CredentialWithoutPaper, CredentialAnswersNot, CredentialUsedAlready.
    """
    known = credential_kind(credential.kind)
    kind = command.evidence_kind or next(iter(known.evidence if known else ()), "")
    label = papers.kind(kind).label.pair
    if not credential.alive_on(on):
        raise refusals.CredentialNotAlive(pointer="/credential_id", number=credential.number)
    if not credential.answers(kind):
        raise refusals.CredentialAnswersNot(pointer="/evidence_kind", number=credential.number, label=label)
    if any((one.credential_id, one.kind) == (credential.id, kind) for one in dossier.evidence):
        raise refusals.CredentialUsedAlready(pointer="/credential_id", number=credential.number)
    if len(dossier.evidence) >= rules.MOST_FILES:
        raise refusals.TooMany(most=rules.MOST_FILES)
    paper = _evidence(credential, kind, id=id, at=at, by=Actor.of(by))
    if paper is None:
        raise refusals.CredentialWithoutPaper(pointer="/credential_id", number=credential.number)
    return rules.filling(dossier, by).model_copy(update={"evidence": (*dossier.evidence, paper)})


def with_linkage(
    dossier: Dossier, linkage: Linkage, rulebook: Rulebook, *, id: str, at: datetime, on: date, by: Principal
) -> Dossier:
    """
    The dossier with a linkage contract as evidence, for the criterion of its sheet that contracts answer. Raises StepRefused,
    TooMany, LinkageNotAlive, LinkageWithoutPaper, LinkageUsedAlready.
    """
    if not linkage.alive_on(on):
        raise refusals.LinkageNotAlive(pointer="/linkage_id", goods=linkage.goods)
    if linkage.paper is None:
        raise refusals.LinkageWithoutPaper(pointer="/linkage_id", goods=linkage.goods)
    if any(one.linkage_id == linkage.id for one in dossier.evidence):
        raise refusals.LinkageUsedAlready(pointer="/linkage_id", goods=linkage.goods)
    if len(dossier.evidence) >= rules.MOST_FILES:
        raise refusals.TooMany(most=rules.MOST_FILES)
    known = linkage_list()
    criterion = next((leaf.id for leaf in rulebook.sheet(dossier.set_no).leaves if leaf.topic in known.topics), None)
    paper = Evidence(
        **dict(linkage.paper),
        id=id,
        kind=known.evidence,
        issued_on=linkage.from_on,
        expires_on=linkage.until,
        criterion=criterion,
        added_at=at,
        added_by=Actor.of(by),
        linkage_id=linkage.id,
    )
    return rules.filling(dossier, by).model_copy(update={"evidence": (*dossier.evidence, paper)})


def with_held(
    dossier: Dossier, held: Iterable[Credential], rulebook: Rulebook, *, new_id: NewId, at: datetime, on: date
) -> Dossier:
    """
    The dossier with every credential on file that answers something its rulebook asks for and nothing in it does yet with
    the same paper. One that is before an office, or has ended, stays as it is.
    """
    if Verb.FILL not in dossier.may:
        return dossier
    asked = [wanted.kind for wanted in rulebook.evidence]
    had = {(one.kind, one.sha256) for one in dossier.evidence} | {
        (one.kind, one.credential_id) for one in dossier.evidence
    }
    more: list[Evidence] = []
    for one in held:
        known = credential_kind(one.kind)
        kind = next((code for code in (known.evidence if known else ()) if code in asked), None)
        paper = _evidence(one, kind, id=new_id(), at=at, by=SYSTEM) if kind and one.alive_on(on) else None
        if paper and not had & {(paper.kind, paper.sha256), (paper.kind, one.id)}:
            more.append(paper)
    left = max(0, rules.MOST_FILES - len(dossier.evidence))
    return dossier.model_copy(update={"evidence": (*dossier.evidence, *more[:left])}) if more[:left] else dossier


def following(dossier: Dossier, credential: Credential, renews: Iterable[str] = ()) -> Dossier:
    """
    The dossier whose papers are what a credential is now: one that took the place of others takes it here too, one that was
    withdrawn counts no longer. One that is before an office, or has ended, stays as it is.
    """
    if Verb.FILL not in dossier.may:
        return dossier
    was = {credential.id, *renews}
    evidence = tuple(_now(one, credential) if one.credential_id in was else one for one in dossier.evidence)
    once = {(one.credential_id or one.id, one.kind): one for one in reversed(evidence)}
    kept = tuple(one for one in evidence if once[(one.credential_id or one.id, one.kind)] is one)
    return dossier.model_copy(update={"evidence": kept}) if kept != dossier.evidence else dossier


def changed_meanwhile(
    dossier: Dossier, credential: Credential, rulebook: Rulebook, renews: Iterable[str] = (), *, on: date
) -> PaperChange | None:
    """
    What a credential's change is to a dossier that is before an office: a paper of it that was withdrawn, ended or renewed, or
    a new one that answers what its rulebook asks for. None where it is nothing to it, or noted already.
    """
    if dossier.state is not State.SUBMITTED:
        return None
    was = {credential.id, *renews}
    known = [one.kind for one in dossier.evidence if one.credential_id in was]
    known += [one.evidence_kind for one in dossier.meanwhile if one.credential_id in was]
    alive = credential.alive_on(on)
    if not alive:
        change = "withdrawn" if credential.withdrawn_on else "ended"
    elif any(one.credential_id == credential.id for one in dossier.evidence):
        return None  # it is what was handed in
    elif known:
        change = "renewed"
    else:
        law = credential_kind(credential.kind)
        asked = {wanted.kind for wanted in rulebook.evidence}
        known = [code for code in (law.evidence if law else ()) if code in asked and credential.paper]
        change = "added"
    noted = {(one.credential_id, one.change) for one in dossier.meanwhile}
    if not known or (credential.id, change) in noted or (alive and credential.id in {one for one, _ in noted}):
        return None
    return PaperChange(
        credential_id=credential.id,
        kind=credential.kind,
        number=credential.number,
        evidence_kind=known[0],
        change=change,
        expires_on=credential.ends_on,
        changed_on=on,
    )


def noting(dossier: Dossier, change: PaperChange) -> Dossier:
    """The dossier with what became of a paper since it was handed in; the latest MOST_NOTED."""
    return dossier.model_copy(update={"meanwhile": (*dossier.meanwhile, change)[-MOST_NOTED:]})


def _now(paper: Evidence, credential: Credential) -> Evidence:
    """A paper of a dossier as the credential that it is stands now."""
    return paper.model_copy(update=_as_it_is(credential))


def _evidence(credential: Credential, kind: str, *, id: str, at: datetime, by: Actor) -> Evidence | None:
    """A credential as evidence; None where it has no paper."""
    if credential.paper is None:
        return None
    return Evidence(id=id, kind=kind, added_at=at, added_by=by, **_as_it_is(credential))


def _as_it_is(credential: Credential) -> dict[str, Any]:
    """What evidence has of a credential: paper, hash, number, days; of one that has no paper, all but that."""
    return {
        **(dict(credential.paper) if credential.paper else {}),
        "issued_on": credential.issued_on,
        "expires_on": credential.ends_on,
        "credential_id": credential.id,
        "number": credential.number,
        "word": None if credential.file else credential.word,
        "ended_on": credential.withdrawn_on,
    }
