"""What follows from a recognition: the certificate, its announcement, and what the public is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.listening import consumed
from estate.demo.steps import Journey

CERTIFIED = "vn.ocop.registry.product.certified.v1"


def certify(journey: Journey, clients: Clients, *, product_id: str, star: int) -> dict[str, Any]:
    """The registry has issued the certificate and told everybody. Answers the certificate."""
    with journey.step("Cấp giấy chứng nhận", "The certificate is issued") as step:
        shown = until(lambda: clients.nobody().get(f"/registry/api/public/products/{product_id}"))
        certificate: dict[str, Any] = clients.nobody().get(
            f"/registry/api/certificates/{shown['certificate']['certificate_id']}"
        )
        begins, ends = (date.fromisoformat(certificate[name]) for name in ("valid_from", "valid_until"))
        months = (ends.year - begins.year) * 12 + ends.month - begins.month
        if (certificate["star"], months) != (star, 36):
            raise NotAsExpectedError(f"{certificate['star']}★, {months} tháng · months")
        step.saw(
            f"{certificate['product_code']}: {star}★, {begins:%d/%m/%Y} – {ends:%d/%m/%Y} ({months} tháng · months)"
        )
    with journey.step("Sự kiện product.certified trên Kafka", "The event product.certified is on Kafka") as step:
        event = until(lambda: consumed(clients.kafka, "ocop.registry.product", product_id, CERTIFIED))
        if event["certificate_id"] != certificate["id"]:
            raise NotAsExpectedError(f"{event['certificate_id']} ≠ {certificate['id']}")
        step.saw(f"{event['ce_type']}: {event['product_code']}, {event['star']}★")
    with journey.step("Trang công khai của sản phẩm", "The product's public page") as step:
        path = f"/registry/products/{certificate['product_code']}"
        page = clients.nobody().page(path)
        if f"/registry/certificates/{certificate['id']}" not in page or certificate["decision_number"] not in page:
            raise NotAsExpectedError(f"{path}: {certificate['product_code']}, {certificate['decision_number']}?")
        step.saw(f"{clients.url}{path}")
    return certificate
