"""A rulebook: everything one legal act says about stars, tiers, deadlines and codes, as data."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from kit.refusal import Kind, Refusal
from law.rulebooks.council import CouncilSettings
from law.rulebooks.sheet import Sheet, SheetPart
from law.rulebooks.values import DossierKind, Part, Period, Points, Star, Text, Verified

Level = Literal["commune", "district", "province", "centre"]


class UnknownSet(Refusal):
    slug = "rulebook.unknown-set"
    kind = Kind.INVALID
    vi = "Bộ tiêu chí {rulebook} không có bộ sản phẩm số {set_no}. Chọn một bộ trong danh mục phân loại."
    en = "Rulebook {rulebook} has no product set {set_no}. Choose a set of the classification."


class Act(Part):
    number: str
    issued: date


class Band(Part):
    """Totals from `least` up to the next band are this star. The highest band ends at the sheet's maximum."""

    star: Star
    least: Points
    recognised: bool


class Deadline(Part):
    """So many days for an act of a tier: working days, or days of the calendar."""

    act: str
    days: int = Field(gt=0)
    counted: Literal["working", "calendar"]


class Recognition(Part):
    star: Star
    authority: Text


class Tier(Part):
    """One level a dossier passes. `forward_at`: from this total on it goes to the next level (none: always)."""

    level: Level
    label: Text
    acts: Literal["screens", "scores"]
    recognises: tuple[Recognition, ...] = ()
    forward_at: Points | None = None
    deadlines: tuple[Deadline, ...] = ()

    def authority_for(self, star: int) -> Text | None:
        return next((r.authority for r in self.recognises if r.star == star), None)

    @property
    def stars(self) -> tuple[int, ...]:
        return tuple(r.star for r in self.recognises)


class Round(Part):
    """A yearly session: proposals by month-day, results by month-day."""

    level: Level
    submit_by: str = Field(pattern=r"^\d\d-\d\d$")
    done_by: str = Field(pattern=r"^\d\d-\d\d$")


class ReEvaluation(Part):
    """Days before expiry; none means that the act does not say."""

    opens_days_before: int | None = None
    closes_days_before: int | None = None
    notice_days_before: int | None = None
    done_within_days: int | None = None
    extension_days_at_most: int | None = None
    council_in_writing: bool = False


class Transition(Part):
    """Days from this act's first day within which dossiers pending under the old rules are finished by the old rules."""

    pending_days: dict[DossierKind, int] = Field(default_factory=dict)


class Finding(Part):
    """A question the commune answers when it screens."""

    id: str
    label: Text


class RequiredEvidence(Part):
    """`kind` is one of law.evidence.kinds(); `conditional` says on what in `condition`."""

    kind: str
    needed: Literal["yes", "conditional", "no"]
    condition: Text | None = None
    supports: tuple[str, ...] = ()


class ProducerKind(Part):
    id: str
    label: Text
    only_sets: tuple[int, ...] = ()


class RevocationGround(Part):
    id: str
    code: str
    text: Text


class Revocation(Part):
    within_days: int | None = None
    grounds: tuple[RevocationGround, ...] = ()
    authorities: tuple[Recognition, ...] = ()


class Codes(Part):
    """Patterns with {province} {district} {commune} {serial} {year}."""

    product: str
    receipt: str


class WholeParts(Part):
    """For sets whose criteria were never obtained: the parts with their maxima, scored as a whole."""

    sets: tuple[int, ...]
    parts: tuple[SheetPart, ...]


class Ground(Part):
    """Where a statement of this file comes from. `path` is a JSON pointer into the file."""

    path: str
    source: Text
    verified: Verified
    note: Text | None = None


class Rulebook(Part):
    """
    One legal act. `hash` is the SHA-256 of the file's RFC 8785 form and is stamped into sheets and rulings.

    `out_of`: the points of a full sheet. `minima`: where the act writes the least scores a star needs: on the options of its sheets, or in a table of its own.
    """

    format: Literal[1]
    id: str
    title: Text
    acts: tuple[Act, ...] = Field(min_length=1)
    in_force: Period
    out_of: Points = Field(gt=0)
    bands: tuple[Band, ...] = Field(min_length=1)
    minima: Literal["on-options", "table-per-star", "none"]
    tiers: tuple[Tier, ...] = Field(min_length=1)
    rounds: tuple[Round, ...] = ()
    validity_months: int = Field(gt=0)
    re_evaluation: ReEvaluation
    transition: Transition = Transition()
    council: CouncilSettings
    screening: tuple[Finding, ...] = ()
    evidence: tuple[RequiredEvidence, ...] = ()
    producers: tuple[ProducerKind, ...] = ()
    revocation: Revocation = Revocation()
    codes: Codes
    sheets: tuple[Sheet, ...] = ()
    whole_parts: WholeParts | None = None
    grounds: tuple[Ground, ...] = ()
    hash: str = Field(exclude=True)

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

    def recogniser_of(self, star: int) -> Tier | None:
        """The tier within whose power this star is; none when it is not recognised at all."""
        return next((tier for tier in self.tiers if star in tier.stars), None)

    def ground(self, path: str) -> Ground | None:
        """The source of the statement at `path`, or of the nearest statement above it."""
        while path:
            for ground in self.grounds:
                if ground.path == path:
                    return ground
            path = path.rpartition("/")[0]
        return None
