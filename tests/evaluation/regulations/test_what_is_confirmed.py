"""What an office may write as its own regulation, by the rule alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kit.identity import Principal
from law.rulebooks import shelf
from services.evaluation.regulations.commands import RegulationCommand
from services.evaluation.regulations.refusals import SettingUnreadable
from services.evaluation.regulations.rules import confirmed


class TestANumber:
    @pytest.mark.parametrize("name", ["quorum_share", "spread_limit", "watch_margin"])
    @pytest.mark.parametrize("given", ["mười", "", "1..5", "true"])
    def test_that_is_none_is_refused_in_words_at_its_field(self, name: str, given: str) -> None:
        with pytest.raises(SettingUnreadable) as refused:
            confirmed(
                None,
                RegulationCommand(decision="Quy chế", council={name: given}),
                office="33",
                rulebook=shelf().get("R26"),
                in_force=None,
                by=Principal.of("lan", "Lan"),
                on=date(2026, 8, 3),
                at=datetime(2026, 8, 3, tzinfo=UTC),
            )
        assert refused.value.pointer == f"/council/{name}"
