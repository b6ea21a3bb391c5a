"""
How a council counts: defaults of a rulebook, and the dated regulation with which an office overlays them.

Article 7.3 of Decision 26/2026/QĐ-TTg leaves these to each council's regulation; what no act settles is listed by
`ocop rulebook assumptions`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, create_model

from law.rulebooks.values import Correction, Named, Part, Period, Points, Text

MANNERS = frozenset({"claim_shown", "when_sent_back"})
"""Settings that say how a council works and that no result is counted by."""
MOST, MOST_POINTS = 1_000, 100
"""Bounds of the format, so that what is written can be kept and counted: people or rounds, and points of a sheet."""


class CouncilSettings(Part):
    """
    Settings of one council. Shares are 0–1, `spread_limit` is in points.

    `scorers_at_least`: fewer members who may score are no council, whatever the share.

    `threshold_reading`: are star thresholds read on the agreed option of each criterion, or must every sheet meet them.
    `agreed_option`: the option most members chose (the lower one on a tie), or the lower median of the members' options.
    `watch_margin`: a total this near to the edge of a band is to be looked at again before it is ruled on.
    `claim_shown`: does who scores see what the producer claimed of a criterion only once they have answered it themselves. A
    manner of working that no result follows from, so that no ruling states it.
    `when_sent_back`: does the office rule what a higher one sent back within its own power on the higher result (Decision
    148/QĐ-TTg, Annex II), or does its own council examine it again. A manner of working: the layers of a ruling say which it was.
    `forward_on`: does reaching `forward_at` forward by the total alone, or only when the star is beyond this tier.
    """

    total: Annotated[
        Literal["mean"],
        Named(
            "Cách tính điểm của Hội đồng",
            "How the council's total is made",
            values=(("mean", "trung bình cộng", "arithmetic mean"),),
            sourced=True,
        ),
    ] = "mean"
    quorum_share: Annotated[Points, Named("Tỷ lệ phiếu tối thiểu", "Least share of sheets", sourced=True)] = Field(
        gt=0, le=1
    )
    chair_must_attend: Annotated[bool, Named("Chủ tịch phải chấm", "The chair must score", sourced=True)]
    secretary_scores: Annotated[bool, Named("Thư ký chấm điểm", "The secretary scores", sourced=True)]
    sealed_until_all: Annotated[
        bool, Named("Giữ kín phiếu đến khi công khai", "Sheets secret until revealed", sourced=True)
    ]
    spread_limit: Annotated[Points, Named("Giới hạn lệch điểm", "Spread limit (points)", sourced=True)] = Field(
        ge=0, le=MOST_POINTS
    )
    scorers_at_least: Annotated[int, Named("Số người chấm tối thiểu", "Least number of scorers", sourced=True)] = Field(
        ge=1, le=MOST
    )
    rounds_at_most: Annotated[int, Named("Số vòng chấm tối đa", "Rounds at most", sourced=True)] = Field(ge=1, le=MOST)
    threshold_reading: Annotated[
        Literal["agreed", "each-sheet"],
        Named(
            "Cách xét mức tối thiểu theo sao",
            "How minima per star are read",
            values=(
                ("agreed", "trên phương án thống nhất", "on the agreed option"),
                ("each-sheet", "trên từng phiếu", "on each sheet"),
            ),
            sourced=True,
        ),
    ]
    agreed_option: Annotated[
        Literal["most-chosen", "lower-median"],
        Named(
            "Phương án thống nhất của Hội đồng",
            "The council's agreed option",
            values=(
                (
                    "most-chosen",
                    "được nhiều phiếu chọn nhất, hòa thì lấy mức thấp",
                    "chosen by most, the lower one on a tie",
                ),
                ("lower-median", "trung vị thấp", "lower median"),
            ),
            sourced=True,
        ),
    ]
    forward_on: Annotated[
        Literal["total", "star"],
        Named(
            "Điều kiện chuyển cấp trên",
            "When to forward",
            values=(
                ("total", "chỉ theo tổng điểm", "by the total alone"),
                ("star", "đủ điểm và hạng sao vượt thẩm quyền", "the total, and a star beyond this tier"),
            ),
            sourced=True,
        ),
    ]
    at_forward: Annotated[
        Literal["forward-only", "recognise-and-forward"],
        Named(
            "Khi chuyển cấp trên",
            "What happens when forwarding",
            values=(
                ("forward-only", "chỉ chuyển", "forward only"),
                (
                    "recognise-and-forward",
                    "vừa công nhận trong thẩm quyền vừa chuyển",
                    "recognise within its power, and forward",
                ),
            ),
            sourced=True,
        ),
    ]
    reject_line_needs: Annotated[
        Literal["majority", "any"],
        Named(
            "Ghi nhận điều kiện loại",
            "When a reject line stands",
            values=(
                ("majority", "quá nửa số phiếu nêu", "raised by more than half of the sheets"),
                ("any", "có một phiếu nêu", "raised by any sheet"),
            ),
            sourced=True,
        ),
    ]
    watch_margin: Annotated[
        Points, Named("Khoảng sát mốc cần kiểm tra kỹ", "Margin of the boundary watch (points)", sourced=True)
    ] = Field(ge=0, le=MOST_POINTS)
    claim_shown: Annotated[
        Literal["after-own-answer", "always"],
        Named(
            "Thành viên xem điểm chủ thể tự chấm",
            "Members see the producer's own claim",
            values=(
                ("after-own-answer", "sau khi tự chấm mục đó", "after their own answer to the criterion"),
                ("always", "ngay từ đầu", "from the start"),
            ),
        ),
    ] = "after-own-answer"

    when_sent_back: Annotated[
        Literal["own-power", "examine-again"],
        Named(
            "Khi cấp trên chuyển hồ sơ về",
            "When a higher office sends a dossier back",
            values=(
                (
                    "own-power",
                    "kết luận theo thẩm quyền, trên kết quả của cấp trên",
                    "rule within its power on the higher result",
                ),
                ("examine-again", "Hội đồng xem xét, đánh giá lại", "the council examines it again"),
            ),
        ),
    ] = "own-power"

    def as_text(self) -> dict[str, str]:
        """All settings that a result follows from as plain text, as a ruling keeps them; `model_validate` reads them back."""
        return {name: value for name, value in self.every_text().items() if name not in MANNERS}

    def every_text(self) -> dict[str, str]:
        """All settings as plain text, also those that no result follows from: what an office reads and confirms."""
        return {name: str(value).lower() for name, value in self.model_dump(mode="json").items()}


class _Changes(Part):
    """Whatever it leaves out stays as in the rulebook."""

    def as_text(self) -> dict[str, str]:
        """The settings it changes, as plain text."""
        return {name: str(value).lower() for name, value in self.model_dump(mode="json", exclude_none=True).items()}


def _optional(settings: type[Part]) -> dict[str, Any]:
    """The fields of a council's settings as an office may leave them out: same kind, same limits, same name."""
    found: dict[str, Any] = {}
    for name, field in settings.model_fields.items():
        kind: Any = Annotated.__class_getitem__((field.annotation, *field.metadata))  # type: ignore[attr-defined]
        found[name] = (kind | None, None)
    return found


