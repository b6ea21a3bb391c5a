"""What must hold of a producer."""

from __future__ import annotations

import re
from datetime import date, datetime

from kit.identity import Principal
from kit.lifecycle import Lifecycle
from kit.refusal import Forbidden, Kind, Refusal, Several
from law.places import plain
from law.rulebooks import shelf
from services.registry.history import Step
from services.registry.people import Actor
from services.registry.producers.producer import Person, Producer, State, Verb, Where
from services.registry.roles import PRODUCER, keeps

Label = tuple[str, str]


class NameMissing(Refusal):
    slug = "producer.name-missing"
    vi = "Chưa ghi tên chủ thể. Ghi đúng tên trên giấy đăng ký hoặc hợp đồng hợp tác."
    en = "The producer's name is missing. Write it as it stands on the registration or the co-operation contract."


class KindUnknown(Refusal):
    slug = "producer.kind-unknown"
    vi = "Loại chủ thể «{kind}» không có trong bộ tiêu chí. Chọn một trong: {known}."
    en = "The rulebook has no producer kind “{kind}”. Choose one of: {known}."


class TaxCodeMalformed(Refusal):
    slug = "producer.tax-code-malformed"
    vi = "Mã số thuế gồm 10 chữ số, hoặc 13 chữ số với dấu gạch trước ba số cuối. Kiểm tra lại «{given}»."
    en = "A tax code has 10 digits, or 13 with a hyphen before the last three. Check “{given}”."


class EmailMalformed(Refusal):
    slug = "producer.email-malformed"
    vi = "«{given}» không phải địa chỉ thư điện tử. Ví dụ đúng: ten@htx.vn. Để trống nếu không có."
    en = "“{given}” is not an e-mail address. A right one: name@coop.vn. Leave it empty if there is none."


class RepresentativeMissing(Refusal):
    slug = "producer.representative-missing"
    vi = "Chưa ghi họ tên người đại diện. Cơ quan cần biết ai ký hồ sơ."
    en = "The representative's name is missing. The office needs to know who signs the dossier."


class ReasonMissing(Refusal):
    slug = "producer.reason-missing"
    vi = "Chưa ghi lý do ngừng. Ghi một câu để người xem sau hiểu vì sao."
    en = "The reason for closing is missing. Write a sentence for those who read it later."


class DossierIsOpen(Refusal):
    slug = "producer.dossier-is-open"
    kind = Kind.CONFLICT
    vi = "Chủ thể còn hồ sơ chưa kết thúc: {product}. Rút hồ sơ hoặc chờ kết luận rồi mới ghi ngừng hoạt động."
    en = "The producer has a dossier that is not finished: {product}. Withdraw it, or wait for its end, before closing."


class AlreadyRegistered(Refusal):
    slug = "producer.already-registered"
    kind = Kind.CONFLICT
    vi = "Chủ thể này đã được đăng ký. Mở hồ sơ chủ thể đã có để sửa, không đăng ký lại."
    en = "This producer is registered already. Open the existing record to change it."


LIFECYCLE = Lifecycle(
    subject=("chủ thể", "producer"),
    initial=State.ACTIVE,
    table={(State.ACTIVE, Verb.UPDATE): State.ACTIVE, (State.ACTIVE, Verb.CLOSE): State.CLOSED},
    states={State.ACTIVE: ("đang hoạt động", "active"), State.CLOSED: ("đã ngừng", "closed")},
    verbs={Verb.UPDATE: ("cập nhật", "update"), Verb.CLOSE: ("ngừng hoạt động", "close")},
)

_TAX_CODE = re.compile(r"\d{10}(-\d{3})?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def kinds(on: date) -> dict[str, Label]:
    """The kinds of producer of the rulebook in force on a day."""
    return {kind.id: kind.label.pair for kind in shelf().in_force(on).producers}


def require_keeper(by: Principal, id: str, place: Where) -> None:
    """Raises Forbidden unless the caller is the producer's own person or a registrar of its place."""
    if not keeps(by, id, place.path):
        raise Forbidden()


def registered(
    id: str,
    *,
    name: str,
    kind: str,
    tax_code: str | None,
    place: Where,
    representative: Person,
    language: str,
    on: date,
) -> Producer:
    """A producer as entered; raises Several."""
    check(name=name, kind=kind, tax_code=tax_code, representative=representative, on=on)
    return Producer(
        id=id,
        name=name,
        kind=kind,
        tax_code=tax_code or None,
        place=place,
        representative=representative,
        language=language,
        registered_on=on,
        sort_key=plain(name),
    )


def stepped(
    producer: Producer, verb: Verb, *, at: datetime, by: Principal, note: str | None = None, **changes: object
) -> Producer:
    """The producer after `verb`, with the step in its history; raises StepRefused."""
    to = LIFECYCLE.step(producer.state, verb)
    step = Step(verb=verb.value, to=to.value, at=at, by=Actor.of(by), note=note)
    return producer.model_copy(update={**changes, "state": to, "steps": (*producer.steps, step)})


def check(*, name: str, kind: str, tax_code: str | None, representative: Person, on: date) -> None:
    """This will raise everything that is wrong with a producer's particulars at once."""
    wrong: list[Refusal] = []
    if not name.strip():
        wrong.append(NameMissing(pointer="/name"))
    known = kinds(on)
    if kind not in known:
        wrong.append(
            KindUnknown(
                pointer="/kind",
                kind=kind,
                known=("; ".join(vi for vi, _ in known.values()), "; ".join(en for _, en in known.values())),
            )
        )
    if tax_code and not _TAX_CODE.fullmatch(tax_code):
        wrong.append(TaxCodeMalformed(pointer="/tax_code", given=tax_code))
    if not representative.name.strip():
        wrong.append(RepresentativeMissing(pointer="/representative/name"))
    if representative.email and not _EMAIL.fullmatch(representative.email):
        wrong.append(EmailMalformed(pointer="/representative/email", given=representative.email))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)


def own_id(by: Principal) -> str | None:
    """The producer a person acts for, if exactly one."""
    own = by.offices(PRODUCER)
    return own[0] if len(own) == 1 else None
