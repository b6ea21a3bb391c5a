"""Certificates as the JSON API and the pages show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.web.formats import show_date
from kit.web.labelled import form
from law.certificate_life import certificate_life, cited_ground, mark_grounds, suspension_grounds
from law.rulebooks import shelf
from programme import names
from programme.roles import acts_for
from services.registry.certificates import rules
from services.registry.certificates.arrival import DecisionArrival
from services.registry.certificates.certificate import Certificate, Ground, Mark, Suspension
from services.registry.certificates.commands import (
    ExtendCommand,
    GiveUpCommand,
    ReinstateMarkCommand,
    ReplacePaperCommand,
    SuspendCertificateCommand,
    SuspendMarkCommand,
)
from services.registry.certificates.lifecycle import LIFECYCLE, State, Verb

COLOURS = {
    State.VALID: "green",
    State.EXPIRED: "orange",
    State.SUPERSEDED: "grey",
    State.REVOKED: "red",
    State.GIVEN_UP: "grey",
}


class PublicSuspension(Suspension):
    """A suspended use of the mark as everybody may read it: grounds, days and paper, without what the office wrote of it."""

    why: str = Field("", exclude=True)
    breach_id: str | None = Field(None, exclude=True)


class CertificateView(Certificate):
    """One recognition of one product, as everybody may read it; who took its steps or entered it is the register's own."""

    suspension: PublicSuspension | None = None
    mark_right: str = ""
    """`allowed`, `suspended` or `ended`: whether the mark may be used on the product."""

    steps: tuple[Step, ...] = Field((), exclude=True)
    entered_by: str | None = Field(None, exclude=True)


def public(certificate: Certificate) -> CertificateView:
    """What everybody may read of a certificate."""
    told = certificate.model_dump(exclude={"steps", "entered_by"})
    return CertificateView.model_validate(told | {"mark_right": certificate.mark.value})


def state_on(certificate: Certificate, on: date) -> State:
    """The state a reader must know: past its last day a certificate is expired, whether the night's round was or not."""
    late = certificate.state is State.VALID and certificate.valid_until < on
    return State.EXPIRED if late else certificate.state


def arrival(arriving: DecisionArrival, on: date) -> dict[str, Any]:
    """A decision on its way: how many of its lines are here."""
    return {
        "number": arriving.number,
        "decided_on": arriving.decided_on,
        "office": names.office(arriving.office, on),
        "done": arriving.done,
        "of": arriving.of,
    }


def line(certificate: Certificate, on: date) -> dict[str, Any]:
    """A certificate as a row of a list."""
    state = state_on(certificate, on)
    return {
        "id": certificate.id,
        "code": certificate.product_code,
        "product": certificate.product_name,
        "product_id": certificate.product_id,
        "producer": certificate.producer_name,
        "place": names.where(certificate.place),
        "star": certificate.star,
        "decision": certificate.decision_number,
        "decided_on": certificate.decided_on,
        "authority": names.authority(certificate.rulebook_id, certificate.star, certificate.authority),
        "retrospective": certificate.retrospective,
        "source": certificate.source,
        "valid_from": certificate.valid_from,
        "valid_until": certificate.valid_until,
        "state": names.state(LIFECYCLE, state),
        "colour": COLOURS[state],
        "alive": state is State.VALID,
        "mark_suspended": state is State.VALID and certificate.mark is Mark.SUSPENDED,
        "why": why(certificate, state),
        "recognised_again": certificate.superseded_by is not None,
    }


def cited(ground: Ground) -> str:
    """A ground with its article, as it was cited; in the page's language as far as the law it is from is here."""
    language = current_language()
    known = cited_ground(ground.code, ground.words) if language != "vi" else None
    words = known.text.say(language) if known else ground.words
    article = known.article.say(language) if known and known.article.vi == ground.article else ground.article
    return f"{words} ({article})" if article else words


def why(certificate: Certificate, state: State) -> str | None:
    """Why a certificate holds no longer, and since when, in a line; None while it does."""
    if state is State.REVOKED and (what := certificate.revoked):
        grounds = "; ".join(map(cited, what.grounds))
        return _(
            "Thu hồi từ ngày {day} theo Quyết định {number}: {grounds}.",
            day=show_date(what.revoked_on), number=what.decision.number, grounds=grounds,
        )  # fmt: skip
    if state is State.GIVEN_UP and (gone := certificate.given_up):
        return _("Chủ thể trả lại ngày {day}: {reason}", day=show_date(gone.given_up_on), reason=gone.reason)
    if state is State.EXPIRED and not certificate.superseded_by:
        return _("Hết hiệu lực sau ngày {day}, không đánh giá lại.", day=show_date(certificate.valid_until))
    return None


def later(certificate: Certificate) -> str | None:
    """What was decided of it after its end, which is another matter than its end."""
    what = certificate.revoked
    if what is None or certificate.state is State.REVOKED:
        return None
    if what.annulled_on:
        return _(
            "Quyết định thu hồi {number} đã bị hủy ngày {day} theo kết quả giải quyết khiếu nại.",
            number=what.decision.number, day=show_date(what.annulled_on),
        )  # fmt: skip
    return _(
        "Giấy này đã hết hiệu lực trước đó; Quyết định {number} ngày {day} ghi nhận thu hồi sau khi hết hiệu lực.",
        number=what.decision.number, day=show_date(what.revoked_on),
    )  # fmt: skip


