"""What is refused about meetings, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class HourUnreadable(Refusal):
    slug = "meeting.hour-unreadable"
    vi = "Giờ họp «{given}» không đọc được. Ghi giờ và phút, ví dụ 08:30 hoặc 14:00."
    en = "The hour “{given}” cannot be read. Write hour and minute, such as 08:30 or 14:00."


class MeetsInThePast(Refusal):
    slug = "meeting.in-the-past"
    vi = "Cuộc họp {given} đã qua (bây giờ là {now}). Chọn ngày giờ sau."
    en = "The meeting, {given}, is in the past (it is {now}). Choose a later time."


class NothingChanged(Refusal):
    slug = "meeting.nothing-changed"
    kind = Kind.CONFLICT
    vi = "Giờ, nơi và nội dung họp vẫn như đã mời; chưa gửi thông báo nào. Sửa nội dung cần đổi."
    en = "Time, place and agenda are as they were; nobody was told. Change what is to be changed."


class CouncilAtRest(Refusal):
    slug = "meeting.council-at-rest"
    kind = Kind.CONFLICT
    vi = "Hội đồng của hồ sơ đánh giá này đã kết thúc, không mời họp nữa. Nếu cần họp, lập Hội đồng mới ở trang hồ sơ đánh giá, khi hồ sơ còn mở."
    en = "The council of this case has ended its work; it meets no more. If a meeting is needed, form a new council on the page of the case, while the case is open."


class NoMeeting(Refusal):
    slug = "meeting.none"
    kind = Kind.NOT_FOUND
    vi = "Hội đồng của hồ sơ đánh giá này chưa được mời họp. Mời họp ở trang hồ sơ đánh giá, mục «Họp Hội đồng»."
    en = "The council of this case has no meeting. Call one on the page of the case, under “Council meeting”."


class OnAnAgenda(Refusal):
    slug = "meeting.on-an-agenda"
    kind = Kind.CONFLICT
    vi = "Hồ sơ «{product}» đang có trong chương trình một cuộc họp khác ({when}). Sửa chương trình cuộc họp đó trước."
    en = "The case of “{product}” is on the agenda of another meeting ({when}). Change that agenda first."


class OnAgendaTwice(Refusal):
    slug = "meeting.on-agenda-twice"
    vi = "Một hồ sơ có hai lần trong chương trình. Giữ lại một lần."
    en = "A case stands on the agenda twice. Keep it once."


class NotOnThisAgenda(Refusal):
    slug = "meeting.not-on-this-agenda"
    kind = Kind.NOT_FOUND
    vi = "Hồ sơ này không có trong chương trình cuộc họp."
    en = "This case is not on the agenda of the meeting."


class OfAnotherOffice(Refusal):
    slug = "meeting.of-another-office"
    vi = "Hồ sơ «{product}» do đơn vị khác xử lý, không đưa vào chương trình của đơn vị này được."
    en = "The case of “{product}” is another office's and cannot stand on this agenda."


class NotToBeJudged(Refusal):
    slug = "meeting.not-to-be-judged"
    kind = Kind.CONFLICT
    vi = "Hồ sơ «{product}» chưa lập Hội đồng hoặc đã có kết luận. Bỏ khỏi chương trình, hoặc lập Hội đồng trước."
    en = "The case of “{product}” has no council yet, or is concluded. Take it off the agenda, or form its council first."


class FilesTooLate(Refusal):
    slug = "meeting.files-too-late"
    vi = "Thành viên phải có hồ sơ trước ngày họp ít nhất {days} ngày làm việc; mời hôm nay thì họp sớm nhất ngày {first}. Chọn ngày họp muộn hơn."
    en = "Members have the files at least {days} working days before they meet; called today, the meeting is on {first} at the earliest. Choose a later day."


class AttendanceWanting(Refusal):
    slug = "meeting.attendance-wanting"
    vi = "Chưa điểm danh đủ mọi người được mời: còn thiếu {names}."
    en = "Not everybody who was called is noted: {names} are missing."


class NotCalled(Refusal):
    slug = "meeting.not-called"
    vi = "Người này không được mời dự cuộc họp. Chỉ điểm danh người được mời."
    en = "This person was not called to the meeting. Note only who was."


class AbsenceUnexplained(Refusal):
    slug = "meeting.absence-unexplained"
    vi = "Chưa ghi lý do vắng của {name}."
    en = "Say why {name} is absent."


class DeputyUnnamed(Refusal):
    slug = "meeting.deputy-unnamed"
    vi = "Chưa ghi họ tên người dự thay {name} và văn bản cử dự thay."
    en = "Name who stands in for {name}, and the paper that names them."


class NoDeputies(Refusal):
    slug = "meeting.no-deputies"
    vi = "Quy định không cho dự thay. Ghi {name} là vắng, kèm lý do."
    en = "Nobody may stand in for a member here. Note {name} as absent, with the reason."


class AtAnotherCase(Refusal):
    slug = "meeting.at-another-case"
    kind = Kind.CONFLICT
    vi = "Hội đồng đang làm hồ sơ «{product}». Xong hồ sơ đó rồi mới sang hồ sơ khác."
    en = "The council is dealing with “{product}”. Be done with it before moving on."


class DoneAlready(Refusal):
    slug = "meeting.done-already"
    kind = Kind.CONFLICT
    vi = "Hồ sơ này đã xong trong cuộc họp."
    en = "The meeting is done with this case."


class SignsUndecided(Refusal):
    slug = "meeting.signs-undecided"
    kind = Kind.CONFLICT
    vi = "Còn dấu hiệu xung đột lợi ích chưa ai quyết định: {signs}. Quyết định từng dấu hiệu rồi bắt đầu."
    en = "Signs of a conflict of interest wait for a decision: {signs}. Decide on each, then begin."


class NoSuchSign(Refusal):
    slug = "meeting.no-such-sign"
    kind = Kind.NOT_FOUND
    vi = "Không có dấu hiệu xung đột lợi ích đó với người này trong hồ sơ. Tải lại trang."
    en = "There is no such sign of a conflict with this person in the case. Load the page again."


class CertainConflict(Refusal):
    slug = "meeting.certain-conflict"
    vi = "Người này {why}: phải không tham gia đánh giá hồ sơ, không để ngỏ được."
    en = "This person {why}: they stand aside from the case, there is nothing to weigh."


class NotSeenOnSite(Refusal):
    slug = "meeting.not-seen-on-site"
    kind = Kind.CONFLICT
    vi = "Sản phẩm «{product}» phải được xem tại điểm trước khi họp. Ghi ngày xem tại điểm (không sau hôm nay)."
    en = "“{product}” is looked at on site before the council meets. Say when it was, today at the latest."


class DiscussedTooSoon(Refusal):
    slug = "meeting.discussed-too-soon"
    kind = Kind.CONFLICT
    vi = "Phiếu chưa công khai nên chưa ghi ý kiến thảo luận được."
    en = "The sheets are secret still: a discussion is noted once they are revealed."


class NotConcluded(Refusal):
    slug = "meeting.not-concluded"
    kind = Kind.CONFLICT
    vi = "Hội đồng chưa kết luận điểm hồ sơ này. Kết luận trước; nếu chưa xong trong cuộc họp thì chọn tạm hoãn kèm lý do."
    en = "The council has not concluded this case. Conclude it first; if it cannot be today, put it off with a reason."


class ConcludedAlready(Refusal):
    slug = "meeting.concluded-already"
    kind = Kind.CONFLICT
    vi = "Hội đồng đã kết luận điểm hồ sơ này, không hoãn được nữa."
    en = "The council has concluded this case: it is not put off any more."


class ReasonWanting(Refusal):
    slug = "meeting.reason-wanting"
    vi = "Chưa ghi lý do trả lại hoặc tạm hoãn hồ sơ."
    en = "Say why the case is sent back or put off."


class NoMinutesYet(Refusal):
    slug = "meeting.no-minutes-yet"
    kind = Kind.CONFLICT
    vi = "Chưa soạn biên bản của cuộc họp. Soạn biên bản, in ra ký, rồi nộp bản ký."
    en = "The minutes have not been drafted. Draft, print and sign them, then file the copy."


class AddendumUnsigned(Refusal):
    slug = "meeting.addendum-unsigned"
    kind = Kind.CONFLICT
    vi = "Phụ lục trước chưa có bản ký. Nộp bản ký của phụ lục đó trước."
    en = "The addendum before has no signed copy yet. File that first."


class NoSuchAddendum(Refusal):
    slug = "meeting.no-such-addendum"
    kind = Kind.NOT_FOUND
    vi = "Biên bản không có phụ lục số này."
    en = "The minutes have no such addendum."


class TooManyStreams(Refusal):
    slug = "meeting.too-many-streams"
    kind = Kind.TOO_MANY
    vi = "Bạn mở quá nhiều màn hình cuộc họp cùng lúc. Đóng bớt; trang vẫn tự làm mới vài giây một lần."
    en = "You have too many screens of meetings open. Close some; the page goes on asking every few seconds."
