"""The drills, in their short form for `make test` and in a longer one for `make prove`. Servers of their own; nothing of the session's is hurt."""

from __future__ import annotations

import pytest

from estate.drills import actor, kill, single
from estate.drills.arena import Load
from estate.drills.poison import poison
from kit.messaging import inbox

SAID: list[str] = []


class TestTheBackbone:
    @pytest.mark.parametrize(
        ("rounds", "commands"),
        [(2, 80), pytest.param(4, 150, marks=pytest.mark.prove), pytest.param(20, 600, marks=pytest.mark.prove)],
    )
    @pytest.mark.timeout(600)
    async def test_keeps_every_promise_while_everything_is_killed(self, rounds: int, commands: int) -> None:
        load = Load(commands=commands, subjects=12, pause=0.03)
        found = await kill.run(rounds=rounds, seed=11, load=load, tempo=(0.4, 1.2), every=4, say=SAID.append)
        assert not found.broken, "\n".join([*SAID, *found.broken])
        assert found.accepted == found.applied == commands

    @pytest.mark.prove
    @pytest.mark.timeout(300)
    async def test_is_seen_to_break_when_facts_are_marked_before_they_are_sent(self) -> None:
        """A check that cannot fail proves nothing: the relay is made dishonest, and killed."""
        load = Load(commands=80, subjects=12, pause=0.02)
        found = await kill.run(
            rounds=3,
            seed=1,  # one teller, the other, the first again: whoever relays is struck
            load=load,
            brokers=1,
            servers=False,
            only="tells",
            mutation="mark-early",
            tempo=(0.8, 1.2),
            say=SAID.append,
            stillness=8,
        )
        assert found.accepted == 80
        assert found.on_the_topic < 80
        assert any("the topic has versions" in line for line in found.broken)
        assert not any("pending" in line for line in found.broken), "lost, not late"

    @pytest.mark.prove
    @pytest.mark.timeout(200)
    async def test_is_seen_to_break_when_a_reader_acknowledges_first_and_is_killed_in_mid_batch(self) -> None:
        """The aimed blow falls between an acknowledgement and the effects: each that was still to come is lost."""
        found = await kill.run(
            rounds=2,
            seed=2,
            load=Load(commands=120, subjects=12, pause=0.05),
            brokers=1,
            servers=False,
            only="copies",
            every=1,
            mutation="ack-first",
            tempo=(0.2, 0.4),
            say=SAID.append,
            stillness=10,
        )
        assert found.accepted == found.on_the_topic == 120
        assert found.applied <= 117, "more than a single one"
        assert any("lost [" in line for line in found.broken)

    @pytest.mark.timeout(200)
    async def test_absorbs_what_comes_twice(self) -> None:
        found = await single.duplicate(60, 1, SAID.append)
        assert not found.broken, found.broken
        assert found.sent_twice == 120

    @pytest.mark.prove
    @pytest.mark.timeout(200)
    async def test_is_seen_to_break_when_nobody_remembers_what_was_applied(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("is_applied", "mark_applied"):
            monkeypatch.setattr(inbox, name, getattr(inbox, name))  # put back afterwards what the mutation takes away
        actor.mutate("inbox-off")
        found = await single.duplicate(20, 1, SAID.append)
        assert found.applied == 60
        assert any("the copy of" in line for line in found.broken), found.broken

    @pytest.mark.prove
    @pytest.mark.timeout(300)
    async def test_comes_back_from_the_outboxes_when_the_broker_is_lost(self) -> None:
        found = await single.lose_broker(60, 1, SAID.append)
        assert not found.broken, found.broken

    @pytest.mark.timeout(300)
    async def test_parks_poison_and_lets_the_good_ones_through(self) -> None:
        found = await poison(60, 1, SAID.append)
        assert not found.broken, "\n".join([*SAID, *found.broken])
        assert set(found.parked) == {"copies", "projects"}
