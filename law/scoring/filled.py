"""What one person ticked on a sheet."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from law.rulebooks.values import Points


class Filled(BaseModel):
    """
    A filled sheet: a producer's, a member's, or one read back years later.

    `answers`: criterion → option. `parts`: points of parts that are scored as a whole. `case_of`: for a criterion of
    two cases, which one applies (optional: the option says it too). `raised`: lines of the act found to apply, by the
    names of `sheet.raisable`.
    """

    model_config = ConfigDict(frozen=True)

    answers: Mapping[str, str] = Field(default_factory=dict)
    parts: Mapping[str, Points] = Field(default_factory=dict)
    case_of: Mapping[str, str] = Field(default_factory=dict)
    raised: tuple[str, ...] = ()
