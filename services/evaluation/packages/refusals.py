"""What is refused about packages, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotOnItsWay(Refusal):
    slug = "package.not-on-its-way"
    kind = Kind.CONFLICT
    vi = "Chỉ niêm phong gói của hồ sơ đã chuyển đến cấp trên làm việc ở hệ thống khác và chưa có kết quả."
    en = "Only a case that was sent to a higher office on another installation, and was not answered yet, is sealed into a package."


class PaperOfNobody(Refusal):
    slug = "package.paper-not-of-the-dossier"
    vi = "Tệp «{name}» không phải tài liệu của hồ sơ này (mã băm không khớp). Tải lại tệp từ trang hồ sơ, không mở ra lưu lại."
    en = "“{name}” is none of the dossier's papers (its digest is not theirs). Download it from the dossier's page and do not save it anew."


class NotAPackage(Refusal):
    slug = "package.not-of-a-case"
    vi = "Gói niêm phong này không chứa một hồ sơ đánh giá được chuyển đi đọc được. Hỏi lại nơi gửi."
    en = "This sealed archive holds no forwarded case that can be read. Ask whoever sent it."


class NotForUs(Refusal):
    slug = "package.not-for-us"
    kind = Kind.FORBIDDEN
    vi = "Gói gửi đến đơn vị «{office}», không phải đơn vị bạn làm việc ở hệ thống này."
    en = "The package is for the office “{office}”, which is none that you work for on this installation."


class FromHere(Refusal):
    slug = "package.from-here"
    kind = Kind.CONFLICT
    vi = "Gói này do chính hệ thống này niêm phong; hồ sơ đã có ở đây."
    en = "This package was sealed by this very installation; its case is here already."
