"""The directive: number, day, grounds, to whom, the signed copy and its orders; and the copy each office got."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Aggregate, Kept
from kit.command import Fields, Id, Label, Name, Words
from kit.days import Day
from kit.history import Actor, Stateful
from services.reporting.directives.lifecycle import LIFECYCLE, State

MOST_OFFICES = 400
MOST_ORDERS = 40
Offices = Annotated[
    tuple[Id, ...],
    Field(max_length=MOST_OFFICES),
    Label("Nơi nhận nhiệm vụ", "Who has the tasks", example=["33/11977"]),
]
Codes = Annotated[
    tuple[Id, ...],
    Field(max_length=20),
    Label("Chỉ tiêu thể hiện kết quả", "Figures that show it done", example=["inspections-held"]),
]


class DirectiveFields(Fields):
    """What is written of a directive. `grounds`, `copies_to`: a line each."""

    subject: Annotated[
        Name, Field(min_length=1), Label("Trích yếu", "Subject", example="Đẩy mạnh thực hiện Chương trình OCOP")
    ]
    subject_en: Annotated[Name, Label("Trích yếu bằng tiếng Anh", "Subject in English")] = ""
    number: Annotated[
        Name,
        Label(
            "Số, ký hiệu",
            "Number",
            example="05/SNNMT-PTNT",
            hint=("Phải có khi ban hành.", "Needed before it is issued."),
        ),
    ] = ""
    signed_on: (
        Annotated[Day, Label("Ngày ký", "Signed on", hint=("Phải có khi ban hành.", "Needed before it is issued."))]
        | None
    ) = None
    signatory: Annotated[Name, Label("Người ký", "Signed by", example="KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC")] = ""
    grounds: Annotated[Words, Label("Căn cứ, mỗi dòng một căn cứ", "Grounds, one a line")] = ""
    recipients: Offices = ()
    copies_to: Annotated[Words, Label("Nơi nhận để biết, mỗi dòng một nơi", "Copies to, one a line")] = ""
    since: Annotated[Day, Label("Số liệu tính từ ngày", "Figures are counted from", example="2027-01-01")]
    until: Annotated[Day, Label("Đến hết ngày", "Until the end of", example="2027-12-31")]


class OrderFields(Fields):
    """What is written of one order. `figures`: of `law.figures`, counted for each office by itself."""

    no: Annotated[Id, Field(min_length=1), Label("Mục", "Paragraph", example="4")]
    what: Annotated[
        Words,
        Field(min_length=1),
        Label("Nội dung nhiệm vụ", "What is to be done", example="Rà soát sản phẩm hết hạn công nhận"),
    ]
    what_en: Annotated[Words, Label("Nội dung bằng tiếng Anh", "The same in English")] = ""
    who: Annotated[Name, Label("Ai thực hiện", "Who does it")] = ""
    due_on: (
        Annotated[
            Day,
            Label(
                "Hạn",
                "Last day",
                example="2027-06-21",
                hint=("Bỏ trống nếu văn bản không ghi ngày.", "Left empty where it names no day."),
            ),
        ]
        | None
    ) = None
    figures: Codes = ()
    facts: Annotated[Words, Label("Kết quả khác, mỗi dòng một ý", "What else shows it done, one a line")] = ""


class LastDay(Fields):
    """By when a task is to be answered; who passes it down or asks for more may say another day."""

    due_on: (
        Annotated[
            Day,
            Label(
                "Hạn",
                "Last day",
                hint=(
                    "Chuyển xuống thì không muộn hơn hạn của mình. Bỏ trống: giữ hạn đang có.",
                    "Passed down, no later than your own. Left empty: the day there is.",
                ),
            ),
        ]
        | None
    ) = None


class Added(Fields):
    """What the office that passes a task down says of it."""

    note: Annotated[Words, Label("Yêu cầu thêm", "What is added")] = ""


class ReplyFields(Fields):
    """What an office says was done; the figures fill themselves."""

    words: Annotated[
        Words,
        Field(min_length=1),
        Label("Kết quả thực hiện", "What was done", example="Đã rà soát 12 sản phẩm, hướng dẫn lập 9 hồ sơ."),
    ]


class UrgingFields(Fields):
    """What is said when a task is urged."""

    words: Annotated[
        Words, Label("Nội dung đôn đốc", "What is said", example="Đề nghị báo cáo kết quả trong tuần này.")
    ] = ""


class Order(OrderFields, Kept):
    """One order of a directive."""

    id: str


class KeptFile(BaseModel):
    """A file by its content: the signed copy, or proof of an answer."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    size: int
    media_type: str
    name: str


class Directive(DirectiveFields, Stateful, lifecycle=LIFECYCLE):
    """
    One directive. `issued_by`: whose it is. `on`: the day by which its offices are meant; `letter`, `letter_hash`: the file it was
    drafted from, and its edition.
    """

    issued_by: str
    on: date
    letter: str | None = None
    letter_hash: str | None = None
    verified: str | None = None
    orders: tuple[Order, ...] = ()
    paper: KeptFile | None = None
    drafted_on: date
    issued_on: date | None = None
    closed_on: date | None = None
    closed_because: str | None = None
    replaced_by: str | None = None
    state: State = State.DRAFT

    def order(self, id: str) -> Order | None:
        """One of its orders; None where there is none of that id."""
        return next((one for one in self.orders if one.id == id), None)


class DirectiveCopy(Aggregate):
    """That an office was sent a directive, and when one of its officers opened it first. `from_office`: who sent it."""

    directive_id: str
    office: str
    from_office: str
    sent_on: date
    read_on: date | None = None
    read_by: Actor | None = None
