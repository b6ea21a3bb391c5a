"""Why an estate does not start: each in one sentence that says what to do."""

from __future__ import annotations

from kit.refusal import Refusal


class RunsAlready(Refusal):
    """One home, one estate."""

    slug = "estate.runs-already"
    vi = "Hệ thống đang chạy tại {url} (tiến trình {pid}): hãy dùng luôn, hoặc dừng nó bằng Ctrl-C ở cửa sổ đã khởi động."
    en = "An estate is already running at {url} (process {pid}): use that one, or end it with Ctrl-C where it was started."


class PortTaken(Refusal):
    """Somebody else listens where the front should."""

    slug = "estate.port-taken"
    vi = "Cổng {port} đang được chương trình khác dùng ({who}): hãy dừng chương trình đó hoặc chọn cổng khác, ví dụ `make up ARGS='--port {other}'` hoặc OCOP_PORT={other}."
    en = "Port {port} is taken by another program ({who}): end that program or choose another port, for example `make up ARGS='--port {other}'` or OCOP_PORT={other}."


class HomeNotWritable(Refusal):
    """State has nowhere to go."""

    slug = "estate.home-not-writable"
    vi = "Không ghi được vào thư mục {home}: hãy cấp quyền ghi hoặc đặt OCOP_HOME tới thư mục khác."
    en = "The folder {home} cannot be written: give yourself the right to write there, or set OCOP_HOME to another folder."


class RegistryAway(Refusal):
    """Jars or assets could not be fetched."""

    slug = "estate.registry-away"
    vi = "Không tải được {what}: hãy kiểm tra kết nối tới kho gói rồi chạy lại ({detail})."
    en = "{what} could not be fetched: check that the package registry is in reach, then run this again ({detail})."


class ChildWillNotStart(Refusal):
    """A process of the estate ends while it starts."""

    slug = "estate.child-will-not-start"
    vi = "{name} không khởi động được: hãy xem nhật ký {log}, sửa nguyên nhân rồi chạy lại."
    en = "{name} does not start: read its log {log}, mend the cause and run this again."


class EstateWillNotStart(Refusal):
    """A demonstration has nothing to be played on."""

    slug = "estate.will-not-start"
    vi = "Chưa trình diễn được vì hệ thống không khởi động: {said}"
    en = "Nothing was demonstrated, for the estate does not start: {said}"


class ServerAway(Refusal):
    """A server named in the environment does not answer."""

    slug = "estate.server-away"
    vi = "Không kết nối được tới {what} tại {address} (đặt bởi {setting}): hãy kiểm tra địa chỉ, hoặc bỏ {setting} để dùng máy chủ kèm sẵn."
    en = "{what} does not answer at {address} (set by {setting}): check the address, or unset {setting} to use the embedded one."


class NothingRuns(Refusal):
    """A command needs a running estate or named servers."""

    slug = "estate.nothing-runs"
    vi = "Chưa có hệ thống nào đang chạy: hãy chạy `make up`, hoặc đặt KAFKA_BOOTSTRAP_SERVERS và MONGODB_URI."
    en = "No estate is running: run `make up`, or set KAFKA_BOOTSTRAP_SERVERS and MONGODB_URI."


class StillRuns(Refusal):
    """A reset under a running estate would pull its files away."""

    slug = "estate.still-runs"
    vi = "Hệ thống đang chạy (tiến trình {pid}): hãy dừng nó bằng Ctrl-C trước khi xoá dữ liệu."
    en = "The estate is running (process {pid}): end it with Ctrl-C before its state is removed."


class NoSuchProcess(Refusal):
    """The estate has no process of this name."""

    slug = "estate.no-such-process"
    vi = "Hệ thống không có tiến trình «{name}». Các tiến trình đang có: {known}."
    en = "The estate has no process “{name}”. It has: {known}."


class NotBackInTime(Refusal):
    """A process that was restarted does not answer."""

    slug = "estate.not-back-in-time"
    vi = "{name} chưa sẵn sàng sau {seconds} giây: hãy xem nhật ký {log}, và `ocop status`."
    en = "{name} is not ready after {seconds} s: read its log {log}, and `ocop status`."


class NoCheckout(Refusal):
    """`ocop up --from` names nothing that can be run."""

    slug = "estate.no-checkout"
    vi = "`--from {asked}`: cần TÊN=THƯ_MỤC, tên là một trong {names}, thư mục là mã nguồn đã chạy `make setup`."
    en = "`--from {asked}`: NAME=FOLDER is needed, the name one of {names}, the folder a checkout where `make setup` was run."


class ReleaseAway(Refusal):
    """The source or the environment of another release cannot be had."""

    slug = "estate.release-away"
    vi = "Không lấy được bản {what}: hãy kiểm tra lịch sử git (`git fetch --unshallow --tags`) và kết nối tới kho gói rồi chạy lại ({detail})."
    en = "{what} could not be had: check git's history (`git fetch --unshallow --tags`) and that the package registry is in reach, then run this again ({detail})."
