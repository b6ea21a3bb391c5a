"""What is refused about progress, and what to do."""

from __future__ import annotations

from kit.refusal import Refusal


class PeriodReversed(Refusal):
    slug = "progress.period-reversed"
    vi = "Ngày cuối ({until}) trước ngày đầu ({since}). Chọn lại khoảng thời gian."
    en = "The last day ({until}) is before the first ({since}). Choose the period again."
