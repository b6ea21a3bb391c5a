"""What a certificate is issued with, the days on which something is announced, and what becomes of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kit.clock import LOCAL
from kit.history import Actor
from kit.identity import Principal
from kit.mapped import mapped
from law.calendar import valid_until
from law.certificate_life import certificate_life, mark_grounds, suspension_grounds
from law.kinds import ladder
from law.levels import level
from law.places import NoOfficeThen, NotThen, UnknownPlace, office_of
from law.places.offices import heir_of
from law.rulebooks import Rulebook
from programme.places import Where
from programme.roles import acts_for
from services.registry.certificates import refusals
from services.registry.certificates.certificate import (
    Certificate,
    Decided,
    DecisionPutRight,
    Extension,
    GivenUp,
    Ground,
    PaperCited,
    PaperReplaced,
    Revoked,
    Suspension,
)
from services.registry.certificates.commands import (
    CitedFields,
    ExtendCommand,
    GiveUpCommand,
    ReplacePaperCommand,
    SuspendMarkCommand,
)
from services.registry.certificates.decision import Decision
from services.registry.certificates.lifecycle import ENDED, State, Verb
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
    hash of the edition that was asked. A suspended use of the mark stays suspended until an office lifts it.
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
        valid_until=valid_until(
            decision.decided_on,
            rulebook.validity_months,
            counts=certificate_life(decision.decided_on).last_day.counts,
        ),
        suspension=before.suspension if before and superseded else None,
        dossier_id=dossier.id,
        supersedes=before.id if before and superseded else None,
    )


def certified(certificate: Certificate) -> Certified:
    """The recognition as its product shows it; one that was revoked or given up says so."""
    ended = certificate.state.value if certificate.state in (State.REVOKED, State.GIVEN_UP) else None
    on = certificate.ended_on if ended else None
    return mapped(Certified, certificate, certificate_id=certificate.id, ended=ended, ended_on=on)


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


def day_after(on: date) -> date:
    """The next day."""
    return on + timedelta(days=1)


def midnight(on: date) -> datetime:
    """The first instant of a day of the law."""
    return datetime.combine(on, time(), LOCAL)


@dataclass(frozen=True)
class Authority:
    """Who decides on a certificate on a day: the office, its level, and by the words of the act. `instead_of`: a level that is gone."""

    office: str
    level: str
    words: str
    instead_of: str | None = None


def authority_over(certificate: Certificate, rulebook: Rulebook, on: date) -> Authority:
    """
    Who revokes or extends a certificate by the rulebook in force, by its star; where the level has no office on the day,
    its successor by the list of the law, else the next level above. Raises NoOfficeThen when there is none at all.
    """
    tier = rulebook.recogniser_of(certificate.star, certificate.set_no)
    named = next((one for one in rulebook.revocation.authorities if one.star == certificate.star), None)
    words = named.authority.vi if named else certificate.authority
    if tier is not None and named is None and (own := tier.authority_for(certificate.star, certificate.set_no)):
        words = own.vi
    levels = [one.level for one in rulebook.tiers]
    first = tier.level if tier else levels[-1]
    after = levels[levels.index(first) + 1 :]
    place = certificate.place
    wrong: NoOfficeThen | None = None
    for at in dict.fromkeys([first, heir_of(first, on), *after]):
        if at is None:
            continue
        try:
            office = office_of(at, place.path, on, since=place.on)
        except NoOfficeThen as none:
            wrong = none
            continue
        except (UnknownPlace, NotThen):
            continue
        return Authority(office, at, words, instead_of=first if at != first else None)
    raise wrong or NoOfficeThen(on=on, level=first, place=place.path)


def roles_of(levels: tuple[str, ...]) -> list[str]:
    """The roles of the officers of these levels."""
    return [known.role for one in levels if (known := level(one))]


def may_change_mark(by: Principal, certificate: Certificate, on: date) -> bool:
    """Whether a person may suspend the use of the mark: an officer of the levels the list names, and not the producer."""
    roles = roles_of(certificate_life(on).mark.levels)
    return by.covers(certificate.place.path, *roles) and not acts_for(by, certificate.producer_id)


def may_lift(by: Principal, certificate: Certificate, on: date) -> bool:
    """Whether a person may end a suspension: who may order it, of the mark or of the certificate itself."""
    whole = certificate.suspension is not None and certificate.suspension.whole
    return may_suspend(by, certificate, on) if whole else may_change_mark(by, certificate, on)


def may_suspend(by: Principal, certificate: Certificate, on: date) -> bool:
    """Whether a person may suspend the certificate itself: an officer of the levels of the act, and not the producer."""
    said = certificate_life(on).suspension
    roles = roles_of(said.levels)
    return said.allowed and by.covers(certificate.place.path, *roles) and not acts_for(by, certificate.producer_id)


def may_decide(by: Principal, certificate: Certificate, rulebook: Rulebook, on: date) -> bool:
    """Whether a person is an officer of the very office that decides on the certificate, and not its producer."""
    authority = authority_over(certificate, rulebook, on)
    role = level(authority.level)
    return role is not None and by.holds(role.role, authority.office) and not acts_for(by, certificate.producer_id)


def suspension(command: SuspendMarkCommand, on: date, *, whole: bool = False) -> Suspension:
    """
    A suspension as the command asks it; `whole`: of the certificate itself. Raises GroundUnknown, ReasonMissing, DayPast,
    PaperNeeded for half a paper.
    """
    life = certificate_life(on)
    known = {one.id: one for one in (suspension_grounds(on) if whole else mark_grounds(on))}
    for given in command.grounds:
        if given not in known:
            raise refusals.GroundUnknown(pointer="/grounds", given=given, known=", ".join(known))
    if not command.why:
        raise refusals.ReasonMissing(pointer="/why")
    if command.until is not None and command.until < on:
        raise refusals.DayPast(pointer="/until", given=f"{command.until:%d/%m/%Y}", today=f"{on:%d/%m/%Y}")
    grounds = [known[given] for given in dict.fromkeys(command.grounds)]
    return mapped(
        Suspension,
        command,
        grounds=tuple(Ground(code=one.id, words=one.text.vi, article=one.article.vi) for one in grounds),
        suspended_on=on,
        paper=cited(command, on),
        source=(life.suspension if whole else life.mark).source.vi,
        whole=whole,
    )


def suspended(certificate: Certificate, asked: Suspension, *, at: datetime, by: Principal | Actor) -> Certificate:
    """The certificate with the use of the mark suspended, or itself. Raises StepRefused, SuspendedAlready."""
    if certificate.suspension and Verb.SUSPEND_MARK in certificate.may:
        raise refusals.SuspendedAlready(since=f"{certificate.suspension.suspended_on:%d/%m/%Y}")
    note = asked.why or "; ".join(one.words for one in asked.grounds)
    verb = Verb.SUSPEND if asked.whole else Verb.SUSPEND_MARK
    return certificate.stepped(verb, at=at, by=by, note=note, suspension=asked)


def reinstated(certificate: Certificate, reason: str, *, at: datetime, by: Principal | Actor) -> Certificate:
    """The certificate with the mark in use again. Raises StepRefused, NotSuspended, ReasonMissing."""
    if certificate.suspension is None and Verb.REINSTATE_MARK in certificate.may:
        raise refusals.NotSuspended()
    if not reason:
        raise refusals.ReasonMissing(pointer="/reason")
    verb = Verb.LIFT if certificate.suspension and certificate.suspension.whole else Verb.REINSTATE_MARK
    return certificate.stepped(verb, at=at, by=by, note=reason, suspension=None)


def revoked(certificate: Certificate, asked: Revoked, *, at: datetime, by: Principal | Actor) -> Certificate:
    """
    The certificate revoked, or with the revocation noted as a later fact where it had ended before: never refused then.
    Raises StepRefused where it was revoked already.
    """
    verb = Verb.REVOKE_AFTER_END if certificate.state in ENDED else Verb.REVOKE
    note = "; ".join(one.words for one in asked.grounds)
    return certificate.stepped(verb, at=at, by=by, note=note, office=asked.collected_by, revoked=asked)


def restored(certificate: Certificate, *, on: date, at: datetime, by: Principal | Actor, note: str) -> Certificate:
    """The certificate as it was before a revocation that was annulled: also of one whose last day passed meanwhile."""
    was = certificate.revoked.model_copy(update={"annulled_on": on}) if certificate.revoked else None
    if certificate.state in ENDED:
        return certificate.model_copy(update={"revoked": was})
    return certificate.stepped(Verb.RESTORE, at=at, by=by, note=note, revoked=was)


def given_up(certificate: Certificate, command: GiveUpCommand, *, on: date, at: datetime, by: Principal) -> Certificate:
    """
    The certificate given up; an officer names the producer's letter. Raises StepRefused, ReasonMissing, PaperNeeded.
    """
    if not command.reason:
        raise refusals.ReasonMissing(pointer="/reason")
    letter = cited(command, on)
    if letter is None and not acts_for(by, certificate.producer_id):
        raise refusals.PaperNeeded(pointer="/paper_number")
    ended = mapped(GivenUp, command, given_up_on=on, letter=letter)
    return certificate.stepped(Verb.GIVE_UP, at=at, by=by, note=command.reason, given_up=ended)


def furthest(certificate: Certificate, rulebook: Rulebook) -> date | None:
    """The last day to which a validity may be extended, counted from its first last day; None where the act allows none."""
    days = rulebook.re_evaluation.extension_days_at_most
    first = certificate.extensions[0].previous_valid_until if certificate.extensions else certificate.valid_until
    return first + timedelta(days=days) if days else None


def extension(certificate: Certificate, command: ExtendCommand, rulebook: Rulebook, on: date) -> Extension:
    """
    A prolonged validity by a paper. Raises ExtensionNotAllowed, ExtendedTooFar, ReasonMissing, PaperNeeded.
    """
    most = furthest(certificate, rulebook)
    if most is None:
        raise refusals.ExtensionNotAllowed(rulebook=rulebook.title.pair)
    ground = rulebook.ground("/re_evaluation/extension_days_at_most")
    source = ground.source if ground else rulebook.title
    if not certificate.valid_until < command.until <= most:
        raise refusals.ExtendedTooFar(
            pointer="/until",
            from_day=f"{certificate.valid_until:%d/%m/%Y}",
            most=f"{most:%d/%m/%Y}",
            days=rulebook.re_evaluation.extension_days_at_most,
            source=source.pair,
        )
    if not command.reason:
        raise refusals.ReasonMissing(pointer="/reason")
    paper = cited(command, on)
    if paper is None:
        raise refusals.PaperNeeded(pointer="/paper_number")
    return mapped(
        Extension,
        command,
        previous_valid_until=certificate.valid_until,
        valid_until=command.until,
        extended_on=on,
        source=source.vi,
        paper=paper,
    )


def extended(certificate: Certificate, asked: Extension, *, at: datetime, by: Principal | Actor) -> Certificate:
    """The certificate with a later last day. Raises StepRefused."""
    extensions = (*certificate.extensions, asked)
    after = certificate.stepped(Verb.EXTEND, at=at, by=by, note=asked.reason, extensions=extensions)
    return after.model_copy(update={"valid_until": asked.valid_until})


def paper_replaced(
    certificate: Certificate, command: ReplacePaperCommand, *, on: date, at: datetime, by: Principal
) -> Certificate:
    """The certificate with another paper; the old number is struck. Raises StepRefused, SamePaperNumber, ReasonMissing."""
    current = certificate.papers[-1].new_number if certificate.papers else command.old_number
    old, new = command.old_number.strip(), command.new_number.strip()
    if not old or current != old:
        raise refusals.SamePaperNumber(pointer="/old_number")
    if not new or new == old or new in certificate.paper_numbers:
        raise refusals.SamePaperNumber(pointer="/new_number")
    if not command.what:
        raise refusals.ReasonMissing(pointer="/what")
    replaced = PaperReplaced(old_number=old, new_number=new, what=command.what, replaced_on=on)
    after = certificate.stepped(
        Verb.REPLACE_PAPER,
        at=at,
        by=by,
        note=command.what,
        papers=(*certificate.papers, replaced),
        paper_numbers=tuple(dict.fromkeys((*certificate.paper_numbers, old, new))),
    )
    names = {name: value for name in ("product_name", "producer_name") if (value := getattr(command, name))}
    return after.model_copy(update=names)


def decision_corrected(
    certificate: Certificate, number: str, decided_on: date | None, what: str, on: date
) -> Certificate:
    """The certificate under its decision's right number and day, whatever became of it; its own last day stays."""
    now = {"decision_number": number, "decided_on": decided_on or certificate.decided_on}
    if now == certificate.model_dump(include=set(now)):
        return certificate
    was = DecisionPutRight(
        was_number=certificate.decision_number, was_decided_on=certificate.decided_on, what=what, corrected_on=on
    )
    return certificate.model_copy(update={**now, "decision_corrections": (*certificate.decision_corrections, was)})


def cited(command: CitedFields, on: date) -> PaperCited | None:
    """The paper a command cites; none where it names none. Raises PaperNeeded for half of one, or one of a day to come."""
    number, signed_on = command.paper_number, command.paper_signed_on
    if not number and signed_on is None:
        return None
    if not number or signed_on is None or signed_on > on:
        raise refusals.PaperNeeded(pointer="/paper_signed_on" if number else "/paper_number")
    return PaperCited(number=number, signed_on=signed_on)
