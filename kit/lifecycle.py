"""A lifecycle is a table: state x verb -> state, and one function that answers or refuses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from kit.refusal import Kind, Refusal

S = TypeVar("S", bound=StrEnum)
V = TypeVar("V", bound=StrEnum)

Label = tuple[str, str]
"""(Vietnamese, English)."""


class StepRefused(Refusal):
    """The table has no such step."""

    slug = "lifecycle.step-refused"
    kind = Kind.CONFLICT
    vi = "Không thể {verb} khi {subject} đang ở trạng thái «{state}». Việc có thể làm: {may}."
    en = "Cannot {verb} while the {subject} is “{state}”. What may be done now: {may}."


@dataclass(frozen=True)
class Lifecycle(Generic[S, V]):
    """The steps a subject may take, with the words people read for each state and verb."""

    subject: Label
    initial: S
    table: Mapping[tuple[S, V], S]
    states: Mapping[S, Label]
    verbs: Mapping[V, Label]

    def step(self, state: S, verb: V, without: Collection[V] = ()) -> S:
        """
        The state after `verb`; raises StepRefused when the table has no such step. `without`: verbs
        that are none of this subject's, though of others of its kind; they are neither done nor offered.
        """
        after = self.table.get((state, verb))
        if after is None or verb in without:
            raise StepRefused(
                verb=self.verbs[verb],
                subject=self.subject,
                state=self.states[state],
                may=_listed([self.verbs[v] for v in self.may(state, without)]),
            )
        return after

    def may(self, state: S, without: Collection[V] = ()) -> list[V]:
        """The verbs the table has for a state, in the order they were declared."""
        return [verb for (of, verb) in self.table if of == state and verb not in without]

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram, for the generated documents."""
        lines = ["stateDiagram-v2", f"    [*] --> {_id(self.initial)}"]
        lines += [f'    state "{vi} / {en}" as {_id(state)}' for state, (vi, en) in self.states.items()]
        lines += [
            f"    {_id(of)} --> {_id(to)}: {self.verbs[verb][0]} / {self.verbs[verb][1]}"
            for (of, verb), to in self.table.items()
        ]
        ends = [state for state in self.states if not self.may(state)]
        lines += [f"    {_id(state)} --> [*]" for state in ends]
        return "\n".join(lines)


def _listed(labels: list[Label]) -> Label:
    if not labels:
        return ("không còn việc nào", "nothing")
    return (", ".join(vi for vi, _ in labels), ", ".join(en for _, en in labels))


def _id(state: StrEnum) -> str:
    return state.value.replace("-", "_")
