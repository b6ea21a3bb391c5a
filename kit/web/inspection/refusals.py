"""Files that are not taken for what is in them: each says what it is and what to send in its place."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class ArchiveRefused(Refusal):
    """A packed file that is not safe to open, or not to be read by a person."""

    slug = "upload.archive-refused"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp «{name}» không được nhận vì {why}. Mở tệp, lưu lại thành tài liệu thường (không macro, không mật khẩu) hoặc xuất ra PDF rồi gửi lại."
    en = "“{name}” was not taken: {why}. Open it, save it as a plain document (no macros, no password) or export it to PDF, and send that."


class DocumentLocked(Refusal):
    """A Word, Excel or PowerPoint document behind a password."""

    slug = "upload.document-locked"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp «{name}» có mật khẩu nên người xét hồ sơ không mở được. Mở tệp trong Word hoặc Excel, vào Tệp → Thông tin → Bảo vệ, bỏ mật khẩu, lưu lại (hoặc xuất ra PDF) rồi gửi."
    en = "“{name}” has a password, so whoever examines it could not open it. Open it in Word or Excel, take the password away under File → Info → Protect, save it (or export it to PDF), and send that."


class DocumentOld(Refusal):
    """A document in the container of Office 97: whether it holds macros cannot be seen from outside."""

    slug = "upload.document-old"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp «{name}» thuộc kiểu cũ của Office (.doc, .xls, .ppt), không kiểm tra được macro nên không nhận. Mở tệp, lưu lại thành .docx, .xlsx hoặc PDF rồi gửi."
    en = "“{name}” is of Office's old kind (.doc, .xls, .ppt), in which macros cannot be ruled out. Open it, save it as .docx, .xlsx or PDF, and send that."


class PdfLocked(Refusal):
    """A PDF that asks for a password before it opens."""

    slug = "upload.pdf-locked"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp PDF «{name}» đòi mật khẩu khi mở nên người xét hồ sơ không đọc được. Mở tệp bằng mật khẩu, chọn In → Lưu thành PDF để có bản không mật khẩu, rồi gửi bản đó."
    en = "The PDF “{name}” asks for a password, so whoever examines it could not read it. Open it with the password, choose Print → Save as PDF for a copy without one, and send that."


class PdfCutOff(Refusal):
    """A PDF whose end is missing."""

    slug = "upload.pdf-cut-off"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp PDF «{name}» bị cắt giữa chừng: thiếu phần cuối. Thường là do tải về hoặc sao chép chưa xong. Tải hoặc quét lại, mở thử đến trang cuối, rồi gửi."
    en = "The PDF “{name}” is cut off: its end is missing, mostly because a download or a copy did not finish. Download or scan it again, see that its last page opens, and send it."


class PdfBroken(Refusal):
    """A PDF that no reader opens, or without a page."""

    slug = "upload.pdf-broken"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp PDF «{name}» không mở được hoặc không có trang nào. Mở thử trên máy của bạn: nếu mở được, chọn In → Lưu thành PDF rồi gửi bản mới; nếu không, xuất hoặc quét lại."
    en = "The PDF “{name}” does not open, or has no page. Try it on your own machine: if it opens, choose Print → Save as PDF and send the new copy; if not, export or scan it again."


class PictureTooLarge(Refusal):
    """A picture of more pixels than is unpacked: most are made to exhaust whoever opens them."""

    slug = "upload.picture-too-large"
    kind = Kind.TOO_LARGE
    vi = "Ảnh «{name}» có {megapixels} triệu điểm ảnh, quá mức nhận ({most} triệu). Chụp hoặc lưu lại ở độ phân giải thấp hơn (12 triệu điểm ảnh là đủ đọc) rồi gửi."
    en = "The picture “{name}” has {megapixels} million pixels, more than we take ({most} million). Take or save it at a lower resolution (12 million are enough to read), and send that."


class InspectionGivenUp(Refusal):
    """Opening the file took more time or memory than any paper needs."""

    slug = "upload.too-costly"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Mở tệp «{name}» tốn quá nhiều thời gian hoặc bộ nhớ so với một giấy tờ thường nên không nhận. In hoặc xuất lại ra PDF, hoặc chia nhỏ, rồi gửi."
    en = "Opening “{name}” takes more time or memory than any paper needs, so it was not taken. Print or export it to PDF anew, or split it, and send that."
