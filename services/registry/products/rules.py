"""What must hold of a product."""

from __future__ import annotations

from datetime import datetime

from kit.identity import Principal
from kit.lifecycle import Lifecycle
from kit.refusal import Kind, Refusal
from law.classification import classification
from law.places import plain
from services.registry.history import Step
from services.registry.people import Actor
from services.registry.products.product import Product, State, Verb


class ProductNameMissing(Refusal):
    slug = "product.name-missing"
    vi = "Chưa ghi tên sản phẩm. Ghi tên như in trên bao bì."
    en = "The product's name is missing. Write it as it is printed on the package."


class ReasonMissing(Refusal):
    slug = "product.reason-missing"
    vi = "Chưa ghi lý do rút sản phẩm. Ghi một câu để người xem sau hiểu vì sao."
    en = "The reason for withdrawing is missing. Write a sentence for those who read it later."


class DossierIsOpen(Refusal):
    slug = "product.dossier-is-open"
    kind = Kind.CONFLICT
    vi = "Sản phẩm còn hồ sơ chưa kết thúc. Rút hồ sơ hoặc chờ kết luận rồi mới rút sản phẩm."
    en = "The product has a dossier that is not finished. Withdraw it, or wait for its end, before the product."


class SetIsFixed(Refusal):
    """A dossier is scored on the sheet of the set it was opened with."""

    slug = "product.set-is-fixed"
    kind = Kind.CONFLICT
    vi = "Không đổi được bộ sản phẩm khi hồ sơ đang mở, vì phiếu chấm theo bộ cũ. Rút hồ sơ, đổi bộ rồi mở hồ sơ mới."
    en = "The set cannot change while a dossier is open: its sheet is that of the old set. Withdraw the dossier first."


LIFECYCLE = Lifecycle(
    subject=("sản phẩm", "product"),
    initial=State.REGISTERED,
    table={
        (State.REGISTERED, Verb.UPDATE): State.REGISTERED,
        (State.REGISTERED, Verb.OPEN_DOSSIER): State.REGISTERED,
        (State.REGISTERED, Verb.CERTIFY): State.REGISTERED,
        (State.REGISTERED, Verb.WITHDRAW): State.WITHDRAWN,
    },
    states={State.REGISTERED: ("đã đăng ký", "registered"), State.WITHDRAWN: ("đã rút", "withdrawn")},
    verbs={
        Verb.UPDATE: ("cập nhật", "update"),
        Verb.OPEN_DOSSIER: ("mở hồ sơ", "open a dossier"),
        Verb.CERTIFY: ("cấp chứng nhận", "certify"),
        Verb.WITHDRAW: ("rút khỏi Chương trình", "withdraw"),
    },
)


def checked(product: Product) -> Product:
    """The product with what it is found by; raises ProductNameMissing, UnknownProductSet."""
    if not product.name.strip():
        raise ProductNameMissing(pointer="/name")
    classification().product_set(product.set_no)
    known = product.certified
    told = next((one.star for one in product.published if one.star), None)
    text = f"{product.name} {product.producer_name} {product.place.name}"
    return product.model_copy(
        update={
            "sort_key": plain(product.name),
            "search_text": plain(text),
            "listed": known is not None or bool(product.published),
            "listed_star": known.star if known else told,
        }
    )


def stepped(
    product: Product, verb: Verb, *, at: datetime, by: Principal, note: str | None = None, **changes: object
) -> Product:
    """The product after `verb`, with the step in its history; raises StepRefused."""
    to = LIFECYCLE.step(product.state, verb)
    step = Step(verb=verb.value, to=to.value, at=at, by=Actor.of(by), note=note)
    return product.model_copy(update={**changes, "state": to, "steps": (*product.steps, step)})
