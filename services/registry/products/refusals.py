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
