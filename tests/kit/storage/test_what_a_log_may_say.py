"""What no longer fits is said to be so in a log, without what stands in it."""

from __future__ import annotations

import pytest
from ocop_events.registry.producer import ProducerRegisteredV1
from pydantic import BaseModel, ValidationError

from kit.aggregate import Aggregate


class Person(BaseModel):
    phone: str


class Producer(Aggregate):
    representative: Person


@pytest.mark.parametrize(
    ("kind", "kept", "field"),
    [
        (Producer, {"id": "1", "representative": {"phone": ["0912345678"]}}, "representative.phone"),
        (ProducerRegisteredV1, {"producer_id": ["0912345678"]}, "producer_id"),
    ],
    ids=["kept", "told"],
)
def test_an_error_names_the_field_and_hides_what_is_in_it(
    kind: type[BaseModel], kept: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as wrong:
        kind.model_validate(kept)
    assert field in str(wrong.value)
    assert "0912345678" not in str(wrong.value)
