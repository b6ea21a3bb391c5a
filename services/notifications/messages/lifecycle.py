"""The life of a message, as a table of states and steps."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Where a message stands."""

    CREATED = "created"
    NO_ADDRESS = "no-address"
    WITHHELD = "withheld"
    SENDING = "sending"
    DELIVERED = "delivered"
    TEMPORARY_FAILURE = "temporary-failure"
    PERMANENT_FAILURE = "permanent-failure"
    TECHNICAL_FAILURE = "technical-failure"
    EXPIRED = "expired"
    TOLD_OTHERWISE = "told-otherwise"


class Verb(StrEnum):
    """What the sender, the course of things or a person does to a message."""

    AWAIT_ADDRESS = "await-address"
    ADDRESS = "address"
    WITHHOLD = "withhold"
    CLOSE = "close"
    CLAIM = "claim"
    ACCEPT = "accept"
    POSTPONE = "postpone"
    REJECT = "reject"
    BREAK = "break"
    EXPIRE = "expire"
    RETRY = "retry"
    TELL_OTHERWISE = "tell-otherwise"


_S, _V = State, Verb

LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("thông báo", "message"),
    initial=State.CREATED,
    table={
        (_S.CREATED, _V.CLAIM): _S.SENDING,
        (_S.CREATED, _V.AWAIT_ADDRESS): _S.NO_ADDRESS,
        (_S.CREATED, _V.WITHHOLD): _S.WITHHELD,
        (_S.CREATED, _V.CLOSE): _S.WITHHELD,
        (_S.CREATED, _V.EXPIRE): _S.EXPIRED,
        (_S.NO_ADDRESS, _V.ADDRESS): _S.CREATED,
        (_S.NO_ADDRESS, _V.WITHHOLD): _S.WITHHELD,
        (_S.NO_ADDRESS, _V.EXPIRE): _S.EXPIRED,
        (_S.NO_ADDRESS, _V.TELL_OTHERWISE): _S.TOLD_OTHERWISE,
        # A claim that ran out is taken over: who held it may have died before, during or after the sending.
        (_S.SENDING, _V.CLAIM): _S.SENDING,
        (_S.SENDING, _V.ACCEPT): _S.DELIVERED,
        (_S.SENDING, _V.POSTPONE): _S.TEMPORARY_FAILURE,
        (_S.SENDING, _V.REJECT): _S.PERMANENT_FAILURE,
        (_S.SENDING, _V.BREAK): _S.TECHNICAL_FAILURE,
        (_S.SENDING, _V.CLOSE): _S.WITHHELD,
        (_S.SENDING, _V.EXPIRE): _S.EXPIRED,
        (_S.TEMPORARY_FAILURE, _V.CLAIM): _S.SENDING,
        (_S.TEMPORARY_FAILURE, _V.CLOSE): _S.WITHHELD,
        (_S.TEMPORARY_FAILURE, _V.EXPIRE): _S.EXPIRED,
        (_S.TEMPORARY_FAILURE, _V.RETRY): _S.CREATED,
        (_S.TEMPORARY_FAILURE, _V.TELL_OTHERWISE): _S.TOLD_OTHERWISE,
        (_S.PERMANENT_FAILURE, _V.RETRY): _S.CREATED,
        (_S.PERMANENT_FAILURE, _V.TELL_OTHERWISE): _S.TOLD_OTHERWISE,
        (_S.TECHNICAL_FAILURE, _V.RETRY): _S.CREATED,
        (_S.TECHNICAL_FAILURE, _V.TELL_OTHERWISE): _S.TOLD_OTHERWISE,
        (_S.EXPIRED, _V.RETRY): _S.CREATED,
        (_S.EXPIRED, _V.TELL_OTHERWISE): _S.TOLD_OTHERWISE,
    },
    states={
        _S.CREATED: ("Chờ gửi", "Waiting to be sent"),
        _S.NO_ADDRESS: ("Chưa có địa chỉ", "No address yet"),
        _S.WITHHELD: ("Giữ lại, không gửi", "Withheld"),
        _S.SENDING: ("Đang gửi", "Being sent"),
        _S.DELIVERED: ("Đã giao máy chủ thư", "Accepted by their server"),
        _S.TEMPORARY_FAILURE: ("Sẽ gửi lại", "Will be tried again"),
        _S.PERMANENT_FAILURE: ("Địa chỉ không nhận thư", "The address takes no mail"),
        _S.TECHNICAL_FAILURE: ("Lỗi kỹ thuật khi gửi", "Technical failure"),
        _S.EXPIRED: ("Hết thời gian gửi", "Given up"),
        _S.TOLD_OTHERWISE: ("Đã báo bằng cách khác", "Told by other means"),
    },
    verbs={
        _V.AWAIT_ADDRESS: ("chờ địa chỉ", "wait for an address"),
        _V.ADDRESS: ("ghi địa chỉ", "address the message"),
        _V.WITHHOLD: ("giữ lại theo ý người nhận", "withhold as the recipient wishes"),
        _V.CLOSE: ("giữ lại vì hồ sơ đã đóng với người nhận", "withhold, as the dossier is closed to its reader"),
        _V.CLAIM: ("nhận gửi", "claim for sending"),
        _V.ACCEPT: ("ghi nhận máy chủ đã nhận", "note the server's acceptance"),
        _V.POSTPONE: ("hẹn gửi lại", "put off to try again"),
        _V.REJECT: ("ghi nhận địa chỉ từ chối", "note that the address refused"),
        _V.BREAK: ("ghi nhận lỗi kỹ thuật", "note a technical failure"),
        _V.EXPIRE: ("ngừng gửi", "give up"),
        _V.RETRY: ("gửi lại", "send again"),
        _V.TELL_OTHERWISE: ("ghi đã báo bằng cách khác", "note that they were told by other means"),
    },
)

UNREACHED = (State.NO_ADDRESS, State.PERMANENT_FAILURE, State.TECHNICAL_FAILURE, State.EXPIRED)
"""Somebody has not been reached and will not be without a person's doing."""

UNDELIVERED = (State.CREATED, State.SENDING, State.TEMPORARY_FAILURE)
"""On the way."""
