"""Who sits before a dossier and who stood aside, by rule."""

from __future__ import annotations

from services.registry.seats.rules import Council, seats_of


def council(*seats: tuple[str, str, bool], recused: tuple[str, ...] = ()) -> Council:
    return Council(case_id="case-1", version=3, dossier_id="d-1", office="33", seats=seats, recused=recused)


class TestACouncil:
    def test_seats_everybody_who_did_not_stand_aside(self) -> None:
        kept = seats_of(council(("an", "chair", False), ("binh", "member", True), ("chi", "secretary", False)))
        assert (kept.id, kept.version, kept.seated, kept.recused) == ("case-1", 3, ("an", "chi"), ("binh",))

    def test_keeps_out_who_stood_aside_and_lost_the_seat(self) -> None:
        assert seats_of(council(("an", "chair", False), recused=("binh",))).recused == ("binh",)

    def test_believes_the_list_of_who_stood_aside_over_a_seat(self) -> None:
        kept = seats_of(council(("an", "chair", False), recused=("an",)))
        assert (kept.seated, kept.recused) == ((), ("an",))

    def test_knows_whose_part_judges_of_those_who_sit(self) -> None:
        kept = seats_of(council(("an", "chair", False), ("binh", "member", True), ("chi", "secretary", False)))
        assert kept.judging == ("an",)
