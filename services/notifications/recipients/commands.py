"""What may be asked about recipients."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Address, Command, Label
from kit.refusal import Language
from kit.text import Line


class ContactCommand(Command):
    """
    Somebody who reads an office's mail. `opted_out`: of everything but legal notices. With a `person_id`, nothing is
    sent to them of a dossier from which that person stood aside.
    """

    name: Annotated[str, Field(max_length=200), Line, Label("Họ tên", "Name", example="Trần Văn Minh")]
    email: Annotated[Address, Label("Thư điện tử", "E-mail", example="minh@xa-tanhung.example")]
    language: Annotated[Language, Label("Ngôn ngữ của thư", "Language of the mails")] = "vi"
    opted_out: Annotated[bool, Label("Chỉ nhận thông báo theo quy định", "Legal notices only")] = False
    person_id: (
        Annotated[
            str,
            Field(max_length=200, description="Who they sign in as."),
            Line,
            Label("Tài khoản đăng nhập", "Account"),
        ]
        | None
    ) = None


class ContactsCommand(Command):
    """All who read an office's mail from now on."""

    contacts: Annotated[list[ContactCommand], Field(max_length=100), Label("Đầu mối", "Contacts")]


class WishesCommand(Command):
    """Whether a producer wants nothing but the legal notices."""

    opted_out: Annotated[bool, Label("Muốn nhận những gì", "What is wanted")]
