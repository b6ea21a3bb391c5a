"""What must hold of a credential, what it becomes, and when its end is told of. Pure: time, ids and holders come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kit.clock import LOCAL
from kit.command import Reason
from kit.history import SYSTEM
from kit.identity import Principal, is_within
from kit.refusal import Forbidden, Refusal, Several
from law.kinds import CredentialKind, credential_kind, kinds_of_credential
from programme.places import Where
from programme.roles import REGISTRARS, acts_for, keeps
from services.registry.credentials.commands import CredentialCommand
from services.registry.credentials.credential import Credential, CredentialFields, Granted, Paper, Report
from services.registry.credentials.lifecycle import ALIVE, State, Verb
from services.registry.credentials.refusals import (
    DatesReversed,
    EndedAlready,
    HeldByAnother,
    KindUnknown,
    NotIssuedYet,
    NumberMissing,
    OfAnotherProducer,
    PaperMissing,
    ReasonMissing,
    RecordedAlready,
)
from services.registry.producers.producer import Producer
from services.registry.products.product import Product

HOLDERS = {"product": ("một sản phẩm", "a product"), "producer": ("chủ thể", "the producer")}


@dataclass(frozen=True)
class Rung:
    """A day in a credential's life on which something is announced. `days_left` counts to its last day; -1 is the day after."""

    on: date
    days_left: int


def known_kind(code: str) -> CredentialKind:
    """A kind of the list; raises KindUnknown."""
    known = credential_kind(code)
    if known is None:
        labels = [one.label for one in kinds_of_credential().values()]
        words = ("; ".join(one.vi for one in labels), "; ".join(one.en for one in labels))
        raise KindUnknown(pointer="/kind", kind=code, known=words)
    return known


def recorded(
    id: str,
    command: CredentialCommand,
    *,
    producer: Producer,
    product: Product | None,
    place: Where,
    paper: Paper | None,
    by: Principal,
    at: datetime,
    on: date,
    lists: dict[str, str],
) -> Credential:
    """
    A credential as its paper says; an officer, who has the paper at hand, vouches for it at once. Raises KindUnknown,
    HeldByAnother, OfAnotherProducer, NumberMissing, DatesReversed, NotIssuedYet, EndedAlready, PaperMissing, all at once.
    """
    kind, wrong = known_kind(command.kind), list[Refusal]()
    holder = "product" if product else "producer"
    if holder not in kind.holders:
        named = [HOLDERS[one] for one in kind.holders]
        words = (" hoặc ".join(vi for vi, _ in named), " or ".join(en for _, en in named))
        wrong.append(HeldByAnother(pointer="/product_id", kind=kind.label.pair, holder=words))
    if product and product.producer_id != producer.id:
        wrong.append(OfAnotherProducer(pointer="/product_id"))
    if not key_of(command.number):
        wrong.append(NumberMissing(pointer="/number"))
    ends = kind.last_day(command.issued_on, command.expires_on)
    if command.issued_on > on:
        wrong.append(NotIssuedYet(pointer="/issued_on", on=command.issued_on))
    if command.expires_on and command.expires_on < command.issued_on:
        wrong.append(DatesReversed(pointer="/expires_on"))
    elif ends and ends < on:
        wrong.append(EndedAlready(pointer="/expires_on", on=ends))
    if paper is None and acts_for(by, producer.id):
        wrong.append(PaperMissing(pointer="/file"))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    written = {name: getattr(command, name) for name in CredentialFields.model_fields}
    made = _held(id, written, producer, product, place, on, lists)
    made = made.model_copy(update={"file": paper, "ends_on": ends, "recorded_by": by.id})
    return made if acts_for(by, producer.id) else verified(made, by=by, at=at, on=on)


def granted(
    id: str,
    said: Granted,
    report: Report,
    *,
    producer: Producer,
    product: Product | None,
    place: Where,
    at: datetime,
    on: date,
    lists: dict[str, str],
) -> Credential:
    """A credential by its issuer's own word: recorded and verified at once. Raises KindUnknown, DatesReversed."""
    kind = known_kind(said.kind)
    held_for = product if "product" in kind.holders else None
    made = _held(id, dict(said), producer, held_for, place, on, lists)
    return confirmed(made, said, report, at=at, on=on)


