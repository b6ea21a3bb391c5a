"""What pydantic found wrong, field by field, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_VI = {
    "missing": "Thiếu trường bắt buộc.",
    "extra_forbidden": "Trường này không được phép.",
    "string_type": "Phải là một chuỗi ký tự.",
    "string_too_short": "Phải có ít nhất {min_length} ký tự.",
    "string_too_long": "Không được dài quá {max_length} ký tự.",
    "string_pattern_mismatch": "Không đúng định dạng yêu cầu.",
    "string_unicode": "Có ký tự không hợp lệ.",
    "int_type": "Phải là một số nguyên.",
    "int_parsing": "Phải là một số nguyên.",
    "int_parsing_size": "Số quá lớn.",
    "int_from_float": "Phải là một số nguyên.",
    "float_type": "Phải là một số.",
    "float_parsing": "Phải là một số.",
    "finite_number": "Phải là một số hữu hạn.",
    "decimal_type": "Phải là một số thập phân.",
    "decimal_parsing": "Phải là một số thập phân, ví dụ 74.5.",
    "decimal_max_places": "Không quá {decimal_places} chữ số thập phân.",
    "decimal_max_digits": "Không quá {max_digits} chữ số.",
    "greater_than": "Phải lớn hơn {gt}.",
    "greater_than_equal": "Phải lớn hơn hoặc bằng {ge}.",
    "less_than": "Phải nhỏ hơn {lt}.",
    "less_than_equal": "Phải nhỏ hơn hoặc bằng {le}.",
    "bool_type": "Phải là true hoặc false.",
    "bool_parsing": "Phải là true hoặc false.",
    "enum": "Giá trị không có trong danh sách cho phép: {expected}.",
    "literal_error": "Giá trị không có trong danh sách cho phép: {expected}.",
    "date_type": "Phải là một ngày, ví dụ 2026-03-05.",
    "date_parsing": "Phải là một ngày có thật, ví dụ 2026-03-05.",
    "date_from_datetime_parsing": "Phải là một ngày có thật, ví dụ 2026-03-05.",
    "date_from_datetime_inexact": "Phải là một ngày, không kèm giờ.",
    "datetime_type": "Phải là một thời điểm, ví dụ 2026-03-05T14:05:00+07:00.",
    "datetime_parsing": "Phải là một thời điểm, ví dụ 2026-03-05T14:05:00+07:00.",
    "datetime_from_date_parsing": "Phải là một thời điểm, ví dụ 2026-03-05T14:05:00+07:00.",
    "timezone_aware": "Thời điểm phải kèm múi giờ.",
    "list_type": "Phải là một danh sách.",
    "dict_type": "Phải là một đối tượng.",
    "model_type": "Phải là một đối tượng.",
    "model_attributes_type": "Phải là một đối tượng JSON (kiểm tra cả Content-Type).",
    "tuple_type": "Phải là một danh sách.",
    "too_short": "Phải có ít nhất {min_length} phần tử.",
    "too_long": "Không được quá {max_length} phần tử.",
    "uuid_type": "Phải là một UUID.",
    "uuid_parsing": "Phải là một UUID.",
    "url_parsing": "Phải là một địa chỉ URL hợp lệ.",
    "url_scheme": "Địa chỉ URL phải bắt đầu bằng {expected_schemes}.",
    "union_tag_invalid": "Loại không có trong danh sách cho phép: {expected_tags}.",
    "union_tag_not_found": "Thiếu trường cho biết loại.",
    "json_invalid": "Không phải JSON đúng cú pháp.",
    "value_error": "Giá trị không đúng quy định.",
    "line_break": "Ghi trên một dòng: trong nội dung có ngắt dòng.",
    "control_character": "Có ký tự điều khiển không nhìn thấy: kiểm tra ô này rồi gửi lại, hoặc gõ lại.",
    "money_unreadable": "«{given}» không phải một số tiền. Ghi đủ các chữ số (1.250.000.000), hoặc số kèm đơn vị (1,25 tỷ; 350 triệu).",
    "money_ambiguous": "«{given}» có thể hiểu theo hai cách. Ghi đủ các chữ số (1.250.000.000), hoặc số kèm đơn vị (1,25 tỷ; 350 triệu).",
    "money_fraction": "«{given}» không phải số đồng nguyên. Tiền ghi đến đồng, không có phần lẻ.",
    "none_required": "Phải để trống (null).",
}
_UNKNOWN = "Giá trị không hợp lệ."


def pointer(place: Sequence[Any]) -> str:
    """The JSON pointer of a pydantic location; what it is in (body, query, path) is left out."""
    parts = [str(part) for part in place]
    if parts and parts[0] in {"body", "query", "path", "header", "cookie"}:
        parts = parts[1:]
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def why(error: Any) -> tuple[str, str]:
    """What is wrong with one field, in Vietnamese and in English; `error` is one of pydantic's `errors()`."""
    english = str(error.get("msg", "Invalid value")).removeprefix("Value error, ").rstrip(".") + "."
    context: dict[str, Any] = error.get("ctx") or {}
    kind = str(error.get("type", ""))
    if isinstance(error.get("input"), str) and kind in ("too_short", "too_long"):
        # A limit behind a validator counts "items"; a person wrote characters.
        kind = f"string_{kind}"
        english = english.replace("Value", "Text").replace(" item", " character").replace(" after validation", "")
    if kind == "string_too_short" and context.get("min_length") == 1:
        return "Không được để trống.", "Must not be left empty."
    try:
        vietnamese = _VI.get(kind, _UNKNOWN).format(**context)
    except (KeyError, IndexError):
        vietnamese = _UNKNOWN
    return vietnamese, english
