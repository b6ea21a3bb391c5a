"""What the platform may find of a conflict of interest: a sign of one, in words. Pure."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from kit.language import current_language
from kit.lifecycle import Label
from services.evaluation.cases import access

ACTS_FOR, WROTE, STOOD_ASIDE = "acts-for", "wrote", "stood-aside"
COMMUNE, EARLIER, CONSULTANT = "commune-office", "earlier-dossier", "same-consultant"
SAYS: dict[str, Label] = {
    ACTS_FOR: access.OF_THE_PRODUCER,
    WROTE: access.WROTE_IT,
    STOOD_ASIDE: access.STOOD_ASIDE,
    "tax-code": ("có cùng mã số thuế với chủ thể", "has the producer's tax code"),
    "telephone": ("có cùng số điện thoại với người đại diện chủ thể", "has the telephone number of the producer's representative"),
    "email": ("có cùng thư điện tử với người đại diện chủ thể", "has the e-mail address of the producer's representative"),
    "representative": ("trùng họ tên với người đại diện chủ thể", "has the same name as the producer's representative"),
    COMMUNE: ("làm việc tại cơ quan cấp xã của chủ thể", "works for the producer's own commune"),
    EARLIER: ("đã tham gia lập một hồ sơ trước của chủ thể", "helped write an earlier dossier of the producer"),
    CONSULTANT: (
        "đã cùng người lập hồ sơ này làm một hồ sơ khác",
        "wrote another dossier together with who wrote this one",
    ),
}  # fmt: skip
"""Each sign in words, the surest first."""
CERTAIN = frozenset({ACTS_FOR, WROTE, STOOD_ASIDE})
"""What is a conflict by itself, whoever decides."""


class Found(BaseModel):
    """A sign that somebody may be in conflict with a dossier. `kind`: of `SAYS`."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    kind: str

    @property
    def is_certain(self) -> bool:
        """Whether nobody needs to decide: it is a conflict."""
        return self.kind in CERTAIN

    @property
    def words(self) -> Label:
        """What it says of the person, in both languages."""
        return SAYS.get(self.kind, (self.kind, self.kind))

    def say(self) -> str:
        """In the page's language."""
        return self.words[0] if current_language() == "vi" else self.words[1]
