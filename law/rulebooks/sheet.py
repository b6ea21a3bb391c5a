"""A score sheet: part › section › (group ›) criterion › options. What may be ticked, and what each tick is worth."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from law.rulebooks.values import Named, Points, Star, Text
from law.rulebooks.values import Part as Base


class When(Base):
    """A condition the sheet itself can see: any of these criteria was scored at most so many points."""

    criteria: Annotated[tuple[str, ...], Named("tiêu chí", "criteria")] = Field(min_length=1)
    points_at_most: Annotated[Points, Named("điểm không quá", "points at most")]


class Condition(Base):
    """
    A line of the act beside a criterion.

    `info` and `requirement` are read by people; `not-scored` and `reject` act. With `when` they act by themselves;
    without it a scorer has to find the fact and raise the line on the sheet (`Filled.raised`).
    """

    id: Annotated[str, Named("mã", "id")]
    kind: Annotated[
        Literal["info", "requirement", "not-scored", "reject"],
        Named(
            "loại dòng",
            "kind of line",
            values=(
                ("info", "thông tin", "information"),
                ("requirement", "yêu cầu", "requirement"),
                ("not-scored", "không chấm điểm", "not scored"),
                ("reject", "loại hồ sơ", "rejects the dossier"),
            ),
        ),
    ]
    reach: Annotated[
        Literal["criterion", "options", "following", "others", "product"],
        Named(
            "phạm vi",
            "reach",
            values=(
                ("criterion", "tiêu chí", "the criterion"),
                ("options", "phương án", "the options"),
                ("following", "các tiêu chí sau", "the following criteria"),
                ("others", "các tiêu chí khác", "the other criteria"),
                ("product", "cả sản phẩm", "the product"),
            ),
        ),
    ]
    text: Annotated[Text, Named("nội dung", "text")]
    options: Annotated[tuple[str, ...], Named("phương án", "options")] = ()
    when: Annotated[When | None, Named("khi", "when")] = None

    @property
    def is_raised_by_hand(self) -> bool:
        return self.kind in ("not-scored", "reject") and self.when is None


class Option(Base):
    """One answer. `star`: the least answer with which this criterion allows that many stars."""

    id: Annotated[str, Named("mã", "id")]
    label: Annotated[Text, Named("tên", "name")]
    points: Annotated[Points, Named("điểm", "points")] = Field(ge=0)
    star: Annotated[Star | None, Named("mức tối thiểu của hạng sao", "least for a star")] = None
    case: Annotated[str | None, Named("trường hợp", "case")] = None
    verify: Annotated[Text | None, Named("cần đối chiếu", "to be checked")] = None


class Case(Base):
    """One of two situations a criterion tells apart; only its own options may then be ticked."""

    id: Annotated[str, Named("mã", "id")]
    label: Annotated[Text, Named("tên", "name")]


class Criterion(Base):
    """A leaf: exactly one option is ticked."""

    id: Annotated[str, Named("mã", "id")]
    topic: Annotated[str, Named("chủ đề", "topic")]
    label: Annotated[Text, Named("tên", "name")]
    max: Annotated[Points, Named("điểm tối đa", "most points")] = Field(gt=0)
    kind: Annotated[
        Literal["single-choice", "yes-no", "case-choice"],
        Named(
            "loại tiêu chí",
            "kind of criterion",
            values=(
                ("single-choice", "chọn một", "single choice"),
                ("yes-no", "có/không", "yes or no"),
                ("case-choice", "chọn theo trường hợp", "choice by case"),
            ),
        ),
    ]
    options: Annotated[tuple[Option, ...], Named("phương án", "options")] = Field(min_length=2)
    cases: Annotated[tuple[Case, ...], Named("trường hợp", "cases")] = ()
    conditions: Annotated[tuple[Condition, ...], Named("dòng ghi kèm", "lines beside it")] = ()
    verify: Annotated[Text | None, Named("cần đối chiếu", "to be checked")] = None

    @cached_property
    def by_option(self) -> dict[str, Option]:
        return {option.id: option for option in self.options}

    @cached_property
    def least_for(self) -> dict[int, Decimal]:
        """Star → the fewest points this criterion must score for it. Empty when any answer will do."""
        least: dict[int, Decimal] = {}
        for option in self.options:
            if option.star is not None:
                least[option.star] = min(option.points, least.get(option.star, option.points))
        return least


class Group(Base):
    """Criteria under a common heading and maximum."""

    id: Annotated[str, Named("mã", "id")]
    label: Annotated[Text, Named("tên", "name")]
    max: Annotated[Points, Named("điểm tối đa", "most points")] = Field(gt=0)
    criteria: Annotated[tuple[Criterion, ...], Named("tiêu chí", "criteria")] = Field(min_length=1)


class Section(Base):
    """A numbered section of a part."""

    id: Annotated[str, Named("mã", "id")]
    topic: Annotated[str, Named("chủ đề", "topic")]
    label: Annotated[Text, Named("tên", "name")]
    max: Annotated[Points, Named("điểm tối đa", "most points")] = Field(gt=0)
    criteria: Annotated[tuple[Criterion | Group, ...], Named("tiêu chí", "criteria")] = Field(min_length=1)
    verify: Annotated[Text | None, Named("cần đối chiếu", "to be checked")] = None

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria themselves, groups opened."""
        return tuple(
            leaf for entry in self.criteria for leaf in (entry.criteria if isinstance(entry, Group) else (entry,))
        )


