"""One fault of a rulebook file: where, which, and what to do, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from law.rulebooks.values import Text

WORDS: dict[str, tuple[str, str]] = {
    "missing": ("Thiếu “{name}”.", "“{name}” is missing."),
    "missing-language": (
        "Thiếu văn bản {language}. Mọi nội dung phải có tiếng Việt và tiếng Anh.",
        "The {language} text is missing. Everything is written in Vietnamese and English.",
    ),
    "unknown-name": (
        "Không có mục tên “{name}” trong định dạng. Kiểm tra chính tả.",
        "The format has no “{name}” here. Check the spelling.",
    ),
    "wrong-value": ("Giá trị {value} không hợp lệ: {why}.", "The value {value} does not fit: {why}."),
    "binary-float": (
        'Điểm ghi bằng số nguyên hoặc bằng chữ như "12.5".',
        'Write points as an integer or as text such as "12.5".',
    ),
    "options-sum": (
        "Phương án cao nhất là {found} điểm, nhưng tiêu chí ghi tối đa {max}.",
        "The best option has {found} points, but the criterion says {max} at most.",
    ),
    "criteria-sum": (
        "Các tiêu chí cộng lại {found} điểm, nhưng mục ghi {max}.",
        "The criteria add up to {found} points, but {max} is written here.",
    ),
    "sections-sum": (
        "Các mục cộng lại {found} điểm, nhưng phần ghi {max}.",
        "The sections add up to {found} points, but the part says {max}.",
    ),
    "parts-sum": (
        "Các phần cộng lại {found} điểm, nhưng văn bản chấm trên thang {max}.",
        "The parts add up to {found} points, but the act scores out of {max}.",
    ),
    "unknown-set": (
        "Bộ sản phẩm số {set_no} không có trong danh mục phân loại hoặc trong tệp này.",
        "Product set {set_no} is not in the classification, or not in this file.",
    ),
    "set-twice": ("Bộ sản phẩm số {set_no} được khai hai lần.", "Product set {set_no} is given twice."),
    "duplicate-id": ("Mã “{id}” bị trùng; lần đầu ở {first}.", "The id “{id}” is used twice; first at {first}."),
    "missing-option": (
        "Dòng này nhắc phương án “{option}” mà tiêu chí không có.",
        "This line names option “{option}”, which the criterion does not have.",
    ),
    "missing-criterion": (
        "Dòng này nhắc tiêu chí “{criterion}” không có trước nó trên phiếu.",
        "This line names criterion “{criterion}”, which is not on the sheet before it.",
    ),
    "missing-case": (
        "Phương án thuộc trường hợp “{case}” mà tiêu chí không khai.",
        "The option is of case “{case}”, which the criterion does not declare.",
    ),
    "case-without-options": ("Trường hợp “{case}” không có phương án nào.", "Case “{case}” has no option."),
    "cases-not-expected": (
        "Chỉ tiêu chí loại “case-choice” được chia trường hợp, và phải có ít nhất hai.",
        "Only a criterion of kind “case-choice” has cases, and then at least two.",
    ),
    "yes-no-options": ("Tiêu chí có/không phải có đúng hai phương án.", "A yes/no criterion has exactly two options."),
    "minimum-unknown-star": (
        "Mức tối thiểu gắn cho {star} sao, hạng không được công nhận theo khung điểm.",
        "A minimum for {star} stars, which the bands do not recognise.",
    ),
    "minimum-order": (
        "Mức tối thiểu của {star} sao ({points} điểm) thấp hơn mức của {lower} sao ({lower_points} điểm).",
        "The minimum for {star} stars ({points} points) is below that for {lower} stars ({lower_points} points).",
    ),
    "minima-not-on-options": (
        "Văn bản khai mức tối thiểu nằm trên phương án, nhưng không phiếu nào có.",
        "The act says that minima are on options, but no sheet has one.",
    ),
    "band-gap": (
        "Khung thấp nhất bắt đầu từ {least} điểm, nên điểm thấp hơn không thuộc hạng nào. Bắt đầu từ 0.",
        "The lowest band starts at {least} points, so lower totals have no star. Start at 0.",
    ),
    "band-overlap": (
        "Khung {star} sao bắt đầu từ {least} điểm, không cao hơn khung {lower} sao ({lower_least}): hai khung chồng nhau.",
        "The band of {star} stars starts at {least} points, not above that of {lower} ({lower_least}): they overlap.",
    ),
    "band-missing": ("Thiếu khung điểm của {star} sao.", "The band of {star} stars is missing."),
    "band-unreachable": (
        "Khung {star} sao bắt đầu từ {least} điểm, cao hơn thang {out_of}.",
        "The band of {star} stars starts at {least} points, above the scale of {out_of}.",
    ),
    "star-without-recogniser": (
        "Hạng {star} sao được công nhận nhưng không cấp nào có thẩm quyền.",
        "{star} stars are recognised, but no tier has the power to.",
    ),
    "star-not-recognised": (
        "Cấp này công nhận {star} sao, hạng mà khung điểm ghi là không công nhận.",
        "This tier recognises {star} stars, which the bands do not.",
    ),
    "star-of-two-tiers": (
        "Hạng {star} sao thuộc thẩm quyền của hai cấp.",
        "{star} stars are within the power of two tiers.",
    ),
    "tier-order": (
        "Các cấp phải theo thứ tự từ xã lên trung ương, mỗi cấp một lần.",
        "Tiers run from the commune upwards, each once.",
    ),
    "screening-tier-recognises": (
        "Cấp rà soát không chấm điểm nên không công nhận hạng sao, không có mức chuyển.",
        "A screening tier does not score, so it recognises no star and has no forwarding limit.",
    ),
    "forward-from-the-top": ("Cấp cao nhất không có nơi để chuyển lên.", "The highest tier has nowhere to forward to."),
    "forward-out-of-scale": (
        "Mức chuyển {forward_at} điểm nằm ngoài thang {out_of}.",
        "The forwarding limit of {forward_at} points is outside the scale of {out_of}.",
    ),
    "unknown-level": (
        "Không có cấp “{level}” trong danh mục cấp chính quyền. Các cấp: {known}.",
        "There is no level “{level}” in the list of levels. Levels: {known}.",
    ),
    "unknown-kind": (
        "Không có loại hồ sơ “{named}” trong danh mục. Các loại: {known}.",
        "There is no kind of dossier “{named}” in the list. Kinds: {known}.",
    ),
    "unknown-list": (
        "Không có danh mục tên “{name}”. Các danh mục: {known}.",
        "There is no list “{name}”. Lists: {known}.",
    ),
    "unknown-tier": ("Không có cấp “{level}” trong danh sách cấp.", "There is no tier “{level}” in the list of tiers."),
    "not-a-day": (
        "“{value}” không phải một ngày trong năm (tháng-ngày).",
        "“{value}” is not a day of the year (month-day).",
    ),
    "window-reversed": (
        "Cửa sổ đánh giá lại đóng ({closes} ngày trước khi hết hạn) trước khi mở ({opens} ngày).",
        "The re-evaluation window closes ({closes} days before expiry) before it opens ({opens} days).",
    ),
    "period-reversed": ("Ngày hết hiệu lực trước ngày bắt đầu.", "The last day is before the first."),
    "period-overlap": (
        "Hiệu lực chồng với {other} từ {first} đến {last}.",
        "In force together with {other} from {first} to {last}.",
    ),
    "period-gap": (
        "Giữa {other} và tệp này có khoảng trống từ {first} đến {last}.",
        "Between {other} and this file nothing is in force from {first} to {last}.",
    ),
    "code-field": (
        "Mẫu mã có trường “{field}” không biết. Dùng: {known}.",
        "The pattern has an unknown field “{field}”. Use: {known}.",
    ),
    "code-without-serial": (
        "Mẫu mã thiếu {field}, nên hai mã có thể trùng nhau.",
        "The pattern lacks {field}, so two codes could be equal.",
    ),
    "code-not-in-an-address": (
        "Mã sản phẩm nằm trong địa chỉ trang và mã QR nên chỉ dùng chữ cái không dấu, chữ số và - . _ ~; bỏ: {found}",
        "Product codes are part of page addresses and QR codes: use plain letters, digits and - . _ ~ only; remove: {found}",
    ),
    "source-of-another-act": (
        "Nguồn dẫn văn bản {cited}, không phải văn bản của tệp này ({own}). Kiểm tra lại, hoặc ghi lý do ở “note”.",
        "The source cites {cited}, which is no act of this file ({own}). Check it, or say why under “note”.",
    ),
    "unknown-evidence": (
        "Loại minh chứng “{evidence}” không có trong danh mục.",
        "Evidence “{evidence}” is not in the catalogue.",
    ),
    "unknown-topic": ("Không phiếu nào có chủ đề “{topic}”.", "No sheet has the topic “{topic}”."),
    "source-of-nothing": (
        "Nguồn này chỉ tới “{pointer}”, không có trong tệp.",
        "This source points to “{pointer}”, which is not in the file.",
    ),
    "no-source": (
        "Chưa ghi nguồn và mức kiểm chứng. Thêm một dòng vào “grounds” cho đường dẫn này.",
        "No source and degree of verification. Add a line to “grounds” for this path.",
    ),
    "regulates-nothing": (
        "Quy chế không thay đổi thông số nào. Ghi ít nhất một mục trong “council”.",
        "The regulation changes no setting. Write at least one in “council”.",
    ),
    "unknown-rulebook": (
        "Không có bộ tiêu chí “{rulebook}”. Các mã hiện có: {known}.",
        "There is no rulebook “{rulebook}”. Known: {known}.",
    ),
    "nothing-to-score": (
        "Tệp không có phiếu chấm (“sheets”) cũng không có điểm theo phần (“whole_parts”).",
        "The file has neither sheets (“sheets”) nor scoring by part (“whole_parts”).",
    ),
    # forms of returns
    "form-cell-kind": (
        "Ô “{code}” phải là đúng một loại: “figure” (máy đếm), “typed” (người ghi) hoặc “formula” (tính từ ô khác); chỉ số được vừa “figure” vừa “typed”.",
        "Cell “{code}” is exactly one of “figure” (counted), “typed” (written) or “formula” (made of others); only a number may be both “figure” and “typed”.",
    ),
    "form-unknown-figure": (
        "Không có chỉ tiêu “{figure}” trong danh mục chỉ tiêu. Kiểm tra chính tả, hoặc thêm chỉ tiêu trước.",
        "There is no figure “{figure}” in the list of figures. Check the spelling, or add the figure first.",
    ),
    "form-figure-to-come": (
        "Chưa có chỉ tiêu “{figure}”: ô này do người ghi cho đến khi có.",
        "There is no figure “{figure}” yet: the cell is written by a person until there is.",
    ),
    "form-no-division": (
        "Chỉ tiêu “{figure}” không chia được theo “{by}”. Chia được theo: {known}.",
        "The figure “{figure}” is not divided by “{by}”. Divisions: {known}.",
    ),
    "form-broken-down": (
        "Ô “{code}” không do máy đếm nên không chia nhỏ được. Bỏ “by”, hoặc lập ô riêng cho từng phần.",
        "Cell “{code}” is not counted, so it cannot be broken down. Leave out “by”, or make a cell of each part.",
    ),
    "form-no-number": (
        "“{code}” không phải một ô số của biểu này. Ghi mã của một ô số.",
        "“{code}” is no cell of this form that holds a number. Name one that does.",
    ),
    "form-circle": (
        "Các công thức vòng tròn: {cells}. Bỏ một mắt xích.",
        "Formulas lead in a circle: {cells}. Break one link.",
    ),
    "form-one-limit": (
        "Điều kiện “{check}” so với đúng một ô. Giữ một mã trong “of”.",
        "Check “{check}” compares with one cell. Keep one code in “of”.",
    ),
    "form-range-reversed": (
        "Khoảng cho phép từ {least} đến {most} bị ngược. Đổi lại hai số.",
        "The range from {least} to {most} is reversed. Swap the two.",
    ),
    "form-unknown-period": (
        "Không có loại kỳ báo cáo “{named}”. Các loại: {known}.",
        "There is no kind of period “{named}”. Kinds: {known}.",
    ),
    "form-consolidates-itself": (
        "Biểu “{form}” không thể tổng hợp chính nó.",
        "The form “{form}” cannot consolidate itself.",
    ),
}


POINTED_OUT = frozenset({"source-of-another-act", "form-figure-to-come"})


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` is one of WORDS, `path` a JSON pointer into the file."""

    path: str
    kind: str
    text: Text

    @property
    def only_pointed_out(self) -> bool:
        """Something to look at that may be right: it is said, and the file is taken all the same."""
        return self.kind in POINTED_OUT

    def __str__(self) -> str:
        return f"{self.path or '/'}: {self.text.en}"


def fault(path: str, kind: str, **fields: object) -> Fault:
    vi, en = WORDS[kind]
    named_vi = {name: value.vi if isinstance(value, Text) else value for name, value in fields.items()}
    named_en = {name: value.en if isinstance(value, Text) else value for name, value in fields.items()}
    return Fault(path, kind, Text(vi=vi.format(**named_vi), en=en.format(**named_en)))
