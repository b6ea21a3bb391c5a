"""Whom an agency's report concerns: what is certain, what a person has to say. Pure: what was found comes in as arguments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.registry.agencies.report import Candidate, Whom
from services.registry.producers.similarity import ALIKE, alike

MOST = 8
"""So many candidates are shown; who needs more searches."""


@dataclass(frozen=True)
class About:
    """A type of report. `of_a_product`: it says nothing where only the producer is known."""

    vi: str
    en: str
    of_a_product: bool = False


ABOUT = {
    "inspection.reported": About("Kiểm tra của cơ quan khác", "Inspection by another agency"),
    "lab-test.reported": About("Kết quả kiểm nghiệm", "Laboratory result", of_a_product=True),
    "mark-breach.reported": About("Vi phạm nhãn hiệu", "Misuse of the mark", of_a_product=True),
    "credential.granted": About("Cấp chứng nhận", "Credential granted"),
    "credential.withdrawn": About("Thu hồi chứng nhận", "Credential withdrawn"),
    "ip-right.granted": About("Cấp quyền sở hữu trí tuệ", "Industrial property right granted"),
    "promotion.held": About("Hoạt động xúc tiến", "Promotion"),
}
"""Every type an agency may report, by its name between `vn.ocop.agencies.` and the version."""

REASONS = {
    "product-code": ("đúng mã sản phẩm", "its product code"),
    "code-of-the-place": ("mã gần giống, cùng xã", "a code like it, of the same commune"),
    "tax-code": ("đúng mã số thuế của chủ thể", "its producer's tax code"),
    "credential-number": ("đúng số chứng nhận", "the credential's number"),
    "holder": ("tên chủ thể giống tên người được cấp", "its producer is called like the holder"),
    "place": ("sản phẩm được công nhận tại xã nêu trong báo cáo", "a recognised product of the commune in the report"),
    "codes-disagree": ("mã sản phẩm và mã số thuế chỉ hai chủ thể khác nhau", "product code and tax code mean two different producers"),
    "holder-differs": ("tên người được cấp khác tên chủ thể", "the holder is called otherwise than the producer"),
    "number-of-another": ("số chứng nhận đang ghi của chủ thể khác", "the number is on file as another producer's"),
    "number-not-on-file": ("không có chứng nhận nào mang số này", "no credential with this number is on file"),
    "not-its-field": ("loại báo cáo này không thuộc lĩnh vực của cơ quan", "such reports are not this agency's field"),
    "unknown": ("không có mã nào nhận ra được", "nothing in it is known here"),
}  # fmt: skip
"""Why somebody may be meant, and why a report waits; (Vietnamese, English)."""


@dataclass(frozen=True)
class Clues:
    """What was found of a report's identifiers; None: not given, or not known here."""

    by_code: Whom | None = None
    by_tax: Whom | None = None
    by_number: Whom | None = None
    remembered: Whom | None = None
    holder: str | None = None
    products: tuple[Whom, ...] = ()
    """The products of the producer of the tax code, where a product is meant."""
    alike: tuple[Candidate, ...] = ()
    """Who else may be meant, by a code or a name like it or by the place."""


@dataclass(frozen=True)
class Verdict:
    """Whom it concerns (`whom`, and `by` which word of `MatchedBy`), or else who may be meant and why that is uncertain."""

    whom: Whom | None = None
    by: str = ""
    because: str = ""
    candidates: tuple[Candidate, ...] = field(default=())


def verdict(about: str, clues: Clues, *, its_field: bool = True) -> Verdict:
    """Whom a report concerns, as far as its identifiers say it; `its_field`: the agency's word is taken for such reports."""
    found = _certain(about, clues)
    if found.whom is not None and not its_field:
        return Verdict(because="not-its-field", candidates=(_candidate(found.whom, found.by),))
    return found


def _certain(about: str, clues: Clues) -> Verdict:
    given = _given(clues)
    if clues.by_code and clues.by_tax and clues.by_code.producer_id != clues.by_tax.producer_id:
        return Verdict(because="codes-disagree", candidates=given)
    known = clues.by_code or (None if ABOUT[about].of_a_product else clues.by_tax)
    if known and clues.by_number and clues.by_number.producer_id != known.producer_id:
        return Verdict(because="number-of-another", candidates=given)
    if known and clues.holder and alike(clues.holder, known.producer_name) < ALIKE:
        return Verdict(because="holder-differs", candidates=given)
    if about == "credential.withdrawn" and not clues.by_number:
        return Verdict(because="number-not-on-file", candidates=given)
    if clues.by_code:
        return Verdict(clues.by_code, "product-code")
    if clues.by_number and (not clues.by_tax or clues.by_tax.producer_id == clues.by_number.producer_id):
        return Verdict(clues.by_number, "credential-number")
    if clues.by_number:
        return Verdict(because="number-of-another", candidates=given)
    if known:
        return Verdict(known, "tax-code")
    if clues.remembered:
        return Verdict(clues.remembered, "remembered")
    return Verdict(because="" if given else "unknown", candidates=given)


def _given(clues: Clues) -> tuple[Candidate, ...]:
    by_name = (clues.by_code, "product-code"), (clues.by_number, "credential-number"), (clues.by_tax, "tax-code")
    found = [_candidate(whom, reason) for whom, reason in by_name if whom]
    if clues.products:  # each of them rather than their producer as a whole
        found = [one for one in found if one.product_id or one.producer_id != clues.products[0].producer_id]
        found += [_candidate(one, "tax-code") for one in clues.products]
    return merged([*found, *clues.alike])[:MOST]


def merged(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each once with all its reasons; those with more of them first, else in their order."""
    by_key: dict[str, Candidate] = {}
    for one in found:
        before = by_key.get(one.key)
        reasons = tuple(dict.fromkeys((*(before.reasons if before else ()), *one.reasons)))
        by_key[one.key] = (before or one).model_copy(update={"reasons": reasons})
    return tuple(sorted(by_key.values(), key=lambda one: -len(one.reasons)))


def _candidate(whom: Whom, reason: str) -> Candidate:
    return Candidate(**dict(whom), reasons=(reason,)) if not isinstance(whom, Candidate) else whom


def office_of(candidates: Iterable[Whom], otherwise: str) -> str:
    """At which office it waits: the smallest whose territory all candidates lie in, else the agency's own."""
    paths = [one.place_path.split("/") for one in candidates]
    if not paths:
        return otherwise
    shared = [codes[0] for codes in zip(*paths, strict=False) if len(set(codes)) == 1]
    same = "/".join(shared)
    return same if same and all("/".join(path[: len(shared)]) == same for path in paths) else otherwise
