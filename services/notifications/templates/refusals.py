"""Why a template, or a filling of one, is refused."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class TemplateUnknown(Refusal):
    slug = "template.unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có mẫu thông báo «{template}». Xem danh sách mẫu."
    en = "There is no message template “{template}”. See the list of templates."


class FieldMissing(Refusal):
    slug = "template.field-missing"
    vi = "Mẫu «{template}» cần trường «{field}» nhưng chưa có giá trị."
    en = "Template “{template}” needs the field “{field}”, which has no value."


class FieldUnknown(Refusal):
    slug = "template.field-unknown"
    vi = "Mẫu «{template}» không có trường «{field}». Các trường: {known}."
    en = "Template “{template}” has no field “{field}”. Its fields: {known}."


class FieldUnreadable(Refusal):
    slug = "template.field-unreadable"
    vi = "Trường «{field}» của mẫu «{template}» phải là {wanted}; nhận được «{given}»."
    en = "Field “{field}” of template “{template}” must be {wanted}; “{given}” was given."


class TemplateUnsound(Refusal):
    """A packaged file is wrong: the service does not start with it."""

    slug = "template.unsound"
    vi = "Tệp mẫu {file} chưa đúng: {what}"
    en = "Template file {file} is not in order: {what}"
