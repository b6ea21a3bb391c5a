"""What may be asked of a certificate after it was issued."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Fields, Id, Label, Name, Words
from kit.days import Day
from services.registry.certificates.certificate import ReasonFields, SuspensionFields


class CitedFields(Fields):
    """A signed paper that is cited: number and day as they stand on it."""

    paper_number: Annotated[Id, Label("Số văn bản", "Number of the paper", example="410/SNNMT-PTNT")] = ""
    paper_signed_on: Annotated[Day, Label("Ngày ký văn bản", "Day it was signed")] | None = None


class SuspendMarkCommand(SuspensionFields, CitedFields, Command):
    """Suspends the use of the mark on a product, on grounds of the regulation of the mark."""

    grounds: Annotated[
        list[Id],
        Field(min_length=1, max_length=20),
        Label("Căn cứ", "Grounds", example=["mark-above-star"]),
    ]


class SuspendCertificateCommand(SuspendMarkCommand):
    """Suspends a certificate itself, on grounds of the act that allows it."""


class ReinstateMarkCommand(ReasonFields, CitedFields, Command):
    """Lets the mark be used again, and the certificate that was suspended be in force."""


class GiveUpCommand(ReasonFields, CitedFields, Command):
    """
    Gives a certificate up before its last day: the producer itself, or an officer who notes its letter, by number and day.
    """


class ReplacePaperCommand(Command):
    """Notes that a paper with a clerical error was replaced; star and days stay."""

    old_number: Annotated[Id, Label("Số giấy cũ", "Number of the old paper", example="12/GCN-OCOP")]
    new_number: Annotated[Id, Label("Số giấy mới", "Number of the new paper", example="19/GCN-OCOP")]
    what: Annotated[Words, Label("Sai sót được sửa", "What was wrong", example="Tên chủ thể in thiếu chữ.")]
    product_name: (
        Annotated[
            Name,
            Label(
                "Tên sản phẩm in đúng",
                "Product's name as it should read",
                hint=("Chỉ ghi nếu tên in sai.", "Only where it was misprinted."),
            ),
        ]
        | None
    ) = None
    producer_name: (
        Annotated[
            Name,
            Label(
                "Tên chủ thể in đúng",
                "Producer's name as it should read",
                hint=("Chỉ ghi nếu tên in sai.", "Only where it was misprinted."),
            ),
        ]
        | None
    ) = None


class ExtendCommand(ReasonFields, CitedFields, Command):
    """Prolongs a certificate's validity to a day, by a paper of the authority."""

    until: Annotated[Day, Label("Kéo dài đến hết ngày", "Prolonged to the end of")]
