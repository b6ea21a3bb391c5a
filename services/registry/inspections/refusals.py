"""Every "no" of inspections."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class OfficeMissing(Refusal):
    """Who works for several offices says for which."""

    slug = "inspection.office-missing"
    vi = "Bạn không thay mặt cơ quan nào phụ trách địa bàn này, hoặc thay mặt nhiều cơ quan: chọn cơ quan tiến hành kiểm tra."
    en = "You act for no office of this place, or for several: say which office inspects."


class OwnProducer(Refusal):
    """Who acts for the producer does not inspect it."""

    slug = "inspection.own-producer"
    kind = Kind.FORBIDDEN
    vi = "Bạn là người của chủ thể này nên không được lập kế hoạch hoặc tiến hành kiểm tra chủ thể. Chuyển cho cán bộ khác."
    en = "You act for this producer and may not plan or hold its inspection. Pass it to another officer."


class ReasonMissing(Refusal):
    """A visit that is on no plan has a reason."""

    slug = "inspection.reason-missing"
    vi = "Cuộc kiểm tra không có trong kế hoạch năm: ghi lý do kiểm tra đột xuất, hoặc xếp lịch từ một dòng của kế hoạch."
    en = "The visit is on no plan of the year: give the reason of an unplanned one, or schedule it from a line of a plan."


class PlannedWithReason(Refusal):
    """A visit is of a plan or unplanned, not both."""

    slug = "inspection.planned-with-reason"
    vi = "Cuộc kiểm tra theo kế hoạch không ghi lý do đột xuất. Bỏ lý do, hoặc xếp lịch là kiểm tra đột xuất."
    en = "A visit of the plan has no reason of an unplanned one. Leave it out, or schedule it as unplanned."


class NotOnThePlan(Refusal):
    """The line is not of an approved plan of this office, or names another producer."""

    slug = "inspection.not-on-the-plan"
    kind = Kind.CONFLICT
    vi = "Dòng này không thuộc kế hoạch đã duyệt của cơ quan, hoặc là của chủ thể khác. Mở kế hoạch năm đã duyệt rồi xếp lịch từ đúng dòng."
    en = "The line is on no approved plan of this office, or names another producer. Open the approved plan and schedule from its line."


class DayOutsideTheYear(Refusal):
    """A planned visit lies in its plan's year."""

    slug = "inspection.day-outside-the-year"
    vi = "Ngày kiểm tra phải trong năm {year} của kế hoạch."
    en = "The day has to lie in {year}, the year of the plan."


class DayPast(Refusal):
    """A visit is scheduled for today or later."""

    slug = "inspection.day-past"
    vi = "Ngày {day} đã qua. Chọn hôm nay hoặc một ngày sau."
    en = "{day} has passed. Choose today or a later day."


class EnoughThisYear(Refusal):
    """A producer is not inspected by plan more often than the law allows."""

    slug = "inspection.enough-this-year"
    kind = Kind.CONFLICT
    vi = "Chủ thể đã có {count} cuộc kiểm tra theo kế hoạch trong năm {year}; không quá {most} lần ({source}). Có dấu hiệu vi phạm thì kiểm tra đột xuất, ghi rõ lý do."
    en = "The producer has had {count} planned inspections in {year}; no more than {most} are allowed ({source}). With signs of a breach, schedule an unplanned one and give the reason."


class ScheduledAlready(Refusal):
    """The line of the plan has its visit."""

    slug = "inspection.scheduled-already"
    kind = Kind.CONFLICT
    vi = "Dòng kế hoạch này đã có lịch kiểm tra. Mở cuộc kiểm tra đó để đổi ngày hoặc ghi kết quả."
    en = "This line of the plan has its visit already. Open that one to choose another day or note results."


class ProductOfAnother(Refusal):
    """The product is not of the producer."""

    slug = "inspection.product-of-another"
    vi = "Sản phẩm này không phải của chủ thể được kiểm tra. Chọn sản phẩm của đúng chủ thể."
    en = "This product is not of the producer that is inspected. Choose one of its own."


class LineUnknown(Refusal):
    """The checklist has no such line."""

    slug = "inspection.line-unknown"
    vi = "Biểu kiểm tra của cuộc này không có dòng «{line}». Tải lại trang để lấy đúng biểu."
    en = "The checklist of this visit has no line “{line}”. Load the page again."


class LineUnanswered(Refusal):
    """Every line of the checklist is answered before the record is made."""

    slug = "inspection.line-unanswered"
    vi = "Chưa ghi kết quả dòng «{line}». Chọn đạt, không đạt hoặc không áp dụng."
    en = "The line “{line}” has no verdict. Choose kept, not kept or not applicable."


class FindingUnsaid(Refusal):
    """What is not kept is described."""

    slug = "inspection.finding-unsaid"
    vi = "Dòng «{line}» không đạt: ghi cụ thể đã thấy gì."
    en = "The line “{line}” is not kept: say what was found."


