"""What may be asked about producers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, Name


class PersonCommand(Command):
    """The representative. Everything but the name may be left out."""

    name: Annotated[Name, Label("Họ và tên", "Full name", example="Nguyễn Thị Hương")]
    sex: Annotated[Id, Label("Giới tính", "Sex", example="female")] | None = None
    ethnicity: Annotated[Id, Label("Dân tộc", "Ethnicity", example="Kinh")] | None = None
    email: Annotated[str, Field(max_length=254), Label("Thư điện tử", "E-mail", example="ten@htx.vn")] | None = None
    phone: Annotated[Id, Label("Điện thoại", "Telephone", example="0912345678")] | None = None
    address: Annotated[Name, Label("Địa chỉ", "Address")] | None = None


class ProducerCommand(Command):
    """A producer's particulars."""

    name: Annotated[Name, Label("Tên chủ thể", "Producer's name", example="HTX Nhãn lồng Tân Hưng")]
    kind: Annotated[Id, Label("Loại chủ thể", "Kind of producer", example="cooperative")]
    tax_code: Annotated[Id, Label("Mã số thuế", "Tax code", example="0901234567")] | None = None
    place: Annotated[Id, Label("Xã, phường", "Commune, by its path", example="33/11977")]
    representative: PersonCommand
    language: Annotated[str, Field(pattern="^(vi|en)$"), Label("Ngôn ngữ nhận tin", "Language of notices")] = "vi"
