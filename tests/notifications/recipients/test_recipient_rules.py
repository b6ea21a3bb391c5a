"""Contacts of offices, addresses and wishes, by the rules alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from kit.history import Actor
from kit.refusal import Refusal, Several
from kit.text import is_address
from services.notifications.recipients import refusals, rules
from services.notifications.recipients.commands import ContactsCommand, WishesCommand
from services.notifications.recipients.recipient import Contact, Office, Producer

AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
BY = Actor(id="hoa", name="Đặng Thị Hoa")


def ids() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"new-{next(numbers)}"


def held(*rows: dict[str, Any], office: Office | None = None) -> Office:
    command = ContactsCommand.model_validate({"contacts": list(rows)})
    return rules.held(office or Office(id="33/11977"), command, ids(), at=AT, by=BY)


def row(name: str = "Minh", email: str = "minh@xa.example", **more: Any) -> dict[str, Any]:
    return {"name": name, "email": email, **more}


class TestAnAddress:
    @pytest.mark.parametrize("text", ["a@b.vn", "minh.tran+ocop@xa-tan-hung.gov.vn", "o'brien@a.b.c.example"])
    def test_of_a_mail_server_is_one(self, text: str) -> None:
        assert is_address(text)

    @pytest.mark.parametrize(
        "text",
        ["", "a", "a@b", "a@@b.vn", "a b@c.vn", ".a@b.vn", "a.@b.vn", "a..b@c.vn", "đ@b.vn", "a@b.v", "a@b.vn\n"],
    )
    def test_of_any_other_form_is_none(self, text: str) -> None:
        assert not is_address(text)

    @pytest.mark.parametrize("text", [f"{'a' * 250}@b.vn", "a@b.vn, c@d.vn", '"a"@b.vn', "a@[127.0.0.1]"])
    def test_too_long_several_or_quoted_is_none_here(self, text: str) -> None:
        assert not is_address(text)

    def test_is_compared_without_case_and_blanks(self) -> None:
        assert rules.normal("  Minh@Xa.Example ") == "minh@xa.example"


class TestAnOffice:
    @pytest.mark.parametrize("path", ["vn", "33", "33/11977", "33/330", "33/330/12265"])
    def test_of_any_period_has_contacts(self, path: str) -> None:
        assert rules.is_office(path)

    @pytest.mark.parametrize("path", ["", "99", "33/99999", "11977", "33/330/11977"])
    def test_that_never_was_has_none(self, path: str) -> None:
        assert not rules.is_office(path)


class TestHolding:
    def test_names_who_reads_for_the_office_and_who_said_so(self) -> None:
        office = held(row(" Trần  Văn Minh ", "MINH@xa.example", language="en", person_id=""))
        contact = Contact(id="new-1", name="Trần Văn Minh", email="minh@xa.example", language="en")
        assert office.contacts == (contact,)
        assert (office.changed_at, office.changed_by) == (AT, BY)

    def test_leaves_who_had_the_address_their_id(self) -> None:
        before = held(row(), row("Lan", "lan@xa.example"))
        after = held(row("Lan mới", "lan@xa.example"), row("Ba", "ba@xa.example"), office=before)
        assert [(one.id, one.name) for one in after.contacts] == [("new-2", "Lan mới"), ("new-1", "Ba")]

    def test_takes_a_blank_row_for_nobody(self) -> None:
        assert held(row("", " "), row()).contacts[0].email == "minh@xa.example"
        assert held().contacts == ()

    @pytest.mark.parametrize(
        ("rows", "refused", "pointer"),
        [
            ([row(""), row("B", "b@xa.example")], refusals.NameMissing, "/contacts/0/name"),
            ([row("A", "a@xa.example"), row("B", "b")], refusals.AddressUnusable, "/contacts/1/email"),
            ([row("A", "")], refusals.AddressUnusable, "/contacts/0/email"),
            ([row(), row("B", "MINH@xa.example")], refusals.AddressTwice, "/contacts/1/email"),
        ],
    )
    def test_points_at_the_row_that_is_wrong(
        self, rows: list[dict[str, Any]], refused: type[Refusal], pointer: str
    ) -> None:
        with pytest.raises(refused) as one:
            held(*rows)
        assert one.value.pointer == pointer

    def test_names_all_of_them_at_once(self) -> None:
        with pytest.raises(Several) as several:
            held(row("", "x"), row(), row())
        assert [type(one).__name__ for one in several.value.refusals] == [
            *("NameMissing", "AddressUnusable", "AddressTwice")
        ]

    def test_takes_twenty_and_no_more(self) -> None:
        rows = [row(f"C{n}", f"c{n}@xa.example") for n in range(rules.MOST_CONTACTS + 1)]
        assert len(held(*rows[:-1]).contacts) == rules.MOST_CONTACTS
        with pytest.raises(refusals.TooManyContacts):
            held(*rows)


class TestAProducer:
    def test_is_known_with_an_address_in_its_one_form(self) -> None:
        assert rules.known(None, Producer(id="p", email=" Huong@HTX.example", heard=1)).email == "huong@htx.example"

    @pytest.mark.parametrize("email", [None, "", "none", "đ@htx.vn"])
    def test_has_no_address_where_no_mail_can_be_sent(self, email: str | None) -> None:
        assert rules.known(None, Producer(id="p", email=email, heard=1)).email is None

    @pytest.mark.parametrize(("before", "now", "name"), [(1, 2, "new"), (2, 2, "old"), (3, 2, "old")])
    def test_is_as_the_highest_version_says(self, before: int, now: int, name: str) -> None:
        kept = Producer(id="p", name="old", heard=before, version=7)
        after = rules.known(kept, Producer(id="p", name="new", heard=now))
        assert (after.name, after.version) == (name, 7)

    def test_keeps_its_wishes_when_the_registry_describes_it_anew(self) -> None:
        kept = rules.wishing(Producer(id="p", heard=1), WishesCommand(opted_out=True))
        assert rules.known(kept, Producer(id="p", heard=2)).opted_out

    def test_that_left_keeps_no_personal_data_and_reads_nothing(self) -> None:
        known = Producer(
            id="p", version=3, name="HTX", place="33/11977", representative="Hương", email="h@htx.vn", heard=4
        )
        gone = rules.forgotten(known, 5)
        assert (gone.representative, gone.email, gone.phone, gone.left, gone.heard) == (None, None, None, True, 5)
        assert (gone.id, gone.version, gone.name, gone.place) == ("p", 3, "HTX", "33/11977")
        assert gone.addressees() == []

    def test_that_was_merged_is_reached_by_the_other_whatever_is_heard_later(self) -> None:
        led = rules.merged(Producer(id="p", heard=4), "kept")
        assert rules.known(led, Producer(id="p", heard=5)).merged_into == "kept"
        assert rules.forgotten(led, 5).merged_into == "kept"
        assert rules.merged(Producer(id="p"), "p").merged_into is None
