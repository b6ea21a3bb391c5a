"""How each step is said, in Vietnamese and English. Fields: Text, Decimal and int are written as the language does."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from kit.refusal import Language
from law.explanation.numbers import percent, stars, written
from law.rulebooks.values import Text

SENTENCES: dict[str, tuple[str, str]] = {
    "rulebook": (
        "Áp dụng: {rulebook}; mã băm nội dung {hash}.",
        "Applied: {rulebook}; content hash {hash}.",
    ),
    "edition": (
        "Ngày {on} áp dụng bản đính chính {later} thay bản {former} mà hồ sơ đã nộp theo. Lý do: {reason}",
        "On {on} the corrected edition {later} was applied in place of {former}, under which the dossier was submitted. Reason: {reason}",
    ),
    "edition-reopened": (
        "Ngày {on} Hội đồng được mở lại để áp dụng bản đính chính {later}; phiếu vòng {before} đã niêm phong theo bản {former} được giữ nguyên, không tính vào kết quả; Hội đồng chấm lại ở vòng {round}. Lý do: {reason}",
        "On {on} the council was re-opened to apply the corrected edition {later}; the sheets of round {before}, sealed under edition {former}, are kept as they were and do not count; the council scored again in round {round}. Reason: {reason}",
    ),
    "quorum": (
        "Có {present} phiếu hợp lệ trên {eligible} thành viên có quyền chấm; cần ít nhất {needed} phiếu ({share:percent}).",
        "{present} valid sheets from {eligible} people who may score; at least {needed} are needed ({share:percent}).",
    ),
    "chair-present": ("Chủ tịch Hội đồng có phiếu.", "The chair's sheet is in."),
    "chair-absent": ("Không có phiếu của chủ tịch Hội đồng.", "The chair's sheet is not in."),
    "sheet-total": ("Phiếu của {member}: {total} điểm ({parts}).", "Sheet of {member}: {total} points ({parts})."),
    "spread": (
        "Phiếu cao nhất {highest} điểm, thấp nhất {lowest} điểm, chênh lệch {points} điểm; giới hạn {limit} điểm.",
        "Highest sheet {highest}, lowest {lowest}: {points} points apart; the limit is {limit}.",
    ),
    "spread-after-last-round": (
        "Chênh lệch vẫn vượt giới hạn sau vòng {round}, là vòng cuối theo quy chế; lấy kết quả vòng này.",
        "Still too far apart after round {round}, the last the regulation allows; this round's result stands.",
    ),
    "mean": (
        "Trung bình cộng của {count} phiếu: {sum} : {count} {equals} {total} điểm.",
        "Mean of {count} sheets: {sum} / {count} {equals} {total} points.",
    ),
    "points": ("Tổng điểm: {total} ({parts}).", "Total: {total} points ({parts})."),
    "not-scored": (
        "Tiêu chí {criterion} “{label}” không có điểm, theo dòng “{reason}”.",
        "Criterion {criterion} “{label}” earns nothing, by the line “{reason}”.",
    ),
    "rejected": ("Có điều kiện loại: {line}.", "A reject line stands: {line}."),
    "band": (
        "{total} điểm nằm trong khung {band}: tương ứng {star:stars}.",
        "{total} points lie in the band {band}: {star:stars}.",
    ),
    "minimum-met": (
        "Mức tối thiểu {star:stars}, tiêu chí {criterion} “{label}”: cần {needed} điểm, đạt {scored} điểm.",
        "Minimum for {star:stars}, criterion {criterion} “{label}”: {needed} needed, {scored} scored.",
    ),
    "minimum-missed": (
        "Mức tối thiểu {star:stars}, tiêu chí {criterion} “{label}”: cần {needed} điểm, chỉ đạt {scored} điểm.",
        "Minimum for {star:stars}, criterion {criterion} “{label}”: {needed} needed, only {scored} scored.",
    ),
    "minima-unknown": (
        "Chưa có phiếu chấm từng tiêu chí của văn bản này, nên không xét mức tối thiểu theo sao.",
        "The criteria sheets of this act were not obtained, so minima per star are not read.",
    ),
    "reading-agreed": (
        "Mức tối thiểu được xét trên phương án thống nhất của từng tiêu chí ({how}).",
        "Minima are read on the agreed option of each criterion ({how}).",
    ),
    "reading-each-sheet": (
        "Mức tối thiểu được xét trên từng phiếu: mọi phiếu đều phải đạt.",
        "Minima are read on each sheet: every sheet must meet them.",
    ),
    "star": ("Kết quả: {star:stars}.", "Result: {star:stars}."),
    "star-held-back": (
        "Kết quả: {star:stars}. Theo tổng điểm là {band:stars}, nhưng không đạt {count} mức tối thiểu của hạng {next:stars}.",
        "Result: {star:stars}. The total allows {band:stars}, but minima for {next:stars} are missed: {count}.",
    ),
    "star-none": ("Không xếp hạng sao vì có điều kiện loại.", "No star, because a reject line stands."),
    "sent-back": (
        "{tier} chấm {total} điểm, {star:stars}, và chuyển hồ sơ về để kết luận theo thẩm quyền.",
        "{tier} scored {total} points, {star:stars}, and sent the dossier back to be ruled here.",
    ),
    "elsewhere": (
        "{by} quyết định tại văn bản số {number} ngày {on}: {total} điểm, {star:stars}. Kết quả ghi theo bản ký, hai người đối chiếu; không có phiếu chấm để tính lại.",
        "Decided by {by} in paper {number} of {on}: {total} points, {star:stars}. Taken from the signed copy, compared by two persons; there are no sheets to count again.",
    ),
    "route-recognised": (
        "{authority} công nhận {star:stars}; giấy chứng nhận có hiệu lực {months} tháng.",
        "Recognised with {star:stars} by: {authority}. The certificate is valid for {months} months.",
    ),
    "route-forwarded": (
        "Đạt từ {limit} điểm: chuyển hồ sơ lên {to:inline}.",
        "{limit} points or more: the dossier is forwarded to {to:inline}.",
    ),
    "route-recognised-meanwhile": (
        "Trong khi chờ, {authority} công nhận {star:stars} theo thẩm quyền.",
        "Meanwhile recognised with {star:stars} by: {authority}, within its own power.",
    ),
    "route-returned": (
        "Chưa đến mức điểm của cấp này: chuyển lại {to:inline} để công nhận theo thẩm quyền hoặc xem xét lại.",
        "Below this tier's level: back to {to:inline}, to recognise within its own power or to examine again.",
    ),
    "route-not-recognised": ("Không công nhận.", "Not recognised."),
    "route-score-again": (
        "Chênh lệch vượt giới hạn: Hội đồng thảo luận và chấm lại vòng {round}.",
        "Too far apart: the council discusses and scores again, round {round}.",
    ),
}

REWORDED: dict[str, tuple[tuple[str, str], ...]] = {
    "quorum": (("người được chấm;", "thành viên có quyền chấm;"),),
}
"""Step → the phrases of rulings recorded earlier and what they are now: a better word is no difference of substance."""

Field = Text | Decimal | int | str


def say(code: str, **fields: Field) -> Text:
    """Writes the sentence of a step in both languages."""
    vi, en = SENTENCES[code]
    return Text(vi=_fill(vi, "vi", fields), en=_fill(en, "en", fields))


def reworded(code: str | None, said: str | None) -> str | None:
    """A recorded sentence with the phrases of today, its numbers and names untouched."""
    for former, now in REWORDED.get(code or "", ()):
        said = said.replace(former, now) if said else said
    return said


def _fill(template: str, language: Literal["vi", "en"], fields: dict[str, Field]) -> str:
    return template.format(**{name: _InLanguage(value, language) for name, value in fields.items()})


class _InLanguage:
    """Writes one field the way a language does; `stars`, `percent` and `inline` are format codes."""

    def __init__(self, value: Field, language: Language) -> None:
        self._value = value
        self._language: Language = language

    def __format__(self, code: str) -> str:
        value, language = self._value, self._language
        if isinstance(value, Text):
            said = value.say(language)
            return _inline(said, language) if code == "inline" else said
        if isinstance(value, str):
            return value
        if code == "stars":
            return stars(int(value), language)
        if code == "percent":
            return percent(Decimal(value), language)
        return written(value, language)


def _inline(label: str, language: Language) -> str:
    """A tier's label inside a sentence: "cấp tỉnh", "the province"."""
    lowered = label[0].lower() + label[1:]
    return lowered if language == "vi" else f"the {lowered}"
