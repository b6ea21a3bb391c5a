"""Recipients: producers, offices and people of councils, and who reads for them."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Aggregate, Kept
from kit.command import Address, Fields, Label
from kit.history import Actor
from kit.mapped import mapped
from kit.refusal import Language
from kit.text import Line


class Value(BaseModel):
    """A part of a recipient."""

    model_config = ConfigDict(frozen=True)


class Kind(StrEnum):
    """What sort of recipient it is."""

    PRODUCER = "producer"
    OFFICE = "office"
    PERSON = "person"
    ASKER = "asker"


class Recipient(Value):
    """
    Who is to know: a producer by id, an office by path, a person by the id they sign in with; who asked without an account by
    what they asked, and the `email` they left. `place` decides which office sees the message. `head`: of an office, whoever heads
    it, where its contacts say who that is.
    """

    kind: Kind
    id: str
    place: str
    name: str
    email: str | None = None
    head: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind.value}:{self.id}"


class ContactFields(Fields):
    """
    Somebody who reads mail. `opted_out`: of everything but legal notices. `person_id`: who they sign in as, so that
    nothing is sent to them of a dossier from which they stood aside; none for a mailbox that is nobody's own.
    """

    name: Annotated[str, Field(max_length=200), Line, Label("Họ tên", "Name", example="Trần Văn Minh")]
    email: Annotated[
        Address,
        Label("Thư điện tử", "E-mail", example="minh@xa-tanhung.example", type="email"),
    ]
    person_id: (
        Annotated[
            str,
            Field(max_length=200, description="Who they sign in as."),
            Line,
            Label(
                "Tài khoản đăng nhập",
                "Account",
                why=("nếu là một người", "where it is one person"),
                hint=(
                    "Để không gửi cho người này thư về hồ sơ mà họ đã không tham gia.",
                    "So that they are sent nothing of a dossier from which they stood aside.",
                ),
            ),
        ]
        | None
    ) = None
    language: Annotated[Language, Label("Ngôn ngữ của thư", "Language of the mails")] = "vi"
    opted_out: Annotated[bool, Label("Chỉ nhận thông báo theo quy định", "Legal notices only")] = False
    leads: Annotated[
        bool,
        Label(
            "Là người đứng đầu cơ quan",
            "Heads the office",
            hint=("Để báo riêng khi hồ sơ hết thời hạn.", "To be told when the time for a case is over."),
        ),
    ] = False


class Addressee(ContactFields, Kept):
    """A person who reads for a recipient. `contact`: which one of an office's."""

    contact: str | None = None


class Contact(ContactFields, Kept):
    """Somebody who holds an office's mail."""

    id: str


class Held(Fields):
    """Who reads an office's mail, and since when."""

    contacts: tuple[Contact, ...] = ()
    changed_at: datetime | None = None


class Office(Held, Aggregate):
    """An office as an address: whoever holds it. Its id is its path."""

    changed_by: Actor | None = None

    def addressees(self, *, but: Container[str] = ()) -> list[Addressee]:
        """Everybody who reads for the office, but who signs in as one of `but`."""
        return [
            mapped(Addressee, one, contact=one.id)
            for one in self.contacts
            if one.person_id is None or one.person_id not in but
        ]


class Person(Aggregate):
    """
    Somebody who works for councils, as their own token last said when they opened their messages. Its id is theirs.
    """

    name: str = ""
    email: str | None = None
    language: Language = "vi"

    def addressees(self) -> list[Addressee]:
        """They themselves, if there is an address."""
        if not self.email:
            return []
        return [mapped(Addressee, self, person_id=self.id)]


class Reached(Fields):
    """How a producer is reached, and whether it wants more than the legal notices."""

    name: str | None = None
    email: str | None = None
    language: Language = "vi"
    opted_out: bool = False


class Producer(Reached, Aggregate):
    """
    What reaching a producer takes, as the registry last said (personal data: topics.yaml gives them to us for this).

    `heard`: the version of the registry's record; 0 while only a message named the producer. `merged_into`: the record by
    which it is reached since the two were merged.
    """

    place: str | None = None
    representative: str | None = None
    phone: str | None = None
    heard: int = 0
    left: bool = False
    merged_into: str | None = None

    def addressees(self) -> list[Addressee]:
        """The producer's representative, if there is an address."""
        if not self.email or self.left:
            return []
        name = self.representative or self.name or self.email
        return [mapped(Addressee, self, name=name)]
