"""
Campaigns of re-evaluation beside the act: which offices open them, what a review answers, when producers are reminded, how many
products published decisions recognised (`law/data/campaigns.yaml`).
"""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.rulebook import Level
from law.rulebooks.values import Part, Period, Text, Verified


class ReviewFinding(Part):
    """A question of the review (rà soát). `invites`: without it the producer is not invited."""

    id: str
    label: Text
    invites: bool


class KnownDecision(Part):
    """A published decision, and how many products it recognised."""

    number: str
    signed_on: date
    office: str
    products: int = Field(ge=1)
    source: Text
    verified: Verified


@lists.of_form("campaigns")
class CampaignRules(Part):
    """
    The file. `levels`: whose offices open campaigns; `reviewers`: whose officers review on the spot; `remind_before`: days before
    the last one.
    """

    list: str
    in_force: Period
    source: Text
    verified: Verified
    levels: tuple[Level, ...] = Field(min_length=1)
    reviewers: tuple[Level, ...] = ()
    remind_before: tuple[int, ...] = ()
    review: tuple[ReviewFinding, ...] = Field(min_length=1)
    decisions: tuple[KnownDecision, ...] = ()

    def finding(self, id: str) -> ReviewFinding | None:
        """A question of the review; None for one of another edition."""
        return next((one for one in self.review if one.id == id), None)


@cache
def campaign_rules() -> CampaignRules:
    """The newest list."""
    return CampaignRules.model_validate(lists.content("campaigns"))
