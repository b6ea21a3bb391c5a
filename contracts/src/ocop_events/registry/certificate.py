"""Certificates: recognitions and their life."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import DecisionRef, Ground, PlacePath, ProducerRef, ProductRef, Retrospective, Star
from ocop_events.words import MarkRight

TOPIC = "ocop.registry.certificate"


class CertificateFacts(
    EventData,
    key_facts=("star", "decision_number", "decided_on", "valid_from", "valid_until"),
    example={
        "certificate_id": "0198a1b0-0000-7000-8000-0000000000c1",
        "product_code": "33-11977-1-2026",
        "star": 4,
        "decision_number": "1234/QĐ-UBND",
        "decided_on": "2026-09-10",
        "valid_from": "2026-09-10",
        "valid_until": "2029-09-09",
    },
):
    """What every event of a certificate carries. The first and the last day are both valid."""

    certificate_id: str
    product_code: str
    star: Star
    product: ProductRef
    producer: ProducerRef
    decision_number: str
    decided_on: date
    valid_from: date
    valid_until: date


class CertificateIssuedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.issued.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("authority", "supersedes", "retrospective"),
    vi="Giấy chứng nhận được cấp.",
    example={
        "authority": "Chủ tịch UBND cấp tỉnh",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "ruling_id": "0198a1b0-0000-7000-8000-0000000000f1",
    },
):
    """A certificate was issued."""

    authority: str
    dossier_id: str
    ruling_id: str
    supersedes: str | None = None
    retrospective: Retrospective = False
    lists: Annotated[
        dict[str, str],
        Field(
            description="List of the law → hash of the edition it was certified by (`reference.law-text.published`)."
        ),
    ] = {}


class CertificateRenewalWindowOpenedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.renewal-window-opened.v1",
    topic=TOPIC,
    key="certificate_id",
    vi="Từ hôm nay chủ thể được nộp hồ sơ đánh giá lại; có ngày cuối của thời gian nộp.",
    example={"window_closes_on": "2029-06-11"},
):
    """From today the producer may file for re-evaluation; the window's last day is given."""

    window_closes_on: date


class CertificateExpiringV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.expiring.v1",
    topic=TOPIC,
    key="certificate_id",
    vi="Giấy chứng nhận sắp hết hạn: một nấc của thang nhắc hạn.",
    example={"days_left": 90},
):
    """A rung of the ladder of warnings was reached."""

    days_left: int


class CertificateExtendedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.extended.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("previous_valid_until", "decision"),
    vi="Cơ quan có thẩm quyền kéo dài thời hạn.",
    example={"valid_until": "2029-12-31", "previous_valid_until": "2029-09-09", "reason": "Chờ kết quả đánh giá lại"},
):
    """The validity was prolonged by the authority."""

    previous_valid_until: date
    reason: str
    decision: DecisionRef | None = None


class CertificateExpiredV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.expired.v1",
    topic=TOPIC,
    key="certificate_id",
    vi="Giấy chứng nhận hết hạn; không được in sao nữa.",
    example={"expired_on": "2029-09-10"},
):
    """The validity ended; the star may no longer be printed."""

    expired_on: date
    retrospective: Retrospective = False


class CertificateRevokedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.revoked.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("revoked_on", "grounds", "revocation_decision", "decision", "articles"),
    vi="Cơ quan có thẩm quyền thu hồi công nhận.",
    example={
        "revoked_on": "2028-02-01",
        "grounds": ["Không còn sản xuất tại địa bàn"],
        "revocation_decision": "77/QĐ-UBND",
    },
):
    """The authority revoked the recognition."""

    revoked_on: date
    grounds: list[str]
    revocation_decision: str
    decision: DecisionRef | None = None
    articles: list[Ground] = []
    recognition_line: int | None = None
    collected_by: PlacePath | None = None


class CertificateRecognitionCorrectedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.recognition-corrected.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("was_number", "was_decided_on", "corrected_on"),
    vi="Số, ngày của quyết định công nhận được đính chính; hạng sao, thời hạn giữ nguyên.",
    example={
        "was_number": "1243/QĐ-UBND",
        "was_decided_on": "2026-09-10",
        "what": "Ghi nhầm số quyết định",
        "corrected_on": "2026-09-25",
    },
):
    """Number or day of the decision it rests on were put right; star and validity stay as they are."""

    was_number: str
    was_decided_on: date
    what: str
    corrected_on: date


class CertificateSupersededV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.superseded.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("superseded_by",),
    vi="Giấy chứng nhận mới hơn của cùng sản phẩm thay thế giấy này.",
    example={"superseded_by": "0198a1b0-0000-7000-8000-0000000000c2", "superseded_on": "2028-08-20"},
):
    """A newer certificate of the same product took its place."""

    superseded_by: str
    superseded_on: date


class CertificateMarkChangedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.mark-changed.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("mark", "changed_on"),
    vi="Quyền dùng nhãn hiệu theo giấy chứng nhận thay đổi; lý do và văn bản ở `ocop.registry.mark`.",
    example={"mark": "suspended", "changed_on": "2027-06-01"},
):
    """Whether the mark may be used by this certificate changed; why, and by which paper, is on `ocop.registry.mark`."""

    mark: MarkRight
    changed_on: date


class CertificateStateV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.state.v1",
    topic=f"{TOPIC}.state",
    key="certificate_id",
    key_facts=("status",),
    vi="Giấy chứng nhận như hiện tại.",
    example={"status": "in-force"},
):
    """The certificate as it is now."""

    status: str
    mark: MarkRight | None = None
    decision_line: Annotated[
        int | None,
        Field(description="Its own number in the annex of the decision, where an issued decision said so."),
    ] = None


class CertificateGivenUpV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.given-up.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("given_up_on",),
    vi="Chủ thể trả lại giấy chứng nhận trước thời hạn.",
    example={"reason": "Chuyển sang sản phẩm khác", "given_up_on": "2028-03-01"},
):
    """The producer gave the certificate up before its last day."""

    reason: str
    given_up_on: date


class CertificateRevokedAfterEndV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.revoked-after-end.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("ended_on", "revoked_on", "grounds", "revocation_decision", "decision"),
    vi="Thu hồi công nhận đã hết hiệu lực: tính riêng, không phải chấm dứt một giấy còn hiệu lực.",
    example={
        "ended_on": "2029-09-10",
        "revoked_on": "2029-11-02",
        "grounds": ["Không đánh giá lại"],
        "revocation_decision": "301/QĐ-UBND",
        "decision": {},
    },
):
    """An authority revoked a recognition that had already ended: counted apart, and no end of a living certificate."""

    ended_on: date
    revoked_on: date
    grounds: list[str]
    revocation_decision: str
    decision: DecisionRef | None = None


class CertificatePaperReplacedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.paper-replaced.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("old_number", "new_number"),
    vi="Cấp lại giấy do lỗi văn bản: số cũ bị hủy, tra cứu được cả hai; hạng sao và thời hạn giữ nguyên.",
    example={
        "old_number": "12/GCN-OCOP",
        "new_number": "19/GCN-OCOP",
        "what": "Tên chủ thể",
        "replaced_on": "2026-10-01",
    },
):
    """A paper with a clerical error was replaced: the old number is struck, both can be found; star and days stay."""

    old_number: str
    new_number: str
    what: str
    replaced_on: date


class CertificateSuspendedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.suspended.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("suspended_on", "until", "grounds", "decision"),
    vi="Giấy chứng nhận bị tạm đình chỉ theo văn bản cho phép.",
    example={"suspended_on": "2028-02-01", "until": "2028-05-01", "grounds": [{}]},
):
    """A certificate itself was suspended, where an installed act allows it; the use of the mark is another matter."""

    suspended_on: date
    until: date | None = None
    grounds: list[Ground]
    decision: DecisionRef | None = None


class CertificateReinstatedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.reinstated.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("reinstated_on", "decision"),
    vi="Giấy chứng nhận có hiệu lực trở lại.",
    example={"reinstated_on": "2028-04-10"},
):
    """A suspended certificate, or one whose revocation was annulled, is in force again."""

    reinstated_on: date
    decision: DecisionRef | None = None


class CertificateMovedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.moved.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("moved_on",),
    vi="Giấy chứng nhận thuộc về bản ghi khác của cùng sản phẩm hoặc chủ thể, vì hai bản ghi trùng được gộp; điều đã in giữ nguyên.",
    example={"reason": "Cùng một hợp tác xã, ghi hai lần", "moved_on": "2026-08-03"},
):
    """A certificate belongs to another record of the same product or producer: two were merged. What is printed on it stays."""

    reason: str
    moved_on: date


class CertificateStruckV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.struck.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("struck_on",),
    vi="Giấy chứng nhận nhập từ danh sách cũ được xoá khỏi sổ vì danh sách đã rút lại: không phải thu hồi, coi như chưa từng ghi.",
    example={"reason": "Nhập nhầm danh sách năm 2022", "struck_on": "2026-08-03"},
):
    """A certificate that a list of earlier years had entered was struck with the list: no revocation, it never was here."""

    reason: str
    struck_on: date
