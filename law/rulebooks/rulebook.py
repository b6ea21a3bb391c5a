"""A rulebook: everything one legal act says about stars, tiers, deadlines and codes, as data."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from kit.refusal import Kind, Refusal
from law.rulebooks.council import CouncilSettings
from law.rulebooks.sheet import Sheet, SheetPart
from law.rulebooks.values import Correction, DossierKind, Named, Part, Period, Points, Star, Text, Verified

Level = str
"""The id of a level of government (`law.levels`); `ocop rulebook check` refuses one that no list has."""


class UnknownSet(Refusal):
    slug = "rulebook.unknown-set"
    kind = Kind.INVALID
    vi = "Bộ tiêu chí {rulebook} không có bộ sản phẩm số {set_no}. Chọn một bộ trong danh mục phân loại."
    en = "Rulebook {rulebook} has no product set {set_no}. Choose a set of the classification."


class Act(Part):
    number: Annotated[str, Named("số hiệu", "number")]
    issued: Annotated[date, Named("ngày ban hành", "day of issue")]


class Band(Part):
    """Totals from `least` up to the next band are this star. The highest band ends at the sheet's maximum."""

    star: Annotated[Star, Named("hạng sao", "star")]
    least: Annotated[Points, Named("điểm từ", "points from")]
    recognised: Annotated[bool, Named("được công nhận", "recognised")]


class Deadline(Part):
    """So many days for an act of a tier: working days, or days of the calendar."""

    act: Annotated[str, Named("việc", "act")]
    days: Annotated[int, Named("số ngày", "days")] = Field(gt=0)
    counted: Annotated[
        Literal["working", "calendar"],
        Named(
            "cách tính ngày",
            "how days count",
            values=(
                ("working", "ngày làm việc", "working days"),
                ("calendar", "ngày theo lịch", "days of the calendar"),
            ),
        ),
    ]


class Recognition(Part):
    """A star within a power. `sets`: of these product sets only; none: of all that no other entry for the star names."""

    star: Annotated[Star, Named("hạng sao", "star")]
    authority: Annotated[Text, Named("người công nhận", "who recognises")]
    sets: Annotated[tuple[int, ...], Named("chỉ các bộ sản phẩm", "product sets only")] = ()


class Tier(Part):
    """One level a dossier passes. `forward_at`: from this total on it goes to the next level (none: always)."""

    level: Annotated[Level, Named("cấp", "level")]
    label: Annotated[Text, Named("tên", "name")]
    acts: Annotated[
        Literal["screens", "scores"],
        Named(
            "việc của cấp",
            "what the tier does",
            values=(("screens", "rà soát", "screens"), ("scores", "chấm điểm", "scores")),
        ),
    ]
    recognises: Annotated[tuple[Recognition, ...], Named("thẩm quyền công nhận", "who recognises")] = ()
    forward_at: Annotated[Points | None, Named("mức chuyển cấp trên", "forwarding limit")] = None
    deadlines: Annotated[tuple[Deadline, ...], Named("thời hạn", "deadlines")] = ()

    def recognition_of(self, star: int, set_no: int | None = None) -> Recognition | None:
        """By what entry this tier recognises a star of a product set; without a set, of sets no entry names."""
        of_star = [one for one in self.recognises if one.star == star]
        named = next((one for one in of_star if set_no is not None and set_no in one.sets), None)
        return named or next((one for one in of_star if not one.sets), None)

    def authority_for(self, star: int, set_no: int | None = None) -> Text | None:
        """Who signs for a star of a product set; None when it is not within this tier's power."""
        found = self.recognition_of(star, set_no)
        return found.authority if found else None

    @property
    def stars(self) -> tuple[int, ...]:
        """Every star this tier recognises, of whatever set."""
        return tuple(dict.fromkeys(r.star for r in self.recognises))


class Round(Part):
    """A yearly session: proposals by month-day, results by month-day."""

    level: Annotated[Level, Named("cấp", "level")]
    submit_by: Annotated[str, Named("đề nghị trước ngày", "proposals by")] = Field(pattern=r"^\d\d-\d\d$")
    done_by: Annotated[str, Named("xong trước ngày", "results by")] = Field(pattern=r"^\d\d-\d\d$")


class ReEvaluation(Part):
    """Days before expiry; none means that the act does not say."""

    opens_days_before: Annotated[int | None, Named("mở trước khi hết hạn (ngày)", "opens before expiry (days)")] = None
    closes_days_before: Annotated[int | None, Named("đóng trước khi hết hạn (ngày)", "closes before expiry (days)")] = (
        None
    )
    notice_days_before: Annotated[int | None, Named("báo trước khi hết hạn (ngày)", "notice before expiry (days)")] = (
        None
    )
    done_within_days: Annotated[int | None, Named("hoàn thành trong (ngày)", "done within (days)")] = None
    extension_days_at_most: Annotated[int | None, Named("gia hạn tối đa (ngày)", "extension at most (days)")] = None
    council_in_writing: Annotated[bool, Named("Hội đồng cho ý kiến bằng văn bản", "council opinion in writing")] = False


