"""What is refused about contacts and wishes, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class OfficeUnknown(Refusal):
    slug = "office.unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có đơn vị hành chính «{office}». Dùng mã trong danh mục, từ tỉnh trở xuống, ví dụ 33/11977."
    en = "There is no administrative unit “{office}”. Use the codes of the official list from the province down, e.g. 33/11977."


class NameMissing(Refusal):
    slug = "contact.name-missing"
    vi = "Chưa ghi họ tên người nhận ở dòng {row}."
    en = "Row {row} lacks the contact's name."


class AddressUnusable(Refusal):
    slug = "contact.address-unusable"
    vi = "«{given}» không phải địa chỉ thư điện tử dùng được. Viết dạng ten@coquan.gov.vn, không dấu, không khoảng trắng."
    en = "“{given}” is no usable e-mail address. Write it as name@office.gov.vn, without accents or blanks."


class AddressTwice(Refusal):
    slug = "contact.address-twice"
    vi = "Địa chỉ {given} được ghi hai lần. Mỗi người một địa chỉ."
    en = "The address {given} is listed twice. Give each person one address."


class TooManyContacts(Refusal):
    slug = "contact.too-many"
    vi = "Mỗi đơn vị có tối đa {most} người nhận; đang ghi {given}."
    en = "An office has at most {most} contacts; {given} were given."
