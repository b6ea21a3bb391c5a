"""How a row of a published list is read, and what of earlier years is a certificate. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kit.refusal import Kind, Refusal
from law.calendar import valid_until
from law.classification import classification
from law.places import Place, gazetteer, plain
from law.rulebooks import shelf
from services.registry.certificates.certificate import Certificate, State
from services.registry.producers.producer import Where
from services.registry.products.product import Product, Published
from services.registry.recognitions.row import COLUMNS, Row

KINDS = {
    "htx": "cooperative",
    "to hop tac": "cooperative-group",
    "doanh nghiep": "sme",
    "trang trai": "farm",
    "ho san xuat": "production-household",
    "ho kinh doanh": "registered-household",
    "ho kinh doanh/ho san xuat": "registered-household",
}
"""How lists call the kinds of producer. What a rulebook has no kind for (“cơ sở”) stays unsaid."""

RANKS = re.compile(r"^(thanh pho|thi xa|thi tran|quan|huyen|phuong|xa|tp|tx|tt|h|p|x)\.? ")
_YEAR = re.compile(r"\b(20\d\d)\b")


class ListBroken(Refusal):
    slug = "recognition.list-broken"
    vi = "Tệp không đọc được như CSV (dòng {line}): có thể thiếu dấu nháy đóng. Sửa rồi gửi lại; chưa dòng nào được nhập."
    en = "The file cannot be read as CSV (line {line}): a closing quote may be missing. Correct it and send it again; nothing was entered."


class ColumnsMissing(Refusal):
    slug = "recognition.columns-missing"
    vi = "Danh sách thiếu cột: {columns}. Dòng đầu của tệp phải ghi đủ tên các cột."
    en = "The list lacks the columns: {columns}. The first line of the file must name every column."


class ProductUnnamed(Refusal):
    slug = "recognition.product-unnamed"
    vi = "Dòng này không có tên sản phẩm. Ghi tên như trong nguồn."
    en = "This row names no product. Write the name as the source has it."


class SetUnsaid(Refusal):
    slug = "recognition.set-unsaid"
    vi = "Chưa rõ bộ sản phẩm của «{product}». Ghi số bộ sản phẩm vào cột set_no."
    en = "The product set of “{product}” is not said. Write its number in the column set_no."


class SourceUnsaid(Refusal):
    slug = "recognition.source-unsaid"
    vi = "Dòng «{product}» không ghi nguồn. Ghi văn bản hoặc địa chỉ nơi công bố."
    en = "The row of “{product}” names no source. Write the document or address where it was published."


class PlaceUnread(Refusal):
    slug = "recognition.place-unread"
    vi = (
        "Không tìm thấy nơi «{place}» của «{product}» trong danh mục của thời kỳ đó. Kiểm tra tên xã, huyện và mã tỉnh."
    )
    en = "The place “{place}” of “{product}” is not in the lists of that period. Check commune, district and province code."


class ValueUnread(Refusal):
    slug = "recognition.value-unread"
    vi = "Cột {column} của «{product}» ghi «{given}»: không đọc được. Hạng là 1–5, ngày theo dạng 2020-07-22."
    en = (
        "The column {column} of “{product}” says “{given}”, which cannot be read. Stars are 1–5, dates like 2020-07-22."
    )


class StarNotRecognised(Refusal):
    slug = "recognition.star-not-recognised"
    vi = "Theo {act}, hạng {star} sao của «{product}» không cấp nào công nhận. Kiểm tra cột star và decided_on."
    en = "Under {act} nobody recognises {star} stars, as “{product}” has them. Check the columns star and decided_on."


class DecidedInTheFuture(Refusal):
    slug = "recognition.decided-in-the-future"
    vi = "Ngày quyết định {given} của «{product}» sau hôm nay. Kiểm tra cột decided_on."
    en = "The decision on “{product}” is dated {given}, which is after today. Check the column decided_on."


class NotOfEarlierYears(Refusal):
    slug = "recognition.not-of-earlier-years"
    kind = Kind.CONFLICT
    vi = "«{product}» đã có trong sổ này từ {registered}, trước quyết định ngày {given}. Kết quả từ đó chỉ được ghi theo kết luận của cơ quan đánh giá."
    en = "“{product}” has been in this register since {registered}, before the decision of {given}. From then on only a ruling enters a result."


def check_of_earlier_years(row: Row, product: Product, *, new: bool, on: date) -> None:
    """
    Raises StarNotRecognised, DecidedInTheFuture or NotOfEarlierYears: a list tells of what was decided before the
    register kept the product. `new`: the list itself enters it.
    """
    assert row.star
    assert row.decided_on
    given, act = f"{row.decided_on:%d/%m/%Y}", shelf().in_force(row.decided_on)
    if act.recogniser_of(row.star) is None:
        raise StarNotRecognised(act=act.id, star=row.star, product=row.product)
    if row.decided_on > on:
        raise DecidedInTheFuture(given=given, product=row.product)
    if not new and row.decided_on >= product.registered_on:
        registered = f"{product.registered_on:%d/%m/%Y}"
        raise NotOfEarlierYears(product=row.product, registered=registered, given=given)


def check_columns(names: list[str]) -> None:
    """Raises ColumnsMissing."""
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise ColumnsMissing(pointer="/file", columns=", ".join(missing))


def read(values: Mapping[str, str | None], set_no: int | None = None) -> Row:
    """
    A row as it is meant; blanks stay blank. Raises ProductUnnamed, SetUnsaid, UnknownProductSet, SourceUnsaid,
    PlaceUnread, ValueUnread.
    """
    said = {name: (values.get(name) or "").strip() for name in (*COLUMNS, "set_no")}
    product = said["product"]
    if not product:
        raise ProductUnnamed()
    number = set_no if set_no is not None else _number(said, "set_no", 1, 999)
    if number is None:
        raise SetUnsaid(product=product)
    classification().product_set(number)
    if not said["source"]:
        raise SourceUnsaid(product=product)
    decided_on = _day(said)
    return Row(
        product=product,
        set_no=number,
        producer=said["producer"],
        producer_kind=KINDS.get(plain(said["producer_kind"]), ""),
        place=place_of(said, decided_on),
        star=_number(said, "star", 1, 5),
        decision=said["decision"] or None,
        decided_on=decided_on,
        stage=said["stage"],
        as_of=said["as_of"] or None,
        confidence=said["confidence"],
        source=said["source"],
    )


def place_of(said: Mapping[str, str], decided_on: date | None) -> Where:
    """The smallest unit the row names, on a day of its time when the lists know it. Raises PlaceUnread."""
    names = [name for name in (said["commune"], said["district"]) if name]
    for on in _days(said, decided_on):
        province = said["province_then"]
        if not gazetteer().exists(province, on):
            continue
        found = gazetteer().at(province, on)
        for name in reversed(names):
            below = [unit for unit in gazetteer().descendants(found.path, on) if _bare(unit.name) == _bare(name)]
            wanted = [unit for unit in below if unit.level == ("district" if name == said["district"] else "commune")]
            if len(wanted) != 1:
                break
            found = wanted[0]
        else:
            return _where(found, on)
    raise PlaceUnread(place=", ".join([*names, said["province_then"]]), product=said["product"])


def published(row: Row) -> Published:
    """What is kept of the row beside the product."""
    return Published(**row.model_dump(include=set(Published.model_fields)))


def told_by(product: Product, row: Row) -> bool:
    """Whether the product carries this row already."""
    return published(row) in product.published


def certificate(id: str, product: Product, row: Row, on: date) -> Certificate:
    """
    The certificate of a row that certifies, under the act of its day: who recognised that star then, and for how long.
    Its code stays empty when none was published.
    """
    assert row.star
    assert row.decision
    assert row.decided_on
    act = shelf().in_force(row.decided_on)
    tier = act.recogniser_of(row.star, product.set_no)
    authority = tier.authority_for(row.star, product.set_no) if tier else None
    last = valid_until(row.decided_on, act.validity_months)
    return Certificate(
        id=id,
        product_id=product.id,
        product_name=product.name,
        set_no=product.set_no,
        producer_id=product.producer_id,
        producer_name=product.producer_name,
        producer_kind=product.producer_kind,
        place=product.place,
        product_code="",
        star=row.star,
        decision_number=row.decision,
        decided_on=row.decided_on,
        authority=authority.vi if authority else "",
        rulebook_id=act.id,
        valid_from=row.decided_on,
        valid_until=last,
        source=row.source,
        state=State.VALID if last >= on else State.EXPIRED,
    )


def _where(place: Place, on: date) -> Where:
    province = gazetteer().province_of(place.path, on)
    name = province.name if province else None
    return Where(code=place.code, path=place.path, name=place.name, province_name=name, on=on)


def _bare(name: str) -> str:
    return RANKS.sub("", plain(name))


def _days(said: Mapping[str, str], decided_on: date | None) -> list[date]:
    """Days of the row's time, the likeliest first: its own, or the edges of the year it speaks of."""
    if decided_on:
        return [decided_on]
    try:
        return [date.fromisoformat(said["as_of"])]
    except ValueError:
        year = _YEAR.search(said["as_of"])
    if year is None:  # the source says no time at all: the province as the oldest list has it
        return [date(2000, 1, 1)]
    return [date(int(year[1]), 1, 1), date(int(year[1]) - 1, 12, 31)]


def _day(said: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(said["decided_on"]) if said["decided_on"] else None
    except ValueError as unread:
        raise ValueUnread(column="decided_on", product=said["product"], given=said["decided_on"][:30]) from unread


def _number(said: Mapping[str, str], column: str, least: int, most: int) -> int | None:
    given = said[column]
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= 3 and least <= int(given) <= most):
        raise ValueUnread(column=column, product=said["product"], given=given[:30])
    return int(given)
