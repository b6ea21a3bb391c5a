"""The settings and values of a rulebook in words, for people who confirm them."""

from __future__ import annotations

import re

from law.rulebooks.values import Text

CHAPTERS: dict[str, Text] = {
    "acts": Text(vi="Văn bản", en="Legal act"),
    "in_force": Text(vi="Hiệu lực", en="In force"),
    "bands": Text(vi="Khung điểm", en="Bands"),
    "minima": Text(vi="Mức tối thiểu theo sao", en="Minima per star"),
    "tiers": Text(vi="Cấp đánh giá", en="Tiers"),
    "rounds": Text(vi="Đợt đánh giá", en="Rounds"),
    "validity_months": Text(vi="Thời hạn giấy chứng nhận (tháng)", en="Validity of a certificate (months)"),
    "re_evaluation": Text(vi="Đánh giá lại", en="Re-evaluation"),
    "transition": Text(vi="Chuyển tiếp", en="Transition"),
    "council": Text(vi="Hội đồng", en="Council"),
    "screening": Text(vi="Nội dung rà soát cấp xã", en="What the commune screens"),
    "evidence": Text(vi="Minh chứng", en="Evidence"),
    "producers": Text(vi="Chủ thể", en="Producers"),
    "revocation": Text(vi="Thu hồi", en="Revocation"),
    "codes": Text(vi="Mẫu mã số", en="Code patterns"),
    "sheets": Text(vi="Phiếu chấm", en="Score sheets"),
    "whole_parts": Text(vi="Chấm theo phần", en="Scoring by part"),
}

SETTINGS: dict[str, Text] = {
    "total": Text(vi="Cách tính điểm của Hội đồng", en="How the council's total is made"),
    "quorum_share": Text(vi="Tỷ lệ phiếu tối thiểu", en="Least share of sheets"),
    "chair_must_attend": Text(vi="Chủ tịch phải chấm", en="The chair must score"),
    "secretary_scores": Text(vi="Thư ký chấm điểm", en="The secretary scores"),
    "sealed_until_all": Text(vi="Giữ kín phiếu đến khi công khai", en="Sheets secret until revealed"),
    "spread_limit": Text(vi="Giới hạn lệch điểm", en="Spread limit (points)"),
    "scorers_at_least": Text(vi="Số người chấm tối thiểu", en="Least number of scorers"),
    "rounds_at_most": Text(vi="Số vòng chấm tối đa", en="Rounds at most"),
    "threshold_reading": Text(vi="Cách xét mức tối thiểu theo sao", en="How minima per star are read"),
    "agreed_option": Text(vi="Phương án thống nhất của Hội đồng", en="The council's agreed option"),
    "forward_on": Text(vi="Điều kiện chuyển cấp trên", en="When to forward"),
    "at_forward": Text(vi="Khi chuyển cấp trên", en="What happens when forwarding"),
    "reject_line_needs": Text(vi="Ghi nhận điều kiện loại", en="When a reject line stands"),
    "watch_margin": Text(vi="Khoảng sát mốc cần kiểm tra kỹ", en="Margin of the boundary watch (points)"),
    "recognises": Text(vi="thẩm quyền công nhận", en="who recognises"),
    "forward_at": Text(vi="mức chuyển cấp trên", en="forwarding limit"),
    "acts": Text(vi="việc của cấp", en="what the tier does"),
    "deadlines": Text(vi="thời hạn", en="deadlines"),
    "first": Text(vi="ngày đầu", en="first day"),
    "last": Text(vi="ngày cuối", en="last day"),
    "product": Text(vi="mã sản phẩm", en="product code"),
    "receipt": Text(vi="số tiếp nhận", en="receipt number"),
    "parts": Text(vi="điểm các phần", en="points of the parts"),
    "sets": Text(vi="các bộ sản phẩm", en="product sets"),
    "opens_days_before": Text(vi="mở trước khi hết hạn (ngày)", en="opens before expiry (days)"),
    "closes_days_before": Text(vi="đóng trước khi hết hạn (ngày)", en="closes before expiry (days)"),
    "notice_days_before": Text(vi="báo trước khi hết hạn (ngày)", en="notice before expiry (days)"),
    "done_within_days": Text(vi="hoàn thành trong (ngày)", en="done within (days)"),
    "extension_days_at_most": Text(vi="gia hạn tối đa (ngày)", en="extension at most (days)"),
    "council_in_writing": Text(vi="Hội đồng cho ý kiến bằng văn bản", en="council opinion in writing"),
}

VALUES: dict[str, Text] = {
    "True": Text(vi="có", en="yes"),
    "False": Text(vi="không", en="no"),
    "mean": Text(vi="trung bình cộng", en="arithmetic mean"),
    "agreed": Text(vi="trên phương án thống nhất", en="on the agreed option"),
    "each-sheet": Text(vi="trên từng phiếu", en="on each sheet"),
    "most-chosen": Text(
        vi="được nhiều phiếu chọn nhất, hòa thì lấy mức thấp", en="chosen by most, the lower one on a tie"
    ),
    "lower-median": Text(vi="trung vị thấp", en="lower median"),
    "total": Text(vi="chỉ theo tổng điểm", en="by the total alone"),
    "star": Text(vi="đủ điểm và hạng sao vượt thẩm quyền", en="the total, and a star beyond this tier"),
    "forward-only": Text(vi="chỉ chuyển", en="forward only"),
    "recognise-and-forward": Text(
        vi="vừa công nhận trong thẩm quyền vừa chuyển", en="recognise within its power, and forward"
    ),
    "majority": Text(vi="quá nửa số phiếu nêu", en="raised by more than half of the sheets"),
    "any": Text(vi="có một phiếu nêu", en="raised by any sheet"),
    "screens": Text(vi="rà soát", en="screens"),
    "scores": Text(vi="chấm điểm", en="scores"),
    "on-options": Text(vi="ghi trên phương án của phiếu", en="written on the options of the sheets"),
    "table-per-star": Text(vi="bảng riêng theo sao", en="a table per star"),
    "none": Text(vi="không có", en="none"),
}


def setting_name(name: str) -> Text:
    return SETTINGS.get(name, Text(vi=name, en=name))


def value_name(value: object) -> Text:
    """A value in words; numbers, dates and patterns as they are."""
    text = str(value)
    decimal = text.replace(".", ",") if re.fullmatch(r"\d+\.\d+", text) else text
    return VALUES.get(text, Text(vi=decimal, en=text))
