"""Why an edition is not applied to a case."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotALaterEdition(Refusal):
    slug = "edition.not-later"
    kind = Kind.CONFLICT
    vi = "Bản {hash} không phải bản mới hơn của bộ tiêu chí {rulebook} tại đơn vị này. Các bản mới hơn: {known}."
    en = "Edition {hash} is no later edition of rulebook {rulebook} here. Later editions: {known}."


class MoreThanAMisprint(Refusal):
    slug = "edition.more-than-a-misprint"
    kind = Kind.CONFLICT
    vi = "Bản này thay đổi cấp xử lý hoặc ngày hiệu lực của bộ tiêu chí {rulebook}, không phải đính chính. Hồ sơ đã nộp giữ bản của mình."
    en = "This edition changes tiers or the first day of rulebook {rulebook}: that is no misprint. The dossier stays under its own text."


class SealedUnderTheFormer(Refusal):
    slug = "edition.sealed-already"
    kind = Kind.CONFLICT
    vi = "Đã có phiếu niêm phong theo bản {hash}; không thay bản giữa chừng. Hội đồng chấm tiếp theo bản đó."
    en = "A sheet was sealed under edition {hash} already: the edition is not changed midway. The council goes on under it."
