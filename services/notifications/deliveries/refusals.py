"""What is refused about undelivered messages, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class HowMissing(Refusal):
    slug = "message.how-missing"
    vi = "Chưa ghi đã báo bằng cách nào. Viết ngắn gọn: gọi điện, gặp trực tiếp, gửi văn bản; với ai, lúc nào."
    en = "Say how they were told: by telephone, in person, by letter; whom you reached and when."


class StillNoAddress(Refusal):
    slug = "message.still-no-address"
    kind = Kind.CONFLICT
    vi = "Chưa có địa chỉ của {name}. Ghi địa chỉ trước (chủ thể: trong phần Chủ thể; đơn vị: trong phần Đầu mối nhận tin), thông báo sẽ tự gửi."
    en = "There is no address for {name}. Enter it first (a producer's under Producers, an office's under Office contacts); the message then goes by itself."


class OptedOut(Refusal):
    slug = "message.opted-out"
    kind = Kind.CONFLICT
    vi = "{name} không muốn nhận loại thông báo này. Nếu cần, hãy báo bằng cách khác rồi ghi lại."
    en = "{name} does not want notices of this kind. If need be, tell them by other means and note it."


class AllTold(Refusal):
    slug = "message.all-told"
    kind = Kind.CONFLICT
    vi = "Những người đang nhận tin của {name} đều đã được báo việc này. Không cần gửi lại; hãy ghi là đã báo bằng cách khác."
    en = "Everybody who reads for {name} now was told of this already. Nothing to send; note that they were told otherwise."
