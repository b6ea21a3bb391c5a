"""What is refused about products, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class ProductNameMissing(Refusal):
    slug = "product.name-missing"
    vi = "Chưa ghi tên sản phẩm. Ghi tên như in trên bao bì."
    en = "The product's name is missing. Write it as it is printed on the package."


class ReasonMissing(Refusal):
    slug = "product.reason-missing"
    vi = "Chưa ghi lý do rút sản phẩm. Ghi một câu để người xem sau hiểu vì sao."
    en = "The reason for withdrawing is missing. Write a sentence for those who read it later."


class ProductionNoteMissing(Refusal):
    slug = "product.production-note-missing"
    vi = "Chưa ghi xã đã xác minh thế nào. Ghi một câu: đến cơ sở ngày nào, thấy gì, hoặc chủ thể báo bằng văn bản nào."
    en = "Say how the commune found out: when it was at the place and what it saw, or which letter the producer sent."


class ProductionEndsLater(Refusal):
    slug = "product.production-ends-later"
    vi = "Ngày ngừng sản xuất {given} ở trong tương lai. Chỉ xác nhận khi đã ngừng."
    en = "The day production ended, {given}, is to come. Confirm it once it has ended."


class DossierIsOpen(Refusal):
    slug = "product.dossier-is-open"
    kind = Kind.CONFLICT
    vi = "Sản phẩm còn hồ sơ chưa kết thúc. Rút hồ sơ hoặc chờ kết luận rồi mới rút sản phẩm."
    en = "The product has a dossier that is not finished. Withdraw it, or wait for its end, before the product."


class SetIsFixed(Refusal):
    """A dossier is scored on the sheet of the set it was opened with."""

    slug = "product.set-is-fixed"
    kind = Kind.CONFLICT
    vi = "Không đổi được bộ sản phẩm khi hồ sơ đang mở, vì phiếu chấm theo bộ cũ. Rút hồ sơ, đổi bộ rồi mở hồ sơ mới."
    en = "The set cannot change while a dossier is open: its sheet is that of the old set. Withdraw the dossier first."


class MergeReasonMissing(Refusal):
    slug = "product.merge-reason-missing"
    vi = "Chưa ghi lý do gộp. Ghi một câu vì sao hai bản ghi là một, để người xem sau kiểm tra được."
    en = "The reason for merging is missing. Say in a sentence why the two records are one, for those who check it later."


class MergedWithItself(Refusal):
    slug = "product.merged-with-itself"
    kind = Kind.CONFLICT
    vi = "Không gộp được bản ghi vào chính nó, hoặc vào bản ghi đã gộp hay đã rút. Chọn bản ghi đang hoạt động làm bản ghi được giữ."
    en = "A record is not merged into itself, nor into one that was merged or withdrawn. Keep the one that is active."


class BothHaveDossiers(Refusal):
    """One product has at most one dossier that is not finished."""

    slug = "product.both-have-dossiers"
    kind = Kind.CONFLICT
    vi = "Cả hai bản ghi đều có hồ sơ chưa kết thúc. Rút một hồ sơ, hoặc chờ kết luận, rồi gộp."
    en = "Both records have a dossier that is not finished. Withdraw one, or wait for its end, then merge."


class OfAnotherSet(Refusal):
    """An open dossier is scored on the sheet of its set."""

    slug = "product.merged-into-another-set"
    kind = Kind.CONFLICT
    vi = "Bản ghi trùng có hồ sơ đang mở theo bộ sản phẩm khác. Sửa bộ sản phẩm cho khớp, hoặc chờ hồ sơ kết thúc, rồi gộp."
    en = "The twin has an open dossier under another product set. Make the sets agree, or wait for its end, then merge."


class LikelyTwin(Refusal):
    """Said once, on the page: whoever has looked goes on."""

    slug = "product.likely-twin"
    kind = Kind.CONFLICT
    vi = "Có thể đã đăng ký rồi: {named}. Nếu là sản phẩm khác, đánh dấu ô bên cạnh rồi bấm đăng ký lần nữa."
    en = "It may be registered already: {named}. If this is another product, tick the box and register again."


class TooManyAtOnce(Refusal):
    slug = "product.too-many-to-move"
    kind = Kind.CONFLICT
    vi = "Bản ghi trùng có hơn {most} sản phẩm, không gộp được trong một lần. Gộp các sản phẩm trùng trước, hoặc giữ bản ghi này và gộp bản ghi kia vào nó."
    en = "The twin has more than {most} products, too many to move at once. Merge its twin products first, or keep this record and merge the other into it."