class VisitInFuture(Refusal):
    """What is noted has been seen."""

    slug = "inspection.visit-in-future"
    vi = "Ngày {day} chưa đến. Ghi ngày đã đến kiểm tra."
    en = "{day} is yet to come. Give the day of the visit as it was."


class RecordBeforeVisit(Refusal):
    """A record is made at the visit or after it, and not in the future."""

    slug = "inspection.record-on-no-such-day"
    vi = "Biên bản lập từ ngày kiểm tra {visited} đến hôm nay. Xem lại ngày lập biên bản."
    en = "A record is made between the visit on {visited} and today. Look at its day again."


class SignatureMissing(Refusal):
    """A record is signed by both sides, or the refusal is noted."""

    slug = "inspection.signature-missing"
    vi = "Tải lên biên bản có chữ ký hai bên; nếu cơ sở không ký thì đánh dấu và ghi lý do, người chứng kiến."
    en = "Upload the record with both signatures; where the producer refused, tick it and give the reason and the witness."


class RefusalUnexplained(Refusal):
    """A refusal to sign is explained and witnessed."""

    slug = "inspection.refusal-unexplained"
    vi = "Ghi lý do cơ sở không ký và người chứng kiến."
    en = "Say why the producer did not sign, and who witnessed it."


class CancelReasonMissing(Refusal):
    """Who cancels a visit says why."""

    slug = "inspection.cancel-reason-missing"
    vi = "Ghi lý do không tiến hành cuộc kiểm tra."
    en = "Say why the inspection will not be held."


class TooManyPictures(Refusal):
    """A visit keeps so many pictures at most."""

    slug = "inspection.too-many-pictures"
    kind = Kind.CONFLICT
    vi = "Một cuộc kiểm tra giữ nhiều nhất {most} ảnh. Bỏ bớt ảnh cũ rồi tải ảnh mới."
    en = "An inspection keeps {most} pictures at most. Remove an old one, then upload the new one."


class PlannedAlready(Refusal):
    """An office has one plan a year."""

    slug = "inspection-plan.there-already"
    kind = Kind.CONFLICT
    vi = "Cơ quan đã có kế hoạch kiểm tra năm {year}. Mở kế hoạch đó để sửa hoặc điều chỉnh."
    en = "The office has its plan for {year}. Open that one to change or amend it."


class YearOver(Refusal):
    """A plan is for this year or one to come."""

    slug = "inspection-plan.year-over"
    vi = "Năm {year} đã qua. Lập kế hoạch cho năm nay hoặc năm sau."
    en = "{year} is over. Plan for this year or the next."


class OnThePlanAlready(Refusal):
    """A producer stands on a plan once."""

    slug = "inspection-plan.producer-there-already"
    kind = Kind.CONFLICT
    vi = "{producer} đã có trong kế hoạch này."
    en = "{producer} is on this plan already."


class NoSuchLine(Refusal):
    """The plan has no such line."""

    slug = "inspection-plan.no-such-line"
    kind = Kind.NOT_FOUND
    vi = "Kế hoạch không có dòng này. Tải lại trang."
    en = "The plan has no such line. Load the page again."


class LineScheduled(Refusal):
    """A line whose visit is scheduled or held stays."""

    slug = "inspection-plan.line-scheduled"
    kind = Kind.CONFLICT
    vi = "Dòng này đã có lịch hoặc đã kiểm tra nên không bỏ được. Ghi cuộc kiểm tra đó là không tiến hành trước."
    en = "The line has its visit, scheduled or held, and stays. Cancel that visit first."


class OutsideTheTerritory(Refusal):
    """An office plans for producers of its territory."""

    slug = "inspection-plan.outside-the-territory"
    vi = "Chủ thể này không thuộc địa bàn của cơ quan lập kế hoạch."
    en = "The producer is not of the territory of the office that plans."


class NothingPlanned(Refusal):
    """A plan without a line is approved by nobody."""

    slug = "inspection-plan.nothing-planned"
    vi = "Kế hoạch chưa có chủ thể nào. Thêm ít nhất một dòng rồi ghi phê duyệt."
    en = "The plan has no producer yet. Add one at least, then note its approval."


class SignedInFuture(Refusal):
    """A decision has been signed."""

    slug = "inspection-plan.signed-in-future"
    vi = "Ngày ký {day} chưa đến. Xem lại ngày ký."
    en = "{day} is yet to come. Look at the day of signature again."


class LinesStillOpen(Refusal):
    """A year is closed once its visits are."""

    slug = "inspection-plan.visits-still-open"
    kind = Kind.CONFLICT
    vi = (
        "Còn {count} cuộc kiểm tra của kế hoạch chưa xong. Ghi kết quả hoặc ghi không tiến hành trước khi kết thúc năm."
    )
    en = "{count} visits of the plan are not over. Complete or cancel them before closing the year."
