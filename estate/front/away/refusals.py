"""Why the front could not get an answer from a service."""

from __future__ import annotations

from kit.refusal import Refusal
from kit.web.problems import EndpointRefused


class ServiceAway(EndpointRefused):
    """A service behind the front gives no answer."""

    status = 503

    def __init__(self, service: str) -> None:
        self.service = service
        Refusal.__init__(self, service=service)


class Restarting(ServiceAway):
    """Its process does not listen: it was ended or has died, and the supervisor starts it again."""

    slug = "service.restarting"
    vi = "Dịch vụ {service} đang khởi động lại; các dịch vụ khác vẫn chạy. Việc vừa gửi chưa được thực hiện: thử lại sau ít giây."
    en = "The service {service} is restarting; the others go on. What you sent was not carried out: try again in a few seconds."


class Silent(ServiceAway):
    """Its process is there and does not answer."""

    slug = "service.silent"
    status = 504
    vi = "Dịch vụ {service} chưa trả lời kịp. Có thể việc vừa gửi đã được ghi nhận: kiểm tra trước khi gửi lại. Nếu lặp lại: `ocop status`, rồi `ocop restart {service}`."
    en = "The service {service} has not answered in time. What you sent may have been recorded: look before you send it again. If it goes on: `ocop status`, then `ocop restart {service}`."


class BrokenOff(ServiceAway):
    """Its process ended while it was answering."""

    slug = "service.broken-off"
    status = 502
    vi = "Dịch vụ {service} dừng giữa chừng và đang khởi động lại. Có thể việc vừa gửi đã được ghi nhận: kiểm tra trước khi gửi lại."
    en = "The service {service} stopped half-way and is restarting. What you sent may have been recorded: look before you send it again."
