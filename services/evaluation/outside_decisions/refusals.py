"""What is refused about outside decisions, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotAwaited(Refusal):
    slug = "outside-decision.not-awaited"
    kind = Kind.CONFLICT
    vi = "Hồ sơ này không chờ cấp trên quyết định bằng văn bản. Chỉ nhập khi Hội đồng đã chấm và hồ sơ đã chuyển đến đơn vị không dùng hệ thống này."
    en = "No paper of a higher office is awaited for this case. Enter one only after the council has scored and the case was sent to an office that works without this platform."


class DecidedHere(Refusal):
    slug = "outside-decision.decided-here"
    kind = Kind.CONFLICT
    vi = "{office} làm việc trên hệ thống này: kết luận của đơn vị đó tự đến, không nhập từ văn bản. Chờ đơn vị đó kết luận."
    en = "{office} works on this platform: its ruling comes by itself and is not entered from a paper. Wait for it."


class EnteredAlready(Refusal):
    slug = "outside-decision.entered-already"
    kind = Kind.CONFLICT
    vi = "Đã có người nhập quyết định của cấp trên cho hồ sơ này, đang chờ đối chiếu. Mở bản nhập đó để đối chiếu hoặc báo không đúng."
    en = "Somebody has entered the higher office's decision on this case already; it waits to be compared. Open that entry to confirm or reject it."


class SamePerson(Refusal):
    slug = "outside-decision.same-person"
    kind = Kind.FORBIDDEN
    vi = "Người nhập không tự đối chiếu. Nhờ người khác của đơn vị mở bản ký và đối chiếu."
    en = "Whoever entered it does not confirm it. Ask somebody else of the office to open the signed copy and compare."


class DiffersFromEntry(Refusal):
    slug = "outside-decision.differs-from-entry"
    kind = Kind.CONFLICT
    vi = "Số hoặc ngày bạn đọc trên bản ký khác với bản đã nhập. Đọc lại bản ký; nếu bản nhập sai, báo không đúng văn bản để nhập lại."
    en = "The number or day you read on the signed copy differs from what was entered. Read it again; if the entry is wrong, reject it so that it is entered anew."


class NotYetSigned(Refusal):
    slug = "outside-decision.day-in-the-future"
    vi = "Ngày văn bản {given} sau ngày hôm nay {today}. Ghi ngày trên bản ký."
    en = "The paper is dated {given}, after today, {today}. Write the day that is on the signed copy."


class BeforeItWasSent(Refusal):
    slug = "outside-decision.before-it-was-sent"
    vi = "Ngày văn bản {given} trước ngày hồ sơ được chuyển lên cấp trên {sent}. Kiểm tra lại ngày."
    en = "The paper is dated {given}, before the case was sent up on {sent}. Check the day."


class StarMissing(Refusal):
    slug = "outside-decision.star-missing"
    vi = "Chưa ghi hạng sao. Cấp trên công nhận hoặc chuyển về đều ghi hạng sao trên văn bản."
    en = "The star is missing. A paper that recognises or sends back names one."


class StarUnneeded(Refusal):
    slug = "outside-decision.star-unneeded"
    vi = "Cấp trên không công nhận thì không có hạng sao. Bỏ trống hạng sao, hoặc chọn lại kết luận."
    en = "What was not recognised has no star. Leave it empty, or choose another outcome."


class StarBeyondPower(Refusal):
    slug = "outside-decision.star-not-theirs"
    vi = "{tier} công nhận hạng: {known} sao theo bộ tiêu chí này, không công nhận {star} sao. Đối chiếu lại văn bản; nếu cấp trên chấm thấp hơn, chọn «chuyển về»."
    en = "Under this rulebook {tier} recognises stars: {known}; not {star}. Compare with the paper; if they scored it lower, choose “sent back”."


class StarIsTheirs(Refusal):
    slug = "outside-decision.star-is-theirs"
    vi = "Hạng {star} sao thuộc thẩm quyền của {tier}, không chuyển về. Đối chiếu lại văn bản."
    en = "{star} stars are within the power of {tier} and are not sent back. Compare with the paper."


class TotalTooLow(Refusal):
    slug = "outside-decision.total-too-low"
    vi = "{total} điểm theo khung điểm chỉ đến {band} sao, văn bản ghi {star} sao. Đối chiếu lại điểm và hạng sao trên văn bản."
    en = "By the bands {total} points allow {band} stars at most, and {star} were entered. Compare total and star with the paper."


class NotExaminedAgain(Refusal):
    slug = "outside-decision.not-examined-again"
    kind = Kind.CONFLICT
    vi = "Theo Quy chế đang áp dụng, đơn vị kết luận theo thẩm quyền trên kết quả của cấp trên, không mở lại Hội đồng. Nếu đơn vị làm khác, sửa Quy chế Hội đồng trước."
    en = "By the regulation in force the office rules within its own power on the higher result and does not re-open its council. If it works otherwise, change its council regulation first."


class DossierWithdrawn(Refusal):
    slug = "outside-decision.dossier-withdrawn"
    kind = Kind.CONFLICT
    vi = "Chủ thể đã rút hồ sơ trong khi cấp trên xem xét; quyết định không ghi nhận được. Báo không đúng văn bản với lý do này và báo lại cấp trên."
    en = "The producer took the dossier back while the higher office had it; the decision cannot be taken up. Reject the entry with this reason and tell the higher office."
