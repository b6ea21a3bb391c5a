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
