"""What may be asked about credentials."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label
from services.registry.credentials.credential import CredentialFields


class CredentialCommand(CredentialFields, Command):
    """What stands on a paper, and who holds it: a producer, or one product of it."""

    producer_id: Annotated[Id, Label("Chủ thể", "Producer")]
    product_id: Annotated[Id, Label("Sản phẩm", "Product")] | None = None
