"""
What must hold of a use of the mark, what it is checked for, and what it becomes. Pure: time, ids and the certificate come in
as arguments. Regulation of the mark 1162/QĐ-VPĐP-OCOP, as far as `law/data/mark.yaml` has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.mapped import mapped
from law.codes import product_codes_meant
from law.mark import MarkRules, mark_rules
from law.rulebooks import shelf
from programme.roles import acts_for
from services.registry.certificates.certificate import Certificate, Mark
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.dossiers.dossier import Subject
from services.registry.marks import refusals
from services.registry.marks.commands import AnswerCommand, UseCommand
from services.registry.marks.lifecycle import State, Verb
from services.registry.marks.mark_use import Answer, Held, MarkUse, Picture, TakeDown, UseFields, Waits
from services.registry.products.product import Product

MOST_ALIVE = 60
"""Uses of one product that are followed at once; what its certificate loses is written to each in one transaction."""
MOST_PICTURES = 12
SUSPENDED, REFUSED, NEVER = "suspended", "refused", "none"
"""Why a use has to disappear, beside how a certificate ended."""
_VERBS = {"in-order": Verb.FIND_IN_ORDER, "to-correct": Verb.ASK_TO_CORRECT, "refused": Verb.REFUSE}


def no_right(certificate: Certificate | None, on: date) -> str | None:
    """Why a product may not show the mark on a day: how its certificate ended, `suspended`, `none`; None where it may."""
    if certificate is None:
        return NEVER
    if certificate.state is not CertificateState.VALID:
        return certificate.state.value
    if certificate.valid_until < on:
        return CertificateState.EXPIRED.value
    return SUSPENDED if certificate.mark is Mark.SUSPENDED else None


def findings(
    use: UseFields, pictures: Sequence[Picture], certificate: Certificate | None, why_not: str | None
) -> tuple[str, ...]:
    """
    What is wrong with a use beside its certificate, by the ids of the list's checks; `why_not`: as `no_right` says. What
    nobody said is not held against it.
    """
    rules = mark_rules()
    found: list[str] = []
    if why_not:
        found.append("mark-suspended" if why_not == SUSPENDED else "no-certificate")
    if certificate is not None:
        if certificate.star < rules.smallest_star.value:
            found.append("below-smallest-star")
        if use.star_shown and use.star_shown > certificate.star:
            found.append("more-stars")
        if use.code_shown and certificate.product_code and not _is_code(use.code_shown, certificate.product_code):
            found.append("other-code")
        if use.since and use.since < certificate.valid_from and not certificate.supersedes:
            found.append("before-the-certificate")
    medium = rules.medium(use.medium)
    if use.own_brand is False and medium is not None and medium.brand_beside:
        found.append("no-own-brand")
    if not pictures:
        found.append("no-picture")
    return tuple(one for one in found if one in rules.named)


def registered(
    id: str,
    command: UseCommand,
    product: Product,
    certificate: Certificate | None,
    why_not: str | None,
    *,
    on: date,
    design_id: str | None = None,
) -> MarkUse:
    """A use that a product makes of the mark, in the order of things or not: where the right is gone, it is to be taken down."""
    subject = dict(Subject.of(product, product.place))
    use = MarkUse(id=id, **subject, **dict(command), registered_on=on, design_id=design_id)
    use = use.model_copy(update={"answer_by": _last_day("answer-use", on)})
    if why_not:
        use = use.model_copy(update={"take_down": _order(why_not, on)})
    return checked(use, certificate, why_not)


def started(id: str, command: UseCommand, product: Product, certificate: Certificate, *, on: date) -> MarkUse:
    """A use that is to be expected, because the files of the mark were handed out; its producer describes it."""
    use = registered(id, command, product, certificate, None, on=on)
    return due(use.model_copy(update={"state": State.STARTED, "answer_by": None}))


def changed(
    use: MarkUse,
    command: UseCommand,
    certificate: Certificate | None,
    why_not: str | None,
    *,
    at: datetime,
    on: date,
    by: Principal,
) -> MarkUse:
    """The use as it is now, for an officer to look at again; raises StepRefused."""
    after = use.stepped(Verb.CHANGE, at=at, by=by, **dict(command))
    return looked_at_anew(after, certificate, why_not, on=on)


def with_picture(
    use: MarkUse,
    picture: Picture,
    certificate: Certificate | None,
    why_not: str | None,
    *,
    at: datetime,
    on: date,
    by: Principal,
) -> MarkUse:
    """The use with another picture; raises StepRefused, TooManyPictures."""
    if len(use.pictures) >= MOST_PICTURES:
        raise refusals.TooManyPictures(pointer="/file", most=MOST_PICTURES)
    pictures = (*use.pictures, picture)
    if use.state is State.STARTED:  # a picture alone describes no use
        use.lifecycle.step(use.state, Verb.CHANGE)
        return checked(use.model_copy(update={"pictures": pictures}), certificate, why_not)
    after = use.stepped(Verb.CHANGE, at=at, by=by, note=picture.name, pictures=pictures)
    return looked_at_anew(after, certificate, why_not, on=on)


def without_picture(
    use: MarkUse,
    picture_id: str,
    certificate: Certificate | None,
    why_not: str | None,
    *,
    at: datetime,
    by: Principal,
) -> MarkUse:
    """The use without a picture; what was answered of it stays. Raises StepRefused."""
    use.lifecycle.step(use.state, Verb.CHANGE)
    kept = tuple(one for one in use.pictures if one.id != picture_id)
    return checked(use.model_copy(update={"pictures": kept}), certificate, why_not)


def looked_at_anew(use: MarkUse, certificate: Certificate | None, why_not: str | None, *, on: date) -> MarkUse:
    """
    A use that was changed: an officer has the whole term again, and what was refused of the old one is no more; it has to
    disappear only while the right to it is gone.
    """
    order = use.take_down if why_not else None
    fresh = {"answer_by": _last_day("answer-use", on), "take_down": order}
    return checked(use.model_copy(update=fresh), certificate, why_not)


def answered(use: MarkUse, command: AnswerCommand, *, at: datetime, on: date, by: Principal, office: str) -> MarkUse:
    """
    The use as an officer answered: in order, to be corrected by a day, or refused and to be taken down. Raises StepRefused,
    OwnUse, ReasonsMissing, CorrectByMisplaced.
    """
    if acts_for(by, use.producer_id):
        raise refusals.OwnUse()
    verb = _VERBS[command.answer]
    use.lifecycle.step(use.state, verb)
    if verb is not Verb.FIND_IN_ORDER and not (command.reasons or command.words):
        raise refusals.ReasonsMissing(pointer="/reasons")
    correct_by = None
    if verb is Verb.ASK_TO_CORRECT:
        correct_by = command.correct_by or _last_day("correct", on)
        if not on < correct_by <= mark_rules().term("correct").latest(on):
            raise refusals.CorrectByMisplaced(pointer="/correct_by")
    answer = mapped(Answer, command, correct_by=correct_by, answered_on=on, by=Actor.of(by))
    take_down = use.take_down
    if verb is Verb.REFUSE:
        take_down = take_down or _order(REFUSED, on)
    elif is_refused(use):
        take_down = None
    note = command.words or None
    return due(
        use.stepped(verb, at=at, by=by, note=note, office=office, answer=answer, answer_by=None, take_down=take_down)
    )


def to_take_down(use: MarkUse, because: str, *, at: datetime, on: date) -> MarkUse:
    """The use once the right to it is gone: to disappear by a day; one that has to already keeps its day."""
    before = use.take_down
    order = TakeDown(because=because, by=before.by, ordered_on=before.ordered_on) if before else _order(because, on)
    after = use.stepped(Verb.ORDER_TAKE_DOWN, at=at, by=SYSTEM, note=because, take_down=order, confirm_by=None)
    return due(after)


def lifted(use: MarkUse, certificate: Certificate, *, at: datetime) -> MarkUse:
    """
    The use once the mark may be shown again: what it was suspended for is over. One that an officer refused has to
    disappear all the same, by the day it had.
    """
    before = use.take_down
    order = before.model_copy(update={"because": REFUSED}) if before and use.state is State.REFUSED else None
    return checked(use.stepped(Verb.LIFT, at=at, by=SYSTEM, take_down=order), certificate, None)


def is_refused(use: MarkUse) -> bool:
    """Whether an officer refused it, so that it has to disappear whatever becomes of the certificate."""
    return use.take_down is not None and use.take_down.because == REFUSED


def asked_whether_it_stays(use: MarkUse, *, at: datetime, on: date) -> MarkUse:
    """The use after its product was recognised again: what the end of the last certificate ordered is over, and its producer says whether it stays."""
    by = _last_day("confirm", on)
    return due(use.stepped(Verb.ASK_WHETHER_IT_STAYS, at=at, by=SYSTEM, take_down=None, confirm_by=by))


def kept(
    use: MarkUse, certificate: Certificate | None, why_not: str | None, *, at: datetime, on: date, by: Principal
) -> MarkUse:
    """The use that stays under the new certificate, looked at again if it was in order under the old one; raises StepRefused, NothingAsked."""
    if use.confirm_by is None:
        raise refusals.NothingAsked()
    stays = use.stepped(Verb.KEEP, at=at, by=by, confirm_by=None, answer_by=_last_day("answer-use", on))
    return checked(stays, certificate, why_not)


def ended(use: MarkUse, reason: str, *, at: datetime, on: date, by: Principal) -> MarkUse:
    """The use that is over; raises StepRefused."""
    over = use.stepped(
        Verb.END, at=at, by=by, note=reason, take_down=None, confirm_by=None, answer_by=None, ended_on=on
    )
    return due(over)


def of_product(use: MarkUse, product: Product) -> MarkUse:
    """The use of a product that was merged or moved, as one of the record that is kept."""
    return mapped(MarkUse, use, **dict(Subject.of(product, product.place)))


def checked(use: MarkUse, certificate: Certificate | None, why_not: str | None) -> MarkUse:
    """The use with what the machine finds now, the certificate it rests on, and what it waits for."""
    held = mapped(Held, certificate) if certificate else None
    found = findings(use, use.pictures, certificate, why_not)
    return due(use.model_copy(update={"certificate": held, "findings": found}))


def due(use: MarkUse) -> MarkUse:
    """The use with what it waits for and until when: what has to disappear first, then what is asked, then what is answered."""
    waits: Waits | None = None
    day: date | None = None
    if use.state is State.ENDED:
        pass
    elif use.take_down:
        waits, day = Waits.TAKE_DOWN, use.take_down.by
    elif use.confirm_by:
        waits, day = Waits.CONFIRMATION, use.confirm_by
    elif use.state is State.STARTED:
        waits = Waits.DESCRIPTION
    elif use.state is State.TO_CORRECT and use.answer:
        waits, day = Waits.CORRECTION, use.answer.correct_by
    elif use.state is State.REGISTERED:
        waits, day = Waits.ANSWER, use.answer_by
    return use.model_copy(update={"waits": waits, "due_on": day})


def is_overdue(use: MarkUse, on: date) -> bool:
    """Whether the last day of what it waits for is past."""
    return use.due_on is not None and use.due_on < on


def allows_mark(certificate: Certificate | None, why_not: str | None, rules: MarkRules | None = None) -> bool:
    """Whether the files of the mark may be handed out: a living certificate of enough stars, its use not suspended."""
    smallest = (rules or mark_rules()).smallest_star.value
    return certificate is not None and why_not is None and certificate.star >= smallest


def _is_code(shown: str, held: str) -> bool:
    return shown == held or held in product_codes_meant(shown, shelf().all())


def _order(because: str, on: date) -> TakeDown:
    return TakeDown(because=because, by=_last_day("take-down", on), ordered_on=on)


def _last_day(term: str, begins: date) -> date:
    return mark_rules().term(term).last_day(begins)
