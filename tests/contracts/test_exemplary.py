"""Examples stand beside the fields they are of: a class says what its bases and its parts do not."""

from __future__ import annotations

import pytest
from ocop_events.vocabulary import Part, ProductRef
from pydantic import ValidationError


class Seal(Part, example={"number": "1"}):
    number: str
    note: str | None = None


class Sealed(Part, example={"sha": "ab", "more": [{}, {"note": "hai"}]}):
    sha: str
    seal: Seal
    more: list[Seal] = []
    product: ProductRef | None = None


class SealedAgain(Sealed, example={"seal": {"note": "một"}, "times": 2}):
    times: int


class TestAnExample:
    def test_fills_parts_from_their_own_and_the_rest_with_defaults(self) -> None:
        assert Sealed.exemplified() == {
            "sha": "ab",
            "seal": {"number": "1", "note": None},
            "more": [{"number": "1", "note": None}, {"number": "1", "note": "hai"}],
            "product": None,
        }

    def test_of_a_subclass_adds_to_its_base(self) -> None:
        made = SealedAgain.exemplified()
        assert (made["sha"], made["seal"], made["times"]) == ("ab", {"number": "1", "note": "một"}, 2)
        assert "times" not in Sealed.exemplified()

    def test_is_itself_with_some_fields_otherwise(self) -> None:
        assert Seal.exemplified({"number": "9"}) == {"number": "9", "note": None}

    def test_that_lacks_a_field_or_has_one_too_many_is_refused(self) -> None:
        class Silent(Part):
            number: str

        with pytest.raises(ValidationError):
            Silent.exemplified()
        with pytest.raises(TypeError, match="no field nunber"):

            class Misspelt(Part, example={"nunber": "1"}):
                number: str
