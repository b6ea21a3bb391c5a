"""Events about uses of the mark: one mapping from the aggregate to the contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from ocop_events.picture import Picture as PictureRef
from ocop_events.registry.mark import (
    MarkArtworkHandedOutV1,
    MarkFacts,
    MarkTakeDownOrderedV1,
    MarkUseAnsweredV1,
    MarkUseChangedV1,
    MarkUseEndedV1,
    MarkUseOverdueV1,
    MarkUseRegisteredV1,
    MarkUseUnansweredV1,
)
from ocop_events.registry.mark import MarkUse as MarkUseRef
from ocop_events.vocabulary import CertificateRef, Ground

from kit.mapped import mapped
from kit.work import Unit
from law.mark import mark_rules
from services.registry.dossiers.announcements import subject
from services.registry.marks.mark_use import Answer, AnswerFields, MarkUse, Picture

F = TypeVar("F", bound=MarkFacts)


def of(kind: type[F], use: MarkUse, /, **own: object) -> F:
    """An event of a use: fields of the same name are its own."""
    held = mapped(CertificateRef, use.certificate) if use.certificate else None
    return mapped(kind, use, **subject(use), certificate=held, **own)


def use_ref(use: MarkUse) -> MarkUseRef:
    """A use as events carry it."""
    by = use.take_down.by if use.take_down else None
    return mapped(MarkUseRef, use, pictures=[picture_ref(one) for one in use.pictures], take_down_by=by)


def picture_ref(picture: Picture) -> PictureRef:
    """A photograph by claim check."""
    return mapped(PictureRef, picture)


def registered(unit: Unit, use: MarkUse) -> None:
    """Announces that a product shows the mark."""
    medium = mark_rules().medium(use.medium)
    fact = mapped(
        MarkUseRegisteredV1,
        use,
        certificate_id=use.certificate.id if use.certificate else "",
        **subject(use),
        media=[medium.label.vi if medium else use.medium],
        registered_on=unit.today,
        uses=[use_ref(use)],
    )
    unit.announce(fact, place=use.place.path)


def changed(unit: Unit, use: MarkUse) -> None:
    """Announces the whole of a use as it is now."""
    fact = of(MarkUseChangedV1, use, use=use_ref(use), changed_on=unit.today)
    unit.announce(fact, place=use.place.path)


def answered(unit: Unit, use: MarkUse) -> None:
    """Announces what an officer answered, with reasons and articles."""
    answer = use.answer
    assert answer, "what is announced was answered"
    answered = MarkUseAnsweredV1.model_fields.keys() & {*AnswerFields.model_fields, "answered_on"}
    same = {name: getattr(answer, name) for name in answered}
    fact = of(MarkUseAnsweredV1, use, **{**same, "use": use_ref(use), "reasons": _grounds(answer)})
    unit.announce(fact, place=use.place.path)


def ended(unit: Unit, use: MarkUse, reason: str) -> None:
    """Announces that a use is over."""
    fact = of(MarkUseEndedV1, use, use=use_ref(use), reason=reason, ended_on=unit.today)
    unit.announce(fact, place=use.place.path)


def overdue(unit: Unit, use: MarkUse) -> None:
    """Announces that the day passed by which a producer had to correct, confirm or take down a use."""
    fact = of(MarkUseOverdueV1, use, use=use_ref(use), waits=str(use.waits), due_on=use.due_on, noticed_on=unit.today)
    unit.announce(fact, place=use.place.path)


def unanswered(unit: Unit, use: MarkUse, climbs_to: str | None) -> None:
    """Announces that the day passed by which the office of its place had to answer a use."""
    late = {"office": use.place.path, "was_due_on": use.due_on, "climbs_to": climbs_to}
    unit.announce(of(MarkUseUnansweredV1, use, use=use_ref(use), **late), place=use.place.path)


def take_down_ordered(unit: Unit, uses: Sequence[MarkUse], because: str) -> None:
    """Announces which uses of a product have to disappear, by a day."""
    by = max(use.take_down.by for use in uses if use.take_down)
    fact = of(
        MarkTakeDownOrderedV1,
        uses[0],
        uses=[use_ref(use) for use in uses],
        because=because,
        take_down_by=by,
        ordered_on=unit.today,
    )
    unit.announce(fact, place=uses[0].place.path)


def artwork_handed_out(unit: Unit, use: MarkUse, *, pack: str, sha256: str, on: date) -> None:
    """Announces that the files of the mark were handed out, for a use that is to be expected."""
    fact = of(MarkArtworkHandedOutV1, use, pack=pack, pack_sha256=sha256, handed_out_on=on)
    unit.announce(fact, place=use.place.path)


def _grounds(answer: Answer) -> list[Ground]:
    named = mark_rules().named
    found = [named[code] for code in answer.reasons if code in named]
    grounds = [Ground(code=one.id, words=one.label.vi, article=one.article) for one in found]
    return [*grounds, Ground(code="in-words", words=answer.words)] if answer.words else grounds