class SheetPart(Base):
    """Part A, B or C. Without sections it is scored as a whole: the act's criteria were never obtained."""

    id: Annotated[str, Named("mã", "id")]
    label: Annotated[Text, Named("tên", "name")]
    max: Annotated[Points, Named("điểm tối đa", "most points")] = Field(gt=0)
    sections: Annotated[tuple[Section, ...], Named("mục", "sections")] = ()
    verify: Annotated[Text | None, Named("cần đối chiếu", "to be checked")] = None


class RejectLine(Base):
    """A finding that rejects the dossier whatever it scores, such as forged papers."""

    id: Annotated[str, Named("mã", "id")]
    text: Annotated[Text, Named("nội dung", "text")]


class Sheet(Base):
    """The sheet of one product set. `set_no` is the number of the set in the act's annex."""

    set_no: Annotated[int, Named("bộ sản phẩm số", "product set")] = Field(ge=1)
    set_id: Annotated[str, Named("mã bộ", "id of the set")]
    label: Annotated[Text, Named("tên", "name")]
    samples: Annotated[int, Named("số mẫu", "samples")] = Field(default=0, ge=0)
    reject: Annotated[tuple[RejectLine, ...], Named("điều kiện loại", "reject lines")] = ()
    parts: Annotated[tuple[SheetPart, ...], Named("phần", "parts")] = Field(min_length=1)
    verify: Annotated[Text | None, Named("cần đối chiếu", "to be checked")] = None

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """All criteria in the order of the sheet."""
        return tuple(leaf for part in self.parts for section in part.sections for leaf in section.leaves)

    @cached_property
    def by_criterion(self) -> dict[str, Criterion]:
        return {leaf.id: leaf for leaf in self.leaves}

    @cached_property
    def whole_parts(self) -> tuple[SheetPart, ...]:
        """Parts that are scored as a whole, as one number between 0 and their maximum."""
        return tuple(part for part in self.parts if not part.sections)

    @cached_property
    def position(self) -> dict[str, int]:
        return {leaf.id: number for number, leaf in enumerate(self.leaves)}

    @cached_property
    def conditional_leaves(self) -> tuple[Criterion, ...]:
        """Criteria with a line that may stop scoring; few, while totals are computed by the hundred thousand."""
        return tuple(leaf for leaf in self.leaves if any(c.kind == "not-scored" for c in leaf.conditions))

    @property
    def max(self) -> Decimal:
        return sum((part.max for part in self.parts), Decimal(0))

    @cached_property
    def raisable(self) -> dict[str, Text]:
        """Lines a scorer may raise by hand: name → text. Names are `reject-id` or `criterion/condition`."""
        lines = {line.id: line.text for line in self.reject}
        for leaf in self.leaves:
            for condition in leaf.conditions:
                if condition.is_raised_by_hand:
                    lines[f"{leaf.id}/{condition.id}"] = condition.text
        return lines

    @cached_property
    def reject_names(self) -> frozenset[str]:
        """Those of `raisable` that reject the dossier, rather than stop the scoring."""
        names = {line.id for line in self.reject}
        names |= {f"{leaf.id}/{c.id}" for leaf in self.leaves for c in leaf.conditions if c.kind == "reject"}
        return frozenset(names)

    @cached_property
    def thresholds(self) -> tuple[tuple[str, int, Decimal], ...]:
        """Every (criterion, star, least points) of the sheet, in its order."""
        return tuple((leaf.id, star, least) for leaf in self.leaves for star, least in sorted(leaf.least_for.items()))