class Transition(Part):
    """Days from this act's first day within which dossiers pending under the old rules are finished by the old rules."""

    pending_days: Annotated[
        dict[DossierKind, int], Named("số ngày giải quyết hồ sơ dở dang", "days to finish pending dossiers")
    ] = Field(default_factory=dict)


class Finding(Part):
    """A question the commune answers when it screens."""

    id: Annotated[str, Named("mã", "id")]
    label: Annotated[Text, Named("tên", "name")]


class InSets(Part):
    """What is said of a paper in some product sets only."""

    sets: Annotated[tuple[int, ...], Named("các bộ sản phẩm", "product sets")]
    text: Annotated[Text, Named("nội dung", "text")]


class RequiredEvidence(Part):
    """
    `kind` is one of law.evidence.kinds(); `conditional` says on what: `condition` in every product set, `in_sets` in those
    it names.
    """

    kind: Annotated[str, Named("loại minh chứng", "kind of evidence")]
    needed: Annotated[
        Literal["yes", "conditional", "no"],
        Named(
            "bắt buộc",
            "needed",
            values=(
                ("yes", "bắt buộc", "needed"),
                ("conditional", "có điều kiện", "on a condition"),
                ("no", "không bắt buộc", "not needed"),
            ),
        ),
    ]
    condition: Annotated[Text | None, Named("điều kiện", "condition")] = None
    in_sets: Annotated[tuple[InSets, ...], Named("điều kiện theo bộ sản phẩm", "conditions by product set")] = ()
    supports: Annotated[tuple[str, ...], Named("chủ đề được chứng minh", "topics it supports")] = ()

    def conditions(self, set_no: int) -> tuple[Text, ...]:
        """What is said of it in a product set, and nothing of what holds in others."""
        everywhere = (self.condition,) if self.condition else ()
        return (*everywhere, *(one.text for one in self.in_sets if set_no in one.sets))


class ProducerKind(Part):
    id: Annotated[str, Named("mã", "id")]
    label: Annotated[Text, Named("tên", "name")]
    only_sets: Annotated[tuple[int, ...], Named("chỉ các bộ sản phẩm", "product sets only")] = ()


class RevocationGround(Part):
    id: Annotated[str, Named("mã", "id")]
    code: Annotated[str, Named("khoản", "clause")]
    text: Annotated[Text, Named("nội dung", "text")]


class Revocation(Part):
    within_days: Annotated[int | None, Named("trong (ngày)", "within (days)")] = None
    grounds: Annotated[tuple[RevocationGround, ...], Named("căn cứ", "grounds")] = ()
    authorities: Annotated[tuple[Recognition, ...], Named("thẩm quyền", "authorities")] = ()


class Codes(Part):
    """Patterns with {province} {district} {commune} {serial} {year}."""

    product: Annotated[str, Named("mã sản phẩm", "product code", sourced=True)]
    receipt: Annotated[str, Named("số tiếp nhận", "receipt number", sourced=True)]


class WholeParts(Part):
    """For sets whose criteria were never obtained: the parts with their maxima, scored as a whole."""

    sets: Annotated[tuple[int, ...], Named("các bộ sản phẩm", "product sets")]
    parts: Annotated[tuple[SheetPart, ...], Named("điểm các phần", "points of the parts", sourced=True)]


class Ground(Part):
    """Where a statement of this file comes from. `path` is a JSON pointer into the file."""

    path: Annotated[str, Named("vị trí", "place")]
    source: Annotated[Text, Named("nguồn", "source")]
    verified: Annotated[
        Verified,
        Named(
            "mức kiểm chứng",
            "degree of verification",
            values=(
                ("yes", "đã kiểm chứng", "verified"),
                ("partial", "kiểm chứng một phần", "verified in part"),
                ("no", "chưa kiểm chứng", "not verified"),
            ),
        ),
    ]
    note: Annotated[Text | None, Named("ghi chú", "note")] = None