def suspension(certificate: Certificate) -> dict[str, Any] | None:
    """The suspended use of the mark as everybody is told it: grounds with articles, days, paper, and the rule it rests on."""
    said = certificate.suspension
    if said is None or certificate.mark is not Mark.SUSPENDED:
        return None
    return {
        "grounds": [cited(one) for one in said.grounds],
        "since": said.suspended_on,
        "ends": said.until,
        "paper": f"{said.paper.number}, {show_date(said.paper.signed_on)}" if said.paper else None,
        "source": said.source,
        "whole": said.whole,
    }


def warning(certificate: Certificate, on: date) -> str | None:
    """What somebody who holds the goods in a shop must be told, if anything."""
    state = state_on(certificate, on)
    if state is State.EXPIRED:
        return _("Giấy chứng nhận đã hết hiệu lực: từ ngày hết hạn không được in hoặc dùng lô-gô hạng sao OCOP.")
    if state is State.REVOKED:
        return _("Giấy chứng nhận đã bị thu hồi: không được in hoặc dùng lô-gô hạng sao OCOP.")
    if state is State.GIVEN_UP:
        return _("Chủ thể đã trả lại giấy chứng nhận: không được in hoặc dùng lô-gô hạng sao OCOP.")
    if state is State.VALID and certificate.suspension and certificate.suspension.whole:
        return _("Giấy chứng nhận đang bị tạm đình chỉ: không được in hoặc dùng lô-gô hạng sao OCOP.")
    if state is State.VALID and certificate.mark is Mark.SUSPENDED:
        return _(
            "Quyền sử dụng nhãn hiệu OCOP trên sản phẩm này đang bị tạm dừng: không được in hoặc dùng lô-gô hạng sao."
        )
    return None


def steps(certificate: Certificate, by: Principal, on: date) -> list[dict[str, Any]]:
    """What a person may do with a certificate now: the last part of the address, what it is called, and its form."""
    rulebook = shelf().in_force(on)
    mark, may = rules.may_change_mark(by, certificate, on), certificate.may
    decides = Verb.REPLACE_PAPER in may and rules.may_decide(by, certificate, rulebook, on)
    suspended, lifts = certificate.suspension is not None, rules.may_lift(by, certificate, on)
    whole = certificate.suspension is not None and certificate.suspension.whole
    lifting = _("Chấm dứt tạm đình chỉ giấy chứng nhận") if whole else _("Cho phép sử dụng lại nhãn hiệu")
    longer = rules.furthest(certificate, rulebook)
    gives_up = acts_for(by, certificate.producer_id) or mark
    grounds: dict[type[BaseModel], list[tuple[str, str]]] = {
        SuspendMarkCommand: [(one.id, one.text.say(current_language())) for one in mark_grounds(on)],
        SuspendCertificateCommand: [(one.id, one.text.say(current_language())) for one in suspension_grounds(on)],
    }
    offered: list[tuple[bool, str, str, type[BaseModel]]] = [
        (mark and not suspended and Verb.SUSPEND_MARK in may, "mark-suspension", _("Tạm dừng quyền sử dụng nhãn hiệu"), SuspendMarkCommand),
        (not suspended and Verb.SUSPEND in may and rules.may_suspend(by, certificate, on), "suspension", _("Tạm đình chỉ giấy chứng nhận"), SuspendCertificateCommand),
        (lifts and suspended and Verb.REINSTATE_MARK in may, "mark-reinstatement", lifting, ReinstateMarkCommand),
        (decides and longer is not None and longer > certificate.valid_until, "extension", _("Kéo dài thời hạn"), ExtendCommand),
        (decides, "paper-replacement", _("Cấp lại bản giấy do lỗi văn bản"), ReplacePaperCommand),
        (gives_up and Verb.GIVE_UP in may, "giving-up", _("Trả lại giấy chứng nhận"), GiveUpCommand),
    ]  # fmt: skip
    return [
        {"at": at, "label": label, "asked": form(kind, None, {"grounds": grounds.get(kind, [])})}
        for open_to, at, label, kind in offered
        if open_to
    ]


def source_of(step: str, on: date) -> str | None:
    """The rule a step rests on, as its page shows it."""
    life = certificate_life(on)
    if step == "suspension":
        return _("Theo {act}.", act=life.suspension.source.say(current_language()))
    if step == "mark-suspension" and life.suspension.allowed:
        return _("Theo {act}.", act=life.mark.source.say(current_language()))
    if step == "mark-suspension":
        return _(
            "Theo {mark}. Không tạm đình chỉ chính giấy chứng nhận: {why}.",
            mark=life.mark.source.say(current_language()), why=life.suspension.source.say(current_language()),
        )  # fmt: skip
    if step == "extension":
        ground = shelf().in_force(on).ground("/re_evaluation/extension_days_at_most")
        return ground.source.say(current_language()) if ground else None
    return None
