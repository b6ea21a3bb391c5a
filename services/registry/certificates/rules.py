"""The life of a certificate: issued, warned about, expired, superseded, revoked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kit.clock import LOCAL
from kit.lifecycle import Lifecycle
from law.calendar import valid_until
from law.kinds import ladder
from law.rulebooks import Rulebook
from services.registry.certificates.certificate import Certificate, State, Verb
from services.registry.dossiers.dossier import Dossier
from services.registry.producers.producer import Where

LIFECYCLE = Lifecycle(
    subject=("giấy chứng nhận", "certificate"),
    initial=State.VALID,
    table={
        (State.VALID, Verb.EXPIRE): State.EXPIRED,
        (State.VALID, Verb.SUPERSEDE): State.SUPERSEDED,
        (State.VALID, Verb.REVOKE): State.REVOKED,
        (State.EXPIRED, Verb.SUPERSEDE): State.SUPERSEDED,
    },
    states={
        State.VALID: ("còn hiệu lực", "valid"),
        State.EXPIRED: ("hết hiệu lực", "expired"),
        State.SUPERSEDED: ("đã được thay thế", "superseded"),
        State.REVOKED: ("đã thu hồi", "revoked"),
    },
    verbs={
        Verb.EXPIRE: ("hết hạn", "expire"),
        Verb.SUPERSEDE: ("thay thế", "supersede"),
        Verb.REVOKE: ("thu hồi", "revoke"),
    },
)


@dataclass(frozen=True)
class Rung:
    """A day in a certificate's life on which something is told. `days_left` counts to its last day; -1 is the day after."""

    on: date
    days_left: int
    opens_window: bool = False


def issued(
    id: str,
    dossier: Dossier,
    *,
    place: Where,
    product_code: str,
    star: int,
    decision_number: str,
    decided_on: date,
    authority: str,
    rulebook: Rulebook,
    months: int,
    ruling_id: str,
    supersedes: str | None,
) -> Certificate:
    """A certificate by a ruling; valid from the day of the decision for so many months."""
    return Certificate(
        id=id,
        product_id=dossier.product_id,
        product_name=dossier.product_name,
        set_no=dossier.set_no,
        producer_id=dossier.producer_id,
        producer_name=dossier.producer_name,
        producer_kind=dossier.producer_kind,
        place=place,
        product_code=product_code,
        star=star,
        decision_number=decision_number,
        decided_on=decided_on,
        authority=authority,
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        valid_from=decided_on,
        valid_until=valid_until(decided_on, months),
        dossier_id=dossier.id,
        ruling_id=ruling_id,
        supersedes=supersedes,
    )


def stepped(certificate: Certificate, verb: Verb, **changes: object) -> Certificate:
    """The certificate after `verb`; raises StepRefused."""
    return certificate.model_copy(update={"state": LIFECYCLE.step(certificate.state, verb), **changes})


def rungs(last_day: date, rulebook: Rulebook) -> list[Rung]:
    """Every day on which something is told, in order; the day after the last one is the end."""
    opens = rulebook.re_evaluation.opens_days_before
    days = {*ladder(), *([opens] if opens else [])}
    steps = [Rung(last_day - timedelta(days=n), n, opens_window=n == opens) for n in sorted(days, reverse=True)]
    return [*steps, Rung(last_day, 0), Rung(last_day + timedelta(days=1), -1)]


def next_rung(last_day: date, rulebook: Rulebook, after: date) -> Rung | None:
    """The first rung after a day; those that passed while nobody looked are passed by, but for the end."""
    later = [rung for rung in rungs(last_day, rulebook) if rung.on > after]
    return later[0] if later else None


def midnight(on: date) -> datetime:
    """The first instant of a day of the law."""
    return datetime.combine(on, time(), LOCAL)