CouncilOverlay = create_model(
    "CouncilOverlay",
    __base__=_Changes,
    __doc__="The settings an office's own council regulation changes; whatever it leaves out stays as in the rulebook.",
    **_optional(CouncilSettings),
)


class CouncilRegulation(Part):
    """
    One office's regulation, as a dated file: `decision` is the paper it was issued by.

    `hash` is the SHA-256 of the file's RFC 8785 form; none in what was recorded before regulations had editions.
    """

    id: Annotated[str, Named("mã", "id")]
    office: Annotated[str, Named("đơn vị", "office")]
    decision: Annotated[Text, Named("văn bản ban hành", "decision")]
    in_force: Annotated[Period, Named("Hiệu lực", "In force")]
    correction: Annotated[Correction | None, Named("Đính chính", "Correction")] = None
    rulebooks: Annotated[tuple[str, ...], Named("bộ tiêu chí", "rulebooks")] = Field(min_length=1)
    council: Annotated[CouncilOverlay, Named("Hội đồng", "Council")]
    hash: str | None = None
    _text: bytes = PrivateAttr(default=b"")

    @property
    def text(self) -> bytes:
        """The RFC 8785 form its hash is made of; empty for one that was not read from a file."""
        return self._text

    def says(self, stated: CouncilRegulation) -> bool:
        """Whether a ruling that states this regulation states what this edition says; one of before states no hash."""
        unstated = {"hash", "correction"}
        same = self.model_dump(exclude=unstated) == stated.model_dump(exclude=unstated)
        return same and stated.hash in (None, self.hash)

    def over(self, defaults: CouncilSettings) -> CouncilSettings:
        """Gives the settings in force: the office's where it speaks, the rulebook's everywhere else."""
        own = {name: value for name, value in self.council if value is not None}
        return defaults.model_copy(update=own)