def confirmed(credential: Credential, said: Granted, report: Report, *, at: datetime, on: date) -> Credential:
    """A credential by its issuer's word, whose days prevail. Raises KindUnknown, DatesReversed, StepRefused."""
    kind = known_kind(credential.kind)
    if said.expires_on and said.expires_on < said.issued_on:
        raise DatesReversed(pointer="/expires_on")
    return credential.stepped(
        Verb.CONFIRM,
        at=at,
        by=SYSTEM,
        note=f"{report.agency}: {report.report_id}",
        issued_on=said.issued_on,
        expires_on=said.expires_on,
        ends_on=kind.last_day(said.issued_on, said.expires_on),
        verified_on=on,
        verified_by="issuer",
        office=None,
        agency=report.agency,
        report_id=report.report_id,
        document_url=report.document_url,
        word=_word(credential, said, report, kind),
    )


def verified(credential: Credential, *, by: Principal, at: datetime, on: date) -> Credential:
    """A credential that an officer compared with its paper; raises StepRefused."""
    offices = (one for one in by.offices(*REGISTRARS) if is_within(credential.place.path, one))
    office = max(offices, key=len, default=None)
    seen = credential.stepped(Verb.VERIFY, at=at, by=by, verified_on=on, verified_by="officer")
    return seen.model_copy(update={"office": office})


def withdrawn(credential: Credential, command: Reason, *, by: Principal, at: datetime, on: date) -> Credential:
    """A credential that holds no longer, by its producer or an officer; raises ReasonMissing, StepRefused."""
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
    who = "producer" if acts_for(by, credential.producer_id) else "officer"
    return credential.stepped(
        Verb.WITHDRAW, at=at, by=by, note=command.reason, withdrawn_on=on, withdrawn_by=who, reason=command.reason
    )


def withdrawn_by_issuer(credential: Credential, report: Report, *, reason: str, at: datetime, on: date) -> Credential:
    """A credential that its issuer withdrew on a day; raises StepRefused."""
    note = f"{report.agency}: {report.report_id}"
    return credential.stepped(
        Verb.WITHDRAW,
        at=at,
        by=SYSTEM,
        note=f"{note}. {reason}".strip(),
        withdrawn_on=on,
        withdrawn_by="issuer",
        reason=reason or note,
    )


def renewed(credential: Credential, by: Credential, *, at: datetime) -> Credential:
    """A credential whose place a newer paper took; raises StepRefused."""
    return credential.stepped(Verb.RENEW, at=at, by=SYSTEM, note=by.number, renewed_by=by.id)


def renewable(credential: Credential, others: Iterable[Credential]) -> list[Credential]:
    """
    Of a producer's others, those whose place a credential takes: same kind, same holder, not issued later; of kinds that are
    held side by side none but the same paper.
    """
    kind = credential_kind(credential.kind)
    return [
        one
        for one in others
        if one.id != credential.id
        and one.kind == credential.kind
        and one.product_id == credential.product_id
        and Verb.RENEW in one.may
        and one.issued_on <= credential.issued_on
        and (not (kind and kind.several) or one.number_key == credential.number_key)
    ]


def newer_of(credential: Credential, others: Iterable[Credential]) -> Credential | None:
    """The one, vouched for, that took a credential's place before that came in: events arrive in any order."""
    kind = credential_kind(credential.kind)
    if kind and kind.several:
        return None
    later = [
        one
        for one in others
        if one.id != credential.id
        and (one.kind, one.product_id) == (credential.kind, credential.product_id)
        and one.state is State.VERIFIED
        and one.issued_on > credential.issued_on
    ]
    return max(later, key=lambda one: one.issued_on, default=None)


def said_before(said: Granted, known: Iterable[Credential]) -> Credential | None:
    """
    The credential that an agency's grant speaks of again: of the same kind and number, one that may be confirmed before one
    that has ended; none where it was withdrawn before the grant was issued.
    """
    key = key_of(said.number)
    same = [one for one in known if (one.kind, one.number_key) == (said.kind, key)]
    held = next((one for one in same if Verb.CONFIRM in one.may), None)
    ended = [one for one in same if one.withdrawn_on is None or one.withdrawn_on >= said.issued_on]
    return held or (ended[0] if ended else None)


