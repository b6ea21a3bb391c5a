"""Refusals about directives and their tasks."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotYetComplete(Refusal):
    slug = "directive.not-complete"
    kind = Kind.CONFLICT
    vi = "Chưa ban hành được: còn thiếu {missing}. Bổ sung vào dự thảo rồi ban hành lại."
    en = "It cannot be issued yet: {missing} missing. Complete the draft, then issue it again."


class SignedToCome(Refusal):
    slug = "directive.signed-to-come"
    vi = "Ngày ký {day} chưa tới. Ghi ngày ký trên văn bản, không sau hôm nay."
    en = "It is signed on {day}, which has not come. Write the day that stands on it, no later than today."


class NotBelow(Refusal):
    slug = "directive.office-not-below"
    vi = "Cơ quan {office} không phải cấp dưới của nơi giao, hoặc không có vào ngày {day}. Bỏ khỏi nơi nhận."
    en = "The office {office} does not lie below who gives the task, or was not there on {day}. Leave it out."


class PeriodTurned(Refusal):
    slug = "directive.period-turned"
    vi = "Ngày cuối tính số liệu trước ngày đầu. Sửa một trong hai ngày."
    en = "The last day of its figures lies before the first. Correct one of them."


class OrderTwice(Refusal):
    slug = "directive.order-twice"
    kind = Kind.CONFLICT
    vi = "Mục «{no}» đã có trong văn bản. Ghi số mục khác, hoặc sửa mục đó."
    en = "The directive has a paragraph “{no}” already. Write another number, or change that one."


class TooManyOrders(Refusal):
    slug = "directive.too-many-orders"
    kind = Kind.CONFLICT
    vi = "Một văn bản có nhiều nhất {most} nhiệm vụ. Gộp các nhiệm vụ hoặc soạn văn bản khác."
    en = "A directive has {most} orders at most. Put some together, or write another directive."


class TooManyTasks(Refusal):
    slug = "directive.too-many-tasks"
    kind = Kind.CONFLICT
    vi = "Văn bản thành {count} nhiệm vụ của các cơ quan, nhiều hơn {most}. Chia thành nhiều văn bản."
    en = "It makes {count} tasks of offices, more than {most}. Divide it into several directives."


class NoFigure(Refusal):
    slug = "directive.no-figure"
    vi = "Không có chỉ tiêu «{code}». Chọn trong danh mục chỉ tiêu."
    en = "There is no figure “{code}”. Choose one of the list."


class LaterThanAbove(Refusal):
    slug = "directive-task.later-than-above"
    vi = "Hạn {day} muộn hơn hạn của cấp trên giao ({most}). Chọn ngày không muộn hơn."
    en = "The day {day} is later than the one from above ({most}). Choose one that is not."


class DayPassed(Refusal):
    slug = "directive-task.day-passed"
    vi = "Ngày {day} đã qua. Chọn một ngày từ hôm nay trở đi."
    en = "The day {day} has passed. Choose today or a later one."


class DirectiveOver(Refusal):
    slug = "directive-task.directive-over"
    kind = Kind.CONFLICT
    vi = "Văn bản {number} đã kết thúc, nhiệm vụ không còn phải làm. Mở văn bản để xem lý do và văn bản thay thế."
    en = "The directive {number} was closed, so its tasks are over. Open it to see why, and what takes its place."


class PassedDownAlready(Refusal):
    slug = "directive-task.passed-down-already"
    kind = Kind.CONFLICT
    vi = "Nhiệm vụ này đã giao cho {office}. Bỏ cơ quan đó khỏi danh sách."
    en = "This task was passed down to {office} already. Leave that office out."


class NobodyChosen(Refusal):
    slug = "directive-task.nobody-chosen"
    vi = "Chưa chọn cơ quan cấp dưới nào. Chọn ít nhất một cơ quan."
    en = "No office below was chosen. Choose one at least."


class ReasonMissing(Refusal):
    slug = "directive-task.reason-missing"
    vi = "Chưa ghi phải bổ sung gì. Ghi lý do yêu cầu bổ sung."
    en = "It does not say what is asked for. Write why it is sent back."


class OwnAnswer(Refusal):
    slug = "directive-task.own-answer"
    kind = Kind.CONFLICT
    vi = "Người đã báo cáo kết quả không tự xem xét kết quả đó. Để người khác của cơ quan xem xét."
    en = "Who gave an answer does not review it. Leave it to another of the office."


class TooManyProofs(Refusal):
    slug = "directive-task.too-many-files"
    vi = "Mỗi lần báo cáo kèm nhiều nhất {most} tệp. Bỏ bớt hoặc gộp thành một tệp PDF."
    en = "An answer brings {most} files at most. Send fewer, or put them into one PDF."


class UrgedToday(Refusal):
    slug = "directive-task.urged-today"
    kind = Kind.CONFLICT
    vi = "Nhiệm vụ này đã được đôn đốc hôm nay. Chờ đến ngày mai."
    en = "This task was urged today already. Wait until tomorrow."
