"""Events about written opinions. Before all are opened only that a form is there is published, never what it says."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.evaluation.opinion import (
    MemberOpinion,
    OpinionAskedV1,
    OpinionConcludedV1,
    OpinionFacts,
    OpinionSealedV1,
)

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.opinions.opinion import Form, Opinions

F = TypeVar("F", bound=OpinionFacts)


def of(kind: type[F], opinions: Opinions, /, **own: object) -> F:
    """An event of a collection: fields of the same name are its own."""
    return mapped(kind, opinions, opinion_id=opinions.id, **own)


def asked(unit: Unit, opinions: Opinions) -> None:
    members = [one.person_id for one in opinions.members]
    unit.announce(of(OpinionAskedV1, opinions, members=members), place=opinions.place)


def sealed(unit: Unit, opinions: Opinions, form: Form) -> None:
    own = {"member_id": form.member_id, "digest": form.digest, "sealed_at": form.sealed_at}
    unit.announce(of(OpinionSealedV1, opinions, **own), place=opinions.place)


def concluded(unit: Unit, opinions: Opinions) -> None:
    done, forms = opinions.conclusion, {one.member_id: one for one in opinions.forms}
    assert done is not None, "what is concluded says so"
    said = [
        MemberOpinion(
            member_id=one.person_id,
            opinion=opinions.said_by(one.person_id).value,
            reason=form.reason if (form := forms.get(one.person_id)) else None,
            digest=form.digest if form else None,
        )
        for one in opinions.members
    ]
    own = {"opinions": said, "result": done.result.value, "because": done.because, "concluded_at": done.concluded_at}
    unit.announce(of(OpinionConcludedV1, opinions, **own), place=opinions.place)
