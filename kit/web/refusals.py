"""Refusals of HTTP itself, whatever endpoint stands behind it."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class SignInNeeded(Refusal):
    """Nobody is signed in, and the endpoint is not for everybody."""

    slug = "sign-in.needed"
    kind = Kind.UNAUTHENTICATED
    vi = "Bạn cần đăng nhập để tiếp tục."
    en = "Sign in to continue."


class TokenRefused(Refusal):
    """The bearer token is not one we accept."""

    slug = "token.refused"
    kind = Kind.UNAUTHENTICATED
    vi = "Mã truy cập không dùng được: {why}. Lấy mã truy cập mới từ máy chủ đăng nhập rồi gửi lại."
    en = "The access token cannot be used: {why}. Get a new access token from the sign-in server and try again."


class ProviderAway(Refusal):
    """The identity provider does not answer."""

    slug = "sign-in.provider-away"
    kind = Kind.UNAUTHENTICATED
    vi = "Máy chủ đăng nhập chưa phản hồi. Thử lại sau ít phút; nếu vẫn lỗi, báo cho quản trị viên hệ thống."
    en = "The sign-in server does not answer. Try again in a few minutes; if it goes on, tell the administrator."


class SignInFailed(Refusal):
    """The provider's answer does not complete a sign-in begun here."""

    slug = "sign-in.failed"
    kind = Kind.MALFORMED
    vi = "Đăng nhập không hoàn tất ({why}). Bắt đầu đăng nhập lại."
    en = "The sign-in was not completed ({why}). Start signing in again."


class FormExpired(Refusal):
    """The form does not carry this session's token: it is old, or another site sent it."""

    slug = "form.expired"
    kind = Kind.FORBIDDEN
    vi = "Biểu mẫu đã hết hiệu lực vì phiên làm việc đã đổi, nên chưa gửi được. Kiểm tra nội dung rồi gửi lại."
    en = "The form is no longer valid because your session has changed, and was not sent. Check it and send again."


class FormOfAnother(Refusal):
    """The form was filled in by somebody else, who was signed in here before."""

    slug = "form.of-another"
    kind = Kind.FORBIDDEN
    vi = (
        "Biểu mẫu này do người đăng nhập trước ở trình duyệt này điền, nên không gửi được dưới tên bạn. "
        "Nội dung đã được giữ cho người đó. Mở lại trang để làm việc của bạn."
    )
    en = (
        "This form was filled in by the person who was signed in here before, so it cannot be sent in your name. "
        "What they wrote is kept for them. Open the page again to do your own work."
    )


class Unconfirmed(Refusal):
    """What is asked for cannot be taken back, and nobody has said yet that it is meant."""

    slug = "form.unconfirmed"
    vi = "Việc này không lấy lại được. Xác nhận rồi gửi."
    en = "This cannot be taken back. Confirm it and send."


class Changed(Refusal):
    """What a form changes was changed elsewhere; both sides stand in the page shown again."""

    slug = "form.changed"
    kind = Kind.STALE
    vi = (
        "Nội dung đã được người khác thay đổi (hoặc lưu từ cửa sổ khác) sau khi bạn mở trang. Phần bạn viết vẫn còn dưới đây, "
        "ghép với bản mới nhất; ô nào hai bên khác nhau thì cả hai được nêu cạnh nhau. Kiểm tra rồi gửi lại."
    )
    en = (
        "This was changed by someone else (or saved from another window) after you opened the page. What you wrote is still here, "
        "joined with what is saved now; where the two differ, both are shown side by side. Check it and send again."
    )


class VersionMissing(Refusal):
    """A change does not say which version it changes."""

    slug = "precondition.missing"
    kind = Kind.PRECONDITION_REQUIRED
    vi = "Thiếu tiêu đề If-Match. Đọc lại đối tượng và gửi kèm giá trị ETag của nó để không ghi đè thay đổi của người khác."
    en = "The If-Match header is missing. Read the object again and send its ETag, so that nobody's change is overwritten."