class Rulebook(Part):
    """
    One legal act. `hash` is the SHA-256 of the file's RFC 8785 form and is stamped into sheets and rulings.

    `out_of`: the points of a full sheet. `minima`: where the act writes the least scores a star needs: on the options of its sheets, or in a table of its own.
    """

    format: Annotated[Literal[1], Named("định dạng tệp", "format of the file")]
    id: Annotated[str, Named("mã", "id")]
    title: Annotated[Text, Named("Tên gọi", "Title")]
    acts: Annotated[tuple[Act, ...], Named("Văn bản", "Legal act")] = Field(min_length=1)
    correction: Annotated[Correction | None, Named("Đính chính", "Correction")] = None
    in_force: Annotated[Period, Named("Hiệu lực", "In force")]
    out_of: Annotated[Points, Named("Thang điểm", "Scale of points")] = Field(gt=0)
    bands: Annotated[tuple[Band, ...], Named("Khung điểm", "Bands", sourced=True)] = Field(min_length=1)
    minima: Annotated[
        Literal["on-options", "table-per-star", "none"],
        Named(
            "Mức tối thiểu theo sao",
            "Minima per star",
            values=(
                ("on-options", "ghi trên phương án của phiếu", "written on the options of the sheets"),
                ("table-per-star", "bảng riêng theo sao", "a table per star"),
                ("none", "không có", "none"),
            ),
            sourced=True,
        ),
    ]
    tiers: Annotated[tuple[Tier, ...], Named("Cấp đánh giá", "Tiers", sourced=True)] = Field(min_length=1)
    rounds: Annotated[tuple[Round, ...], Named("Đợt đánh giá", "Rounds")] = ()
    validity_months: Annotated[
        int, Named("Thời hạn giấy chứng nhận (tháng)", "Validity of a certificate (months)", sourced=True)
    ] = Field(gt=0)
    re_evaluation: Annotated[ReEvaluation, Named("Đánh giá lại", "Re-evaluation")]
    transition: Annotated[Transition, Named("Chuyển tiếp", "Transition")] = Transition()
    council: Annotated[CouncilSettings, Named("Hội đồng", "Council")]
    screening: Annotated[tuple[Finding, ...], Named("Nội dung rà soát cấp xã", "What the commune screens")] = ()
    evidence: Annotated[tuple[RequiredEvidence, ...], Named("Minh chứng", "Evidence")] = ()
    producers: Annotated[tuple[ProducerKind, ...], Named("Chủ thể", "Producers")] = ()
    revocation: Annotated[Revocation, Named("Thu hồi", "Revocation")] = Revocation()
    codes: Annotated[Codes, Named("Mẫu mã số", "Code patterns")]
    sheets: Annotated[tuple[Sheet, ...], Named("Phiếu chấm", "Score sheets", sourced=True)] = ()
    whole_parts: Annotated[WholeParts | None, Named("Chấm theo phần", "Scoring by part")] = None
    grounds: Annotated[tuple[Ground, ...], Named("Nguồn", "Sources")] = ()
    hash: str = Field(exclude=True)
    _text: bytes = PrivateAttr(default=b"")

    @property
    def text(self) -> bytes:
        """The RFC 8785 form its hash is made of; empty for one that was not read from a file."""
        return self._text

    @cached_property
    def _sheets(self) -> dict[int, Sheet]:
        return {sheet.set_no: sheet for sheet in self.sheets}

    @property
    def sets(self) -> tuple[int, ...]:
        """Numbers of all sets that can be scored, with criteria or by whole parts."""
        return tuple(sorted({*self._sheets, *(self.whole_parts.sets if self.whole_parts else ())}))

    def sheet(self, set_no: int) -> Sheet:
        """The sheet of a set; by whole parts where the act's criteria are not known. Raises UnknownSet."""
        known = self._sheets.get(set_no)
        if known is not None:
            return known
        if self.whole_parts is None or set_no not in self.whole_parts.sets:
            raise UnknownSet(rulebook=self.id, set_no=set_no)
        label = Text(vi=f"Bộ sản phẩm số {set_no}", en=f"Product set {set_no}")
        return Sheet(set_no=set_no, set_id=f"set-{set_no}", label=label, parts=self.whole_parts.parts)

    def tier(self, level: str) -> Tier:
        return next(tier for tier in self.tiers if tier.level == level)

    def next_tier(self, level: str) -> Tier | None:
        """The tier a case is forwarded to, or none at the top."""
        levels = [tier.level for tier in self.tiers]
        after = levels.index(self.tier(level).level) + 1
        return self.tiers[after] if after < len(self.tiers) else None

    def recogniser_of(self, star: int, set_no: int | None = None) -> Tier | None:
        """
        The tier within whose power this star of a product set is; none when it is not recognised at all. A tier that
        names the set has it before one that names none.
        """
        having = [tier for tier in self.tiers if tier.recognition_of(star, set_no) is not None]
        naming = [tier for tier in having if (one := tier.recognition_of(star, set_no)) is not None and one.sets]
        return next(iter(naming or having), None)

    def stars_of(self, tier: Tier, set_no: int | None) -> tuple[int, ...]:
        """The stars of a product set that are within a tier's power and in no other tier's that names the set."""
        return tuple(star for star in tier.stars if self.recogniser_of(star, set_no) is tier)

    def ground(self, path: str) -> Ground | None:
        """The source of the statement at `path`, or of the nearest statement above it."""
        while path:
            for ground in self.grounds:
                if ground.path == path:
                    return ground
            path = path.rpartition("/")[0]
        return None
