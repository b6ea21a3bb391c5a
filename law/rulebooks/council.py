"""
How a council counts: defaults of a rulebook, and the dated regulation with which an office overlays them.

Article 7.3 of Decision 26/2026/QĐ-TTg leaves these to each council's regulation; what no act settles is listed by
`ocop rulebook assumptions`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from law.rulebooks.values import Part, Period, Points, Text


class CouncilSettings(Part):
    """
    Settings of one council. Shares are 0–1, `spread_limit` is in points.

    `scorers_at_least`: fewer members who may score are no council, whatever the share.

    `threshold_reading`: are star thresholds read on the agreed option of each criterion, or must every sheet meet them.
    `agreed_option`: the option most members chose (the lower one on a tie), or the lower median of the members' options.
    `watch_margin`: a total this near to the edge of a band is to be looked at again before it is ruled on.
    `forward_on`: does reaching `forward_at` forward by the total alone, or only when the star is beyond this tier.
    """

    total: Literal["mean"] = "mean"
    quorum_share: Points = Field(gt=0, le=1)
    chair_must_attend: bool
    secretary_scores: bool
    sealed_until_all: bool
    spread_limit: Points = Field(ge=0)
    scorers_at_least: int = Field(ge=1)
    rounds_at_most: int = Field(ge=1)
    threshold_reading: Literal["agreed", "each-sheet"]
    agreed_option: Literal["most-chosen", "lower-median"]
    forward_on: Literal["total", "star"]
    at_forward: Literal["forward-only", "recognise-and-forward"]
    reject_line_needs: Literal["majority", "any"]
    watch_margin: Points = Field(ge=0)

    def as_text(self) -> dict[str, str]:
        """All settings as plain text, as a ruling keeps them; `model_validate` reads them back."""
        return {name: str(value).lower() for name, value in self.model_dump(mode="json").items()}


class CouncilOverlay(Part):
    """The settings an office's own council regulation changes; whatever it leaves out stays as in the rulebook."""

    quorum_share: Points | None = Field(default=None, gt=0, le=1)
    chair_must_attend: bool | None = None
    secretary_scores: bool | None = None
    sealed_until_all: bool | None = None
    spread_limit: Points | None = Field(default=None, ge=0)
    scorers_at_least: int | None = Field(default=None, ge=1)
    rounds_at_most: int | None = Field(default=None, ge=1)
    threshold_reading: Literal["agreed", "each-sheet"] | None = None
    agreed_option: Literal["most-chosen", "lower-median"] | None = None
    forward_on: Literal["total", "star"] | None = None
    at_forward: Literal["forward-only", "recognise-and-forward"] | None = None
    reject_line_needs: Literal["majority", "any"] | None = None
    watch_margin: Points | None = Field(default=None, ge=0)

    def as_text(self) -> dict[str, str]:
        """The settings it changes, as plain text."""
        return {name: str(value).lower() for name, value in self.model_dump(mode="json", exclude_none=True).items()}


class CouncilRegulation(Part):
    """One office's regulation, as a dated file: `decision` is the paper it was issued by."""

    id: str
    office: str
    decision: Text
    in_force: Period
    rulebooks: tuple[str, ...] = Field(min_length=1)
    council: CouncilOverlay

    def over(self, defaults: CouncilSettings) -> CouncilSettings:
        """This will give the settings in force: the office's where it speaks, the rulebook's everywhere else."""
        own = {name: value for name, value in self.council if value is not None}
        return defaults.model_copy(update=own)
