"""What a certificate is issued with, and the days of its life on which something is announced. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kit.clock import LOCAL
from kit.mapped import mapped
from law.calendar import valid_until
from law.kinds import ladder
from law.rulebooks import Rulebook
from programme.places import Where
from services.registry.certificates.certificate import Certificate, Decided
from services.registry.certificates.decision import Decision
from services.registry.certificates.lifecycle import Verb
from services.registry.dossiers.dossier import Dossier, Subject
from services.registry.products.product import Certified


@dataclass(frozen=True)
class Rung:
    """A day in a certificate's life on which something is announced. `days_left` counts to its last day; -1 is the day after."""

    on: date
    days_left: int
    opens_window: bool = False


def issued(
    id: str,
    dossier: Dossier,
    decision: Decision,
    rulebook: Rulebook,
    *,
    place: Where,
    product_code: str,
    before: Certificate | None,
    lists: dict[str, str],
) -> Certificate:
    """
    A certificate by a ruling, valid from the day of the decision for as many months as the ruling says.

    `before`: the product's last one, which it takes the place of while that may be superseded. `lists`: list of the law →
    hash of the edition that was asked.
    """
    superseded = before and Verb.SUPERSEDE in before.may
    about = mapped(Subject, dossier, place=place)
    return Certificate(
        id=id,
        **{**dict(about), **dict(mapped(Decided, decision))},
        product_code=product_code,
        star=decision.recorded.star,
        authority=decision.recorded.authority or "",
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        lists=lists,
        valid_from=decision.decided_on,
        valid_until=valid_until(decision.decided_on, rulebook.validity_months),
        dossier_id=dossier.id,
        supersedes=before.id if before and superseded else None,
    )


def certified(certificate: Certificate) -> Certified:
    """The recognition as its product shows it."""
    return mapped(Certified, certificate, certificate_id=certificate.id)


def rungs(last_day: date, rulebook: Rulebook) -> list[Rung]:
    """Every day on which something is announced, in order; the day after the last one is the end."""
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
