"""What may be wrong with a repair, an offer or a discarding of a dead letter."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class KeyFactChanged(Refusal):
    """A repair says something else than the event did."""

    slug = "parked.key-fact-changed"
    kind = Kind.FORBIDDEN
    vi = "Bản sửa không được đổi {field} (bản gốc «{was}», bản sửa «{now}»). Chỉ chữa chỗ không đọc được. Nếu {field} sai thật, hãy bỏ sự kiện này và đề nghị bên gửi phát lại."
    en = "A repair may not change {field} (originally “{was}”, repaired “{now}”): it mends what cannot be read. If {field} is really wrong, discard this event and have its publisher send another."


class NotOfItsKey(Refusal):
    """What a repair supplies does not agree with the record it belongs to."""

    slug = "parked.not-of-its-key"
    vi = "{field} phải là «{wanted}», đúng với khóa và chủ đề của bản ghi; bản sửa ghi «{now}»."
    en = "{field} must be “{wanted}”, as the record's key and topic say; the repair has “{now}”."


class NotJson(Refusal):
    """The corrected data cannot be read at all."""

    slug = "parked.not-json"
    vi = "Nội dung phải là một đối tượng JSON đúng cú pháp ({detail}). Kiểm tra dấu ngoặc, dấu phẩy và dấu nháy."
    en = "The data must be a well-formed JSON object ({detail}). Check brackets, commas and quotes."


class RepairTooLong(Refusal):
    """A repair is longer than any record of the broker."""

    slug = "parked.repair-too-long"
    kind = Kind.TOO_LARGE
    vi = "Bản sửa dài {size} byte, nhiều nhất {most} byte. Chỉ chữa chỗ không đọc được; nếu nội dung thật sự dài hơn, hãy bỏ sự kiện này và đề nghị bên gửi chia nhỏ rồi phát lại."
    en = "The repair has {size} bytes, at most {most} are taken. Mend only what cannot be read; if the data are really longer, discard this event and have its publisher send it in smaller parts."


class OwnRepair(Refusal):
    """Who repaired an event wants to release it."""

    slug = "parked.own-repair"
    kind = Kind.FORBIDDEN
    vi = "Bạn đã sửa sự kiện này, nên một người vận hành khác phải xem bản sửa và áp dụng."
    en = "You repaired this event, so another operator has to look at the repair and release it."


class StillUnreadable(Refusal):
    """The envelope is still not one any handler can be found for."""

    slug = "parked.still-unreadable"
    vi = "Phần đầu sự kiện vẫn chưa đọc được ({detail}). Sửa các trường ce_* trước khi áp dụng lại."
    en = "The envelope still cannot be read ({detail}). Repair the ce_* headers before offering it again."


class DataStillInvalid(Refusal):
    """The envelope can be read now, and what it carries cannot."""

    slug = "parked.data-still-invalid"
    vi = "Phần đầu đã đọc được, nhưng nội dung chưa đúng lược đồ của loại sự kiện ({detail}). Sửa nội dung rồi áp dụng lại."
    en = "The envelope can be read now, but the data do not match the schema of the type ({detail}). Correct the data, then offer again."


class NoHandler(Refusal):
    """No handler of this service takes its type: to offer it would change nothing."""

    slug = "parked.nobody-hears"
    kind = Kind.CONFLICT
    vi = "Dịch vụ này không xử lý loại sự kiện {type} ở chủ đề này. Hãy bỏ sự kiện này; nếu ce_type sai, đề nghị bên gửi phát lại."
    en = "No handler of this service consumes {type} on this topic. Discard this event; if its ce_type is wrong, have its publisher send another."


class OutOfTurn(Refusal):
    """It is not to be applied before an earlier event of its subject."""

    slug = "parked.out-of-turn"
    kind = Kind.CONFLICT
    vi = "Một sự kiện trước của cùng đối tượng còn chờ xử lý ({head}). Hãy áp dụng lại hoặc bỏ sự kiện đó trước."
    en = "An earlier event of the same subject still waits ({head}). Offer or discard that one first."


class ReasonMissing(Refusal):
    """Nothing is done with a parked event without saying why."""

    slug = "parked.reason-missing"
    kind = Kind.INVALID
    vi = "Hãy ghi lý do: nhật ký xử lý sự kiện cần biết vì sao."
    en = "Give a reason: the record of what was done needs to say why."


def require_reason(why: str, pointer: str = "/why") -> None:
    """Raises ReasonMissing unless a reason was given."""
    if not why.strip():
        raise ReasonMissing(pointer=pointer)
