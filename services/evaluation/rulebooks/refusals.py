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
    vi = (
        "Đã có phiếu niêm phong theo bản {hash}; không thay bản giữa chừng. Hội đồng chấm tiếp theo bản đó, hoặc cán bộ "
        "không chấm hồ sơ này mở lại Hội đồng bằng «Mở lại Hội đồng để áp dụng bản đính chính»."
    )
    en = (
        "A sheet was sealed under edition {hash} already: the edition is not changed midway. The council goes on under it, "
        "or an officer who does not score this case re-opens it by “Re-open the council under a corrected edition”."
    )


class NothingSealedYet(Refusal):
    slug = "edition.nothing-sealed"
    kind = Kind.CONFLICT
    vi = "Chưa phiếu nào niêm phong nên không phải mở lại Hội đồng. Dùng «Áp dụng bản đính chính»."
    en = "No sheet was sealed yet, so there is no council to re-open. Use “Apply a corrected edition”."


class RuledAlready(Refusal):
    slug = "edition.ruled-already"
    kind = Kind.CONFLICT
    vi = (
        "Đơn vị đã ra kết luận về hồ sơ đánh giá này; Hội đồng không được mở lại. Nếu bản đính chính làm thay đổi kết quả, kết luận "
        "phải được thu hồi hoặc giải quyết lại theo thủ tục của nó (khiếu nại, thu hồi công nhận), sau đó chủ thể nộp hồ sơ mới."
    )
    en = (
        "The office has ruled on this case; its council is not re-opened. If the correction changes the result, the ruling is "
        "to be withdrawn or settled anew by its own procedure (appeal, revocation), after which the producer submits anew."
    )


class ScoresOnItself(Refusal):
    slug = "edition.scores-on-it"
    kind = Kind.FORBIDDEN
    vi = "Người chấm điểm hồ sơ này không tự mở lại Hội đồng của mình. Đề nghị một cán bộ khác của đơn vị."
    en = "Whoever scores this case does not re-open the council themselves. Ask another officer of the office."
