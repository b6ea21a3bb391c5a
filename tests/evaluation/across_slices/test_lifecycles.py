"""Every table of evaluation: what is in it happens, what is not in it is refused in words."""

from __future__ import annotations

from typing import Any

import pytest

from kit.lifecycle import Lifecycle, StepRefused
from services.evaluation.cases.lifecycle import LIFECYCLE as CASE
from services.evaluation.councils.lifecycle import LIFECYCLE as COUNCIL
from services.evaluation.rulings.lifecycle import LIFECYCLE as RULING
from services.evaluation.scoring.lifecycle import LIFECYCLE as SCORING
from services.evaluation.scoring.sheet_lifecycle import LIFECYCLE as SHEET
from services.evaluation.scoring.sheet_lifecycle import State, Verb

TABLES: dict[str, Lifecycle[Any, Any]] = {
    "case": CASE,
    "council": COUNCIL,
    "scoring": SCORING,
    "sheet": SHEET,
    "ruling": RULING,
}

EVERY_PAIR = [
    pytest.param(table, state, verb, id=f"{name}-{state}-{verb}")
    for name, table in TABLES.items()
    for state in table.states
    for verb in table.verbs
]


@pytest.mark.parametrize(("table", "state", "verb"), EVERY_PAIR)
class TestAStep:
    def test_is_taken_when_the_table_has_it_and_refused_in_both_languages_when_not(
        self, table: Lifecycle[Any, Any], state: Any, verb: Any
    ) -> None:
        if verb in table.may(state):
            assert table.step(state, verb) in table.states
            return
        with pytest.raises(StepRefused) as refused:
            table.step(state, verb)
        vi, en = refused.value.say("vi"), refused.value.say("en")
        assert table.verbs[verb][0] in vi
        assert table.states[state][0] in vi
        assert table.verbs[verb][1] in en
        assert table.states[state][1] in en


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
class TestATable:
    def test_names_every_state_and_verb_in_both_languages(self, table: Lifecycle[Any, Any]) -> None:
        assert set(table.states) == set(type(table.initial))
        assert set(table.verbs) == {type(verb)(verb) for (_, verb) in table.table}
        for vi, en in [*table.states.values(), *table.verbs.values()]:
            assert vi
            assert en
            assert vi != en

    def test_reaches_every_state_from_the_first(self, table: Lifecycle[Any, Any]) -> None:
        reached = {table.initial}
        while more := {to for (of, _), to in table.table.items() if of in reached} - reached:
            reached |= more
        assert reached == set(table.states)


class TestASealedSheet:
    def test_is_never_saved_or_sealed_again(self) -> None:
        for state in (State.SEALED, State.REVEALED, State.LAPSED, State.SET_ASIDE):
            assert Verb.SAVE not in SHEET.may(state)
            assert Verb.SEAL not in SHEET.may(state)
