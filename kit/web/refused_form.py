"""A refused form: what was written in it and what is wrong, for the page that shows it again."""

from __future__ import annotations

from dataclasses import dataclass, field

from kit.refusal import Refusal, Several

PAGE_FIELD = "_page"


@dataclass(frozen=True)
class Refused:
    """What `page()` needs to show a form again."""

    refusal: Refusal
    written: dict[str, list[str]] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[Refusal, ...]:
        """The single refusals, each with its own field."""
        return self.refusal.refusals if isinstance(self.refusal, Several) else (self.refusal,)


def field_of(refusal: Refusal) -> str | None:
    """The form field a refusal points at: `/evidence/0/kind` is the field (and the id) `evidence-0-kind`."""
    return refusal.pointer.strip("/").replace("/", "-") if refusal.pointer else None
