"""Every lifecycle of the house: its table is whole, what is outside it is refused in words, and its page is the code's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from estate.handbook import lifecycles, pages
from estate.places import PROJECT
from kit.lifecycle import Lifecycle, StepRefused

DECLARED = lifecycles.declared()
LIFECYCLES = [pytest.param(one.lifecycle, id=f"{one.module}.{one.name}") for one in DECLARED]


@pytest.mark.parametrize("life", LIFECYCLES)
class TestALifecycle:
    def test_refuses_every_step_outside_its_table_in_both_languages(self, life: Lifecycle[Any, Any]) -> None:
        outside = [(state, verb) for state in life.states for verb in life.verbs if (state, verb) not in life.table]
        for state, verb in outside:
            with pytest.raises(StepRefused) as refused:
                life.step(state, verb)
            for language, at in (("vi", 0), ("en", 1)):
                said = refused.value.say(language)
                words = [
                    life.states[state][at],
                    life.verbs[verb][at],
                    *(life.verbs[may][at] for may in life.may(state)),
                ]
                assert [word for word in words if word not in said] == []
        assert outside, "a table with every step in it decides nothing"

    def test_takes_every_step_of_its_table(self, life: Lifecycle[Any, Any]) -> None:
        assert [step for step, after in life.table.items() if life.step(*step) is not after] == []

    def test_has_words_in_both_languages_for_exactly_the_states_and_verbs_there_are(
        self, life: Lifecycle[Any, Any]
    ) -> None:
        assert set(life.states) == set(type(life.initial))
        assert {verb for _, verb in life.table} == set(life.verbs)
        for vi, en in [life.subject, *life.states.values(), *life.verbs.values()]:
            assert vi.strip()
            assert en.strip()
            assert vi != en

    def test_has_no_two_states_that_read_the_same(self, life: Lifecycle[Any, Any]) -> None:
        for language in (0, 1):
            words = [label[language] for label in life.states.values()]
            assert len(words) == len(set(words))


@pytest.fixture(scope="module")
def stale() -> dict[Path, str]:
    """Every generated page that the code would write otherwise today."""
    return pages.stale()


class TestThePages:
    def test_find_lifecycles_where_they_are_known_to_be(self) -> None:
        assert {one.file for one in DECLARED} >= {
            "services/evaluation/cases/lifecycle.py",
            "services/registry/dossiers/lifecycle.py",
            "kit/messaging/parked/lifecycle.py",
        }

    @pytest.mark.parametrize(
        "path", [pytest.param(path, id=str(path.relative_to(PROJECT))) for path in pages.written()]
    )
    def test_are_what_the_code_says_now(self, path: Path, stale: dict[Path, str]) -> None:
        assert path not in stale, "run `make docs` (or `make contracts`) and commit what it writes"

    def test_link_to_the_heading_of_each_lifecycle(self) -> None:
        text = lifecycles.page()
        for one in DECLARED:
            assert f"### {one.title}\n" in text
            assert f"(#{one.anchor})" in text
            assert f"](../{one.file})" in text
