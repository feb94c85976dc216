"""What happens to documents, as the journal says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trienkhai.web.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentEvent(Event):
    """Something happened to one document."""

    object_type: ClassVar[str] = "document"


@dataclass(frozen=True, kw_only=True)
class DocumentEntered(DocumentEvent):
    """A file came in."""

    name: ClassVar[str] = "document.entered"
    file: str = ""
    sha256: str = ""

    def sentence(self) -> str:
        """Which file."""
        return f"Nhận tệp “{self.file}”, đã kiểm mã và lưu đủ."


@dataclass(frozen=True, kw_only=True)
class DocumentHeld(DocumentEvent):
    """A file came in that takes a while to read. Not its name: it may turn out to be secret."""

    name: ClassVar[str] = "document.held"

    def sentence(self) -> str:
        """That, and no more."""
        return "Nhận một tệp, đã lưu đủ; máy đọc sau."


@dataclass(frozen=True, kw_only=True)
class PartHeld(DocumentEvent):
    """A file that is to lie beside the text came in and is not searched yet. Not its name: it may be secret."""

    name: ClassVar[str] = "document.part_held"

    def sentence(self) -> str:
        """That, and no more."""
        return "Nhận một tệp kèm, đã lưu đủ; máy tìm dấu chỉ độ mật xong mới đưa vào văn bản."


@dataclass(frozen=True, kw_only=True)
class PageHeld(DocumentEvent):
    """A better picture of a page came in and is not read yet."""

    name: ClassVar[str] = "document.page_held"
    page: int = 0

    def sentence(self) -> str:
        """Of which page."""
        return f"Nhận tệp thay trang {self.page}, đã lưu đủ; máy đọc xong mới thay."


@dataclass(frozen=True, kw_only=True)
class PageExchanged(DocumentEvent):
    """The reading was made anew with a better picture of one page; the scan itself stays as it came in."""

    name: ClassVar[str] = "document.page_exchanged"
    page: int = 0
    file: str = ""
    sha256: str = ""

    def sentence(self) -> str:
        """Which page, by which file."""
        return f"Thay trang {self.page} bằng tệp “{self.file}”; tệp gốc giữ nguyên."


@dataclass(frozen=True, kw_only=True)
class PartSeen(DocumentEvent):
    """The machine could not search a file; a person looked at it."""

    name: ClassVar[str] = "document.part_seen"

    def sentence(self) -> str:
        """What they saw."""
        return "Máy không đọc được một tệp kèm. Người nhập đã xem: không có dấu chỉ độ mật."


@dataclass(frozen=True, kw_only=True)
class PartDropped(DocumentEvent):
    """A file that waited is thrown away."""

    name: ClassVar[str] = "document.part_dropped"

    def sentence(self) -> str:
        """That, and no more."""
        return "Bỏ một tệp đang chờ, chưa vào kho."


@dataclass(frozen=True, kw_only=True)
class ReadingRetried(DocumentEvent):
    """A person lets the machine try once more."""

    name: ClassVar[str] = "document.reading_retried"

    def sentence(self) -> str:
        """What is done."""
        return "Cho máy đọc lại tệp chưa đọc được."


@dataclass(frozen=True, kw_only=True)
class ReadingByHand(DocumentEvent):
    """The machine could not read the file; a person types what it says."""

    name: ClassVar[str] = "document.typed_by_hand"

    def sentence(self) -> str:
        """What is done, and what was looked at."""
        return "Máy không đọc được tệp; nhập tay. Người nhập đã xem: không có dấu chỉ độ mật."


@dataclass(frozen=True, kw_only=True)
class SecretRefused(DocumentEvent):
    """A document with a secrecy mark was turned away; nothing of its content is kept, not even here."""

    name: ClassVar[str] = "document.secret_refused"

    def sentence(self) -> str:
        """That, and no more."""
        return "Từ chối một tệp có dấu chỉ độ mật; tệp không được lưu."


@dataclass(frozen=True, kw_only=True)
class SecrecyContested(DocumentEvent):
    """The clerk says that the machine took something else for a secrecy mark."""

    name: ClassVar[str] = "document.secrecy_contested"

    def sentence(self) -> str:
        """Which document."""
        return f"Xác nhận {self.object_label} không phải văn bản mật, máy đọc nhầm dấu chỉ độ mật."


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(DocumentEvent):
    """A draft that was entered by mistake; its file and reading stay where they are."""

    name: ClassVar[str] = "document.discarded"

    def sentence(self) -> str:
        """Which document; the reason stands beside it."""
        return f"Bỏ bản nhập {self.object_label}."


@dataclass(frozen=True, kw_only=True)
class DocumentRead(DocumentEvent):
    """The machine read it."""

    name: ClassVar[str] = "document.read"
    problems: int = 0

    def sentence(self) -> str:
        """With how many places to look at."""
        return f"Máy đọc xong văn bản, {self.problems} chỗ cần người xem."


@dataclass(frozen=True, kw_only=True)
class ReadingCorrected(DocumentEvent):
    """A person set a value; what the machine found stays beside it."""

    name: ClassVar[str] = "document.corrected"
    path: str = ""
    label: str = ""
    value: str = ""

    def sentence(self) -> str:
        """Which value."""
        name = self.label or self.path
        return f"Sửa {name} thành “{self.value}”." if self.value else f"Để trống {name}."


@dataclass(frozen=True, kw_only=True)
class ReadingConfirmed(DocumentEvent):
    """A person stands for the reading; an outgoing document becomes a directive in consequence."""

    name: ClassVar[str] = "document.confirmed"
    direction: str = ""

    def sentence(self) -> str:
        """Which document."""
        return f"Xác nhận bản đọc {self.object_label}."


@dataclass(frozen=True, kw_only=True)
class ReadingReopened(DocumentEvent):
    """The reading is corrected once more before anybody signs."""

    name: ClassVar[str] = "document.reopened"

    def sentence(self) -> str:
        """Which document."""
        return f"Mở lại bản đọc {self.object_label} để sửa."


@dataclass(frozen=True, kw_only=True)
class LinkConfirmed(DocumentEvent):
    """A person says that an inferred link between two texts above is right."""

    name: ClassVar[str] = "document.link_confirmed"
    start: str = ""
    end: str = ""
    relation: str = ""

    def sentence(self) -> str:
        """Which one, and what the later text does with the earlier."""
        return f"Xác nhận liên hệ máy suy ra: {self.end} {self.relation} {self.start}."


@dataclass(frozen=True, kw_only=True)
class LinkStruck(DocumentEvent):
    """A person says that an inferred link is none."""

    name: ClassVar[str] = "document.link_struck"
    start: str = ""
    end: str = ""

    def sentence(self) -> str:
        """Which one; the reason stands beside it."""
        return f"Bác liên hệ máy suy ra giữa {self.start} và {self.end}."


@dataclass(frozen=True, kw_only=True)
class LinkTakenBack(DocumentEvent):
    """The link waits for a person as before."""

    name: ClassVar[str] = "document.link_taken_back"
    start: str = ""
    end: str = ""
    verdict: str = ""

    def sentence(self) -> str:
        """Which one, and what had been said of it."""
        said = "xác nhận" if self.verdict == "right" else "bác"
        return f"Hoàn tác việc {said} liên hệ giữa {self.start} và {self.end}."


@dataclass(frozen=True, kw_only=True)
class AttachmentAdded(DocumentEvent):
    """A file was put beside the text."""

    name: ClassVar[str] = "document.attached"
    file: str = ""

    def sentence(self) -> str:
        """Which file."""
        return f"Thêm tệp kèm “{self.file}”."


@dataclass(frozen=True, kw_only=True)
class AttachmentPromised(DocumentEvent):
    """An announced enclosure is not there; it will be sent later."""

    name: ClassVar[str] = "document.attachment_promised"

    def sentence(self) -> str:
        """For which document."""
        return f"Ghi tệp kèm của {self.object_label}: gửi sau."


@dataclass(frozen=True, kw_only=True)
class OutgoingCreated(DocumentEvent):
    """The office wrote a document of its own here; it needs no reading."""

    name: ClassVar[str] = "document.created"

    def sentence(self) -> str:
        """Which document."""
        return f"Soạn {self.object_label}."


@dataclass(frozen=True, kw_only=True)
class DocumentSigned(DocumentEvent):
    """A leader signed in a stated authority."""

    name: ClassVar[str] = "document.signed"
    mode: str = ""
    title: str = ""

    def sentence(self) -> str:
        """In what authority."""
        return f"Ký {self.object_label}: {(self.mode + ' ') if self.mode else ''}{self.title}."


@dataclass(frozen=True, kw_only=True)
class SignatureTakenBack(DocumentEvent):
    """The leader took the signature back before a number was given."""

    name: ClassVar[str] = "document.unsigned"

    def sentence(self) -> str:
        """Which document."""
        return f"Rút chữ ký ở {self.object_label} khi chưa cấp số."


@dataclass(frozen=True, kw_only=True)
class DocumentNumbered(DocumentEvent):
    """The clerk entered it in the outgoing register."""

    name: ClassVar[str] = "document.numbered"
    code: str = ""
    day: str = ""

    def sentence(self) -> str:
        """Under which number and day."""
        return f"Vào sổ văn bản đi: số {self.code}, ngày {self.day}."


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(DocumentEvent):
    """It went out."""

    name: ClassVar[str] = "document.issued"
    receivers: int = 0

    def sentence(self) -> str:
        """To how many."""
        return f"Ban hành {self.object_label}, gửi {self.receivers} nơi nhận."


@dataclass(frozen=True, kw_only=True)
class DocumentRegistered(DocumentEvent):
    """A receiver entered it in its incoming register."""

    name: ClassVar[str] = "document.registered"
    arrival: int = 0

    def sentence(self) -> str:
        """Under which arrival number."""
        return f"Vào sổ văn bản đến: số đến {self.arrival}, {self.object_label}."


@dataclass(frozen=True, kw_only=True)
class ArrivalAssigned(DocumentEvent):
    """Somebody in the office deals with it by a day."""

    name: ClassVar[str] = "document.assigned"
    receiver: str = ""
    due: str = ""

    def sentence(self) -> str:
        """Who, by when."""
        return f"Giao {self.receiver} giải quyết {self.object_label}, hạn {self.due}."


@dataclass(frozen=True, kw_only=True)
class AssignmentTaken(DocumentEvent):
    """Whoever it was given to has it."""

    name: ClassVar[str] = "document.assignment_taken"
    receiver: str = ""

    def sentence(self) -> str:
        """Who."""
        return f"{self.receiver} đã nhận {self.object_label} để giải quyết."


@dataclass(frozen=True, kw_only=True)
class AssignmentDone(DocumentEvent):
    """It was dealt with."""

    name: ClassVar[str] = "document.assignment_done"
    receiver: str = ""
    outcome: str = ""

    def sentence(self) -> str:
        """How."""
        return f"{self.receiver} đã giải quyết {self.object_label}: {self.outcome}"


@dataclass(frozen=True, kw_only=True)
class AssignmentWithdrawn(DocumentEvent):
    """It was taken back from whoever had it."""

    name: ClassVar[str] = "document.assignment_withdrawn"
    receiver: str = ""

    def sentence(self) -> str:
        """From whom; the reason stands beside it."""
        return f"Rút việc giải quyết {self.object_label} khỏi {self.receiver}."


@dataclass(frozen=True, kw_only=True)
class DocumentFiled(DocumentEvent):
    """It lies in a file."""

    name: ClassVar[str] = "document.filed"
    file: str = ""

    def sentence(self) -> str:
        """In which one."""
        return f"Đưa {self.object_label} vào hồ sơ {self.file}."


@dataclass(frozen=True, kw_only=True)
class DocumentTakenOut(DocumentEvent):
    """It was taken out of a file."""

    name: ClassVar[str] = "document.taken_out"
    file: str = ""

    def sentence(self) -> str:
        """Of which one; the reason stands beside it."""
        return f"Rút {self.object_label} khỏi hồ sơ {self.file}."


@dataclass(frozen=True, kw_only=True)
class DocumentPublished(DocumentEvent):
    """Everybody may read it on the office's public page."""

    name: ClassVar[str] = "document.published"
    address: str = ""

    def sentence(self) -> str:
        """Where."""
        return f"Công khai {self.object_label} tại {self.address}."


@dataclass(frozen=True, kw_only=True)
class DocumentUnpublished(DocumentEvent):
    """It no longer stands on the public page."""

    name: ClassVar[str] = "document.unpublished"

    def sentence(self) -> str:
        """Which; the reason stands beside it."""
        return f"Gỡ {self.object_label} khỏi trang công khai."


@dataclass(frozen=True, kw_only=True)
class CaseFileEvent(Event):
    """Something happened to a file of the office."""

    object_type: ClassVar[str] = "case_file"


@dataclass(frozen=True, kw_only=True)
class CaseFileOpened(CaseFileEvent):
    """A new file."""

    name: ClassVar[str] = "case_file.opened"

    def sentence(self) -> str:
        """Which one."""
        return f"Mở hồ sơ {self.object_label}."


@dataclass(frozen=True, kw_only=True)
class CaseFileClosed(CaseFileEvent):
    """Its matter has ended."""

    name: ClassVar[str] = "case_file.closed"
    documents: int = 0

    def sentence(self) -> str:
        """With how many documents."""
        return f"Kết thúc hồ sơ {self.object_label}, {self.documents} văn bản."