class VersionUnreadable(Refusal):
    """If-Match holds something that is not one of our versions."""

    slug = "precondition.unreadable"
    kind = Kind.MALFORMED
    vi = 'Tiêu đề If-Match phải là đúng một ETag do hệ thống trả về, ví dụ "3".'
    en = 'The If-Match header must be exactly one ETag as given by the system, for example "3".'


class KeyUnreadable(Refusal):
    """The idempotency key is not one."""

    slug = "idempotency.key-unreadable"
    kind = Kind.MALFORMED
    vi = "Idempotency-Key phải có từ 1 đến 200 ký tự ASCII nhìn thấy được, ví dụ một UUID."
    en = "The Idempotency-Key must be 1 to 200 visible ASCII characters, for example a UUID."


class TextUnreadable(Refusal):
    """The body is not the text it says it is."""

    slug = "request.unreadable"
    kind = Kind.MALFORMED
    vi = "Không đọc được nội dung gửi lên: {why}. Sửa rồi gửi lại."
    en = "The request cannot be read: {why}. Correct it and send again."


class DatabaseAway(Refusal):
    """The database did not answer in time; nothing was kept."""

    slug = "database.away"
    kind = Kind.AWAY
    vi = (
        "Cơ sở dữ liệu chưa trả lời, nên chưa thực hiện được. Chưa có gì được ghi, không có gì bị mất. "
        "Hệ thống tự khôi phục; thử lại sau ít giây."
    )
    en = (
        "The database does not answer, so this was not done. Nothing was kept and nothing was lost. "
        "It recovers by itself; try again in a few seconds."
    )


class OutcomeUnknown(Refusal):
    """The database was asked to commit and its answer did not come."""

    slug = "database.outcome-unknown"
    kind = Kind.AWAY
    vi = (
        "Cơ sở dữ liệu ngừng trả lời đúng lúc đang ghi: chưa biết yêu cầu đã được ghi hay chưa. Sau ít giây, mở lại trang để xem; "
        "nếu chưa thấy, gửi lại. Gửi lại với cùng Idempotency-Key thì không bao giờ bị ghi hai lần."
    )
    en = (
        "The database stopped answering while it was writing: it is not known whether this was kept. Look again in a few seconds; "
        "if it is not there, send it again. Sent with the same Idempotency-Key, it is never done twice."
    )


class TooManyRequests(Refusal):
    """One address, or one person, asks more often than is fair to the others."""

    slug = "request.too-many"
    kind = Kind.TOO_MANY
    vi = "Đã gửi quá nhiều yêu cầu trong một phút. Đợi {seconds} giây rồi thử lại; chưa có gì được thực hiện."
    en = "Too many requests within a minute. Wait {seconds} seconds and try again; nothing was done."


class Busy(Refusal):
    """Too many ask for the same costly thing at once."""

    slug = "request.busy"
    kind = Kind.TOO_MANY
    vi = "Nhiều người đang yêu cầu việc này cùng lúc. Đợi {seconds} giây rồi thử lại."
    en = "Many people are asking for this at the moment. Wait {seconds} seconds and try again."


class TooManyParts(Refusal):
    """More fields, files or values than any form or command of ours has."""

    slug = "request.too-many-parts"
    kind = Kind.TOO_LARGE
    vi = "Nội dung gửi lên có hơn {limit} {what}. Bớt đi rồi gửi lại, hoặc gửi thành nhiều lần."
    en = "The request has more than {limit} {what}. Leave some out, or send it in several parts."


class NestedTooDeep(Refusal):
    """JSON within JSON within JSON."""

    slug = "request.nested-too-deep"
    vi = "Nội dung JSON lồng nhau quá {limit} lớp. Sửa cấu trúc theo tài liệu giao diện (openapi.json) rồi gửi lại."
    en = "The JSON is nested more than {limit} levels deep. Follow the interface's description (openapi.json)."


class HeaderTwice(Refusal):
    """A header that can have one meaning only came more than once."""

    slug = "request.header-twice"
    kind = Kind.MALFORMED
    vi = "Tiêu đề {name} được gửi nhiều lần. Gửi đúng một lần."
    en = "The header {name} was sent more than once. Send it once."
