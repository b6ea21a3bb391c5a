"""What must hold of a product."""

from __future__ import annotations

from kit.lifecycle import Lifecycle
from kit.refusal import Refusal
from law.classification import classification
from law.places import plain
from services.registry.products.product import Product, State, Verb


class ProductNameMissing(Refusal):
    slug = "product.name-missing"
    vi = "Chưa ghi tên sản phẩm. Ghi tên như in trên bao bì."
    en = "The product's name is missing. Write it as it is printed on the package."


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
    """The product with its search text; raises ProductNameMissing, UnknownProductSet."""
    if not product.name.strip():
        raise ProductNameMissing(pointer="/name")
    classification().product_set(product.set_no)
    text = f"{product.name} {product.producer_name} {product.place.name}"
    return product.model_copy(update={"sort_key": plain(product.name), "search_text": plain(text)})
