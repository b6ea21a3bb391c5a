"""What a broker lacks, or has too much of, against the topics file: one sentence each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kit.refusal import Language


class What(Enum):
    """The kind of difference: what it says in both languages, and whether `apply` brings it about by itself."""

    CREATE_TOPIC = ("tạo chủ đề {subject} ({detail})", "create topic {subject} ({detail})", True)
    ADD_PARTITIONS = ("thêm phân vùng cho {subject}: {detail}", "add partitions to {subject}: {detail}", True)
    SET = ("đặt cấu hình của {subject}: {detail}", "set on {subject}: {detail}", True)
    CREATE_USER = ("tạo tài khoản {subject}", "create user {subject}", True)
    GRANT = ("cấp quyền cho {subject}: {detail}", "grant {subject}: {detail}", True)
    REVOKE = ("thu hồi quyền của {subject}: {detail}", "revoke from {subject}: {detail}", True)

    FEWER_PARTITIONS = (
        "{subject} có nhiều phân vùng hơn tệp ({detail}): Kafka không giảm được; hãy ghi con số thật vào tệp",
        "{subject} has more partitions than the file ({detail}): Kafka cannot take any away; write the true number into the file",
        False,
    )
    UNKNOWN_TOPIC = (
        "{subject} không có trong tệp: hãy ghi vào tệp hoặc tự xóa sau khi chắc chắn không còn ai dùng",
        "{subject} is not in the file: write it into the file, or delete it yourself once nobody uses it",
        False,
    )
    SET_BY_HAND = (
        "{subject} có cấu hình đặt tay ({detail}): hãy gỡ bỏ hoặc trao đổi với người đã đặt",
        "{subject} has a setting made by hand ({detail}): remove it, or talk to whoever made it",
        False,
    )
    STRANGER = (
        "{subject} không có trong tệp nhưng có quyền: {detail}; hãy ghi vào tệp hoặc tự thu hồi",
        "{subject} is not in the file and holds a right: {detail}; write it into the file or revoke it yourself",
        False,
    )
    PASSWORD_LOST = (
        "{subject} có tài khoản nhưng mật khẩu không được lưu tại đây ({detail}): đặt mật khẩu mới bằng `topics password {subject}`",
        "{subject} has an account, but its password is not kept here ({detail}): set a new one by `topics password {subject}`",
        False,
    )
    UNGUARDED = (
        "máy chủ Kafka không kiểm tra quyền (không có authorizer): bất kỳ ai kết nối được đều đọc và ghi được mọi chủ đề",
        "the broker guards nothing (it has no authorizer): whoever can connect may read and write every topic",
        False,
    )

    def __init__(self, vi: str, en: str, ours: bool) -> None:
        self.vi, self.en, self.ours = vi, en, ours


@dataclass(frozen=True, order=True)
class Change:
    """One difference. `subject` is a topic or a principal."""

    order: int
    subject: str
    detail: str
    name: str

    @classmethod
    def of(cls, what: What, subject: str, detail: str = "") -> Change:
        """A difference, sortable in the order `apply` must go."""
        return cls(list(What).index(what), subject, detail, what.name)

    @property
    def what(self) -> What:
        return What[self.name]

    @property
    def drift(self) -> bool:
        """Whether a person has to decide: `apply` will not do this by itself."""
        return not self.what.ours

    def say(self, language: Language) -> str:
        """Says to an operator what differs, and for drift what to do."""
        template = self.what.vi if language == "vi" else self.what.en
        return template.format(subject=self.subject, detail=self.detail)