def holder_of(kind: str, product: Product | None, known: Iterable[Credential]) -> str | None:
    """
    For which product an agency's grant of a kind is held (None: for the whole producer): for the one it names; where it
    names none, or the producer holds the kind as a whole, for whatever the one there is of that kind is held for.
    """
    named = product.id if product and "product" in known_kind(kind).holders else None
    held = {one.product_id for one in known if one.kind == kind and Verb.RENEW in one.may}
    if named is None:
        return held.pop() if len(held) == 1 else None
    return named if named in held or None not in held else None


def must_be_new(credential: Credential, known: Iterable[Credential]) -> None:
    """Raises RecordedAlready where the same number of the same kind is held by the producer already."""
    for one in known:
        same = (one.kind, one.number_key) == (credential.kind, credential.number_key)
        if same and one.id != credential.id and one.state in ALIVE:
            raise RecordedAlready(pointer="/number", number=one.number)


def rungs(credential: Credential) -> list[Rung]:
    """Every day on which something is announced, in order; the day after the last one is the end."""
    if credential.ends_on is None:
        return []
    kind = credential_kind(credential.kind)
    days = sorted({0, *(kind.days_before if kind else ())}, reverse=True)
    steps = [Rung(credential.ends_on - timedelta(days=n), n) for n in days]
    return [*steps, Rung(credential.ends_on + timedelta(days=1), -1)]


def next_rung(credential: Credential, after: date) -> Rung | None:
    """The first rung after a day; those that passed while nobody looked are passed by, but for the end."""
    return next((rung for rung in rungs(credential) if rung.on > after), None)


def midnight(on: date) -> datetime:
    """The first instant of a day of the law."""
    return datetime.combine(on, time(), LOCAL)


def shown_kinds(held: Iterable[Credential], on: date) -> list[str]:
    """The kinds by which everybody may find a product: alive, verified, and of those the list makes public."""
    return sorted({one.kind for one in held if one.state is State.VERIFIED and one.alive_on(on) and _public(one.kind)})


def require_keeper(by: Principal, producer_id: str, place: Where) -> None:
    """Raises Forbidden unless the caller is the producer's own person or a registrar of the place."""
    if not keeps(by, producer_id, place.path):
        raise Forbidden()


def may_verify(credential: Credential, by: Principal) -> bool:
    """Whether the caller may vouch: a registrar of its place, of another's credential."""
    return by.covers(credential.place.path, *REGISTRARS) and not acts_for(by, credential.producer_id)


def key_of(number: str) -> str:
    """By what a number is found, with whatever blanks, dots and dashes it is typed."""
    return "".join(c for c in number.upper() if c.isalnum())


def _held(
    id: str,
    written: dict[str, object],
    producer: Producer,
    product: Product | None,
    place: Where,
    on: date,
    lists: dict[str, str],
) -> Credential:
    about = {"product_id": product.id, "product_name": product.name, "set_no": product.set_no} if product else {}
    return Credential.model_validate(
        {
            **written,
            **about,
            "id": id,
            "producer_id": producer.id,
            "producer_name": producer.name,
            "producer_kind": producer.kind,
            "place": place,
            "number_key": key_of(str(written["number"])),
            "recorded_on": on,
            "lists": lists,
        }
    )


def _word(credential: Credential, said: Granted, report: Report, kind: CredentialKind) -> str:
    """An issuer's word as a text, so that who reads a dossier has it before them."""
    lines = [
        "Xác nhận của cơ quan cấp, nhận qua hệ thống OCOP",
        f"Cơ quan: {report.agency}",
        f"Báo cáo số: {report.report_id}, ngày {report.reported_on:%d/%m/%Y}",
        f"Loại: {kind.label.vi}",
        f"Số: {said.number}",
        f"Chủ thể: {credential.producer_name}",
        *([f"Sản phẩm: {credential.product_name}"] if credential.product_name else []),
        f"Ngày cấp: {said.issued_on:%d/%m/%Y}",
        f"Ngày hết hạn: {said.expires_on:%d/%m/%Y}" if said.expires_on else "Ngày hết hạn: không ghi",
        *([f"Tài liệu: {report.document_url}"] if report.document_url else []),
    ]
    return "\n".join(lines) + "\n"


def _public(code: str) -> bool:
    kind = credential_kind(code)
    return kind is not None and kind.public
