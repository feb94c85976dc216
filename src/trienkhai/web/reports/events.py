"""What happens to reports, as the journal says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trienkhai.web.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportEvent(Event):
    """Something happened to one report; `object_label` is its period."""

    object_type: ClassVar[str] = "report"
    unit: str = ""
    on_behalf_basis: str = ""

    def whose(self) -> str:
        """Which report, and on what basis somebody else entered it."""
        behalf = f" (nhập hộ, theo {self.on_behalf_basis})" if self.on_behalf_basis else ""
        return f"báo cáo {self.object_label} của {self.unit}{behalf}"


@dataclass(frozen=True, kw_only=True)
class ReportDrafted(ReportEvent):
    """Somebody began it."""

    name: ClassVar[str] = "report.drafted"

    def sentence(self) -> str:
        """Which one."""
        return f"Lập {self.whose()}."


@dataclass(frozen=True, kw_only=True)
class ReportWritten(ReportEvent):
    """What people write in it changed."""

    name: ClassVar[str] = "report.written"

    def sentence(self) -> str:
        """Which one."""
        return f"Soạn {self.whose()}."


@dataclass(frozen=True, kw_only=True)
class ReportSubmitted(ReportEvent):
    """Its figures froze and it went out."""

    name: ClassVar[str] = "report.submitted"
    activities: int = 0
    proved: int = 0
    snapshot: str = ""
    rollup: bool = False

    def sentence(self) -> str:
        """With what figures."""
        verb = "Đóng băng" if self.rollup else "Gửi"
        return f"{verb} {self.whose()}: {self.activities} hoạt động, {self.proved} có minh chứng; số liệu đóng băng."


@dataclass(frozen=True, kw_only=True)
class ReportTakenBack(ReportEvent):
    """Before anybody acted on it."""

    name: ClassVar[str] = "report.taken_back"

    def sentence(self) -> str:
        """Which one."""
        return f"Rút lại {self.whose()} khi chưa ai xử lý."


@dataclass(frozen=True, kw_only=True)
class ReportAccepted(ReportEvent):
    """The office that asked takes it."""

    name: ClassVar[str] = "report.accepted"

    def sentence(self) -> str:
        """Which one."""
        return f"Tiếp nhận {self.whose()}."


@dataclass(frozen=True, kw_only=True)
class ReportReturned(ReportEvent):
    """The office that asked wants it otherwise."""

    name: ClassVar[str] = "report.returned"

    def sentence(self) -> str:
        """Why."""
        return f"Trả lại {self.whose()}, lý do: {self.reason}."


@dataclass(frozen=True, kw_only=True)
class ReportMarked(ReportEvent):
    """Something it rests on was taken back."""

    name: ClassVar[str] = "report.marked"
    what: str = ""

    def sentence(self) -> str:
        """What; the figures stay."""
        return f"Đánh dấu {self.whose()}: {self.what}. Con số không đổi."
